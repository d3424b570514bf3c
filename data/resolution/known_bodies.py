"""A body's name in, who it is by its own words and the reference tables out: id, name and country."""

from __future__ import annotations

from typing import NamedTuple

from data.words import countries, places
from data.words.names import words_slug


class Body(NamedTuple):
    """One body: its id across documents, its fullest name, its country where it has one."""

    id: str
    name: str
    country: str | None


def of_state(name: str, country: str) -> Body:
    """Return a state's body whose name other states' have too."""
    return Body(f"{words_slug(name)}-{country.lower()}", name, country)


def known_as(name: str) -> Body:
    """Return the body that a name means by its own words and the reference tables."""
    meant = countries.metonym(name)
    if meant is not None:
        # An international body is one under all its names: "UN", "United Nations".
        name = name if meant.iso3 else meant.refers_to
        return Body(words_slug(name), name, meant.iso3)
    country = places.organisations()[name][0] if name in places.organisations() else None
    return Body(words_slug(name), name, country or (countries.of_title(name) if " " in name else None))
