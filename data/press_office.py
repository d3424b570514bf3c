"""What the press office of a president publishes: whose "the President" is, and whose letters are.

In: a document. Out: the president of the country whose office is its outlet, in office at its date; None elsewhere.
"""

from __future__ import annotations

import re

from data import countries, people
from data.label_words import AMERICAN, RUSSIAN_OFFICE, RUSSIAN_POST
from data.names import surname
from data.records import Document, Speaker
from data.turn_labels import country_of_outlet

#: "The President", "the acting head of state", "the Russian President"; not "the former President".
_MEANT = re.compile(
    r"(?:[Tt]he\s)?(?:(?:acting|Acting)\s)?(?:([A-Z][\w.]*)\s)?"
    r"(?:[Pp]resident|[Hh]ead\sof\s(?:the\s)?(?:([A-Z][\w.]*)\s)?[Ss]tate)(?:\sof\s(?:the\s)?([A-Z][\w. ]*))?(?:[’']s)?"
)
#: Heads of state or government: one without a country may as well be the guest.
_HEAD = re.compile(r"(?<!Deputy )Prime\sMinister|(?<!Vice )(?<!Vice-)President\b(?!ial)", re.IGNORECASE)
_OFFICES = {"USA": (AMERICAN,), "RUS": (RUSSIAN_POST, RUSSIAN_OFFICE)}


def president(document: Document) -> Speaker | None:
    """Return who was president at the date of a document that the president's government publishes."""
    country = country_of_outlet(document.outlet)
    person = people.holder("President", country, document.published) if country else None
    return Speaker(person.id, person.name, "person", country, person.role) if person is not None else None


def meant(words: str, document: Document) -> Speaker | None:
    """Return the president whom "the President" or "the head of state" means where the text names nobody else."""
    described = _MEANT.fullmatch(words.strip())
    speaker = president(document) if described is not None else None
    if described is None or speaker is None:
        return None
    told = any(described.groups())
    return speaker if not told or countries.of_title(words) == speaker.country else None


def called(words: str, document: Document) -> Speaker | None:
    """Return the president whom words mean whoever else the text names: with the country, or named there too."""
    described = _MEANT.fullmatch(words.strip())
    speaker = meant(words, document) if described is not None else None
    if described is None or speaker is None:
        return None
    named = surname(speaker.name) in f"{document.title} {document.text}"
    return speaker if named or any(described.groups()) else None


def country_of_office(title: str, outlet: str | None) -> str | None:
    """Return the country of a president's office that publishes a text, for a title of its servants without a country.

    "Deputy Prime Minister Vera Marn" is the Kremlin's own, "Senator Vera Marn" the White House's.
    """
    country = country_of_outlet(outlet)
    if country not in _OFFICES or _HEAD.search(title):
        return None
    words = title.upper() if country == "USA" else title
    return country if any(pattern.search(words) for pattern in _OFFICES[country]) else None
