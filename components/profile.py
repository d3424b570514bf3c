"""The profile of one speaker: names, offices, when and about what, for and against what, about whom and how."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import charts, notes
from components.figures import by, by_bucket, by_stance, show_figure
from components.text import escaped
from dashboard import session
from dashboard.queries import profile, stance
from dashboard.queries.counts import timeline
from dashboard.queries.groups import by_topic
from dashboard.session import View


def one_speaker(view: View) -> str | None:
    """Return the speaker whose profile is asked for: the only one in the filters."""
    known = view.filters.speakers
    return known[0] if len(known) == 1 and not known[0].startswith("(") else None


def show_profile(view: View, speaker: str) -> None:
    """Draw the profile of `speaker` in the sentences that match."""
    with st.container(horizontal=True, vertical_alignment="center"):
        name = escaped(view.name("speaker", speaker))
        # Who comes from far down the list of speakers would find the profile opened there: `SCRIPT` leads up to this.
        st.html(f'<h2 class="pd-title" data-land="{escaped(speaker)}" tabindex="-1">{name}</h2>')
        st.button(
            "All speakers", icon=":material/arrow_back:", key="everyone", on_click=session.choose,
            args=(view.filters.without("speakers"),),
        )  # fmt: skip
    _show_offices(view, speaker)
    look = view.look
    over_time = timeline(view.table, view.filters)
    below = notes.subtitle(view, n=int(over_time["n"].sum()))
    chart = charts.build_timeline_chart(over_time, title="When, and in what tone", subtitle=below, **look)
    show_figure(view, chart, over_time, key="timeline", way=by_bucket(), alt=charts.describe_timeline(over_time))
    notes.show_undated(over_time)
    left, right = st.columns(2, gap="large")
    with left:
        targets = stance.by_target(view.table, view.filters, holder="speaker")
        chart = charts.build_stance_chart(targets, title="For and against what", subtitle="Stances by target", **look)
        show_figure(view, chart, targets, key="targets", way=by_stance("target"), alt=charts.describe_stance(targets))
    with right:
        topics = by_topic(view.table, view.filters, limit=12)
        chart = charts.build_counts_chart(topics, title="About what", subtitle="Sentences by topic", theme=view.theme)
        show_figure(view, chart, topics, key="topics", way=by("topic"), alt=charts.describe_counts(topics))
    whom = profile.about_countries(view.table, view.filters)
    chart = charts.build_dots_chart(
        whom, title="About which countries, and how", subtitle="Mean sentiment of n sentences, 95 % interval",
        measure="mean sentiment", **look,
    )  # fmt: skip
    alt = charts.describe_dots(whom, measure="mean sentiment")
    show_figure(view, chart, whom, key="whom", way=by("named"), alt=alt)
    if not whom.empty:
        st.caption(
            "The mean is over sentences that mention the country itself; the sentences behind a mark also name its "
            "government or its people."
        )


def _show_offices(view: View, speaker: str) -> None:
    offices = profile.offices(view.table, view.filters, speaker=speaker)
    forms = profile.names_used(view.table, view.filters, speaker=speaker)
    shown = pd.DataFrame(
        {
            "role": offices["role"].fillna("not known"),
            "country": offices["country_name"].fillna("not known"),
            "first": offices["first"],
            "last": offices["last"],
            "sentences": offices["n"],
            "documents": offices["documents"],
        }
    )
    dates = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in ("first", "last")}
    counts = {name: st.column_config.NumberColumn(format="localized") for name in ("sentences", "documents")}
    st.dataframe(shown, hide_index=True, column_config={**dates, **counts})
    if len(forms) > 1:
        st.text("Also named " + ", ".join(str(form) for form in forms["label"][1:6]))
