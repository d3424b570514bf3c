"""A target written on the spot: the sentences to ask, and the answers in the form of the stance figures.

Goes in: a table and filters, later the answers of `questions.scores`. Comes out: records for the job, then a frame with
one row a speaker. Loads no model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import names
from dashboard.filters import UNKNOWN, Filters
from dashboard.queries.evidence import sample
from dashboard.queries.groups import STANCE_COUNTS, add_net, shown_speakers

if TYPE_CHECKING:
    from dashboard.table import Table


def to_ask(table: Table, filters: Filters, *, limit: int) -> list[dict[str, Any]]:
    """Return up to `limit` matching sentences as records: id, text, holder, speakers, speaker_ids, voice."""
    records = []
    rows = sample(table, filters, limit=limit).to_dict("records")
    for row, people in zip(rows, shown_speakers(table, rows), strict=True):
        records.append(
            {
                "id": str(row["id"]),
                "text": str(row["text"]),
                "holder": holder_words(row),
                "speakers": people,
                "speaker_ids": [str(i) for i in row["speaker_ids"]],
                "voice": str(row["voice"]),
            }
        )
    return records


def holder_of(table: Table, row: int) -> str | None:
    """Return who holds the stances of the sentence of that row number, as the model read it in the build."""
    columns = ["voice", "outlet", "speakers", "countries_by_speaker"]
    return holder_words(table.sentences.take([row], columns=columns).to_pylist()[0])


def holder_words(row: Mapping[str, Any]) -> str | None:
    """Return who holds the stance of a sentence as the model reads it: "Name (Country)", the outlet, None for unknown.

    `row` has voice, outlet, speakers, countries_by_speaker, as the build holds them: the name that figures show may be
    spelled otherwise. Several speakers are asked about as the first of them. The words are those of
    `data.scorers.stance.holder_of`, so that the same sentence gets the same score.
    """
    if row["voice"] == "outlet":
        return None if row["outlet"] is None or pd.isna(row["outlet"]) else str(row["outlet"])
    if not len(row["speakers"]):
        return None
    name, country = str(row["speakers"][0]), names.holder_country(str(row["countries_by_speaker"][0] or ""))
    return f"{name} ({country})" if country else name


def by_speaker(answers: Sequence[Mapping[str, Any]], *, limit: int = 15) -> pd.DataFrame:
    """Return the answers by speaker, most answers first, the unknown and the narration last.

    Columns: id, label, n, against, neither, favor, abstained, net_n, net, net_low, net_high. An answer for several
    speakers counts once for each. The narration has the id "(outlet)". attrs as of `stance.stance_by`, the narration
    being one of the groups.
    """
    counts: dict[str, Counter[str]] = {}
    labels: dict[str, str] = {}
    for answer in answers:
        kind = "abstained" if answer["abstained"] else str(answer["label"])
        known = list(zip(answer["speaker_ids"], answer["speakers"], strict=True))
        nobody = ("(outlet)", "narration") if answer["voice"] == "outlet" else (UNKNOWN, "unknown")
        for identity, label in known or [nobody]:
            counts.setdefault(identity, Counter())[kind] += 1
            labels.setdefault(identity, label)
    rows = [
        {"id": i, "label": labels[i], "n": sum(c.values()), **{k: c[k] for k in STANCE_COUNTS}}
        for i, c in counts.items()
    ]
    frame = pd.DataFrame(rows, columns=["id", "label", "n", *STANCE_COUNTS])
    frame["last"] = frame["id"].str.startswith("(")
    frame = frame.sort_values(["last", "n", "id"], ascending=[True, False, True], ignore_index=True)
    kept = pd.concat([frame[~frame["last"]].head(limit), frame[frame["last"]]], ignore_index=True).drop(columns="last")
    add_net(kept)
    total = int(frame["n"].sum())
    kept.attrs = {
        "groups": int((frame["id"] != UNKNOWN).sum()), "stances": len(answers), "others": 0,
        "rest": total - int(kept["n"].sum()), "counted_more": total - len(answers),
    }  # fmt: skip
    return kept


def flat(answers: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the answers one a row: id, text, speakers, voice, target, label, abstained, p_*."""
    rows = [
        {k: a[k] for k in ("id", "text", "speakers", "voice", "target", "label", "abstained")}
        | {f"p_{label}": p for label, p in a["probabilities"].items()}
        for a in answers
    ]
    return pd.DataFrame(rows)
