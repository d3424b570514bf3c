"""Means with their intervals: one dot a group, two sides compared, several measures of two selections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    LEAST_N,
    WIDEN,
    axis,
    customs,
    empty_figure,
    new_figure,
    note,
    row_height,
    rows_axis,
    score_ticks,
    sides_note,
    with_hollow,
)
from components.charts.sheet import Sheet, lines
from components.palette import Theme
from components.text import signed, with_interval

#: Characters of the name of a side, and of both that fit beside each other.
_SIDE, _ONE_LINE = 26, 30
#: Characters of a number that fit beside the panel, and pixels of each beyond them.
_NUMBER, _DIGIT = 6, 6
WHY_EMPTY = f"There is nothing to measure here. {WIDEN}"


def build_dots_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    measure: str = "mean tone",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = WHY_EMPTY,
) -> go.Figure:
    """Return one row a group: the mean in [-1, 1] as a dot with its 95 % interval, n at the end.

    `frame`: id, label, n, tone, tone_low, tone_high, tone_n (of how many of the n sentences it is the mean); rows in
    the order given. `measure` names the mean. Dots of fewer than `least_n` are hollow, those whose interval holds zero,
    or that have none, grey. customdata: id, label, n.
    """
    shown = _measured(frame)
    if shown.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    n = shown["tone_n"].astype(int)
    line = with_hollow(subtitle, hollow=bool((n < least_n).any()), least_n=least_n)
    sided = (shown["tone_low"] > 0) | (shown["tone_high"] < 0)
    line += "" if sided.all() else f"{' · ' if line else ''}grey: may be zero"
    words = _of_n(shown)
    if any(words != f"{k:,}" for words, k in zip(words, n, strict=True)):
        line += f"{' · ' if line else ''}n: those with a {measure.removeprefix('mean ')}, of all sentences"
    height = row_height(shown["label"].tolist()) * len(shown)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=height, top=18, bottom=56)
    ends = zip(shown["tone_low"], shown["tone_high"], strict=True)
    hues = [_hue(low, high, theme=theme) for low, high in ends]
    _dots(figure, shown, n=n, hues=hues, theme=theme, least_n=least_n)
    reach = _reach(shown, "tone")
    figure.look(
        yaxis=rows_axis(shown["label"].tolist(), theme=theme),
        xaxis=axis(
            theme,
            domain=[0, 0.85],
            title=f"{palette.safe(measure)}, −1 negative to +1 positive",
            **score_ticks(reach),
        ),
    )
    _numbers(figure, words, theme=theme)
    return figure.drawn()


def _of_n(frame: pd.DataFrame) -> list[str]:
    """Return of how many sentences each mean is: "20", or "12 of 20" where not all behind the mark have a value.

    The list of the marks, and the sentences a click leads to, are all of them.
    """
    sizes = zip(frame["tone_n"].astype(int).tolist(), frame["n"].tolist(), strict=True)
    return [f"{k:,}" if k == n else f"{k:,} of {n:,}" for k, n in sizes]


def _measured(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a tone."""
    present = [v == v for v in frame["tone"].tolist()] if len(frame) else []
    return frame if all(present) else frame[present].reset_index(drop=True)


def _hue(low: float, high: float, *, theme: Theme) -> str:
    return palette.color("against_ink" if high < 0 else "favor_ink" if low > 0 else "bar", theme=theme)


def _dots(
    figure: Sheet, frame: pd.DataFrame, *, n: pd.Series, hues: list[str], theme: Theme, least_n: int
) -> None:
    low, high = frame["tone_low"].tolist(), frame["tone_high"].tolist()
    for i, hue in enumerate(hues):
        if low[i] == low[i]:
            # Below the dots, but not below the grid, which would cut through it.
            line = {"color": hue, "width": 2}
            figure.shape(type="line", x0=low[i], x1=high[i], y0=i, y1=i, line=line, layer="between")
    paper = palette.color("paper", theme=theme)
    figure.trace(
        "scatter",
        x=frame["tone"],
        y=list(range(len(frame))),
        mode="markers",
        marker={
            "size": 10,
            "color": [h if k >= least_n else paper for h, k in zip(hues, n, strict=True)],
            "line": {"color": hues, "width": 1.6},
        },
        customdata=customs(frame["id"], frame["label"], frame["n"].tolist()),
        text=[
            f"{with_interval(*mean)}, n {words}"
            for mean, words in zip(zip(frame["tone"], low, high, strict=True), _of_n(frame), strict=True)
        ],
        hovertemplate="%{customdata[1]}: %{text}<extra></extra>",
    )


def _reach(frame: pd.DataFrame, value: str) -> float:
    ends = [abs(v) for name in (value, f"{value}_low", f"{value}_high") for v in frame[name].tolist() if v == v]
    return float(min(1.06, max([0.1, *ends]) * 1.08))


def _numbers(figure: Sheet, n: Sequence[str], *, theme: Theme) -> None:
    ink = palette.color("text", theme=theme)
    # What is longer than the room beside the panel stands in a wider margin: on a narrow screen it would lie on the
    # dots.
    more = max(0, max(map(len, n)) - _NUMBER) * _DIGIT
    figure.look(margin={"r": figure.layout["margin"]["r"] + more})
    place: dict[str, Any] = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": more}
    marks = [note("n", theme=theme, y=1, yref="paper", yanchor="bottom", **place)]
    marks += [note(words, theme=theme, y=i, yref="y", font={"color": ink}, **place) for i, words in enumerate(n)]
    figure.note(*marks)


def build_dumbbell_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    first: str,
    second: str,
    axis_title: str = "mean, −1 to +1",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = WHY_EMPTY,
) -> go.Figure:
    """Return two sides for each row, joined by a line, each with its 95 % interval; the effect in words under the name.

    `frame`: id, label, a, a_low, a_high, a_n, b, b_low, b_high, b_n, and optional words. `first` and `second` name the
    sides. customdata: id, label, n, side (0 or 1).
    """
    shown = frame[frame["a"].notna() | frame["b"].notna()].reset_index(drop=True) if len(frame) else frame
    if shown.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    hollow = bool(((shown["a_n"] < least_n) | (shown["b_n"] < least_n)).any())
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    # A third line may stand under the name: how far the sides differ.
    row = row_height(shown["label"].tolist(), height=44, two_lines=58)
    # Names of the sides stand in one line where a narrow screen holds them, else one below the other.
    apart = len(palette.label(first, characters=_SIDE)) + len(palette.label(second, characters=_SIDE)) > _ONE_LINE
    top = 40 if apart else 24
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=row * len(shown), top=top, bottom=56)
    ink = palette.color("axis", theme=theme)
    for i, r in enumerate(lines(shown, "a", "b")):
        if r.a == r.a and r.b == r.b:
            joins = {"color": ink, "width": 1.5}
            figure.shape(type="line", x0=r.a, x1=r.b, y0=i - 0.14, y1=i + 0.14, line=joins, layer="between")
    sides = (
        ("a", first, palette.color("text", theme=theme), "circle", -0.14),
        ("b", second, palette.color("muted", theme=theme), "square", 0.14),
    )
    for number, (side, name, hue, symbol, shift) in enumerate(sides):
        _side(
            figure,
            shown,
            side=side,
            name=name,
            hue=hue,
            symbol=symbol,
            shift=shift,
            number=number,
            theme=theme,
            least_n=least_n,
        )
    reach = max(_reach(shown, side) for side in ("a", "b"))
    rows = rows_axis(shown["label"].tolist(), theme=theme)
    if "words" in shown:
        # Under the names: beside the marks they would lie on them where the screen is narrow.
        muted = palette.color("muted", theme=theme)
        small = [f'<br><span style="font-size:11px;color:{muted}">{palette.safe(w)}</span>  ' for w in shown["words"]]
        rows["ticktext"] = [name + words for name, words in zip(rows["ticktext"], small, strict=True)]
    figure.look(
        yaxis=rows,
        xaxis=axis(
            theme,
            title=axis_title,
            **score_ticks(reach),
        ),
    )
    hues, between = [side[2] for side in sides], "<br>" if apart else "   "
    figure.note(sides_note((first, second), hues=hues, characters=_SIDE, theme=theme, between=between))
    return figure.drawn()


def _side(
    figure: Sheet,
    frame: pd.DataFrame,
    *,
    side: str,
    name: str,
    hue: str,
    symbol: str,
    shift: float,
    number: int,
    theme: Theme,
    least_n: int,
) -> None:
    n = frame[f"{side}_n"].fillna(0).astype(int)
    paper = palette.color("paper", theme=theme)
    y = [i + shift for i in range(len(frame))]
    values, low, high = frame[side], frame[f"{side}_low"], frame[f"{side}_high"]
    figure.trace(
        "scatter",
        x=values,
        y=y,
        mode="markers",
        name=palette.safe(name),
        error_x={
            "type": "data",
            "symmetric": False,
            "array": high - values,
            "arrayminus": values - low,
            "color": hue,
            "thickness": 1.6,
            "width": 0,
        },
        marker={
            "size": 10,
            "symbol": symbol,
            "color": [hue if k >= least_n else paper for k in n],
            "line": {"color": hue, "width": 1.6},
        },
        customdata=[[*c, number] for c in customs(frame["id"], frame["label"], n.tolist())],
        text=list(map(with_interval, values, low, high)),
        hovertemplate="%{customdata[1]}, "
        + palette.safe(name).replace("%{", "% {")
        + ": %{text}, n %{customdata[2]:,}<extra></extra>",
    )


def describe_dots(frame: pd.DataFrame, *, measure: str = "mean tone") -> str:
    """Return the dots in words, for readers who do not see them."""
    shown = _measured(frame)
    if shown.empty:
        return f"No {measure} to show."
    rows = zip(shown["label"].tolist(), shown["tone"].tolist(), _of_n(shown), strict=True)
    parts = [f"{label} {signed(v)} (n {n})" for label, v, n in list(rows)[:8]]
    more = f"; and {len(shown) - 8} more" if len(shown) > 8 else ""
    return f"Dots of {measure} with 95 % intervals: {'; '.join(parts)}{more}."


def describe_dumbbell(frame: pd.DataFrame, *, first: str, second: str) -> str:
    """Return the compared pairs in words, for readers who do not see them."""
    if frame.empty:
        return "Nothing to compare."
    parts = [
        f"{r['label']}: {first} {signed(r['a'])} (n {int(r['a_n']):,}), {second} {signed(r['b'])} (n {int(r['b_n']):,})"
        for r in map(vars, lines(frame.head(8), "label", "a", "a_n", "b", "b_n"))
    ]
    return f"Pairs of dots. {'; '.join(parts)}."
