"""The article page's parts: choosing a document, its text with marks to toggle, one sentence with its scores."""

from __future__ import annotations

import math
from bisect import bisect_right
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from components.article_text import LAYERS, article_html, legend_html
from components.files import address_html, file_words
from components.links import link
from components.paging import show_pages
from components.quotation_card import card
from components.reasons import PARAMETER as ASKED
from components.reasons import show_reasons
from components.text import counted, cut, escaped, known, moment, plain
from dashboard import session
from dashboard.queries.articles import Article, article, documents
from dashboard.session import View

#: Documents listed at once; more are found with the search box.
LISTED = 50
#: Characters of a title that are listed: a headline has fewer, a text given as a title would fill the page.
TITLE = 240
#: Names in the address: the marks that are switched off, the part of a long text, the page of the matching sentences,
#: the words of a title.
HIDDEN, PART, HITS, TITLED = "unmarked", "part", "hits", "title"
#: More sentences or parts than any document has.
MOST = 10**9


def show_choice(view: View) -> None:
    """Draw the list of documents that hold matching sentences, each a link to its text."""
    search = session.parameter(TITLED)
    st.session_state["find-title"] = search
    st.text_input("Find a title", key="find-title", placeholder="Words of the title", on_change=_set_title)
    found = documents(view.table, view.filters, search=search, limit=LISTED)
    if found.empty:
        none = "No document with that title" if search else "No document"
        st.text(f"{none} holds a matching sentence. {'Search for another.' if search else 'Widen the filters.'}")
        return
    with st.container(key="documents", gap="small"):
        _show_documents(view, found)
    if len(found) == LISTED:
        st.caption(f"The {LISTED} newest are shown; search for others.")


def _set_title() -> None:
    session.set_parameters({TITLED: st.session_state["find-title"].strip()})


def _show_documents(view: View, found: pd.DataFrame) -> None:
    for row in found.to_dict("records"):
        title = cut(known(row["title"]) or "(no title)", characters=TITLE)
        n = f"{row['n']:,} of {counted(int(row['sentences']), 'sentence')}"
        when = known(row["published"])
        about = " · ".join(plain(p) for p in (known(row["outlet"]), n) if p)
        query = session.address(view.filters, document=row["key"])
        link("Article", f"{f'{moment(when)} · ' if when else ''}**{plain(title)}** · {about}", query=query)


def show_article(view: View, key: str) -> None:
    """Draw one document: head, marks to toggle, text, and the sentence the address names."""
    sentence = session.number("sentence", -1, low=-1, high=MOST)
    part = session.number(PART, 1, low=1, high=MOST) - 1
    found = article(view.table, view.filters, key, part=part, sentence=sentence)
    if view.table.rows("documents") > 1:
        link("Article", "All documents", icon=":material/arrow_back:", query=session.address(view.filters))
    if found is None:
        st.info(f"This build has no document {plain(key)}. It may stand in another build.", icon=":material/info:")
        return
    _show_head(found)
    wide, narrow = st.columns([2, 1], gap="large")
    with wide:
        layers = _show_layers()
        _show_parts(found)
        way = f"?{urlencode(session.address(view.filters, document=key), doseq=True)}&sentence="
        st.html(article_html(found, layers=layers, sentence=sentence, way=way))
    with narrow, st.container(key="beside"):
        _show_steps(view, found, sentence)
        _show_sentence(view, found, sentence)
        _show_hits(view, found)
        _show_quotations(found)


def _show_parts(found: Article) -> None:
    """Draw the choice of the part of a long text."""
    if found.parts == 1:
        return
    st.caption(f"A long text: part {found.part + 1:,} of {found.parts:,}. Each begins where a sentence does.")
    show_pages(found.parts, number=found.part + 1, name=PART, key="article-part", ends=("sentence", ASKED))


def _show_layers() -> list[str]:
    """Draw what can be marked, each named in its own look; the address holds what is left out."""
    hidden = session.parameter(HIDDEN).split()
    shown = [name for name in LAYERS if name not in hidden]
    st.session_state["layers"] = shown
    st.pills(
        "Mark in the text", list(LAYERS), selection_mode="multi", key="layers", format_func=LAYERS.__getitem__,
        on_change=lambda: session.set_parameters(
            {HIDDEN: " ".join(n for n in LAYERS if n not in st.session_state["layers"])}
        ),
    )  # fmt: skip
    st.html(legend_html(shown))
    return shown


def _show_head(found: Article) -> None:
    record = found.record
    st.html(f'<h2 class="pd-title">{escaped(known(record["title"]) or "(no title)")}</h2>')
    when, path = known(record["published"]), known(record["path"])
    parts = [known(record["outlet"]), when and moment(when), known(record["speaker"]), known(record["url"])]
    # A document read from the web has its address twice.
    told = dict.fromkeys(part for part in (*parts, path and file_words(path)) if part)
    st.html(f'<p class="pd-note">{" · ".join(map(address_html, told))}</p>')
    if known(record["duplicate_of"]):
        st.text(f"Near duplicate of {record['duplicate_of']}: its sentences are not counted.")


def _show_steps(view: View, found: Article, sentence: int) -> None:
    """Draw the ways to the former and the next matching sentence, or sentence of the document without filters."""
    places = found.hits if len(found.hits) else found.positions
    what = "matching sentence" if len(found.hits) else "sentence"
    # Without a sentence the next one is the first of the part that is shown.
    here = sentence if sentence >= 0 or not len(found.sentences) else int(found.sentences["position"].iloc[0]) - 0.5
    before, after = places[places < here], places[places > here]
    none = "; none matches the filters" if view.filters.any and not len(found.hits) else ""
    st.caption(f"{counted(len(places), what)} in this document{none}")
    with st.container(horizontal=True, gap="small"):
        for label, place, icon in (
            ("Previous", int(before[-1]) if len(before) else None, "arrow_upward"),
            ("Next", int(after[0]) if len(after) else None, "arrow_downward"),
        ):
            st.button(
                label, key=f"step-{label}", icon=f":material/{icon}:", disabled=place is None,
                help=f"{label} {what}", on_click=_go, args=(place,),
            )  # fmt: skip


def _go(place: int | None) -> None:
    session.set_parameters({"sentence": None if place is None else str(place), PART: None, ASKED: None})


def _show_sentence(view: View, found: Article, sentence: int) -> None:
    st.subheader("This sentence", anchor=False)
    rows = found.sentences[found.sentences["position"] == sentence].to_dict("records")
    if not rows:
        st.caption("Choose one: its number in the text, the arrows above, or a list below.")
        return
    st.html(card(rows[0]))
    st.caption("The address of this page is a permanent link to this sentence in this build.")
    show_reasons(view, rows[0])


def _show_hits(view: View, found: Article) -> None:
    """Draw the sentences that match the filters, each the way to its place, `LISTED` at a time."""
    if not len(found.hits):
        return
    with st.expander(f"{counted(len(found.hits), 'matching sentence')}"):
        pages = math.ceil(len(found.hits) / LISTED)
        number = session.number(HITS, 1, low=1, high=pages)
        listed = found.hits[(number - 1) * LISTED : number * LISTED]
        rows = found.rows[np.searchsorted(found.positions, listed)].tolist()
        texts = view.table.sentences.take(rows, columns=["text"]).column("text").to_pylist()
        for place, text in zip(listed.tolist(), texts, strict=True):
            label = f"{place + 1}\\. {plain(cut(str(text), characters=80))}"
            st.button(label, key=f"hit-{place}", type="tertiary", on_click=_go, args=(place,))
        show_pages(pages, number=number, name=HITS, key="hits-page")


def _show_quotations(found: Article) -> None:
    """Draw what was found to be said, each the way to the sentence it begins in."""
    where = "this document" if found.parts == 1 else "this part"
    with st.expander(f"{counted(len(found.quotations), 'quotation')}{'' if found.parts == 1 else ' in this part'}"):
        if found.quotations.empty:
            st.caption(f"None was found in {where}.")
        starts, positions = found.sentences["start"].tolist(), found.sentences["position"].tolist()
        for row in found.quotations.head(LISTED).to_dict("records"):
            begin = int(row["content_starts"][0])
            # One that began in the part before leads to the first sentence here.
            place = positions[max(0, bisect_right(starts, begin) - 1)] if positions else None
            who = "; ".join(row["speakers"]) or "unknown speaker"
            label = f"**{plain(who)}** ({plain(row['kind'])}): {plain(cut(row['content'], characters=90))}"
            st.button(label, key=f"quotation-{row['quotation_id']}", type="tertiary", on_click=_go, args=(place,))
        if len(found.quotations) > LISTED:
            st.caption(f"The first {LISTED} are listed.")
