"""The title of a joint statement in, the states and bodies whose words its text is out.

"Joint Statement from Norway and Finland on the Harbour", "Norway-Finland Joint Leaders’ Statement" and "G7 Leaders’
Communiqué" name no person, but the text says "we": it is theirs, not the words of the press office that prints it.
"""

from __future__ import annotations

import re

from data.records import Document, Speaker
from data.turns import spoken_labels
from data.words import known_bodies

_LEADERS = r"(?:heads\s+of\s+state(?:\s+and\s+government)?|leaders)"
_KIND = r"(?:vision\s+)?(?:statement|declaration|communiqu[eé])"
#: Behind the kind: its topic, or nothing. "G7 Leaders’ Statement Angers Farmers" is a headline.
_TOPIC = r"(?=\s*$|\s*[:,|–—“(-]|\s+(?:about|after|at|following|for|from|in|marking|of|on|regarding|to|toward)\b)"
#: "The Vale Declaration Joint Statement", "Three Shores: A Joint Statement" have a name of their own in front.
_NAMED = r"(?:a\s+|[^:]+:\s+(?:a\s+)?|.+\sdeclaration\s+)?"
_BY = re.compile(
    rf"{_NAMED}joint\s+(?:{_LEADERS}[’']?\s+)?{_KIND}\s+(?:between|by|from|of)\s+(?P<who>.+)", re.IGNORECASE
)
_OWN = re.compile(rf"(?P<who>.+?)[’']?\s+(?:joint\s+)?{_LEADERS}[’']?\s+(?:joint\s+)?{_KIND}{_TOPIC}", re.IGNORECASE)
_JOINT = re.compile(rf"(?P<who>.+?)[’']?\s+joint\s+{_KIND}{_TOPIC}", re.IGNORECASE)
#: What a statement is about, behind whose it is.
_ABOUT = re.compile(
    r"[:|(].*|\s(?:about|after|ahead|at|concerning|during|following|for|in|on|regarding|to|toward|(?!beijing)[a-z]{3,}ing)\b.*",
    re.IGNORECASE,
)
_SPEAKING_FOR = re.compile(
    rf"(?:the\s+)?(?:governments?|{_LEADERS}|presidents|(?:\w+\s+)?ministers)\s+of\s+", re.IGNORECASE
)
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_HYPHENS = re.compile(r"\s*[–—]\s*|(?<=\w|\.)-\s?")


def of(document: Document) -> tuple[Speaker, ...]:
    """Return the states and bodies whose joint statement the document is; empty where it is none known to be."""
    title = " ".join((document.title or "").split())
    by, own = _BY.match(title), _OWN.match(title)
    found: tuple[Speaker, ...] = ()
    if by is not None:
        found = _listed(_ABOUT.sub("", by["who"]))
    elif own is not None:
        found = _all(_HYPHENS.split(own["who"])) or _led(own["who"].split()[0])
    elif (joint := _JOINT.match(title)) is not None:
        found = _all(_HYPHENS.split(joint["who"]))
    return found if found and spoken_labels.speaks_of_itself(document.text) else ()


def _listed(words: str) -> tuple[Speaker, ...]:
    """Return who is listed: "the Governments of Norway and Finland", "Norway, Finland and the EU", "G7 Leaders"."""
    alone = known_bodies.speaker(words)
    if alone is not None and alone.kind != "government":
        return (alone,)
    return _all(_BETWEEN.split(_SPEAKING_FOR.sub("", words, count=1)))


def _all(words: list[str]) -> tuple[Speaker, ...]:
    """Return the two or more states and bodies that the words name; empty where one of them is not known."""
    known = tuple(one for word in words if (one := known_bodies.speaker(word)) is not None)
    return known if len(known) == len(words) > 1 else ()


def _led(body: str) -> tuple[Speaker, ...]:
    leaders = known_bodies.speaker(f"{body} leaders")
    return () if leaders is None else (leaders,)
