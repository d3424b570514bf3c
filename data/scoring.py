"""Lines of text and target in, labels with probabilities out: the `score` verb, for other programs.

Each line is asked by itself, so its answer never depends on the lines around it. A target is the id of an entry of
`seeds/targets.toml` or free text; an exact id wins. For sentiment a missing target means the tone of the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from data import annotate, pair_model, scorers, targets
from data.errors import InputError
from data.readers.json_lines import first, whole
from data.records import Target

Record = Mapping[str, Any]
#: The answer for a text without a key term: of 137 such training sentences, 132 were labelled neither.
NOT_ABOUT = np.array([0.018, 0.964, 0.018], dtype=np.float32)


def score_file(source: Path, *, out: Path, task: str, model: str | None = None) -> int:
    """Score every line of `source` into `out`; return how many lines could not be scored.

    `task` is "sentiment" or "stance"; `model` a name or folder in place of the shipped model (for sentiment it reads
    the sentence alone, without its target). Raises `InputError` when `source` cannot be read, `OutputError` when
    `out` cannot be written, `ModelError` when the weights are missing or the model's labels cannot be mapped.
    """
    # Asked here too: another model takes its time to load, or to download.
    annotate.check_files(source, out=out)
    return annotate.each_line(source, out=out, answer=answerer(task) if model is None else _other(task, model))


def answerer(task: str) -> Callable[[Record], dict[str, Any]]:
    """Return the function that answers one record for `task`."""
    listed = {target.id: target for target in targets.load()}
    if task == "sentiment":
        return lambda record: {"id": first(record, "id"), **_sentiment(record, listed)}
    return lambda record: {"id": first(record, "id"), **_stance(record, listed)}


def _sentiment(record: Record, listed: Mapping[str, Target]) -> dict[str, Any]:
    text = _text(record, "text")
    target = _optional(record, "target")
    if target is None:
        return _answer(pair_model.tone([text])[0], task="tone")
    name = listed[target].name if target in listed else target
    found = pair_model.sentiment([text], targets=[name], mentions=[_place(record, text)])
    return _answer(found[0], task="sentiment")


def _stance(record: Record, listed: Mapping[str, Target]) -> dict[str, Any]:
    target = _text(record, "target")
    found = stance(_text(record, "text"), target=listed.get(target, target), holder=_optional(record, "holder"))
    return _answer(found, task="stance")


def stance(text: str, *, target: Target | str, holder: str | None = None) -> Any:
    """Return (against, neither, favor) probabilities of one text toward a listed target or free text.

    A text with no key term of a listed target is not about it, as in the table: neither, without asking the model.
    """
    if isinstance(target, Target):
        if not targets.concerned(text, [target]):
            return NOT_ABOUT
        target = pair_model.question(target)
    return pair_model.stance([text], targets=[target], holders=[holder])[0]


def _other(task: str, name: str) -> Callable[[Record], dict[str, Any]]:
    """Return the function that answers one record with another model; such a model never abstains."""
    ask = scorers.named(task).asker(name)
    known = {target.id: target for target in targets.load()}

    def answer(record: Record) -> dict[str, Any]:
        text = _text(record, "text")
        if task == "sentiment":
            return {"id": first(record, "id"), **_answer(ask([text])[0], task="tone", threshold=0.0)}
        target = _text(record, "target")
        found = ask([text], [known.get(target) or free_target(target)])
        return {"id": first(record, "id"), **_answer(found[0], task=task, threshold=0.0)}

    return answer


def free_target(words: str) -> Target:
    """Return the target that free text stands for, with what favor and against mean said in general."""
    return Target("free", words, f"The speaker is in favor of: {words}.", f"The speaker is against: {words}.", (words,))


def _answer(probabilities: Any, *, task: str, threshold: float | None = None) -> dict[str, Any]:
    labels = pair_model.LABELS[task]
    least = pair_model.calibration(task).threshold if threshold is None else threshold
    best = int(probabilities.argmax())
    return {
        "label": labels[best],
        "probabilities": {name: round(float(p), 4) for name, p in zip(labels, probabilities, strict=True)},
        "abstained": bool(probabilities[best] < least),
    }


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{name!r} is {value!r}; it must be a text that is not empty")
    return whole(value)


def _optional(record: Record, name: str) -> str | None:
    return None if record.get(name) is None else _text(record, name)


def _place(record: Record, text: str) -> tuple[int, int] | None:
    start, end = record.get("start"), record.get("end")
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(f"'start' and 'end' are {start!r} and {end!r}; they must be offsets into the text, or absent")
    return start, end
