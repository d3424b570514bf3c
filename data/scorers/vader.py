"""The tone of each sentence by VADER's word list (Hutto and Gilbert 2014): the transparent baseline, no model.

Adds `vader` and `vader_score` to the sentences. Labels by the authors' own cut at ±0.05.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.records import SENTIMENTS, Reading
from data.schema import SCORE, TEXT, Column
from data.scorers import rounded

NAME = "vader"
TABLE = "sentences"
COLUMNS = (
    Column("vader", TEXT, "Tone of the sentence by VADER's word list.", allowed=SENTIMENTS),
    Column("vader_score", SCORE, "VADER's compound score.", low=-1.0, high=1.0),
)
_CUT = 0.05


class _Vader:
    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.analyser = SentimentIntensityAnalyzer()

    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the tone of each sentence."""
        compounds = self.compounds([row["text"] for row in rows[TABLE]])
        return [{"vader": label(compound), "vader_score": rounded(compound)} for compound in compounds]

    def compounds(self, texts: Sequence[str]) -> list[float]:
        """Return VADER's compound score of each text, in [-1, 1]."""
        return [float(self.analyser.polarity_scores(text)["compound"]) for text in texts]


def label(compound: float) -> str:
    """Return the label of a compound score."""
    return SENTIMENTS[0] if compound <= -_CUT else SENTIMENTS[2] if compound >= _CUT else SENTIMENTS[1]


def load() -> _Vader:
    """Return the scorer with its word list in memory."""
    return _Vader()
