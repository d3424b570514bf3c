"""The app that `serve.py` serves: page settings, menu, filter bar; the page does the rest."""

from __future__ import annotations

import sys
from pathlib import Path

# `streamlit run` puts dashboard/ on the path, never the root of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st

from components.analyse import show_whose_table
from components.builds import show_build_note
from components.downloads import SCRIPT
from components.filter_bar import show_filter_bar
from components.links import pages, show_menu
from components.page import show_missing_own, show_missing_table
from components.saved_views import show_save
from components.style import style_sheet
from dashboard import session
from data.errors import OwnTableError, TableError

#: Our own file: a named icon would be fetched from outside.
ICON = Path(__file__).resolve().parent / "static" / "icon.svg"
#: Pages without the filter bar: what they show does not depend on it.
UNFILTERED = ("Methods", "Analyse")
#: The page that works without a table: a table of one's own is watched there while it is built.
WITHOUT_TABLE = "Analyse"

st.set_page_config(page_title="Podium", page_icon=str(ICON), layout="wide", initial_sidebar_state=230)
page = st.navigation(list(pages().values()), position="hidden")
st.set_page_config(page_title=f"{page.title} · Podium")
session.restate_address(page.title)
st.html(style_sheet(session.theme()))
with st.container(key="scripts"):
    st.html(SCRIPT, unsafe_allow_javascript=True)
try:
    view = session.open_view()
except OwnTableError as error:
    with st.sidebar:
        st.markdown("**Podium**")
        show_menu()
    if page.title == WITHOUT_TABLE:
        page.run()
    else:
        st.title(page.title)
        show_missing_own(error)
    st.stop()
except TableError as error:
    st.title("Podium")
    show_missing_table(error)
    st.stop()
with st.sidebar:
    st.markdown("**Podium**")
    show_menu()
    show_save(view, page=page.title)
show_whose_table()
show_build_note(view)
try:
    if page.title not in UNFILTERED:
        show_filter_bar(view)
    page.run()
except TableError as error:
    # The files of the build went away while the bar or the page was drawn.
    show_missing_table(error)
