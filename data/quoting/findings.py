"""A quotation's words in, one decision out: does a poll, a record, a report or a body tell what was found.

Whoever reads "Polls show the port ahead" is told what the polls say; "the ice shows that the port is old" is the
outlet's own conclusion.
"""

from __future__ import annotations

import re

from data.words import naming

_SHOWS = re.compile(
    r"(?:\w+ly\s|also\s)?(?:found|finds?|show(?:s|ed)?|indicate[sd]?|suggest(?:s|ed)?|proved)(?:\sthat)?"
)
#: What was counted, asked or filed, before any "of" or "by": "exit polls from the north".
_SOURCE = re.compile(
    r"(?:(?!of\b|by\b)\S+\s){0,6}?\S*?\b(?:analys[ie]s|audit|data|document|email|figure|filing|finding|inquiry|"
    r"investigation|poll|polling|record|report|research|review|stud(?:y|ie)|survey)s?(?![\w'’-])",
    re.IGNORECASE,
)
_FINDS = re.compile(r"(?:also\s)?(?:found|finds|showed|shows)(?:\sthat)?")
#: Fewer words are no finding: "the poll showed a shift".
_WORDS = 4


def is_finding(cue: str, *, mention: str, content: str) -> bool:
    """Return whether a source of this kind is read out: "land records indicate that the port was sold"."""
    return bool(_SHOWS.fullmatch(cue) and _SOURCE.match(mention)) and len(content.split()) >= _WORDS


def is_bodys(cue: str, *, mention: str, content: str) -> bool:
    """Return whether a body's finding is told in a sentence: "the commission found that the port was unsafe"."""
    if not _FINDS.fullmatch(cue) or not content.startswith("that ") or len(content.split()) < _WORDS:
        return False
    return naming.parse(mention).form in ("organisation", "government")
