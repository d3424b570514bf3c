"""Speakers: who speaks, how much, in what tone, and where do they stand? With one speaker chosen: the profile."""

import streamlit as st

from components import charts, notes
from components.evidence import show_evidence
from components.figures import by, show_figure
from components.page import open_page
from components.profile import one_speaker, show_profile
from components.speaker_list import show_speaker_list
from components.stances_by import show_stances_by
from dashboard.queries.groups import by_speaker

view = open_page("Speakers", "Who speaks, how much, in what tone, and where do they stand?")
speaker = one_speaker(view)
if speaker:
    show_profile(view, speaker)
    show_evidence(view)
    st.stop()

look = view.look
show_stances_by(view, by="speaker", key="stance", limit=20)

speakers = by_speaker(view.table, view.filters, limit=20)
left, right = st.columns(2, gap="large")
with left:
    chart = charts.build_counts_chart(
        speakers, title="Who speaks most", subtitle="Sentences by speaker", whole="spoken sentences", theme=view.theme
    )
    show_figure(view, chart, speakers, key="counts", way=by("speaker"), alt=charts.describe_counts(speakers))
with right:
    chart = charts.build_dots_chart(
        speakers, title="In what tone they speak", subtitle="Mean tone with 95 % interval", **look
    )
    show_figure(view, chart, speakers, key="tone", way=by("speaker"), alt=charts.describe_dots(speakers))
notes.show_totals(speakers, by="speaker")
show_speaker_list(view)
show_evidence(view)
