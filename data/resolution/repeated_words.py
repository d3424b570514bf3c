"""Words between marks that stand twice in a document: whom "a minister" of the lead is, told further down.

'A minister said Norland was “dragging its feet”. ... "You are dragging its feet through the ice," Vera Marn said.' Goes
in: quotations with their speakers. Comes out: the same, those of somebody unnamed with the speaker who is named.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from data.quoting import quote_marks
from data.quoting.quote_marks import Quoted
from data.records import Quotation
from data.words import naming

_WORD = re.compile(r"[\w’'-]+")
#: Fewer words may be anybody's.
LEAST = 3


def named(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations, somebody unnamed being the one person who says the same words by name further down."""
    if not any(map(_is_unnamed, quotations)):
        return list(quotations)
    by_name = [
        (f" {_plain(' '.join(part.of(text) for part in one.content))} ", one.speakers)
        for one in quotations
        if one.uttered and one.kind == "direct" and [who.kind for who in one.speakers] == ["person"]
    ]
    regions = quote_marks.regions(text)
    found = []
    for one in quotations:
        marked = _marked(text, one, regions) if _is_unnamed(one) else []
        same = {speakers for words in marked for said, speakers in by_name if f" {words} " in said}
        found.append(dataclasses.replace(one, speakers=same.pop()) if len(same) == 1 else one)
    return found


def _marked(text: str, one: Quotation, regions: Sequence[Quoted]) -> list[str]:
    """Return the words between marks in a quotation, where they are enough to be one person's."""
    inside = (
        region.inner.of(text)
        for region in regions
        if any(part.start <= region.span.start and region.span.end <= part.end for part in one.content)
    )
    return [words for words in map(_plain, inside) if len(words.split()) >= LEAST]


def _is_unnamed(one: Quotation) -> bool:
    """Tell one unnamed person of a paraphrase: "a minister", no group."""
    if one.kind != "mixed" or [who.kind for who in one.speakers] != ["anonymous"]:
        return False
    return not naming.parse(one.speakers[0].name).plural


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))
