"""The parts of the Analyse page: paste or upload, watch the job, go to its result."""

from __future__ import annotations

import streamlit as st

from components.links import link
from components.text import plain
from dashboard import jobs, session
from data.errors import PodiumError

#: Seconds between two looks at a running job.
EVERY = 2.0


def show_input() -> None:
    """Draw the form that takes a text or files and starts the job."""
    with st.form("analyse", clear_on_submit=False):
        text = st.text_area(
            "Paste a text (the first line is taken as its title)", height=220, key="pasted",
            max_chars=jobs.MOST_CHARACTERS,
        )  # fmt: skip
        files = st.file_uploader(
            "or upload files", type=[ending.lstrip(".") for ending in jobs.ENDINGS], accept_multiple_files=True,
            help="Plain text, JSON Lines (one document a line: id, text, title, outlet, date, speaker), or CSV.",
        )  # fmt: skip
        started = st.form_submit_button("Read it", type="primary", icon=":material/play_arrow:")
    if not started:
        return
    given = {file.name: file.getvalue() for file in files}
    if text.strip():
        given["pasted.txt"] = text.encode()
    try:
        token = jobs.start(given)
    except PodiumError as error:
        st.error("That cannot be read.", icon=":material/error:")
        st.text(str(error))
        return
    session.set_parameters({"job": token})
    st.rerun()


@st.fragment(run_every=EVERY)
def show_job(token: str) -> None:
    """Draw how the job stands, looking again every few seconds while it runs."""
    job = jobs.look(token)
    if job is None:
        st.text("There is no job of that name any more. Results are kept for a week.")
        return
    if job.state == "running":
        st.progress(job.share, text=f"Reading: {job.seconds:.0f} s of at most {jobs.MOST_SECONDS} s")
        st.button("Cancel", key="job-cancel", icon=":material/stop:", on_click=jobs.cancel, args=(token,))
    elif job.state == "done":
        st.success("Done. The result is a table of its own; the shared one is not touched.", icon=":material/check:")
        for page in ("Overview", "Sentences", "Article"):
            link(page, f"Open the result in {page}", query={session.OWN: token}, icon=":material/arrow_forward:")
        st.caption("To keep it: download it there, or build a table of your own with `make build INPUT=...`.")
    else:
        words = {"failed": "It could not be read.", "cancelled": "Cancelled.", "too long": "Stopped: it took too long."}
        st.warning(words[job.state], icon=":material/info:")
    if job.said:
        with st.expander("What the job said", expanded=job.state == "failed"):
            st.text(job.said)


def show_whose_table() -> None:
    """Say that the pages show a table of the reader's own, and how to go back."""
    if session.own_table() is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="whose"):
        st.text("You are looking at your own documents.")
        link("Overview", plain("Back to the shared table"), query={}, icon=":material/undo:")
