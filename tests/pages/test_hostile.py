"""Words from documents never become markup, on any page, wherever they stand."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.downloads import SCRIPT
from data import settings
from tests.hostile import HOSTILE, N, make_hostile
from tests.pages.conftest import Opener

#: What must not stand bare where Streamlit reads Markdown.
BARE = (":red[", ":smile:", "*very*", "<script", "](javascript", "`code`", " -- ", "<-")
PAGES = [p.stem.split("_", 1)[1] for p in sorted((settings.ROOT / "pages").glob("[0-9]*_*.py"))]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build in which every name and every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(folder)
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
