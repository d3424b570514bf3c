"""How much and in what tone, over time."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    EDGE,
    LEAST_N,
    WIDEN,
    axis,
    count_ticks,
    empty_figure,
    new_figure,
    note,
    score_ticks,
    with_hollow,
)
from components.charts.sheet import Sheet, lines
from components.charts.time_axis import LEAST_BUCKETS, Buckets, time_axes
from components.palette import Theme
from components.text import signed, with_interval
from dashboard.filters import SPOKEN


def build_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return bars of sentences by voice over the same axis as the line of mean tone with its 95 % band.

    `frame` as `queries.counts.timeline` gives it. customdata: first and last day of the bucket, n.
    """
    if frame.empty:
        why = f"None of these sentences has a date. Build with dated documents. {WIDEN}"
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    n = frame["tone_n"].tolist()
    toned = sum(n) > 0
    hollow = toned and min(n) < least_n
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=330 if toned else 200, top=22)
    buckets = Buckets.of(frame)
    custom = buckets.customs(frame["n"].tolist())
    _volume(figure, frame, buckets, custom, theme=theme)
    if toned:
        figure.look(yaxis={"domain": [0.585, 1.0]})
        _tone(figure, frame, buckets, custom, theme=theme, least_n=least_n)
    time_axes(figure, buckets, theme=theme)
    return figure.drawn()


def _volume(
    figure: Sheet, frame: pd.DataFrame, buckets: Buckets, custom: list[list[object]], *, theme: Theme
) -> None:
    spoken = [sum(voices) for voices in zip(*(frame[name].tolist() for name in SPOKEN), strict=True)]
    # The grey of narration hardly stands out from the page: its outline does.
    around = [EDGE if n else 0 for n in frame["outlet"].tolist()]
    lines_of = {"spoken": {"width": 0}, "narration": {"color": palette.color("axis", theme=theme), "width": around}}
    parts = (
        ("spoken", spoken, palette.color("bar", theme=theme)),
        ("narration", frame["outlet"].tolist(), palette.color("neither", theme=theme)),
    )
    for name, values, hue in parts:
        figure.trace(
            "bar",
            x=buckets.middles,
            y=values,
            name=name,
            marker={"color": hue, "line": lines_of[name]},
            width=buckets.widths,
            customdata=custom,
            xaxis="x",
            yaxis="y",
            hovertemplate="%{customdata[3]}: %{y:,} " + name + ", %{customdata[2]:,} in all<extra></extra>",
        )
    ticks = count_ticks(float(frame["n"].max()))
    figure.look(barmode="stack", yaxis=axis(theme, title="sentences", rangemode="tozero", **ticks))
    inks = {"spoken": palette.color("text", theme=theme), "narration": palette.color("muted", theme=theme)}
    hues = {name: hue for name, _, hue in parts}
    legend = "   ".join(
        f'<span style="color:{hues[n]}">■</span> <span style="color:{inks[n]}">{words}</span>'
        for n, words in (("spoken", "spoken"), ("narration", "narration"))
    )
    text = f"Sentences by {buckets.unit}   {legend}"
    figure.note(note(text, theme=theme, x=0, y=1, xref="paper", yref="y domain", xanchor="left", yanchor="bottom"))


def _tone(
    figure: Sheet, frame: pd.DataFrame, buckets: Buckets, custom: list[list[object]], *, theme: Theme, least_n: int
) -> None:
    ink, paper = palette.color("line", theme=theme), palette.color("paper", theme=theme)
    rows = lines(frame, "tone", "tone_low", "tone_high", "tone_n")
    solid = {start: row for start, row in zip(buckets.starts, rows, strict=True) if row.tone_n >= least_n}
    trend = len(solid) >= LEAST_BUCKETS
    # A dot that no band holds carries its interval itself.
    held = _trend(figure, solid, buckets.every(), theme=theme) if trend else set()
    alone = [start not in held for start in buckets.starts]
    biggest = max(1, *(row.tone_n for row in rows))
    figure.trace(
        "scatter",
        x=buckets.middles,
        y=[row.tone for row in rows],
        mode="markers",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [row.tone_high - row.tone if bare else None for row, bare in zip(rows, alone, strict=True)],
            "arrayminus": [row.tone - row.tone_low if bare else None for row, bare in zip(rows, alone, strict=True)],
            "color": ink,
            "thickness": 1,
            "width": 0,
        },
        xaxis="x2",
        yaxis="y2",
        customdata=custom,
        marker={
            "size": [5 + 7 * (row.tone_n / biggest) ** 0.5 for row in rows],
            "color": [ink if row.tone_n >= least_n else paper for row in rows],
            "line": {"color": ink, "width": 1.2},
            "opacity": 1,
        },
        text=[_tone_words(row) for row in rows],
        hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
    )
    shown = solid.values() if trend else rows
    # Every dot lies inside; the intervals of hollow ones, often as wide as the scale, may be cut by its edge.
    ends = [abs(v) for row in shown for v in (row.tone_low, row.tone_high) if v == v]
    ends += [abs(row.tone) for row in rows if row.tone == row.tone]
    reach = min(1.0, max([0.1, *ends]) * 1.1)
    figure.look(yaxis2=axis(theme, domain=[0.0, 0.415], anchor="x2", title="mean tone", **score_ticks(reach)))
    text = "Mean tone, −1 to +1, 95 % interval"
    figure.note(note(text, theme=theme, x=0, y=1, xref="paper", yref="y2 domain", xanchor="left", yanchor="bottom"))


def _trend(figure: Sheet, solid: dict[datetime, SimpleNamespace], every: Buckets, *, theme: Theme) -> set[datetime]:
    """Draw the line through the buckets of `solid`, open where one is missing; return the buckets its band holds."""
    found = [(start, middle, solid.get(start)) for start, middle in zip(every.starts, every.middles, strict=True)]
    held: set[datetime] = set()
    for banded, run in groupby(found, key=lambda one: one[2] is not None and one[2].tone_low == one[2].tone_low):
        stretch = [(start, middle, row) for start, middle, row in run if row is not None]
        if banded and len(stretch) > 1:
            _band(figure, [(middle, row) for _, middle, row in stretch], theme=theme)
            held.update(start for start, _, _ in stretch)
    figure.trace(
        "scatter",
        x=every.middles,
        y=[row.tone if row is not None else None for _, _, row in found],
        mode="lines",
        line={"color": palette.color("line", theme=theme), "width": 1.5},
        connectgaps=False,
        hoverinfo="skip",
        xaxis="x2",
        yaxis="y2",
    )
    return held


def _band(figure: Sheet, run: list[tuple[str, SimpleNamespace]], *, theme: Theme) -> None:
    x = [middle for middle, _ in run]
    figure.trace(
        "scatter",
        x=[*x, *x[::-1]],
        y=[*(row.tone_high for _, row in run), *(row.tone_low for _, row in run[::-1])],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=palette.faded(palette.color("bar", theme=theme), alpha=0.28),
        hoverinfo="skip",
        xaxis="x2",
        yaxis="y2",
    )


def describe_timeline(frame: pd.DataFrame) -> str:
    """Return the timeline in words, for readers who do not see it."""
    if frame.empty:
        return "No dated sentences."
    buckets, rows = Buckets.of(frame), lines(frame, "n", "tone", "tone_n")
    most = max(range(len(rows)), key=lambda i: rows[i].n)
    words = (
        f"Bar chart of {sum(row.n for row in rows):,} sentences by {buckets.unit}, {buckets.words[0]} to "
        f"{buckets.words[-1]}; most in {buckets.words[most]} ({rows[most].n:,})."
    )
    toned = [row for row in rows if row.tone_n]
    if toned:
        mean = sum(row.tone * row.tone_n for row in toned) / sum(row.tone_n for row in toned)
        low, high = (signed(end(row.tone for row in toned)) for end in (min, max))
        words += f" Below it the mean tone, {signed(mean)} over all, from {low} to {high}."
    return words


def _tone_words(row: SimpleNamespace) -> str:
    return f"{with_interval(row.tone, row.tone_low, row.tone_high)}, n {row.tone_n:,}"
