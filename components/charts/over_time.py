"""How much and in what tone, over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import LEAST_N, axis, empty_figure, new_figure, note, score_ticks, with_hollow
from components.charts.sheet import Sheet, lines
from components.charts.time_axis import (
    LEAST_BUCKETS,
    bucket_customs,
    bucket_words,
    middles,
    runs,
    time_axes,
    widths,
    with_gaps,
)
from components.palette import Theme
from components.text import signed

SPOKEN = ("direct", "indirect", "mixed")


def build_timeline_chart(
    frame: pd.DataFrame, *, title: str, subtitle: str = "", theme: Theme = "light", least_n: int = LEAST_N
) -> go.Figure:
    """Return bars of sentences by voice over the same axis as the line of mean tone with its 95 % band.

    `frame` as `queries.counts.timeline` gives it. customdata: first and last day of the bucket, n.
    """
    if frame.empty:
        why = "None of these sentences has a date. Take the date filter out, or add dates to the documents."
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why)
    toned = frame["tone_n"].sum() > 0
    hollow = toned and bool((frame["tone_n"] < least_n).any())
    line = with_hollow(subtitle, hollow=hollow, least_n=least_n)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=330 if toned else 200, top=22)
    _volume(figure, frame, theme=theme)
    if toned:
        figure.look(yaxis={"domain": [0.585, 1.0]})
        _tone(figure, frame, theme=theme, least_n=least_n)
    time_axes(figure, frame, theme=theme)
    return figure.drawn()


def _volume(figure: Sheet, frame: pd.DataFrame, *, theme: Theme) -> None:
    unit = str(frame["unit"].iloc[0])
    spoken = frame[list(SPOKEN)].sum(axis=1)
    custom = bucket_customs(frame)
    parts = (
        ("spoken", spoken, palette.color("bar", theme=theme)),
        ("narration", frame["outlet"], palette.color("neither", theme=theme)),
    )
    for name, values, hue in parts:
        figure.trace(
            "bar",
            x=middles(frame),
            y=values,
            name=name,
            marker={"color": hue, "line": {"width": 0}},
            width=widths(frame),
            customdata=custom,
            xaxis="x",
            yaxis="y",
            hovertemplate="%{customdata[3]}: %{y:,} " + name + ", %{customdata[2]:,} in all<extra></extra>",
        )
    figure.look(barmode="stack", yaxis=axis(theme, title="sentences", rangemode="tozero", nticks=4, tickformat=",~d"))
    inks = {"spoken": palette.color("text", theme=theme), "narration": palette.color("muted", theme=theme)}
    hues = {name: hue for name, _, hue in parts}
    legend = "   ".join(
        f'<span style="color:{hues[n]}">■</span> <span style="color:{inks[n]}">{words}</span>'
        for n, words in (("spoken", "spoken"), ("narration", "narration"))
    )
    text = f"Sentences by {unit}   {legend}"
    figure.note(note(text, theme=theme, x=0, y=1, xref="paper", yref="y domain", xanchor="left", yanchor="bottom"))


def _tone(figure: Sheet, frame: pd.DataFrame, *, theme: Theme, least_n: int) -> None:
    full = with_gaps(frame)
    line = palette.color("line", theme=theme)
    trend = int((frame["tone_n"] >= least_n).sum()) >= LEAST_BUCKETS
    solid = full.where(full["tone_n"] >= least_n) if trend else full
    stretches = runs(solid) if trend else []
    for run in stretches:
        _band(figure, run, theme=theme)
    if trend:
        figure.trace(
            "scatter",
            x=middles(full),
            y=solid["tone"],
            mode="lines",
            line={"color": line, "width": 1.5},
            connectgaps=False,
            hoverinfo="skip",
            xaxis="x2",
            yaxis="y2",
        )
    n = frame["tone_n"]
    biggest = max(int(n.max()), 1)
    filled = (n >= least_n).tolist()
    sizes = [5 + 7 * (k / biggest) ** 0.5 for k in n]
    # A dot that no band holds carries its interval itself.
    held = pd.to_datetime(frame["bucket"]).isin([bucket for run in stretches for bucket in run["bucket"]])
    bars = {
        "type": "data",
        "symmetric": False,
        "array": (frame["tone_high"] - frame["tone"]).mask(held),
        "arrayminus": (frame["tone"] - frame["tone_low"]).mask(held),
        "color": line,
        "thickness": 1,
        "width": 0,
    }
    figure.trace(
        "scatter",
        x=middles(frame),
        y=frame["tone"],
        mode="markers",
        error_y=bars,
        xaxis="x2",
        yaxis="y2",
        customdata=bucket_customs(frame),
        marker={
            "size": sizes,
            "color": [line if f else palette.color("paper", theme=theme) for f in filled],
            "line": {"color": line, "width": 1.2},
            "opacity": 1,
        },
        text=[_tone_words(r) for r in lines(frame)],
        hovertemplate="%{customdata[3]}: %{text}<extra></extra>",
    )
    shown = frame[frame["tone_n"] >= least_n] if trend else frame
    reach = max([0.1, *(abs(v) for c in ("tone", "tone_low", "tone_high") for v in shown[c].dropna())])
    reach = min(1.0, reach * 1.1)
    figure.look(yaxis2=axis(theme, domain=[0.0, 0.415], anchor="x2", title="mean tone", **score_ticks(reach)))
    text = "Mean tone, −1 to +1, 95 % interval"
    figure.note(note(text, theme=theme, x=0, y=1, xref="paper", yref="y2 domain", xanchor="left", yanchor="bottom"))


def _band(figure: Sheet, run: pd.DataFrame, *, theme: Theme) -> None:
    x = middles(run)
    figure.trace(
        "scatter",
        x=[*x, *x[::-1]],
        y=[*run["tone_high"], *run["tone_low"][::-1]],
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
    unit = str(frame["unit"].iloc[0])
    top = frame.loc[frame["n"].idxmax()]
    first, last, most = (
        bucket_words(b, unit) for b in (frame["bucket"].iloc[0], frame["bucket"].iloc[-1], top["bucket"])
    )
    words = (
        f"Bar chart of {int(frame['n'].sum()):,} sentences by {unit}, {first} to {last}; "
        f"most in {most} ({int(top['n']):,})."
    )
    if frame["tone_n"].sum():
        mean = (frame["tone"] * frame["tone_n"]).sum() / frame["tone_n"].sum()
        low, high = signed(frame["tone"].min()), signed(frame["tone"].max())
        words += f" Below it the mean tone, {signed(mean)} over all, from {low} to {high}."
    return words


def _tone_words(row: object) -> str:
    tone, low, high, n = (getattr(row, name) for name in ("tone", "tone_low", "tone_high", "tone_n"))
    return f"{signed(tone)} ({signed(low)} to {signed(high)}), n {int(n):,}"
