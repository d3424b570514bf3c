"""The working copy holds what the build holds, in its order, and is made again or refused with a reason."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dashboard import codes as codes_module
from dashboard import index, rows
from dashboard.filters import UNKNOWN, Filters
from dashboard.queries import evidence
from dashboard.queries.counts import counts
from dashboard.queries.groups import by_speaker
from dashboard.table import Table
from data import schema, store
from data.errors import TableError
from data.records import VOICES
from tests.tables import make_build


@pytest.fixture
def build(tmp_path: Path) -> store.Build:
    make_build(tmp_path, sentences=300, speakers=12, seed=2)
    return store.current(tmp_path)


def plain(build: store.Build, name: str) -> pd.DataFrame:
    """Return a table of the build as pandas reads it."""
    return pd.concat(map(pd.read_parquet, build.parts(name)), ignore_index=True)


@pytest.mark.parametrize("name", ["documents", "quotations", "mentions", "stances"])
def test_every_row_of_every_table_is_there(build: store.Build, name: str) -> None:
    table = Table(build)
    kept = ", ".join(f'"{c}"' for c in table.columns(name))
    found = table.query(f"SELECT {kept} FROM {name}")
    want = plain(build, name)
    key = want.columns[0]
    assert len(found) == len(want)
    assert sorted(found[key]) == sorted(want[key])


@pytest.mark.parametrize("columns", [None, ["text", "date", "speakers"]])
def test_sentences_stand_in_the_order_of_the_build(build: store.Build, columns: list[str] | None) -> None:
    sentences, want = Table(build).sentences, plain(build, "sentences")
    every = pa.Table.from_batches(sentences.stream(columns=columns)).to_pandas()
    pd.testing.assert_frame_equal(every, want[columns] if columns else want)


def test_sentences_are_found_by_their_number(build: store.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    # Short batches: some numbers share one, some lie in the last, which is not full.
    monkeypatch.setattr(rows, "BATCH", 7)
    monkeypatch.setattr(rows, "STREAM", 20)
    sentences, ids = Table(build).sentences, plain(build, "sentences")["sentence_id"].tolist()
    numbers = [299, 0, 13, 14, 13, 6, 7, 150]
    assert sentences.take(numbers).column("sentence_id").to_pylist() == [ids[n] for n in numbers]
    assert sentences.take([]).num_rows == 0
    mask = np.arange(300) % 11 == 3
    streamed = [i for batch in sentences.stream(mask) for i in batch.column("sentence_id").to_pylist()]
    assert streamed == [i for i, inside in zip(ids, mask, strict=True) if inside]


def test_speakers_are_counted_once_a_sentence(build: store.Build) -> None:
    sentences = plain(build, "sentences").explode("speaker_ids").dropna(subset=["speaker_ids"])
    sizes = sentences.groupby("speaker_ids").size().to_dict()
    found = Table(build).query("SELECT id, n FROM speakers ORDER BY no")
    assert dict(zip(found["id"], found["n"], strict=True)) == sizes
    assert found["n"].is_monotonic_decreasing


def test_each_list_of_keys_is_that_of_the_sentence(build: store.Build) -> None:
    table, sentences = Table(build), plain(build, "sentences")
    columns = {"speaker": "speaker_ids", "country": "speaker_countries", "topic": "topics", "outlet": "outlet"}
    for name, column in columns.items():
        sets, ids = table.codes.sets(name), table.ids(name)
        lists = [{ids[k] if k >= 0 else UNKNOWN for k in sets.key[sets.of == no]} for no in range(sets.count)]
        for number, row in zip(table.codes[name], sentences.to_dict("records"), strict=True):
            given = {row[column]} if name == "outlet" else set(row[column])
            nobody = name in ("speaker", "country") and row["voice"] == "outlet"
            assert lists[number] == (given or (set() if nobody else {UNKNOWN}))


def test_numbers_of_a_sentence_are_its_own(build: store.Build) -> None:
    codes, sentences = Table(build).codes, plain(build, "sentences")
    days = codes["days"].astype("datetime64[D]")
    assert [str(days[day]) for day in codes["day"]] == [str(day) for day in sentences["date"]]
    assert [VOICES[manner % len(VOICES)] for manner in codes["manner"]] == sentences["voice"].tolist()
    assert codes["tone"].tolist() == pytest.approx(sentences["sentiment_score"].tolist())
    for name in codes_module.ORDERS:
        assert sorted(codes[f"order-{name}"]) == list(range(300))


def test_the_copy_is_made_once(build: store.Build) -> None:
    Table(build)
    copy = next(build.folder.glob("dashboard-*")) / index.FILE
    written = copy.stat().st_mtime_ns
    Table(build)
    assert copy.stat().st_mtime_ns == written
    assert not list(build.folder.glob(".dashboard-*"))


def half_written(copy: Path) -> None:
    (copy / "day.npy").write_bytes((copy / "day.npy").read_bytes()[:-7])


def without_its_end(copy: Path) -> None:
    (copy / index.SEAL).unlink()
    (copy / "sentences.arrow").unlink()


def by_another_duckdb(copy: Path) -> None:
    seal = json.loads((copy / index.SEAL).read_text())
    (copy / index.SEAL).write_text(json.dumps({**seal, "duckdb": "99.0.0"}))
    (copy / index.FILE).write_bytes(b"a format of later years")


def of_an_earlier_form(copy: Path) -> None:
    (copy / index.SEAL).unlink()


@pytest.mark.parametrize("spoil", [half_written, without_its_end, by_another_duckdb, of_an_earlier_form])
def test_a_copy_that_is_not_whole_is_made_again(build: store.Build, spoil: Callable[[Path], None]) -> None:
    Table(build)
    copy = next(build.folder.glob("dashboard-*"))
    spoil(copy)
    assert counts(Table(build), Filters()).sentences == 300
    assert by_speaker(Table(build), Filters())["n"].sum() > 0
    assert list(build.folder.glob("*dashboard-*")) == [copy]


def holding(copy: Path) -> subprocess.Popen[str]:
    """Start another process that has a copy attached as the dashboard has, and return it once it does."""
    words = f"ATTACH '{copy / index.FILE}' AS copy (READ_ONLY)"
    program = "import duckdb, sys; c = duckdb.connect(); c.execute(sys.argv[1]); print('open', flush=True); input()"
    command = [sys.executable, "-c", program, words]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    return process


def test_copies_of_lower_versions_go_once_nobody_reads_them(
    build: store.Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in (3, 4, 6):
        monkeypatch.setattr(index, "VERSION", version)
        monkeypatch.setattr(index, "_remove_former", lambda beside: None)
        Table(build)
        monkeypatch.undo()
    (build.folder / "dashboard-notes").mkdir()
    reader = holding(build.folder / "dashboard-4")
    try:
        monkeypatch.setattr(index, "VERSION", 5)
        Table(build)
        left = {"dashboard-4", "dashboard-5", "dashboard-6", "dashboard-notes"}
        assert {path.name for path in build.folder.glob("*dashboard-*")} == left
        assert (build.folder / "dashboard-4" / "day.npy").is_file()
    finally:
        reader.communicate("done\n", timeout=60)
    shutil.rmtree(build.folder / "dashboard-5")
    Table(build)
    assert {path.name for path in build.folder.glob("*dashboard-*")} == left - {"dashboard-4"}


def test_a_copy_damaged_in_place_is_named(build: store.Build) -> None:
    Table(build)
    path = next(build.folder.glob("dashboard-*")) / "day.npy"
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(TableError, match=r"dashboard-.*remove .*and try again"):
        counts(Table(build), Filters())


def test_a_guessed_country_is_told_from_a_known_one(build: store.Build) -> None:
    quotations = plain(build, "quotations")
    wanted = set(quotations.loc[quotations["method"].str.endswith(", country guessed"), "quotation_id"])
    found = evidence.sentences(Table(build), Filters(), limit=300)
    assert 0 < len(wanted) < len(quotations)
    assert {row["quotation_id"] for row in found if row["country_guessed"]} == wanted


def test_who_speaks_beside_another_does_not_get_the_others_country(tmp_path: Path) -> None:
    spoken = {"document_id": "k", "paragraph": 0, "start": 0, "end": 9, "text": "We agree.", "voice": "direct"}
    rows = [
        spoken | {
            "sentence_id": f"k-{n}", "position": n, "speakers": names, "speaker_ids": [name.lower() for name in names],
            "speaker_kinds": ["person"] * len(names), "speaker_roles": [""] * len(names), "speaker_countries": ["NOR"],
            "countries_by_speaker": countries, "topics": [], "countries_mentioned": [],
        }
        for n, (names, countries) in enumerate(
            [(["Vera Marn"], ["NOR"]), (["Vera Marn", "Orlan Vesk", "Tilda Roe"], ["NOR", "", "FIN"])]
        )
    ]  # fmt: skip
    with store.BuildWriter(tmp_path, columns=dict(schema.TABLES), build_id="beside") as writer:
        writer.write("sentences", pa.Table.from_pylist(rows, schema=schema.arrow_schema(schema.SENTENCES)))
        writer.finish(inputs={"files": 0}, models={})
    found = by_speaker(Table(store.current(tmp_path)), Filters()).set_index("label")["country"]
    assert found[["Vera Marn", "Tilda Roe"]].tolist() == ["NOR", "FIN"]
    assert not isinstance(found["Orlan Vesk"], str) or not found["Orlan Vesk"]


def test_a_build_nobody_may_write_to_is_copied_elsewhere(
    build: store.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # Not by permissions: the superuser may write everywhere.
    monkeypatch.setattr(index.os, "access", lambda path, mode: False)
    assert counts(Table(build), Filters()).sentences == 300
    assert not list(build.folder.glob("dashboard-*"))
    assert list((tmp_path / "cache").rglob("dashboard-*/*.npy"))


def test_what_is_derived_is_kept_once_where_no_cache_can_be_written(
    build: store.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(index.os, "access", lambda path, mode: False)
    monkeypatch.setattr(index.tempfile, "tempdir", str(tmp_path))
    table = Table(build)
    assert evidence.count(table, Filters(text="grain")) and evidence.count(table, Filters(text="aid"))
    assert len(list(tmp_path.glob("podium-*"))) == 1


def test_a_build_without_sentences_opens(tmp_path: Path) -> None:
    with store.BuildWriter(tmp_path, columns=dict(schema.TABLES), build_id="nothing") as writer:
        writer.finish(inputs={"files": 0}, models={})
    table = Table(store.current(tmp_path))
    assert counts(table, Filters()).sentences == 0
    assert by_speaker(table, Filters()).empty


def test_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    words = 'We spent $5bn -- <script>alert("1")</script> \u202e ‘quoted’; DROP TABLE sentences; \x07 é'
    values = {
        name: [value]
        for name, value in {
            "sentence_id": "k-0", "document_id": words, "position": 0, "paragraph": 0, "start": 0, "end": len(words),
            "text": words, "voice": "direct", "speakers": [words], "speaker_ids": [words], "speaker_kinds": ["person"],
            "speaker_roles": [""], "speaker_countries": [], "countries_by_speaker": [""], "topics": [],
            "countries_mentioned": [],
        }.items()
    }  # fmt: skip
    names = [c.name for c in schema.SENTENCES]
    full = {name: values.get(name, [None]) for name in names}
    folder = tmp_path / "odd'name"
    with store.BuildWriter(folder, columns=dict(schema.TABLES), build_id="odd-name") as writer:
        writer.write("sentences", pa.Table.from_pydict(full, schema=schema.arrow_schema(schema.SENTENCES)))
        writer.finish(inputs={"files": 0}, models={})
    table = Table(store.current(folder))
    assert table.sentences.take([0]).column("text").to_pylist() == [words]
    assert by_speaker(table, Filters())["label"].tolist() == [words]
    assert counts(table, Filters(speakers=(words,))).sentences == 1
