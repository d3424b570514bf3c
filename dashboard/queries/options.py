"""What a filter can be set to: the values of one field among the sentences the other filters leave, with their n.

Goes in: a table, filters, the name of a field of `Filters`. Comes out: a frame with columns id, name, n (sentences),
most frequent first. Lists of any length are searched here, never in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.filters import UNKNOWN, Filters
from dashboard.queries.matching import ask, matching, only_matching

if TYPE_CHECKING:
    from dashboard.table import Table

_GROUPS = {
    "countries": ("spoken_for", "country"),
    "topics": ("about", "topic"),
    "targets": ("stances", "target"),
    "named": ("named", "country"),
}


def options(
    table: Table, filters: Filters, field: str, *, search: str = "", limit: int = 40, name: Callable[[str], str] = str
) -> pd.DataFrame:
    """Return up to `limit` values of `field` whose name holds `search`; the field's own choice does not narrow them.

    `name` gives the name for an id. Columns: id, name, n.
    """
    rest = filters.without(field)
    frame = _speakers(table, rest, search=search, limit=limit) if field == "speakers" else _values(table, rest, field)
    if field != "speakers":
        frame["name"] = [name(value) for value in frame["id"]]
        folded = search.casefold().strip()
        frame = frame[[folded in value.casefold() for value in frame["name"]]].head(limit)
    return frame[["id", "name", "n"]].reset_index(drop=True)


def speaker_names(table: Table, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of speakers by id; ids the table does not have are left out."""
    wanted = [i for i in ids if i != UNKNOWN]
    if not wanted:
        return {}
    frame = table.query("SELECT id, name FROM speakers WHERE id = ANY(?)", [wanted])
    return dict(zip(frame["id"], frame["name"], strict=True))


def speaker_page(
    table: Table, filters: Filters, *, search: str = "", first: int = 0, limit: int = 25
) -> tuple[pd.DataFrame, int]:
    """Return `limit` speakers from the `first` whose name holds every word of `search`, and how many there are.

    Columns: id, name, kind, country, n (matching sentences), most frequent first.
    """
    words = search.split()
    frame = table.query(
        f"""WITH g AS (SELECT speaker, count(*) AS n FROM said {only_matching(table, filters)} GROUP BY speaker)
            SELECT p.id, p.name, p.kind, p.country, g.n, count(*) OVER () AS found
            FROM g JOIN speakers AS p ON p.no = g.speaker WHERE {_holds("p.name", words)}
            ORDER BY g.n DESC, p.id LIMIT ? OFFSET ?""",
        [*words, limit, first],
    )
    found = int(frame["found"].iloc[0]) if len(frame) else 0
    return frame.drop(columns="found"), found


def _holds(column: str, words: list[str]) -> str:
    """Return SQL that asks whether a text holds every word, case and accents aside."""
    return " AND ".join([f"strpos(strip_accents(lower({column})), strip_accents(lower(?))) > 0"] * len(words)) or "TRUE"


def date_span(table: Table) -> tuple[object, object]:
    """Return the first and the last date of the table as pandas timestamps; NaT where no sentence has one."""
    row = table.query("SELECT min(date) AS first, max(date) AS last FROM sentences").iloc[0]
    return row["first"], row["last"]


def _values(table: Table, filters: Filters, field: str) -> pd.DataFrame:
    if field in _GROUPS:
        view, column = _GROUPS[field]
        known = ask(
            table,
            f"""SELECT {column} AS id, count(DISTINCT row) AS n FROM {view} {only_matching(table, filters)}
                GROUP BY 1 ORDER BY n DESC, id"""
        )
        return known if field != "countries" else _with_unknown(known, _unknown(table, filters, "speaker_countries"))
    column = {"outlets": "outlet", "voices": "voice", "tones": "sentiment"}[field]
    return ask(
        table,
        f"""SELECT coalesce(s.{column}, ?) AS id, count(*) AS n FROM {matching(table, filters)} AS s
            GROUP BY 1 ORDER BY n DESC, id""",
        [UNKNOWN],
    )


def _speakers(table: Table, filters: Filters, *, search: str, limit: int) -> pd.DataFrame:
    words = search.split()
    if filters.any:
        people = f"""SELECT p.id, p.name, g.n FROM
            (SELECT speaker, count(*) AS n FROM said {only_matching(table, filters)} GROUP BY speaker) AS g
            JOIN speakers AS p ON p.no = g.speaker"""
    else:
        people = "SELECT id, name, n FROM speakers"
    held = _holds("name", words)
    known = table.query(f"SELECT * FROM ({people}) WHERE {held} ORDER BY n DESC, id LIMIT ?", [*words, limit])
    if words and search.casefold().strip() not in "unknown":
        return known
    unknown = _with_unknown(known, _unknown(table, filters, "speaker_ids"))
    return unknown.assign(name=unknown["name"].fillna("unknown"))


def _unknown(table: Table, filters: Filters, column: str) -> int:
    return int(
        table.value(
            f"""SELECT count(*) FROM {matching(table, filters)} AS s
                WHERE s.voice <> 'outlet' AND len(s.{column}) = 0"""
        )
        or 0
    )


def _with_unknown(frame: pd.DataFrame, n: int) -> pd.DataFrame:
    if not n:
        return frame
    return pd.concat([frame, pd.DataFrame({"id": [UNKNOWN], "n": [n]})], ignore_index=True)
