"""Labelled sentiment in, figures out: macro-F1 toward a target, or of the sentence's tone, with VADER beside.

The file is JSON Lines. A record with `polarity` (-1, 0, 1) and a `target` with its place is asked for sentiment
toward that target (as NewsMTSC), without a target for the tone; a record with `sentiment` (a label) is asked for
the tone of its text, each text once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data import pair_model, settings
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.classes import Answer
from data.records import SENTIMENTS
from data.scorers import vader


def evaluate(path: str | Path) -> dict[str, Any]:
    """Return the figures for the labelled sentences in `path`.

    The same sentences without their target (`sentence_only`) and VADER (`vader`) stand beside. Raises `InputError`
    when the file cannot be read or a record holds no label.
    """
    records = _once(classes.records(Path(path)))
    gold = [_label(record) for record in records]
    toward = [_toward(record) for record in records]
    texts = [classes.asked(record, "sentence", "text") for record in records]
    tones = [pair_model.tone([text])[0] for text in texts]
    asked = [
        pair_model.sentiment([text], targets=[target], mentions=[place])[0] if target else tone
        for text, (target, place), tone in zip(texts, toward, tones, strict=True)
    ]
    task = "sentiment" if any(target for target, _ in toward) else "tone"
    answers = [_answer(label, odds, task) for label, odds in zip(gold, asked, strict=True)]
    plain = [_answer(label, odds, "tone") for label, odds in zip(gold, tones, strict=True)]
    lexicon = [Answer(label, vader.label(c)) for label, c in zip(gold, vader.load().compounds(texts), strict=True)]
    made = {"task": task, **classes.figures(answers, SENTIMENTS), **classes.coverage(answers)}
    if task == "sentiment":
        made["sentence_only"] = _beside(plain)
    return {**made, "vader": _beside(lexicon)}


def _once(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records that carry a label; of several tones of one text the last, as texts repeat with targets."""
    labelled = [record for record in records if record.get("sentiment") is not None or "polarity" in record]
    if records and not labelled:
        raise InputError(f"no record holds 'polarity' (-1, 0, 1) or 'sentiment': {settings.FORMATS} has the format")
    toward = [record for record in labelled if "polarity" in record]
    tones = {classes.asked(record, "sentence", "text"): record for record in labelled if "polarity" not in record}
    return toward + list(tones.values())


def _label(record: dict[str, Any]) -> str:
    if "polarity" in record and record["polarity"] in (-1, 0, 1):
        # Tables with gaps write whole numbers as 1.0.
        return SENTIMENTS[int(record["polarity"]) + 1]
    if record.get("sentiment") in SENTIMENTS:
        return str(record["sentiment"])
    raise InputError(f"record {record.get('id')!r}: allowed are polarity -1, 0, 1 or sentiment {list(SENTIMENTS)}")


def _toward(record: dict[str, Any]) -> tuple[str | None, tuple[int, int] | None]:
    """Return target and place of a record that has them; a place that does not hold the target is searched."""
    if "polarity" not in record or not isinstance(record.get("target"), str):
        return None, None
    text, target = classes.asked(record, "sentence", "text"), record["target"]
    start, end = record.get("start"), record.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or text[start:end] != target:
        start = text.find(target)
        end = start + len(target)
    return target, (start, end) if start >= 0 else None


def _answer(gold: str, odds: Any, task: str) -> Answer:
    best = int(odds.argmax())
    sure = float(odds[best])
    return Answer(gold, SENTIMENTS[best], sure, sure < pair_model.calibration(task).threshold)


def _beside(answers: list[Answer]) -> dict[str, Any]:
    found = classes.figures(answers, SENTIMENTS)
    return {name: found[name] for name in ("n", "macro_f1", "macro_f1_interval", "accuracy")}
