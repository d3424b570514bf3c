"""Which words: lollipops of z-scores, both sides from one zero."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import WIDEN, axis, customs, empty_figure, new_figure, note, rows_axis
from components.palette import Theme

_ROW = 22
#: Below this z-score a difference may be chance (5 % of words that do not differ lie beyond it).
CHANCE = 1.96


def build_words_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    first: str,
    second: str,
    theme: Theme = "light",
    why_empty: str = f"Too few words to tell the two sides apart. Choose larger ones. {WIDEN}",
) -> go.Figure:
    """Return a line and dot for each word from zero to its z-score: what `first` says more lies right of zero.

    `frame`: word, z, first_n, second_n; rows in the order given. customdata: word, word, n, times said
    on either side, the side that says it more (0 or 1).
    """
    if frame.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    sure = [abs(z) >= CHANCE for z in frame["z"]]
    line = subtitle if all(sure) else f"{subtitle}{' · ' if subtitle else ''}hollow: may be chance"
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=_ROW * len(frame), top=22, bottom=56)
    right, left = palette.color("text", theme=theme), palette.color("muted", theme=theme)
    paper = palette.color("paper", theme=theme)
    hues = [right if z > 0 else left for z in frame["z"]]
    for i, (z, hue) in enumerate(zip(frame["z"], hues, strict=True)):
        figure.shape(type="line", x0=0, x1=z, y0=i, y1=i, line={"color": hue, "width": 2}, layer="between")
    sizes = [
        6 + 6 * (n / max(1, int((frame["first_n"] + frame["second_n"]).max()))) ** 0.5
        for n in frame["first_n"] + frame["second_n"]
    ]
    figure.trace(
        "scatter",
        x=frame["z"],
        y=list(range(len(frame))),
        mode="markers",
        marker={
            "size": sizes,
            "color": [hue if s else paper for hue, s in zip(hues, sure, strict=True)],
            "line": {"color": hues, "width": 1.5},
            "symbol": ["circle" if z > 0 else "square" for z in frame["z"]],
            "opacity": 1,
        },
        customdata=customs(
            frame["word"],
            frame["word"],
            (frame["first_n"] + frame["second_n"]).tolist(),
            frame["first_n"].tolist(),
            frame["second_n"].tolist(),
            [0 if z > 0 else 1 for z in frame["z"]],
            ids=0,
        ),
        hovertemplate="%{customdata[1]}: z %{x:.1f}, %{customdata[3]:,} and %{customdata[4]:,} times<extra></extra>",
    )
    reach = float(frame["z"].abs().max()) * 1.1
    figure.look(
        yaxis=rows_axis(frame["word"].tolist(), theme=theme, lines=1),
        xaxis=axis(
            theme,
            range=[-reach, reach],
            title="z-score (beyond ±1.96: unlikely by chance)",
            zeroline=True,
            nticks=6,
        ),
    )
    for side, name, at, hue in (("left", second, 0.0, left), ("right", first, 1.0, right)):
        arrow = (
            f"◀ {palette.label(name, characters=22)}" if side == "left" else f"{palette.label(name, characters=22)} ▶"
        )
        figure.note(
            note(
                arrow,
                theme=theme,
                x=at,
                y=1,
                xref="paper",
                yref="paper",
                xanchor=side,
                yanchor="bottom",
                font={"color": hue},
            )
        )
    return figure.drawn()


def describe_words(frame: pd.DataFrame, *, first: str, second: str) -> str:
    """Return the words of both sides, for readers who do not see the figure."""
    if frame.empty:
        return "No distinctive words."
    more = [str(w) for w in frame.loc[frame["z"] > 0].sort_values("z", ascending=False)["word"].head(10)]
    less = [str(w) for w in frame.loc[frame["z"] < 0].sort_values("z")["word"].head(10)]
    return f"Words of {first}: {', '.join(more) or 'none'}. Words of {second}: {', '.join(less) or 'none'}."
