"""Words from documents never become markup, on any page, wherever they stand."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from components.downloads import SCRIPT
from data import schema, settings, store
from tests.pages.conftest import Opener
from tests.tables import SENTIMENT_COLUMNS

HOSTILE = (
    "We spent $5bn -- $10bn <- :red[no] :smile: *very* <script>alert(1)</script> "
    "[x](javascript:alert(1)) # 1. `code`"
)
#: What must not stand bare where Streamlit reads Markdown.
BARE = (":red[", ":smile:", "*very*", "<script", "](javascript", "`code`", " -- ", "<-")
PAGES = [p.stem.split("_", 1)[1] for p in sorted((settings.ROOT / "pages").glob("[0-9]*_*.py"))]
N = 12


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build in which every name and every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    columns = {**schema.TABLES, "sentences": schema.SENTENCES + SENTIMENT_COLUMNS}
    text = "\n".join([HOSTILE] * N)
    key = hashlib.blake2b(HOSTILE.encode(), digest_size=8).hexdigest()
    day = date(2024, 5, 1)
    common: dict[str, Any] = {
        "document_id": HOSTILE, "title": HOSTILE, "outlet": HOSTILE, "published": day.isoformat(), "date": day,
        "url": f"javascript:{HOSTILE}",
    }  # fmt: skip
    place = [(i * (len(HOSTILE) + 1), i * (len(HOSTILE) + 1) + len(HOSTILE)) for i in range(N)]
    who = {"speakers": [HOSTILE], "speaker_ids": [HOSTILE], "speaker_countries": ["NOR"]}
    documents = [
        common | {"document_key": key, "date_precision": "day", "speaker": HOSTILE, "path": HOSTILE, "line": 1,
                  "sha256": "0" * 64, "characters": len(text), "sentences": N, "text": text}
    ]  # fmt: skip
    sentences = [
        common | who | {
            "sentence_id": f"{key}-{i}", "position": i, "paragraph": i, "start": a, "end": b, "text": HOSTILE,
            "voice": "direct" if i % 2 else "outlet", "quotation_id": f"{key}-q{i}", "speaker_kinds": ["person"],
            "speaker_roles": [HOSTILE], "topics": [HOSTILE], "topic": HOSTILE, "topic_confidence": 0.5,
            "countries_mentioned": ["KEN"], "confidence": 0.5, "sentiment": "negative", "sentiment_score": -0.5,
            "sentiment_confidence": 0.5,
        } for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    quotations = [
        who | {"quotation_id": f"{key}-q{i}", "document_id": HOSTILE, "mention_starts": [a], "mention_ends": [a + 2],
               "cue_starts": [a + 3], "cue_ends": [a + 8], "content_starts": [a + 9], "content_ends": [b],
               "mention": HOSTILE, "cue": HOSTILE, "content": HOSTILE, "kind": "direct", "uttered": True,
               "confidence": 0.5, "method": HOSTILE}
        for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    mentions = [
        {"sentence_id": f"{key}-{i}", "document_id": HOSTILE, "start": a, "end": b, "text": HOSTILE, "kind": "country",
         "entity_id": HOSTILE, "entity": HOSTILE, "country": "KEN", "sentiment": "negative", "sentiment_score": -0.5}
        for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    stances = [
        {"sentence_id": f"{key}-{i}", "document_id": HOSTILE, "target": HOSTILE, "holder": "speaker", "stance": "favor",
         "p_against": 0.1, "p_neither": 0.1, "p_favor": 0.8, "stance_score": 0.7, "abstained": False}
        for i in range(N)
    ]  # fmt: skip
    tables = {
        "documents": documents, "sentences": sentences, "quotations": quotations, "mentions": mentions,
        "stances": stances,
    }  # fmt: skip
    with store.BuildWriter(folder, columns=columns, build_id="hostile") as writer:
        for name, rows in tables.items():
            writer.write(name, pa.Table.from_pylist(rows, schema=schema.arrow_schema(columns[name])))
        left_out = [{"path": HOSTILE, "reason": HOSTILE, "line": 1, "id": HOSTILE}]
        writer.finish(inputs=[], models={"a.safetensors": HOSTILE}, left_out=left_out)
    return folder


def markdown_of(app: AppTest) -> list[str]:
    """Return every string of the page that Streamlit reads as Markdown."""
    kinds = ("title", "header", "subheader", "caption", "markdown", "info", "warning", "error", "success")
    found = [str(e.value) for kind in kinds for e in app.get(kind)]
    found += [str(b.label) for b in app.button]
    found += [e.proto.label for e in app.get("page_link")]
    found += [str(e.label) + str(e.help or "") for kind in ("selectbox", "text_input") for e in app.get(kind)]
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("asked", ["all", "chosen"])
def test_hostile_words_stay_words(open_page: Opener, hostile: Path, page: str, asked: str) -> None:
    query: dict[str, str] = {}
    if asked == "chosen":
        key = hashlib.blake2b(HOSTILE.encode(), digest_size=8).hexdigest()
        query = {"speaker": HOSTILE, "topic": HOSTILE, "target": HOSTILE, "outlet": HOSTILE, "q": "very"}
        query |= {"document": key, "sentence": "3"} if page == "Article" else {}
    app = open_page(page, query=query, table=hostile)
    assert not app.exception
    for words in markdown_of(app):
        bare = re.sub(r"\\.", "", words)
        assert not [sign for sign in BARE if sign in bare], words
    for element in app.get("html"):
        # One script of our own, the same on every page; nothing else may run.
        if element.proto.unsafe_allow_javascript:
            assert element.proto.body == SCRIPT
            continue
        assert "<script" not in element.proto.body
        assert not re.search(r"<a [^>]*href=.?javascript", element.proto.body)
    for element in app.get("plotly_chart"):
        assert "<script" not in element.proto.spec


def test_the_article_shows_the_hostile_text_as_written(open_page: Opener, hostile: Path) -> None:
    key = hashlib.blake2b(HOSTILE.encode(), digest_size=8).hexdigest()
    app = open_page("Article", query={"document": key}, table=hostile)
    bodies = [e.proto.body for e in app.get("html")]
    page = next(body for body in bodies if body.startswith('<div class="pd-article"'))
    import html

    assert html.unescape(re.sub(r"<[^>]+>", "", page)) == "\n".join([HOSTILE] * N)
