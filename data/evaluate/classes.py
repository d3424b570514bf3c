"""Predicted and gold classes in; accuracy, F1 for each class, macro-F1, calibration error and confusion out.

Plain numbers, each with its n; shares lie in [0, 1] and are None where nothing was counted.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import settings
from data.errors import InputError
from data.evaluate.intervals import bootstrap, f1, rounded, wilson

#: Bins of the expected calibration error.
BINS = 10
#: Draws for the error that chance alone makes.
_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: its gold and predicted label, the probability of the predicted one, and whether it abstained."""

    gold: str
    predicted: str
    probability: float = 1.0
    abstained: bool = False


def records(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file; raises `InputError` with the line that is none, or for an empty file."""
    return [record for _, record in placed(path)]


def placed(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a JSON Lines file, each with its place, `path:line`; raises as `records` does."""
    # Not splitlines: a text may hold the line separators of Unicode.
    for number, line in enumerate(_content(path, "JSON Lines").split("\n"), start=1):
        if line.strip():
            yield f"{path}:{number}", _object(line, f"{path}:{number}", "each line must be one object")


def article(path: Path) -> dict[str, Any]:
    """Return the labelled article that a file written as `seed_article.json` holds; its `id` is the path.

    Raises `InputError` when the file holds no object.
    """
    wanted = f"the file must be one labelled article, or JSON Lines in a file that ends in .jsonl: {settings.FORMATS}"
    return {**_object(_content(path, "labelled article"), str(path), wanted), "id": str(path)}


def _content(path: Path, kind: str) -> str:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): name a {kind} file in UTF-8") from error
    if not content.strip():
        # Figures of nothing would be printed as if something had been measured.
        raise InputError(f"{path}: the file is empty: name a {kind} file that holds labels ({settings.FORMATS})")
    return content


def _object(content: str, place: str, wanted: str) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: no JSON ({error}); {wanted}") from error
    if not isinstance(value, dict):
        raise InputError(f"{place}: {type(value).__name__}; {wanted}")
    return value


def asked(record: dict[str, Any], *names: str) -> str:
    """Return the first of the fields that the record holds as text; raises `InputError` when it has none."""
    for name in names:
        if isinstance(record.get(name), str):
            return str(record[name])
    raise InputError(f"record {record.get('id')!r} lacks {' or '.join(names)}: {settings.FORMATS} has the format")


def asked_list(record: dict[str, Any], name: str) -> list[Any]:
    """Return the field that the record holds as a list; raises `InputError` when it has none."""
    if isinstance(record.get(name), list):
        return list(record[name])
    raise InputError(f"record {record.get('id')!r} lacks a list of {name}: {settings.FORMATS} has the format")


def asked_rows(record: dict[str, Any], name: str, *fields: str) -> list[dict[str, Any]]:
    """Return the field that the record holds as a list of objects with all of `fields`; `start` and `end` are numbers.

    Raises `InputError` that names the record, the place in the list and what is amiss there.
    """
    rows = asked_list(record, name)
    for place, row in enumerate(rows):
        held = row if isinstance(row, dict) else {}
        bad = [f for f in fields if f not in held or (f in ("start", "end") and not isinstance(held[f], int))]
        if bad:
            where = f"record {record.get('id')!r}, {name}[{place}]"
            raise InputError(f"{where} lacks {', '.join(bad)}: {settings.FORMATS} has the format")
    return rows


def macro_f1(answers: Sequence[Answer], labels: Sequence[str]) -> float | None:
    """Return the mean of the labels' F1; a label that neither side holds is left out."""
    scores = [score for label in labels if (score := _f1_of(answers, label)) is not None]
    return sum(scores) / len(scores) if scores else None


def _f1_of(answers: Sequence[Answer], label: str) -> float | None:
    right = sum(a.gold == label == a.predicted for a in answers)
    return f1(right, sum(a.predicted == label for a in answers), sum(a.gold == label for a in answers))


def figures(answers: Sequence[Answer], labels: Sequence[str], *, interval: bool = True) -> dict[str, Any]:
    """Return n, accuracy and macro-F1 with intervals, each class's F1 and n, calibration error and confusion."""
    right = sum(a.gold == a.predicted for a in answers)
    made: dict[str, Any] = {
        "n": len(answers),
        "accuracy": rounded(right / len(answers)) if answers else None,
        "accuracy_interval": wilson(right, len(answers)),
        "macro_f1": rounded(macro_f1(answers, labels)),
        "f1": {label: rounded(_f1_of(answers, label)) for label in labels},
        "n_of": {label: sum(a.gold == label for a in answers) for label in labels},
        "calibration_error": rounded(calibration_error(answers)),
        "confusion": {
            gold: {found: sum(a.gold == gold and a.predicted == found for a in answers) for found in labels}
            for gold in labels
        },
    }
    if interval:
        made["calibration_error_by_chance"] = chance_error(answers)
        made["macro_f1_interval"] = bootstrap(answers, lambda drawn: macro_f1(drawn, labels))
    return made


def coverage(answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the share that was answered and the accuracy on it."""
    kept = [a for a in answers if not a.abstained]
    right = sum(a.gold == a.predicted for a in kept)
    return {
        "answered": rounded(len(kept) / len(answers)) if answers else None,
        "accuracy_of_answered": rounded(right / len(kept)) if kept else None,
        "accuracy_of_answered_interval": wilson(right, len(kept)),
        "n_answered": len(kept),
    }


def calibration_error(answers: Sequence[Answer]) -> float | None:
    """Return the expected calibration error of the answers, None where there are none."""
    return expected_error([(a.probability, a.gold == a.predicted) for a in answers]) if answers else None


def expected_error(held: Sequence[tuple[float, bool]]) -> float:
    """Return how far probabilities are from the share that was right, over ten equal bins (Guo et al. 2017,
    arXiv:1706.04599).
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in held:
        bins.setdefault(min(BINS - 1, int(probability * BINS)), []).append((probability, right))
    gaps = (abs(sum(p for p, _ in members) - sum(right for _, right in members)) for members in bins.values())
    return sum(gaps) / max(1, len(held))


def chance_error(answers: Sequence[Answer]) -> dict[str, float] | None:
    """Return mean and 95th percentile of the calibration error if every probability were exactly right.

    A small set has an error by chance alone: each answer is drawn right with its own probability, many times. A
    measured error below the 95th percentile does not show that the probabilities are wrong.
    """
    if not answers:
        return None
    draw = random.Random(0)
    held = tuple((min(BINS - 1, int(a.probability * BINS)), a.probability) for a in answers)
    errors = []
    for _ in range(_DRAWS):
        gaps = [0.0] * BINS
        for place, probability in held:
            gaps[place] += probability - (draw.random() < probability)
        errors.append(sum(abs(gap) for gap in gaps) / len(answers))
    errors.sort()
    return {"mean": round(sum(errors) / _DRAWS, 4), "percentile_95": round(errors[int(0.95 * _DRAWS)], 4)}


def by(keys: Sequence[str], answers: Sequence[Answer], labels: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return n, accuracy and each class's F1 for every key, sorted; small groups show their n beside."""
    groups: dict[str, list[Answer]] = {}
    for key, answer in zip(keys, answers, strict=True):
        groups.setdefault(key, []).append(answer)
    return {
        key: {name: value for name, value in figures(found, labels, interval=False).items() if name != "confusion"}
        for key, found in sorted(groups.items())
    }
