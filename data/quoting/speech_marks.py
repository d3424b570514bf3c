"""A quoted region in, one decision out: words somebody spoke as a sentence, or a fragment in the outlet's own.

Fragments are terms, titles and scare quotes, and the quoted part of a paraphrase: they make a sentence *mixed* at
most, where a region of speech makes it *direct*.
"""

from __future__ import annotations

from data.quoting.quote_marks import Quoted

#: Up to this many words between marks in running text are a fragment.
FRAGMENT_WORDS = 3
_ENDS = ".!?,…"
#: What opens the items of a list.
_BULLETS = " •·▪*"


def is_speech(text: str, region: Quoted, *, behind_cue: bool) -> bool:
    """Return whether `region` is speech; `behind_cue` tells that a verb of saying stands right before it."""
    inner = region.inner.of(text).strip()
    words = len(inner.split())
    before = text[max(0, region.span.start - 60) : region.span.start].split("\n")[-1].rstrip()
    if not before.strip(_BULLETS) or before[-1] in '.!?…”"»’)' or region.resumes:
        return words >= FRAGMENT_WORDS or inner[-1:] in _ENDS
    if before[-1] == ":":
        return True
    ends = inner[-1:] in _ENDS or text[region.span.end : region.span.end + 1] in (",", ".")
    if before[-1] == ",":
        return words > FRAGMENT_WORDS and ends
    return words > FRAGMENT_WORDS and behind_cue and ends
