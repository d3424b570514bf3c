"""Who says how much, in what tone: sentences grouped by speaker, country, topic, outlet or voice.

A sentence of several speakers counts once for each of them (so with countries and topics); the frame says how often
that happened, so that its counts add up to the line above the page:
`sum(n) - attrs["counted_more"] + attrs["narration"] == sentences that match`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.filters import UNKNOWN, Filters
from dashboard.index import GROUPINGS
from dashboard.intervals import mean_interval, net_share, wilson
from dashboard.queries.matching import GROUPS, ask, matching_rows, only_matching

if TYPE_CHECKING:
    from dashboard.table import Table

STANCE_COUNTS = ("against", "neither", "favor", "abstained")
#: SQL for those counts over stances `t`; an abstained label is no stance.
COUNT_STANCES = ", ".join(
    [f"count(*) FILTER (NOT t.abstained AND t.stance = '{s}') AS {s}" for s in STANCE_COUNTS[:3]]
    + ["count(*) FILTER (t.abstained) AS abstained"]
)


def group_rows(table: Table, filters: Filters, *, by: str, what: str = "in") -> str:
    """Return SQL for the lines of `in_<by>` (or `held_<by>`) that match; raises `ValueError` for an unknown `by`."""
    if by not in GROUPINGS:
        raise ValueError(f"group {by!r}: allowed are {sorted(GROUPINGS)}")
    return f"(SELECT * FROM {what}_{by} {only_matching(table, filters)})"


def by_group(
    table: Table, filters: Filters, *, by: str, target: str | None = None, limit: int = GROUPS
) -> pd.DataFrame:
    """Return the `limit` largest groups and, as the last row, the class of what is not known.

    Columns: id (UNKNOWN for the last row), label, n (sentences), share, share_low, share_high (of the
    sentences that have the attribute, Wilson), tone, tone_low, tone_high, tone_n, against, neither, favor, abstained
    (stances toward `target`; 0 without one), stance_n (their sum), net, net_low, net_high (favor minus
    against over the answered ones, in [-1, 1]); for speakers also kind, country.
    attrs: groups (how many there are without the unknown), rest (sentences of groups beyond `limit`, counted once for
    each), counted_more (counts above one for the same sentence), narration (sentences that belong to no group).
    Group by speaker and country counts stances the speaker holds, by outlet those the outlet holds.
    """
    # Stances toward different targets are never added up: without a target there is none to count.
    held = f"SELECT NULL::INTEGER AS key, {', '.join(f'0 AS {name}' for name in STANCE_COUNTS)} WHERE false"
    if target:
        held = f"""SELECT t.key, {COUNT_STANCES} FROM {group_rows(table, filters, by=by, what="held")} AS t
          SEMI JOIN top ON top.key = t.key WHERE {holder_of(by)} AND t.target = ? GROUP BY t.key"""
    zeros = ", ".join(f"coalesce({name}, 0) AS {name}" for name in STANCE_COUNTS)
    frame = ask(
        table,
        f"""WITH groups AS MATERIALIZED (
          SELECT key, count(*) AS n, avg(tone) AS tone, stddev_samp(tone) AS deviation, count(tone) AS tone_n,
            count(*) FILTER (place = 0) AS first
          FROM {group_rows(table, filters, by=by)} GROUP BY key),
        top AS MATERIALIZED (SELECT * FROM groups
          QUALIFY row_number() OVER (PARTITION BY key = -1 ORDER BY n DESC, key) <= {limit}),
        held AS ({held}),
        totals AS (SELECT sum(n)::BIGINT AS all_n, count(*) FILTER (key >= 0) AS all_groups,
          sum(first)::BIGINT AS sentences FROM groups)
        SELECT top.key AS id, n, tone, deviation, tone_n, {zeros}, totals.*
        FROM top CROSS JOIN totals LEFT JOIN held USING (key) ORDER BY top.key = -1, n DESC, top.key""",
        [target] if target else [],
    )
    totals = {name: int(frame.pop(name).max()) if len(frame) else 0 for name in ("all_n", "all_groups", "sentences")}
    frame = with_names(table, frame, by=by)
    _add_intervals(frame, total=totals["sentences"])
    frame.attrs = {
        "groups": totals["all_groups"],
        "rest": totals["all_n"] - int(frame["n"].sum()),
        "counted_more": totals["all_n"] - totals["sentences"],
        "narration": _matching(table, filters) - totals["sentences"],
    }
    return frame


def by_speaker(table: Table, filters: Filters, *, target: str | None = None, limit: int = GROUPS) -> pd.DataFrame:
    """Return `by_group` for speakers: identities across documents, with kind and country."""
    return by_group(table, filters, by="speaker", target=target, limit=limit)


def by_country(table: Table, filters: Filters, *, target: str | None = None, limit: int = 300) -> pd.DataFrame:
    """Return `by_group` for the countries spoken for (ISO 3166-1 alpha-3), by default all of them."""
    return by_group(table, filters, by="country", target=target, limit=limit)


def by_topic(table: Table, filters: Filters, *, target: str | None = None, limit: int = 50) -> pd.DataFrame:
    """Return `by_group` for topics; a sentence has up to three."""
    return by_group(table, filters, by="topic", target=target, limit=limit)


def by_outlet(table: Table, filters: Filters, *, target: str | None = None, limit: int = GROUPS) -> pd.DataFrame:
    """Return `by_group` for outlets."""
    return by_group(table, filters, by="outlet", target=target, limit=limit)


def holder_of(by: str) -> str:
    """Return SQL for the stances `t` that belong to a grouping: those its members hold."""
    return {"speaker": "t.holder = 'speaker'", "country": "t.holder = 'speaker'", "outlet": "t.holder = 'outlet'"}.get(
        by, "TRUE"
    )


def _matching(table: Table, filters: Filters) -> int:
    if not filters.any:
        return table.rows("sentences")
    return int(ask(table, f"SELECT count(*) AS n FROM {matching_rows(table, filters)} AS m")["n"].iloc[0])


def with_names(table: Table, frame: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return `frame` with the keys in `id` made ids (UNKNOWN for -1), and labels; for speakers also kind, country."""
    frame = frame.reset_index(drop=True)
    keys = [int(k) for k in frame["id"]]
    if by == "speaker":
        known = ask(table, "SELECT no, id, name, kind, country FROM speakers WHERE no = ANY(?)", [keys])
    else:
        known = ask(table, "SELECT no, id FROM keys WHERE grouping_name = ? AND no = ANY(?)", [by, keys])
        known["name"] = [names.name(by, i) for i in known["id"]]
    columns = known.set_index("no").to_dict()
    frame["id"] = pd.Series([columns["id"].get(k, UNKNOWN) for k in keys], dtype="str")
    frame.insert(1, "label", pd.Series([columns["name"].get(k, "unknown") for k in keys], dtype="str"))
    for place, name in ((2, "kind"), (3, "country")) if by == "speaker" else ():
        frame.insert(place, name, pd.Series([columns[name].get(k) for k in keys], dtype="str"))
    return frame


def _add_intervals(frame: pd.DataFrame, *, total: int) -> None:
    # Plain arrays: ten columns of twenty rows cost ten times as much as pandas columns.
    n, tone = frame["n"].to_numpy(), frame["tone"].to_numpy(dtype=float)
    deviation, tone_n = frame.pop("deviation").to_numpy(dtype=float), frame["tone_n"].to_numpy()
    share_low, share_high = wilson(n, np.full(len(n), total))
    tone_low, tone_high = mean_interval(tone, deviation, tone_n)
    more = {"share": n / total if total else n * np.nan, "share_low": share_low, "share_high": share_high}
    for name, values in {**more, "tone_low": tone_low, "tone_high": tone_high}.items():
        frame[name] = values
    add_net(frame)


def add_net(frame: pd.DataFrame) -> None:
    """Add stance_n, net, net_low, net_high to a frame with the four stance counts, in place."""
    against, neither, favor, abstained = (frame[name].to_numpy() for name in STANCE_COUNTS)
    answered = against + neither + favor
    frame["stance_n"] = answered + abstained
    frame["net"], frame["net_low"], frame["net_high"] = net_share(favor, against, answered)
