"""Lines and remarks that belong to the page or to the record of a meeting, and that nobody says.

In: a document. Out: the spans of its text that are no sentences of the table: the clock and the "END" of a transcript,
rows of signs, marks of words left out ("<…>"), and where they stand between two sentences the language that follows
("(spoke in French)") and the heads and feet of the pages of United Nations records.
`is_note` tells the notes of a record ("(Applause.)") from speech. Headings, lists and signatures stay sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.records import Span

_CLOCK = r"\d{1,2}[:.]\d{2}\s?[AaPp]\.?\s?[Mm]\.?(?:\s\(?(?:[ECMP][SD]T|[ECMP]T|GMT|UTC|BST|CET|local(?:\stime)?)\)?)?"
_LINE = re.compile(
    rf"^[ \t]*(?:(?:\(?END\)?[ \t.:]*)?{_CLOCK}|\(?END\)?\.?|(?:[#*_=–—-][ \t]*+){{3,}}|-\s?30\s?-|"
    r"[<\[(](?:…|\.\.\.)[>\])])[ \t]*$",
    re.MULTILINE,
)
_LANGUAGE = re.compile(r"\((?:spoke|speaking|interpretation|translation) (?:in|from) [A-Z][a-z]+\)\s*")
#: "15-29562 29/54 A/70/PV.19 30/09/2015", whose parts come in another order on left and right pages.
_PAGE = re.compile(
    r"(?<!\S)(?:(?:\d{2}-\d{5}|\d{1,3}/\d{1,3}|[AS]/(?:\d{2}/)?PV\.\d+|\d{2}/\d{2}/\d{4})(?:\s+|$)){4,5}"
)
_NOTE = re.compile(
    r"\((?:applause|laughter|laughs?|laughing|chuckles?|chuckling|cheers|cheering|boos?|booing|inaudible|crosstalk|"
    r"cross-talk|pause|pauses|(?:(?:a )?(?:minute|moment) of )?silence|noise(?: in the [a-z]+)?|music|sic|"
    r"off[- ]mic|no (?:audible )?response|gestures?|gesturing|indicating|"
    r"(?:as|speaking|speaks|spoke|replies|responds|continues) (?:interpreted|translated|in [a-z]+)|"
    r"(?:commercial|technical) (?:break|pause|difficult).*|(?:a|the|an) [^()]{3,60} (?:is|are|was|were) [a-z]+|"
    r"[^()]{0,40}\b(?:applause|laughter|sings?|singing|plays?|playing))[^()\w]*\)[.!?]?"
    r"|\([AS]/[A-Z0-9][^()\s]*(?:,[^()]*)?\)[.]?",
    re.IGNORECASE,
)


def spans(text: str) -> Iterator[Span]:
    """Yield the parts of `text` that are no sentences, in no order; page heads inside a sentence stay in it."""
    for line in _LINE.finditer(text):
        yield Span(*line.span())
    for found in (*_PAGE.finditer(text), *_LANGUAGE.finditer(text)):
        if _between_sentences(text, found):
            yield Span(*found.span())


def _between_sentences(text: str, found: re.Match[str]) -> bool:
    """Tell what stands between two sentences from what stands in the middle of one, which would be torn in two."""
    before = text[: found.start()].rstrip()
    return not before or before[-1] in '.!?:;”’"' or "\n" in text[len(before) : found.start()]


def is_note(sentence: str) -> bool:
    """Return whether the whole sentence is a note of the record: applause, laughter, a reference to a document."""
    return _NOTE.fullmatch(sentence.strip()) is not None
