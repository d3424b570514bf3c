"""The stance of each sentence toward each target of `seeds/targets.toml` that it is about, by the shipped pair model.

Adds rows to the stances: one for each sentence and target of which the sentence holds a key term; other pairs are
never asked. The holder is the quoted speaker where somebody speaks, else the outlet; "neither" is an answer, and
a row whose best probability lies below the calibrated threshold says that it abstains.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data import countries, pair_model, targets
from data.records import STANCES, Reading, Speaker, Target
from data.schema import STANCES as COLUMNS_OF_STANCES
from data.scorers import rounded

NAME = "stance"
TABLE = "stances"
COLUMNS = COLUMNS_OF_STANCES


class _Stance:
    def __init__(self, asked: tuple[Target, ...]) -> None:
        self.asked = asked

    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return one row for each sentence and target that it is about."""
        pairs = [
            (row, attribution, target)
            for row, attribution in zip(rows["sentences"], reading.attributions, strict=True)
            for target in targets.concerned(row["text"], self.asked)
        ]
        scored = pair_model.stance(
            [row["text"] for row, _, _ in pairs],
            targets=[pair_model.question(target) for _, _, target in pairs],
            holders=[
                reading.document.outlet if attribution.voice == "outlet" else holder_of(attribution.speakers)
                for _, attribution, _ in pairs
            ],
        )
        return [
            {
                "sentence_id": row["sentence_id"],
                "document_id": row["document_id"],
                "target": target.id,
                "holder": "outlet" if attribution.voice == "outlet" else "speaker",
                **stance_columns(probabilities),
            }
            for (row, attribution, target), probabilities in zip(pairs, scored, strict=True)
        ]


def holder_of(speakers: tuple[Speaker, ...]) -> str | None:
    """Return who speaks as the model reads it: "Name (Country)"; None when unknown."""
    if not speakers:
        return None
    known = countries.table().get(speakers[0].country or "")
    return f"{speakers[0].name} ({known.name})" if known else speakers[0].name


def stance_columns(probabilities: Any) -> dict[str, Any]:
    """Return label, probabilities, score and abstention of one row of (against, neither, favor) probabilities."""
    best = int(probabilities.argmax())
    against, neither, favor = (rounded(p) for p in probabilities)
    return {
        "stance": STANCES[best],
        "p_against": against,
        "p_neither": neither,
        "p_favor": favor,
        "stance_score": rounded(favor - against),
        "abstained": float(probabilities[best]) < pair_model.calibration("stance").threshold,
    }


def load() -> _Stance:
    """Return the scorer with its weights and targets in memory; raises `SeedError` for a targets file in error."""
    from data import encoder

    encoder.load_trunk(pair_model.TRUNK)
    return _Stance(targets.load())
