"""What the press office of a president publishes: whose "the President" is, and whose letters are.

In: a document. Out: the president, or who holds the other office named, of the country whose office is its outlet, in
office at its date; None elsewhere.
"""

from __future__ import annotations

import re

from data.records import Document, Speaker
from data.turns.turn_labels import country_of_outlet
from data.words import countries, people
from data.words.label_words import AMERICAN, RUSSIAN_OFFICE, RUSSIAN_POST
from data.words.names import surname

#: "The President", "the acting head of state", "the Russian President"; not "the former President".
_MEANT = re.compile(
    r"(?:[Tt]he\s)?(?:[Aa]cting\s)?(?:(?P<adjective>(?!Vice|First)[A-Z][\w.]*)\s)?"
    r"(?P<office>(?:[Vv]ice\s)?[Pp]resident|[Hh]ead\sof\s(?:the\s)?(?:(?P<inner>[A-Z][\w.]*)\s)?[Ss]tate|[Ff]irst\s[Ll]ady)"
    r"(?:\sof\s(?:the\s)?(?P<country>[A-Z][\w. ]*))?(?:[’']s)?"
)
#: Heads of state or government: one without a country may as well be the guest.
_HEAD = re.compile(r"(?<!Deputy )Prime\sMinister|(?<!Vice )(?<!Vice-)President\b(?!ial)", re.IGNORECASE)
_OFFICES = {"USA": (AMERICAN,), "RUS": (RUSSIAN_POST, RUSSIAN_OFFICE)}


def president(document: Document) -> Speaker | None:
    """Return who was president at the date of a document that the president's government publishes."""
    return _holder("President", document)


def _holder(role: str, document: Document) -> Speaker | None:
    code = country_of_outlet(document.outlet)
    person = people.holder(role, code, document.published) if code else None
    return Speaker(person.id, person.name, "person", code, person.role) if person is not None else None


def meant(words: str, document: Document) -> Speaker | None:
    """Return whom "the President", "the head of state" or "the Vice President" means where nobody else is named."""
    described = _MEANT.fullmatch(words.strip())
    if described is None:
        return None
    office = re.sub(r"\s", " ", described["office"]).title()
    speaker = _holder("President" if office.startswith("Head") else office, document)
    if speaker is None:
        return None
    return speaker if not _tells_country(described) or countries.of_title(words) == speaker.country else None


def _tells_country(described: re.Match[str]) -> bool:
    return any(described[part] for part in ("adjective", "inner", "country"))


def called(words: str, document: Document) -> Speaker | None:
    """Return whom such words mean whoever else the text names: with their country, or named there too."""
    described = _MEANT.fullmatch(words.strip())
    speaker = meant(words, document) if described is not None else None
    if described is None or speaker is None:
        return None
    named = surname(speaker.name) in f"{document.title} {document.text}"
    return speaker if named or _tells_country(described) else None


def is_own_office(title: str, publisher: str | None) -> bool:
    """Tell an office without a country that the government which publishes a text has: a servant of its own.

    "Deputy Prime Minister Vera Marn" is the Kremlin's own, "Senator Vera Marn" the White House's.
    """
    if publisher not in _OFFICES or _HEAD.search(title):
        return False
    words = title.upper() if publisher == "USA" else title
    return any(pattern.search(words) for pattern in _OFFICES[publisher])
