"""What a reader may set for all pages: the smallest n at which a mark is drawn filled."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.session import View


def show_least_n(view: View) -> None:
    """Draw the choice of the smallest n; it travels in the address."""
    st.session_state["least-n"] = view.least_n
    st.number_input(
        "Smallest n of a filled mark", min_value=1, max_value=1000, key="least-n", width=220,
        help="Marks of fewer sentences are drawn hollow, on every page.",
        on_change=lambda: session.set_parameters({"least": str(st.session_state["least-n"])}),
    )  # fmt: skip
