"""What the press office of a president publishes: whose "the President" is, and whose letters are.

In: a document. Out: the president of the country whose office is its outlet, in office at its date; None elsewhere.
"""

from __future__ import annotations

import re

from data import countries, people
from data.records import Document, Speaker
from data.turn_labels import country_of_outlet

#: "The President", "the acting head of state", "the Russian President"; not "the former President".
_MEANT = re.compile(r"(?:[Tt]he\s)?(?:(?:acting|Acting)\s|([A-Z][\w.]*)\s)?(?:[Pp]resident|[Hh]ead\sof\s[Ss]tate)")


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
    adjective = described.group(1)
    return speaker if adjective is None or countries.of_title(words) == speaker.country else None
