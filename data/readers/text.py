"""Plain text: one document a file, its first line the title.

The title line, and every place where the headline stands again inside the text, become `Document.omitted`: they are
no sentences of the table. The text itself is not changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data.decoding import read_text
from data.records import Document, LeftOut, Span

SUFFIXES = (".txt", ".text")
#: A first line longer than this is a paragraph, not a title (the longest headlines of news run to 200 characters).
LONGEST_TITLE = 250
#: Inside a paragraph only a headline of at least this many words is taken for one; "Peace" would match anywhere.
WORDS_INSIDE = 5
#: A line with a headline: the title, a site's name, and room for white space. Longer ones are not looked at for a
#: site's name, for that takes the square of the length of white space.
_LONGEST_LINE = 2 * LONGEST_TITLE
_INK = re.compile(r"\S")
_LINE = re.compile(r"[^\r\n]+")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{1,40}$")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def read(path: Path) -> Iterator[Document | LeftOut]:
    """Yield the file's one document, id left empty; raises `InputError` when the file cannot be read."""
    text = read_text(path)
    title = title_line(text)
    yield Document(
        id="",
        text=text,
        title=None if title is None else " ".join(title.of(text).split()),
        omitted=() if title is None else (title, *repeated(title.of(text), text, start=title.end)),
    )


def title_line(text: str) -> Span | None:
    """Return the first line that is not blank, None when it is a paragraph or the only line."""
    lines = list(islice((line for line in _LINE.finditer(text) if line.group().strip()), 2))
    if len(lines) < 2:
        return None
    title, following = lines[0], lines[1]
    hard_wrapped = text.count("\n", title.end(), following.start()) == 1 and following.group().lstrip()[:1].islower()
    if hard_wrapped or len(title.group()) > LONGEST_TITLE:
        return None
    return _trimmed(text, title.start(), title.end())


def repeated(title: str, text: str, *, start: int = 0) -> Iterator[Span]:
    """Yield where the headline stands again in `text` from `start` on.

    As a line of its own it may differ in case, quotation marks, final stop and a site's name after a dash or bar.
    Inside a paragraph it must be the same words, of at least `WORDS_INSIDE`, between two sentences. What is longer
    than `LONGEST_TITLE` is no headline and is not looked for.
    """
    if len(title) > LONGEST_TITLE:
        return
    whole, bare = _plain(title), _plain(_SITE.sub("", title))
    words = title.split()
    inside = re.compile(r"\s+".join(map(re.escape, words))) if len(words) >= WORDS_INSIDE else None
    for line in _LINE.finditer(text, start):
        # A site's name is cut from one side alone: "Vera Marn – We will stay" is no repeat of "Vera Marn – interview".
        if len(line.group()) <= _LONGEST_LINE and (
            _plain(line.group()) in (whole, bare) or _plain(_SITE.sub("", line.group())) == whole
        ):
            yield _trimmed(text, line.start(), line.end())
        elif inside is not None:
            yield from _inside(inside, text, line)


def _inside(headline: re.Pattern[str], text: str, line: re.Match[str]) -> Iterator[Span]:
    """Yield where the headline stands between two sentences of the line; what lies between is gone through once."""
    end = line.start()
    for match in headline.finditer(text, line.start(), line.end()):
        before = text[end : match.start()].rstrip() or text[max(line.start(), end - 1) : end]
        end = match.end()
        after = _INK.search(text, end, line.end())
        begins = after is None or after.group().isupper() or after.group() in '"“‘'
        if begins and (not before or before[-1] in ".!?…\"”’"):
            yield Span(match.start(), end)


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split()
    return " ".join(words).strip(" .\"'#*")


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end].strip()
    begin = text.index(inner, start)
    return Span(begin, begin + len(inner))
