"""Shares of groups over time, and the net stance over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import LEAST_N, axis, empty_figure, hollow_marker, new_figure, note, percent, with_hollow
from components.charts.sheet import lines
from components.charts.time_axis import bucket_customs, middles, time_axes, widths
from components.palette import Theme
from components.text import signed

#: Periods whose n fits under each of them on a narrow screen; else the hover says it.
_COUNTED = 8


def build_share_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return small panels, one a group, of its share of the sentences over time with its 95 % interval, on equal axes.

    `frame`: bucket, unit, id, label, n, total (sentences in the bucket), share, low, high. A bucket with fewer than
    `least_n` sentences is hollow. customdata: first and last day, n, words, id.
    """
    if frame.empty:
        why = "No sentence here has both a date and a topic. Widen the filters."
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    groups = frame.groupby("id", sort=False)["n"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    hollow = bool((frame["total"] < least_n).any())
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    height, gap = 58, 26
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=len(groups) * (height + gap), top=0)
    whole = len(groups) * (height + gap)
    top_share = min(1.0, max(0.02, float(frame["high"].max()) * 1.04))
    for i, group in enumerate(groups):
        rows = frame[frame["id"] == group]
        number = "" if i == 0 else str(i + 1)
        high = 1 - (i * (height + gap) + gap) / whole
        hue = palette.color("bar", theme=theme)
        filled = rows["total"] >= least_n
        figure.trace(
            "bar",
            x=middles(rows),
            y=rows["share"],
            width=widths(frame, of=rows),
            xaxis="x",
            yaxis=f"y{number}",
            marker=hollow_marker(hue, filled.tolist(), lengths=rows["share"]),
            error_y={
                "type": "data",
                "symmetric": False,
                "array": rows["high"] - rows["share"],
                "arrayminus": rows["share"] - rows["low"],
                "color": palette.color("line", theme=theme),
                "thickness": 1,
                "width": 0,
            },
            customdata=[[*c, i] for c, i in zip(bucket_customs(rows), rows["id"], strict=True)],
            text=[
                f"{percent(r.share)} ({percent(r.low)} to {percent(r.high)}), {r.n:,} of {r.total:,}"
                for r in lines(rows)
            ],
            hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
            textposition="none",
        )
        panel = {"domain": [max(0, high - height / whole), high], "range": [0, top_share], "anchor": "x"}
        figure.look(**{f"yaxis{number}": axis(theme, nticks=3, tickformat=".0%", **panel)})
        name = f"{palette.label(rows['label'].iloc[0])} · {int(rows['n'].sum()):,}"
        figure.note(
            note(
                name,
                theme=theme,
                x=0,
                y=1,
                xref="paper",
                yref=f"y{number} domain",
                xanchor="left",
                yanchor="bottom",
                font={"color": palette.color("text", theme=theme)},
            )
        )
    time_axes(figure, frame.drop_duplicates("bucket").sort_values("bucket"), theme=theme, last=len(groups))
    return figure.drawn()


def build_net_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return bars of against and favor (shares of the stances of each bucket) with the net share and its interval.

    `frame`: bucket, unit, against, neither, favor, abstained, n, net, net_low, net_high.
    """
    if frame.empty:
        why = "No dated sentence here has a stance toward this target. Choose another target, or widen the filters."
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    hollow = bool((frame["n"] < least_n).any())
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=240, top=24)
    filled = (frame["n"] >= least_n).tolist()
    for side, sign, hue in (("against", -1, palette.AGAINST), ("favor", 1, palette.FAVOR)):
        share = frame[side] / frame["n"]
        figure.trace(
            "bar",
            x=middles(frame),
            y=sign * share,
            width=widths(frame),
            customdata=bucket_customs(frame),
            xaxis="x",
            yaxis="y",
            marker=hollow_marker(hue, filled, lengths=share),
            text=[
                f"{percent(s)} {side}, {k:,} of {n:,}" for s, k, n in zip(share, frame[side], frame["n"], strict=True)
            ],
            hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
            textposition="none",
        )
    ink = palette.color("line", theme=theme)
    figure.trace(
        "scatter",
        x=middles(frame),
        y=frame["net"],
        mode="markers",
        xaxis="x",
        yaxis="y",
        customdata=bucket_customs(frame),
        marker={
            "symbol": "diamond",
            "size": 7,
            "color": ink,
            "line": {"color": palette.color("paper", theme=theme), "width": 1},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": frame["net_high"] - frame["net"],
            "arrayminus": frame["net"] - frame["net_low"],
            "color": ink,
            "thickness": 1,
            "width": 0,
        },
        text=[f"net {signed(r.net)} ({signed(r.net_low)} to {signed(r.net_high)}), n {r.n:,}" for r in lines(frame)],
        hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
    )
    figure.look(
        barmode="relative",
        yaxis=axis(
            theme,
            range=[-1.02, 1.02],
            tickvals=[-1, -0.5, 0, 0.5, 1],
            ticktext=["100%", "50%", "0", "50%", "100%"],
            zeroline=True,
            title="share of stances",
        ),
    )
    against, favor = (palette.color(f"{side}_ink", theme=theme) for side in ("against", "favor"))
    text = (
        f'<span style="color:{favor}">▲ favor</span>   <span style="color:{against}">▼ against</span>   '
        "◆ net, 95 % interval"
    )
    figure.note(
        note(text, theme=theme, x=0, y=1, xref="paper", yref="y domain", xanchor="left", yanchor="bottom", yshift=2)
    )
    if len(frame) <= _COUNTED:
        at = zip(middles(frame), frame["n"], strict=True)
        small = {"y": -1, "yref": "y", "yanchor": "bottom", "font": {"size": 10}}
        figure.note(*(note(f"n {n:,}", theme=theme, x=x, xref="x", **small) for x, n in at))
    time_axes(figure, frame, theme=theme)
    return figure.drawn()


def describe_net_timeline(frame: pd.DataFrame) -> str:
    """Return the stances over time in words, for readers who do not see them."""
    if frame.empty:
        return "No dated stances."
    parts = [
        f"{r.label}: {int(r.against):,} against, {int(r.favor):,} in favor of {int(r.n):,}"
        for r in lines(frame.tail(8))
    ]
    return f"Bars of stances over time, {len(frame)} periods; the last: {'; '.join(parts)}."


def describe_share_timeline(frame: pd.DataFrame) -> str:
    """Return the shares over time in words, for readers who do not see them."""
    if frame.empty:
        return "No dated sentences."
    parts = [f"{rows['label'].iloc[0]} {int(rows['n'].sum()):,}" for _, rows in frame.groupby("id", sort=False)]
    return f"Small bar charts of the share of sentences over time, one for each of: {'; '.join(parts)}."
