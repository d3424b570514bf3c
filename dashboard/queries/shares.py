"""Shares of groups over time: what part of the sentences of each bucket belongs to each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import wilson
from dashboard.queries.counts import UNITS, bucket_frame, bucket_unit, buckets, calendar
from dashboard.queries.groups import grouped, ids_of, labels_of, largest
from dashboard.queries.matching import remembered, selected, text
from dashboard.queries.tallies import Side, kept, spread, tally

if TYPE_CHECKING:
    from dashboard.table import Table

#: Buckets of a panel at most: on a narrow screen the bars of more are too thin to be told apart, and to be clicked.
MOST = 60


def shares_over_time(table: Table, filters: Filters, *, by: str = "topic", limit: int = 7) -> pd.DataFrame:
    """Return for the `limit` largest groups and each bucket that holds sentences the share that belongs to the group.

    Columns: bucket, unit, bucket_id (first day as text), id, label, n, total (sentences of the bucket), share, low,
    high (Wilson). A bucket in which a group has no sentence has n = 0. attrs: sentences (of all buckets, each counted
    once), undated (matching sentences without a date, which are left out).
    """
    cut = _unit(table, filters)
    firsts, onto = buckets(table, cut)
    everyone = grouped(table, filters, by=by).keys
    top = kept(everyone, largest(everyone, limit=limit))
    keys = top.sides[0][top.sides[0] >= 0]
    totals = _totals(table, filters, onto=onto, size=len(firsts))
    places = np.flatnonzero(totals)
    n = _cells(table, filters, by=by, keys=keys, onto=onto, size=len(firsts))[:, places].ravel()
    total = np.tile(totals[places], len(keys))
    when = bucket_frame(firsts[places], cut)
    ids, labels = ids_of(table, keys, by=by), labels_of(table, keys, by=by)
    low, high = wilson(n, total)
    frame = pd.DataFrame(
        {
            "bucket": np.tile(when["bucket"].to_numpy(), len(keys)),
            "unit": text([cut] * len(n)),
            "bucket_id": text(when["id"].tolist() * len(keys)),
            "id": text(i for i in ids for _ in places),
            "label": text(label for label in labels for _ in places),
            "n": n,
            "total": total,
            "share": n / total,
            "low": low,
            "high": high,
        }
    )
    dated = int(totals.sum())
    frame.attrs = {"sentences": dated, "undated": selected(table, filters).n - dated}
    return frame


def _unit(table: Table, filters: Filters) -> str:
    """Return the finest unit that gives at most `MOST` buckets."""
    finest = bucket_unit(table, filters)
    for unit in UNITS[UNITS.index(finest) :]:
        firsts, onto = buckets(table, unit)
        if np.count_nonzero(_totals(table, filters, onto=onto, size=len(firsts))) <= MOST:
            return unit
    return UNITS[-1]


def _totals(table: Table, filters: Filters, *, onto: Numbers, size: int) -> Numbers:
    """Return how many matching sentences lie in each bucket."""
    when = calendar(table, filters)
    bucket = onto[when.sides[0]]
    dated = bucket >= 0
    return np.bincount(bucket[dated], when.n[dated], size).astype(np.int64)


def _cells(
    table: Table, filters: Filters, *, by: str, keys: Numbers, onto: Numbers, size: int
) -> Numbers:
    """Return how many matching sentences of each of `keys` lie in each bucket."""

    def make() -> Numbers:
        sets = table.codes.sets(by)
        sides = Side("day", size, onto=onto), Side(by, sets.count)
        found = spread(tally(table, selected(table, filters), *sides), None, sets)
        cells = np.zeros((len(keys), size), dtype=np.int64)
        for place, key in enumerate(keys):
            mine = found.sides[1] == key
            cells[place, found.sides[0][mine]] = found.n[mine]
        return cells

    return remembered(table, ("shares", by, tuple(keys.tolist()), size, filters), make)
