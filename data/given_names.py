"""A person's name in, the gender English news uses for them out, where the name tells it.

By the given names of `seeds/reference/given_names.toml` and the endings of Slavic surnames; "" where neither tells.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from data import names, people, settings
from data.errors import SeedError
from data.name_words import GIVEN

PATH = settings.REFERENCE / "given_names.toml"
_FEMALE_SURNAME = re.compile(r"[^\W\d_]{3,}(?:ova|eva|yova|skaya|skaia|ska|cka|tskaya)$")
_MALE_SURNAME = re.compile(r"[^\W\d_]{3,}(?:skyi|sky|skiy|skij|ski)$")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    try:
        seed = tomllib.loads(PATH.read_text(encoding="utf-8"))
        return {name: gender for gender in ("female", "male") for name in seed[gender].split()}
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SeedError(f"{PATH}: {error}; it needs the keys female and male, each a text of names") from error


@lru_cache(maxsize=1)
def _all() -> frozenset[str]:
    listed = {names.fold(name) for name in (*_table(), *GIVEN)}
    return frozenset(listed | {names.fold(person.name.split()[0]) for person in people.table().values()})


def is_given(word: str) -> bool:
    """Return whether `word` is known as a given name: of a list, or of a person of the reference table."""
    return names.fold(word) in _all()


@lru_cache(maxsize=20_000)
def gender(name: str) -> str:
    """Return "female", "male" or "" for a person's name as printed."""
    words = name.split()
    known = _table().get(words[0].lower(), "") if words else ""
    if known or len(words) < 2:
        return known
    if _FEMALE_SURNAME.search(words[-1]):
        return "female"
    return "male" if _MALE_SURNAME.search(words[-1]) else ""
