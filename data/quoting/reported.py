"""A sentence and one of its cues in; the words that the cue reports without quotation marks out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.quoting.cues import Cue
from data.records import Span

_THAT = re.compile(r"[\s,:]*(?:(?:on|in|at|last|this|late|early)\s[^,.:;“\"]{0,40}?\s)?(?:that\b|[:,])?\s*")
_LEAD = re.compile(r"(?:and|but|so|yet|while|however|meanwhile|in addition|also|still)[\s,]+", re.IGNORECASE)
#: What begins a clause right behind a name: "According to Vera Marn the talks have failed".
_CLAUSE = re.compile(r"\s(?:the|this|these|those|it|he|she|they|we|there|its|their|his|her)\s")
_TAIL_ASIDE = re.compile(r",\s(?:as reported by|reported|per|citing|according to)\s[^,.]+$")


def content(text: str, span: Span, cue: Cue, following: Sequence[Cue]) -> list[Span]:
    """Return what the cue reports within its sentence: before it, behind it, or both around it."""
    lead = text[span.start : cue.start]
    trailing = bool(re.search(r"(?:[,–—\-”\"]|'')\s*$", lead)) and len(lead.split()) > 2
    rest = text[cue.end : span.end]
    if cue.before and (trailing or not cue.after or (cue.lemma == "according to" and len(lead.split()) > 2)):
        parts = _trim(text, span.start, cue.start, lead=True)
        if (
            re.match(r"\s*,\s*\S+", rest)
            and trailing
            and not re.match(r"\s*,\s(?:who|which|in|on|at|a|an|the|as)\b", rest)
        ):
            parts += _trim(text, cue.end, span.end)
        return parts
    if not cue.after:
        return []
    begin = cue.end
    if cue.lemma == "according to":
        comma = 0 if _CLAUSE.match(rest) else rest.find(",")
        begin = cue.end + comma + 1 if comma >= 0 else span.end
    end = span.end
    for other in following:
        joined = re.search(r"(?:,|\band|\bbut|\bwhile)\s*$", text[begin : other.start])
        if (joined and other.mention == cue.mention) or (
            joined and other.mention and _pronoun(other.mention.of(text))
        ):
            end = other.start
            break
    skipped = _THAT.match(text, begin, end)
    begin = skipped.end() if skipped else begin
    tail = _TAIL_ASIDE.search(text[begin:end])
    return _trim(text, begin, begin + tail.start() if tail else end)


def _pronoun(words: str) -> bool:
    return words.lower() in {"he", "she", "they", "it"}


def _trim(text: str, start: int, end: int, *, lead: bool = False) -> list[Span]:
    if lead:
        match = _LEAD.match(text, start, end)
        start = match.end() if match else start
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
        end -= 1
    for word in (" and", " but", " while"):
        if text[start:end].endswith(word):
            end -= len(word)
    return [Span(start, end)] if end - start > 2 else []
