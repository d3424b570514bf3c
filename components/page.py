"""What every page starts with: its title and question, the line of numbers, and what to do when there is nothing.

`open_page` gives the page its view, or draws the reason and stops; `show_head` is for a page that needs no table.
"""

from __future__ import annotations

import streamlit as st

from components.links import link
from components.saved_views import show_saved
from components.text import counted, escaped, percent
from dashboard import jobs, session
from dashboard.filters import Filters, period_words
from dashboard.search import begins_with_not
from dashboard.session import View
from data.errors import OwnTableError, TableError


def open_page(title: str, question: str, *, empty_stops: bool = True) -> View:
    """Draw the page's head and return its view; without a table, or with nothing that matches, say so and stop."""
    st.title(title)
    st.caption(question)
    try:
        view = session.open_view()
    except OwnTableError as error:
        show_missing_own(error)
        st.stop()
    except TableError as error:
        show_missing_table(error)
        st.stop()
    show_numbers(view)
    show_looking(view)
    if empty_stops and not view.counts.sentences:
        show_empty(view)
        show_saved(view)
        st.stop()
    return view


def show_head(title: str, question: str) -> None:
    """Draw the head of a page that works without a table: the line of numbers, or why there is none."""
    st.title(title)
    st.caption(question)
    try:
        show_numbers(session.open_view())
    except OwnTableError as error:
        show_missing_own(error)


def show_numbers(view: View) -> None:
    """Draw the line that is the same on every page: how many sentences match, of whom, from when, of which build."""
    c = view.counts
    people = counted(c.speakers, "speaker")
    when = f" · {period_words(c.first, c.last)}" if c.first and c.last else ""
    known = ""
    if c.attributed is not None:
        known = f" · speaker known in {escaped(percent(c.attributed))} of {counted(c.spoken, 'spoken sentence')}"
    st.html(
        f'<p class="pd-line"><b>{c.sentences:,}</b> of <b>{c.total:,}</b> sentences match '
        f"({counted(c.documents, 'document')}, {people}, build {escaped(view.table.id)})</p>"
        f'<p class="pd-note">{escaped(view.words())}{when}{known}</p>'
    )


def show_looking(view: View) -> None:
    """Say which mark of a figure the page looks at, with the way down to its sentences."""
    mark = session.mark()
    if mark is not None:
        words = escaped(view.words(mark))
        st.html(f'<p class="pd-note">Looking at {words}. <a href="#sentences">To its sentences</a></p>')


def show_empty(view: View) -> None:
    """Say that nothing matches, and what to widen."""
    if not view.counts.total:
        st.info("This build holds no sentences. Make another: `make build INPUT=documents/`.", icon=":material/info:")
        return
    st.info("No sentence matches these filters. Take one out, or widen the dates.", icon=":material/filter_alt_off:")
    if begins_with_not(view.filters.text):
        st.text("A search cannot begin with NOT. Say first what to find, as in: grain NOT aid.")
    st.button("Clear all filters", key="empty-clear", on_click=session.choose, args=(Filters(),))


def show_missing_own(error: OwnTableError) -> None:
    """Say that the reader's own table is not there, or not yet, and where to go."""
    st.warning(str(error), icon=":material/hourglass_empty:")
    token = session.parameter(session.OWN)
    with st.container(horizontal=True, key="missing-own"):
        if jobs.folder(token) is None:
            link("Analyse", "Read documents again", query={}, icon=":material/edit_note:")
        else:
            link("Analyse", "To its job", query={session.OWN: token, session.JOB: token}, icon=":material/edit_note:")
        link("Overview", "Back to the shared table", query={}, icon=":material/undo:")


def show_missing_table(error: TableError) -> None:
    """Say that there is no table to read, and how to get one."""
    st.warning("There is no table to show yet, or it cannot be read.", icon=":material/database_off:")
    st.text(str(error))
    st.markdown("Build it from the shipped article with `make dashboard`, or from your documents:")
    st.code("make build INPUT=path/to/documents", language="sh")
    st.button("Look again", key="look-again")
