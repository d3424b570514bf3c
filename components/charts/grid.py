"""Two groupings at once: a heat map with n in each cell, hollow where n is small."""

from __future__ import annotations

from types import SimpleNamespace

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
    with_hollow,
)
from components.charts.sheet import Sheet, lines
from components.palette import Theme
from components.text import brief, signed, with_interval

#: Pixels of a cell's height, characters of a line of a row's name.
_CELL, _ROW_NAME = 36, 20
#: With more columns than this only n has room in a cell.
_WIDEST = 8
#: Up to so many columns the words in the cells lie level on a narrow screen; with more, the style sheet sets those of
#: the size for many upright there, so that neighbours do not touch.
_LEVEL, FEW_SIZE, MANY_SIZE = 5, 11, 10
#: Characters of a column's name that stands at an angle in degrees; each takes this many pixels of height.
_NAME, _ANGLE, _RISE = 24, -40, 4.6
#: With more columns than this, names at an angle would lie on each other on a narrow screen, and longer ones would
#: leave the figure: they stand upright.
_ANGLED, _UPRIGHT, _UPRIGHT_RISE = 10, -90, 6.2
#: Columns wide enough for two lines of an upright name on a narrow screen, characters of each, and of the only line of
#: more columns.
_TWO_LINES, _HALF_NAME, _LONG_NAME = 7, 24, 34


def build_grid_chart(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    measure: str = "net stance",
    theme: Theme = "light",
    least_n: int = LEAST_N,
    why_empty: str = f"No two groups meet in these sentences. {WIDEN}",
) -> go.Figure:
    """Return rows by columns coloured by a value in [-1, 1], in each cell of how many; those of few are hollow.

    The value is the mean over the `value_n` of a cell's n that have one: fewer than `least_n` of those are few.
    `frame`: label, row, row_label, column, column_label, value, low, high, value_n, n; rows and columns in order of
    appearance. customdata of the cells: row id, column id, n, label.
    """
    if frame.empty:
        return empty_figure(title=title, subtitle=subtitle, theme=theme, why=why_empty)
    cells = lines(frame)
    rows = {cell.row: cell.row_label for cell in cells}
    columns = {cell.column: cell.column_label for cell in cells}
    line = with_hollow(subtitle, hollow=any(cell.value_n < least_n for cell in cells if cell.n), least_n=least_n)
    if any(cell.value_n != cell.n for cell in cells):
        line += f"{' · ' if line else ''}n: {_whose(measure)}, of all in the hover"
    names, angle, rise = _names(list(columns.values()))
    # Room for the longest name: plotly would otherwise take it from the cells.
    bottom = 26 + round(rise * max(len(line) for name in names for line in name))
    height = row_height(list(rows.values()), height=_CELL, characters=_ROW_NAME) * len(rows)
    figure = new_figure(title=title, subtitle=line, theme=theme, plot_height=height, top=22, bottom=bottom)
    at_row = {r: i for i, r in enumerate(rows)}
    at_column = {c: i for i, c in enumerate(columns)}
    wide = len(columns) <= _WIDEST
    _cells(figure, cells, at_row, at_column, theme=theme, least_n=least_n)
    _texts(figure, cells, at_row, at_column, theme=theme, least_n=least_n, wide=wide, measure=measure)
    figure.look(
        yaxis=rows_axis(list(rows.values()), theme=theme, characters=_ROW_NAME),
        xaxis=axis(
            theme,
            tickmode="array",
            tickvals=list(range(len(columns))),
            showgrid=False,
            tickangle=angle,
            ticktext=["<br>".join(name) for name in names],
            automargin=False,
            range=[-0.5, len(columns) - 0.5],
            tickfont={"color": palette.color("text", theme=theme), "size": 12},
        ),
    )
    against, favor = (palette.color(f"{side}_ink", theme=theme) for side in ("against", "favor"))
    ends = ("against", "in favor") if "stance" in measure else ("negative", "positive")
    text = (
        f'<span style="color:{against}">■ {ends[0]}</span>   <span style="color:{favor}">■ {ends[1]}</span>   '
        f"{palette.safe(measure) if wide else 'n in the cell'}"
    )
    # From the right: on a narrow screen there is room above the names of the rows, none beside the cells.
    figure.note(note(text, theme=theme, x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="bottom"))
    return figure.drawn()


def _whose(measure: str) -> str:
    """Return in words which sentences or stances behind a cell have a value."""
    return "those answered" if "stance" in measure else f"those with a {measure.removeprefix('mean ')}"


def _names(columns: list[str]) -> tuple[list[list[str]], int, float]:
    """Return the lines of each column's name, the angle they stand at, and the height of a character."""
    short = len(columns) <= _ANGLED and all(len(name) <= _NAME for name in columns)
    if short:
        return [[palette.label(name)] for name in columns], _ANGLE, _RISE
    lines, characters = (2, _HALF_NAME) if len(columns) <= _TWO_LINES else (1, _LONG_NAME)
    cut = [palette.label_lines(name, characters=characters, lines=lines) for name in columns]
    return cut, _UPRIGHT, _UPRIGHT_RISE


def _cells(
    figure: Sheet,
    cells: list[SimpleNamespace],
    at_row: dict[str, int],
    at_column: dict[str, int],
    *,
    theme: Theme,
    least_n: int,
) -> None:
    z: list[list[float | None]] = [[None] * len(at_column) for _ in at_row]
    for r in cells:
        if r.value_n >= least_n and r.value == r.value:
            z[at_row[r.row]][at_column[r.column]] = float(r.value)
        elif r.n > 0:
            i, j = at_row[r.row], at_column[r.column]
            figure.shape(
                type="rect",
                x0=j - 0.46,
                x1=j + 0.46,
                y0=i - 0.44,
                y1=i + 0.44,
                line={"color": palette.color("axis", theme=theme), "width": 1, "dash": "dot"},
            )
    figure.trace(
        "heatmap",
        z=z,
        x=list(range(len(at_column))),
        y=list(range(len(at_row))),
        zmin=-1,
        zmax=1,
        xgap=3,
        ygap=3,
        colorscale=palette.diverging(theme),
        showscale=False,
        hoverinfo="skip",
    )


def _texts(
    figure: Sheet,
    cells: list[SimpleNamespace],
    at_row: dict[str, int],
    at_column: dict[str, int],
    *,
    theme: Theme,
    least_n: int,
    wide: bool,
    measure: str,
) -> None:
    shown = [cell for cell in cells if cell.n > 0]
    muted = palette.color("muted", theme=theme)
    inks = [
        palette.text_on(c.value, theme=theme) if c.value_n >= least_n and c.value == c.value else muted for c in shown
    ]
    words = [f"{signed(c.value)}<br>n {brief(c.value_n)}" if wide else brief(c.value_n) for c in shown]
    # Where not all behind a cell have a value, its mean is of fewer; a click leads to all.
    sizes = [f"{c.n:,}" if c.value_n == c.n else f"{c.value_n:,} of {c.n:,}" for c in shown]
    intervals = [f"{with_interval(c.value, c.low, c.high)}, n {size}" for c, size in zip(shown, sizes, strict=True)]
    carried = [[getattr(c, name) for c in shown] for name in ("row", "column", "n", "label")]
    figure.trace(
        "scatter",
        x=[at_column[c.column] for c in shown],
        y=[at_row[c.row] for c in shown],
        mode="markers+text",
        text=words,
        textfont={"size": FEW_SIZE if len(at_column) <= _LEVEL else MANY_SIZE, "color": inks},
        marker={"size": 26, "opacity": 0, "symbol": "square"},
        customdata=customs(*carried, intervals, ids=2),
        hovertemplate="%{customdata[3]}<br>" + palette.safe(measure) + " %{customdata[4]}<extra></extra>",
    )


def describe_grid(frame: pd.DataFrame, *, measure: str = "net stance", least_n: int = LEAST_N) -> str:
    """Return the heat map in words, for readers who do not see it: its size and its strongest cells.

    Those of fewer than `least_n`, which are hollow, are named only where there are no others, largest first.
    """
    if frame.empty:
        return "No cells to show."
    cells = lines(frame, "row", "row_label", "column", "column_label", "value", "value_n", "n")
    size = f"{len({c.row for c in cells})} rows by {len({c.column for c in cells})} columns"
    valued = [c for c in cells if c.value == c.value]
    solid = sorted((c for c in valued if c.value_n >= least_n), key=lambda c: -abs(c.value))
    told = solid or sorted(valued, key=lambda c: -c.value_n)
    parts = [f"{c.row_label} and {c.column_label} {signed(c.value)} (n {c.value_n:,})" for c in told[:6]]
    if not parts:
        return f"Heat map of {measure}, {size}; no cell has a value."
    lead = "strongest" if solid else f"every cell is of fewer than {least_n} and hollow; those of most"
    return f"Heat map of {measure}, {size}; {lead}: {'; '.join(parts)}."
