"""How far the tagger's probabilities can be trusted: its attributions on dev articles in, weights out.

An attribution counts as right as the measure says (`data/evaluate/quotations.py`). Logistic regression on the logs
of the four probabilities of `tagger.Linked` (Platt 1999). Five numbers on about 2,000 attributions: the error on the
same articles is close to that on others; `fit` cross-validates it by article all the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import word_pieces
from data.evaluate import quotations as measure
from data.evaluate.classes import expected_error
from data.quoting import quote_marks, tagger, windows
from data.records import Document, Quotation

if TYPE_CHECKING:
    from data.encoder import Trunk

Rows = list[tuple[list[float], bool]]
_FOLDS = 5


def fit(trunk: Trunk, dev: Path) -> tuple[list[float], dict[str, float]]:
    """Return the weights for the annotated articles in `dev`, and the cross-validated error with n."""
    articles = [_rows(trunk, record) for record in measure.records(dev)]
    held: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = _logistic([row for i, rows in enumerate(articles) if i % _FOLDS != fold for row in rows])
        for rows in articles[fold::_FOLDS]:
            held += [(_applied(weights, logs), right) for logs, right in rows]
    weights = _logistic([row for rows in articles for row in rows])
    return weights, {"expected_calibration_error": round(expected_error(held), 4), "n": len(held)}


def printed(weights: Sequence[float]) -> str:
    """Return the weights as the weights file keeps them."""
    return json.dumps([round(weight, 5) for weight in weights])


def _rows(trunk: Trunk, record: dict[str, Any]) -> Rows:
    """Return the logs of the probabilities of every attribution of one article, and whether it is right."""
    text = str(record["text"])
    packed = windows.pack(windows.read(text, word_pieces.tokenizer()))
    regions = [region.span for region in quote_marks.regions(text)]
    found: list[tuple[Quotation, list[float]]] = []
    for window, own in zip(packed, tagger.read(trunk, packed), strict=True):
        for one in own:
            logs = [math.log(max(p, 1e-6)) for p in one.probabilities]
            found.append((tagger.quotation(text, window, one, regions, {}), logs))
    compared = measure.compare(record, lambda _: [quotation for quotation, _ in found])
    right = {predicted for _, predicted in compared.pairs}
    return [(logs, place in right) for place, (_, logs) in enumerate(found)]


def _logistic(rows: Rows) -> list[float]:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=10.0).fit([logs for logs, _ in rows], [right for _, right in rows])
    return [float(weight) for weight in (*fitted.coef_[0], fitted.intercept_[0])]


def _applied(weights: Sequence[float], logs: Sequence[float]) -> float:
    return tagger.confidence([math.exp(value) for value in logs], weights)


def figures(trunk: Trunk, dev: Path) -> dict[str, object]:
    """Return the measure's figures for the tagger alone on the annotated articles in `dev`."""

    def extract(document: Document) -> Sequence[Quotation]:
        return tagger.attributions(document, trunk=trunk)

    return measure.evaluate(dev, extract=extract)
