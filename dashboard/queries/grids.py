"""Two groupings at once: topic by speaker, and who speaks how about whom.

Frames of this module: id (row and column ids joined by a tab), label, row, row_label, column, column_label, value, low,
high, n; rows and columns in the order a figure shows them, alike ones side by side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import grouped, largest, named_frame
from dashboard.queries.matching import mention_lines, remembered, selected
from dashboard.queries.tallies import Side, Tally, count, kept, spread, tally

if TYPE_CHECKING:
    from dashboard.table import Table


def speaker_by_topic(table: Table, filters: Filters, *, by: str = "speaker", limit: int = 15) -> pd.DataFrame:
    """Return the mean tone of each speaker (or country, outlet) on each topic, with n; unknown ones left out."""
    found, everyone = _by_topic(table, filters, by=by, limit=limit), grouped(table, filters, by=by).keys
    known = found.sides[0] >= 0
    found = kept(found, known & (found.sides[1] >= 0) & np.isin(found.sides[0], _top(everyone, limit=limit)))
    keys, place = np.unique(found.sides[0], return_inverse=True)
    named = named_frame(table, keys, by=by)
    topics = table.ids("topic")
    low, high = mean_interval(found.mean(), found.deviation(), found.scored)
    frame = pd.DataFrame(
        {
            "row": pd.Series(named["id"].to_numpy()[place].tolist(), dtype="str"),
            "column": pd.Series([topics[topic] for topic in found.sides[1]], dtype="str"),
            "n": found.n,
            "value": found.mean(),
            "low": low,
            "high": high,
        }
    )
    return shaped(
        frame, row=by, column="topic", limit=limit, labels=dict(zip(named["id"], named["label"], strict=True))
    )


def _top(everyone: Tally, *, limit: int) -> Numbers:
    keys = everyone.sides[0][largest(everyone, limit=limit)]
    return keys[keys >= 0]


def _by_topic(table: Table, filters: Filters, *, by: str, limit: int) -> Tally:
    """Return the matching sentences of the largest groups by key and topic, those in their company included."""

    def make() -> Tally:
        sets, topics = table.codes.sets(by), table.codes.sets("topic")
        # Only lists that hold one of the largest: hundreds, where all groups may have tens of thousands.
        chosen = np.flatnonzero(sets.holding(_top(grouped(table, filters, by=by).keys, limit=limit)))
        onto = np.full(sets.count, -1)
        onto[chosen] = np.arange(len(chosen))
        sides = Side(by, sets.count, onto=onto), Side("topic", topics.count)
        found = tally(table, selected(table, filters), *sides, score="tone")
        lists = replace(found, sides=(chosen[found.sides[0]], found.sides[1]))
        return spread(lists, sets, topics)

    return remembered(table, ("by topic", by, limit, filters), make)


def country_about_country(table: Table, filters: Filters, *, limit: int = 12) -> pd.DataFrame:
    """Return the mean sentiment of the speakers of each country toward each country they name, with n mentions.

    Sentiment toward the mention where the build has it; mentions without one count in n only.
    """
    codes = table.codes
    sets = codes.sets("country")

    def make() -> Tally:
        pieces = (
            ([codes["country"][rows], codes["mention-country"][lines]], codes["mention-score"][lines])
            for lines, rows in mention_lines(table, filters)
        )
        sides = Side("country", sets.count), Side("mention-country", len(codes.abouts), onto=_itself(len(codes.abouts)))
        return spread(count(pieces, sides), sets, None)

    found = remembered(table, ("about", filters), make)
    found = kept(found, found.sides[0] >= 0)
    low, high = mean_interval(found.mean(), found.deviation(), found.scored)
    ids = table.ids("country")
    frame = pd.DataFrame(
        {
            "row": pd.Series([ids[key] for key in found.sides[0]], dtype="str"),
            "column": pd.Series([codes.abouts[place] for place in found.sides[1]], dtype="str"),
            "n": found.n,
            "value": found.mean(),
            "low": low,
            "high": high,
        }
    )
    return shaped(frame, row="country", column="named", limit=limit)


def _itself(size: int) -> Numbers:
    """Return the numbers below `size`, and -1 in the place of -1: a mention of no country counts nowhere."""
    return np.append(np.arange(size), -1)


def shaped(
    frame: pd.DataFrame, *, row: str, column: str, limit: int, labels: dict[str, str] | None = None
) -> pd.DataFrame:
    """Return the cells of the `limit` largest rows and columns, named, similar rows and columns next to each other."""
    sizes = {side: frame.groupby(side)["n"].sum().sort_values(ascending=False) for side in ("row", "column")}
    kept = {side: list(size.index[:limit]) for side, size in sizes.items()}
    frame = frame[frame["row"].isin(kept["row"]) & frame["column"].isin(kept["column"])]
    rank = {
        "row": _order(frame, "row", "column", kept["row"]),
        "column": _order(frame, "column", "row", kept["column"]),
    }
    frame = frame.assign(
        row_label=[(labels or {}).get(v) or names.name(row, v) for v in frame["row"]],
        column_label=[names.short_target(v) if column == "target" else names.name(column, v) for v in frame["column"]],
        _r=frame["row"].map(rank["row"]),
        _c=frame["column"].map(rank["column"]),
    ).sort_values(["_r", "_c"], ignore_index=True)
    frame.insert(
        0, "id", pd.Series([f"{r}\t{c}" for r, c in zip(frame["row"], frame["column"], strict=True)], dtype="str")
    )
    frame.insert(
        1,
        "label",
        pd.Series([f"{r} · {c}" for r, c in zip(frame["row_label"], frame["column_label"], strict=True)], dtype="str"),
    )
    columns = ["id", "label", "row", "row_label", "column", "column_label", "value", "low", "high", "n"]
    return _columns_in_order(frame, rank["column"])[columns]


def _columns_in_order(frame: pd.DataFrame, rank: dict[str, int]) -> pd.DataFrame:
    """Return the cells so that columns first appear in their order: the figure takes order from appearance."""
    first = frame.drop_duplicates("column")["column"].tolist()
    if first == sorted(first, key=rank.__getitem__) or frame.empty:
        return frame
    top = frame["row"].iloc[0]
    missing = [c for c in sorted(rank, key=rank.__getitem__) if c not in set(frame.loc[frame["row"] == top, "column"])]
    labels = dict(zip(frame["column"], frame["column_label"], strict=True))
    row_label = frame["row_label"].iloc[0]
    blank = pd.DataFrame(
        {
            "id": [f"{top}\t{c}" for c in missing],
            "label": [f"{row_label} · {labels[c]}" for c in missing],
            "row": top,
            "row_label": row_label,
            "column": missing,
            "column_label": [labels[c] for c in missing],
            "value": np.nan,
            "low": np.nan,
            "high": np.nan,
            "n": 0,
            "_r": 0,
            "_c": [rank[c] for c in missing],
        }
    )
    return pd.concat([frame, blank], ignore_index=True).sort_values(["_r", "_c"], ignore_index=True)


def _order(frame: pd.DataFrame, side: str, other: str, kept: list[str]) -> dict[str, int]:
    """Return the place of each kept row or column: by mean value, so that those for and those against stand together.

    Where nothing has a value, by size.
    """
    sums = frame.assign(weighted=frame["value"] * frame["n"], valued=frame["n"].where(frame["value"].notna(), 0))
    by = sums.groupby(side)[["weighted", "valued"]].sum()
    mean = (by["weighted"] / by["valued"].replace(0, np.nan)).to_dict()
    ordered = sorted(
        kept,
        key=lambda k: (-(mean.get(k) if mean.get(k) == mean.get(k) and mean.get(k) is not None else -9), kept.index(k)),
    )
    return {k: i for i, k in enumerate(ordered)}
