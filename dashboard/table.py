"""The one door to the built table: the current build, asked through a working copy of it.

Goes in: the table folder. Comes out: a `Table` whose `.codes` are arrays of whole numbers to count in, whose
`.sentences` gives sentences as whole rows, and whose `.query(sql, params)` gives small pandas frames of everything else
(views: documents, quotations, mentions, stances, left_out, and those `index.py` adds). Nothing is loaded whole. SQL is
written in `dashboard/queries/`, never in a page, and every value from outside travels as a parameter.
"""

from __future__ import annotations

import gc
import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st
from numpy.typing import NDArray

from dashboard import index
from dashboard.codes import Codes
from dashboard.filters import UNKNOWN
from dashboard.rows import Rows
from data import settings, store
from data.errors import TableError

#: What the id of a build may look like in an address.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
#: Rows a stream hands on at once.
BATCH = 1 << 15

# Frames of the dashboard have tens of rows: plain Python strings are read from them three times as fast.
pd.set_option("mode.string_storage", "python")


class Table:
    """One build, open for reading from any thread; never changes once opened."""

    def __init__(self, build: store.Build) -> None:
        self.build = build
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        self._lock = threading.Lock()
        copy = index.attach(self._connection, build)
        self.codes = Codes(copy)
        self.sentences = Rows(copy)
        self._keys: dict[str, dict[str, int]] = {}
        # From here on SQL reads the working copy and nothing else, whatever a query says.
        folder = str(copy.resolve()).replace("'", "''")
        self._connection.execute(f"SET memory_limit = '{index.MEMORY}'")
        self._connection.execute(f"SET temp_directory = '{folder}/.spill'")
        self._connection.execute(f"SET allowed_directories = ['{folder}/']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    @property
    def id(self) -> str:
        """The build's id."""
        return self.build.id

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The build's manifest: inputs, models, counts, columns."""
        return self.build.manifest

    def rows(self, name: str) -> int:
        """Return how many rows the table `name` has in this build."""
        return self.build.rows(name)

    def columns(self, name: str) -> dict[str, dict[str, Any]]:
        """Return the columns of the table `name`, scorers' columns included: name to type, meaning, range, unit."""
        return {c["name"]: c for c in self.build.manifest["columns"][name]}

    def has(self, name: str, column: str) -> bool:
        """Return whether the table `name` of this build has `column`; scorers' columns may be absent."""
        return column in self.columns(name)

    def ids(self, grouping: str) -> list[str]:
        """Return the ids of a grouping ("speaker", "topic", ...), the place of each being its key."""
        return list(self._numbered(grouping))

    def keys(self, grouping: str, values: Iterable[str]) -> NDArray[np.int64]:
        """Return the keys of `values`, -1 for `UNKNOWN`; values this build does not have are left out."""
        known = self._numbered(grouping)
        found = [-1 if v == UNKNOWN else known[v] for v in values if v == UNKNOWN or v in known]
        return np.array(found, dtype=np.int64)

    @cached_property
    def people(self) -> pa.Table:
        """The name (else the id), kind and country of every speaker, the place of each being its key."""
        sql = "SELECT coalesce(name, id) AS name, kind, country FROM speakers ORDER BY no"
        with self._lock:
            return self._connection.cursor().sql(sql).to_arrow_table()

    def _numbered(self, grouping: str) -> dict[str, int]:
        if grouping not in self._keys:
            rows = self._run("SELECT id, no FROM keys WHERE grouping_name = ? ORDER BY no", [grouping]).fetchall()
            self._keys[grouping] = dict(rows)
        return self._keys[grouping]

    def query(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """Return the result of `sql` as a frame; raises `TableError` when the build's files can no longer be read."""
        frame: pd.DataFrame = self._run(sql, params).df()
        return frame

    def rows_of(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a small result as they are, which is faster than a frame."""
        return self._run(sql, params).fetchall()

    def stream(self, name: str) -> Iterator[pa.RecordBatch]:
        """Give the rows of a view in their order, its columns in the types of the build and `row`, `BATCH` at a time.

        Memory stays bounded. Raises as `query`.
        """
        known = [pa.field(c["name"], index.arrow_type(c["type"])) for c in self.columns(name).values()]
        schema = pa.schema([pa.field("row", pa.int32()), *known])
        with self._lock:
            cursor = self._connection.cursor()
        try:
            for batch in cursor.sql(f"SELECT * FROM {name}").to_arrow_reader(BATCH):
                yield batch.select(schema.names).cast(schema)
        except duckdb.Error as error:
            raise self._gone(error) from error

    def _gone(self, error: duckdb.Error) -> TableError:
        if not isinstance(error, duckdb.IOException):
            return TableError(f"the build {self.id} does not hold what Podium writes ({error}): build the table again")
        return TableError(
            f"the working copy of build {self.id} can no longer be read ({error}): reload the page, or build again"
        )

    def _run(self, sql: str, params: Sequence[Any]) -> duckdb.DuckDBPyConnection:
        # A cursor is a connection of its own to the same database: threads never share one.
        with self._lock:
            cursor = self._connection.cursor()
        try:
            return cursor.execute(sql, list(params))
        except duckdb.Error as error:
            raise self._gone(error) from error


def open_table(folder: Path | None = None, *, build: str = "") -> Table:
    """Return the build of that id under `folder` (default: the table folder of the settings), opened once a process.

    Where there is none of that id, whole and on disk, it is the current one. Raises `TableError` when that is missing,
    damaged or of another version.
    """
    place = (folder if folder is not None else settings.table_folder()).resolve()
    current = _pointer(place)
    # The id comes from an address: only the name of a folder can be one.
    asked = store.finished(place, build_id=build) if build != current and _ID.fullmatch(build) else None
    # By folder: builds of one id lie in several where what one lost was read later.
    former = asked if asked is not None and asked.folder.name != current else None
    return _open(str(place), former.folder.name if former else current, former)


def is_former(table: Table) -> bool:
    """Return whether another build has been put in place of this one."""
    return _pointer(table.build.folder.parent) not in ("", table.build.folder.name)


def _pointer(place: Path) -> str:
    """Return the pointer's content, which changes with every build; "" leads to `store.current`'s message."""
    try:
        return str(json.loads((place / store.POINTER).read_text(encoding="utf-8"))["build"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@st.cache_resource(show_spinner="Opening the table. The first time this takes a moment.", max_entries=4)
def _open(place: str, name: str, _former: store.Build | None) -> Table:
    # A new build gives a new Table, and the old one lives on for who still reads it.
    table = Table(_former or store.current(Path(place)))
    _freeze()
    return table


@cache
def _freeze() -> None:
    # What is loaded by now stays: the collector need not walk through it while a reader waits (0.1 s each time). Once
    # only: of what comes later, answers and tables that are no longer kept, it finds the cycles.
    gc.collect()
    gc.freeze()
