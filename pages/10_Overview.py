"""Overview: how large is the corpus, who speaks in it, and how do they lean?"""

import streamlit as st

from components import charts, course, notes
from components.country_map import show_countries
from components.evidence import show_evidence
from components.figures import by, by_bucket, by_stance, show_figure
from components.headline import show_headline
from components.page import open_page
from components.saved_views import show_saved
from components.target_choice import show_target_choice
from dashboard import names
from dashboard.queries.counts import timeline
from dashboard.queries.groups import by_speaker, by_topic

view = open_page("Overview", "Who speaks, how much, in what tone, for and against what?")
look = view.look

show_headline(view)
if course.fits(view):
    course.show_course(view)
else:
    over_time = timeline(view.table, view.filters)
    chart = charts.build_timeline_chart(
        over_time, title="How much is said, and in what tone", subtitle=notes.subtitle(view), **look
    )
    show_figure(view, chart, over_time, key="timeline", way=by_bucket(), alt=charts.describe_timeline(over_time))

left, right = st.columns(2, gap="large")
with left:
    target = show_target_choice(view, key="overview")
    speakers = by_speaker(view.table, view.filters, target=target, limit=10)
    chart = charts.build_stance_chart(
        speakers, title=f"Who is for or against {names.target(target)}" if target else "Stance by speaker",
        subtitle="Of the ten speakers with most sentences, those with a stance", **look,
    )  # fmt: skip
    way = by_stance("speaker", targets=(target,) if target else ())
    show_figure(view, chart, speakers, key="speakers", way=way, alt=charts.describe_stance(speakers))
    notes.show_totals(speakers, by="speaker")
with right:
    topics = by_topic(view.table, view.filters, limit=12)
    chart = charts.build_counts_chart(topics, title="What it is about", subtitle="Sentences by topic", theme=view.theme)
    show_figure(view, chart, topics, key="topics", way=by("topic"), alt=charts.describe_counts(topics))
    notes.show_totals(topics, by="topic")

show_countries(view)
show_saved(view)
show_evidence(view)
