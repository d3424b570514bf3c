"""Stance toward a target: by group, over time, the speakers' beside the outlets', and all targets of a selection.

Counts are of stances (a sentence and a target), not of sentences; abstained labels are counted apart and take no part
in the net share, which is (favor - against) / (against + neither + favor) in [-1, 1].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import KINDS
from dashboard.filters import Filters
from dashboard.intervals import net_share
from dashboard.queries.counts import bucket_frame, bucket_unit, buckets, filled_unit
from dashboard.queries.grids import Cells, shaped
from dashboard.queries.groups import HOLDER_OF, NOBODY, STANCE_COUNTS, held_by, held_lines, named_frame, nets
from dashboard.queries.matching import GROUPS, remembered, text, whole
from dashboard.queries.tallies import Side, Tally, count

if TYPE_CHECKING:
    from dashboard.table import Table


def by_target(table: Table, filters: Filters, *, holder: str | None) -> pd.DataFrame:
    """Return one row a target, most stances first: those of the speakers or of the outlets, of both where None.

    Columns: id, label, n, against, neither, favor, abstained, net_n (without the abstained), net, net_low, net_high.
    """
    rows = {target: _kinds(table, filters, target=target, holder=holder) for target in table.codes.targets}
    found = sorted((t for t in rows if sum(rows[t])), key=lambda t: (-sum(rows[t]), t))
    columns: dict[str, Any] = {"n": np.array([sum(rows[t]) for t in found], dtype=np.int64)}
    for place, name in enumerate(STANCE_COUNTS):
        columns[name] = np.array([rows[t][place] for t in found], dtype=np.int64)
    words = {"id": found, "label": [names.short_target(i) for i in found]}
    return pd.DataFrame({**{name: text(values) for name, values in words.items()}, **columns, **nets(columns)})


def _kinds(table: Table, filters: Filters, *, target: str, holder: str | None) -> tuple[int, ...]:
    """Return how many stances toward `target` there are of every kind."""

    def make() -> tuple[int, ...]:
        lines = held_lines(table, filters, target=target, holder=holder)
        n = np.zeros(len(KINDS), dtype=np.int64)
        for _, kinds in lines:
            n += np.bincount(kinds, minlength=len(KINDS))
        return tuple(int(k) for k in n)

    return remembered(table, ("kinds", target, holder, filters), make)


def stance_by(
    table: Table,
    filters: Filters,
    *,
    target: str,
    by: str,
    holder: str | None = None,
    limit: int = GROUPS,
) -> pd.DataFrame:
    """Return the `limit` groups with most stances toward `target`, the unknown last.

    `by` is a grouping ("speaker", "country", "topic", "outlet", "voice"); by speaker, country and topic the speakers'
    stances count, by outlet those of the outlet itself, unless `holder` names one. Columns as in `by_target`, for
    speakers also kind, country. attrs: groups, stances (of all groups, each counted once), rest (of groups beyond
    `limit`), counted_more (counts above one for the same stance), others (stances toward the target that no group
    holds: those of the outlets themselves, by speaker).
    """
    held = held_by(table, filters, by=by, target=target, holder=holder or HOLDER_OF.get(by))
    sizes = held.counts.sum(axis=1)
    order_of = np.lexsort((held.keys, -sizes))
    known = order_of[held.keys[order_of] >= 0]
    places = np.append(known[:limit], np.flatnonzero(held.keys < 0))
    columns = {"n": sizes[places], **dict(zip(STANCE_COUNTS, held.counts[places].T, strict=False))}
    shown = named_frame(table, held.keys[places], by=by, **columns, **nets(columns))
    every = sum(_kinds(table, filters, target=target, holder=None))
    shown.attrs = {
        "groups": len(known), "stances": held.n, "others": every - held.n,
        "rest": int(sizes[known[limit:]].sum()), "counted_more": int(sizes.sum()) - held.n,
    }  # fmt: skip
    return shown


def by_holder(table: Table, filters: Filters, *, target: str, limit: int = GROUPS) -> pd.DataFrame:
    """Return for each outlet its own stance toward `target` (a) beside that of the speakers it quotes (b).

    Columns: id, label, n, a, a_low, a_high, a_n, b, b_low, b_high, b_n (net shares with their 95 % intervals, of n
    stances that the model answered).
    """
    sides = {
        "a": stance_by(table, filters, target=target, by="outlet", holder="outlet", limit=10_000),
        "b": stance_by(table, filters, target=target, by="outlet", holder="speaker", limit=10_000),
    }
    columns = {"net": "{}", "net_low": "{}_low", "net_high": "{}_high", "net_n": "{}_n"}
    narrow = [
        frame[["id", "label", *columns]].rename(columns={old: new.format(side) for old, new in columns.items()})
        for side, frame in sides.items()
    ]
    both = whole(narrow[0].merge(narrow[1], on=["id", "label"], how="outer"), ["a_n", "b_n"])
    both.insert(2, "n", both["a_n"] + both["b_n"])
    return both.sort_values(["n", "id"], ascending=[False, True], ignore_index=True).head(limit)


def over_time(
    table: Table, filters: Filters, *, target: str, holder: str
) -> pd.DataFrame:
    """Return the stances toward `target` of the speakers or of the outlets in each bucket of time that holds one.

    Columns: id and bucket (first day), label, unit, n, against, neither, favor, abstained, net_n, net, net_low,
    net_high. attrs: others (stances of the other holder, `left_out`), undated (of the holder, in sentences without a
    date).
    """
    when = _days(table, filters, target=target, holder=holder)
    cut = _unit(table, filters, days=when)
    firsts, onto = buckets(table, cut)
    dated = when.sides[0] < len(table.codes["days"])
    bucket, kind = onto[when.sides[0][dated]], when.sides[1][dated]
    cells = np.bincount(bucket * len(KINDS) + kind, when.n[dated], len(firsts) * len(KINDS)).astype(np.int64)
    by_kind = cells.reshape(len(firsts), len(KINDS))
    places = np.flatnonzero(by_kind.sum(axis=1))
    columns = {name: by_kind[places, i] for i, name in enumerate(STANCE_COUNTS)}
    frame = bucket_frame(firsts[places], cut, n=by_kind[places].sum(axis=1), **columns, **nets(columns))
    frame.attrs = {
        "others": left_out(table, filters, target=target, holder=holder),
        "undated": int(when.n[~dated].sum()),
    }
    return frame


def left_out(table: Table, filters: Filters, *, target: str, holder: str | None) -> int:
    """Return how many stances toward `target` are another's than those of `holder`."""
    every, own = (sum(_kinds(table, filters, target=target, holder=whose)) for whose in (None, holder))
    return every - own


def _days(table: Table, filters: Filters, *, target: str, holder: str | None) -> Tally:
    """Return the stances toward `target` by day and kind; the last day is "no date"."""

    def make() -> Tally:
        lines = held_lines(table, filters, target=target, holder=holder)
        pieces = (([table.codes["day"][rows], kinds], None) for rows, kinds in lines)
        return count(pieces, [Side("day", len(table.codes["days"]) + 1), Side("held-kind", len(KINDS))])

    return remembered(table, ("held days", target, holder, filters), make)


def _unit(table: Table, filters: Filters, *, days: Tally) -> str:
    """Return the unit of time in which the stances by day fill their buckets."""
    known = table.codes["days"]
    dated = days.sides[0] < len(known)
    finest = bucket_unit(table, filters)
    if not dated.any():
        return finest
    place = days.sides[0][dated]
    span = int(known[place.max()] - known[place.min()])
    return filled_unit(finest, n=int(days.n[dated].sum()), days=span, coarsest="year")


def country_by_target(table: Table, filters: Filters, *, limit: int = 15) -> pd.DataFrame:
    """Return the net stance of the speakers of each country toward each target, in the form of `grids`.

    `n` are the stances the model answered.
    """
    targets, ids = table.codes.targets, table.ids("country")
    held = [held_by(table, filters, by="country", target=target, holder="speaker") for target in targets]
    keys = np.concatenate([NOBODY.keys, *(one.keys for one in held)])
    known = keys >= 0
    counts = np.concatenate([NOBODY.counts, *(one.counts for one in held)])[known]
    against, neither, favor = counts.T[:3]
    column = np.repeat(np.arange(len(targets)), [len(one.keys) for one in held])[known]
    answered = against + neither + favor
    cells = Cells(keys[known], column, answered, answered, *net_share(favor, against, answered))
    labels = [names.country(i) for i in ids], [names.short_target(target) for target in targets]
    return shaped(cells, ids=(ids, targets), labels=labels, limit=limit)
