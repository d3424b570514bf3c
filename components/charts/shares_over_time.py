"""Shares of groups over time, and the net stance over time."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import (
    LEAST_N,
    NEAR,
    WIDEN,
    axis,
    diamonds,
    empty_figure,
    hollow_marker,
    net_interval,
    net_words,
    new_figure,
    note,
    percent,
    whiskers,
    with_hollow,
)
from components.charts.sheet import lines
from components.charts.time_axis import Buckets, time_axes
from components.palette import Theme

#: Periods whose n fits under each of them on a narrow screen; else the hover says it.
_COUNTED = 8
_SHARES = ("id", "label", "n", "total", "share", "low", "high")


def build_share_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return small panels, one a group, of its share of the sentences over time with its 95 % interval, on equal axes.

    `frame`: bucket, unit, id, label, n, total (sentences in the bucket), share, low, high; group by group, each with
    the same buckets. One with fewer than `least_n` sentences is hollow. customdata: first and last day, n, words, id.
    """
    if frame.empty:
        why = f"No sentence here has both a date and a topic. Build with dated documents. {WIDEN}"
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    groups = _groups(frame)
    hollow = bool(frame["total"].min() < least_n)
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    height, gap = 58, 26
    whole = len(groups) * (height + gap)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=whole, top=0)
    top_share = min(1.0, max(0.02, float(frame["high"].max()) * 1.04))
    hue, ink, thin = (palette.color(name, theme=theme) for name in ("bar", "text", "line"))
    # Every group has a line for every bucket, in the same order.
    buckets = Buckets.of(frame[: len(frame) // len(groups)])
    for i, (group, rows) in enumerate(groups.items()):
        number = "" if i == 0 else str(i + 1)
        high = 1 - (i * (height + gap) + gap) / whole
        figure.trace(
            "bar",
            x=buckets.middles,
            y=[row.share for row in rows],
            width=buckets.widths,
            xaxis="x",
            yaxis=f"y{number}",
            marker=hollow_marker(hue, [row.total >= least_n for row in rows], lengths=[row.share for row in rows]),
            customdata=[[*custom, group] for custom in buckets.customs([row.n for row in rows])],
            text=[
                f"{percent(r.share)} ({percent(r.low)} to {percent(r.high)}), {r.n:,} of {r.total:,}" for r in rows
            ],
            hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
            textposition="none",
        )
        ends = whiskers(buckets.middles, [row.low for row in rows], [row.high for row in rows])
        figure.trace("scatter", **ends, xaxis="x", yaxis=f"y{number}", line={"color": thin, "width": 1})
        panel = {"domain": [max(0, high - height / whole), high], "range": [0, top_share], "anchor": "x"}
        figure.look(**{f"yaxis{number}": axis(theme, nticks=3, tickformat=".0%", **panel)})
        name = f"{palette.label(rows[0].label)} · {sum(row.n for row in rows):,}"
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
                font={"color": ink},
            )
        )
    time_axes(figure, buckets, theme=theme, last=len(groups))
    return figure.drawn()


def _groups(frame: pd.DataFrame) -> dict[str, list[SimpleNamespace]]:
    """Return the rows of each group, the largest group first."""
    found: dict[str, list[SimpleNamespace]] = {}
    for row in lines(frame, *_SHARES):
        found.setdefault(row.id, []).append(row)
    return dict(sorted(found.items(), key=lambda one: -sum(row.n for row in one[1])))


def build_net_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return bars of against and favor (shares of the answered stances of each bucket), the net share and its interval.

    `frame`: bucket, unit, against, favor, abstained, net_n (answered), net, net_low, net_high. customdata: first and
    last day, n (of a bar its own, of the net the answered), words, and of the bars the side.
    """
    if frame.empty:
        why = f"No dated stance toward this target is counted here. Choose another, build with dated documents. {WIDEN}"
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    rows, buckets = lines(frame, "abstained", "net_n", "net", "net_low", "net_high"), Buckets.of(frame)
    custom = buckets.customs([row.net_n for row in rows])
    filled = [row.net_n >= least_n for row in rows]
    line = with_hollow(subtitle, hollow=not all(filled), least_n=least_n, what="answered")
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=240, top=24)
    for side, sign, hue in (("against", -1, palette.AGAINST), ("favor", 1, palette.FAVOR)):
        counts = frame[side].tolist()
        share = [k / row.net_n if row.net_n else float("nan") for k, row in zip(counts, rows, strict=True)]
        figure.trace(
            "bar",
            x=buckets.middles,
            y=[sign * s for s in share],
            width=buckets.widths,
            customdata=[[*mark, side] for mark in buckets.customs(counts)],
            xaxis="x",
            yaxis="y",
            marker=hollow_marker(hue, filled, lengths=share),
            text=[
                f"{percent(s)} {side}, {k:,} of {row.net_n:,}" for s, k, row in zip(share, counts, rows, strict=True)
            ],
            hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
            textposition="none",
        )
    figure.trace(
        "scatter",
        x=buckets.middles,
        y=[row.net for row in rows],
        mode="markers",
        xaxis="x",
        yaxis="y",
        customdata=custom,
        marker=diamonds(filled, theme=theme),
        error_y=net_interval(rows, theme=theme),
        text=[net_words(row) for row in rows],
        hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
    )
    figure.look(
        barmode="relative",
        hoverdistance=NEAR,
        yaxis=axis(
            theme,
            range=[-1.02, 1.02],
            tickvals=[-1, -0.5, 0, 0.5, 1],
            ticktext=["100%", "50%", "0", "50%", "100%"],
            zeroline=True,
            title="share of the answered",
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
        at = zip(buckets.middles, rows, strict=True)
        small = {"y": -1, "yref": "y", "yanchor": "bottom", "font": {"size": 10}}
        figure.note(*(note(f"n {row.net_n:,}", theme=theme, x=x, xref="x", **small) for x, row in at))
    time_axes(figure, buckets, theme=theme)
    return figure.drawn()


def describe_net_timeline(frame: pd.DataFrame) -> str:
    """Return the stances over time in words, for readers who do not see them."""
    if frame.empty:
        return "No dated stances."
    parts = [
        f"{r.label}: {int(r.against):,} against, {int(r.favor):,} in favor of {int(r.net_n):,} answered"
        for r in lines(frame.tail(8), "label", "against", "favor", "net_n")
    ]
    return f"Bars of stances over time, {len(frame)} periods; the last: {'; '.join(parts)}."


def describe_share_timeline(frame: pd.DataFrame) -> str:
    """Return the shares over time in words, for readers who do not see them."""
    if frame.empty:
        return "No dated sentences."
    parts = [f"{rows['label'].iloc[0]} {int(rows['n'].sum()):,}" for _, rows in frame.groupby("id", sort=False)]
    return f"Small bar charts of the share of sentences over time, one for each of: {'; '.join(parts)}."
