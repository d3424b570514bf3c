"""A figure on the page: the chart, the way from each mark to its sentences, its own numbers and its image to keep.

A click on a mark puts it into the address; the list under the chart does the same for a keyboard. Charts carry the
mark's id first in their customdata.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts.sheet import height, select
from components.charts.time_axis import Buckets
from components.downloads import figure_file, show_figure_download, show_image_downloads
from components.text import counted, cut, escaped, told_apart
from dashboard import names, session
from dashboard.filters import FIELD_OF, STANCE_CLASSES, Filters
from dashboard.queries import evidence
from dashboard.queries.groups import VOICES_OF
from dashboard.session import View
from data.records import STANCES

#: What the bars of a stance are called in the list under a chart.
SIDE_NAMES = {"against": "against", "neither": "neither", "favor": "in favor", "abstained": "the model abstained"}
#: The sides that are drawn over time, apart from each other.
DIVERGING = ("against", "favor")
#: Characters of a name in the list under a chart, and of each of two; what stands behind a name is never cut.
NAME, NAME_OF_TWO = 60, 40
#: Marks the list under a chart offers at most: more than any has, the largest being seven topics by fifteen years of
#: months.
LISTED = 1500
#: Size of a downloaded image, so that it does not depend on the reader's window: pixels, and how many of them a PNG has
#: for each.
IMAGE_WIDTH, IMAGE_SCALE = 900, 2


@dataclass(frozen=True)
class Way:
    """The way from a figure's marks to their sentences.

    `filters` gives the filters of a mark from its customdata; `marks` lists the same marks of the figure's frame as
    (customdata, label, n), for the list under the chart. `about` names what the numbers are of, as columns of their
    download: the grouping, the target.
    """

    filters: Callable[[Sequence[Any]], Filters]
    marks: Callable[[pd.DataFrame], list[tuple[tuple[Any, ...], str, int]]]
    about: Mapping[str, str] = field(default_factory=dict)


def _about(group: str, targets: tuple[str, ...] = ()) -> dict[str, str]:
    return {"group": group} | ({"target": "; ".join(map(names.target, targets))} if targets else {})


def columns(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Give these columns of a small frame line by line."""
    return zip(*(frame[name].tolist() for name in names), strict=True)


def named(
    frame: pd.DataFrame, *, id: str = "id", label: str = "label", characters: int = NAME
) -> dict[str, str]:
    """Return the name of each id of a frame for the list under a chart: cut, no two alike, countries where known."""
    called = {str(i): cut(str(name), characters=characters) for i, name in columns(frame, id, label)}
    known = columns(frame, id, "country") if id == "id" and "country" in frame else ()
    return told_apart(called, beside={str(i): names.country(code) for i, code in known if isinstance(code, str)})


def by(group: str) -> Way:
    """Return the way from marks that are values of `group` ("speaker", "topic")."""

    def filters(custom: Sequence[Any]) -> Filters:
        changes: dict[str, Any] = {FIELD_OF[group]: (str(custom[0]),)}
        return Filters(**changes)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        called = named(frame)
        return [((str(i),), called[str(i)], int(n)) for i, n in columns(frame, "id", "n") if n]

    return Way(filters, marks, _about(group))


def by_stance(group: str, **more: tuple[str, ...]) -> Way:
    """Return the way from stance bars: a bar, whose side stands fourth, leads to its own stances, the net of a row to
    those it is made of, which the model answered."""

    def filters(custom: Sequence[Any]) -> Filters:
        sides = (str(custom[3]),) if len(custom) > 3 else STANCES
        changes: dict[str, Any] = {FIELD_OF[group]: (str(custom[0]),), "stances": sides, **more}
        return Filters(**changes)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        listed: list[tuple[tuple[Any, ...], str, int]] = []
        called = named(frame)
        for i, label, n, *sides in columns(frame, "id", "label", "net_n", *STANCE_CLASSES):
            listed += [((str(i),), called[str(i)], int(n))] if n else []
            listed += [
                ((str(i), str(label), int(k), side), f"{called[str(i)]}: {SIDE_NAMES[side]}", int(k))
                for side, k in zip(STANCE_CLASSES, sides, strict=True)
                if k
            ]
        return listed

    return Way(filters, marks, _about(group, more.get("targets", ())))


def by_bucket(**more: tuple[str, ...]) -> Way:
    """Return the way from marks that are days, weeks, months or years."""

    def filters(custom: Sequence[Any]) -> Filters:
        changes: dict[str, Any] = dict(more)
        return Filters(start=_day(custom[0]), end=_day(custom[1]), **changes)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        buckets = Buckets.of(frame)
        rows = zip(buckets.days, buckets.words, frame["n"].tolist(), strict=True)
        return [(days, words, n) for days, words, n in rows]

    return Way(filters, marks, _about("period", more.get("targets", ())))


def by_stance_in_bucket(**more: tuple[str, ...]) -> Way:
    """Return the way from stances over time: a bar, whose side stands fifth, leads to its own stances, the net of a
    period to those the model answered. Bars are drawn of `DIVERGING` alone."""
    periods = by_bucket(**more)

    def filters(custom: Sequence[Any]) -> Filters:
        return replace(periods.filters(custom), stances=(str(custom[4]),) if len(custom) > 4 else STANCES)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        listed: list[tuple[tuple[Any, ...], str, int]] = []
        buckets, rows = Buckets.of(frame), columns(frame, "net_n", *DIVERGING)
        for days, words, (n, *sides) in zip(buckets.days, buckets.words, rows, strict=True):
            listed += [(days, words, int(n))] if n else []
            listed += [
                ((*days, int(k), words, side), f"{words}: {SIDE_NAMES[side]}", int(k))
                for side, k in zip(DIVERGING, sides, strict=True)
                if k
            ]
        return listed

    return Way(filters, marks, periods.about)


def by_group_in_bucket(group: str) -> Way:
    """Return the way from marks that are values of `group` in one day, week, month or year; the id stands last."""

    def filters(custom: Sequence[Any]) -> Filters:
        changes: dict[str, Any] = {FIELD_OF[group]: (str(custom[-1]),)}
        return Filters(start=_day(custom[0]), end=_day(custom[1]), **changes)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        if frame.empty:
            return []
        # Every group has a line for every bucket, in the same order: their names are made once.
        groups = named(frame)
        buckets = Buckets.of(frame[: len(frame) // len(groups)])
        names = product(groups.items(), zip(buckets.days, buckets.words, strict=True))
        return [
            ((*days, i), f"{label} × {words}", n)
            for ((i, label), (days, words)), n in zip(names, frame["n"].tolist(), strict=True)
            if n
        ]

    return Way(filters, marks, _about(f"{group} and period"))


def by_outlet_side(*, first: str, second: str, **more: tuple[str, ...]) -> Way:
    """Return the way from the two nets of each outlet, whose side stands fourth, to the answered stances of one holder.

    Side 0 is the outlet itself, side 1 the speakers it quotes; `first` and `second` name them.
    """

    def filters(custom: Sequence[Any]) -> Filters:
        holder = ("outlet", "speaker")[int(custom[3])]
        outlets = (str(custom[0]),)
        changes: dict[str, Any] = {"outlets": outlets, "voices": VOICES_OF[holder], "stances": STANCES, **more}
        return Filters(**changes)

    about = _about("outlet and whose stance", more.get("targets", ()))
    return Way(filters, lambda frame: marks_of_sides(frame, (first, second)), about)


def marks_of_sides(frame: pd.DataFrame, names: tuple[str, str]) -> list[tuple[tuple[Any, ...], str, int]]:
    """Return the marks of a frame with two sides a row, as `charts.build_dumbbell_chart` draws them."""
    called = named(frame)
    return [
        ((i, label, int(n), side), f"{called[str(i)]}: {cut(names[side], characters=NAME)}", int(n))
        for i, label, *sizes in columns(frame, "id", "label", "a_n", "b_n")
        for side, n in enumerate(sizes)
        if n
    ]


def by_cell(row: str, column: str, **more: tuple[str, ...]) -> Way:
    """Return the way from the cells of a grid whose rows and columns are values of two groups; `more` holds for all."""

    def filters(custom: Sequence[Any]) -> Filters:
        changes: dict[str, Any] = {FIELD_OF[row]: (str(custom[0]),), FIELD_OF[column]: (str(custom[1]),), **more}
        return Filters(**changes)

    def marks(frame: pd.DataFrame) -> list[tuple[tuple[Any, ...], str, int]]:
        first = named(frame, id="row", label="row_label", characters=NAME_OF_TWO)
        second = named(frame, id="column", label="column_label", characters=NAME_OF_TWO)
        cells = columns(frame, "row", "column", "n")
        return [((r, c), f"{first[str(r)]} × {second[str(c)]}", int(n)) for r, c, n in cells if n]

    return Way(filters, marks, _about(f"{row} and {column}"))


def why_empty(view: View, why: str) -> str:
    """Return `why` a figure is empty, with the advice to widen the filters where there are any."""
    return f"{why} Widen the filters." if view.filters.any else why


def show_figure(
    view: View,
    figure: go.Figure,
    frame: pd.DataFrame,
    *,
    key: str,
    alt: str,
    way: Way | None = None,
    config: dict[str, Any] | None = None,
    about: Mapping[str, str] | None = None,
) -> None:
    """Draw `figure`, made from `frame`; `alt` says in words what is seen.

    Without a `way` the figure has no marks to follow. `config` are plotly settings that one form of chart needs.
    `about` names, beside what the way does, what the numbers are of (the sides of a comparison).
    """
    chart = f"chart-{key}-{view.table.id}"
    told = {**(way.about if way is not None else {}), **(about or {})}
    settings = image_settings(view, figure, key=key, about=told) | (config or {})
    asked = session.mark()
    if way is not None and asked is not None:
        select(figure, lambda custom: way.filters(list(custom)) == asked)
    with st.container(key=f"figure-{key}", gap="xsmall"):
        if way is None or frame.empty:
            st.plotly_chart(figure, key=chart, theme=None, config=settings, alt=alt)
        else:
            st.plotly_chart(
                figure, key=chart, theme=None, config=settings, alt=alt, selection_mode="points",
                on_select=lambda: _follow(chart, way),
            )  # fmt: skip
        if frame.empty:
            return
        marks = {} if way is None else {custom: (label, n) for custom, label, n in way.marks(frame)[:LISTED]}
        chosen = None if way is None else _chosen(way, list(marks))
        with st.container(horizontal=True, vertical_alignment="center", key=f"under-{key}", gap="xsmall"):
            if way is not None:
                _twin(way, marks, chosen, key=key)
            show_figure_download(view, frame, what=key, about=told)
            show_image_downloads(f"figure-{key}")
        # Behind all else: what comes in before it would make the browser draw the rest anew, and lose the focus.
        if chosen is not None:
            _show_chosen(view)


def image_settings(view: View, figure: go.Figure, *, key: str, about: Mapping[str, str]) -> dict[str, Any]:
    """Return plotly's settings for the toolbar and the images of a figure."""
    name = figure_file(view, what=key, ending="svg", about=about).removesuffix(".svg")
    size = {"width": IMAGE_WIDTH, "height": height(figure), "scale": IMAGE_SCALE}
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "zoom2d", "pan2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
        "toImageButtonOptions": {"filename": name, "format": "svg", **size},
    }


def _follow(chart: str, way: Way) -> None:
    custom = chosen_mark(st.session_state[chart])
    if custom:
        session.set_mark(way.filters(custom))


def chosen_mark(state: Mapping[str, Any]) -> list[Any]:
    """Return the customdata of the mark that the state of a chart says is chosen; nothing where none is."""
    points = state["selection"]["points"]
    custom = points[0].get("customdata") if points else None
    # Streamlit gives customdata as a list, or as a mapping of places to values.
    return [custom[k] for k in sorted(custom, key=int)] if isinstance(custom, dict) else list(custom or ())


def _chosen(way: Way, customs: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Return the one of `customs` that is the mark the address asks for, None where it is no mark of the figure."""
    asked = session.mark()
    return next((c for c in customs if asked is not None and way.filters(c) == asked), None)


def _show_chosen(view: View) -> None:
    """Say which mark of the figure above is looked at, with the way to its sentences: they stand at the page's end."""
    mark = session.mark()
    n = counted(evidence.count(view.table, replace(view.filters, also=mark)), "sentence")
    words = escaped(view.words(mark))
    st.html(f'<p class="pd-note">Looking at {words}. <a href="#sentences">To its {n}</a></p>')


def _twin(
    way: Way, marks: Mapping[tuple[Any, ...], tuple[str, int]], chosen: tuple[Any, ...] | None, *, key: str
) -> None:
    """Draw the list of the same marks, for a keyboard and a screen reader."""
    labels = told_apart(
        {custom: label for custom, (label, _) in marks.items()},
        after={custom: f" ({n:,})" for custom, (_, n) in marks.items()},
    )
    name = f"twin-{key}"
    st.session_state[name] = chosen
    st.selectbox(
        "Sentences behind a mark", list(labels), index=None, key=name, format_func=lambda c: labels.get(c, ""),
        placeholder="Sentences behind …", on_change=_choose, args=(name, way), width="stretch",
        label_visibility="collapsed",
    )  # fmt: skip


def _choose(name: str, way: Way) -> None:
    custom = st.session_state[name]
    session.set_mark(None if custom is None else way.filters(custom))


def _day(value: object) -> date:
    return value if type(value) is date else date.fromisoformat(str(value)[:10])
