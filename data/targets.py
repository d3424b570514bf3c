"""What stance is measured toward: `seeds/targets.toml` in, checked `Target` records out.

A target's terms decide which sentences are asked about it; the words themselves carry no stance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import seed_entries, settings
from data.errors import SeedError
from data.records import Document, Target
from data.words import countries

_TEXTS = ("id", "name", "favor", "against")
_MORE = ("terms", "proposition", "own_terms", "country", "context")


def load(path: Path | None = None) -> tuple[Target, ...]:
    """Return the targets of `path` (default `seeds/targets.toml`) in the file's order.

    Raises `SeedError` that names the file, the entry and what is missing, unknown or given twice.
    """
    entries = seed_entries.read(path or settings.TARGETS, kind="target", texts=_TEXTS, more=_MORE)
    return tuple(_target(entry, place) for place, entry in entries)


def _target(entry: dict[str, Any], place: str) -> Target:
    terms = _terms(entry, "terms", place)
    proposition = entry.get("proposition")
    if proposition is not None and not isinstance(proposition, str):
        raise SeedError(f"{place}: 'proposition' must be a text")
    country = entry.get("country")
    if country is not None and (not isinstance(country, str) or country not in countries.table()):
        raise SeedError(f"{place}: 'country' is {country!r}; it must be an ISO 3166-1 alpha-3 code such as \"USA\"")
    if (country is None) != ("own_terms" not in entry):
        raise SeedError(f"{place}: 'own_terms' and 'country' must be given together or not at all")
    own = _terms(entry, "own_terms", place) if country else ()
    context = _terms(entry, "context", place) if "context" in entry else ()
    texts = (entry["id"], entry["name"], entry["favor"], entry["against"])
    return Target(*texts, terms, proposition, own, country, context)


def _terms(entry: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    terms = entry.get(name)
    if not isinstance(terms, list) or not terms or not all(isinstance(t, str) and t.strip("* ") for t in terms):
        raise SeedError(f"{place}: {name!r} must be a list of texts with at least one")
    return tuple(terms)


@lru_cache(maxsize=256)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the terms as whole words.

    A final or inner `*` matches any ending of the word; a term with a capital letter is matched as written,
    all others in any case.
    """
    return re.compile("|".join(_term(term) for term in terms))


def _term(term: str) -> str:
    body = r"\w*".join(re.escape(part) for part in term.strip().split("*")).replace(r"\ ", r"\s+")
    folded = body if term != term.lower() else f"(?i:{body})"
    return rf"(?<!\w){folded}(?!\w)"


@lru_cache(maxsize=256)
def stems(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest literal part of each term, case folded: a folded text without any of them holds no term.

    Most sentences hold none: looking for the parts first spares them the slow patterns.
    """
    parts = ([part for part in term.replace("*", " ").split() if part] for term in terms)
    return tuple(dict.fromkeys(max(own, key=len).casefold() for own in parts))


def within(document: Document, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets that can be meant in the document: those whose context it holds, or that need none."""
    text = "\n".join(filter(None, (document.outlet, document.title, document.text)))
    folded = text.casefold()
    return tuple(one for one in targets if not one.context or _holds(text, folded, one.context))


@lru_cache(maxsize=256)
def asked_for(country: str | None, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Return the targets as they are asked of who speaks for `country`: the own terms of other countries' taken out."""
    return tuple(one if one.country in (None, country) else replace(one, own_terms=()) for one in targets)


def concerned(text: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets of which the text holds a key term, own terms included, in the given order."""
    folded = text.casefold()
    return tuple(target for target in targets if _holds(text, folded, target.terms + target.own_terms))


def _holds(text: str, folded: str, terms: tuple[str, ...]) -> bool:
    return any(stem in folded for stem in stems(terms)) and bool(pattern(terms).search(text))
