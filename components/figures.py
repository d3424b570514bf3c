"""A figure on the page: the chart, the way from each mark to its sentences, and its own numbers to download.

A click on a mark puts it into the address; the list under the chart does the same for a keyboard. Charts carry the
mark's id first in their customdata (`charts.figure.CUSTOM`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.downloads import show_figure_download
from components.text import cut
from dashboard import names, session
from dashboard.filters import PARAMETERS, UNKNOWN, Filters
from dashboard.session import View

#: From the name of a group, as the queries call it, to the field of the filters.
FIELDS = {parameter: field for field, parameter in PARAMETERS.items()}
Marker = Callable[[Any], Filters]


def marker(by: str, **more: tuple[str, ...]) -> Marker:
    """Return what makes filters of a mark's id, for marks that are values of the group `by` ("speaker", "topic")."""

    def of(value: Any) -> Filters:
        changes: dict[str, Any] = {FIELDS[by]: (str(value),), **more}
        return Filters(**changes)

    return of


def bucket_marker(unit: str) -> Marker:
    """Return what makes filters of the first day of a day, week, month or year."""

    def of(value: Any) -> Filters:
        first = pd.Timestamp(value).date()
        return Filters(start=first, end=_last_day(first, unit))

    return of


def show_figure(
    view: View, figure: go.Figure, frame: pd.DataFrame, *, key: str, mark: Marker | None = None, alt: str
) -> None:
    """Draw `figure`, made from `frame` (columns id, label, n where it has marks to follow).

    `mark` gives the filters of a mark's id; without it the figure has no way to sentences of its own. `alt` says in
    one sentence what is seen, for a reader who does not see it.
    """
    chart = f"chart-{key}-{view.table.id}"
    config = {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "zoom2d", "pan2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
        "toImageButtonOptions": {"filename": f"podium-{key}-{view.table.id}", "scale": 2},
    }
    if mark is None:
        st.plotly_chart(figure, key=chart, theme=None, config=config, alt=alt)
    else:
        st.plotly_chart(
            figure, key=chart, theme=None, config=config, alt=alt, selection_mode="points",
            on_select=lambda: _follow(chart, mark),
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"under-{key}"):
        if mark is not None and not frame.empty:
            _twin(frame, key=key, mark=mark)
        show_figure_download(view, frame, what=key)


def _follow(chart: str, mark: Marker) -> None:
    points = st.session_state[chart]["selection"]["points"]
    custom = points[0].get("customdata") if points else None
    if custom:
        # Streamlit gives customdata as a list, or as a mapping of places to values.
        first = custom.get("0") if isinstance(custom, dict) else custom[0]
        session.set_mark(mark(first))


def _twin(frame: pd.DataFrame, *, key: str, mark: Marker) -> None:
    """Draw the list of the same marks, for a keyboard and a screen reader."""
    ids: list[Hashable] = list(frame["id"])
    labels = {i: f"{cut(str(label), characters=60)} ({int(n):,})" for i, label, n in _labelled(frame)}
    asked = session.mark()
    now = next((i for i in ids if asked is not None and mark(i) == asked), None)
    name = f"twin-{key}"
    st.session_state[name] = now
    st.selectbox(
        "Sentences behind", ids, index=None, key=name, format_func=lambda i: labels.get(i, str(i)), width=320,
        placeholder="Choose a mark", on_change=_choose, args=(name, mark),
    )  # fmt: skip


def _choose(name: str, mark: Marker) -> None:
    value = st.session_state[name]
    session.set_mark(None if value is None else mark(value))


def _labelled(frame: pd.DataFrame) -> Iterable[tuple[Hashable, str, int]]:
    labels = frame["label"] if "label" in frame else frame["id"].astype(str)
    shown = [names.name("speaker", UNKNOWN) if i == UNKNOWN else x for i, x in zip(frame["id"], labels, strict=True)]
    return zip(frame["id"], shown, frame["n"], strict=True)


def _last_day(first: date, unit: str) -> date:
    if unit == "day":
        return first
    if unit == "week":
        return first + timedelta(days=6)
    if unit == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(first.year, 12, 31)
