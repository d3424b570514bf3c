"""The stance of each sentence toward each target of `seeds/targets.toml` that it is about, by the shipped pair model.

Adds rows to the stances: one for each sentence and target of which the sentence holds a key term (an own term of a
target counts only where its country speaks, and no term in a document without the target's context); other pairs are
never asked. The holder is the quoted speaker where somebody speaks, else the outlet; "neither" is an answer, and a row
whose best probability lies below the calibrated threshold says that it abstains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data import pair_model, targets
from data.records import STANCES, Attribution, Reading, Speaker, Target
from data.schema import STANCES as COLUMNS_OF_STANCES
from data.scorers import _hub, rounded
from data.turns.turn_labels import country_of_outlet
from data.words import countries

NAME = "stance"
TABLE = "stances"
COLUMNS = COLUMNS_OF_STANCES

#: From texts and their targets to (against, neither, favor) probabilities.
Ask = Callable[[list[str], list[Target]], Any]


class _Stance:
    def __init__(self, asked: tuple[Target, ...], *, ask: Ask | None = None) -> None:
        self.asked = asked
        self.ask = ask

    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return one row for each sentence and target that it is about."""
        home = country_of_outlet(reading.document.outlet)
        within = targets.within(reading.document, self.asked)
        pairs = [
            (row, attribution, target)
            for row, attribution in zip(rows["sentences"], reading.attributions, strict=True)
            for target in targets.concerned(row["text"], targets.asked_for(spoken_for(attribution, home), within))
        ]
        scored = self._probabilities(
            [row["text"] for row, _, _ in pairs],
            [target for _, _, target in pairs],
            [
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
                **stance_columns(probabilities, threshold=self._threshold()),
            }
            for (row, attribution, target), probabilities in zip(pairs, scored, strict=True)
        ]

    def _probabilities(self, texts: list[str], asked: list[Target], holders: list[str | None]) -> Any:
        if self.ask is not None:
            return self.ask(texts, asked)
        return pair_model.stance(texts, targets=[pair_model.question(t) for t in asked], holders=holders)

    def _threshold(self) -> float:
        return pair_model.calibration("stance").threshold if self.ask is None else 0.0


def spoken_for(attribution: Attribution, home: str | None) -> str | None:
    """Return the country that "our country" means in a sentence: the speaker's, else the outlet's, `home`.

    Who asks a government's spokesman questions is seldom named, and speaks of that government.
    """
    return next((one.country for one in attribution.speakers[:1] if one.country), home)


def holder_of(speakers: tuple[Speaker, ...]) -> str | None:
    """Return who speaks as the model reads it: "Name (Country)"; None when unknown."""
    if not speakers:
        return None
    known = countries.table().get(speakers[0].country or "")
    return f"{speakers[0].name} ({known.name})" if known else speakers[0].name


def stance_columns(probabilities: Any, *, threshold: float) -> dict[str, Any]:
    """Return label, probabilities, score and abstention of one row of (against, neither, favor) probabilities."""
    best = int(probabilities.argmax())
    against, neither, favor = (rounded(p) for p in probabilities)
    return {
        "stance": STANCES[best],
        "p_against": against,
        "p_neither": neither,
        "p_favor": favor,
        "stance_score": rounded(favor - against),
        "abstained": float(probabilities[best]) < threshold,
    }


def load(model: str | None = None) -> _Stance:
    """Return the scorer with its weights and targets in memory; `model` is a name or folder in place of the shipped.

    Raises `SeedError` for a targets file in error, `ModelError` when the model cannot be had or mapped.
    """
    if model is not None:
        return _Stance(targets.load(), ask=asker(model))
    from data import encoder

    encoder.load_trunk(pair_model.TRUNK)
    return _Stance(targets.load())


def asker(name: str) -> Ask:
    """Return the function from texts and targets to probabilities of another model; it is not told who speaks."""
    model = _hub.opened(name)
    if model.infers:
        return lambda texts, asked: _hub.inferred(
            model, texts, low=[t.against for t in asked], high=[t.favor for t in asked]
        )
    _hub.groups(model, _hub.STANCE_NAMES)
    return lambda texts, asked: _hub.classified(
        model, texts, names=_hub.STANCE_NAMES, beside=[t.name for t in asked]
    )
