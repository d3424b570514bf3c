"""What must be remembered about every document of a run, kept on disk: memory stays the same however many there are.

A small SQLite database in the system's folder for temporary files (`TMPDIR` names another one). It has no name, so
nothing is left behind however the process ends. What the entries mean is for the caller to know.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from data.errors import OutputError

#: Memory the database may use before it goes to disk, in KiB.
CACHE = 32_768


class Ledger:
    """Tables made with `create`, read and written with plain SQL; raises `OutputError` when the disk is full."""

    def __init__(self, *create: str) -> None:
        # An empty name is a private file that SQLite removes as soon as it is opened.
        self._connection = sqlite3.connect("", isolation_level=None)
        for statement in (f"PRAGMA cache_size = -{CACHE}", "PRAGMA journal_mode = OFF", *create):
            self._connection.execute(statement)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that the query gives."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            raise _refused(error) from error

    def put(self, statement: str, entries: Iterable[Sequence[Any]]) -> int:
        """Run a statement once for each entry; return how many rows it changed."""
        try:
            return self._connection.executemany(statement, entries).rowcount
        except sqlite3.OperationalError as error:
            raise _refused(error) from error


def _refused(error: sqlite3.OperationalError) -> OutputError:
    return OutputError(
        f"cannot write to the folder for temporary files ({error}): free some space, or name another with TMPDIR"
    )
