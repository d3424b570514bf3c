"""A running job on a page: how far it is, a way to cancel it, and the page run again when it ends."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import jobs
from dashboard.jobs import Job

#: Seconds between two looks at a running job.
EVERY = 2.0


def watch(token: str, *, key: str, show: Callable[[Job], None]) -> Job | None:
    """Return how a job stands, None when there is none of that token; while it runs, draw it with `show`, ever anew."""
    job = jobs.look(token)
    if job is not None and job.state == "running":
        st.fragment(_watch, run_every=EVERY)(token, key, show)
    return job


def show_stage(job: Job) -> None:
    """Draw how far a job is, and at what."""
    st.progress(job.share, text=f"{job.stage[:1].upper()}{job.stage[1:]} · {job.seconds:.0f} s")


def _watch(token: str, key: str, show: Callable[[Job], None]) -> None:
    job = jobs.look(token)
    if job is None or job.state != "running":
        st.rerun(scope="app")
    show(job)
    st.button("Cancel", key=f"{key}-cancel", icon=":material/stop:", on_click=jobs.cancel, args=(token,))
