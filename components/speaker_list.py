"""The searchable list of speakers: found and paged on the server, so 50,000 names cost what 25 do.

The address holds the words searched for and the page of the list.
"""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from components.paging import show_pages
from components.text import counted, plain
from dashboard import names, session
from dashboard.queries.options import speaker_page
from dashboard.session import View

PAGE = 20
#: Names in the address; "page" is that of the sentences below.
SEARCH, NUMBER = "find", "list"


def show_speaker_list(view: View) -> None:
    """Draw the list; a row's button makes that speaker the filter, which opens the profile."""
    st.header("All speakers", anchor="all-speakers")
    search = session.parameter(SEARCH)
    st.session_state["find-a-speaker"] = search
    st.text_input("Find a speaker", key="find-a-speaker", placeholder="Part of the name", on_change=_set_search)
    _, total = speaker_page(view.table, view.filters, search=search, limit=0)
    if not total:
        none = "No speaker of that name is" if search else "Nobody who is known speaks"
        st.text(f"{none} in the matching sentences. {'Search for another.' if search else 'Widen the filters.'}")
        return
    pages = math.ceil(total / PAGE)
    # The search or the filters may have left fewer pages than the one looked at.
    number = session.number(NUMBER, 1, low=1, high=pages)
    frame, _ = speaker_page(view.table, view.filters, search=search, first=(number - 1) * PAGE, limit=PAGE)
    for row in frame.to_dict("records"):
        country = names.country(row["country"]) if isinstance(row["country"], str) else ""
        kind = row["kind"] if isinstance(row["kind"], str) else ""
        about = ", ".join(p for p in (kind, country) if p and p != row["name"])
        parts = (plain(row["name"]), plain(about), counted(int(row["n"]), "sentence"))
        words = " · ".join(part for part in parts if part)
        st.button(
            words, key=f"speaker-{row['id']}", type="tertiary", icon=":material/person:", on_click=_open,
            args=(str(row["id"]),),
        )  # fmt: skip
    st.caption(f"{(number - 1) * PAGE + 1:,} to {min(number * PAGE, total):,} of {counted(total, 'speaker')}")
    show_pages(pages, number=number, name=NUMBER, key="speakers-page")


def _set_search() -> None:
    session.set_parameters({SEARCH: st.session_state["find-a-speaker"].strip(), NUMBER: None})


def _open(speaker: str) -> None:
    session.choose(replace(session.filters(), speakers=(speaker,)))
