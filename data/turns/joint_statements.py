"""The title of a joint statement in, the states and bodies whose words its text is out.

"Joint Statement from Norway and Finland on the Harbour", "Norway-Finland Joint Leaders’ Statement" and "G7 Leaders’
Communiqué" name no person, but the text says "we": it is theirs, not the words of the press office that prints it.
"""

from __future__ import annotations

import re

from data.records import Document, Speaker
from data.turns import spoken_labels
from data.turns.turn_labels import country_of_outlet
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
#: "G7 Summit Communiqué", "Norway-Finland Summit Statement", "G7 Statement on the Harbour".
_SUMMIT = re.compile(
    rf"(?P<who>.+?)\s+(?:special\s+)?summit(?:\s+\d{{4}})?,?\s+(?:joint\s+)?{_KIND}{_TOPIC}", re.IGNORECASE
)
_GROUP = re.compile(rf"(?P<who>G\d+)\s+{_KIND}{_TOPIC}", re.IGNORECASE)
#: "Joint Norway-Finland Statement", "Joint Statement: Norway-Finland Harbour Dialogue".
_WITHIN = re.compile(rf"joint\s+(?P<who>\S+)\s+{_KIND}{_TOPIC}", re.IGNORECASE)
_BEHIND = re.compile(rf"joint\s+{_KIND}(?::|\s+following\s+the)\s+(?:\d{{4}}\s+)?(?P<who>\S+)\s", re.IGNORECASE)
#: "Statement by Norway, Finland and Chile": of states, none of which is called a leader.
_OF_STATES = re.compile(rf"{_KIND}\s+by\s+(?P<who>.+)", re.IGNORECASE)
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
    found = titled(document)
    return found if found and spoken_labels.speaks_of_itself(document.text) else ()


def titled(document: Document) -> tuple[Speaker, ...]:
    """Return the states and bodies whose joint statement the title announces, also where the text tells it of them."""
    title = " ".join((document.title or "").split())
    return _in_title(title, official=country_of_outlet(document.outlet) is not None)


def _in_title(title: str, *, official: bool) -> tuple[Speaker, ...]:
    """Return whom the title names; what a newspaper could have as a headline only where a government publishes it."""
    by = _BY.match(title)
    if by is not None:
        return _listed(_ABOUT.sub("", by["who"]))
    states = _OF_STATES.match(title) if official else None
    if states is not None:
        return _all(_BETWEEN.split(_ABOUT.sub("", states["who"])))
    for pattern in (_OWN, _JOINT, *((_SUMMIT, _GROUP, _WITHIN, _BEHIND) if official else ())):
        match = pattern.match(title)
        if match is not None:
            leads = pattern in (_OWN, _SUMMIT, _GROUP)
            return _joined(match["who"]) or (_led(match["who"]) if leads else ())
    return ()


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


def _joined(words: str) -> tuple[Speaker, ...]:
    """Return the states and bodies between hyphens: "Norway-Finland", also in "Norway-EU Harbour Council Inaugural"."""
    return _all(_HYPHENS.split(words)) or _all(_HYPHENS.split(words.split()[0]))


def _led(words: str) -> tuple[Speaker, ...]:
    """Return the leaders of the one body among the words: "G7", "Valemouth G7", not "Vesk slams G7"."""
    if any(word.islower() for word in words.split()):
        return ()
    found = [one for word in words.split() if (one := known_bodies.speaker(f"{word} leaders")) is not None]
    return tuple(found) if len(found) == 1 else ()
