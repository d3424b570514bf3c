"""Where: countries on a map, coloured by a value, drawn from outlines served with the dashboard (no network).

The outlines stand in `dashboard/static/world_110m.json`; `MAP_CONFIG` tells plotly.js where the page finds them.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.charts.figure import LEAST_N, WIDEN, customs, empty_figure, new_figure, note, with_hollow
from components.charts.sheet import Sheet, lines
from components.palette import Theme
from components.text import counted, cut, signed, with_interval
from dashboard.filters import UNKNOWN
from data import settings

#: Pass as `config=` of `st.plotly_chart`: without it plotly.js would fetch the outlines from a public server.
MAP_CONFIG = {"topojsonURL": "app/static/"}
#: Values nearer to zero than this have no sign on the screen, where two digits stand.
ZERO = 0.005
#: The columns that make a `_Country`.
_COLUMNS = ("id", "label", "n", "tone", "tone_n", "tone_low", "tone_high")
_OUTLINES = settings.ROOT / "dashboard" / "static" / "world_110m.json"


#: Countries named under the map at most, characters of a name there, and of a line.
_NAMED, _NAME, _LINE = 3, 22, 60
#: Opacity of the outline of a country below the minimum.
_FEW = 0.55


@lru_cache(maxsize=1)
def countries_drawn() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-3 codes of the countries large enough to be drawn."""
    shapes = json.loads(_OUTLINES.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]
    return frozenset(str(shape["id"]) for shape in shapes)


def build_map_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = f"No speaker's country is known here. {WIDEN}",
) -> go.Figure:
    """Return the world with each country coloured by its mean tone; below `least_n` only outlined in its hue.

    Countries without sentences are blank, in the page's ground: no colour of the scale looks like that.

    `frame`: id (ISO 3166-1 alpha-3), label, n, tone, tone_n, tone_low, tone_high. Countries too
    small for the outlines are named: the list of marks below the figure holds them. customdata: id, label, n.
    """
    known = countries_drawn()
    rows = [_Country(*values) for values in zip(*(frame[name].tolist() for name in _COLUMNS), strict=True)]
    drawn = [row for row in rows if row.id in known]
    small = _too_small([row for row in rows if row.id not in known])
    if not drawn:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=small or why_empty)
    solid = [row.scored >= least_n and row.value == row.value for row in drawn]
    full, few = ([row for row, own in zip(drawn, solid, strict=True) if own is wanted] for wanted in (True, False))
    line = with_hollow(subtitle, hollow=bool(few), least_n=least_n)
    below = max(40, 10 + 15 * palette.lines_of(small, characters=_LINE))
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=290, top=20, bottom=below)
    border = palette.color("axis", theme=theme)
    reach = max([0.1, *(abs(row.value) for row in full)])
    reach = 1.0 if reach > 0.6 else reach
    if full:
        _layer(figure, full, reach=reach, theme=theme)
    if few:
        _layer(figure, few, reach=None, theme=theme)
    figure.look(
        geo={
            "projection": {"type": "natural earth"},
            "bgcolor": "rgba(0,0,0,0)",
            "showframe": False,
            "showcoastlines": True,
            "coastlinecolor": border,
            "coastlinewidth": 0.3,
            "showland": False,
            "showcountries": True,
            "countrycolor": border,
            "countrywidth": 0.3,
            "lataxis": {"range": [-57, 84]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    )
    _scale_words(figure, reach=reach if full else None, theme=theme)
    if small:
        figure.note(
            note(
                palette.wrapped(small, characters=_LINE),
                theme=theme,
                x=0,
                y=0,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                yshift=-4,
                align="left",
                font={"size": 11},
            )
        )
    return figure.drawn()


def _too_small(rows: list[_Country]) -> str:
    """Return the sentence that names the countries among `rows`, which the outlines lack; "" where there are none."""
    labels = [row.label for row in rows if re.fullmatch("[A-Z]{3}", row.id)]
    if not labels:
        return ""
    names = ", ".join(cut(label, characters=_NAME) for label in labels[:_NAMED])
    more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
    return f"Too small for this map, listed under “Sentences behind …”: {names}{more}"


class _Country(NamedTuple):
    id: str
    label: str
    n: int
    value: float
    #: Sentences that have the value.
    scored: int
    #: The 95 % interval of the value.
    low: float
    high: float


def _layer(figure: Sheet, rows: list[_Country], *, reach: float | None, theme: Theme) -> None:
    ground = palette.color("paper", theme=theme)
    scale = [[0, ground], [1, ground]] if reach is None else palette.diverging(theme)
    values = [row.value for row in rows]
    signs = ["muted" if v != v or abs(v) < ZERO else "against_ink" if v < 0 else "favor_ink" for v in values]
    edge = [palette.color(name, theme=theme) for name in (signs if reach is None else ["muted"] * len(rows))]
    if reach is None:
        # In full strength the outlines of what is known least would be the loudest of the map.
        edge = [palette.faded(hue, alpha=_FEW) for hue in edge]
    figure.trace(
        "choropleth",
        locations=[row.id for row in rows],
        z=[0.0] * len(rows) if reach is None else values,
        zmin=-(reach or 1),
        zmax=reach or 1,
        colorscale=scale,
        showscale=False,
        marker={"line": {"color": edge, "width": 0.8}},
        customdata=customs(
            *zip(*((row.id, row.label, row.n) for row in rows), strict=True),
            [with_interval(row.value, row.low, row.high) for row in rows],
        ),
        hovertemplate="%{customdata[1]}<br>mean tone %{customdata[3]}, n %{customdata[2]:,}<extra></extra>",
    )


def _scale_words(figure: Sheet, *, reach: float | None, theme: Theme) -> None:
    if reach is None:
        against, favor = (palette.color(f"{side}_ink", theme=theme) for side in ("against", "favor"))
        text = (
            f'mean tone by outline: <span style="color:{against}">□ negative</span>   '
            f'<span style="color:{favor}">□ positive</span>   blank: no sentences'
        )
    else:
        blocks = "".join(f'<span style="color:{hue}">■</span>' for _, hue in palette.diverging(theme))
        text = f"mean tone: {signed(-reach)} {blocks} {signed(reach)}   blank: no sentences"
    figure.note(note(text, theme=theme, x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom"))


def describe_map(frame: pd.DataFrame) -> str:
    """Return the map in words, for readers who do not see it."""
    known = lines(frame[frame["id"] != UNKNOWN], "label", "tone", "n")
    if not known:
        return "No countries to show."
    parts = [f"{row.label} {signed(row.tone)} (n {row.n:,})" for row in sorted(known, key=lambda row: -row.n)[:6]]
    many = counted(len(known), "country", "countries")
    return f"World map of mean tone by country, {many}; most sentences: {'; '.join(parts)}."
