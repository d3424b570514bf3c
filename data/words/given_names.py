"""A word in, whether it is a given name out; a person's name in, the gender English news uses for them out.

Gender is told by the given names of `seeds/reference/given_names.toml` and the endings of Slavic surnames; "" where
neither tells.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from data import settings
from data.errors import SeedError
from data.words import names, people
from data.words.name_words import GIVEN

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
def usual() -> frozenset[str]:
    """Return the folded given names of the short list and of the reference table's persons with a full name."""
    table = (person.name.split()[0] for person in people.table().values() if " " in person.name)
    return frozenset(names.fold(name) for name in (*GIVEN, *table))


@lru_cache(maxsize=1)
def _all() -> frozenset[str]:
    single = (person.name for person in people.table().values() if " " not in person.name)
    return usual() | {names.fold(name) for name in (*_table(), *single)}


# Two questions, because the answers differ: the names with a gender hold some that are surnames and places as well
# ("Tucker", "Georgia"). Asked of a person already found they help; where mentions and labels are looked for, they
# change who is found (six names in 24 news articles).
def is_given(word: str) -> bool:
    """Return whether `word` is known as a given name: of a list, or of a person of the reference table."""
    return names.fold(word) in _all()


def is_usual(word: str) -> bool:
    """Return whether `word` is one of the `usual` given names, which name a person with nothing else around."""
    return names.fold(word) in usual()


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
