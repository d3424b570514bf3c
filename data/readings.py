"""Rows of documents read before, kept between builds: what has not changed is not read again.

One SQLite file beside the builds for each state of models, seeds, code and scorers (the `generation`); in it, for
each document's fingerprint, its rows as packed JSON. An interrupted build leaves what it has read, so the next one
goes on from there. The rows are those a fresh reading gives, so a build is the same with and without the file, and
the file may be deleted at any time. A file that cannot be read or written only costs the work again.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from data import dates
from data.records import Document
from data.rows import Rows

FOLDER = ".readings"
#: Tables that come from reading; the row of `documents` is made anew, for it holds the path and the duplicate.
TABLES = ("sentences", "quotations", "mentions", "stances")
_CREATE = "CREATE TABLE IF NOT EXISTS readings (fingerprint TEXT PRIMARY KEY, rows BLOB NOT NULL) WITHOUT ROWID"


def fingerprint(document: Document) -> str:
    """Return a hash of all that the reading of a document depends on: every field but where it was found."""
    fields = asdict(document)
    del fields["path"], fields["line"]
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def packed(rows: Rows) -> bytes:
    """Return the rows of one document as bytes; dates are left out, for `unpacked` makes them from `published`."""
    kept = {name: rows[name] for name in TABLES}
    return zlib.compress(json.dumps(kept, ensure_ascii=False, default=_date_left_out).encode("utf-8"), 1)


def _date_left_out(value: object) -> None:
    if not isinstance(value, date):
        raise TypeError(f"a row holds {value!r}, a {type(value).__name__}: rows hold plain values and dates only")


def unpacked(content: bytes) -> Rows:
    """Return the rows that `packed` was given."""
    rows: Rows = json.loads(zlib.decompress(content))
    for row in rows["sentences"]:
        row["date"] = dates.first_day(row["published"])
    return rows


def known(path: Path, fingerprints: Iterable[str]) -> dict[str, Rows]:
    """Return the rows of those documents that the file holds."""
    connection = _reader(path)
    if connection is None:
        return {}
    found = {}
    try:
        for one in fingerprints:
            row = connection.execute("SELECT rows FROM readings WHERE fingerprint = ?", (one,)).fetchone()
            if row is not None:
                found[one] = unpacked(row[0])
    except (sqlite3.Error, zlib.error, ValueError, KeyError):
        return {}
    return found


@functools.lru_cache(maxsize=4)
def _reader(path: Path) -> sqlite3.Connection | None:
    try:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30, check_same_thread=False)
    except sqlite3.Error:
        return None


class Keeper:
    """Writes readings into the file of one generation as a build goes on."""

    def __init__(self, folder: Path, *, generation: str) -> None:
        self.path = folder / FOLDER / f"{generation}.sqlite"
        self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self.path, timeout=30)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_CREATE)
                connection.commit()
                return connection
            except sqlite3.DatabaseError:
                # A damaged file holds nothing that cannot be read again.
                self.path.unlink(missing_ok=True)
            except OSError:
                return None
        return None

    def keep(self, readings: Iterable[tuple[str, bytes]]) -> None:
        """Add readings; on a full disk nothing more is kept, and the build goes on."""
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", readings)
        except sqlite3.Error:
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()


def remove_others(folder: Path, *, generation: str) -> None:
    """Remove the readings of other generations: of models, seeds or code that are no more."""
    for other in (folder / FOLDER).glob("*.sqlite*"):
        if not other.name.startswith(generation):
            other.unlink(missing_ok=True)
