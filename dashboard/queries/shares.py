"""Shares of groups over time: what part of the sentences of each bucket belongs to each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.filters import Filters
from dashboard.intervals import wilson
from dashboard.queries.counts import UNITS, bucket_unit, with_bucket_names
from dashboard.queries.groups import group_rows, with_names
from dashboard.queries.matching import ask, facts

if TYPE_CHECKING:
    from dashboard.table import Table


def shares_over_time(
    table: Table, filters: Filters, *, by: str = "topic", unit: str | None = None, limit: int = 7
) -> pd.DataFrame:
    """Return for the `limit` largest groups and each bucket that holds sentences the share that belongs to the group.

    Columns: bucket, unit, bucket_id (first day as text), id, label, n, total (sentences of the bucket), share, low,
    high (Wilson). A bucket in which a group has no sentence has n = 0. Sentences without a date are left out.
    """
    cut = unit or bucket_unit(table, filters)
    if cut not in UNITS:
        raise ValueError(f"unit {cut!r}: allowed are {UNITS}")
    frame = ask(
        table,
        f"""WITH d AS MATERIALIZED (SELECT row, date_trunc('{cut}', date)::DATE AS bucket
          FROM {facts(table, filters)} AS s WHERE date IS NOT NULL),
        g AS MATERIALIZED (SELECT row, key FROM {group_rows(table, filters, by=by)} WHERE key >= 0),
        top AS (SELECT key, count(*) AS size FROM g GROUP BY key ORDER BY size DESC, key LIMIT {limit}),
        buckets AS (SELECT bucket, count(*) AS total FROM d GROUP BY bucket),
        cells AS (SELECT bucket, key, count(*) AS n FROM g SEMI JOIN top USING (key) JOIN d USING (row) GROUP BY ALL)
        SELECT bucket, '{cut}' AS unit, key AS id, coalesce(n, 0)::BIGINT AS n, total
        FROM (buckets CROSS JOIN top) LEFT JOIN cells USING (bucket, key) ORDER BY size DESC, key, bucket""",
    )
    keys = frame[["id"]].drop_duplicates().reset_index(drop=True)
    numbers = keys["id"].tolist()
    named = with_names(table, keys, by=by)
    ids = dict(zip(numbers, named["id"], strict=True))
    labels = dict(zip(numbers, named["label"], strict=True))
    key = frame.pop("id")
    buckets = with_bucket_names(frame[["bucket", "unit"]].copy())
    frame.insert(2, "bucket_id", buckets["id"])
    frame.insert(3, "id", pd.Series([ids[k] for k in key], dtype="str"))
    frame.insert(4, "label", pd.Series([labels[k] for k in key], dtype="str"))
    frame["share"] = frame["n"] / frame["total"]
    frame["low"], frame["high"] = wilson(frame["n"], frame["total"])
    return frame
