"""The tone of the two sides of a comparison over time."""

from __future__ import annotations

from dataclasses import replace

from components import charts, notes
from components.figures import show_figure
from components.side_choice import Side, both_sides, period_way
from components.text import counted_on_sides
from dashboard.queries.compare import tones_over_time
from dashboard.session import View


def show_tones_over_time(view: View, first: Side, second: Side) -> None:
    """Draw the mean tone of both sides over time; nothing between two periods, which have none in common."""
    if second.own.start:
        return
    chosen = [replace(view.filters, also=side.own) for side in (first, second)]
    tones = tones_over_time(view.table, *chosen, either=replace(view.filters, also=both_sides(first, second)))
    chart = charts.build_tones_chart(
        tones,
        title="Tone over time",
        subtitle=f"Mean tone, −1 to +1, 95 % interval · {counted_on_sides(*tones.attrs['sizes'])}",
        first=first.name,
        second=second.name,
        why_empty="Neither side has a dated sentence with a tone.",
        **view.look,
    )
    alt = charts.describe_tones(tones, first=first.name, second=second.name)
    about = {"first": first.name, "second": second.name}
    show_figure(view, chart, tones, key="tones", way=period_way(first, second), alt=alt, about=about)
    notes.show_undated(tones)
