"""A quotation's words in, one decision out: was this said, or only thought, felt or planned.

The words of the cue decide (`data.utterances`). The rules of the table count beliefs and plans nobody voiced as
narration; a thought that a group or an unnamed source is reported to hold ("officials believe") was told to
somebody and counts, and so do quotation marks around words of their own.
"""

from __future__ import annotations

import re

from data import naming, reporting_verbs, utterances

_WORD = re.compile(r"[^\W\d_]+")
#: "A survey by the Vale Institute found that ...": what a study finds it says.
_FINDING = re.compile(r"^(?:also\s)?(?:found|finds|showed|shows)(?:\sthat)?$")
_STUDY = re.compile(
    r"\b(?:study|survey|poll|report|analysis|research|investigation|inquiry|audit|review)\b", re.IGNORECASE
)
#: "Experts are worried that ...": told to somebody, as "experts believe" is.
_STATE = re.compile(
    r"\b(?:concerned|worried|alarmed|convinced|confident|certain|sceptical|skeptical|optimistic|doubts?)\b"
)
#: "Any senator calling for a truce was mocked": no one is said to have called for it.
_ANYBODY = re.compile(r"(?:any|anyone|anybody|whoever|everyone|those)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ly\s)?\w+ing(?:\s(?:for|that|on|to))?")
#: "This suggests a gap": no speaker.
_THIS = re.compile(r"(?:this|that|these)", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n[’']t\b|\bnever\b")
_OPENS_WITH_MARK = re.compile(r"[\s:,]*(?:that\s)?(?:[\"“«]|'')")
_OPEN_MARK = re.compile(r"[\"“«‘]|''")


def is_uttered(cue: str, *, mention: str, content: str) -> bool:
    """Return whether the quotation with these words was uttered; a missing cue counts as uttered."""
    if _FINDING.search(cue) and _finds_in_public(mention, content) and len(content.split()) > 3:
        return True
    if _ANYBODY.match(mention) and _PARTICIPLE.fullmatch(cue):
        return False
    if _THIS.fullmatch(mention):
        return False
    if not cue.strip() or utterances.uttered(cue):
        return True
    words = _WORD.findall(cue)
    opinion = bool(_STATE.search(cue)) or any(map(reporting_verbs.is_opinion, words))
    if _OPEN_MARK.search(content):
        return (
            opinion
            or (any(map(reporting_verbs.is_saying, words)) and not _NOT.search(cue))
            or bool(_OPENS_WITH_MARK.match(content) and len(content.split()) > 3)
        )
    return opinion and bool(mention) and _told_in_public(mention)


def _finds_in_public(mention: str, content: str) -> bool:
    """Tell a study, and a body whose finding is a sentence: "the commission found that the port was unsafe"."""
    body = naming.parse(mention).form in ("organisation", "government")
    return bool(_STUDY.search(mention)) or (body and content.startswith("that "))


def _told_in_public(mention: str) -> bool:
    """Tell whose thoughts are known only because they were told: a group's, an unnamed source's, a secret service's."""
    parsed = naming.parse(mention)
    return parsed.form in ("anonymous", "group") or parsed.head in ("intelligence", "services")
