"""The parts of the Analyse page: paste or upload, watch the job, go to its result."""

from __future__ import annotations

import streamlit as st

from components.job_watch import show_stage, watch
from components.links import link
from components.text import plain
from dashboard import jobs, own_documents, session
from dashboard.jobs import Job
from data.errors import PodiumError

#: What a pasted text is called among the files.
PASTED = "pasted.txt"


def show_input() -> None:
    """Draw the form that takes a text or files and starts the job."""
    with st.form("analyse", clear_on_submit=False):
        text = st.text_area(
            "Paste a text (the first line is taken as its title)", height=220, key="pasted",
            max_chars=own_documents.MOST_CHARACTERS,
        )  # fmt: skip
        files = st.file_uploader(
            "Or upload files", accept_multiple_files=True,
            type=[ending.lstrip(".") for ending in own_documents.ENDINGS],
            help="Plain text, JSON Lines (one document a line: id, text, title, outlet, date, speaker), or CSV.",
        )  # fmt: skip
        started = st.form_submit_button("Read it", type="primary", icon=":material/play_arrow:")
    if not started:
        return
    if not text.strip() and not files:
        st.info("There is nothing to read yet: paste a text or choose a file.", icon=":material/info:")
        return
    given = [(file.name, file.getvalue()) for file in files]
    if text.strip():
        given.append((PASTED, text.encode()))
    names = own_documents.told_apart([name for name, _ in given])
    try:
        token = own_documents.start({name: content for name, (_, content) in zip(names, given, strict=True)})
    except PodiumError as error:
        st.warning(f"That cannot be read: {plain(str(error))}", icon=":material/info:")
        return
    session.set_parameters({session.JOB: token})
    st.rerun()


def show_job(token: str) -> None:
    """Draw how the job stands, looking again every few seconds while it runs."""
    job = watch(token, key="job", show=_show_running)
    if job is None:
        st.text("There is no job of that name any more. Results are kept for a week.")
    elif job.state == "done":
        _show_result(token)
        _show_said(job)
    elif job.state != "running":
        words = {"failed": "It could not be read.", "cancelled": "Cancelled.", "too long": "Stopped: it took too long."}
        st.warning(words[job.state], icon=":material/info:")
        _show_said(job)


def _show_running(job: Job) -> None:
    show_stage(job)
    st.caption(f"It runs beside the dashboard; you may leave this page. It is stopped after {jobs.MOST_SECONDS} s.")
    _show_said(job)


def _show_said(job: Job) -> None:
    if job.said:
        with st.expander("What the job said", expanded=job.state == "failed"):
            st.text(job.said)


def _show_result(token: str) -> None:
    kept = own_documents.is_kept(token)
    done = "It is in your own table." if kept else "The result is a table of its own; the shared one is not touched."
    st.success(f"Done. {done}", icon=":material/check:")
    with st.container(horizontal=True):
        for page in ("Overview", "Sentences", "Article"):
            link(page, f"Open it in {page}", query={session.OWN: token}, icon=":material/arrow_forward:")
    if kept:
        st.caption("The address of these pages is the only way back to your table: keep it as a bookmark.")
        return
    mine = session.parameter(session.OWN)
    mine = mine if own_documents.is_kept(mine) else ""
    label = "Add it to your own table" if mine else "Keep it in a table of your own"
    if st.button(label, key="job-keep", icon=":material/library_add:"):
        try:
            into = own_documents.keep(token, into=mine)
        except PodiumError as error:
            st.text(str(error))
            return
        session.set_parameters({session.JOB: into, session.OWN: into})
        st.rerun(scope="app")
    st.caption("Without that it is kept for a week. More texts can be added to the same table later.")


def show_whose_table() -> None:
    """Say that the pages show a table of the reader's own, and how to go back."""
    if session.own_table() is None:
        return
    kept = own_documents.is_kept(session.parameter(session.OWN))
    with st.container(horizontal=True, vertical_alignment="center", key="whose"):
        st.text("You are looking at your own table." if kept else "You are looking at your own documents.")
        link("Analyse", "Add more to it" if kept else "Keep it", query=_here(), icon=":material/library_add:")
        link("Overview", plain("Back to the shared table"), query={}, icon=":material/undo:")


def _here() -> dict[str, str]:
    token = session.parameter(session.OWN)
    return {session.OWN: token} | ({} if own_documents.is_kept(token) else {session.JOB: token})
