"""The article page's parts: choosing a document, its text with marks to toggle, one sentence with its scores."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.article_text import LAYERS, article_html
from components.links import link
from components.quotation_card import card
from components.text import counted, cut, escaped, plain
from dashboard import names, session
from dashboard.queries.articles import Article, article, documents, stance_shares
from dashboard.session import View

#: Documents listed at once; more are found with the search box.
LISTED = 50


def show_choice(view: View) -> None:
    """Draw the list of documents that hold matching sentences, each a link to its text."""
    search = st.text_input("Find a title", key="find-title", placeholder="Words of the title")
    found = documents(view.table, view.filters, search=search, limit=LISTED)
    if found.empty:
        st.text("No document with that title holds a matching sentence.")
        return
    for row in found.to_dict("records"):
        title = cut(_known(row["title"]) or "(no title)", characters=110)
        n = f"{row['n']:,} of {counted(int(row['sentences']), 'sentence')}"
        about = " · ".join(plain(p) for p in (_known(row["outlet"]), _known(row["published"]), n) if p)
        query = session.address(view.filters, document=row["key"])
        link("Article", f"**{plain(title)}** · {about}", query=query)
    if len(found) == LISTED:
        st.caption(f"The {LISTED} newest are shown; search for others.")


def show_article(view: View, key: str) -> None:
    """Draw one document: head, marks to toggle, text, and the sentence the address names."""
    found = article(view.table, view.filters, key)
    link("Article", "All documents", icon=":material/arrow_back:", query=session.address(view.filters))
    if found is None:
        st.info(f"This build has no document {plain(key)}. It may stand in another build.", icon=":material/info:")
        return
    _show_head(found)
    sentence = session.number("sentence", -1, low=-1, high=len(found.sentences) - 1)
    _show_steps(found, sentence)
    wide, narrow = st.columns([2, 1], gap="large")
    with wide:
        layers = st.pills(
            "Mark in the text", list(LAYERS), selection_mode="multi", default=list(LAYERS), key="layers",
            format_func=LAYERS.__getitem__,
        )  # fmt: skip
        st.html(article_html(found, layers=layers or (), sentence=sentence))
    with narrow:
        _show_sentence(view, found, sentence)
        _show_quotations(found)


def _show_head(found: Article) -> None:
    record = found.record
    st.html(f'<h2 class="pd-title">{escaped(_known(record["title"]) or "(no title)")}</h2>')
    parts = [_known(record[c]) for c in ("outlet", "published", "speaker", "url", "path")]
    st.text(" · ".join(p for p in parts if p))
    if _known(record["duplicate_of"]):
        st.text(f"Near duplicate of {record['duplicate_of']}: its sentences are not counted.")


def _show_steps(found: Article, sentence: int) -> None:
    """Draw the ways to the former and the next matching sentence, or sentence of the document without filters."""
    places = found.hits or tuple(int(p) for p in found.sentences["position"])
    what = "matching sentence" if found.hits else "sentence"
    before = [p for p in places if p < sentence]
    after = [p for p in places if p > sentence]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{counted(len(places), what)} in this document")
        for label, place, icon in (
            ("Former", before[-1] if before else None, "arrow_upward"),
            ("Next", after[0] if after else None, "arrow_downward"),
        ):
            if place is not None:
                st.button(
                    f"{label} {what}", key=f"step-{label}", icon=f":material/{icon}:",
                    on_click=session.set_parameters, args=({"sentence": str(place)},),
                )  # fmt: skip


def _show_sentence(view: View, found: Article, sentence: int) -> None:
    st.subheader("This sentence", anchor=False)
    rows = found.sentences[found.sentences["position"] == sentence].to_dict("records")
    if not rows:
        st.caption("Choose a sentence with the arrows above, or come from a list of sentences.")
        return
    row = rows[0]
    st.html(card(row))
    st.caption("The address of this page is a permanent link to the sentence in this build.")
    _show_reasons(view, row)


def _show_reasons(view: View, row: dict[str, Any]) -> None:
    st.markdown("**Why it reads so**")
    lines = [f"Voice and speaker: {_percent(row['confidence'])} sure"]
    if row["topic"] is not None and not pd.isna(row["topic"]):
        lines.append(f"Main topic {names.topic(row['topic'])}: {_percent(row['topic_confidence'])}")
    for share in stance_shares(view.table, int(row["row"])).to_dict("records"):
        parts = ", ".join(f"{k} {_percent(share[f'p_{k}'])}" for k in ("against", "neither", "favor"))
        given = "; no label was given, none is likely enough" if share["abstained"] else ""
        lines.append(f"Stance of the {share['holder']} on {names.target(share['target'])}: {parts}{given}")
    st.text("\n".join(lines))


def _show_quotations(found: Article) -> None:
    st.subheader("Quotations", anchor=False, divider="grey")
    if found.quotations.empty:
        st.caption("None was found in this document.")
    starts = found.sentences["start"].tolist()
    for row in found.quotations.to_dict("records"):
        begin = int(row["content_starts"][0])
        place = max((i for i, start in enumerate(starts) if start <= begin), default=0)
        who = "; ".join(row["speakers"]) or "unknown speaker"
        label = f"**{plain(who)}** ({plain(row['kind'])}): {plain(cut(row['content'], characters=90))}"
        st.button(
            label, key=f"quotation-{row['quotation_id']}", type="tertiary", on_click=session.set_parameters,
            args=({"sentence": str(place)},),
        )  # fmt: skip


def _percent(share: Any) -> str:
    return "not known" if share is None or pd.isna(share) else f"{share:.0%}"


def _known(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)
