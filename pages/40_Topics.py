"""Topics: what is spoken about, and in what tone?"""

import streamlit as st

from components import charts, notes
from components.evidence import show_evidence
from components.figures import by, by_cell, by_group_in_bucket, show_figure
from components.page import open_page
from components.text import counted
from dashboard.queries.grids import speaker_by_topic
from dashboard.queries.groups import by_topic
from dashboard.queries.shares import shares_over_time

view = open_page("Topics", "What is spoken about, how much, and in what tone?")
look = view.look

topics = by_topic(view.table, view.filters, limit=30)
left, right = st.columns(2, gap="large")
with left:
    chart = charts.build_counts_chart(topics, title="What it is about", subtitle=notes.subtitle(view), theme=view.theme)
    show_figure(view, chart, topics, key="counts", way=by("topic"), alt=charts.describe_counts(topics))
with right:
    chart = charts.build_dots_chart(
        topics, title="In what tone each topic is spoken of", subtitle="Mean tone with 95 % interval", **look
    )
    show_figure(view, chart, topics, key="tone", way=by("topic"), alt=charts.describe_dots(topics))
notes.show_totals(topics, by="topic")

over_time = shares_over_time(view.table, view.filters, by="topic")
below = f"Shares of {counted(over_time.attrs['sentences'], 'sentence')}, 95 % interval"
chart = charts.build_share_timeline_chart(
    over_time, title="How the largest topics’ shares move", subtitle=below, **look
)
way = by_group_in_bucket("topic")
show_figure(view, chart, over_time, key="shares", way=way, alt=charts.describe_share_timeline(over_time))
notes.show_undated(over_time)

grid = speaker_by_topic(view.table, view.filters)
chart = charts.build_grid_chart(
    grid, title="Speakers by topic", subtitle="Those with most sentences", measure="mean tone", **look
)
alt = charts.describe_grid(grid, measure="mean tone", least_n=view.least_n)
show_figure(view, chart, grid, key="speakers", way=by_cell("speaker", "topic"), alt=alt)
show_evidence(view)
