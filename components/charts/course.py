"""The course of one document: a dot for each sentence, in the row of who speaks, coloured by tone."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    ROW,
    axis,
    count_ticks,
    customs,
    empty_figure,
    new_figure,
    note,
    row_height,
    rows_axis,
)
from components.palette import Theme
from components.text import cut, signed

#: Characters of a sentence shown under the pointer.
_WORDS = 160


def build_course_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light",
    why_empty: str = "No sentence of the document matches. Widen the filters.",
) -> go.Figure:  # fmt: skip
    """Return one dot a sentence and speaker: place in the document to the right, speakers in rows, tone as colour.

    `frame`: position (from 0), label, tone (in [-1, 1], missing without), text; rows of the figure in order of
    appearance. customdata: position, label, 1, words.
    """
    if frame.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    labels = list(dict.fromkeys(frame["label"]))
    row = {label: i for i, label in enumerate(labels)}
    height = row_height(labels, height=ROW + 4) * len(labels)
    figure = new_figure(title=title, subtitle=subtitle, theme=theme, plot_height=height, top=24, bottom=52)
    last = int(frame["position"].max()) + 1
    toned = frame["tone"].notna()
    figure.trace(
        "scatter",
        x=(frame["position"] + 1).tolist(),
        y=[row[label] for label in frame["label"]],
        mode="markers",
        marker={
            "size": max(5, min(15, 400 // max(1, last))),
            "color": [float(t) if t == t else 0.0 for t in frame["tone"]],
            "colorscale": palette.diverging(theme),
            "cmin": -1,
            "cmax": 1,
            "showscale": False,
            "symbol": ["circle" if t else "circle-open" for t in toned],
            "opacity": 1,
            "line": {"color": palette.color("axis", theme=theme), "width": 1},
        },
        customdata=customs(
            frame["position"].tolist(), frame["label"], [1] * len(frame),
            [cut(text, characters=_WORDS) for text in frame["text"]],
        ),
        text=[
            f"{palette.wrapped(cut(text, characters=_WORDS), characters=54)}<br>tone {signed(float(tone))}"
            for text, tone in zip(frame["text"], frame["tone"], strict=True)
        ],
        hovertemplate="%{customdata[1]}, sentence %{x}<br>%{text}<extra></extra>",
    )  # fmt: skip
    figure.look(
        yaxis=rows_axis(labels, theme=theme, characters=22)
        | {"showgrid": True, "zeroline": False, "range": [len(labels) - 0.4, -0.6]},
        xaxis=axis(
            theme, title="sentence of the document", range=[0.2, last + 0.8], showgrid=False,
            **count_ticks(last, most=10),
        ),
    )  # fmt: skip
    blocks = "".join(f'<span style="color:{hue}">●</span>' for _, hue in palette.diverging(theme))
    text = f"tone of the sentence: −1 negative {blocks} +1 positive"
    figure.note(note(text, theme=theme, x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="bottom"))
    return figure.drawn()


def describe_course(frame: pd.DataFrame) -> str:
    """Return the course in words, for readers who do not see it."""
    if frame.empty:
        return "No sentences to show."
    parts = [
        f"{label}: {', '.join(str(p + 1) for p in group['position'].head(12))}"
        for label, group in frame.groupby("label", sort=False)
    ]
    return f"One dot a sentence, by who speaks. Sentences of {'; of '.join(parts[:10])}."
