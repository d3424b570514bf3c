"""Downloads: the matching sentences as CSV, Parquet or a ZIP with codebook and provenance, never cut.

Goes in: a table and filters, or a figure's own frame. Comes out: bytes piece by piece, so that no download lies in
memory whole, and a file name that tells two contents apart. Nothing passes through pandas but a figure's own frame.

A spreadsheet runs a cell that begins with = + - @, a tab or a carriage return, or with | or %, as a formula.
The spreadsheet-safe CSV puts an apostrophe before such text and starts with a byte order mark, so that Excel reads
UTF-8; the raw CSV changes nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from csv import QUOTE_NONNUMERIC
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from dashboard.filters import Filters
from dashboard.queries import evidence

if TYPE_CHECKING:
    from dashboard.table import Table

#: What a spreadsheet would run. A plain negative number stays a number.
DANGEROUS = r'^(["\s]*[=+\-@|%＝＋－＠]|[\t\r\n])'
NUMBER = r"^[+\-]?[0-9]+(\.[0-9]+)?$"
LICENCE = (
    "The texts belong to their publishers. Podium's labels may be used freely; whoever passes the texts on must keep "
    "to the terms of each document's origin (column url)."
)
BYTE_ORDER_MARK = "\ufeff".encode()


def file_name(table: Table, filters: Filters, *, what: str, ending: str, more: str = "") -> str:
    """Return a file name with the build's id and a hash of everything that decides the content."""
    asked = json.dumps([table.id, repr(filters), what, more, ending])
    stem = re.sub(r"[^a-z0-9-]+", "-", f"{what}-{table.id}".lower()).strip("-")
    return f"podium-{stem}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}.{ending}"


def csv(table: Table, filters: Filters, *, safe: bool) -> Iterator[bytes]:
    """Give all matching sentences as CSV, one row each, lists joined by "; "."""
    out = _Passing(BYTE_ORDER_MARK if safe else b"")
    schema = table.sentences.schema
    flat = pa.schema([(f.name, pa.string() if pa.types.is_list(f.type) else f.type) for f in schema])
    with pa_csv.CSVWriter(out, flat) as writer:
        for batch in evidence.batches(table, filters):
            columns = [_flat(column, safe=safe) for column in batch.columns]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=flat))
            yield out.passed()
    yield out.passed()


def parquet(table: Table, filters: Filters, *, written: list[int] | None = None) -> Iterator[bytes]:
    """Give all matching sentences as Parquet, columns and types as in the build; `written[0]` counts the rows."""
    out = _Passing()
    counted = written if written is not None else [0]
    with pq.ParquetWriter(out, table.sentences.schema, compression="zstd") as writer:
        for batch in evidence.batches(table, filters):
            writer.write_batch(batch)
            counted[0] += batch.num_rows
            yield out.passed()
    yield out.passed()


def zipped(table: Table, filters: Filters, *, words: str, address: str) -> Iterator[bytes]:
    """Give a ZIP with sentences.csv (spreadsheet-safe), sentences.parquet, codebook.csv and provenance.json."""
    out = _Passing()
    asked, written = evidence.count(table, filters), [0]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, pieces in (
            ("sentences.csv", csv(table, filters, safe=True)),
            ("sentences.parquet", parquet(table, filters, written=written)),
        ):
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
                    yield out.passed()
        story = provenance(table, filters, words=words, address=address, asked=asked, written=written[0])
        archive.writestr("codebook.csv", frame_csv(codebook(table)))
        archive.writestr("provenance.json", json.dumps(story, ensure_ascii=False, indent=1))
    yield out.passed()


class _Passing(io.RawIOBase):
    """A file that is written to the end and never kept: what was written is handed on by `passed`."""

    def __init__(self, first: bytes = b"") -> None:
        self._waiting = bytearray(first)
        self._told = len(first)

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._told

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._waiting += piece
        self._told += len(piece)
        return len(piece)

    def passed(self) -> bytes:
        """Return what was written since the last call."""
        piece, self._waiting = bytes(self._waiting), bytearray()
        return piece


def provenance(
    table: Table, filters: Filters, *, words: str, address: str, asked: int, written: int
) -> dict[str, Any]:
    """Return where a download comes from: filters, build, models, rows asked for and written, time, licence note."""
    manifest = table.manifest
    return {
        "filters": words,
        "query": filters.to_query(),
        "mark": filters.also.to_query() if filters.also else None,
        "address": address,
        "build": table.id,
        "built": manifest.get("created"),
        "schema_version": manifest.get("schema_version"),
        "models": manifest.get("models"),
        "inputs": len(manifest.get("inputs", [])),
        "rows_asked": asked,
        "rows_written": written,
        "downloaded": datetime.now(UTC).isoformat(timespec="seconds"),
        "licence": LICENCE,
    }


def codebook(table: Table) -> pd.DataFrame:
    """Return one row a column of the sentences: name, type, unit, allowed, low, high, meaning."""
    rows = table.columns("sentences").values()
    frame = pd.DataFrame(list(rows))[["name", "type", "unit", "allowed", "low", "high", "meaning"]]
    return frame.assign(allowed=[", ".join(a) if isinstance(a, list) else None for a in frame["allowed"]])


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Return a figure's own frame as spreadsheet-safe CSV, headers included."""
    columns = {}
    for name in frame.columns:
        values = frame[name].tolist()
        columns[_safe(str(name))] = [
            _safe("; ".join(map(str, v)) if isinstance(v, list | tuple) else v) if _holds_text(v) else v for v in values
        ]
    # Text in quotes: pandas leaves a lone carriage return bare, which ends a line elsewhere.
    text: str = pd.DataFrame(columns).to_csv(index=False, quoting=QUOTE_NONNUMERIC)
    return BYTE_ORDER_MARK + text.encode()


def _holds_text(value: object) -> bool:
    return isinstance(value, str | list | tuple)


def _safe(text: str) -> str:
    return f"'{text}" if re.match(DANGEROUS, text) and not re.match(NUMBER, text) else text


def _flat(values: pa.Array, *, safe: bool) -> pa.Array:
    import pyarrow.compute as pc

    if pa.types.is_list(values.type):
        values = pc.binary_join(values, "; ")
    if not safe or not pa.types.is_string(values.type):
        return values
    dangerous = pc.and_not(pc.match_substring_regex(values, DANGEROUS), pc.match_substring_regex(values, NUMBER))
    if not pc.any(dangerous).as_py():
        return values
    return pc.if_else(dangerous, pc.binary_join_element_wise("'", values, ""), values)
