"""Countries: which countries speak, in what tone, and where do they stand?"""

import streamlit as st

from components import charts
from components.country_map import show_countries
from components.evidence import show_evidence
from components.figures import by_cell, show_figure
from components.page import open_page
from components.stances_by import show_stances_by
from dashboard.queries import stance
from dashboard.queries.grids import country_about_country
from data.records import STANCES

view = open_page("Countries", "Which countries speak, in what tone, and where do they stand?")
look = view.look

show_countries(view)

show_stances_by(view, by="country", key="stance", limit=20)

left, right = st.columns(2, gap="large")
with left:
    grid = stance.country_by_target(view.table, view.filters)
    chart = charts.build_grid_chart(
        grid, title="Countries by target", subtitle="Those with most stances; n counts those answered", **look
    )
    way = by_cell("country", "target", stances=STANCES)
    show_figure(view, chart, grid, key="targets", way=way, alt=charts.describe_grid(grid, least_n=view.least_n))
with right:
    about = country_about_country(view.table, view.filters)
    chart = charts.build_grid_chart(
        about, title="Who speaks how about whom", subtitle="Sentences that name a country, mean sentiment toward it",
        measure="mean sentiment", **look,
    )  # fmt: skip
    alt = charts.describe_grid(about, measure="mean sentiment", least_n=view.least_n)
    show_figure(view, chart, about, key="about", way=by_cell("country", "named"), alt=alt)
show_evidence(view)
