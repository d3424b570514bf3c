"""The working copy holds what the build holds, in its order, and is made again or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from dashboard import index
from dashboard.filters import Filters
from dashboard.queries.counts import counts
from dashboard.queries.groups import by_speaker
from dashboard.table import Table
from data import schema, store
from data.errors import TableError
from tests.tables import make_build


@pytest.fixture
def build(tmp_path: Path) -> store.Build:
    make_build(tmp_path, sentences=300, speakers=12, seed=2)
    return store.current(tmp_path)


def plain(build: store.Build, name: str) -> pd.DataFrame:
    """Return a table of the build as pandas reads it."""
    return pd.concat(map(pd.read_parquet, build.parts(name)), ignore_index=True)


@pytest.mark.parametrize("name", ["documents", "sentences", "quotations", "mentions", "stances"])
def test_every_row_of_every_table_is_there(build: store.Build, name: str) -> None:
    table = Table(build)
    kept = ", ".join(f'"{c}"' for c in table.columns(name))
    found = table.query(f"SELECT {kept} FROM {name}")
    want = plain(build, name)
    key = want.columns[0]
    assert len(found) == len(want)
    assert sorted(found[key]) == sorted(want[key])


def test_rows_count_in_the_order_of_the_build(build: store.Build) -> None:
    found = Table(build).query("SELECT row, sentence_id FROM sentences ORDER BY row")
    assert found["row"].tolist() == list(range(300))
    assert found["sentence_id"].tolist() == plain(build, "sentences")["sentence_id"].tolist()


def test_speakers_are_counted_once_a_sentence(build: store.Build) -> None:
    sentences = plain(build, "sentences").explode("speaker_ids").dropna(subset=["speaker_ids"])
    sizes = sentences.groupby("speaker_ids").size().to_dict()
    found = Table(build).query("SELECT id, n FROM speakers ORDER BY no")
    assert dict(zip(found["id"], found["n"], strict=True)) == sizes
    assert found["n"].is_monotonic_decreasing


def test_a_group_stands_in_its_sentence_once(build: store.Build) -> None:
    table = Table(build)
    for name in index.GROUPINGS:
        pairs = table.query(f"SELECT row, key, place FROM in_{name}")
        assert not pairs.duplicated(["row", "key"]).any()
        assert (pairs.groupby("row")["place"].min() == 0).all()


def test_the_copy_is_made_once(build: store.Build) -> None:
    Table(build)
    copy = next(build.folder.glob("dashboard-*.duckdb"))
    written = copy.stat().st_mtime_ns
    Table(build)
    assert copy.stat().st_mtime_ns == written
    assert not list(build.folder.glob(".dashboard-*"))


def test_a_damaged_copy_is_named(build: store.Build) -> None:
    Table(build)
    copy = next(build.folder.glob("dashboard-*.duckdb"))
    copy.write_bytes(b"no database")
    with pytest.raises(TableError, match=r"dashboard-.*remove it and try again"):
        Table(build)


def test_a_build_nobody_may_write_to_is_copied_elsewhere(
    build: store.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # Not by permissions: the superuser may write everywhere.
    monkeypatch.setattr(index.os, "access", lambda path, mode: False)
    assert counts(Table(build), Filters()).sentences == 300
    assert not list(build.folder.glob("dashboard-*"))
    assert list((tmp_path / "cache").rglob("dashboard-*.duckdb"))


def test_a_build_without_sentences_opens(tmp_path: Path) -> None:
    with store.BuildWriter(tmp_path, columns=dict(schema.TABLES), build_id="nothing") as writer:
        writer.finish(inputs=[], models={}, left_out=[])
    table = Table(store.current(tmp_path))
    assert counts(table, Filters()).sentences == 0
    assert by_speaker(table, Filters()).empty


def test_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    words = 'We spent $5bn -- <script>alert("1")</script> \u202e ‘quoted’; DROP TABLE sentences; \x07 é'
    rows = {
        name: [value]
        for name, value in {
            "sentence_id": "k-0", "document_id": words, "position": 0, "paragraph": 0, "start": 0, "end": len(words),
            "text": words, "voice": "direct", "speakers": [words], "speaker_ids": [words], "speaker_kinds": ["person"],
            "speaker_roles": [""], "speaker_countries": [], "topics": [], "countries_mentioned": [],
        }.items()
    }  # fmt: skip
    names = [c.name for c in schema.SENTENCES]
    full = {name: rows.get(name, [None]) for name in names}
    with store.BuildWriter(tmp_path, columns=dict(schema.TABLES), build_id="odd'name") as writer:
        writer.write("sentences", pa.Table.from_pydict(full, schema=schema.arrow_schema(schema.SENTENCES)))
        writer.finish(inputs=[], models={}, left_out=[])
    table = Table(store.current(tmp_path))
    found = table.query("SELECT text, speakers FROM sentences").iloc[0]
    assert found["text"] == words
    assert by_speaker(table, Filters())["label"].tolist() == [words]
    assert counts(table, Filters(speakers=(words,))).sentences == 1
