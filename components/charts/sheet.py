"""A figure being put together: plain traces and layout, made a plotly figure once at the end.

plotly checks every change to a figure; made in one go it takes 8 ms instead of 80, and a page has five of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go


class Sheet:
    """Traces, layout, shapes and annotations in plotly's own names; `drawn` gives the figure and checks it."""

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

    def lines(self, places: Iterable[tuple[float, float, float, float]], **line: Any) -> None:
        """Add thin lines (x0, y0, x1, y1) that lie below the marks."""
        for x0, y0, x1, y1 in places:
            self.shape(type="line", x0=x0, y0=y0, x1=x1, y1=y1, line=line, layer="below")

    def drawn(self) -> go.Figure:
        """Return the plotly figure; raises `ValueError` for a setting plotly does not know."""
        layout = {**self.layout, "shapes": self._shapes, "annotations": self._notes}
        return go.Figure({"data": self._traces, "layout": layout})
