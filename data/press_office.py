"""What the press office of a president publishes: whose "the President" is, and whose letters are.

In: a document. Out: the president, or who holds the other office named, of the country whose office is its outlet, in
office at its date; None elsewhere.
"""

from __future__ import annotations

import re

from data import countries, people
from data.records import Document, Speaker
from data.turn_labels import country_of_outlet

#: "The President", "the acting head of state", "the Russian President"; not "the former President".
_MEANT = re.compile(
    r"(?:[Tt]he\s)?(?:(?:acting|Acting)\s|((?!Vice|First)[A-Z][\w.]*)\s)?"
    r"((?:[Vv]ice\s)?[Pp]resident|[Hh]ead\sof\s[Ss]tate|[Ff]irst\s[Ll]ady)"
)
#: Outlets that are a government's own, beside newspapers with a country in their names.
_OFFICIAL = re.compile(r"kremlin|white\s?house|\b(?:government|ministry|department|office)\b", re.IGNORECASE)


def country(document: Document) -> str | None:
    """Return the country whose government publishes a document; None for other outlets."""
    return country_of_outlet(document.outlet) if _OFFICIAL.search(document.outlet or "") else None


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
    role = re.sub(r"\s", " ", described.group(2)).title()
    speaker = _holder("President" if role == "Head Of State" else role, document)
    if speaker is None:
        return None
    adjective = described.group(1)
    return speaker if adjective is None or countries.of_title(words) == speaker.country else None
