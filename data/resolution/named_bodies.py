"""A text in, the bodies it names together with what they are: "Ports First, a lobby group", "the oil company Havgas".

Who speaks is known from the speakers before; "the company" may as well mean a company the outlet told of, which said
nothing yet. Only names whose own words, or those beside them, tell the sort of body are listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.records import Span
from data.words import countries, given_names

#: Nouns for bodies, those on a line for one and the same body.
_SORTS = tuple(
    frozenset(line.split())
    for line in (
        "company firm manufacturer maker conglomerate startup airline retailer producer developer supplier carrier "
        "giant corporation contractor operator platform carmaker automaker drugmaker chipmaker planemaker shipbuilder",
        "group organisation organization association nonprofit non-profit charity ngo foundation network alliance "
        "movement watchdog coalition society lobby",
        "institute institution centre center think-tank organisation organization group",
        "committee panel",
        "council body",
        "campaign",
        "newspaper paper magazine outlet daily weekly broadcaster channel station website site portal tabloid "
        "publication",
        "agency service bureau regulator watchdog",
        "bank lender",
        "party",
        "union association federation organisation organization",
        "university college school",
    )
)
_NOUN = "|".join(sorted((re.escape(noun) for noun in frozenset().union(*_SORTS)), key=len, reverse=True))
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*\w"
_NAME = rf"{_CAPITAL}(?:\s(?:(?:of|for|and|the|de)\s){{0,2}}{_CAPITAL}){{0,6}}"
#: Where a name can begin: tried within a word too, one word of thousands of letters would take hours.
_EDGE = r"(?<![\w’'&-])"
_PATTERNS = (
    # "Ports First, a small lobby group": what it is stands behind the name.
    re.compile(
        rf"{_EDGE}(?P<name>{_NAME}),\s(?:an?\s|the\s[\w’'-]+\s)(?:[\w’'-]+\s){{0,5}}?(?P<noun>{_NOUN})\b(?!\sof\b)"
        rf"(?:(?:\s(?:based|headquartered))?\sin\s(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL})?)?"
    ),
    # "The Norwegian oil company Havgas": it stands before it.
    re.compile(rf"\b(?:(?:[Tt]he|[Aa]n?|[Bb]y)\s)(?:[\w’'-]+\s){{0,4}}?(?P<noun>{_NOUN})\s(?P<name>{_NAME})"),
    # "Havgas shares", "Havgas's chief executive": only companies have them.
    re.compile(rf"\b(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?)(?:[’']s?)?\s(?:shares|CEO|chief\sexecutive)(?P<noun>)\b"),
    # "The Vale Institute": it is part of the name.
    re.compile(
        rf"{_EDGE}(?P<name>(?:{_CAPITAL}\s){{1,5}}(?P<noun>{_NOUN.title()})"
        rf"(?:\sof\s(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,4}})?)\b"
    ),
)
_OWN = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"(?:The|An?)\s")
#: "In July, the oil company": no name.
_NO_NAME = re.compile(
    r"(?:In|On|At|By|As|For|From|After|Before|Since|Last|This|Under|With|While|When|But|And)\b|.*[’']s?\s|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)


@dataclass(frozen=True, slots=True)
class Body:
    """One body: its `name`, the nouns that can mean it, the words that told so, and where the name stands."""

    name: str
    nouns: frozenset[str]
    words: str
    places: tuple[Span, ...]

    def last_before(self, at: int) -> int | None:
        """Return where the name stands last before `at`."""
        return max((place.start for place in self.places if place.start < at), default=None)


def find(text: str) -> tuple[Body, ...]:
    """Return the bodies of `text` whose sort is told."""
    told: dict[str, tuple[str, str]] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = _OWN.sub("", _ARTICLE.sub("", match.group("name")))
            if _is_name(name):
                told.setdefault(name, (match.group("noun").lower() or "company", match.group(0)))
    return tuple(
        Body(name, _alike(noun), words, tuple(Span(*m.span()) for m in re.finditer(rf"\b{re.escape(name)}\b", text)))
        for name, (noun, words) in told.items()
    )


def _is_name(name: str) -> bool:
    """Tell a body's name from a date, a country, a person and the bare noun."""
    words = name.split()
    person = len(words) == 2 and given_names.is_given(words[0])
    noun = len(words) == 1 and name.lower() in frozenset().union(*_SORTS)
    return not (person or noun or _NO_NAME.match(name) or countries.of_name(name))


def _alike(noun: str) -> frozenset[str]:
    return frozenset().union(*(sort for sort in _SORTS if noun in sort))
