"""HTML: the article of a page, as trafilatura finds it; menus, comments and advertisements stay out.

`Document.text` is the extracted text, one paragraph a line. A headline that the extraction kept inside the text
becomes `Document.omitted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from data import dates
from data.decoding import opened, read_text
from data.errors import InputError
from data.readers.text import repeated
from data.records import Document, LeftOut

SUFFIXES = (".html", ".htm", ".xhtml")
#: Bytes of a page: the library holds its tree in memory, many times the size of the page.
LONGEST_PAGE = 10_000_000
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read(path: Path) -> Iterator[Document | LeftOut]:
    """Yield the page's article, id left empty; raises `InputError` when the page holds none."""
    import trafilatura

    with opened(path) as file:
        charset = _CHARSET.search(file.read(4096))
    page = read_text(path, declared=charset.group(1).decode("ascii") if charset else None, most=LONGEST_PAGE)
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    # The library may answer with a dictionary, but only when it is asked for one.
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError("no article found in the page")
    text, title = str(found.text).strip(), found.title or None
    yield Document(
        id="",
        text=text,
        title=title,
        outlet=found.sitename or found.hostname or None,
        published=dates.parse(found.date) if found.date else None,
        url=found.url or None,
        omitted=tuple(repeated(title, text)) if title else (),
    )
