"""Builds on disk: whole or not at all, the same rows the same bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import schema, store
from data.errors import OutputError, SchemaError, TableError
from tests.tables import make_build


def contents(build: store.Build) -> dict[str, bytes]:
    return {str(p.relative_to(build.folder)): p.read_bytes() for name in schema.TABLES for p in build.parts(name)}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_build(tmp_path / name, sentences=300, seed=3)
    first, second = store.current(tmp_path / "a"), store.current(tmp_path / "b")
    assert len(contents(first)) == 5 and contents(first) == contents(second)


def test_part_sizes_depend_on_counts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PART_ROWS", 70)
    make_build(tmp_path, sentences=300)
    parts = store.current(tmp_path).manifest["tables"]["sentences"]["parts"]
    assert [p["rows"] for p in parts] == [70, 70, 70, 70, 20]


def test_parts_are_bounded_in_text_however_the_rows_come_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_build(tmp_path / "a", sentences=300)
    rows = pq.read_table(store.current(tmp_path / "a").parts("documents")[0])
    longest = max(map(len, rows["text"].to_pylist()))
    monkeypatch.setattr(store, "PART_TEXT", 3 * longest)
    found = []
    for size in (1, 4, 15):
        with store.BuildWriter(tmp_path / str(size), columns=schema.TABLES, build_id="x") as writer:
            for start in range(0, rows.num_rows, size):
                writer.write("documents", rows.slice(start, size))
            found.append(contents(writer.finish(inputs={"files": 0}, models={})))
        assert all(store.pq.read_table(p).num_rows <= 5 for p in store.current(tmp_path / str(size)).parts("documents"))
    assert found[0] == found[1] == found[2] and len(found[0]) >= 3


def test_columns_carry_their_meaning_and_zstd(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40)
    file = pq.ParquetFile(store.current(tmp_path).parts("sentences")[0])
    meanings = {f.name: f.metadata[b"meaning"].decode() for f in file.schema_arrow}
    assert {c.name: c.meaning for c in schema.SENTENCES}.items() <= meanings.items()
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_leaving_without_finish_keeps_the_former_build(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40)
    before = store.current(tmp_path).id
    with pytest.raises(KeyboardInterrupt), store.BuildWriter(tmp_path, columns=schema.TABLES, build_id="next"):
        raise KeyboardInterrupt
    assert store.current(tmp_path).id == before
    assert not list(tmp_path.glob(".partial-*"))


def test_rows_that_break_the_columns_are_refused(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40)
    rows = pq.read_table(store.current(tmp_path).parts("mentions")[0])
    with store.BuildWriter(tmp_path, columns=schema.TABLES, build_id="next") as writer, pytest.raises(SchemaError):
        writer.write("mentions", rows.rename_columns(["nonsense", *rows.column_names[1:]]))


def test_a_score_that_is_no_number_is_refused() -> None:
    column = schema.Column("score", schema.SCORE, "A score.", low=0.0, high=1.0)
    table = pa.table({"score": pa.array([0.5, float("nan"), None], schema.SCORE)})
    with pytest.raises(SchemaError, match="NaN"):
        schema.check(table, [column], name="sentences")


def test_one_build_at_a_time_and_what_a_killed_one_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    half_written = tmp_path / ".partial-0123456789ab-1"
    (half_written / "sentences").mkdir(parents=True)
    with store.alone(tmp_path):
        assert not half_written.exists()
        half_written.mkdir()
        with (
            pytest.raises(OutputError, match=rf"another build is at work .*process {os.getpid()} .*wait until"),
            store.alone(tmp_path),
        ):
            pass
        assert half_written.exists()
    with store.alone(tmp_path):
        pass


def test_a_place_where_nothing_can_be_locked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(store, "_lock", refused)
    with pytest.raises(OutputError, match=r"cannot be locked .*name a folder of a local disk"), store.alone(tmp_path):
        pass


def test_a_damaged_build_of_the_same_id_is_not_used_again(tmp_path: Path) -> None:
    build_id = make_build(tmp_path, sentences=40)
    whole = store.finished(tmp_path, build_id=build_id)
    assert whole is not None
    whole.parts("sentences")[0].write_bytes(b"cut")
    assert store.finished(tmp_path, build_id=build_id) is None
    with pytest.raises(TableError, match="part-00000"):
        store.current(tmp_path)
    make_build(tmp_path, sentences=40)
    assert store.current(tmp_path).folder.name == f"{build_id}-2"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda f: (f / "current.json").unlink(), "no table in"),
        (lambda f: (f / "current.json").write_text("{"), "cannot be read"),
        (lambda f: (f / "current.json").write_text('{"build": "gone"}'), "current.json names the build 'gone'"),
        (lambda f: next(f.glob("*/manifest.json")).write_text("[]"), "expected an object"),
        (lambda f: next(f.glob("*/manifest.json")).write_text("{}"), "version None"),
        (lambda f: next(f.glob("*/stances/*")).unlink(), "missing or not"),
    ],
)
def test_damage_is_named(damage: object, message: str, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=200)
    damage(tmp_path)  # type: ignore[operator]
    with pytest.raises(TableError, match=message):
        store.current(tmp_path)


def test_a_changed_byte_is_found_by_whoever_reads_it_all(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=200)
    build = store.current(tmp_path)
    store.verify(build)
    path = build.parts("mentions")[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(TableError, match=r"mentions/part-00000.parquet is damaged.*build the table again"):
        store.verify(store.current(tmp_path))


def test_old_builds_go_and_named_ones_stay(tmp_path: Path) -> None:
    ids = [make_build(tmp_path, sentences=40, seed=seed) for seed in range(3)]
    store.remove_old(tmp_path, keep=ids[1:])
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == set(ids[1:])


@pytest.mark.parametrize(
    ("name", "manifest"),
    [
        ("my-extension", {"manifest_version": 3}),
        ("my-extension", {"build": "my-extension", "schema_version": 1}),
        ("0123456789ab", {"manifest_version": 3}),
        ("0123456789ab", {"build": "ffffffffffff", "schema_version": 1}),
        ("0123456789ab", []),
        (".partial-of-a-book", {}),
    ],
)
def test_folders_that_are_no_builds_stay(name: str, manifest: object, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    make_build(tmp_path, sentences=40)
    store.remove_old(tmp_path, keep=[])
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == [name]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(OutputError, match="name another folder"),
        store.BuildWriter(tmp_path / "file", columns=schema.TABLES, build_id="x"),
    ):
        pass
    with pytest.raises(OutputError, match="name another folder"), store.alone(tmp_path / "file"):
        pass


def test_a_full_disk_while_writing_keeps_the_former_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_build(tmp_path, sentences=40)
    before = store.current(tmp_path).id

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(store.pq, "write_table", full)
    with pytest.raises(OutputError, match="No space left"):
        make_build(tmp_path, sentences=60)
    monkeypatch.undo()
    assert store.current(tmp_path).id == before


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda m: m["tables"].update({"x AS SELECT 1; SELECT 2": m["tables"]["mentions"]}), "x AS SELECT 1; SELECT 2"),
        (lambda m: m["tables"]["sentences"]["parts"][0].update(file="../../part-00000.parquet"), "../../part-00000"),
        (lambda m: m["columns"]["sentences"][0].update(name='a" AS b, "c'), 'a" AS b'),
        (lambda m: m["columns"]["sentences"][0].update(type="string; SELECT 1"), "sentence_id"),
    ],
)
def test_names_that_no_build_writes_are_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], named: str
) -> None:
    make_build(tmp_path, sentences=50)
    done = store.current(tmp_path)
    manifest = json.loads((done.folder / store.MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (done.folder / store.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(TableError, match="which no build writes") as told:
        store.current(tmp_path)
    assert named in str(told.value)


def test_the_pointer_leads_out_of_no_folder(tmp_path: Path) -> None:
    make_build(tmp_path / "a", sentences=50)
    done = store.current(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / store.POINTER).write_text(json.dumps({"build": f"../a/{done.folder.name}"}), encoding="utf-8")
    with pytest.raises(TableError, match="no build's name"):
        store.current(tmp_path / "b")
