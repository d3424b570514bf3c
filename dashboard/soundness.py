"""Whether a build holds what Podium writes: its columns, its rows, lists that match, ids that pages can lead to.

Goes in: a build and a DuckDB connection with its tables as views `src_<name>`. Comes out: nothing, or a `TableError`
that names the folder. Looked at once, when the working copy is made; labels and numbers are not judged here.
"""

from __future__ import annotations

import duckdb

from data import schema, store
from data.errors import TableError
from data.store import Build

#: What the manifest says besides the tables and their columns.
_TOLD = ("build", "inputs")
#: Rows that no build of Podium's has: a page would end where it pairs speakers with their ids, or finds an article.
_NEVER = {
    "documents": "document_key IS NULL OR text IS NULL",
    "sentences": "NOT coalesce(len(speakers) = len(speaker_ids) AND len(speaker_kinds) = len(speaker_ids) "
    "AND len(countries_by_speaker) = len(speaker_ids) AND len(speaker_roles) = len(speaker_ids), false) "
    "OR len(list_filter(speaker_ids, lambda id: id IS NULL)) > 0 OR topics IS NULL "
    "OR NOT coalesce(regexp_matches(sentence_id, '-[0-9]+$'), false)",
    "quotations": "NOT coalesce(len(content_starts) = len(content_ends) AND len(cue_starts) = len(cue_ends) "
    "AND len(mention_starts) = len(mention_ends), false)",
}


def check_manifest(build: Build) -> None:
    """Raise `TableError` where the manifest does not say what downloads tell of a build."""
    missing = [name for name in _TOLD if name not in build.manifest]
    if missing:
        raise TableError(f"{build.folder / store.MANIFEST} does not say {', '.join(missing)}: build the table again")


def check_table(connection: duckdb.DuckDBPyConnection, build: Build, name: str) -> None:
    """Raise `TableError` where the table `name` has not the columns and rows it should have."""
    known = {row[0] for row in connection.execute(f"DESCRIBE src_{name}").fetchall()}
    needed = [*(c.name for c in schema.TABLES.get(name, ())), *(c["name"] for c in build.manifest["columns"][name])]
    missing = [column for column in dict.fromkeys(needed) if column not in known]
    if missing:
        raise _foreign(build, name, f"it lacks {', '.join(missing)}")
    never = _NEVER.get(name, "false")
    sql = f"SELECT count(*), count(*) FILTER (WHERE {never}) FROM src_{name}"
    ((rows, wrong),) = connection.execute(sql).fetchall()
    told = build.manifest["tables"][name]["rows"]
    if rows != told:
        raise _foreign(build, name, f"{rows} rows, where the manifest says {told}")
    if wrong:
        raise _foreign(build, name, f"ids are missing or lists do not match in {wrong} of {rows} rows")


def _foreign(build: Build, name: str, what: str) -> TableError:
    return TableError(f"{build.folder / name} does not hold what Podium writes ({what}): build the table again")
