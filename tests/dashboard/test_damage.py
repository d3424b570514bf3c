"""A table whose bytes changed, or that is not Podium's, is refused when it is opened, with the file's name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.table import Table
from data import store
from data.errors import TableError
from tests.tables import make_build


def test_changed_bytes_are_noticed_when_the_table_is_opened(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=200)
    path = store.current(tmp_path).parts("sentences")[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(TableError, match=r"sentences/part-00000.parquet is damaged.*build the table again"):
        Table(store.current(tmp_path))


def rewrite(folder: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a table of the current build and say so in the manifest, as whoever made it elsewhere would."""
    build = store.current(folder)
    path = build.parts(name)[0]
    pq.write_table(change(pq.read_table(path)), path)
    manifest: dict[str, Any] = json.loads((build.folder / store.MANIFEST).read_text())
    content = path.read_bytes()
    manifest["tables"][name]["parts"][0] |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (build.folder / store.MANIFEST).write_text(json.dumps(manifest))


def with_column(name: str, value: Any) -> Callable[[pa.Table], pa.Table]:
    """Return the change that sets a column to one value."""

    def change(table: pa.Table) -> pa.Table:
        place = table.schema.get_field_index(name)
        return table.set_column(place, name, pa.array([value] * len(table), table.schema.field(name).type))

    return change


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("documents", lambda table: table.drop(["title"]), "it lacks title"),
        ("quotations", lambda table: table.drop(["content_starts"]), "it lacks content_starts"),
        ("sentences", lambda table: pa.concat_tables([table, table]), "120 rows, where the manifest says 60"),
        ("documents", lambda table: table.slice(0, 0), "0 rows, where the manifest says 3"),
        ("documents", with_column("document_key", None), "ids are missing"),
        ("sentences", with_column("speakers", None), "lists do not match in 60 of 60 rows"),
        ("sentences", with_column("speakers", ["a", "b", "c"]), "lists do not match"),
        ("sentences", with_column("speaker_ids", [None]), "ids are missing"),
        ("sentences", with_column("sentence_id", "x20"), "ids are missing"),
        ("quotations", with_column("content_ends", []), "lists do not match"),
    ],
)
def test_a_table_that_is_not_podiums_is_named(
    tmp_path: Path, name: str, change: Callable[[pa.Table], pa.Table], said: str
) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=1)
    rewrite(tmp_path, name, change)
    with pytest.raises(TableError, match=rf"/{name} does not hold what Podium writes .*{said}.*build the table again"):
        Table(store.current(tmp_path))


@pytest.mark.parametrize("name", ["build", "inputs"])
def test_a_manifest_that_does_not_say_enough_is_named(tmp_path: Path, name: str) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=1)
    path = store.current(tmp_path).folder / store.MANIFEST
    manifest = json.loads(path.read_text())
    del manifest[name]
    path.write_text(json.dumps(manifest))
    with pytest.raises(TableError, match=rf"manifest.json does not say {name}: build the table again"):
        Table(store.current(tmp_path))


def test_a_question_the_copy_cannot_answer_is_said(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=1)
    table = Table(store.current(tmp_path))
    with pytest.raises(TableError, match=r"does not hold what Podium writes (?s:.*)build the table again") as found:
        table.query("SELECT harbour FROM documents")
    assert isinstance(found.value.__cause__, duckdb.Error)
