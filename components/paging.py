"""The way through the pages of a list that is cut on the server; the address holds which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import session


def show_pages(count: int, *, number: int, name: str, key: str, ends: Sequence[str] = ()) -> None:
    """Draw `count` pages, of which `number` (from 1) is shown, to choose from; nothing where there is but one.

    The choice goes into the address as `name`, and takes out of it what `ends` with the page that was shown.
    """
    if count == 1:
        return
    # The address may name another page at any time: the number in the key makes the widget follow it.
    key = f"{key}-{number}"
    st.pagination(count, default=number, key=key, on_change=_set, args=(key, name, tuple(ends)))


def _set(key: str, name: str, ends: Sequence[str]) -> None:
    session.set_parameters({name: str(st.session_state[key]), **dict.fromkeys(ends)})
