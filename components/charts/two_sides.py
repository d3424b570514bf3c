"""The mean tone of two selections over time, side by side."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import LEAST_N, axis, empty_figure, new_figure, score_ticks, sides_note, with_hollow
from components.charts.sheet import Sheet, lines
from components.charts.time_axis import LEAST_BUCKETS, Buckets, time_axes
from components.palette import Theme
from components.text import signed, with_interval

#: Characters of a side's name above the figure.
_NAME = 30
#: How far the dots of one bucket stand from its middle, as a share of its length.
_APART = 0.12


def build_tones_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    first: str,
    second: str,
    why_empty: str,
    theme: Theme = "light",
    least_n: int = LEAST_N,
) -> go.Figure:
    """Return a dot for each side and bucket with its 95 % interval; a line joins buckets of a side without a gap.

    `frame` as `queries.compare.tones_over_time` gives it; `first` and `second` name the sides. customdata: first and
    last day of the bucket, n, its name, side (0 or 1).
    """
    if frame.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    hollow = int(frame["n"].min()) < least_n
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=240, top=40)
    hues = (palette.color("text", theme=theme), palette.color("muted", theme=theme))
    for side, hue in enumerate(hues):
        _side(figure, frame[frame["side"] == side], side=side, hue=hue, theme=theme, least_n=least_n)
    solid = frame[frame["n"] >= least_n]
    # Every dot lies inside; the intervals of hollow ones, often as wide as the scale, may be cut by its edge.
    ends = [abs(v) for name in ("tone_low", "tone_high") for v in solid[name].tolist() if v == v]
    reach = min(1.0, max([0.1, *ends, *(abs(v) for v in frame["tone"].tolist())]) * 1.1)
    figure.look(yaxis=axis(theme, title="mean tone", **score_ticks(reach)))
    buckets = Buckets.of(frame.drop_duplicates("id").sort_values("id"))
    time_axes(figure, buckets, theme=theme)
    figure.note(sides_note((first, second), hues=hues, characters=_NAME, theme=theme))
    return figure.drawn()


def _side(figure: Sheet, frame: pd.DataFrame, *, side: int, hue: str, theme: Theme, least_n: int) -> None:
    if frame.empty:
        return
    buckets, rows = Buckets.of(frame), lines(frame, "tone", "tone_low", "tone_high", "n")
    if len(rows) >= LEAST_BUCKETS:
        _line(figure, buckets, rows, side=side, hue=hue, least_n=least_n)
    figure.trace(
        "scatter",
        x=_places(buckets, side),
        y=[row.tone for row in rows],
        mode="markers",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [row.tone_high - row.tone for row in rows],
            "arrayminus": [row.tone - row.tone_low for row in rows],
            "color": hue,
            "thickness": 1,
            "width": 0,
        },
        customdata=[[*custom, side] for custom in buckets.customs([row.n for row in rows])],
        marker={
            "size": 9,
            "symbol": "square" if side else "circle",
            "color": [hue if row.n >= least_n else palette.color("paper", theme=theme) for row in rows],
            "line": {"color": hue, "width": 1.2},
            "opacity": 1,
        },
        text=[f"{with_interval(row.tone, row.tone_low, row.tone_high)}, n {row.n:,}" for row in rows],
        hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
    )


def _line(
    figure: Sheet, buckets: Buckets, rows: list[SimpleNamespace], *, side: int, hue: str, least_n: int
) -> None:
    """Draw the line through the buckets that hold enough, open where one is missing."""
    solid = {start: row.tone for start, row in zip(buckets.starts, rows, strict=True) if row.n >= least_n}
    every = buckets.every()
    figure.trace(
        "scatter",
        x=_places(every, side),
        y=[solid.get(start) for start in every.starts],
        mode="lines",
        line={"color": hue, "width": 1.2, "dash": "dot" if side else "solid"},
        connectgaps=False,
        hoverinfo="skip",
    )


def _places(buckets: Buckets, side: int) -> list[str]:
    """Return where a side's dots stand: a little before the middles of the buckets, or behind them."""
    return [_place(start, end - start, side) for start, end in zip(buckets.starts, buckets.ends, strict=True)]


def _place(start: datetime, length: timedelta, side: int) -> str:
    return (start + length * (0.5 + (_APART if side else -_APART))).isoformat()


def describe_tones(frame: pd.DataFrame, *, first: str, second: str) -> str:
    """Return the figure in words, for readers who do not see it."""
    if frame.empty:
        return "No dated sentences with a tone."
    said = []
    for side, name in enumerate((first, second)):
        own = frame[frame["side"] == side]
        if len(own):
            low, high = signed(own["tone"].min()), signed(own["tone"].max())
            many = f"{int(own['n'].sum()):,} sentences in {len(own):,} {own['unit'].iloc[0]}s"
            said.append(f"{name}: {many}, mean tone from {low} to {high}")
    return f"Dots of the mean tone over time. {'; '.join(said)}."
