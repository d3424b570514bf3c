"""A quotation's words in, one decision out: was this said, or only thought, felt or planned.

The rules of the table count beliefs and plans nobody voiced as narration. A thought that a group or an unnamed
source is reported to hold ("officials believe") was told to somebody and counts; quotation marks around words of
their own count too.
"""

from __future__ import annotations

import re

from data import naming, reporting_verbs

_WORD = re.compile(r"[^\W\d_]+")
_OPEN_MARK = re.compile(r"[\"“«‘]")
_TOLD = frozenset("according statement statements words remark remarks comment comments speech interview letter".split())


def is_uttered(cue: str, *, mention: str, content: str) -> bool:
    """Return whether the quotation with these words was uttered; an unknown or missing cue counts as uttered."""
    words = [word.lower() for word in _WORD.findall(cue)]
    if not words or any(word in _TOLD for word in words):
        return True
    verbs = [word for word in words if word in reporting_verbs.forms()]
    spoken = [word for word in verbs if reporting_verbs.forms()[word].classes & {"clause", "object"}]
    if spoken or not any(reporting_verbs.is_belief(word) for word in verbs):
        return True
    opinion = any(reporting_verbs.is_opinion(word) for word in verbs)
    if _OPEN_MARK.search(content):
        return opinion or bool(re.match(r"[\s:,]*[\"“«]", content) and len(content.split()) > 3)
    return opinion and naming.parse(mention).form in ("anonymous", "group")
