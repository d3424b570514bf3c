"""The dashboard's working copy of a build: the same tables in DuckDB's own format, with whole numbers as keys.

Goes in: a finished build (Parquet parts and manifest) and a DuckDB connection. Comes out: views on that connection over
`documents`, `sentences`, `quotations`, `mentions`, `stances` (the build's columns) and what makes questions fast:

- `sentences.row` counts the rows from 0 in the order of the build, `doc` the documents; `mentions` and `stances` carry
  the `row` of their sentence;
- `speakers` has one line a speaker (`no`, `id`, `name`, `kind`, `country`, `n`), `said` pairs `row` with speaker `no`;
- `spoken_for`, `named`, `about` pair `row` with a country spoken for, a country named, a topic.

On a million sentences a group-by on this copy takes 10-40 ms where the Parquet files with text keys take 100-250 ms; it
is made once for each build (about six seconds for a million sentences) and kept beside the build.
The text itself is never changed. Nothing here reads the models or Streamlit.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import duckdb

from data.errors import TableError
from data.store import Build

#: Raised whenever the tables below change: an index of another version is left alone and a new one made.
VERSION = 1
MEMORY = "700MB"

_TABLES = ("documents", "sentences", "quotations", "mentions", "stances")


def attach(connection: duckdb.DuckDBPyConnection, build: Build) -> Path:
    """Show the working copy of `build` as views on `connection`, making it first where it is missing; return its path.

    Raises `TableError` when the Parquet parts cannot be read or no place can be written to.
    """
    path = _place(build)
    if not path.exists():
        _make(build, path)
    try:
        connection.execute(f"ATTACH {_quoted(path)} AS copy (READ_ONLY)")
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'copy'").fetchall()
        for (name,) in names:
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM copy.main."{name}"')
    except duckdb.Error as error:
        raise TableError(f"the working copy {path} cannot be opened ({error}): remove it and try again") from error
    return path


def cache_folder(build: Build) -> Path:
    """Return the folder for what the dashboard derives from `build`: its own, or the user's cache."""
    if os.access(build.folder, os.W_OK):
        return build.folder
    name = hashlib.sha256(f"{build.folder.resolve()}\n{build.manifest}".encode()).hexdigest()[:24]
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "podium" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="podium-"))
    return folder


def _place(build: Build) -> Path:
    return cache_folder(build) / f"dashboard-{VERSION}.duckdb"


def _config(folder: Path) -> dict[str, str]:
    return {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / ".spill"),
        "autoinstall_known_extensions": "false",
    }


def _make(build: Build, path: Path) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with duckdb.connect(str(unfinished), config=_config(path.parent)) as connection:
            _fill(connection, build)
        os.replace(unfinished, path)
    except (duckdb.Error, OSError) as error:
        raise TableError(f"no working copy of the build {build.id} can be made in {path.parent} ({error})") from error
    finally:
        for leftover in (unfinished, unfinished.with_name(unfinished.name + ".wal")):
            leftover.unlink(missing_ok=True)


def _fill(connection: duckdb.DuckDBPyConnection, build: Build) -> None:
    for name in _TABLES:
        connection.execute(f"CREATE TEMP VIEW src_{name} AS {_source(build, name)}")
    for statement in _STATEMENTS:
        connection.execute(statement)


def _source(build: Build, name: str) -> str:
    parts = build.parts(name)
    if parts:
        files = ", ".join(_quoted(part) for part in parts)
        return f"SELECT * FROM read_parquet([{files}])"
    columns = build.manifest["columns"][name]
    return "SELECT " + ", ".join(f"NULL::{_sql_type(c['type'])} AS \"{c['name']}\"" for c in columns) + " WHERE false"


def _quoted(path: Path) -> str:
    return "'" + str(path.resolve()).replace("'", "''") + "'"


def _sql_type(arrow: str) -> str:
    """Return DuckDB's name of an Arrow type as the manifest spells it."""
    if arrow.startswith("list<"):
        return _sql_type(arrow.split(":")[-1].strip(" >")) + "[]"
    return {
        "string": "VARCHAR", "int32": "INTEGER", "float": "FLOAT", "bool": "BOOLEAN", "date32[day]": "DATE",
        "int64": "BIGINT", "double": "DOUBLE",
    }[arrow]  # fmt: skip


_STATEMENTS = (
    "CREATE TABLE documents AS SELECT (row_number() OVER () - 1)::INTEGER AS doc, * FROM src_documents",
    """CREATE TABLE sentences AS
       SELECT s.row, d.doc, s.* EXCLUDE (row) FROM
         (SELECT (row_number() OVER () - 1)::INTEGER AS row, * FROM src_sentences) AS s
         LEFT JOIN documents AS d USING (document_id) ORDER BY s.row""",
    "CREATE TABLE quotations AS SELECT * FROM src_quotations ORDER BY document_id",
    """CREATE TABLE mentions AS SELECT s.row, m.* FROM src_mentions AS m
       JOIN (SELECT row, sentence_id FROM sentences) AS s USING (sentence_id) ORDER BY s.row""",
    """CREATE TABLE stances AS SELECT s.row, t.* FROM src_stances AS t
       JOIN (SELECT row, sentence_id FROM sentences) AS s USING (sentence_id) ORDER BY s.row""",
    """CREATE TEMP TABLE spoken AS
       SELECT row, unnest(speaker_ids) AS id, unnest(speakers) AS name, unnest(speaker_kinds) AS kind,
              CASE WHEN len(speaker_countries) = 1 THEN speaker_countries[1] END AS country
       FROM sentences WHERE len(speaker_ids) > 0""",
    """CREATE TABLE speakers AS
       SELECT (row_number() OVER (ORDER BY n DESC, id) - 1)::INTEGER AS no, * FROM (
         SELECT id, mode(name ORDER BY name) AS name, mode(kind ORDER BY kind) AS kind,
                mode(country ORDER BY country) AS country, count(DISTINCT row) AS n
         FROM spoken GROUP BY id)""",
    """CREATE TABLE said AS SELECT DISTINCT row, no AS speaker FROM spoken JOIN speakers USING (id)
       ORDER BY row, speaker""",
    """CREATE TABLE spoken_for AS SELECT DISTINCT row, country FROM
         (SELECT row, unnest(speaker_countries) AS country FROM sentences) ORDER BY row, country""",
    """CREATE TABLE named AS SELECT DISTINCT row, country FROM
         (SELECT row, unnest(countries_mentioned) AS country FROM sentences) ORDER BY row, country""",
    """CREATE TABLE about AS SELECT DISTINCT row, topic FROM
         (SELECT row, unnest(topics) AS topic FROM sentences) ORDER BY row, topic""",
)
