"""The sentences behind what the page shows: paged on the server, ordered as chosen, all of them to download.

The mark of a chart narrows them; the address holds mark, order and page.
"""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from components.downloads import show_downloads
from components.links import link
from components.paging import show_pages
from components.quotation_card import COLUMNS, card
from components.sentence_table import show_column_choice, show_shape_choice, table_html
from components.text import counted, escaped
from dashboard import session
from dashboard.filters import Filters
from dashboard.queries import evidence
from dashboard.session import View

PAGE = 10
ORDER_NAMES = {
    "relevant": "best match first",
    "given": "in the order of the documents",
    "newest": "newest first",
    "oldest": "oldest first",
    "negative": "most negative first",
    "positive": "most positive first",
    "unsure": "least certain reading first",
}


def show_evidence(
    view: View,
    *,
    page_size: int = PAGE,
    shapes: bool = False,
    among: Filters | None = None,
    heading: str = "The sentences",
) -> None:
    """Draw the sentences that match the filters and the mark looked at, with their downloads.

    Without a mark they are `among` those of the page's own choice. With `shapes` the reader may have them as a table
    with columns of choice in place of cards.
    """
    mark = session.mark()
    filters = replace(view.filters, also=mark or among)
    n = evidence.count(view.table, filters) if filters.also else view.counts.sentences
    st.header("The sentences" if mark else heading, anchor="sentences")
    _show_mark(view, n)
    if not n:
        st.text("No sentence matches the mark under these filters.")
        return
    pages = math.ceil(n / page_size)
    number = session.number("page", 1, low=1, high=pages)
    orders = evidence.orders(view.table, view.filters)
    order = session.parameter("order", orders[0], allowed=orders)
    with st.container(horizontal=True, vertical_alignment="bottom", key="evidence-tools"):
        _order(orders, order)
        as_table = shapes and show_shape_choice()
        show_downloads(view, filters, n=n, key="evidence")
    columns = show_column_choice(view) if as_table else ()
    rows = evidence.sentences(
        view.table, filters, order=order, first=(number - 1) * page_size, limit=page_size,
        columns=("sentence_id", *columns) if as_table else COLUMNS,
    )  # fmt: skip
    if as_table:
        st.html(table_html(rows, columns=columns, query=session.address(view.filters)))
    for row in () if as_table else rows:
        show_card(view, row)
    st.caption(f"{(number - 1) * page_size + 1:,} to {min(number * page_size, n):,} of {n:,}")
    show_pages(pages, number=number, name="page", key="evidence-page")


def show_card(view: View, row: dict[str, object]) -> None:
    """Draw one sentence with the way to its place in the article."""
    key, position = evidence.place_of(str(row["sentence_id"]))
    with st.container(gap=None):
        st.html(card(row))
        query = session.address(view.filters, document=key, sentence=position)
        link("Article", "In its article", icon=":material/arrow_forward:", query=query)


def _show_mark(view: View, n: int) -> None:
    mark = session.mark()
    if mark is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="mark"):
        st.html(f'<p class="pd-line">Looking at <b>{escaped(view.words(mark))}</b>: {counted(n, "sentence")}</p>')
        both = view.filters.joined(mark)
        if isinstance(both, Filters):
            st.button("Keep as filter", icon=":material/filter_alt:", on_click=session.keep_mark, key="mark-keep")
        st.button("Show all again", icon=":material/close:", on_click=session.set_mark, args=(None,), key="mark-out")
    if isinstance(both, str):
        st.caption(f"This cannot be kept as a filter: {both}. Take that filter out first.")


def _order(orders: tuple[str, ...], order: str) -> None:
    st.session_state["evidence-order"] = order
    st.selectbox(
        "Order", orders, key="evidence-order", format_func=ORDER_NAMES.__getitem__, width=230,
        on_change=lambda: session.set_parameters({"order": st.session_state["evidence-order"], "page": None}),
    )  # fmt: skip
