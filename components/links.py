"""Links between the pages: the menu, and from a sentence to its place in the article.

A page is one file in `pages/`: the number gives the order, the rest of the name is title and address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import session
from data import settings

FOLDER = settings.ROOT / "pages"
#: Material icons of the menu; a page without one gets the plain sheet.
ICONS = {
    "Overview": "dashboard",
    "Speakers": "record_voice_over",
    "Countries": "public",
    "Topics": "topic",
    "Stance": "balance",
    "Compare": "compare_arrows",
    "Sentences": "format_quote",
    "Article": "article",
    "Analyse": "edit_note",
    "Methods": "menu_book",
}


def title_of(path: Path) -> str:
    """Return a page's title: its file name without number and ending."""
    return path.stem.split("_", 1)[-1].replace("_", " ")


def pages() -> dict[str, StreamlitPage]:
    """Return every page by title, in the order of the menu; the first one is shown at the root."""
    found = sorted(FOLDER.glob("[0-9]*_*.py"))
    return {
        title_of(path): st.Page(
            path, title=title_of(path), icon=f":material/{ICONS.get(title_of(path), 'draft')}:", default=place == 0
        )
        for place, path in enumerate(found)
    }


@lru_cache(maxsize=1)
def known_pages() -> dict[str, StreamlitPage]:
    """Return the pages to link to; a list of sentences has dozens of links, and a page takes time to make."""
    return pages()


def show_menu() -> None:
    """Draw the menu; every link carries the filters in force."""
    query = session.address(session.filters())
    for page in known_pages().values():
        st.page_link(page, query_params=query, width="stretch")


def link(page: str, label: str, *, query: Mapping[str, str | Sequence[str]], icon: str | None = None) -> None:
    """Draw a link to the page called `page`; `label` is read as Markdown, so names go through `text.plain` first."""
    st.page_link(known_pages()[page], label=label, icon=icon, query_params=dict(query))
