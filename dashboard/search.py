"""Full-text search over the sentences: SQLite's FTS5 beside the working copy, its hits as rows the filters can use.

Goes in: a table and words as a reader types them. Comes out: the relation `found (query, row, score)` in the table's
own database, filled once for each query. Phrases in quotes, `prefix*`, AND, OR, NOT, NEAR(a b, 5) and brackets mean
what FTS5 makes of them; any other sign is taken as part of a word, so that no query is an error. Case and accents do
not count.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dashboard.index import cache_folder
from data.errors import TableError

if TYPE_CHECKING:
    from dashboard.table import Table

#: Raised whenever the index below changes.
VERSION = 1
#: Longest query that is read; the rest is cut.
LONGEST = 500
BATCH = 20_000

_PIECES = re.compile(r'"[^"]*"\*?|NEAR\s*\(|[()]|[^\s()"]+')
_NEAR_END = re.compile(r"^,\s*\d+$")
_OPERATORS = ("AND", "OR", "NOT")
_making = threading.Lock()


def prepare(table: Table, words: str) -> None:
    """Make sure that `found` holds the hits of `words`; raises `TableError` when no index can be written."""
    table.query("CREATE TABLE IF NOT EXISTS found (query VARCHAR, row INTEGER, score FLOAT)")
    if table.value("SELECT 1 FROM found WHERE query = ? LIMIT 1", [words]):
        return
    hits = _hits(index_file(table), words)
    # A query without hits keeps one line without a row, so that it is not asked again.
    rows: list[int | None] = [row for row, _ in hits] or [None]
    scores: list[float | None] = [score for _, score in hits] or [None]
    table.query("INSERT INTO found SELECT ?, unnest(?::INTEGER[]), unnest(?::FLOAT[])", [words, rows, scores])


def expression(words: str) -> str:
    """Return `words` in FTS5's syntax, every plain word in quotes; "" when there is nothing to look for."""
    parts: list[str] = []
    depth, near = 0, 0
    for piece in _PIECES.findall(words[:LONGEST]):
        if piece == "(" or piece.startswith("NEAR"):
            if parts and near:
                continue
            near = depth + 1 if piece.startswith("NEAR") else near
            depth += 1
            parts.append("NEAR(" if piece.startswith("NEAR") else "(")
        elif piece == ")":
            if depth:
                near = 0 if near == depth else near
                depth -= 1
                parts.append(")")
        elif piece in _OPERATORS and not near:
            parts.append(piece)
        else:
            parts += _quoted(piece, near=bool(near))
    return " ".join(parts + [")"] * depth)


def _quoted(piece: str, *, near: bool) -> list[str]:
    """Return a word or phrase in quotes, its prefix star outside them; inside NEAR a number after a comma stays."""
    if near and (match := re.fullmatch(r"(.*?),?(\d+)?", piece)) and ("," in piece or piece.isdigit()):
        word, number = match.group(1).strip(","), match.group(2)
        return [*([f'"{word}"'] if word else []), f", {number}" if number else ""] if number or word else []
    star = "*" if piece.endswith("*") else ""
    word = piece.rstrip("*").strip('"')
    return [f'"{word}"{star}'] if re.search(r"\w", word) else []


def _hits(path: Path, words: str) -> list[tuple[int, float]]:
    plain = " ".join(f'"{word}"' for word in re.findall(r"\w+", words[:LONGEST]))
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
        for asked in (expression(words), plain):
            try:
                found = connection.execute("SELECT rowid, -rank FROM texts WHERE texts MATCH ? ORDER BY rank", [asked])
                return [(int(row), float(score)) for row, score in found.fetchall()]
            except sqlite3.OperationalError:
                # Unbalanced operators ("AND AND"): the same words once more, as plain words.
                continue
    return []


def index_file(table: Table) -> Path:
    """Return the path of the build's full-text index, made first where it is missing."""
    path = cache_folder(table.build) / f"search-{VERSION}.sqlite"
    with _making:
        if not path.exists():
            _make(table, path)
    return path


def _make(table: Table, path: Path) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            # The texts stand in the table already: the index keeps their words only.
            connection.execute(
                "CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
            )
            for batch in table.batches("SELECT row, text FROM sentences ORDER BY row"):
                rows: list[tuple[Any, ...]] = list(zip(*(c.to_pylist() for c in batch.columns), strict=True))
                connection.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
            connection.commit()
        os.replace(unfinished, path)
    except (sqlite3.Error, OSError) as error:
        raise TableError(f"no full-text index of build {table.id} can be made in {path.parent} ({error})") from error
    finally:
        unfinished.unlink(missing_ok=True)
