"""Speakers: who speaks, how much, in what tone, and where do they stand? With one speaker chosen: the profile."""

import streamlit as st

from components import charts, notes
from components.evidence import show_evidence
from components.figures import by, by_stance, show_figure
from components.page import open_page
from components.profile import one_speaker, show_profile
from components.speaker_list import show_speaker_list
from components.target_choice import show_target_choice
from dashboard import names
from dashboard.queries.groups import by_speaker

view = open_page("Speakers", "Who speaks, how much, in what tone, and where do they stand?")
speaker = one_speaker(view)
if speaker:
    show_profile(view, speaker)
    show_evidence(view)
    st.stop()

look = view.look
target = show_target_choice(view, key="speakers")
speakers = by_speaker(view.table, view.filters, target=target, limit=20)
chart = charts.build_stance_chart(
    speakers, title=f"Who is for or against {names.target(target)}" if target else "Stance by speaker",
    subtitle="Of the twenty speakers with most sentences, those with a stance", **look,
)  # fmt: skip
way = by_stance("speaker", targets=(target,) if target else ())
show_figure(view, chart, speakers, key="stance", way=way, alt=charts.describe_stance(speakers))

left, right = st.columns(2, gap="large")
with left:
    chart = charts.build_counts_chart(
        speakers, title="Who speaks most", subtitle="Sentences by speaker", theme=view.theme
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
