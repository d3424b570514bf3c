"""Which words moved a score: one sentence in, an effect for each word out. On demand, never in the batch.

Occlusion (Zeiler and Fergus 2014, arXiv:1311.2901): every word in turn is hidden behind the mask token, and its
effect is how far the score falls without it. The score is favor minus against for stance, positive minus negative
for sentiment; a positive effect pushed it up. Words act together, so the effects do not add up to the score.

`python -m data.explain` reads one JSON object (the fields of `Question`) from standard input and prints
`{"score", "words": [{"start", "end", "word", "effect"}]}`.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from typing import Any

from data import pair_model, targets, word_pieces
from data.errors import InputError, PodiumError

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """What was scored: `task` is "sentiment" or "stance"; without a target the tone of the sentence."""

    text: str
    task: str
    target: str | None = None
    mention: tuple[int, int] | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word, its characters `[start, end)` in the text, and how far it moved the score, in [-2, 2]."""

    start: int
    end: int
    word: str
    effect: float


def why(asked: Question) -> tuple[float, tuple[Word, ...]]:
    """Return the score of the sentence and the effect of each of its words, in order.

    Raises `InputError` when the question cannot be asked, `ModelError` when the weights are missing.
    """
    if asked.task not in ("sentiment", "stance") or (asked.task == "stance" and not asked.target):
        allowed = "allowed are sentiment, and stance with a target"
        raise InputError(f"task {asked.task!r}, target {asked.target!r}: {allowed}")
    words = list(_WORD.finditer(asked.text))
    before = len(pair_model.held(asked.text, asked.holder)) - len(asked.text) if asked.task == "stance" else 0
    covers = [None, *((m.start() + before, m.end() + before) for m in words)]
    scores = [float(p[2] - p[0]) for p in _asked(asked, covers)]
    fallen = [round(scores[0] - score, 3) for score in scores[1:]]
    found = (Word(m.start(), m.end(), m.group(), effect) for m, effect in zip(words, fallen, strict=True))
    return round(scores[0], 3), tuple(found)


def _asked(asked: Question, covers: list[tuple[int, int] | None]) -> Any:
    known = {target.id: target for target in targets.load()}
    if asked.target is None:
        inputs = word_pieces.text_inputs([asked.text] * len(covers), masked=covers)
        return pair_model.probabilities(inputs, task="tone")
    listed = known.get(asked.target)
    stance = asked.task == "stance"
    words = asked.target if listed is None else pair_model.question(listed) if stance else listed.name
    text = pair_model.held(asked.text, asked.holder) if stance else asked.text
    inputs = word_pieces.pair_inputs(
        [text] * len(covers),
        targets=[words] * len(covers),
        mentions=[None if stance else asked.mention] * len(covers),
        masked=covers,
        limit=pair_model.STANCE_LIMIT if stance else word_pieces.LIMIT,
    )
    return pair_model.probabilities(inputs, task=asked.task)


def main() -> int:
    """Answer the question on standard input."""
    try:
        fields = json.loads(sys.stdin.read())
        if isinstance(fields, dict) and fields.get("mention") is not None:
            fields["mention"] = tuple(fields["mention"])
        score, words = why(Question(**fields))
    except (PodiumError, ValueError, TypeError) as error:
        print(f"podium: {error}", file=sys.stderr)
        return 2
    print(json.dumps({"score": score, "words": [asdict(word) for word in words]}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
