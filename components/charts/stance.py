"""Who stands where: diverging bars of against and favor, with neither and abstained beside."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    LEAST_N,
    NEAR,
    WIDEN,
    axis,
    customs,
    diamonds,
    empty_figure,
    hollow_marker,
    net_interval,
    net_words,
    new_figure,
    note,
    percent,
    row_height,
    rows_axis,
    with_hollow,
)
from components.charts.sheet import Sheet, lines
from components.palette import Theme

_COLUMNS = ("id", "label", "against", "neither", "favor", "abstained", "net_n", "net", "net_low", "net_high")
#: Left panel for the two sides, right panel for what takes none.
_SIDES, _BESIDE = (0.0, 0.58), (0.68, 0.87)
#: Characters of a line of a name.
_NAME = 20
#: What is drawn over what: the two are shares of different wholes, and would seem to contradict each other.
_KEY = "bars: shares of all · ◆ net, favor minus against, of the answered, 95 % interval"


def build_stance_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = f"No stance is counted here. Choose another target. {WIDEN}",
) -> go.Figure:
    """Return one row a group: against to the left, favor to the right of zero, neither and abstained beside, n last.

    `frame`: id, label, against, neither, favor, abstained, net_n (counts), and net, net_low, net_high in [-1, 1]; rows
    in the order given. Shares are of all stances of the row; the diamond is favor minus against over the `net_n`
    answered ones with its 95 % interval, and a row of fewer than `least_n` of those is hollow. customdata: id, label,
    n (of a bar its own, of the diamond the answered), and of the bars the side.
    """
    rows = [row for row in lines(frame, *_COLUMNS) if _total(row) > 0]
    if not rows:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    filled = [row.net_n >= least_n for row in rows]
    line = with_hollow(_with_key(subtitle, rows), hollow=not all(filled), least_n=least_n, what="answered")
    height = row_height([row.label for row in rows], characters=_NAME) * len(rows)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=height, top=24, bottom=30)
    for side, sign, hue in (("against", -1, palette.AGAINST), ("favor", 1, palette.FAVOR)):
        _bars(figure, rows, side, sign=sign, marker=_marker(rows, side, hue, filled), xaxis="x")
    grey, edge = palette.color("neither", theme=theme), palette.color("axis", theme=theme)
    neither = _marker(rows, "neither", grey, filled, edge=edge)
    _bars(figure, rows, "neither", sign=1, marker=neither, xaxis="x2")
    # Plotly hatches in the bar's own colour: a hollow bar would lose its hatching, and with it its meaning.
    hatching = {"shape": "/", "size": 5, "fgcolor": palette.color("muted", theme=theme), "solidity": 0.25}
    hatched = _marker(rows, "abstained", grey, filled, edge=edge) | {"color": [grey] * len(rows), "pattern": hatching}
    _bars(figure, rows, "abstained", sign=1, marker=hatched, xaxis="x2")
    _net(figure, rows, filled, theme=theme)
    _axes(figure, rows, theme=theme)
    return figure.drawn()


def _with_key(subtitle: str, rows: list[SimpleNamespace]) -> str:
    """Return the subtitle with what the diamond and its line are, where a row has them."""
    if all(row.net != row.net for row in rows):
        return subtitle
    return f"{subtitle}{' · ' if subtitle else ''}{_KEY}"


def _total(row: SimpleNamespace) -> int:
    return int(row.against + row.neither + row.favor + row.abstained)


def _marker(
    rows: list[SimpleNamespace], side: str, hue: str, filled: list[bool], *, edge: str = ""
) -> dict[str, Any]:
    return hollow_marker(hue, filled, lengths=[getattr(row, side) for row in rows], edge=edge)


def _bars(
    figure: Sheet,
    rows: list[SimpleNamespace],
    side: str,
    *,
    sign: int,
    marker: dict[str, Any],
    xaxis: str,
) -> None:
    counts = [(getattr(row, side), _total(row)) for row in rows]
    figure.trace(
        "bar",
        x=[sign * k / n for k, n in counts],
        y=list(range(len(rows))),
        orientation="h",
        name=side,
        marker=marker,
        xaxis=xaxis,
        yaxis="y",
        customdata=[[*own, side] for own in _customs(rows, [k for k, _ in counts])],
        text=[f"{percent(k / n)} {side}, {k:,} of {n:,}" for k, n in counts],
        textposition="none",
        hovertemplate="%{customdata[1]}: %{text}<extra></extra>",
    )


def _customs(rows: list[SimpleNamespace], n: list[int]) -> list[list[Any]]:
    return customs([row.id for row in rows], [row.label for row in rows], n)


def _net(figure: Sheet, rows: list[SimpleNamespace], filled: list[bool], *, theme: Theme) -> None:
    figure.trace(
        "scatter",
        x=[row.net for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        xaxis="x",
        yaxis="y",
        marker=diamonds(filled, theme=theme),
        error_x=net_interval(rows, theme=theme),
        customdata=_customs(rows, [row.net_n for row in rows]),
        text=[net_words(row) for row in rows],
        hovertemplate="%{customdata[1]}: %{text}<extra></extra>",
    )


def _axes(figure: Sheet, rows: list[SimpleNamespace], *, theme: Theme) -> None:
    # One scale for both sides, no wider than the longest bar or interval needs, in steps of a quarter.
    ends = [v for r in rows for v in (r.against / _total(r), r.favor / _total(r), abs(r.net_low), abs(r.net_high))]
    reach = min(1.0, math.ceil(4 * max(0.25, *(end for end in ends if end == end))) / 4)
    shares = {"tickfont": {"size": 11, "color": palette.color("muted", theme=theme)}}
    figure.look(
        barmode="relative",
        hoverdistance=NEAR,
        yaxis=rows_axis([row.label for row in rows], theme=theme, characters=_NAME),
        xaxis=axis(
            theme,
            domain=list(_SIDES),
            range=[-reach * 1.06, reach * 1.06],
            tickvals=[-reach, 0, reach],
            ticktext=[f"{reach:.0%}", "0", f"{reach:.0%}"],
            tickangle=0,
            zeroline=True,
            anchor="y",
            **shares,
        ),
        xaxis2=axis(
            theme,
            domain=list(_BESIDE),
            range=[0, 1.02],
            tickvals=[0, 1],
            tickangle=0,
            ticktext=["0", "100%"],
            anchor="y",
            zeroline=True,
            **shares,
        ),
    )
    inks = {side: palette.color(f"{side}_ink", theme=theme) for side in ("against", "favor")}
    place = {"yref": "y domain", "y": 1, "yanchor": "bottom"}
    middle = sum(_SIDES) / 2
    marks = [
        note(
            "◀ against",
            theme=theme,
            x=middle,
            xref="paper",
            xanchor="right",
            xshift=-8,
            font={"color": inks["against"]},
            **place,
        ),
        note(
            "favor ▶",
            theme=theme,
            x=middle,
            xref="paper",
            xanchor="left",
            xshift=8,
            font={"color": inks["favor"]},
            **place,
        ),
        note(
            "neither<br>abstained ▨",
            theme=theme,
            x=_BESIDE[1],
            xref="paper",
            xanchor="right",
            align="right",
            font={"size": 11},
            **place,
        ),
        note("n", theme=theme, x=1, xref="paper", xanchor="right", **place),
    ]
    marks += [
        note(
            f"{_total(row):,}",
            theme=theme,
            x=1,
            xref="paper",
            xanchor="right",
            y=i,
            yref="y",
            font={"color": palette.color("text", theme=theme)},
        )
        for i, row in enumerate(rows)
    ]
    figure.note(*marks)


def describe_stance(frame: pd.DataFrame) -> str:
    """Return the stance bars in words, for readers who do not see them."""
    if frame.empty:
        return "No stances to show."
    parts = [
        f"{r.label}: {int(r.against):,} against, {int(r.favor):,} in favor, {int(r.neither):,} neither, "
        f"{int(r.abstained):,} abstained"
        for r in lines(frame.head(8), "label", "against", "favor", "neither", "abstained")
    ]
    more = f"; and {len(frame) - 8} more" if len(frame) > 8 else ""
    return f"Diverging bars of stance. {'; '.join(parts)}{more}."
