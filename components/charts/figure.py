"""What every figure has: its title and subtitle, transparent ground, axes, hover, and the form of an empty one.

Goes in: text and a theme. Comes out: a plotly figure ready for traces. Knows nothing of Streamlit or of the table.
Strings from the data enter only through `palette.safe`, `palette.label`, `palette.label_lines` or
`palette.wrapped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from components import palette
from components.charts.sheet import Sheet
from components.palette import Theme
from components.text import percent as in_percent
from components.text import with_interval
from dashboard import intervals

FONT = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
#: Pixels of one row of a horizontal chart, and of one whose label has two lines.
ROW, TWO_LINES = 28, 40
#: Characters that a line of a label may be longer, where it would be cut else.
MORE = 4
TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE = 16, 12.5, 12.5
#: The advice of an empty figure, which does not know whether filters are set: it holds in both cases.
WIDEN = "Widen the filters if any are set."
#: Below this many sentences a mark is drawn hollow, where the caller names no other number.
LEAST_N = intervals.LEAST_N
#: Pixels around a point within which a click is its own even over a bar; plotly's 20 would hide short bars behind it.
NEAR = 4
#: Width of the outline of a filled bar whose grey hardly stands out from the page.
EDGE = 0.8


def new_figure(*, title: str, subtitle: str, theme: Theme, plot_height: int, top: int = 8, bottom: int = 44) -> Sheet:
    """Return a sheet with `plot_height` pixels for marks, `top` above them for direct labels."""
    head = TITLE_SIZE * 1.3 * palette.lines_of(title, characters=palette.TITLE_CHARACTERS)
    head += SUBTITLE_SIZE * 1.35 * palette.lines_of(subtitle, characters=palette.SUBTITLE_CHARACTERS) if subtitle else 0
    head = round(head) + 22
    text = f"<b>{palette.wrapped(title, characters=palette.TITLE_CHARACTERS)}</b>"
    if subtitle:
        small = palette.wrapped(subtitle, characters=palette.SUBTITLE_CHARACTERS)
        muted = palette.color("muted", theme=theme)
        text += f'<br><span style="font-size:{SUBTITLE_SIZE}px;color:{muted}">{small}</span>'
    ink = palette.color("text", theme=theme)
    return Sheet(
        template="none",
        title={
            "text": text,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 16, "l": 2},
            "font": {"size": TITLE_SIZE, "color": ink},
        },
        height=head + top + plot_height + bottom,
        margin={"l": 8, "r": 12, "t": head + top, "b": bottom},
        # The page's own ground, so that a downloaded image reads on any other.
        paper_bgcolor=palette.color("paper", theme=theme),
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": TEXT_SIZE, "color": ink},
        hoverlabel={
            "bgcolor": palette.color("paper", theme=theme),
            "bordercolor": palette.color("axis", theme=theme),
            "font": {"family": FONT, "color": ink, "size": 13},
            "align": "left",
        },
        showlegend=False,
        dragmode=False,
        bargap=0.28,
    )


def axis(theme: Theme, **own: Any) -> dict[str, Any]:
    """Return the look of an axis, `own` settings on top."""
    grid = palette.color("grid", theme=theme)
    line = palette.color("axis", theme=theme)
    muted = palette.color("muted", theme=theme)
    base: dict[str, Any] = {
        "gridcolor": grid,
        "zerolinecolor": line,
        "linecolor": line,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": muted, "size": 12},
        "automargin": True,
        "ticks": "",
    }
    if isinstance(own.get("title"), str):
        own["title"] = {"text": own["title"], "font": {"size": 12, "color": muted}, "standoff": 8}
    return base | own


def rows_axis(labels: Sequence[object], *, theme: Theme, characters: int = 22, lines: int = 2) -> dict[str, Any]:
    """Return a vertical axis with one row for each of `labels`, the first on top; equal labels stay apart.

    A label has at most `lines` lines of `characters`, of a few more where it would be cut: a wider margin would leave
    no room on a narrow screen. The hover of the marks has all of it.
    """
    cut = [_broken(text, characters=characters, lines=lines) for text in labels]
    return axis(
        theme,
        tickmode="array",
        tickvals=list(range(len(labels))),
        ticktext=["<br>".join(f"{line}  " for line in found) for found in cut],
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        tickfont={"color": palette.color("text", theme=theme), "size": TEXT_SIZE},
    )


def _broken(text: object, *, characters: int, lines: int = 2) -> list[str]:
    found = palette.label_lines(text, characters=characters, lines=lines)
    cut = found[-1].endswith("…")
    return palette.label_lines(text, characters=characters + MORE, lines=lines) if cut else found


def row_height(
    labels: Sequence[object], *, height: int = ROW, two_lines: int = TWO_LINES, characters: int = 22
) -> int:
    """Return the pixels of a row of `rows_axis`: `height`, or `two_lines` where a label has two."""
    return two_lines if any(len(_broken(text, characters=characters)) > 1 for text in labels) else height


def count_ticks(reach: float, *, most: int = 4) -> dict[str, Any]:
    """Return the ticks of an axis of counts from 0 to `reach`: about `most`, in whole steps."""
    # Plotly's own steps would be 0.5 or less below this, and whole numbers stand at them twice or at the wrong place.
    steps = {"tick0": 0, "dtick": 1} if reach <= most else {"nticks": most}
    return {"tickformat": ",d", **steps}


def note(text: str, *, theme: Theme, **place: Any) -> dict[str, Any]:
    """Return an annotation without an arrow; `text` is taken as it is, so data in it must be safe already."""
    font = {"size": 12, "color": palette.color("muted", theme=theme)} | place.pop("font", {})
    return {"text": text, "showarrow": False, "font": font} | place


def sides_note(
    names: Sequence[object], *, hues: Sequence[str], characters: int, theme: Theme, between: str = "<br>"
) -> dict[str, Any]:
    """Return the annotation that names the two sides above a figure, each behind its mark and in its colour."""
    text = between.join(
        f'<span style="color:{hue}">{mark} {palette.label(name, characters=characters)}</span>'
        for hue, mark, name in zip(hues, "●■", names, strict=True)
    )
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "align": "left"}
    return note(text, theme=theme, **place)


def empty_figure(*, title: str, subtitle: str, theme: Theme, why: str) -> go.Figure:
    """Return a figure without marks that says why there are none and what to widen."""
    figure = new_figure(title=title, subtitle=subtitle, theme=theme, plot_height=90, bottom=8)
    hidden = {"visible": False, "fixedrange": True}
    figure.look(xaxis=hidden, yaxis=hidden)
    figure.note(
        note(
            palette.wrapped(why, characters=54),
            theme=theme,
            x=0,
            y=0.9,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            align="left",
            font={"size": 13},
        )
    )
    return figure.drawn()


def customs(*columns: Iterable[Any], ids: int = 1) -> list[list[Any]]:
    """Return customdata from columns, strings made safe but for the first `ids`, which are never drawn."""
    rows = []
    for values in zip(*columns, strict=True):
        rest = (palette.safe(v) if isinstance(v, str) else v for v in values[ids:])
        rows.append([*values[:ids], *rest])
    return rows


def with_hollow(subtitle: str, *, hollow: bool, least_n: int, what: str = "") -> str:
    """Return the subtitle, with the meaning of hollow marks where there are any: fewer than `least_n` of `what`."""
    if not hollow:
        return subtitle
    return f"{subtitle}{' · ' if subtitle else ''}hollow: fewer than {least_n}{' ' if what else ''}{what}"


def percent(share: float) -> str:
    """Return a share in [0, 1] as whole percent (`text.percent`), safe in a label."""
    return in_percent(share).replace("<", "&lt;").replace(">", "&gt;")


def score_ticks(reach: float) -> dict[str, Any]:
    """Return range and ticks of an axis of scores from -`reach` to `reach`, signed, 0 in the middle."""
    step = next((s for s in (0.05, 0.1, 0.2, 0.25) if reach / s <= 2.6), 0.5)
    places = [step * i for i in range(-int(reach / step + 1e-9), int(reach / step + 1e-9) + 1)]
    words = ["0" if abs(v) < step / 2 else f"{v:+.2f}".rstrip("0").rstrip(".").replace("-", "−") for v in places]
    return {"range": [-reach, reach], "tickmode": "array", "tickvals": places, "ticktext": words, "zeroline": True}


def whiskers(x: Sequence[Any], low: Sequence[float], high: Sequence[float]) -> dict[str, Any]:
    """Return a line trace with one upright stroke from `low` to `high` at each of `x`.

    All of them are one path: hundreds of error bars, each an element of its own, take a browser a second.
    """
    strokes = zip(low, high, strict=True)
    return {
        "x": [place for one in x for place in (one, one, None)],
        "y": [end for low_end, high_end in strokes for end in (low_end, high_end, None)],
        "mode": "lines",
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def hollow_marker(
    hue: str, filled: Sequence[bool], *, lengths: Iterable[float] | None = None, edge: str = ""
) -> dict[str, Any]:
    """Return the look of bars in `hue`: filled, or only outlined where `filled` is False.

    With the `lengths` of the bars, one of no length has no outline: it would be a mark of nothing. A hue that hardly
    stands out from the page is outlined in `edge`, filled or not.
    """
    drawn = [True] * len(filled) if lengths is None else [bool(length) for length in lengths]
    around = EDGE if edge else 0
    return {
        "color": [hue if f else "rgba(0,0,0,0)" for f in filled],
        "line": {
            "color": edge or hue,
            "width": [(around if f else 1.3) if d else 0 for f, d in zip(filled, drawn, strict=True)],
        },
    }


def diamonds(filled: Sequence[bool], *, theme: Theme) -> dict[str, Any]:
    """Return the look of the marks for net stances, favor minus against: only outlined where `filled` is False."""
    ink, paper = palette.color("line", theme=theme), palette.color("paper", theme=theme)
    edges = [paper if own else ink for own in filled]
    return {
        "symbol": "diamond", "size": 7, "color": [ink if own else paper for own in filled],
        "line": {"color": edges, "width": 1},
    }  # fmt: skip


def net_words(row: Any) -> str:
    """Return the net stance of a row in words, of how many answers it is, and how often the model abstained."""
    words = f"net {with_interval(row.net, row.net_low, row.net_high)}, n {row.net_n:,} answered"
    return f"{words}, {row.abstained:,} abstained" if row.abstained else words


def net_interval(rows: Sequence[Any], *, theme: Theme) -> dict[str, Any]:
    """Return the error bars of the net stances of `rows`: from `net_low` to `net_high` around `net`."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [row.net_high - row.net for row in rows],
        "arrayminus": [row.net - row.net_low for row in rows],
        "color": palette.color("line", theme=theme),
        "thickness": 1,
        "width": 0,
    }
