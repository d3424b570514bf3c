"""Two groupings at once: topic by speaker, and who speaks how about whom.

Frames of this module: id (row and column ids joined by a tab), label, row, row_label, column, column_label, value, low,
high, n; rows and columns in the order a figure shows them, alike ones side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import group_rows, with_names
from dashboard.queries.matching import ask, only_matching

if TYPE_CHECKING:
    from dashboard.table import Table


def speaker_by_topic(table: Table, filters: Filters, *, by: str = "speaker", limit: int = 15) -> pd.DataFrame:
    """Return the mean tone of each speaker (or country, outlet) on each topic, with n; unknown ones left out."""
    frame = ask(
        table,
        f"""WITH g AS MATERIALIZED (SELECT row, key FROM {group_rows(table, filters, by=by)} WHERE key >= 0),
        top AS (SELECT key FROM g GROUP BY key ORDER BY count(*) DESC, key LIMIT {limit}),
        m AS (
          SELECT g.key, a.key AS topic, count(*) AS n, avg(a.tone) AS value, stddev_samp(a.tone) AS deviation,
            count(a.tone) AS toned
          FROM g SEMI JOIN top USING (key) JOIN in_topic AS a ON a.row = g.row WHERE a.key >= 0 GROUP BY g.key, a.key)
        SELECT m.key, k.id AS column, n, value, deviation, toned
        FROM m JOIN keys AS k ON k.grouping_name = 'topic' AND k.no = m.topic""",
    )
    frame["low"], frame["high"] = mean_interval(frame["value"], frame.pop("deviation"), frame.pop("toned"))
    people = frame[["key"]].drop_duplicates().rename(columns={"key": "id"}).reset_index(drop=True)
    keys = people["id"].tolist()
    named = with_names(table, people, by=by)
    ids = dict(zip(keys, named["id"], strict=True))
    labels = dict(zip(named["id"], named["label"], strict=True))
    frame.insert(0, "row", pd.Series([ids[k] for k in frame.pop("key")], dtype="str"))
    return shaped(frame, row=by, column="topic", limit=limit, labels=labels)


def country_about_country(table: Table, filters: Filters, *, limit: int = 12) -> pd.DataFrame:
    """Return the mean sentiment of the speakers of each country toward each country they name, with n mentions.

    Sentiment toward the mention where the build has it; mentions without one count in n only.
    """
    frame = ask(
        table,
        f"""WITH m AS (SELECT row, country, sentiment_score AS score FROM mentions {only_matching(table, filters)}
            WHERE country IS NOT NULL)
        SELECT p.country AS row, m.country AS column, count(*) AS n, avg(score) AS value,
          stddev_samp(score) AS deviation, count(score) AS scored
        FROM m JOIN spoken_for AS p ON p.row = m.row GROUP BY 1, 2""",
    )
    frame["low"], frame["high"] = mean_interval(frame["value"], frame.pop("deviation"), frame.pop("scored"))
    return shaped(frame, row="country", column="named", limit=limit)


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
