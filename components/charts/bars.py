"""How much: horizontal bars of counts with their n, and how a score is distributed."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import ROW, axis, customs, empty_figure, new_figure, note, percent, rows_axis
from components.charts.sheet import lines
from components.palette import Theme
from components.text import signed
from dashboard.filters import UNKNOWN


def build_counts_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    unit: str = "sentences",
    theme: Theme = "light",
    why_empty: str = "Nothing to count here. Widen the filters.",
) -> go.Figure:
    """Return one bar a group with its n and, where the frame has it, its share with the 95 % interval in the hover.

    `frame`: id, label, n, and optional share, share_low, share_high; rows in the order given. The class of what is not
    known is dark grey. customdata: id, label, n.
    """
    if frame.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    figure = new_figure(title=title, subtitle=subtitle, theme=theme, plot_height=ROW * len(frame), top=4, bottom=52)
    bar, unknown = palette.color("bar", theme=theme), palette.color("neither", theme=theme)
    words = [f"{n:,}" for n in frame["n"]]
    if "share" in frame:
        words = [f"{n:,}  {percent(s)}" for n, s in zip(frame["n"], frame["share"], strict=True)]
        low_high = zip(frame["share_low"], frame["share_high"], strict=True)
        hover = [f"{percent(a)} to {percent(b)} of those that have one" for a, b in low_high]
    else:
        hover = [""] * len(frame)
    figure.trace(
        "bar",
        x=frame["n"],
        y=list(range(len(frame))),
        orientation="h",
        text=words,
        textposition="outside",
        cliponaxis=False,
        textfont={"color": palette.color("text", theme=theme), "size": 12},
        marker={"color": [unknown if i == UNKNOWN else bar for i in frame["id"]]},
        customdata=customs(frame["id"], frame["label"], frame["n"].tolist(), hover),
        hovertemplate="%{customdata[1]}: %{customdata[2]:,}<br>%{customdata[3]}<extra></extra>",
    )
    figure.look(
        yaxis=rows_axis(frame["label"].tolist(), theme=theme),
        xaxis=axis(theme, title=unit, range=[0, float(frame["n"].max()) * 1.28], nticks=4, tickformat=",~d"),
    )
    return figure.drawn()


def build_histogram_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", axis_title: str = "tone"
) -> go.Figure:
    """Return how a score in [-1, 1] is distributed, one bar a class; the mean is marked.

    `frame`: left, right, n. customdata: left, right, n.
    """
    if frame.empty or not frame["n"].sum():
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why="No sentence here has this score.")
    figure = new_figure(title=title, subtitle=subtitle, theme=theme, plot_height=180, top=22, bottom=56)
    middle = (frame["left"] + frame["right"]) / 2
    scale = palette.diverging(theme)
    hues = [scale[min(len(scale) - 1, int((m + 1) / 2 * len(scale)))][1] for m in middle]
    figure.trace(
        "bar",
        x=middle,
        y=frame["n"],
        width=(frame["right"] - frame["left"]) * 0.94,
        marker={"color": hues, "line": {"color": palette.color("axis", theme=theme), "width": 0.5}},
        customdata=customs(
            [round(v, 3) for v in frame["left"]], [round(v, 3) for v in frame["right"]], frame["n"].tolist()
        ),
        hovertemplate="%{customdata[0]} to %{customdata[1]}: %{customdata[2]:,} sentences<extra></extra>",
    )
    mean = float((middle * frame["n"]).sum() / frame["n"].sum())
    ink = palette.color("text", theme=theme)
    line = {"color": ink, "width": 1.2, "dash": "dash"}
    figure.shape(type="line", x0=mean, x1=mean, y0=0, y1=1, yref="y domain", line=line)
    figure.note(
        note(f"mean {signed(mean)}", theme=theme, x=mean, y=1, yref="y domain", yanchor="bottom", font={"color": ink})
    )
    figure.look(
        xaxis=axis(
            theme,
            title=axis_title,
            range=[-1, 1],
            tickvals=[-1, -0.5, 0, 0.5, 1],
            ticktext=["−1", "−0.5", "0", "+0.5", "+1"],
            showgrid=False,
        ),
        yaxis=axis(theme, title="sentences", nticks=4, rangemode="tozero", tickformat=",~d"),
    )
    return figure.drawn()


def describe_counts(frame: pd.DataFrame, *, unit: str = "sentences") -> str:
    """Return the bars in words, for readers who do not see them."""
    if frame.empty:
        return "Nothing to count."
    parts = [f"{r.label} {int(r.n):,}" for r in lines(frame.head(10), "label", "n")]
    more = f"; and {len(frame) - 10} more" if len(frame) > 10 else ""
    return f"Bar chart of {unit}: {'; '.join(parts)}{more}."


def describe_histogram(frame: pd.DataFrame) -> str:
    """Return the distribution in words, for readers who do not see it."""
    total = int(frame["n"].sum()) if len(frame) else 0
    if not total:
        return "No scores to show."
    below = int(frame.loc[frame["right"] <= 0, "n"].sum())
    return f"Histogram of {total:,} scores from -1 to 1; {below / total:.0%} lie below zero."
