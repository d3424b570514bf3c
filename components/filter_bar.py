"""The filter bar: drawn once, above every page; it shows what the address says and writes to it.

Each field opens a panel with a search box and the most frequent values with their n; what is chosen stands below the
bar, each with its own way out. A closed panel asks the table nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.text import plain, told_apart
from dashboard import session
from dashboard.filters import LONGEST_TEXT, PARAMETERS, UNKNOWN, WORDS, Filters, period_words, shortened
from dashboard.queries.options import date_span, options
from dashboard.session import LONGEST_NAME, View

#: Fields of the bar in order, with their labels; a mark of a chart may set others, shown below the bar as well.
LABELS = {
    "outlets": "Outlet",
    "speakers": "Speaker",
    "countries": "Country",
    "topics": "Topic",
    "targets": "Target",
    "voices": "Voice",
}
HELP = {
    "outlets": "Who published the document.",
    "speakers": "Who speaks in the sentence. Sentences of several speakers match each of them.",
    "countries": "The country a speaker of the sentence speaks for.",
    "topics": "What the sentence is about; a sentence has up to three topics.",
    "targets": "What a stance is measured toward in the sentence.",
    "voices": "Whose words the sentence carries: a speaker's, or the outlet's own.",
}
#: Values a panel shows at once; more are found with its search box.
SHOWN = 25
#: Values of a filter with a button of their own below the bar; the panel has them all.
NAMED = 20


def show_filter_bar(view: View) -> None:
    """Draw the bar and, below it, what is chosen."""
    with st.container(horizontal=True, gap="small", key="filter-bar"):
        _words(view)
        _dates(view)
        for field in LABELS:
            _field(view, field)
    _chosen(view)


def _words(view: View) -> None:
    st.session_state["words"] = view.filters.text
    st.text_input(
        "Words", key="words", placeholder="Search the sentences", label_visibility="collapsed", width=190,
        max_chars=LONGEST_TEXT, on_change=_set_words, icon=":material/search:",
        help='A "whole phrase", the beginning of a word\\*, a AND b, a OR b, a NOT b, NEAR(a b, 5).',
    )  # fmt: skip


def _dates(view: View) -> None:
    chosen = view.filters
    label = _titled("Dates", int(bool(chosen.start or chosen.end or chosen.dates)))
    panel = st.popover(label, key="panel-dates", on_change="rerun")
    if not panel.open:
        return
    first, last = date_span(view.table)
    with panel:
        if first is None or last is None:
            st.text("No document of this build has a date.")
            return
        st.caption(
            f"The build covers {period_words(first, last)}. Both days are included; a document dated by month or year "
            "counts on its first day."
        )
        # A link may name days outside the build; a date field refuses what lies outside its own bounds.
        named = [day for day in (chosen.start, chosen.end) if day]
        low, high = min([first, *named]), max([last, *named])
        for name, label in (("start", "From"), ("end", "To")):
            key = f"date-{name}"
            st.session_state[key] = getattr(chosen, name)
            st.date_input(
                label, key=key, min_value=low, max_value=high, format="YYYY-MM-DD",
                on_change=_set_day, args=(name, key),
            )  # fmt: skip
        st.session_state["date-unknown"] = bool(chosen.dates)
        st.checkbox("Only sentences without a date", key="date-unknown", on_change=_set_undated)


def _field(view: View, field: str) -> None:
    values = getattr(view.filters, field)
    panel = st.popover(_titled(LABELS[field], len(values)), key=f"panel-{field}", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption(HELP[field])
        search = ""
        if field != "voices":
            search = st.text_input(f"Find {LABELS[field].lower()}", key=f"find-{field}", placeholder="part of a name")
        found = options(
            view.table, view.filters, field, search=search, limit=SHOWN, name=lambda v: view.name(PARAMETERS[field], v)
        )
        _pills(view, field, found)


def _pills(view: View, field: str, found: pd.DataFrame) -> None:
    values = getattr(view.filters, field)
    n = {str(i): int(k) for i, k in zip(found["id"], found["n"], strict=True)}
    shown = {str(i): str(name) for i, name in zip(found["id"], found["name"], strict=True)}
    ids = [*[v for v in values if v not in n], *n]
    if not ids:
        st.text("Nothing matches.")
        return

    named = {i: shown.get(i) or view.name(PARAMETERS[field], i) for i in ids}
    labels = told_apart(
        {i: plain(shortened(name, characters=LONGEST_NAME)) for i, name in named.items()},
        beside={i: plain(country) for i, country in view.countries(PARAMETERS[field], ids).items()},
        after={i: f" · {k:,}" for i, k in n.items()},
    )
    key = f"pick-{field}"
    st.session_state[key] = list(values)
    st.pills(
        LABELS[field], ids, selection_mode="multi", key=key, label_visibility="collapsed", on_change=_set_values,
        format_func=lambda i: labels.get(i, i), args=(field, key),
    )  # fmt: skip
    if len(found) == SHOWN:
        st.caption(f"The {SHOWN} most frequent are shown; search for others.")


def _chosen(view: View) -> None:
    if not view.filters.any:
        return
    with st.container(horizontal=True, gap="small", key="filter-chosen", vertical_alignment="center"):
        if view.filters.start or view.filters.end:
            _way_out(period_words(view.filters.start, view.filters.end), "start", "")
        for field, label in WORDS.items():
            values = view.filters.values(field)
            for value in values[:NAMED]:
                _way_out(f"{label}: {view.name(PARAMETERS[field], value)}", field, value)
            if len(values) > NAMED:
                st.caption(f"and {len(values) - NAMED} more of this filter")
        if view.filters.start and view.filters.end and view.filters.start > view.filters.end:
            st.caption("The first day is after the last: nothing lies between them.")
        st.button("Clear all", key="clear-all", type="tertiary", on_click=session.choose, args=(Filters(),))


def _way_out(words: str, field: str, value: str) -> None:
    label = plain(shortened(words, characters=LONGEST_NAME))
    st.button(
        label, key=f"out-{field}-{value}", icon=":material/close:", on_click=_take_out, args=(field, value),
        help="Take this filter out",
    )  # fmt: skip


def _titled(label: str, chosen: int) -> str:
    return f"**{label} · {chosen}**" if chosen else label


def _set_day(name: str, key: str) -> None:
    day = st.session_state[key]
    changes: dict[str, Any] = {name: day if isinstance(day, date) else None, "dates": ()}
    session.choose(replace(session.filters(), **changes))


def _set_undated() -> None:
    now = session.filters()
    if st.session_state["date-unknown"]:
        session.choose(replace(now, start=None, end=None, dates=(UNKNOWN,)))
    else:
        session.choose(replace(now, dates=()))


def _set_words() -> None:
    session.choose(replace(session.filters(), text=" ".join(st.session_state["words"].split())))


def _set_values(field: str, key: str) -> None:
    changes: dict[str, Any] = {field: tuple(st.session_state[key])}
    session.choose(replace(session.filters(), **changes))


def _take_out(field: str, value: str) -> None:
    now = session.filters()
    if field == "start":
        session.choose(replace(now, start=None, end=None))
    elif field == "text":
        session.choose(now.without("text"))
    else:
        changes: dict[str, Any] = {field: tuple(v for v in getattr(now, field) if v != value)}
        session.choose(replace(now, **changes))
