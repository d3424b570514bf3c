"""Full-text search over the sentences: SQLite's FTS5 beside the working copy, its hits as rows the filters can use.

Goes in: a table and words as a reader types them. Comes out: row numbers, with how well each matches. Phrases in
quotes, `prefix*`, AND, OR, NOT, NEAR(a b, 5) and brackets mean what FTS5 makes of them; any other sign is taken as part
of a word, so that no query is an error. Case and accents do not count.
"""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from dashboard.filters import LONGEST_TEXT
from dashboard.index import cache_folder
from data.errors import TableError

if TYPE_CHECKING:
    from dashboard.table import Table

#: Raised whenever the index below changes.
VERSION = 1

_PIECES = re.compile(r'"[^"]*"\*?|NEAR\s*\(|[()]|[^\s()"]+')
_NEAR = re.compile(r"NEAR\s*\(")
_OPERATORS = ("AND", "OR", "NOT")
_making = threading.Lock()
#: Indexes this process has found to be whole.
_known: set[Path] = set()


def hits(table: Table, words: str) -> NDArray[np.int32]:
    """Return the rows that hold what `words` ask for; raises `TableError` when no index can be written or read."""
    found = _asked(index_file(table), words, "SELECT rowid FROM texts WHERE texts MATCH ?")
    return np.fromiter((row for (row,) in found), dtype=np.int32)


def ranked(table: Table, words: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return those rows with how well each matches (BM25, more is better)."""
    found = _asked(index_file(table), words, "SELECT rowid, -rank FROM texts WHERE texts MATCH ?")
    rows = np.fromiter((row for row, _ in found), dtype=np.int32, count=len(found))
    return rows, np.fromiter((score for _, score in found), dtype=np.float32, count=len(found))


def expression(words: str) -> str:
    """Return `words` in FTS5's syntax, every plain word in quotes; "" when there is nothing to look for."""
    parts: list[str] = []
    depth, near = 0, 0
    for piece in _PIECES.findall(words[:LONGEST_TEXT]):
        is_near = _NEAR.fullmatch(piece) is not None
        if piece == "(" or is_near:
            if parts and near:
                continue
            near = depth + 1 if is_near else near
            depth += 1
            parts.append("NEAR(" if is_near else "(")
        elif piece == ")":
            if depth:
                near = 0 if near == depth else near
                depth -= 1
                parts.append(")")
        elif piece in _OPERATORS and not near:
            # "a AND NOT b" says what FTS5 writes as "a NOT b", and would else be an error.
            while piece == "NOT" and parts and parts[-1] in _OPERATORS:
                parts.pop()
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


def _asked(path: Path, words: str, sql: str) -> list[tuple[Any, ...]]:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            return _found(connection, words, sql)
    except sqlite3.Error as error:
        # Looked at again before the next search, and made anew where it is not whole.
        _known.discard(path)
        raise TableError(
            f"the full-text index {path} cannot be read ({error}): reload the page, or remove it and search again"
        ) from error


def _found(connection: sqlite3.Connection, words: str, sql: str) -> list[tuple[Any, ...]]:
    """Return what `words` find; raises `sqlite3.Error` when the index cannot be read, and for no words."""
    plain, asked = _plain(words), expression(words)
    if asked and asked != plain:
        try:
            return connection.execute(sql, [asked]).fetchall()
        except sqlite3.OperationalError as error:
            # Operators that do not fit together ("grain OR"): the words once more without them.
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
    return connection.execute(sql, [plain]).fetchall() if plain else []


def _plain(words: str) -> str:
    """Return the plain words of a query, each in quotes: no operators, and nothing that it says NOT to find."""
    kept: list[str] = []
    depth, behind = 0, None
    for piece in _PIECES.findall(words[:LONGEST_TEXT]):
        opens = piece == "(" or _NEAR.fullmatch(piece) is not None
        if piece == ")" and not depth:
            continue
        depth += opens - (piece == ")")
        if behind is None:
            kept += [] if piece == "NOT" else re.findall(r"\w+", piece)
            behind = depth if piece == "NOT" else None
        elif depth <= behind and not opens and piece not in _OPERATORS and re.search(r"[\w)]", piece):
            # What must not be found ends with its word, its phrase, its bracket, or the bracket around it.
            behind = None
    return " ".join(f'"{word}"' for word in kept if word not in _OPERATORS)


def begins_with_not(words: str) -> bool:
    """Return whether a query says only what not to find first, which the index cannot answer."""
    return re.match(r"[\s(]*NOT\b", words) is not None


def index_file(table: Table) -> Path:
    """Return the path of the build's full-text index, made first where it is missing or not whole."""
    path = cache_folder(table.build) / f"search-{VERSION}.sqlite"
    with _making:
        if path not in _known or not path.exists():
            if not _is_whole(path, rows=table.codes.rows):
                _make(table, path)
            _known.add(path)
    return path


def _is_whole(path: Path, *, rows: int) -> bool:
    """Return whether the index can be read and holds the last of `rows` sentences; SQLite notices a file cut short."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            last = connection.execute("SELECT rowid FROM texts ORDER BY rowid DESC LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        return False
    return rows == (0 if last is None else int(last[0]) + 1)


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
            number = itertools.count()
            for batch in table.sentences.stream(columns=["text"]):
                rows = zip(number, batch.column("text").to_pylist(), strict=False)
                connection.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
            connection.commit()
        os.replace(unfinished, path)
    except (sqlite3.Error, OSError) as error:
        raise TableError(f"no full-text index of build {table.id} can be made in {path.parent} ({error})") from error
    finally:
        unfinished.unlink(missing_ok=True)
