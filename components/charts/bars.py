"""How much: horizontal bars of counts with their n."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    WIDEN,
    axis,
    count_ticks,
    customs,
    empty_figure,
    new_figure,
    percent,
    row_height,
    rows_axis,
)
from components.charts.sheet import lines
from components.palette import Theme
from components.text import percent as in_percent
from dashboard.filters import UNKNOWN


def build_counts_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    whole: str = "sentences",
    theme: Theme = "light",
    why_empty: str = "",
) -> go.Figure:
    """Return one bar a group with its n and, where the frame has it, its share with the 95 % interval in the hover.

    `frame`: id, label, n, and optional share, share_low, share_high, which are of all the `whole`; rows in the order
    given. The class of what is not known is dark grey. customdata: id, label, n.
    """
    if frame.empty:
        why = why_empty or f"There are no {whole} to count here. {WIDEN}"
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    height = row_height(frame["label"].tolist()) * len(frame)
    figure = new_figure(title=title, subtitle=subtitle, theme=theme, plot_height=height, top=4, bottom=52)
    bar, unknown = palette.color("bar", theme=theme), palette.color("unknown", theme=theme)
    words = [f"{n:,}" for n in frame["n"]]
    if "share" in frame:
        words = [f"{n:,}  {percent(s)}" for n, s in zip(frame["n"], frame["share"], strict=True)]
        low_high = zip(frame["share"], frame["share_low"], frame["share_high"], strict=True)
        # Not made safe yet: `customs` does it.
        hover = [f"{in_percent(s)} of the {whole}, 95 %: {in_percent(a)} to {in_percent(b)}" for s, a, b in low_high]
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
    reach = float(frame["n"].max()) * 1.28
    figure.look(
        yaxis=rows_axis(frame["label"].tolist(), theme=theme),
        xaxis=axis(theme, title="sentences", range=[0, reach], **count_ticks(reach)),
    )
    return figure.drawn()


def describe_counts(frame: pd.DataFrame) -> str:
    """Return the bars in words, for readers who do not see them."""
    if frame.empty:
        return "Nothing to count."
    parts = [f"{r.label} {int(r.n):,}" for r in lines(frame.head(10), "label", "n")]
    more = f"; and {len(frame) - 10} more" if len(frame) > 10 else ""
    return f"Bar chart of sentences: {'; '.join(parts)}{more}."
