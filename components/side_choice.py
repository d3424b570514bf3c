"""The choice of two selections to compare: two speakers, countries, outlets or topics, or before and after a day.

The address holds it: `by` the kind, `a` and `b` kind and value ("country:NOR"). Both lie within the filters in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from components.figures import NAME, Way, by_bucket, marks_of_sides
from components.target_choice import show_group_choice
from components.text import counted, cut, plain, told_apart
from dashboard import session
from dashboard.filters import FIELD_OF, UNKNOWN, Filters, parsed_day, shortened
from dashboard.queries import evidence
from dashboard.queries.compare import TONE
from dashboard.queries.groups import VOICES_OF
from dashboard.queries.options import date_span, options
from dashboard.session import View
from data.records import STANCES

KINDS = ("country", "speaker", "outlet", "topic", "voice", "period")
#: Values a list offers; a filter on the same field brings others into it.
LISTED = 300
SIDES = ("a", "b")


@dataclass(frozen=True)
class Side:
    """One selection: its name on screen and what it adds to the filters in force."""

    name: str
    own: Filters

    @property
    def holder(self) -> str | None:
        """Whose stances are compared: the speakers', between outlets their own, whoever speaks in the voices chosen."""
        return None if self.own.voices else "outlet" if self.own.outlets else "speaker"


def show_side_choice(view: View) -> tuple[Side, Side] | None:
    """Draw the choice and return the two sides; None where there are not two to choose from."""
    kind = show_group_choice(KINDS, key="compare")
    if kind == "period":
        return _periods(view)
    found = options(
        view.table, view.filters, FIELD_OF[kind], limit=LISTED, name=lambda value: view.name(kind, value), within=True
    )
    ids = [str(i) for i in found["id"]]
    if len(ids) < 2:
        _say_too_few(view, kind, ids)
        return None
    after = {i: f" ({n:,})" for i, n in zip(ids, found["n"].tolist(), strict=True)}
    named = dict(zip(ids, found["name"].astype(str), strict=True))
    # Who is asked for need not be among those listed.
    named |= {i: view.name(kind, i) for i in (_asked(kind, side) for side in SIDES) if i and i not in named}
    countries = view.countries(kind, named)
    labels = told_apart(named, beside=countries, after=after)
    chosen = []
    for place, (side, column) in enumerate(zip(SIDES, st.columns(2), strict=True)):
        asked = _asked(kind, side)
        known = [*ids, asked] if asked and asked not in after else ids
        now = asked or next(i for i in ids if i not in chosen and (place or i != _asked(kind, "b")))
        key = f"side-{kind}-{side}"
        st.session_state[key] = now
        with column:
            st.selectbox(
                "First" if side == "a" else "Second",
                known,
                key=key,
                on_change=_set,
                args=(side, kind, key),
                format_func=lambda i: labels.get(i, i),
            )
        chosen.append(now)
    if len(ids) >= LISTED:
        st.caption(f"The {LISTED} with most sentences are listed. For others, choose both in the filter {kind} above.")
    if chosen[0] == chosen[1]:
        st.info(f"Both sides are {plain(view.name(kind, chosen[0]))}. Choose another for one.", icon=":material/info:")
        return None
    names = {value: shortened(view.name(kind, value), characters=session.LONGEST_NAME) for value in chosen}
    first, second = (
        Side(name, Filters(**_field(kind, value))) for value, name in told_apart(names, beside=countries).items()
    )
    return first, second


def _say_too_few(view: View, kind: str, ids: Sequence[str]) -> None:
    left = f"only {plain(view.name(kind, ids[0]))}" if ids else f"no {kind}"
    taken = f"take the filter on {kind} out" if view.filters.values(FIELD_OF[kind]) else "widen the filters"
    st.info(
        f"Both sides lie within the filters, which leave {left} to compare. Choose another kind, or {taken}.",
        icon=":material/info:",
    )


def _answered(target: str, *, holder: str | None) -> dict[str, tuple[str, ...]]:
    """Return the fields of the stances a net share is made of: those of the holder that the model answered."""
    return {"targets": (target,), "stances": STANCES, **({"voices": VOICES_OF[holder]} if holder else {})}


def both_sides(first: Side, second: Side) -> Filters:
    """Return what the sentences of either side match."""
    if second.own.start:
        return Filters(start=first.own.start, end=second.own.end)
    values: dict[str, Any] = {name: first.own.values(name) + second.own.values(name) for name in _chosen(first.own)}
    return Filters(**values)


def side_way(first: Side, second: Side) -> Way:
    """Return the way from the marks of the comparison: the side's sentences, those with a stance toward the target."""
    sides = (first, second)

    def filters(custom: Sequence[Any]) -> Filters:
        side = sides[int(custom[3])]
        if custom[0] == TONE:
            return side.own
        return Filters(**{**_chosen(side.own), **_answered(str(custom[0]), holder=side.holder)})

    return Way(filters, lambda frame: marks_of_sides(frame, (first.name, second.name)))


def period_way(first: Side, second: Side) -> Way:
    """Return the way from a side's dot over time to the side's sentences of that period."""
    sides, periods = (first, second), by_bucket()

    def filters(custom: Sequence[Any]) -> Filters:
        days = periods.filters(custom)
        return replace(sides[int(custom[-1])].own, start=days.start, end=days.end)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        rows = zip(periods.marks(frame), frame["side"].tolist(), strict=True)
        called = [cut(side.name, characters=NAME) for side in sides]
        return [((*days, side), f"{called[side]}: {words}", n) for (days, words, n), side in rows]

    return Way(filters, marks)


def word_way(first: Side, second: Side) -> Way:
    """Return the way from a word to the sentences that hold it on the side that says it more."""
    sides = (first, second)

    def filters(custom: Sequence[Any]) -> Filters:
        return Filters(**{**_chosen(sides[int(custom[-1])].own), "text": str(custom[0])})

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        listed: list[tuple[tuple[Any, ...], str, int]] = []
        called = [cut(side.name, characters=NAME) for side in sides]
        for word, z, *said in frame[["word", "z", "first_n", "second_n"]].itertuples(index=False):
            number = 0 if z > 0 else 1
            listed.append(((str(word), number), f"{called[number]}: {word}, times said", int(said[number])))
        return listed

    return Way(filters, marks)


def _periods(view: View) -> tuple[Side, Side] | None:
    first, last = date_span(view.table)
    low = view.filters.start or first
    high = view.filters.end or last
    if low is None or high is None or low >= high:
        st.info("There are no two days to compare here. Widen the dates.", icon=":material/info:")
        return None
    asked = _asked("period", "a")
    middle = low + (high - low) // 2 + timedelta(days=1)
    border = min(max(parsed_day(asked) or middle, low + timedelta(days=1)), high)
    st.session_state["side-border"] = border
    st.date_input(
        "Second period begins on", key="side-border", min_value=low + timedelta(days=1), max_value=high,
        format="YYYY-MM-DD", on_change=lambda: session.set_parameters(
            {"a": _period(st.session_state["side-border"]), "b": None, "mark": None, "page": None}
        ),
    )  # fmt: skip
    undated = evidence.count(view.table, replace(view.filters, dates=(UNKNOWN,)))
    if undated:
        st.caption(f"Not compared: {counted(undated, 'sentence')} without a date.")
    before = Side(f"before {border.isoformat()}", Filters(start=low, end=border - timedelta(days=1)))
    return before, Side(f"from {border.isoformat()}", Filters(start=border, end=high))


def _asked(kind: str, side: str) -> str:
    """Return the value the address asks for; one of another kind ("country:NOR" among speakers) does not count."""
    given, _, value = session.parameter(side).partition(":")
    return value if given == kind else ""


def _set(side: str, kind: str, key: str) -> None:
    session.set_parameters({side: f"{kind}:{st.session_state[key]}", "mark": None, "page": None})


def _field(kind: str, value: str) -> dict[str, Any]:
    return {FIELD_OF[kind]: (value,)}


def _chosen(own: Filters) -> dict[str, Any]:
    return {name: getattr(own, name) for name in FIELD_OF.values() if getattr(own, name)}


def _period(value: object) -> str | None:
    return f"period:{value.isoformat()}" if isinstance(value, date) else None
