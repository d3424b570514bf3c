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
from dashboard.table import Table
from data import store
from tests.tables import make_build


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=600, speakers=8, seed=4)
    yield Table(store.current(folder))


@pytest.fixture(scope="module")
def rows(table: Table) -> list[dict[str, Any]]:
    """The build's own rows."""
    return [r for part in table.build.parts("sentences") for r in pq.read_table(part).to_pylist()]


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("safe", [True, False])
@pytest.mark.parametrize("filters", [Filters(), Filters(topics=("sanctions",)), Filters(outlets=("nobody",))])
def test_csv_holds_exactly_the_matching_rows(
    table: Table, rows: list[dict[str, Any]], filters: Filters, safe: bool
) -> None:
    wanted = [r for r in rows if not filters.any or ("sanctions" in r["topics"] and filters.topics)]
    got = read(b"".join(export.csv(table, filters, safe=safe)))
    assert [g["sentence_id"] for g in got] == [r["sentence_id"] for r in wanted]
    for line, row in zip(got, wanted, strict=True):
        assert line["text"] == row["text"]
        assert line["speakers"] == "; ".join(row["speakers"])
        assert line["date"] == row["date"].isoformat()
        assert float(line["sentiment_score"]) == pytest.approx(row["sentiment_score"], abs=5e-4)
    header = b"".join(export.csv(table, filters, safe=safe)).decode("utf-8-sig").splitlines()[0]
    assert header.replace('"', "").split(",") == list(table.columns("sentences"))


def test_parquet_keeps_columns_and_types(table: Table) -> None:
    data = pq.read_table(io.BytesIO(b"".join(export.parquet(table, Filters()))))
    original = pq.read_table(table.build.parts("sentences")[0])
    assert data.column_names == original.column_names
    assert data.num_rows == 600
    assert data["text"].to_pylist() == original["text"].to_pylist()
    assert pa.types.is_list(data.schema.field("speakers").type)


def test_zip_carries_codebook_and_provenance(table: Table) -> None:
    filters = Filters(voices=("direct",), also=Filters(topics=("sanctions",)))
    data = b"".join(export.zipped(table, filters, words="direct", address="http://127.0.0.1/x"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == ["codebook.csv", "provenance.json", "sentences.csv", "sentences.parquet"]
        story = json.loads(archive.read("provenance.json"))
        lines = read(archive.read("sentences.csv"))
        codebook = read(archive.read("codebook.csv"))
    assert story["rows_asked"] == story["rows_written"] == len(lines) > 0
    assert story["build"] == table.id and story["filters"] == "direct"
    assert story["query"] == {"voice": ["direct"]} and story["mark"] == {"topic": ["sanctions"]}
    assert [c["name"] for c in codebook] == list(table.columns("sentences"))


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
