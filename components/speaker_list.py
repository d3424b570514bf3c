"""The searchable list of speakers: found and paged on the server, so 50,000 names cost what 25 do."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from components.text import counted, plain
from dashboard import names, session
from dashboard.queries.options import speaker_page
from dashboard.session import View

PAGE = 20


def show_speaker_list(view: View) -> None:
    """Draw the list; a row's button makes that speaker the filter, which opens the profile."""
    st.header("All speakers", anchor="all-speakers")
    search = st.text_input("Find a speaker", key="find-a-speaker", placeholder="Part of the name")
    number = int(st.session_state.get("speakers-page", 1))
    frame, total = speaker_page(view.table, view.filters, search=search, first=(number - 1) * PAGE, limit=PAGE)
    if not total and number > 1:
        # The search or the filters left fewer pages than the one looked at.
        number = st.session_state["speakers-page"] = 1
        frame, total = speaker_page(view.table, view.filters, search=search, limit=PAGE)
    if not total:
        st.text("No speaker of that name is in the matching sentences.")
        return
    pages = math.ceil(total / PAGE)
    for row in frame.to_dict("records"):
        about = [str(row["kind"] or "")] + ([names.country(row["country"])] if isinstance(row["country"], str) else [])
        words = f"{plain(row['name'])} · {', '.join(p for p in about if p)} · {counted(int(row['n']), 'sentence')}"
        st.button(
            words, key=f"speaker-{row['id']}", type="tertiary", icon=":material/person:", on_click=_open,
            args=(str(row["id"]),),
        )  # fmt: skip
    st.caption(f"{(number - 1) * PAGE + 1:,} to {min(number * PAGE, total):,} of {counted(total, 'speaker')}")
    if pages > 1:
        st.pagination(pages, key="speakers-page")


def _open(speaker: str) -> None:
    session.choose(replace(session.filters(), speakers=(speaker,)))
