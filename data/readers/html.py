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
#: Characters of one tag beside the values of its attributes: over a thousand attributes. The library takes the square
#: of their number: 430 kB of them in one tag took it two minutes.
LONGEST_TAG = 5_000
#: An attribute with its value; or what is none, up to the next white space, as the library passes it over. Every part
#: is possessive: the page is gone through once.
_PIECE = (
    r"""[\s/]++|[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?P<value>"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+"""
    r"|[^\s/>A-Za-z_:][^\s/>]*+"
)
_PIECES = re.compile(_PIECE, re.ASCII)
#: A comment, or the beginning of an element without its ">".
_TAG = re.compile(rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<([A-Za-z][\w:-]*+)((?:{_PIECE})*+)", re.DOTALL | re.ASCII)
#: Elements whose content is no markup, though it may look like it.
_RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read(path: Path) -> Iterator[Document | LeftOut]:
    """Yield the page's article, id left empty; raises `InputError` when the page holds none."""
    import trafilatura

    with opened(path) as file:
        charset = _CHARSET.search(file.read(4096))
    page = read_text(path, declared=charset.group(1).decode("ascii") if charset else None, most=LONGEST_PAGE)
    _check_tags(page)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # The extensive search takes any year of the page (of a treaty, a copyright, an image's path) for its date.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
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


def _check_tags(page: str) -> None:
    """Raise `InputError` when a tag holds more than `LONGEST_TAG` characters beside the values of its attributes."""
    place = 0
    while tag := _TAG.search(page, place):
        place = tag.end()
        name, inside = tag.group(1, 2)
        if name is None:
            continue
        if len(inside) > LONGEST_TAG and (long := _beside_values(inside)) > LONGEST_TAG:
            raise InputError(
                f"a tag <{name[:20]}> with {long:,} characters of attributes beside their values, at most "
                f"{LONGEST_TAG:,} are read: save the article alone"
            )
        if (ends := _RAW_ENDS.get(name.lower())) is not None:
            end = ends.search(page, place)
            place = len(page) if end is None else end.start()


def _beside_values(inside: str) -> int:
    return len(inside) - sum(len(piece.group("value") or "") for piece in _PIECES.finditer(inside))
