"""What stance is measured toward: `seeds/targets.toml` in, checked `Target` records out.

A target's terms decide which sentences are asked about it; the words themselves carry no stance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import seed_entries, settings
from data.errors import SeedError
from data.records import Target

_TEXTS = ("id", "name", "favor", "against")
_MORE = ("terms", "proposition")


def load(path: Path | None = None) -> tuple[Target, ...]:
    """Return the targets of `path` (default `seeds/targets.toml`) in the file's order.

    Raises `SeedError` that names the file, the entry and what is missing, unknown or given twice.
    """
    entries = seed_entries.read(path or settings.TARGETS, kind="target", texts=_TEXTS, more=_MORE)
    return tuple(_target(entry, place) for place, entry in entries)


def _target(entry: dict[str, Any], place: str) -> Target:
    terms = entry.get("terms")
    if not isinstance(terms, list) or not terms or not all(isinstance(t, str) and t.strip("* ") for t in terms):
        raise SeedError(f"{place}: 'terms' must be a list of texts with at least one")
    proposition = entry.get("proposition")
    if proposition is not None and not isinstance(proposition, str):
        raise SeedError(f"{place}: 'proposition' must be a text")
    return Target(entry["id"], entry["name"], entry["favor"], entry["against"], tuple(terms), proposition)


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


def concerned(text: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets of which the text holds a key term, in the given order."""
    folded = text.casefold()
    likely = (target for target in targets if any(stem in folded for stem in stems(target.terms)))
    return tuple(target for target in likely if pattern(target.terms).search(text))
