"""What was read before is not read again, and the table is the same as if it were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data import pipeline, schema, store
from data.job import readings
from data.job.long_documents import Part
from data.records import Document, Reading, Span, Turn

LIGHT = ("vader",)
TEXTS = {
    str(n): f"Envoy Dorea Tesk of Norway said on 3 May that meeting {n} would go on. “We will stay for {n},” she said."
    for n in range(6)
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the ids of the documents that are really read; the code stays the same, also while it is edited."""
    monkeypatch.setattr("data.job.provenance.code", lambda: "this")
    found: list[str] = []
    real = pipeline.read_document

    def noted(document: Document) -> Reading:
        found.append(document.id)
        return real(document)

    monkeypatch.setattr(pipeline, "read_document", noted)
    yield found


def build(folder: Path, texts: dict[str, str], *, out: str = "out", **fields: Any) -> store.Build:
    source = folder / "in.jsonl"
    lines = [json.dumps({"id": i, "text": t, "date": "2024-05-03", **fields}) for i, t in texts.items()]
    source.write_text("\n".join(lines), encoding="utf-8")
    return pipeline.build([source], out=folder / out, scored_by=LIGHT)[0]


def contents(done: store.Build) -> list[bytes]:
    return [part.read_bytes() for table in schema.TABLES for part in done.parts(table)]


def test_only_what_changed_is_read_again_and_the_bytes_are_those_of_a_fresh_build(
    tmp_path: Path, read: list[str]
) -> None:
    build(tmp_path, TEXTS)
    assert read == list(TEXTS)
    read.clear()
    changed = {**TEXTS, "3": TEXTS["3"] + " Nobody left early.", "new": "The talks in Chile were short."}
    second = build(tmp_path, changed)
    assert read == ["3", "new"] and second.manifest["counts"]["read_before"] == 5
    fresh = build(tmp_path, changed, out="fresh")
    assert contents(second) == contents(fresh)


def test_a_build_that_was_stopped_goes_on(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.job.chunks.PARTS", 2)
    real = pipeline.rows_of

    def stopped(part: Part, **options: Any) -> Any:
        if part.document.id == "4":
            raise KeyboardInterrupt
        return real(part, **options)

    monkeypatch.setattr(pipeline, "rows_of", stopped)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, TEXTS)
    monkeypatch.setattr(pipeline, "rows_of", real)
    read.clear()
    done = build(tmp_path, TEXTS)
    assert read == ["4", "5"]
    assert contents(done) == contents(build(tmp_path, TEXTS, out="fresh"))


def test_another_title_or_date_is_another_reading(tmp_path: Path, read: list[str]) -> None:
    build(tmp_path, TEXTS)
    read.clear()
    build(tmp_path, TEXTS, title="Talks")
    assert read == list(TEXTS)


def test_other_code_models_or_seeds_read_all_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, TEXTS)
    read.clear()
    monkeypatch.setattr("data.job.provenance.code", lambda: "other")
    build(tmp_path, TEXTS)
    assert read == list(TEXTS)
    assert len(list((tmp_path / "out" / readings.FOLDER).glob("*.sqlite"))) == 1


@pytest.mark.parametrize("damage", [b"", b"no database at all " * 500])
def test_a_damaged_file_only_costs_the_work_again(tmp_path: Path, read: list[str], damage: bytes) -> None:
    first = build(tmp_path, TEXTS)
    (kept,) = (tmp_path / "out" / readings.FOLDER).glob("*.sqlite")
    kept.write_bytes(damage)
    # What SQLite may still hold beside the file would mend it.
    for beside in kept.parent.glob(kept.name + "-*"):
        beside.unlink()
    read.clear()
    second = build(tmp_path, {**TEXTS, "new": "The talks in Chile were short."})
    assert read == [*TEXTS, "new"]
    assert store.current(tmp_path / "out").id == second.id != first.id


def test_a_file_that_another_program_writes_to_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with readings.Keeper(tmp_path, generation="g") as keeper:
        keeper.keep([(Part(DOCUMENT), b"fresh rows")])

    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sqlite3, "connect", locked)
    with readings.Keeper(tmp_path, generation="g") as keeper:
        assert keeper.known(Part(DOCUMENT)) is None
    monkeypatch.undo()
    with readings.Keeper(tmp_path, generation="g") as keeper:
        assert keeper.known(Part(DOCUMENT)) == b"fresh rows"


DOCUMENT = Document(id="a", text="One. Two.")


def fingerprint(document: Document) -> str:
    return readings.fingerprint(Part(document))


@pytest.mark.parametrize(
    "other",
    [
        replace(DOCUMENT, id="b"),
        replace(DOCUMENT, text="One. Two!"),
        replace(DOCUMENT, title="T"),
        replace(DOCUMENT, published="2024"),
        replace(DOCUMENT, speaker="Arlo Tesk"),
        replace(DOCUMENT, turns=(Turn("Q", Span(0, 4)),)),
        replace(DOCUMENT, omitted=(Span(0, 4),)),
    ],
)
def test_the_fingerprint_follows_every_field(other: Document) -> None:
    assert fingerprint(other) != fingerprint(DOCUMENT)


def test_the_fingerprint_forgets_the_place() -> None:
    assert fingerprint(replace(DOCUMENT, path="x", line=3)) == fingerprint(DOCUMENT)


def test_the_fingerprint_follows_the_place_of_a_part() -> None:
    parts = [Part(DOCUMENT), Part(DOCUMENT, begin=9), Part(DOCUMENT, context=5), Part(DOCUMENT, position=2)]
    assert len({readings.fingerprint(part) for part in parts}) == 4


def test_looks_at_texts_that_are_set_aside_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_TOGETHER", 2)
    with readings.Keeper(tmp_path, generation="g") as keeper:
        keeper.keep_look("first", b"Danish")
        assert keeper.look("first") is None
        keeper.keep_look("second", b"Dutch")
        assert keeper.look("first") == b"Danish"
        keeper.keep_look("last", b"Greek")
    with readings.Keeper(tmp_path, generation="g") as keeper:
        assert [keeper.look(text) for text in ("first", "second", "last")] == [b"Danish", b"Dutch", b"Greek"]


def test_a_reading_changed_on_disk_is_read_again(tmp_path: Path) -> None:
    with readings.Keeper(tmp_path, generation="g") as keeper:
        keeper.keep_look("text", b"a first look")
        keeper.keep([(Part(DOCUMENT), b"fresh rows")])
        assert (keeper.known(Part(DOCUMENT)), keeper.look("text")) == (b"fresh rows", b"a first look")
    (file,) = (tmp_path / readings.FOLDER).glob("*.sqlite")
    file.write_bytes(file.read_bytes().replace(b"fresh rows", b"stale rows").replace(b"first look", b"later look"))
    with readings.Keeper(tmp_path, generation="g") as keeper:
        assert keeper.known(Part(DOCUMENT)) is None and keeper.look("text") is None
