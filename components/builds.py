"""Which build a link was made on, and whether there is another by now."""

from __future__ import annotations

import streamlit as st

from components.text import plain
from dashboard import session
from dashboard.session import View
from dashboard.table import is_former


def show_build_note(view: View) -> None:
    """Say that a newer build stands beside the one shown, or that the build of the link is gone; else draw nothing."""
    if session.own_table() is not None:
        return
    asked = session.parameter(session.BUILD)
    if asked and asked != view.table.id:
        st.warning(
            f"This link was made on the build {plain(asked)}, which is no longer on disk. You see the build "
            f"{plain(view.table.id)}: numbers may differ.",
            icon=":material/history:",
        )
    elif is_former(view.table):
        with st.container(horizontal=True, vertical_alignment="center", key="former-build"):
            st.text(f"Another build has been put in place since. You see the former one, {view.table.id}.")
            st.button(
                "Show the newest", key="newest-build", icon=":material/update:", on_click=session.set_parameters,
                args=({session.BUILD: None, "mark": None, "page": None},),
            )  # fmt: skip
