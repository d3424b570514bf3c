"""Labelled stances in, figures out: macro-F1 over all targets together, each target with its n, calibration.

The file is JSON Lines with `text`, `target`, `label` (`favor`, `against`, `neither` or `neutral`) and, where known,
`holder`; or one labelled article such as `seed_article.json`, whose sentences carry stances. Where the gold labels
hold no neutral, the answer is the more probable of favor and against.

VAST (Allaway and McKeown 2020, "Zero-Shot Stance Detection") gives each record two topics: the annotators' wording,
here `target`, and the one that was labelled, `target_norm` (`topic_str` in its files). They differ where a neutral
record was made by giving a text the topic of another: the wording is still the old one. Its authors' systems, and so
all published figures, read the second; so does this. Records of topics no training text had (`shot`) are counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data import pair_model, scoring, settings, targets
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.classes import Answer
from data.records import STANCES, Target

_NEITHER = "neither"
#: Targets listed apart; a set of free targets has hundreds.
_LISTED = 30


def evaluate(path: str | Path | None = None) -> dict[str, Any]:
    """Return the figures for the labelled stances in `path` (default: the seed article's in `seeds/gold/`).

    Raises `InputError` when the file cannot be read or a record lacks a field.
    """
    records = _records(Path(path) if path else settings.GOLD / "seed_article.json")
    gold = [_label(record) for record in records]
    labels = STANCES if _NEITHER in gold else tuple(name for name in STANCES if name != _NEITHER)
    listed = {target.id: target for target in targets.load()}
    answers = [_answer(record, label, labels, listed) for record, label in zip(records, gold, strict=True)]
    named = [_target(record) for record in records]
    made = {"task": "stance", **classes.figures(answers, labels), **classes.coverage(answers)}
    if len(set(named)) <= _LISTED:
        made["targets"] = classes.by(named, answers, labels)
    if all("shot" in record for record in records):
        made["shots"] = classes.by([classes.asked(record, "shot") for record in records], answers, labels)
    return made


def _records(path: Path) -> list[dict[str, Any]]:
    if path.suffix != ".json":
        return classes.records(path)
    article = classes.article(path)
    units = {unit["start"]: unit for unit in classes.asked_rows(article, "sentences", "start", "text", "speaker")}
    return [_of_unit(one, units, path) for one in classes.asked_rows(article, "stance", "start", "target", "stance")]


def _of_unit(one: dict[str, Any], units: Mapping[int, dict[str, Any]], path: Path) -> dict[str, Any]:
    """Return the record of one stance of an article, with the sentence that begins where it says."""
    unit = units.get(one["start"])
    if unit is None:
        raise InputError(f"{path}: a stance stands at {one['start']}, where no sentence begins")
    return {
        "id": f"{path.name}:{one['start']}:{one['target']}",
        "text": unit["text"],
        "holder": unit["speaker"],
        "target": one["target"],
        "label": one["stance"],
    }


def _label(record: dict[str, Any]) -> str:
    label = classes.asked(record, "label")
    label = _NEITHER if label == "neutral" else label
    if label not in STANCES:
        raise InputError(f"record {record.get('id')!r}: label {label!r}; allowed {[*STANCES, 'neutral']}")
    return label


def _target(record: dict[str, Any]) -> str:
    return classes.asked(record, "target_norm" if "target_norm" in record else "target")


def _answer(
    record: dict[str, Any], gold: str, labels: tuple[str, ...], listed: Mapping[str, Target]
) -> Answer:
    target = _target(record)
    holder = record.get("holder")
    known = holder if isinstance(holder, str) and holder and not holder.startswith("(") else None
    odds = scoring.stance(classes.asked(record, "text"), target=listed.get(target, target), holder=known)
    allowed = [STANCES.index(label) for label in labels]
    best = max(allowed, key=lambda i: float(odds[i]))
    sure = float(odds[best] / odds[allowed].sum())
    return Answer(gold, STANCES[best], sure, sure < pair_model.calibration("stance").threshold)
