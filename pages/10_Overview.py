"""Overview: how large is the corpus, who speaks in it, and how do they lean?"""

import streamlit as st

from components import charts, course, notes
from components.country_map import show_countries
from components.evidence import show_evidence
from components.figures import by, by_bucket, show_figure
from components.headline import show_headline
from components.page import open_page
from components.saved_views import show_saved
from components.stances_by import show_stances_by
from dashboard.queries.counts import timeline
from dashboard.queries.groups import by_topic

view = open_page("Overview", "Who speaks, how much, in what tone, for and against what?")
look = view.look

show_headline(view)
if course.fits(view):
    course.show_course(view)
else:
    over_time = timeline(view.table, view.filters)
    below = notes.subtitle(view, n=int(over_time["n"].sum()))
    chart = charts.build_timeline_chart(over_time, title="How much is said, and in what tone", subtitle=below, **look)
    show_figure(view, chart, over_time, key="timeline", way=by_bucket(), alt=charts.describe_timeline(over_time))
    notes.show_undated(over_time)

left, right = st.columns(2, gap="large")
with left:
    show_stances_by(view, by="speaker", key="speakers", limit=10)
with right:
    topics = by_topic(view.table, view.filters, limit=12)
    chart = charts.build_counts_chart(topics, title="What it is about", subtitle="Sentences by topic", theme=view.theme)
    show_figure(view, chart, topics, key="topics", way=by("topic"), alt=charts.describe_counts(topics))
    notes.show_totals(topics, by="topic")

show_countries(view)
show_saved(view)
show_evidence(view)
