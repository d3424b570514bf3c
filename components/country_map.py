"""Countries on the map, beside them the same countries as bars with their n: small ones cannot be seen on a map."""

from __future__ import annotations

import streamlit as st

from components import charts, notes
from components.figures import by, show_figure, why_empty
from dashboard.queries.groups import by_country
from dashboard.session import View

#: Bars beside the map, as many as its height holds.
BARS = 10


def show_countries(view: View) -> None:
    """Draw the map and the bars of the countries that are spoken for."""
    countries = by_country(view.table, view.filters)
    wide, narrow = st.columns([4, 3], gap="large")
    with wide:
        below = f"{notes.subtitle(view, n=countries.attrs['known'])} spoken for a known country"
        chart = charts.build_map_chart(
            countries, title="Which countries speak, and in what tone", subtitle=below,
            why_empty=why_empty(view, "No spoken sentence is of a speaker whose country is known."), **view.look,
        )  # fmt: skip
        alt = charts.describe_map(countries)
        show_figure(view, chart, countries, key="map", way=by("country"), alt=alt, config=charts.MAP_CONFIG)
    with narrow:
        largest = by_country(view.table, view.filters, limit=BARS)
        chart = charts.build_counts_chart(
            largest,
            title="How much each country says",
            subtitle="Sentences by country spoken for",
            whole="spoken sentences",
            why_empty=why_empty(view, "There are no spoken sentences to count here."),
            theme=view.theme,
        )
        alt = charts.describe_counts(largest)
        show_figure(view, chart, largest, key="country-counts", way=by("country"), alt=alt)
    notes.show_totals(largest, by="country")
