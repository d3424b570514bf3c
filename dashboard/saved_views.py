"""Saved views: a name for an address, kept in a small SQLite file beside the builds.

Goes in: the table folder, a name, page and query parameters. Comes out: the views saved so far. A view holds what the
address holds but for the build, so it opens on whatever build is current, and says which build it was saved on. Every
reader sees every view: none leads to documents of somebody's own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.session import BUILD, PRIVATE
from data.errors import InputError, OutputError

FILE = "views.sqlite"
LONGEST_NAME = 120


@dataclass(frozen=True)
class SavedView:
    """One saved view: its name, the page, the query parameters, the build and the time it was saved on."""

    name: str
    page: str
    query: Mapping[str, Sequence[str]]
    build: str
    saved: str


def save(folder: Path, *, name: str, page: str, query: Mapping[str, Sequence[str]], build: str) -> None:
    """Keep a view.

    Raises `InputError` for one of documents of one's own and for a name there is already, `OutputError` when the file
    cannot be written.
    """
    if any(one in query for one in PRIVATE):
        raise InputError(
            "This address leads to your own documents, and saved views are shown to every reader: it is not saved. "
            "Keep it as a bookmark in your browser."
        )
    name, now = name.strip()[:LONGEST_NAME], datetime.now(UTC).isoformat(timespec="seconds")
    row = (name, page, json.dumps(_unpinned(query)), build, now)
    with _opened(folder) as connection:
        try:
            connection.execute("INSERT INTO views VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise InputError(
                f"A view of that name, {name}, is saved already: choose another name, or remove that one on the "
                "Overview page."
            ) from error
        connection.commit()


def remove(folder: Path, *, name: str) -> None:
    """Forget a view; raises `OutputError` when the file cannot be written."""
    with _opened(folder) as connection:
        connection.execute("DELETE FROM views WHERE name = ?", (name,))
        connection.commit()


def saved(folder: Path) -> tuple[SavedView, ...]:
    """Return the saved views by name; none where there is no file yet."""
    if not (folder / FILE).is_file():
        return ()
    with _opened(folder) as connection:
        rows = connection.execute("SELECT name, page, query, build, saved FROM views ORDER BY name").fetchall()
    views = (SavedView(name, page, _unpinned(json.loads(query)), *rest) for name, page, query, *rest in rows)
    # An earlier version saved what is private, too.
    return tuple(view for view in views if not any(one in view.query for one in PRIVATE))


def exported(views: Sequence[SavedView]) -> bytes:
    """Return the views as JSON."""
    return json.dumps([asdict(view) for view in views], ensure_ascii=False, indent=1).encode()


def _unpinned(query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the address without the build, which almost any step through the pages puts into it."""
    return {name: values for name, values in query.items() if name != BUILD}


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(folder / FILE, timeout=10)) as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS views (name PRIMARY KEY, page, query, build, saved)"
            )
            yield connection
    except sqlite3.Error as error:
        raise OutputError(f"saved views in {folder / FILE} cannot be read or written ({error})") from error
