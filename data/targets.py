"""What stance is measured toward: `seeds/targets.toml` in, checked `Target` records out.

A target's terms decide which sentences are asked about it; the words themselves carry no stance.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import settings
from data.errors import SeedError
from data.records import Target

_FIELDS = {"id", "name", "favor", "against", "terms", "proposition"}
_ID = re.compile(r"[A-Za-z0-9_]+")


def load(path: Path | None = None) -> tuple[Target, ...]:
    """Return the targets of `path` (default `seeds/targets.toml`) in the file's order.

    Raises `SeedError` that names the file, the entry and what is missing, unknown or given twice.
    """
    where = path or settings.TARGETS
    try:
        entries = tomllib.loads(where.read_text(encoding="utf-8")).get("target", [])
    except FileNotFoundError as error:
        raise SeedError(f"{where} is missing: restore it from the repository") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{where} is not valid TOML: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise SeedError(f"{where} holds no [[target]]: add at least one")
    targets = tuple(_target(entry, number, where) for number, entry in enumerate(entries, start=1))
    twice = {t.id for t in targets if sum(other.id == t.id for other in targets) > 1}
    if twice:
        raise SeedError(f"{where}: ids given twice: {sorted(twice)}; each target needs its own")
    return targets


def _target(entry: Any, number: int, where: Path) -> Target:
    place = f"{where}, target {number}"
    if not isinstance(entry, dict):
        raise SeedError(f"{place} is not a [[target]] table")
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise SeedError(f"{place}: not known {unknown}; allowed {sorted(_FIELDS)}")
    for name in ("id", "name", "favor", "against"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise SeedError(f"{place}: {name!r} must be a text that is not empty")
    if not _ID.fullmatch(entry["id"]):
        raise SeedError(f"{place}: id {entry['id']!r} may hold letters, digits and _ only")
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
