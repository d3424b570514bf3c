"""Lines and remarks that belong to the page or to the record of a meeting, and that nobody says.

In: a document. Out: the spans of its text that are no sentences of the table: the clock and the "END" of a transcript,
place and form above a speech, short lines above a first turn, rows of signs, marks of words left out ("<…>"), and where
they stand between two sentences the language that follows ("(spoke in French)") and the heads and feet of the pages of
United Nations records.
`is_note` tells the notes of a record ("(Applause.)") from speech. Other headings, lists and signatures stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.line_ends import LINE
from data.records import Document, Span
from data.words import countries

_CLOCK = r"\d{1,2}[:.]\d{2}\s?[AaPp]\.?\s?[Mm]\.?(?:\s\(?(?:[A-Z]{2,5}|local(?:\stime)?)\)?)?"
_LINE = re.compile(
    rf"^[ \t]*(?:(?:\(?END\)?[ \t.:]*)?{_CLOCK}|\(?END\)?\.?|(?:[#*_=–—-][ \t]*+){{3,}}|-\s?30\s?-|"
    r"[<\[(](?:…|\.\.\.)[>\])])[ \t]*$",
    re.MULTILINE,
)
#: What stands above a speech or transcript that is no part of it: where it was held, in what form it is given.
_HEAD = re.compile(
    r"(?i:(?:remarks\s)?\(?as (?:prepared|delivered)(?: for delivery)?\)?(?: by (?-i:[A-Z]).{0,40})?)|"
    r"(?i:via (?:tele|video)conference|the white house)|(?i:memorandum) (?:for|FOR) .{3,80}|"
    r"(?:(?:The\s)?(?:[A-Z][\w.’'-]*\s){0,4})(?:Room|Garden|Lawn|Office|Theat(?:er|re)|Auditorium|Ballroom|Portico)"
)
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]*(?: |(?=,))){1,5}, (?:([A-Z]{2}|D\.?C\.?)|([A-Z][A-Za-z ]+))")
#: How words begin that somebody says or tells, whatever stands at the end of their line.
_SPOKEN = re.compile(
    r"[a-z]|(?:I|We|He|She|It|They|You|This|That|There|My|Our|Your|Thanks?|Good|Welcome|Hello|Hi|Dear|Ladies|Friends|"
    r"Mr|Mrs|Ms|Madam|Excellenc\w+|So|And|But|If|When|No|Yes)\b"
)
#: Characters of the longest line above the first turn of a transcript that is a heading, whatever it tells.
_HEADING = 70
#: Where a statement was made, or that there is more of it: "[Tweet, 4/13/23]", "(Watch)".
_SOURCE = re.compile(
    r"\[[^\]\n]{2,80}?,? \d{1,2}/\d{1,2}/\d{2,4}\]\.?|\((?:watch|read more|link|video)\)\.?", re.IGNORECASE
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


def heads(document: Document) -> Iterator[Span]:
    """Yield the lines above a speech, and above the first turn of a transcript, that nobody says.

    Above a turn that is each short line without a stop that does not begin as speech does; a speech may begin with
    such a line ("Dear friends"), so that only place and form are known there.
    """
    first = min((turn.span.start for turn in document.turns), default=None)
    if first is None and not document.speaker:
        return
    for line in LINE.finditer(document.text, 0, len(document.text) if first is None else first):
        words = line.group().strip()
        if not words:
            continue
        short = first is not None and len(words) < _HEADING and words[-1] not in ".!?…:,;”\""
        if _SPOKEN.match(words) or not (short or _is_head(words)):
            return
        yield Span(*line.span())


def _is_head(line: str) -> bool:
    place = _PLACE.fullmatch(line)
    return bool(_HEAD.fullmatch(line)) or bool(place and (place[1] or countries.of_name(place[2])))


def _between_sentences(text: str, found: re.Match[str]) -> bool:
    """Tell what stands between two sentences from what stands in the middle of one, which would be torn in two."""
    before = text[: found.start()].rstrip()
    return not before or before[-1] in '.!?:;”’"' or "\n" in text[len(before) : found.start()]


def is_source(sentence: str) -> bool:
    """Return whether the whole sentence tells where words come from."""
    return _SOURCE.fullmatch(sentence.strip()) is not None


def is_note(sentence: str) -> bool:
    """Return whether the whole sentence is a note of the record: applause, laughter, a reference, nothing but signs."""
    return _NOTE.fullmatch(sentence.strip()) is not None or not any(map(str.isalnum, sentence))
