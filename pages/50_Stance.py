"""Stance: who is for or against one target, and does the outlet say what its speakers say?"""

import streamlit as st

from components import charts, notes
from components.evidence import show_evidence
from components.figures import by_outlet_side, by_stance, by_stance_in_bucket, show_figure
from components.own_target import show_own_target
from components.page import open_page
from components.target_choice import show_group_choice, show_target_choice
from components.text import counted, plain
from dashboard import names
from dashboard.filters import Filters
from dashboard.queries.groups import HOLDER_OF, VOICES_OF
from dashboard.queries.stance import by_holder, over_time, stance_by

GROUPS = ("speaker", "country", "outlet", "topic")

view = open_page("Stance", "Who is for or against one thing, and does the outlet say what its speakers say?")
look = view.look

with st.container(horizontal=True, vertical_alignment="bottom"):
    target = show_target_choice(view, key="stance")
    group = show_group_choice(GROUPS, key="stance")
if target is None:
    st.info(
        "None of these sentences has a stance toward a target. Widen the filters.", icon=":material/filter_alt_off:"
    )
    show_own_target(view)
    show_evidence(view)
    st.stop()
name = names.target(target)

groups = stance_by(view.table, view.filters, target=target, by=group, limit=20)
chart = charts.build_stance_chart(
    groups,
    title=f"Who is for or against {name}, by {group}",
    subtitle=notes.subtitle(view, n=groups.attrs["stances"], what="stance"),
    **look,
)
# Speakers and countries speak in all their sentences; outlets and topics also have sentences of others.
holder = HOLDER_OF[group]
voices = {"voices": VOICES_OF[holder]}
way = by_stance(group, targets=(target,), **(voices if group in ("outlet", "topic") else {}))
show_figure(view, chart, groups, key="stance", way=way, alt=charts.describe_stance(groups))
notes.show_stance_totals(groups, by=group)

left, right = st.columns(2, gap="large")
with left:
    times = over_time(view.table, view.filters, target=target, holder=holder)
    chart = charts.build_net_timeline_chart(
        times,
        title=f"For or against {name}, over time",
        subtitle=f"Shares of {counted(int(times['net_n'].sum()), 'answered stance')} {notes.WHOSE[holder]}",
        **look,
    )
    way = by_stance_in_bucket(targets=(target,), **voices)
    show_figure(view, chart, times, key="stance-time", way=way, alt=charts.describe_net_timeline(times))
    notes.show_stance_totals(times, by=group)
with right:
    sides = by_holder(view.table, view.filters, target=target)
    own, quoted = "the outlet’s own words", "speakers it quotes"
    chart = charts.build_dumbbell_chart(
        sides,
        title="What outlets say themselves, and what those they quote say",
        subtitle=f"Net stance toward {name}, 95 % interval; n counts those answered",
        first=own,
        second=quoted,
        axis_title="net stance, −1 against to +1 in favor",
        **look,
    )
    way = by_outlet_side(first=own, second=quoted, targets=(target,))
    alt = charts.describe_dumbbell(sides, first=own, second=quoted)
    show_figure(view, chart, sides, key="stance-holders", way=way, alt=alt)
st.caption(
    "Net stance: share in favor minus share against, among the stances the model answered; the line is its 95 % "
    "interval. Abstained: the model was not sure enough to answer; it is not neutral."
)
show_own_target(view)
show_evidence(view, among=Filters(targets=(target,)), heading=f"The sentences with a stance toward {plain(name)}")
