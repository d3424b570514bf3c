"""A TOML file of entries that the user edits in, its entries out, each checked as far as all of them are alike.

`seeds/targets.toml` and `seeds/topics.toml` are such files. What one kind of entry has beside its texts, its own
loader checks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.errors import SeedError

_ID = re.compile(r"[A-Za-z0-9_]+")


def read(
    path: Path, *, kind: str, texts: tuple[str, ...], more: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries `[[kind]]` of `path` in its order, each with the words that name its place in messages.

    `texts` are the fields, the id among them, that must be texts; `more` are the others that are allowed. Raises
    `SeedError` that names the file, the entry and what is missing, unknown or, behind the last one, given twice.
    """
    ids = []
    for number, entry in enumerate(_entries(path, kind), start=1):
        place = f"{path}, {kind} {number}"
        if not isinstance(entry, dict):
            raise SeedError(f"{place} is not a [[{kind}]] table")
        unknown = sorted(set(entry) - {*texts, *more})
        if unknown:
            raise SeedError(f"{place}: not known {unknown}; allowed {sorted((*texts, *more))}")
        for name in texts:
            if not isinstance(entry.get(name), str) or not entry[name].strip():
                raise SeedError(f"{place}: {name!r} must be a text that is not empty")
        if not _ID.fullmatch(entry["id"]):
            raise SeedError(f"{place}: id {entry['id']!r} may hold letters, digits and _ only")
        ids.append(entry["id"])
        yield place, entry
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise SeedError(f"{path}: ids given twice: {twice}; each {kind} needs its own")


def _entries(path: Path, kind: str) -> list[Any]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(kind, [])
    except FileNotFoundError as error:
        raise SeedError(f"{path} is missing: restore it from the repository") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path} is not valid TOML: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise SeedError(f"{path} holds no [[{kind}]]: add at least one")
    return entries
