"""The dashboard's working copy of a build, made so that a question costs little however large the build is.

Goes in: a finished build (Parquet parts and manifest) and a DuckDB connection. Comes out: a folder with whole numbers
in plain arrays to count in (`codes.py`), the sentences as rows (`rows.py`), and views on the connection over
`documents`, `quotations`, `mentions`, `stances`, `left_out` (the build's columns; `row` counts the sentences from 0 in
the order of the build, `doc` the documents, `no` what was left out) and

- `speakers` has one line a speaker: `no`, `id`, `name`, `folded` (for searching), `kind`, `country`, `n`;
- `keys` gives the ids behind the keys of the other groupings: `grouping_name`, `no`, `id`;
- `entities` has one line for everything mentioned: `no`, `id`, `label`, `kind`, `country`;
- `guessed` names the quotations whose speaker's country is a guess from the rest of the text: `quotation_id`;
- `offices` has one line for each form of a name with a role and country: `no`, `label`, `role`, `country`;
- `words` has one line for every word that is said: `no`, `word` (see `vocabulary.py`).

The copy is made once for each build and kept beside it; one that is not whole, or that another version of DuckDB wrote,
is made again. The text itself is never changed. Nothing here reads the models or Streamlit.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard import codes, rows, soundness, vocabulary
from dashboard.filters import UNKNOWN
from data import settings, store
from data.errors import TableError
from data.records import GUESSED
from data.store import Build

#: Raised whenever the tables or arrays change: a new copy is made then, and copies of lower versions removed.
VERSION = 12
#: What DuckDB may take while the copy is made, and while it is read: questions go to the arrays.
MAKING, MEMORY = "700MB", "300MB"
FILE = "table.duckdb"
#: Written last: which DuckDB wrote the copy, and how long each of its files is.
SEAL = "whole.json"

#: What sentences can be grouped by: the list of ids of a sentence `s`, where `UNKNOWN` is the class of what is not
#: known. The outlet's narration has no speaker and no speaker's country: its list is empty.
GROUPINGS = {
    "speaker": f"CASE WHEN len(coalesce(s.speaker_ids, [])) = 0 AND s.voice <> 'outlet' THEN ['{UNKNOWN}'] "
    "ELSE coalesce(s.speaker_ids, []) END",
    "country": f"CASE WHEN len(coalesce(s.speaker_countries, [])) = 0 AND s.voice <> 'outlet' THEN ['{UNKNOWN}'] "
    "ELSE coalesce(s.speaker_countries, []) END",
    "topic": f"CASE WHEN len(coalesce(s.topics, [])) = 0 THEN ['{UNKNOWN}'] ELSE s.topics END",
    "named": "coalesce(s.countries_mentioned, [])",
    "outlet": f"[coalesce(s.outlet, '{UNKNOWN}')]",
    "voice": "[s.voice]",
}
#: Columns that hold the tone of a sentence in [-1, 1], the first that a build has is drawn.
TONES = ("sentiment_score", "vader_score")


def attach(connection: duckdb.DuckDBPyConnection, build: Build) -> Path:
    """Show the working copy of `build` as views on `connection`, making it first where it is missing or not whole.

    Return its folder. Raises `TableError` when the Parquet parts cannot be read or are not Podium's, or no place can be
    written to.
    """
    soundness.check_manifest(build)
    folder = cache_folder(build) / f"dashboard-{VERSION}"
    if not _is_whole(folder):
        _make(build, folder)
    path = folder / FILE
    try:
        connection.execute(f"ATTACH {_quoted(path)} AS copy (READ_ONLY)")
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'copy'").fetchall()
        for (name,) in names:
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM copy.main."{name}"')
    except duckdb.Error as error:
        raise TableError(f"the working copy {folder} cannot be opened ({error}): remove it and try again") from error
    return folder


def cache_folder(build: Build) -> Path:
    """Return the folder for what the dashboard derives from `build`: its own, the user's cache, or a temporary one."""
    if os.access(build.folder, os.W_OK):
        return build.folder
    name = hashlib.sha256(f"{build.folder.resolve()}\n{build.manifest}".encode()).hexdigest()[:24]
    folder = settings.cache_folder() / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = _temporary(name)
    return folder


@functools.cache
def _temporary(name: str) -> Path:
    """Return a folder for temporary files, once a process for each build: what is derived is found there again."""
    return Path(tempfile.mkdtemp(prefix="podium-"))


def folded(text: str) -> str:
    """Return the SQL of a text as searches compare it, case, accents and the form of the apostrophe aside."""
    return f"replace(strip_accents(lower({text})), '’', chr(39))"


def tone_column(build: Build) -> str | None:
    """Return the column of `sentences` that holds the tone to draw, None when no scorer gave one."""
    present = {c["name"] for c in build.manifest["columns"]["sentences"]}
    return next((name for name in TONES if name in present), None)


def _make(build: Build, folder: Path) -> None:
    store.verify(build)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.{os.urandom(4).hex()}")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MAKING, "temp_directory": str(unfinished / ".spill"), "autoinstall_known_extensions": "false",
    }  # fmt: skip
    try:
        unfinished.mkdir()
        with duckdb.connect(str(unfinished / FILE), config=config) as connection:
            _fill(connection, build, unfinished)
        shutil.rmtree(unfinished / ".spill", ignore_errors=True)
        (unfinished / SEAL).write_text(json.dumps(_seal(unfinished)), encoding="utf-8")
        _put(unfinished, folder)
        _remove_former(folder.parent)
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise TableError(
            f"no working copy of the build {build.id} can be made in {folder.parent} ({error}): free some space, or "
            "build the table again"
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put(unfinished: Path, folder: Path) -> None:
    if folder.exists() and not _is_whole(folder):
        broken = unfinished.with_name(f"{unfinished.name}.broken")
        os.rename(folder, broken)
        shutil.rmtree(broken, ignore_errors=True)
    try:
        os.rename(unfinished, folder)
    except OSError:
        # Another process was faster: its copy holds the same.
        if not _is_whole(folder):
            raise


def _remove_former(beside: Path) -> None:
    """Remove the copies of lower versions in the folder `beside`, but for those that another process has open.

    An older dashboard may still show one, and opens its arrays only as it comes to need them: that files which are open
    outlive their removal does not help it. But it keeps the copy attached, and DuckDB holds a shared lock on `FILE` as
    long, so whoever gets the lock for himself alone knows that nobody reads. What cannot be removed stays. Copies of
    higher versions are a newer dashboard's, and are left alone.
    """
    for former in beside.glob("dashboard-*"):
        version = former.name.removeprefix("dashboard-")
        if not version.isdecimal() or int(version) >= VERSION:
            continue
        try:
            with (former / FILE).open("r+b") as file:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Away under its name first: a copy half removed is no copy.
                removed = former.with_name(f".{former.name}.{os.getpid()}.removed")
                os.rename(former, removed)
            shutil.rmtree(removed, ignore_errors=True)
        except OSError:
            continue


def _seal(folder: Path) -> dict[str, object]:
    """Return what `SEAL` says of a whole copy: an interrupted writing or a file of another DuckDB does not match it."""
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if path.is_file() and path.name != SEAL}
    return {"duckdb": duckdb.__version__, "files": dict(sorted(sizes.items()))}


def _is_whole(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / SEAL).read_text(encoding="utf-8")) == _seal(folder))
    except (OSError, ValueError):
        return False


def _fill(connection: duckdb.DuckDBPyConnection, build: Build, folder: Path) -> None:
    for name in build.manifest["tables"]:
        connection.execute(f"CREATE TEMP VIEW src_{name} AS {_source(build, name)}")
        soundness.check_table(connection, build, name)
    schema = pa.schema([(c["name"], arrow_type(c["type"])) for c in build.manifest["columns"]["sentences"]])
    rows.write(folder, parts=build.parts("sentences"), schema=schema)
    for statement in _STATEMENTS:
        connection.execute(statement)
    for name, ids in GROUPINGS.items():
        for statement in _grouping(name, ids):
            connection.execute(statement)
    size = int(build.manifest["tables"]["sentences"]["rows"])
    vocabulary.write(connection, folder, texts=rows.Rows(folder).stream(columns=["text"]), rows=size)
    codes.write(connection, folder, groupings=GROUPINGS, tone=tone_column(build))


def _grouping(name: str, ids: str) -> tuple[str, ...]:
    """Return the statements that number the ids of a grouping, and the lists of ids that sentences have.

    Lists are few where sentences are many: `lists_<name>` has one line a list, `sets_<name>` pairs it with its keys.
    Key -1 is what is not known; the others count from 0, the id with most sentences first.
    """
    return (
        f"""CREATE TEMP TABLE lists_{name} AS
            SELECT (row_number() OVER () - 1)::INTEGER AS no, list, n FROM (
              SELECT {ids} AS list, count(*) AS n FROM sentences AS s GROUP BY 1)""",
        f"CREATE TEMP TABLE pairs_{name} AS SELECT DISTINCT no, n, unnest(list) AS id FROM lists_{name}",
        f"""INSERT INTO keys SELECT '{name}', (row_number() OVER (ORDER BY sum(n) DESC, id) - 1)::INTEGER, id, sum(n)
            FROM pairs_{name} WHERE id IS NOT NULL AND id <> '{UNKNOWN}' GROUP BY id""",
        f"""CREATE TEMP TABLE sets_{name} AS
            SELECT p.no AS set, coalesce(k.no, -1)::INTEGER AS key FROM pairs_{name} AS p
            LEFT JOIN keys AS k ON k.grouping_name = '{name}' AND k.id = p.id WHERE p.id IS NOT NULL
            ORDER BY set, key""",
        *(_SPEAKERS if name == "speaker" else ()),
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


def arrow_type(name: str) -> pa.DataType:
    """Return the Arrow type that the manifest spells so."""
    if name.startswith("list<"):
        return pa.list_(arrow_type(name.split(":")[-1].strip(" >")))
    return {"bool": pa.bool_(), "date32[day]": pa.date32()}.get(name) or pa.type_for_alias(name)


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
    # Only while the copy is made, and without the words: the rows themselves are in `rows.py`.
    """CREATE TEMP TABLE sentences AS
       SELECT s.row, d.doc, s.* EXCLUDE (row) FROM
         (SELECT (row_number() OVER () - 1)::INTEGER AS row, * EXCLUDE (text, title, url) FROM src_sentences) AS s
         LEFT JOIN (SELECT doc, document_id FROM documents) AS d USING (document_id)""",
    "CREATE TABLE quotations AS SELECT * FROM src_quotations",
    "CREATE TABLE left_out AS SELECT (row_number() OVER () - 1)::INTEGER AS no, * FROM src_left_out",
    # Few and sorted, so that ten of them are found without reading all quotations.
    f"""CREATE TABLE guessed AS SELECT quotation_id FROM src_quotations
       WHERE ends_with(method, '{GUESSED}') ORDER BY quotation_id""",
    """CREATE TABLE mentions AS SELECT s.row, m.* FROM src_mentions AS m
       JOIN (SELECT row, sentence_id FROM sentences) AS s USING (sentence_id) ORDER BY s.row""",
    """CREATE TABLE stances AS SELECT s.row, t.* FROM src_stances AS t
       JOIN (SELECT row, sentence_id FROM sentences) AS s USING (sentence_id) ORDER BY s.row""",
    # One label for a thing everywhere: the one it has most often.
    """CREATE TABLE entities AS
       SELECT (row_number() OVER (ORDER BY n DESC, id, kind) - 1)::INTEGER AS no, * FROM (
         SELECT entity_id AS id, mode(entity ORDER BY entity) AS label, kind,
                mode(country ORDER BY country) AS country, count(*) AS n
         FROM mentions WHERE entity_id IS NOT NULL GROUP BY entity_id, kind)""",
    "CREATE TABLE keys (grouping_name VARCHAR, no INTEGER, id VARCHAR, n BIGINT)",
)

#: Names by how often they are used; sentences with the same people are counted first, because lists are few.
_SPEAKERS = (
    f"""CREATE TABLE speakers AS
    WITH alike AS (
      SELECT speaker_ids, speakers, speaker_kinds, countries_by_speaker, count(*) AS n
      FROM sentences WHERE len(speaker_ids) > 0 GROUP BY ALL),
    flat AS MATERIALIZED (
      SELECT unnest(speaker_ids) AS id, unnest(speakers) AS name, unnest(speaker_kinds) AS kind,
        nullif(unnest(countries_by_speaker), '') AS country, n FROM alike)
    SELECT k.no, k.id, name, {folded("name")} AS folded, kind, country, k.n FROM keys AS k
    LEFT JOIN (SELECT id, first(name ORDER BY n DESC, name) AS name
      FROM (SELECT id, name, sum(n) AS n FROM flat WHERE name IS NOT NULL GROUP BY ALL) GROUP BY id) USING (id)
    LEFT JOIN (SELECT id, first(kind ORDER BY n DESC, kind) AS kind
      FROM (SELECT id, kind, sum(n) AS n FROM flat WHERE kind IS NOT NULL GROUP BY ALL) GROUP BY id) USING (id)
    LEFT JOIN (SELECT id, first(country ORDER BY n DESC, country) AS country
      FROM (SELECT id, country, sum(n) AS n FROM flat WHERE country NOT LIKE '%;%' GROUP BY ALL) GROUP BY id) USING (id)
    WHERE k.grouping_name = 'speaker' ORDER BY k.no""",
    """CREATE TEMP VIEW heard AS
    SELECT row, unnest(speaker_ids) AS id, unnest(speakers) AS label, nullif(unnest(speaker_roles), '') AS role,
      nullif(unnest(countries_by_speaker), '') AS country
    FROM sentences WHERE len(speaker_ids) > 0""",
    """CREATE TABLE offices AS SELECT (row_number() OVER () - 1)::INTEGER AS no, label, role, country
    FROM (SELECT DISTINCT label, role, country FROM heard)""",
)
