"""Downloads: every matching row, nothing a spreadsheet would run, the same values as the table."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard import export
from dashboard.filters import Filters
from dashboard.queries import evidence
from dashboard.table import Table
from data import store
from data.records import GUESSED
from tests.tables import TARGETS, make_build

UNSEEN = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
#: What Python takes for a space, and what is not seen: control characters, marks of direction and of no width.
SPACES = [c for c in map(chr, range(0x10000)) if c.isspace() or c < " " or c in UNSEEN]
#: What downloads have beside the columns of the build.
ADDED = ["country_guessed", *(f"stance_{target}" for target in sorted(TARGETS))]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=600, speakers=8, seed=4)
    yield Table(store.current(folder))


@pytest.fixture(scope="module")
def rows(table: Table) -> list[dict[str, Any]]:
    """The build's own rows."""
    return own(table, "sentences")


def own(table: Table, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of the build as they lie on disk."""
    return [r for part in table.build.parts(name) for r in pq.read_table(part).to_pylist()]


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("safe", [True, False])
@pytest.mark.parametrize("filters", [Filters(), Filters(topics=("sanctions",)), Filters(outlets=("nobody",))])
def test_csv_holds_exactly_the_matching_rows(
    table: Table, rows: list[dict[str, Any]], filters: Filters, safe: bool
) -> None:
    wanted = [r for r in rows if not filters.any or ("sanctions" in r["topics"] and filters.topics)]
    got = read(b"".join(export.csv(table, filters, safe=safe, words="a; b")))
    assert [g["sentence_id"] for g in got] == [r["sentence_id"] for r in wanted]
    for line, row in zip(got, wanted, strict=True):
        assert line["text"] == row["text"]
        assert line["speakers"] == "; ".join(row["speakers"])
        assert line["date"] == row["date"].isoformat()
        assert float(line["sentiment_score"]) == pytest.approx(row["sentiment_score"], abs=5e-4)
        assert (line["build"], line["filters"]) == (table.id, "a; b")
    header = b"".join(export.csv(table, filters, safe=safe, words="")).decode("utf-8-sig").splitlines()[0]
    assert header.replace('"', "").split(",") == [*table.columns("sentences"), *ADDED, "build", "filters"]


def test_parquet_keeps_columns_and_types(table: Table) -> None:
    chosen = Filters(also=Filters(text="item"))
    data = pq.read_table(io.BytesIO(b"".join(export.parquet(table, chosen, words="words: item"))))
    original = pq.read_table(table.build.parts("sentences")[0])
    assert data.column_names == [*original.column_names, *ADDED]
    story = json.loads(data.schema.metadata[b"podium"])
    assert story == {"filters": "words: item", "query": {}, "mark": {"q": ["item"]}, "build": table.id}
    assert data.num_rows == 600
    assert data["text"].to_pylist() == original["text"].to_pylist()
    assert pa.types.is_list(data.schema.field("speakers").type)


@pytest.mark.parametrize("filters", [Filters(), Filters(stances=("favor",), targets=("sanctions",))])
def test_downloads_hold_each_stance_and_whether_a_country_was_guessed(table: Table, filters: Filters) -> None:
    held = {
        (row["sentence_id"], row["target"]): None if row["abstained"] else row["stance"]
        for row in own(table, "stances")
    }
    guessed = {q["quotation_id"] for q in own(table, "quotations") if q["method"].endswith(GUESSED)}
    got = pq.read_table(io.BytesIO(b"".join(export.parquet(table, filters, words="")))).to_pylist()
    assert got and (filters.any or {row["country_guessed"] for row in got} == {True, False})
    for row in got:
        assert row["country_guessed"] == (row["quotation_id"] in guessed)
        assert all(row[f"stance_{t}"] == held.get((row["sentence_id"], t)) for t in TARGETS)
    shown = evidence.sentences(table, filters, order="given", limit=5, columns=["sentence_id"])
    assert [{name: row[name] for name in ADDED} for row in shown] == [{n: row[n] for n in ADDED} for row in got[:5]]


def test_long_filters_are_cut_in_the_rows_alone(table: Table) -> None:
    words = "words: " + "a" * 2 * export.MOST_WORDS
    line = read(b"".join(export.csv(table, Filters(), safe=True, words=words)))[0]
    assert len(line["filters"]) == export.MOST_WORDS and line["filters"].endswith("…")


def test_zip_carries_codebook_and_provenance(table: Table) -> None:
    filters = Filters(voices=("direct",), also=Filters(topics=("sanctions",)))
    data = b"".join(export.zipped(table, filters, words="direct", address="http://127.0.0.1/x"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == [
            "codebook.csv", "mentions.csv", "provenance.json", "sentences.csv", "sentences.parquet", "stances.csv",
        ]  # fmt: skip
        beside = {name: read(archive.read(f"{name}.csv")) for name in export.BESIDE}
        story = json.loads(archive.read("provenance.json"))
        lines = read(archive.read("sentences.csv"))
        codebook = read(archive.read("codebook.csv"))
    assert story["rows_asked"] == story["rows_written"] == len(lines) > 0
    assert story["build"] == table.id and story["filters"] == "direct"
    assert story["query"] == {"voice": ["direct"]} and story["mark"] == {"topic": ["sanctions"]}
    chosen = {line["sentence_id"] for line in lines}
    for name, found in beside.items():
        wanted = [row for row in own(table, name) if row["sentence_id"] in chosen]
        assert [line["sentence_id"] for line in found] == [row["sentence_id"] for row in wanted] and wanted
        assert list(found[0]) == [*table.columns(name), "build", "filters"]
    shares = [row["p_favor"] for row in own(table, "stances") if row["sentence_id"] in chosen]
    assert [float(line["p_favor"]) for line in beside["stances"]] == pytest.approx(shares, abs=5e-4)
    names = {file: [c["name"] for c in codebook if c["file"] == file] for file in ("sentences", *export.BESIDE)}
    assert names["sentences"] == [*table.columns("sentences"), *ADDED]
    assert names["stances"] == list(table.columns("stances")) and names["mentions"] == list(table.columns("mentions"))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("  |calc", "'  |calc"),
        ("  %0", "'  %0"),
        ('"=1', "'\"=1"),
        ("＝1", "'＝1"),
        *((f"{space}=1", f"'{space}=1") for space in SPACES),
        ("-5\n", "'-5\n"),
        (" -5", "' -5"),
        ("-5", "-5"),
        ("-0.25", "-0.25"),
        ("plain", "plain"),
        ("a = b", "a = b"),
        ("", ""),
        (None, None),
    ],
)
def test_no_cell_runs_as_a_formula(cell: str | None, wanted: str | None) -> None:
    assert export._flat(pa.array([cell], pa.string()), safe=True).to_pylist() == [wanted]
    assert export._flat(pa.array([cell], pa.string()), safe=False).to_pylist() == [cell]
    if cell is not None:
        frame = pd.DataFrame({cell or "x": [cell]})
        text = list(csv.reader(io.StringIO(export.frame_csv(frame).decode("utf-8-sig"), newline="")))
        assert text[1] == ([wanted] if wanted else [""])
        assert text[0] == [wanted or "x"]


def test_lists_are_made_safe_after_they_are_joined() -> None:
    values = pa.array([["=a", "b"], [], None], pa.list_(pa.string()))
    assert export._flat(values, safe=True).to_pylist() == ["'=a; b", "", None]


def test_file_names_tell_contents_apart(table: Table) -> None:
    def name(filters: Filters, more: str = "") -> str:
        return export.file_name(table, filters, what="sentences", ending="csv", more=more)

    asked = [Filters(), Filters(topics=("a",)), Filters(also=Filters(topics=("a",))), Filters(text="a")]
    names = [name(filters) for filters in asked] + [name(Filters(), "raw")]
    assert len(set(names)) == len(names)
    for found in names:
        assert re.fullmatch(r"podium-[a-z0-9-]+\.csv", found) and table.id in found
