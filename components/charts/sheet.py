"""A figure being put together: plain traces and layout, handed on as they are.

plotly checks every setting of a figure, which takes ten times as long as drawing it. What the dashboard draws is
checked when somebody looks into the figure, as every test does, and not while a reader waits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go


class Sheet:
    """Traces, layout, shapes and annotations in plotly's own names; `drawn` gives the figure."""

    def __init__(self, **layout: Any) -> None:
        self.layout: dict[str, Any] = layout
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []

    def trace(self, kind: str, **own: Any) -> None:
        """Add a trace of plotly's `kind` ("bar", "scatter", "heatmap", "choropleth")."""
        self._traces.append({"type": kind, **own})

    def shape(self, **own: Any) -> None:
        """Add a line or rectangle."""
        self._shapes.append(own)

    def note(self, *notes: dict[str, Any]) -> None:
        """Add annotations."""
        self._notes.extend(notes)

    def look(self, **layout: Any) -> None:
        """Change the layout; a setting that is a dictionary there is added to, not replaced."""
        for name, value in layout.items():
            now = self.layout.get(name)
            self.layout[name] = now | value if isinstance(now, dict) and isinstance(value, dict) else value

    def drawn(self) -> go.Figure:
        """Return the plotly figure."""
        return Drawn(self._traces, {**self.layout, "shapes": self._shapes, "annotations": self._notes})


class Drawn(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A plotly figure of plain settings: looking into it checks them (`ValueError` for one plotly does not know)."""

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        self.__dict__["_given"] = {"data": data, "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as values that JSON knows."""
        plain: dict[str, Any] = _plain(self.__dict__["_given"])
        return plain

    def __getattr__(self, name: str) -> Any:
        # Everything of a checked figure is missing until it is asked for.
        if "_data_objs" in self.__dict__ or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(name)
        super().__init__(self.__dict__["_given"])
        return getattr(self, name)


def lines(frame: pd.DataFrame, *names: str) -> list[SimpleNamespace]:
    """Return the rows of a small frame with these columns (default: all) as attributes.

    pandas' own way takes ten times as long.
    """
    wanted = names or tuple(frame.columns)
    columns = [frame[name].tolist() for name in wanted]
    return [SimpleNamespace(**dict(zip(wanted, row, strict=True))) for row in zip(*columns, strict=True)]


#: Types that are JSON's own; lists of them, which are nearly all, are passed on as they are.
_READY = frozenset({str, int, bool, type(None)})
_NUMBERS = frozenset({float, int})


def height(figure: go.Figure) -> int | None:
    """Return the height of a figure in pixels, without looking into it."""
    given = figure.__dict__.get("_given")
    found: int | None = given["layout"].get("height") if given else figure.layout.height
    return found


def select(figure: go.Figure, is_chosen: Callable[[Sequence[Any]], bool]) -> None:
    """Show the marks whose customdata `is_chosen` accepts as chosen and all others pale; nothing where none is.

    A browser keeps what was clicked, and knows neither of a mark that the address names nor of one given up.
    """
    given = figure.__dict__.get("_given")
    traces = [trace for trace in given["data"] if trace.get("customdata") is not None] if given else []
    found = [[at for at, custom in enumerate(trace["customdata"]) if is_chosen(custom)] for trace in traces]
    if any(found):
        for trace, chosen in zip(traces, found, strict=True):
            trace["selectedpoints"] = chosen


def _plain(value: Any) -> Any:
    """Return `value` as JSON knows it: arrays as lists, dates as text, what is missing as None."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        kinds = set(map(type, value))
        if kinds <= _READY or (kinds <= _NUMBERS and all(map(math.isfinite, value))):
            return value
        return [_plain(part) for part in value]
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if value - value == 0 else None
    return value if isinstance(value, int) else _day(value)


def _day(value: Any) -> str | None:
    return None if pd.isna(value) else str(value.isoformat())
