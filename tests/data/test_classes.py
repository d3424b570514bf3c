"""Figures of a classification: small cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from data.errors import InputError
from data.evaluate import classes, stance
from data.evaluate.classes import Answer

ANSWERS = [Answer("a", "a", 0.9), Answer("a", "b", 0.6), Answer("b", "b", 0.8, abstained=True), Answer("c", "b", 0.7)]


def test_macro_f1_is_the_mean_over_classes() -> None:
    # a: P 1, R 1/2 -> 2/3; b: P 1/3, R 1 -> 1/2; c: nothing right -> 0
    assert classes.macro_f1(ANSWERS, ("a", "b", "c")) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)


def test_a_class_nobody_has_is_left_out() -> None:
    assert classes.macro_f1([Answer("a", "a")], ("a", "b")) == 1.0


def test_calibration_error_by_hand() -> None:
    # bins of 0.9, 0.6, 0.8, 0.7: gaps 0.1, 0.6, 0.2, 0.7, each of weight 1/4
    assert classes.calibration_error(ANSWERS) == pytest.approx(0.4)


def test_chance_alone_makes_a_small_set_look_uncalibrated() -> None:
    few = classes.chance_error([Answer("a", "a", 0.75)] * 20)
    many = classes.chance_error([Answer("a", "a", 0.75)] * 2000)
    assert few is not None and many is not None
    # the mean distance of 20 draws of 0.75 from their mean is sqrt(0.75 * 0.25 / 20 * 2 / pi) = 0.077
    assert few["mean"] == pytest.approx(0.077, abs=0.015)
    assert many["mean"] < few["mean"] / 5
    assert few["percentile_95"] > few["mean"]
    assert classes.chance_error([Answer("a", "a", 1.0)] * 5) == {"mean": 0.0, "percentile_95": 0.0}


def test_coverage_counts_what_was_answered() -> None:
    found = classes.coverage(ANSWERS)
    assert (found["answered"], found["n_answered"]) == (0.75, 3)
    assert found["accuracy_of_answered"] == pytest.approx(1 / 3, abs=1e-4)


def test_confusion_adds_up() -> None:
    confusion = classes.figures(ANSWERS, ("a", "b", "c"))["confusion"]
    assert confusion["c"] == {"a": 0, "b": 1, "c": 0}
    assert sum(n for row in confusion.values() for n in row.values()) == len(ANSWERS)


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1}\n[1]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"in\.jsonl:2"):
        classes.records(path)


def test_the_topic_that_was_labelled_is_asked_about_and_unseen_ones_counted_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answered(text: str, *, target: str, holder: str | None) -> list[float]:
        asked.append(target)
        return [0.1, 0.8, 0.1] if target == "kite" else [0.1, 0.1, 0.8]

    monkeypatch.setattr(stance.scoring, "stance", lambda *given, **named: np.array(answered(*given, **named)))
    path = tmp_path / "comments.jsonl"
    records = [
        {"text": "Kites are fine.", "target": "kites", "target_norm": "kite", "label": "neutral", "shot": "zero"},
        {"text": "Kites are fine.", "target": "kites", "target_norm": "harbour", "label": "against", "shot": "few"},
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    found = stance.evaluate(path)
    assert asked == ["kite", "harbour"]
    assert found["confusion"]["neither"]["neither"] == 1 and found["confusion"]["against"]["favor"] == 1
    assert {shot: made["accuracy"] for shot, made in found["shots"].items()} == {"few": 0.0, "zero": 1.0}
