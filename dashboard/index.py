"""The dashboard's working copy of a build: the same tables in DuckDB's own format, with whole numbers as keys.

Goes in: a finished build (Parquet parts and manifest) and a DuckDB connection. Comes out: views on that connection over
`documents`, `sentences`, `quotations`, `mentions`, `stances` (the build's columns) and what makes questions fast:

- `sentences.row` counts the rows from 0 in the order of the build, `doc` the documents; `mentions` and `stances` carry
  the `row` of their sentence;
- `speakers` has one line a speaker (`no`, `id`, `name`, `kind`, `country`, `n`), `said` pairs `row` with speaker `no`;
- `spoken_for`, `named`, `about` pair `row` with a country spoken for, a country named, a topic;
- for each grouping (`GROUPINGS`) `in_<grouping>` has a line for each sentence and group it belongs to (`row`, `doc`,
  `tone`, `key`, a number, and its `place` among the sentence's groups, from 0), and `held_<grouping>` one for each
  stance in it; key -1 is what is not known; `keys` gives the id behind a key, `speakers.no` for speakers.

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

from data import store
from data.errors import TableError
from data.store import Build

#: Raised whenever the tables below change: an index of another version is left alone and a new one made.
VERSION = 3
MEMORY = "700MB"

#: What sentences can be grouped by: pairs of `row` and `id`, where a null id is the class of what is not known. The
#: outlet's narration has no speaker and no speaker's country: it is in no such group at all.
GROUPINGS = {
    "speaker": """SELECT row, id FROM said JOIN speakers ON no = speaker
        UNION ALL SELECT row, NULL FROM sentences WHERE voice <> 'outlet' AND len(speaker_ids) = 0""",
    "country": """SELECT row, country AS id FROM spoken_for
        UNION ALL SELECT row, NULL FROM sentences WHERE voice <> 'outlet' AND len(speaker_countries) = 0""",
    "topic": "SELECT row, topic AS id FROM about UNION ALL SELECT row, NULL FROM sentences WHERE len(topics) = 0",
    "named": "SELECT row, country AS id FROM named",
    "outlet": "SELECT row, outlet AS id FROM sentences",
    "voice": "SELECT row, voice AS id FROM sentences",
}
#: Columns that hold the tone of a sentence in [-1, 1], the first that a build has is drawn.
TONES = ("sentiment_score", "vader_score", "vader_sentiment_score")

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


def _config(folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / ".spill"),
        "autoinstall_known_extensions": "false",
    }


def _make(build: Build, path: Path) -> None:
    store.verify(build)
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
    tone = tone_column(build) or "NULL::FLOAT"
    for name, pairs in GROUPINGS.items():
        for statement in _grouping(name, pairs, tone):
            connection.execute(statement)


def tone_column(build: Build) -> str | None:
    """Return the column of `sentences` that holds the tone to draw, None when no scorer gave one."""
    present = {c["name"] for c in build.manifest["columns"]["sentences"]}
    return next((name for name in TONES if name in present), None)


def _grouping(name: str, pairs: str, tone: str) -> tuple[str, ...]:
    """Return the statements that make `in_<name>` and `held_<name>`."""
    if name == "speaker":
        number = "SELECT id, no AS key FROM speakers"
    else:
        number = f"SELECT id, no AS key FROM keys WHERE grouping_name = '{name}'"
    return (
        f"CREATE OR REPLACE TEMP TABLE pairs AS {pairs}",
        f"""INSERT INTO keys SELECT '{name}', (row_number() OVER (ORDER BY count(*) DESC, id) - 1)::INTEGER, id
            FROM pairs WHERE id IS NOT NULL AND '{name}' <> 'speaker' GROUP BY id""",
        f"""CREATE OR REPLACE TEMP TABLE keyed AS
            SELECT row, coalesce(key, -1)::INTEGER AS key FROM pairs LEFT JOIN ({number}) USING (id)""",
        f"""CREATE TABLE in_{name} AS
            SELECT row, doc, tone, key, (row_number() OVER (PARTITION BY row ORDER BY key) - 1)::UTINYINT AS place
            FROM keyed JOIN (SELECT row, doc, {tone} AS tone FROM sentences) USING (row) ORDER BY row, key""",
        f"""CREATE TABLE held_{name} AS
            SELECT t.row, k.key, t.target, t.holder, t.stance, t.abstained FROM stances AS t JOIN keyed AS k USING (row)
            ORDER BY t.row, k.key""",
    )


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
    "CREATE TABLE quotations AS SELECT * FROM src_quotations",
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
    "CREATE TABLE keys (grouping_name VARCHAR, no INTEGER, id VARCHAR)",
)
