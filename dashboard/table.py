"""The one door to the built table: the current build, queried with DuckDB over a working copy of it.

Goes in: the table folder. Comes out: a `Table` whose `.query(sql, params)` gives small pandas frames and whose
`.batches(sql, params)` streams long results. Nothing is loaded whole. Views have the names of the build's tables:
documents, sentences, quotations, mentions, stances, and those `index.py` adds. SQL is written in `dashboard/queries/`,
never in a page, and every value from outside travels as a parameter.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import index
from data import settings, store
from data.errors import TableError

#: Rows in one batch of a streamed result.
BATCH_ROWS = 20_000


class Table:
    """One build, open for reading from any thread; never changes once opened."""

    def __init__(self, build: store.Build) -> None:
        self.build = build
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        self._lock = threading.Lock()
        copy = index.attach(self._connection, build)
        # From here on SQL reads the working copy and nothing else, whatever a query says.
        folder = str(copy.parent.resolve()).replace("'", "''")
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
        """The build's manifest: inputs, models, counts, what was left out and why, columns."""
        return self.build.manifest

    def rows(self, name: str) -> int:
        """Return how many rows the table `name` has in this build."""
        return int(self.build.manifest["tables"][name]["rows"])

    def columns(self, name: str) -> dict[str, dict[str, Any]]:
        """Return the columns of the table `name`, scorers' columns included: name to type, meaning, range, unit."""
        return {c["name"]: c for c in self.build.manifest["columns"][name]}

    def has(self, name: str, column: str) -> bool:
        """Return whether the table `name` of this build has `column`; scorers' columns may be absent."""
        return column in self.columns(name)

    def query(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """Return the result of `sql` as a frame; raises `TableError` when the build's files can no longer be read."""
        frame: pd.DataFrame = self._run(sql, params).df()
        return frame

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first value of the result's first row, None when there is no row."""
        row = self._run(sql, params).fetchone()
        return row[0] if row else None

    def batches(self, sql: str, params: Sequence[Any] = ()) -> pa.RecordBatchReader:
        """Return a reader of the result in Arrow batches of about `BATCH_ROWS` rows, so that memory stays bounded."""
        with self._lock:
            cursor = self._connection.cursor()
        return cursor.sql(sql, params=list(params)).to_arrow_reader(BATCH_ROWS)

    def _run(self, sql: str, params: Sequence[Any]) -> duckdb.DuckDBPyConnection:
        # A cursor is a connection of its own to the same database: threads never share one.
        with self._lock:
            cursor = self._connection.cursor()
        try:
            return cursor.execute(sql, list(params))
        except duckdb.IOException as error:
            raise TableError(
                f"the working copy of build {self.id} can no longer be read ({error}): reload the page, or build again"
            ) from error


def open_table(folder: Path | None = None) -> Table:
    """Return the current build under `folder` (default: the table folder of the settings), opened once a process.

    Raises `TableError` when it is missing, damaged or of another version.
    """
    place = (folder if folder is not None else settings.table_folder()).resolve()
    return _open(str(place), _pointer(place))


def _pointer(place: Path) -> str:
    """Return the pointer's content, which changes with every build; "" leads to `store.current`'s message."""
    try:
        return str(json.loads((place / store.POINTER).read_text(encoding="utf-8"))["build"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@st.cache_resource(show_spinner="Opening the table. The first time this takes a moment.", max_entries=4)
def _open(place: str, build_id: str) -> Table:
    # `build_id` is the key only: a new build gives a new Table, and the old one lives on for who still reads it.
    return Table(store.current(Path(place)))
