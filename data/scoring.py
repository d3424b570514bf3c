"""Lines of text and target in, labels with probabilities out: the `score` verb, for other programs.

Each line is asked by itself, so its answer never depends on the lines around it. A target is the id of an entry of
`seeds/targets.toml` or free text; an exact id wins. For sentiment a missing target means the tone of the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data import annotate, pair_model, targets
from data.errors import InputError

Record = Mapping[str, Any]


def score_file(source: Path, *, out: Path, task: str) -> int:
    """Score every line of `source` into `out`; return how many lines could not be scored.

    `task` is "sentiment" or "stance". Raises `InputError` when `source` cannot be read, `OutputError` when `out`
    cannot be written, `ModelError` when the weights are missing.
    """
    return annotate.each_line(source, out=out, answer=answerer(task))


def answerer(task: str) -> Callable[[Record], dict[str, Any]]:
    """Return the function that answers one record for `task`."""
    if task == "sentiment":
        return lambda record: {"id": record.get("id"), **_sentiment(record)}
    questions = {target.id: pair_model.question(target) for target in targets.load()}
    return lambda record: {"id": record.get("id"), **_stance(record, questions)}


def _sentiment(record: Record) -> dict[str, Any]:
    text = _text(record, "text")
    target = _optional(record, "target")
    if target is None:
        return _answer(pair_model.tone([text])[0], task="tone")
    known = {t.id: t.name for t in targets.load()}
    place = _place(record, text)
    found = pair_model.sentiment([text], targets=[known.get(target, target)], mentions=[place])
    return _answer(found[0], task="sentiment")


def _stance(record: Record, questions: Mapping[str, str]) -> dict[str, Any]:
    target = _text(record, "target")
    found = pair_model.stance(
        [_text(record, "text")], targets=[questions.get(target, target)], holders=[_optional(record, "holder")]
    )
    return _answer(found[0], task="stance")


def _answer(probabilities: Any, *, task: str) -> dict[str, Any]:
    labels = pair_model.LABELS[task]
    best = int(probabilities.argmax())
    return {
        "label": labels[best],
        "probabilities": {name: round(float(p), 4) for name, p in zip(labels, probabilities, strict=True)},
        "abstained": bool(probabilities[best] < pair_model.calibration(task).threshold),
    }


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{name!r} is {value!r}; it must be a text that is not empty")
    return value


def _optional(record: Record, name: str) -> str | None:
    return None if record.get(name) is None else _text(record, name)


def _place(record: Record, text: str) -> tuple[int, int] | None:
    start, end = record.get("start"), record.get("end")
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(f"'start' and 'end' are {start!r} and {end!r}; they must be offsets into the text, or absent")
    return start, end
