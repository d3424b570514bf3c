"""A target written on the spot: asked of the matching sentences by a job outside the web process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import charts
from components.downloads import show_figure_download
from components.figures import show_figure
from components.job_watch import show_stage, watch
from components.notes import show_stance_totals
from components.text import counted, escaped, percent, verbatim
from dashboard import questions, session
from dashboard.jobs import Job
from dashboard.queries import own_target
from dashboard.session import View
from data.errors import PodiumError

PARAMETER = "asked"
#: Sentences shown for each side, the surest first.
SHOWN = 5
#: Sentences shown for a side that nobody takes, the likeliest first.
NEAREST = 2


def show_own_target(view: View) -> None:
    """Draw the form, the job's progress, and its result."""
    st.header("A target of your own", anchor="own-target")
    with st.form("own-target"):
        target = st.text_input(
            "What are they for or against?", placeholder="An immediate ceasefire", max_chars=questions.LONGEST_TARGET,
            key="own-target-words",
        )  # fmt: skip
        n = min(view.counts.sentences, questions.MOST_SENTENCES)
        drawn = "all" if n == view.counts.sentences else f"a fixed sample of {n:,} of"
        st.caption(
            f"A policy, an actor or an event, in your own words. It is asked of {drawn} the "
            f"{counted(view.counts.sentences, 'sentence')} that match; at most {questions.MOST_SENTENCES:,} at once."
        )
        asked = st.form_submit_button("Ask", icon=":material/play_arrow:")
    if asked:
        try:
            records = own_target.to_ask(view.table, view.filters, limit=questions.MOST_SENTENCES)
            session.set_parameters({PARAMETER: questions.start_scoring(records, target=target)})
            st.rerun()
        except PodiumError as error:
            st.text(str(error))
    token = session.parameter(PARAMETER)
    if token:
        _show_end(view, watch(token, key="own", show=show_stage))


def _show_end(view: View, job: Job | None) -> None:
    if job is None:
        st.text("There is no answer of that name any more. Results are kept for a week.")
    elif job.state == "done":
        _show_result(view, job.token)
    elif job.state == "cancelled":
        st.info("Cancelled.", icon=":material/info:")
    elif job.state != "running":
        st.text(f"The question ended without an answer ({job.state}). {job.said[-400:]}")


def _show_result(view: View, token: str) -> None:
    answers = questions.scores(token)
    if not answers:
        return
    target = str(answers[0]["target"])
    frame = own_target.by_speaker(answers)
    below = f"{counted(len(answers), 'sentence')} asked"
    chart = charts.build_stance_chart(frame, title=f"Who is for or against: {target}", subtitle=below, **view.look)
    # No way from its marks: they stand for the sentences that were asked, which are listed and downloaded here.
    about = {"target": target}
    alt = charts.describe_stance(frame)
    show_figure(view, chart, frame, key="own-target", alt=alt, about=about)
    show_stance_totals(frame, by="speaker")
    flat = own_target.flat(answers)
    show_figure_download(view, flat, what="own-target-answers", about=about, label="Answers as CSV")
    for side, column in zip(("favor", "against"), st.columns(2, gap="large"), strict=True):
        with column:
            st.markdown(f"**Surest {'in favor' if side == 'favor' else 'against'}**")
            ranked = sorted(answers, key=lambda a: -a["probabilities"][side])
            chosen = [a for a in ranked if a["label"] == side and not a["abstained"]]
            none = "" if chosen else "<p class='pd-note'>None. The nearest to it:</p>"
            st.html(none + "".join(_line(answer, side) for answer in chosen[:SHOWN] or ranked[:NEAREST]))


def _line(answer: Mapping[str, Any], side: str) -> str:
    who = "; ".join(answer["speakers"]) or ("narration" if answer["voice"] == "outlet" else "unknown speaker")
    sure = percent(answer["probabilities"][side])
    return (
        f'<article class="pd-card {escaped(answer["voice"])}"><p class="pd-text">{verbatim(str(answer["text"]))}</p>'
        f'<p class="pd-meta"><b>{escaped(who)}</b> · {escaped(sure)} {escaped(side)}</p></article>'
    )
