"""Why a score is what it is: the words that carry it, in their place."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from data import explain, settings
from data.errors import InputError
from data.explain import Question


def test_the_word_that_carries_the_tone_moves_it_most() -> None:
    # One such word: where several say the same, none of them is missed much.
    text = "The attack on the harbour of Norland was shameful."
    score, words = explain.why(Question(text, "sentiment"))
    assert score < -0.5
    assert [text[w.start : w.end] for w in words] == [w.word for w in words]
    assert min(words, key=lambda w: w.effect).word == "shameful"
    assert abs(next(w.effect for w in words if w.word == "The")) < 0.2


def test_the_holder_before_the_text_shifts_no_word() -> None:
    text = "Sanctions against Russia are right and must be tightened."
    _, words = explain.why(Question(text, "stance", target="sanctions", holder="Ada Brook"))
    assert [w.word for w in words] == text.rstrip(".").split()


def test_a_word_far_from_the_subject_moves_little_and_hiding_none_moves_nothing() -> None:
    score, words = explain.why(Question("Otto Stein is a liar.", "sentiment", target="Otto Stein", mention=(0, 10)))
    assert score < 0
    assert next(w.effect for w in words if w.word == "liar") == min(w.effect for w in words)


@pytest.mark.parametrize("asked", [Question("We met.", "stance"), Question("We met.", "topics")])
def test_what_cannot_be_asked_is_refused(asked: Question) -> None:
    with pytest.raises(InputError, match="allowed"):
        explain.why(asked)


def test_the_command_answers_and_refuses() -> None:
    def run(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "data.explain"],
            input=text, capture_output=True, text=True, cwd=settings.ROOT, check=False,
        )  # fmt: skip

    answered = run('{"text": "A fine day.", "task": "sentiment"}')
    assert set(json.loads(answered.stdout)) == {"score", "words"} and answered.returncode == 0
    refused = run('{"text": "A fine day.", "task": "stance"}')
    assert refused.returncode == 2 and "Traceback" not in refused.stderr and "allowed" in refused.stderr
