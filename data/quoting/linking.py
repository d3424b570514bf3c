"""A sentence, its cues and its quotations in; which cue reports which quotation, and whose cue holds the rest, out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from data.quoting.cues import Cue
from data.quoting.quote_marks import Quoted
from data.records import Span
from data.words import naming

_GAP_AFTER = re.compile(r"[\s,.\-–—;:!?…”\"’'»)]*\Z")
#: Names before the last of those who speak together: "Sen. Vera Marn (R-Ohio), Tom Vesk and ".
_NAME = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,6}"
_LIST = re.compile(rf"(?:{_NAME}(?:\s\([\w.-]{{1,12}}\))?,?\s(?:and\s)?){{1,6}}(?<=and\s)")
_RELAYS = re.compile(r"\sthat\s(?:the\s)?|\s")


def cue_of(text: str, region: Quoted, found: Sequence[Cue]) -> Cue | None:
    """Return the cue that reports the quotation: right behind it, else shortly before it, else shortly behind it."""
    for cue in found:
        if cue.start >= region.span.end and _GAP_AFTER.match(text[region.span.end : cue.start]):
            if cue.before:
                return cue
            break
    before = [cue for cue in found if cue.end <= region.span.start and cue.after]
    if before:
        gap = text[before[-1].end : region.span.start]
        if len(gap) < 90 and not re.search(r"[.;”\"]", gap):
            return before[-1]
    for cue in found:
        gap = text[region.span.end : cue.start]
        if cue.start >= region.span.end and len(gap) < 40 and not re.search(r"[.;“\"]\s", gap[1:]) and cue.before:
            return cue
    return None


def with_list(text: str, cue: Cue, span: Span) -> Cue:
    """Widen "18 members" to "Vera Marn (R-Ohio), Tom Vesk and 18 members" where that opens the sentence."""
    if cue.mention is None or not cue.after or text[cue.mention.start].isupper():
        return cue
    if not _LIST.fullmatch(text, span.start, cue.mention.start):
        return cue
    return dataclasses.replace(cue, mention=Span(span.start, cue.mention.end), start=span.start)


def outer(text: str, span: Span, found: Sequence[Cue], direct: Sequence[Cue]) -> Cue | None:
    """Return the cue that closes the sentence and holds all of it: "The marshal wants peace, his aide said"."""
    if len(found) < 2 or direct:
        return None
    last, first = found[-1], found[0]
    lead, rest = text[span.start : last.start], text[last.end : span.end]
    closed = re.search(r"(?:[,”\"]|'')\s*$", lead)
    if not (last.before and closed and len(rest.split()) < 7 and "that" not in rest.split()):
        return None
    if last.mention is None:
        return None
    relayed = first.classes & {"clause", "object"}
    if relayed and naming.parse(last.mention.of(text)).form in ("organisation", "government"):
        return None
    return last


def passes_on(text: str, relay: Cue, inner: Cue) -> bool:
    """Tell "the agency reported that Marn said ...": a body passes on the words of somebody named at once."""
    if relay.mention is None or inner.mention is None:
        return False
    if not _RELAYS.fullmatch(text, relay.end, inner.mention.start):
        return False
    return naming.parse(relay.mention.of(text)).form == "organisation"
