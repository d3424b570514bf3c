"""Labelled topics in, figures out: how often the main topic is among the gold ones, and micro-F1 over all.

The file is JSON Lines with `text` and `topics` (ids, main one first); each text counts once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data import topics
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.classes import Answer
from data.evaluate.intervals import figures, wilson


def evaluate(path: str | Path) -> dict[str, Any]:
    """Return the figures for the labelled topics in `path`.

    Raises `InputError` when the file cannot be read or a record lacks `topics`.
    """
    records = classes.records(Path(path))
    gold = {classes.asked(record, "text"): _topics(record) for record in records}
    found = [topics.label([text])[0] for text in gold]
    pairs = [([name for name, _ in labels], wanted) for labels, wanted in zip(found, gold.values(), strict=True)]
    main = [Answer("right", "right" if names[0] in wanted else "wrong", p[0][1]) for (names, wanted), p in
            zip(pairs, found, strict=True)]  # fmt: skip
    right = sum(answer.predicted == "right" for answer in main)
    return {
        "task": "topics",
        "n": len(gold),
        "main_right": round(right / len(gold), 4) if gold else None,
        "main_right_interval": wilson(right, len(gold)),
        "micro": figures(
            sum(len(set(names) & set(wanted)) for names, wanted in pairs),
            sum(len(names) for names, _ in pairs),
            sum(len(wanted) for _, wanted in pairs),
        ),
        "calibration_error": classes.calibration_error(main),
        "topics": {topic.id: _of(topic.id, pairs) for topic in topics.load()},
    }


def _of(name: str, pairs: list[tuple[list[str], list[str]]]) -> dict[str, Any]:
    return figures(
        sum(name in names and name in wanted for names, wanted in pairs),
        sum(name in names for names, _ in pairs),
        sum(name in wanted for _, wanted in pairs),
    )


def _topics(record: dict[str, Any]) -> list[str]:
    names = classes.asked_list(record, "topics")
    if not names:
        raise InputError(f"record {record.get('id')!r} holds no topic: a list of topic ids, main one first")
    return [str(name) for name in names]
