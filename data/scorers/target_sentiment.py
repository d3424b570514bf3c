"""How each sentence speaks of each person, organisation and country named in it, by the shipped pair model.

Fills `sentiment`, `sentiment_score` and `sentiment_confidence` of the mentions. The mention's place is marked, so
two people in one sentence can be spoken of differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data import pair_model
from data.records import Reading
from data.schema import MENTIONS
from data.scorers.sentiment import sentiment_columns

NAME = "target_sentiment"
TABLE = "mentions"
COLUMNS = tuple(column for column in MENTIONS if column.name.startswith("sentiment"))


class _TargetSentiment:
    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the sentiment of each mention's sentence toward it."""
        sentences = {row["sentence_id"]: row for row in rows["sentences"]}
        found = rows[TABLE]
        stood_in = [sentences[row["sentence_id"]] for row in found]
        scored = pair_model.sentiment(
            [sentence["text"] for sentence in stood_in],
            targets=[row["text"] for row in found],
            mentions=[
                (row["start"] - sentence["start"], row["end"] - sentence["start"])
                for row, sentence in zip(found, stood_in, strict=True)
            ],
        )
        return [sentiment_columns(probabilities) for probabilities in scored]


def load() -> _TargetSentiment:
    """Return the scorer with its weights in memory."""
    from data import encoder

    encoder.load_trunk(pair_model.TRUNK)
    return _TargetSentiment()
