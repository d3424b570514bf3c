"""A body's name in, who it is by its own words and the reference tables out: id, name and country."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.records import Speaker
from data.words import countries, places
from data.words.names import words_slug

_LED = re.compile(r"(?P<body>.+?)[’']?\s+leaders", re.IGNORECASE)


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


def speaker(name: str) -> Speaker | None:
    """Return the state, the international body or the leaders of one that `name` as a whole means, else None."""
    name = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    code = countries.of_name(name)
    # "French" alone is a surname sooner than a state.
    if code is not None and name in countries.table()[code].names:
        state = countries.table()[code].name
        return Speaker(known_as(state).id, state, "government", code)
    if _is_international(name):
        body = known_as(name)
        return Speaker(body.id, body.name, "organisation", None)
    led = _LED.fullmatch(name)
    if led is None or not _is_international(led["body"]):
        return None
    name = f"{led['body']} leaders"
    return Speaker(words_slug(name), name, "group", None)


def _is_international(name: str) -> bool:
    meant = countries.metonym(name)
    return meant is not None and meant.iso3 is None
