"""The tone of each sentence's wording, whoever and whatever it is about, by the shipped pair model.

Adds `sentiment`, `sentiment_score` and `sentiment_confidence` to the sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data import pair_model
from data.records import SENTIMENTS, Reading
from data.schema import SCORE, TEXT, Column
from data.scorers import _hub, rounded

NAME = "sentiment"
TABLE = "sentences"
COLUMNS = (
    Column("sentiment", TEXT, "Tone of the sentence's wording.", allowed=SENTIMENTS),
    Column("sentiment_score", SCORE, "Positive minus negative probability of the tone.", low=-1.0, high=1.0),
    Column("sentiment_confidence", SCORE, "Calibrated probability of the tone's label.", low=0.0, high=1.0),
)


class _Tone:
    def __init__(self, tone: Callable[[list[str]], Any]) -> None:
        self.tone = tone

    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the tone of each sentence."""
        return [sentiment_columns(p) for p in self.tone([row["text"] for row in rows[TABLE]])]


def sentiment_columns(probabilities: Any) -> dict[str, Any]:
    """Return label, score and confidence of one row of (negative, neutral, positive) probabilities."""
    best = int(probabilities.argmax())
    return {
        "sentiment": SENTIMENTS[best],
        "sentiment_score": rounded(probabilities[2] - probabilities[0]),
        "sentiment_confidence": rounded(probabilities[best]),
    }


def load(model: str | None = None) -> _Tone:
    """Return the scorer with its weights in memory; `model` is a name or folder in place of the shipped one.

    Raises `ModelError` when the model cannot be had or its labels cannot be mapped.
    """
    if model is not None:
        return _Tone(asker(model))
    from data import encoder

    encoder.load_trunk(pair_model.TRUNK)
    return _Tone(pair_model.tone)


def asker(name: str) -> Callable[[list[str]], Any]:
    """Return the function from texts to (negative, neutral, positive) probabilities of another model."""
    model = _hub.opened(name)
    if model.infers:
        said = [f"The tone of this sentence is {tone}." for tone in ("negative", "positive")]
        return lambda texts: _hub.inferred(model, texts, low=said[:1] * len(texts), high=said[1:] * len(texts))
    _hub.groups(model, _hub.SENTIMENT_NAMES)
    return lambda texts: _hub.classified(model, texts, names=_hub.SENTIMENT_NAMES)
