"""The sentences of a build as whole numbers, one array a column: what every figure is counted from.

Goes in: the tables of `index.py` on a DuckDB connection. Comes out: a folder of NumPy files, and `Codes`, which maps
them into memory. The system reads only the pages that are asked for and drops them when it needs room, so the process
does not grow with the table. Counting a million sentences takes 2 ms here and 50 ms in SQL.

By sentence (`row`): `doc`, `day` (place in `days`; the last place is "no date"), `manner` (4 times the precision of the
date, 0 a day, 1 a month, 2 a year, plus the voice's place in `VOICES`), `tone` (in [-1, 1], NaN without), and
for each grouping the number of its list of keys (`speaker`, `topic`, ...). `sets-<name>` holds the pairs list and key,
sorted. `order-<name>`: the rows in an order of `ORDERS`.
By stance, target after target: `held-row`, `held-kind` (place in `KINDS`), `held-holder` (0 the speaker, 1 the outlet).
By mention: `mention-row`, `mention-entity`, `mention-country` (place in `abouts`, -1 none), `mention-score` (NaN none);
`entity-kind` has the kind of each entity. By speaker and sentence, speaker after speaker from `said-start`: `said-row`,
`said-office`. The words of the sentences, `word` and `word-start`, are written by `vocabulary.py`.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from data.errors import TableError
from data.records import STANCES, VOICES

Numbers = NDArray[Any]
#: What a stance is counted as: an abstained label is no stance; the last place is a label of no known name.
KINDS = (*STANCES, "abstained", "other")
#: Whose stance, by its number in `held-holder`.
HOLDERS = ("speaker", "outlet")
#: Ways to order sentences, in SQL over `sentences AS s`.
ORDERS = {
    "newest": "s.date DESC NULLS LAST, s.row",
    "oldest": "s.date ASC NULLS LAST, s.row",
    "negative": "{tone} ASC NULLS LAST, s.row",
    "positive": "{tone} DESC NULLS LAST, s.row",
    "unsure": "s.confidence ASC NULLS LAST, s.row",
}
META = "columns.json"
BATCH = 200_000
#: A day no document has, for those without one.
_NO_DAY = 2**31 - 1


@dataclass(frozen=True)
class Sets:
    """The lists of keys that sentences have: `key[i]` belongs to list `of[i]`; `count` lists, keys -1 to `keys` - 1."""

    of: Numbers
    key: Numbers
    count: int
    keys: int

    @cached_property
    def starts(self) -> Numbers:
        """Where each list begins in `key`; one more place than lists."""
        return np.searchsorted(self.of, np.arange(self.count + 1))

    def holding(self, keys: Numbers) -> NDArray[np.bool_]:
        """Return for each list whether it holds one of `keys`."""
        found = np.zeros(self.count, dtype=bool)
        found[self.of[np.isin(self.key, keys)]] = True
        return found


class Codes:
    """The arrays of one build, opened as they are asked for; never changed. Raises `TableError` when one is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Numbers] = {}
        self._maps: dict[str, mmap.mmap] = {}
        self._sets: dict[str, Sets] = {}
        try:
            self.meta: dict[str, Any] = json.loads((folder / META).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise TableError(f"the working copy {folder} is damaged ({error}): remove it and try again") from error
        self.rows = int(self.meta["rows"])
        self.targets: list[str] = self.meta["targets"]
        self.abouts: list[str] = self.meta["abouts"]

    def __getitem__(self, name: str) -> Numbers:
        """Return the array called `name`, as the module's docstring says."""
        if name not in self._open:
            path = self._folder / f"{name}.npy"
            try:
                mapped = np.load(path, mmap_mode="r", allow_pickle=False)
                self._open[name], self._maps[name] = np.asarray(mapped), mapped._mmap
            except (OSError, ValueError) as error:
                raise TableError(f"{path} cannot be read ({error}): remove {self._folder} and try again") from error
        return self._open[name]

    def release(self, name: str) -> None:
        """Let go of the pages of an array that were read: the process is charged for them until the system needs room.

        The array stays open. Does nothing where the system cannot (Windows).
        """
        if name in self._maps and hasattr(mmap, "MADV_DONTNEED"):
            self._maps[name].madvise(mmap.MADV_DONTNEED)

    def sets(self, grouping: str) -> Sets:
        """Return the lists of keys of a grouping."""
        if grouping not in self._sets:
            pairs, size = self[f"sets-{grouping}"], self.meta["groupings"][grouping]
            self._sets[grouping] = Sets(pairs[0], pairs[1], count=size["lists"], keys=size["keys"])
        return self._sets[grouping]

    def target(self, name: str) -> slice:
        """Return the lines of the stances toward a target; an empty slice for one the build does not have."""
        if name not in self.targets:
            return slice(0, 0)
        place = self.targets.index(name)
        first, end = self.meta["held"][place : place + 2]
        return slice(int(first), int(end))


def write(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, groupings: Mapping[str, str], tone: str | None
) -> None:
    """Write the arrays of the tables on `connection` into `folder`; `tone` is a column."""
    rows = _one(connection, "SELECT count(*) FROM sentences")
    days = connection.execute("SELECT DISTINCT date FROM sentences WHERE date IS NOT NULL ORDER BY date").fetchnumpy()
    known = np.asarray(days["date"], dtype="datetime64[D]").astype(np.int32)
    np.save(folder / "days.npy", known, allow_pickle=False)
    sizes = {name: _sets(connection, folder, name) for name in groupings}
    _facts(connection, folder, rows=rows, days=known, groupings=groupings, sizes=sizes, tone=tone)
    for name, order in ORDERS.items():
        if tone or "{tone}" not in order:
            sql = f"SELECT s.row FROM sentences AS s ORDER BY {order.format(tone=f's.{tone}')}"
            _stream(connection, folder, sql, size=rows, names={f"order-{name}": ("row", np.dtype(np.int32))})
    _said(connection, folder, speakers=sizes["speaker"]["keys"])
    targets, starts = _held(connection, folder)
    abouts = _mentions(connection, folder)
    kinds = _kinds(connection, folder)
    meta = {
        "rows": rows, "groupings": sizes, "targets": targets, "held": starts, "abouts": abouts,
        "entities": _one(connection, "SELECT count(*) FROM entities"), "entity_kinds": kinds,
        "mentions": _one(connection, "SELECT count(*) FROM mentions"),
        "documents": _one(connection, "SELECT count(DISTINCT doc) FROM sentences"),
        "words": _one(connection, "SELECT count(*) FROM words"),
    }  # fmt: skip
    (folder / META).write_text(json.dumps(meta), encoding="utf-8")


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


def _sets(connection: duckdb.DuckDBPyConnection, folder: Path, name: str) -> dict[str, int]:
    found = connection.execute(f"SELECT set, key FROM sets_{name} ORDER BY set, key").fetchnumpy()
    pairs = np.stack([np.asarray(found["set"], dtype=np.int32), np.asarray(found["key"], dtype=np.int32)])
    np.save(folder / f"sets-{name}.npy", pairs, allow_pickle=False)
    keys = _one(connection, f"SELECT count(*) FROM keys WHERE grouping_name = '{name}'")
    return {"lists": _one(connection, f"SELECT count(*) FROM lists_{name}"), "keys": keys}


def _facts(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    rows: int,
    days: Numbers,
    groupings: Mapping[str, str],
    sizes: Mapping[str, Mapping[str, int]],
    tone: str | None,
) -> None:
    joins = " ".join(f"JOIN lists_{name} AS l_{name} ON l_{name}.list = ({ids})" for name, ids in groupings.items())
    lists = ", ".join(f'l_{name}.no AS "{name}"' for name in groupings)
    precision = "CASE WHEN length(s.published) = 4 THEN 2 WHEN length(s.published) <= 7 THEN 1 ELSE 0 END"
    sql = f"""SELECT s.row, coalesce(s.doc, -1) AS doc,
        coalesce(date_diff('day', DATE '1970-01-01', s.date), {_NO_DAY})::INTEGER AS day,
        (4 * {precision} + list_position({list(VOICES)}, s.voice) - 1)::UTINYINT AS manner,
        coalesce({f"s.{tone}" if tone else "NULL"}, 'nan')::FLOAT AS tone, {lists}
        FROM sentences AS s {joins}"""
    types: dict[str, type[np.generic]] = {
        "doc": np.int32, "day": _narrow(len(days) + 1), "manner": np.uint8, "tone": np.float32,
    }  # fmt: skip
    names = {name: (name, np.dtype(kind)) for name, kind in types.items()}
    names |= {name: (name, np.dtype(_narrow(size["lists"]))) for name, size in sizes.items()}
    _stream(connection, folder, sql, size=rows, names=names, at="row", days=days)


def _held(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[list[str], list[int]]:
    found = connection.execute("SELECT target, count(*) FROM stances GROUP BY target ORDER BY target").fetchall()
    label = f"coalesce(nullif(list_position({list(STANCES)}, stance), 0), {len(KINDS)})"
    sql = f"""SELECT row, (CASE WHEN abstained THEN {KINDS.index("abstained") + 1} ELSE {label} END - 1) AS kind,
        (holder = 'outlet')::UTINYINT AS holder FROM stances ORDER BY target, row"""
    names: dict[str, type[np.generic]] = {"row": np.int32, "kind": np.uint8, "holder": np.uint8}
    size = sum(n for _, n in found)
    _stream(connection, folder, sql, size=size, names={f"held-{n}": (n, np.dtype(t)) for n, t in names.items()})
    return [str(target) for target, _ in found], np.cumsum([0, *(n for _, n in found)]).tolist()


def _mentions(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    countries = connection.execute(
        "SELECT country FROM mentions WHERE country IS NOT NULL GROUP BY country ORDER BY count(*) DESC, country"
    ).fetchall()
    abouts = [str(country) for (country,) in countries]
    sql = """SELECT m.row, coalesce(e.no, -1) AS entity,
        coalesce(list_position(?::VARCHAR[], m.country), 0) - 1 AS country,
        coalesce(m.sentiment_score, 'nan')::FLOAT AS score
        FROM mentions AS m LEFT JOIN entities AS e ON e.id = m.entity_id AND e.kind IS NOT DISTINCT FROM m.kind
        ORDER BY m.row"""
    types: dict[str, type[np.generic]] = {"row": np.int32, "entity": np.int32, "country": np.int32, "score": np.float32}
    size = _one(connection, "SELECT count(*) FROM mentions")
    names = {f"mention-{n}": (n, np.dtype(t)) for n, t in types.items()}
    _stream(connection, folder, sql, [abouts], size=size, names=names)
    return abouts


def _kinds(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str | None]:
    kinds = [kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM entities ORDER BY kind").fetchall()]
    places = {kind: place for place, kind in enumerate(kinds)}
    found = connection.execute("SELECT kind FROM entities ORDER BY no").fetchall()
    np.save(folder / "entity-kind.npy", np.array([places[kind] for (kind,) in found], dtype=np.int16))
    return kinds


def _said(connection: duckdb.DuckDBPyConnection, folder: Path, *, speakers: int) -> None:
    found = "FROM heard AS h JOIN keys AS k ON k.grouping_name = 'speaker' AND k.id = h.id"
    counts = np.zeros(speakers + 1, dtype=np.int64)
    for no, n in connection.execute(f"SELECT k.no, count(*) {found} GROUP BY k.no").fetchall():
        counts[no + 1] = n
    np.save(folder / "said-start.npy", np.cumsum(counts), allow_pickle=False)
    sql = f"""SELECT h.row, o.no AS office {found}
        JOIN offices AS o ON o.label IS NOT DISTINCT FROM h.label AND o.role IS NOT DISTINCT FROM h.role
          AND o.country IS NOT DISTINCT FROM h.country ORDER BY k.no, h.row"""
    names = {"said-row": ("row", np.dtype(np.int32)), "said-office": ("office", np.dtype(np.int32))}
    _stream(connection, folder, sql, size=int(counts.sum()), names=names)


def _stream(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    sql: str,
    params: list[Any] | None = None,
    *,
    size: int,
    names: Mapping[str, tuple[str, np.dtype[Any]]],
    at: str | None = None,
    days: Numbers | None = None,
) -> None:
    """Write the result of `sql` into arrays (name to column and type), a line at the place `at` gives or in order."""
    # A file of no rows cannot be mapped: one unused place stands in it.
    files = {
        name: open_memmap(folder / f"{name}.npy", mode="w+", dtype=kind, shape=(max(size, 1),))
        for name, (_, kind) in names.items()
    }
    done = 0
    for batch in connection.sql(sql, params=params or []).to_arrow_reader(BATCH):
        places = batch.column(at).to_numpy() if at else slice(done, done + batch.num_rows)
        for name, (column, kind) in names.items():
            values = batch.column(column).to_numpy()
            if name == "day" and days is not None:
                values = np.searchsorted(days, values)
            files[name][places] = values.astype(kind)
        done += batch.num_rows
    for file in files.values():
        file.flush()


def _narrow(size: int) -> type[np.generic]:
    """Return the smallest type that holds the numbers below `size`."""
    return np.uint8 if size <= 2**8 else np.uint16 if size <= 2**16 else np.int32
