"""Countries: which countries speak, in what tone, and where do they stand?"""

import streamlit as st

from components import charts
from components.country_map import show_countries
from components.evidence import show_evidence
from components.figures import by_cell, by_stance, show_figure
from components.page import open_page
from components.target_choice import show_target_choice
from dashboard import names
from dashboard.queries import stance
from dashboard.queries.grids import country_about_country
from dashboard.queries.groups import by_country

view = open_page("Countries", "Which countries speak, in what tone, and where do they stand?")
look = view.look

show_countries(view)

target = show_target_choice(view, key="countries")
largest = by_country(view.table, view.filters, target=target, limit=20)
chart = charts.build_stance_chart(
    largest, title=f"Which countries are for or against {names.target(target)}" if target else "Stance by country",
    subtitle="Of the twenty countries with most sentences, those with a stance", **look,
)  # fmt: skip
way = by_stance("country", targets=(target,) if target else ())
show_figure(view, chart, largest, key="stance", way=way, alt=charts.describe_stance(largest))

left, right = st.columns(2, gap="large")
with left:
    grid = stance.country_by_target(view.table, view.filters)
    chart = charts.build_grid_chart(grid, title="Countries by target", subtitle="Net stance of the speakers", **look)
    way = by_cell("country", "target")
    show_figure(view, chart, grid, key="targets", way=way, alt=charts.describe_grid(grid))
with right:
    about = country_about_country(view.table, view.filters)
    chart = charts.build_grid_chart(
        about, title="Who speaks how about whom", subtitle="Mean sentiment toward the country named",
        measure="mean sentiment", **look,
    )  # fmt: skip
    alt = charts.describe_grid(about, measure="mean sentiment")
    show_figure(view, chart, about, key="about", way=by_cell("country", "named"), alt=alt)
show_evidence(view)
