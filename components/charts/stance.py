"""Who stands where: diverging bars of against and favor, with neither and abstained beside."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    LEAST_N,
    ROW,
    axis,
    customs,
    empty_figure,
    hollow_marker,
    new_figure,
    note,
    percent,
    rows_axis,
    with_hollow,
)
from components.charts.sheet import Sheet, lines
from components.palette import Theme
from components.text import signed

#: Left panel for the two sides, right panel for what takes none.
_SIDES, _BESIDE = (0.0, 0.58), (0.68, 0.87)


def build_stance_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = "No sentence here has a stance. Choose another target, or widen the filters.",
) -> go.Figure:
    """Return one row a group: against to the left, favor to the right of zero, neither and abstained beside, n last.

    `frame`: id, label, against, neither, favor, abstained (counts), and net, net_low, net_high in [-1, 1]; rows in the
    order given. Shares are of all stances of the row; the diamond is favor minus against over the answered ones with
    its 95 % interval. customdata: id, label, n, and of the bars the side.
    """
    sums = frame[["against", "neither", "favor", "abstained"]].sum(axis=1) if len(frame) else pd.Series(dtype=float)
    shown = frame[sums > 0].reset_index(drop=True)
    if shown.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    n = shown[["against", "neither", "favor", "abstained"]].sum(axis=1).astype(int)
    hollow = bool((n < least_n).any())
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=ROW * len(shown), top=24, bottom=30)
    for side, sign, hue in (("against", -1, palette.AGAINST), ("favor", 1, palette.FAVOR)):
        _bars(figure, shown, n, side, sign=sign, hue=hue, theme=theme, least_n=least_n, xaxis="x")
    grey = palette.color("neither", theme=theme)
    for side in ("neither", "abstained"):
        _bars(figure, shown, n, side, sign=1, hue=grey, theme=theme, least_n=least_n, xaxis="x2")
    _net(figure, shown, n, theme=theme)
    _axes(figure, shown, n, theme=theme)
    return figure.drawn()


def _bars(
    figure: Sheet,
    frame: pd.DataFrame,
    n: pd.Series,
    side: str,
    *,
    sign: int,
    hue: str,
    theme: Theme,
    least_n: int,
    xaxis: str,
) -> None:
    share = frame[side] / n
    filled = (n >= least_n).tolist()
    marker = hollow_marker(hue, filled, lengths=share)
    if side == "abstained":
        # Plotly hatches in the bar's own colour: a hollow bar would lose its hatching, and with it its meaning.
        marker["color"] = [hue] * len(frame)
        marker["pattern"] = {"shape": "/", "size": 5, "fgcolor": palette.color("muted", theme=theme), "solidity": 0.25}
    figure.trace(
        "bar",
        x=sign * share,
        y=list(range(len(frame))),
        orientation="h",
        name=side,
        marker=marker,
        xaxis=xaxis,
        yaxis="y",
        customdata=[[*c, side] for c in customs(frame["id"], frame["label"], n.tolist())],
        text=[f"{percent(s)} {side}, {k:,} of {total:,}" for s, k, total in zip(share, frame[side], n, strict=True)],
        textposition="none",
        hovertemplate="%{customdata[1]}: %{text}<extra></extra>",
    )


def _net(figure: Sheet, frame: pd.DataFrame, n: pd.Series, *, theme: Theme) -> None:
    ink = palette.color("line", theme=theme)
    figure.trace(
        "scatter",
        x=frame["net"],
        y=list(range(len(frame))),
        mode="markers",
        xaxis="x",
        yaxis="y",
        marker={
            "symbol": "diamond",
            "size": 7,
            "color": ink,
            "line": {"color": palette.color("paper", theme=theme), "width": 1},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": frame["net_high"] - frame["net"],
            "arrayminus": frame["net"] - frame["net_low"],
            "color": ink,
            "thickness": 1,
            "width": 0,
        },
        customdata=customs(frame["id"], frame["label"], n.tolist()),
        text=[f"net {signed(r.net)} ({signed(r.net_low)} to {signed(r.net_high)})" for r in lines(frame)],
        hovertemplate="%{customdata[1]}: %{text}, n %{customdata[2]:,}<extra></extra>",
    )


def _axes(figure: Sheet, frame: pd.DataFrame, n: pd.Series, *, theme: Theme) -> None:
    # One scale for both sides, no wider than the longest bar or interval needs, in steps of a quarter.
    ends = [frame["against"] / n, frame["favor"] / n, frame["net_low"].abs(), frame["net_high"].abs()]
    reach = min(1.0, math.ceil(4 * max(0.25, *(float(e.max()) for e in ends))) / 4)
    shares = {"tickfont": {"size": 11, "color": palette.color("muted", theme=theme)}}
    figure.look(
        barmode="relative",
        yaxis=rows_axis(frame["label"].tolist(), theme=theme, characters=20),
        xaxis=axis(
            theme,
            domain=list(_SIDES),
            range=[-reach * 1.02, reach * 1.02],
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
            f"{k:,}",
            theme=theme,
            x=1,
            xref="paper",
            xanchor="right",
            y=i,
            yref="y",
            font={"color": palette.color("text", theme=theme)},
        )
        for i, k in enumerate(n)
    ]
    figure.note(*marks)


def describe_stance(frame: pd.DataFrame) -> str:
    """Return the stance bars in words, for readers who do not see them."""
    if frame.empty:
        return "No stances to show."
    parts = [
        f"{r.label}: {int(r.against):,} against, {int(r.favor):,} in favor, {int(r.neither):,} neither, "
        f"{int(r.abstained):,} abstained"
        for r in lines(frame.head(8))
    ]
    more = f"; and {len(frame) - 8} more" if len(frame) > 8 else ""
    return f"Diverging bars of stance. {'; '.join(parts)}{more}."
