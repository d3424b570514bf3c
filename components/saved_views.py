"""Saving the view one looks at, and the list of saved views."""

from __future__ import annotations

import streamlit as st

from components.links import known_pages, link
from components.text import plain
from dashboard import saved_views, session
from dashboard.saved_views import LONGEST_NAME, SavedView
from data import settings
from data.errors import OutputError, PodiumError


def show_save(view: session.View, *, page: str) -> None:
    """Draw the panel that saves the present view under a name."""
    panel = st.popover("Save this view", icon=":material/bookmark_add:", key="save-view", on_change="rerun")
    if not panel.open:
        return
    with panel:
        name = st.text_input("Name", key="view-name", max_chars=LONGEST_NAME, placeholder="What it shows")
        if not st.button("Save", key="view-save", disabled=not name.strip()):
            return
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        try:
            saved_views.save(settings.table_folder(), name=name, page=page, query=query, build=view.table.id)
        except PodiumError as error:
            st.text(str(error))
            return
        st.text("Saved. Saved views are listed on the Overview page.")


def show_saved(view: session.View) -> None:
    """Draw the saved views, each a link; nothing where there are none."""
    try:
        views = saved_views.saved(settings.table_folder())
    except OutputError as error:
        st.text(str(error))
        return
    if not views:
        return
    st.header("Saved views", anchor="saved-views")
    for one in views:
        _show_one(view, one)
    st.download_button(
        "Export saved views", saved_views.exported(views), file_name="podium-views.json", mime="application/json",
        key="export-views", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _show_one(view: session.View, one: SavedView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        page = one.page if one.page in known_pages() else "Overview"
        other = "" if one.build == view.table.id else f", saved on build {plain(one.build)}"
        link(page, f"{plain(one.name)} ({page}{other})", icon=":material/bookmark:", query=one.query)
        # Saved views are everybody's: one click is not enough.
        with st.popover("Remove", type="tertiary", icon=":material/delete:", key=f"removing-{one.name}"):
            st.markdown(f"Remove “{plain(one.name)}” for everyone?")
            st.button("Remove it", key=f"remove-{one.name}", on_click=_remove, args=(one.name,))


def _remove(name: str) -> None:
    try:
        saved_views.remove(settings.table_folder(), name=name)
    except OutputError as error:
        st.toast(plain(str(error)))
