"""A sentence with words between marks that names nobody in, a further quotation of who spoke before it out.

"Vesk said the port was safe. The clerks will “get all the boats they need”, too." Where the marks hold a term or a
title, or where the sentence names somebody else, it stays the outlet's.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from data.quoting import speech_marks
from data.quoting.quote_marks import Quoted
from data.records import Quotation, Sentence

_CAPITALISED = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")
#: Who speaks is told by the place alone.
CONFIDENCE = 0.7


def further(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], regions: Sequence[Quoted]
) -> Iterator[Quotation]:
    """Yield a quotation for each sentence that goes on, by a fragment between marks, with who spoke right before it."""
    spoken: Quotation | None = None
    for sentence in sentences:
        span = sentence.span
        here = [one for one in quotations if one.uttered and any(part.overlaps(span) for part in one.content)]
        if here:
            spoken = next((one for one in here if one.mention), None)
            continue
        marked = next((one for one in regions if one.span.start >= span.start and one.span.end <= span.end), None)
        if spoken is None or marked is None or not _is_saying(text, marked):
            spoken = None
            continue
        named = " ".join(part.of(text) for part in spoken.mention)
        if any(name not in named for name in _CAPITALISED.findall(text[span.start : marked.span.start])):
            spoken = None
            continue
        yield dataclasses.replace(spoken, cue=(), content=(span,), kind="mixed", confidence=CONFIDENCE, method="rules")


def _is_saying(text: str, region: Quoted) -> bool:
    """Tell words of a sentence from a term of a word or two and from a title, whose words begin with capitals."""
    words = region.inner.of(text).split()
    return region.closed and len(words) > speech_marks.FRAGMENT_WORDS and words[0][0].islower()
