"""Saved views: a name for an address, kept in a small SQLite file beside the builds.

Goes in: the table folder, a name, page and query parameters. Comes out: the views saved so far. A view holds what the
address holds, so it opens on whatever build is current, and says which build it was saved on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.errors import OutputError

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
    """Keep a view; one of the same name is replaced. Raises `OutputError` when the file cannot be written."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = (name.strip()[:LONGEST_NAME], page, json.dumps(dict(query)), build, now)
    with _opened(folder) as connection:
        connection.execute("INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?, ?)", row)
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
    return tuple(SavedView(name, page, json.loads(query), build, when) for name, page, query, build, when in rows)


def exported(views: Sequence[SavedView]) -> bytes:
    """Return the views as JSON."""
    return json.dumps([asdict(view) for view in views], ensure_ascii=False, indent=1).encode()


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
