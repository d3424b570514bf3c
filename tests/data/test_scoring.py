"""The score verb: labels with probabilities for each line, and what a bad line is answered with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import scoring
from data.__main__ import main
from data.errors import InputError


def _scored(tmp_path: Path, lines: list[str], task: str) -> tuple[int, list[dict[str, Any]]]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bad = scoring.score_file(source, out=out, task=task)
    return bad, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("task", "record", "expected"),
    [
        ("sentiment", {"text": "It was a wonderful, generous and brave decision."}, "positive"),
        ("sentiment", {"text": "A brutal and shameful crime was committed."}, "negative"),
        ("stance", {"text": "Sanctions against Russia must be tightened now.", "target": "sanctions"}, "favor"),
        ("stance", {"text": "The sanctions hurt our own people and should end.", "target": "sanctions"}, "against"),
        ("stance", {"text": "The committee met on Tuesday to discuss the harvest.", "target": "nato"}, "neither"),
    ],
)
def test_clear_cases(task: str, record: dict[str, str], expected: str) -> None:
    assert scoring.answerer(task)({"id": "x", **record})["label"] == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("These sanctions are illegal and must be lifted.", "sanctions"),
        ("The embargo must be lifted.", "the embargo"),
        ("The coal ban must be lifted because it is illegal.", "the coal ban"),
    ],
)
def test_a_demand_to_end_a_thing_is_not_taken_for_favor(text: str, target: str) -> None:
    answer = scoring.answerer("stance")({"id": "x", "text": text, "target": target})
    assert answer["label"] == "against" or answer["abstained"]


def test_answer_has_the_promised_shape(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": "We thank our allies.", "target": "nato", "holder": "Ada Brook"})]
    bad, [answer] = _scored(tmp_path, lines, "stance")
    assert bad == 0 and set(answer) == {"id", "label", "probabilities", "abstained"}
    assert list(answer["probabilities"]) == ["against", "neither", "favor"]
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert answer["label"] == max(answer["probabilities"], key=answer["probabilities"].get)
    assert isinstance(answer["abstained"], bool)


@pytest.mark.parametrize(
    "text",
    [
        "The crowd cheered Ada Brook for her courage and denounced Otto Stein as a corrupt liar.",
        pytest.param(
            "Ada Brook, a brilliant and honest minister, was slandered by the corrupt liar Otto Stein.",
            marks=pytest.mark.xfail(reason="what is done to a person weighs as much as what she is called"),
        ),
    ],
)
def test_two_people_in_one_sentence_can_be_spoken_of_differently(text: str) -> None:
    ask = scoring.answerer("sentiment")
    brook, stein = (
        ask({"text": text, "target": name, "start": text.index(name), "end": text.index(name) + len(name)})
        for name in ("Ada Brook", "Otto Stein")
    )
    assert brook["probabilities"]["positive"] > stein["probabilities"]["positive"]
    assert stein["probabilities"]["negative"] > brook["probabilities"]["negative"]


def test_a_line_is_answered_the_same_whatever_stands_around_it(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text, "target": "peace"}) for text in ("Talks now.", "No talks. " * 40)]
    _, both = _scored(tmp_path, lines, "stance")
    assert [_scored(tmp_path, [line], "stance")[1][0] for line in lines] == both


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "JSON"),
        ("[1]", "object"),
        ('{"id": 1, "target": "nato"}', "text"),
        ('{"id": 1, "text": " ", "target": "nato"}', "text"),
        ('{"id": 1, "text": "We met."}', "target"),
        ('{"id": 1, "text": "We met.", "target": 5}', "target"),
    ],
)
def test_a_bad_line_keeps_its_place(tmp_path: Path, line: str, words: str) -> None:
    good = json.dumps({"id": 2, "text": "We met.", "target": "nato"})
    bad, answers = _scored(tmp_path, [line, good], "stance")
    assert bad == 1 and len(answers) == 2
    assert words in answers[0]["error"] and "label" in answers[1]


def test_half_a_surrogate_pair_in_a_text_is_read_as_a_strange_character(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "text": "We met \ud800 there.", "target": "a meeting"})
    bad, answers = _scored(tmp_path, [line], "stance")
    assert bad == 0 and "label" in answers[0]


@pytest.mark.parametrize(("start", "end"), [(0, 99), (3, 3), ("0", 2), (0, None), (True, 2)])
def test_offsets_outside_the_text_are_refused(start: object, end: object) -> None:
    with pytest.raises(InputError, match="offsets"):
        scoring.answerer("sentiment")({"text": "We met.", "target": "We", "start": start, "end": end})


def test_exit_status_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "A fine day."}\nnothing\n', encoding="utf-8")
    assert main(["score", str(source), str(out), "--task", "sentiment"]) == 1
    assert "in.jsonl:2" in capsys.readouterr().err
    assert main(["score", str(tmp_path / "none.jsonl"), str(out), "--task", "stance"]) == 2


def test_an_id_comes_back_however_it_is_spelled() -> None:
    # A text without a key term of the target is answered without the model.
    answer = scoring.answerer("stance")({"uuid": "u", "text": "It rained.", "target": "sanctions"})
    assert answer["id"] == "u"
