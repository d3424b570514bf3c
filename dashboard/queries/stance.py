"""Stance toward a target: by group, over time, the speakers' beside the outlets', and all targets of a selection.

Counts are of stances (a sentence and a target), not of sentences; abstained labels are counted apart and take no part
in the net share, which is (favor - against) / (against + neither + favor) in [-1, 1].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard import names
from dashboard.filters import Filters
from dashboard.intervals import net_share
from dashboard.queries.counts import UNITS, bucket_unit, filled_unit, with_bucket_names
from dashboard.queries.groups import COUNT_STANCES, STANCE_COUNTS, add_net, group_rows, holder_of, with_names
from dashboard.queries.matching import GROUPS, ask, only_matching, whole

if TYPE_CHECKING:
    from dashboard.table import Table

ORDERS = ("net", "n")
#: Whose stance: the quoted speakers', the outlets' own, or both.
HOLDERS = ("speaker", "outlet")


def by_target(table: Table, filters: Filters, *, holder: str | None = None) -> pd.DataFrame:
    """Return one row a target, most stances first.

    Columns: id, label, n, against, neither, favor, abstained, stance_n (= n), net, net_low, net_high.
    """
    frame = ask(
        table,
        f"""SELECT t.target AS id, count(*) AS n, {COUNT_STANCES} FROM {_stances(table, filters)} AS t
            WHERE ? IS NULL OR t.holder = ? GROUP BY t.target ORDER BY n DESC, id""",
        [holder, holder],
    )
    frame.insert(1, "label", pd.Series([names.short_target(i) for i in frame["id"]], dtype="str"))
    add_net(frame)
    return frame


def stance_by(
    table: Table,
    filters: Filters,
    *,
    target: str,
    by: str,
    holder: str | None = None,
    order: str = "n",
    limit: int = GROUPS,
) -> pd.DataFrame:
    """Return the `limit` groups with most stances toward `target`, by n or by net share, the unknown last.

    `by` is a grouping ("speaker", "country", "topic", "outlet", "voice"); by speaker and country the speakers' stances
    count, by outlet those of the outlet itself, unless `holder` names one. Columns as in `by_target`, for speakers also
    kind, country. attrs: groups, rest (stances of groups beyond `limit`).
    """
    if order not in ORDERS:
        raise ValueError(f"order {order!r}: allowed are {ORDERS}")
    whose = "t.holder = ?" if holder else holder_of(by)
    frame = ask(
        table,
        f"""SELECT t.key AS id, count(*) AS n, {COUNT_STANCES}
            FROM {group_rows(table, filters, by=by, what="held")} AS t WHERE t.target = ? AND {whose}
            GROUP BY t.key ORDER BY t.key = -1, n DESC, id""",
        [target, holder] if holder else [target],
    )
    known, unknown = frame[frame["id"] >= 0], frame[frame["id"] < 0]
    shown = pd.concat([known.head(limit), unknown], ignore_index=True)
    shown = with_names(table, shown, by=by)
    add_net(shown)
    if order == "net":
        # The difference against the size of the sample: a sure small difference stands before an unsure large one.
        last = shown["id"] == "(unknown)"
        shown = shown.assign(_last=last).sort_values(["_last", "net", "n"], ascending=[True, False, False])
        shown = shown.drop(columns="_last").reset_index(drop=True)
    shown.attrs = {"groups": len(known), "rest": int(known["n"].iloc[limit:].sum())}
    return shown


def by_holder(table: Table, filters: Filters, *, target: str, limit: int = GROUPS) -> pd.DataFrame:
    """Return for each outlet its own stance toward `target` (a) beside that of the speakers it quotes (b).

    Columns: id, label, n, a, a_low, a_high, a_n, b, b_low, b_high, b_n (net shares with their 95 % intervals).
    """
    sides = {
        "a": stance_by(table, filters, target=target, by="outlet", holder="outlet", limit=10_000),
        "b": stance_by(table, filters, target=target, by="outlet", holder="speaker", limit=10_000),
    }
    columns = {"net": "{}", "net_low": "{}_low", "net_high": "{}_high", "n": "{}_n"}
    narrow = [
        frame[["id", "label", *columns]].rename(columns={old: new.format(side) for old, new in columns.items()})
        for side, frame in sides.items()
    ]
    both = whole(narrow[0].merge(narrow[1], on=["id", "label"], how="outer"), ["a_n", "b_n"])
    both.insert(2, "n", both["a_n"] + both["b_n"])
    return both.sort_values(["n", "id"], ascending=[False, True], ignore_index=True).head(limit)


def over_time(
    table: Table, filters: Filters, *, target: str, holder: str | None = None, unit: str | None = None
) -> pd.DataFrame:
    """Return the stances toward `target` in each bucket of time that holds one.

    Columns: id and bucket (first day), label, unit, n, against, neither, favor, abstained, stance_n, net, net_low,
    net_high.
    """
    cut = unit or _unit(table, filters, target=target, holder=holder)
    if cut not in UNITS:
        raise ValueError(f"unit {cut!r}: allowed are {UNITS}")
    frame = ask(
        table,
        f"""SELECT date_trunc('{cut}', s.date)::DATE AS bucket, '{cut}' AS unit, count(*) AS n, {COUNT_STANCES}
            FROM {_stances(table, filters)} AS t JOIN (SELECT row, date FROM sentences) AS s USING (row)
            WHERE t.target = ? AND s.date IS NOT NULL AND (? IS NULL OR t.holder = ?) GROUP BY 1 ORDER BY 1""",
        [target, holder, holder],
    )
    add_net(frame)
    return with_bucket_names(frame)


def _unit(table: Table, filters: Filters, *, target: str, holder: str | None) -> str:
    """Return the unit of time in which the stances toward `target` fill their buckets."""
    row = ask(
        table,
        f"""SELECT count(*) AS n, date_diff('day', min(s.date), max(s.date)) AS days
            FROM {_stances(table, filters)} AS t JOIN (SELECT row, date FROM sentences) AS s USING (row)
            WHERE t.target = ? AND s.date IS NOT NULL AND (? IS NULL OR t.holder = ?)""",
        [target, holder, holder],
    ).iloc[0]
    finest = bucket_unit(table, filters)
    return filled_unit(finest, n=int(row["n"]), days=int(row["days"]), coarsest="year") if row["n"] else finest


def country_by_target(table: Table, filters: Filters, *, limit: int = 15) -> pd.DataFrame:
    """Return the net stance of the speakers of each country toward each target, in the form of `grids`."""
    frame = ask(
        table,
        f"""SELECT t.key, t.target, {COUNT_STANCES}
            FROM {group_rows(table, filters, by="country", what="held")} AS t
            WHERE t.key >= 0 AND {holder_of("country")} GROUP BY t.key, t.target""",
    )
    codes = with_names(table, frame[["key"]].drop_duplicates().rename(columns={"key": "id"}), by="country")
    keys = dict(zip(frame["key"].drop_duplicates(), codes["id"], strict=True))
    frame["row"] = pd.Series([keys[k] for k in frame["key"]], dtype="str")
    frame = frame.rename(columns={"target": "column"})
    answered = frame["against"] + frame["neither"] + frame["favor"]
    frame["n"] = answered + frame["abstained"]
    frame["value"], frame["low"], frame["high"] = net_share(frame["favor"], frame["against"], answered)
    return _grid(frame.drop(columns=["key", *STANCE_COUNTS]), limit=limit)


def _grid(frame: pd.DataFrame, *, limit: int) -> pd.DataFrame:
    from dashboard.queries.grids import shaped

    return shaped(frame, row="country", column="target", limit=limit)


def _stances(table: Table, filters: Filters) -> str:
    return f"(SELECT * FROM stances {only_matching(table, filters)})"
