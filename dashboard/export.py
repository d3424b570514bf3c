"""Downloads: the matching sentences as CSV, Parquet or a ZIP with codebook and provenance, never cut.

Every file says where it comes from: a CSV in the columns `build` and `filters`, so that a spreadsheet shows it and no
reader stumbles over lines that are no rows; a Parquet file in its metadata; the ZIP in provenance.json too.

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
from collections.abc import Iterator, Mapping
from csv import QUOTE_NONNUMERIC
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from dashboard.filters import Filters, shortened
from dashboard.index import arrow_type
from dashboard.queries import evidence
from data.store import describe_column

if TYPE_CHECKING:
    from dashboard.table import Table

#: Tables beside the sentences whose rows go into the ZIP.
BESIDE = ("stances", "mentions")
#: Characters of the filters that every row of a CSV repeats; the metadata of Parquet and the ZIP have them whole.
MOST_WORDS = 300

#: What a spreadsheet would run. A plain negative number stays a number.
#: Python and Arrow (RE2) disagree on what \s is, so what may stand before a formula is named: the spaces of Unicode,
#: and what is not seen (control characters, marks of direction and of no width), which a spreadsheet may drop.
_SPACES = "\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
DANGEROUS = rf'^(["{_SPACES}]*[=+\-@|%＝＋－＠]|[\t\r\n])'
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


def csv(table: Table, filters: Filters, *, safe: bool, words: str) -> Iterator[bytes]:
    """Give all matching sentences as CSV, one row each, lists joined by "; "; `words` are the filters in words."""
    batches = evidence.batches(table, filters)
    return _lines(batches, evidence.schema(table), safe=safe, origin=origin(table, words=words))


def beside(table: Table, filters: Filters, name: str, *, words: str) -> Iterator[bytes]:
    """Give the rows of `name` ("stances", "mentions") of all matching sentences as spreadsheet-safe CSV."""
    batches = evidence.beside(table, filters, name)
    schema = pa.schema([(c["name"], arrow_type(c["type"])) for c in table.columns(name).values()])
    return _lines(batches, schema, safe=True, origin=origin(table, words=words))


def origin(table: Table, *, words: str) -> dict[str, str]:
    """Return what every row of a CSV repeats: the build, and the filters in words."""
    return {"build": table.id, "filters": shortened(words, characters=MOST_WORDS)}


def _lines(
    batches: Iterator[pa.RecordBatch], schema: pa.Schema, *, safe: bool, origin: Mapping[str, str]
) -> Iterator[bytes]:
    out = _Passing(BYTE_ORDER_MARK if safe else b"")
    types = {f.name: pa.string() if pa.types.is_list(f.type) else f.type for f in schema}
    flat = pa.schema([*types.items(), *((name, pa.string()) for name in origin)])
    with pa_csv.CSVWriter(out, flat) as writer:
        for batch in batches:
            every = [*batch.columns, *(pa.repeat(value, batch.num_rows) for value in origin.values())]
            columns = [_flat(column, safe=safe) for column in every]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=flat))
            yield out.passed()
    yield out.passed()


def parquet(table: Table, filters: Filters, *, words: str, written: list[int] | None = None) -> Iterator[bytes]:
    """Give all matching sentences as Parquet, columns and types as in the build; `written[0]` counts the rows.

    The metadata `podium` holds filters and build as JSON.
    """
    out = _Passing()
    counted = written if written is not None else [0]
    story = json.dumps(_asked(table, filters, words=words), ensure_ascii=False)
    schema = evidence.schema(table).with_metadata({"podium": story})
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in evidence.batches(table, filters):
            writer.write_batch(batch)
            counted[0] += batch.num_rows
            yield out.passed()
    yield out.passed()


def zipped(table: Table, filters: Filters, *, words: str, address: str) -> Iterator[bytes]:
    """Give a ZIP with sentences.csv (spreadsheet-safe), sentences.parquet, codebook.csv and provenance.json.

    stances.csv and mentions.csv have the rows of these sentences: each stance with probabilities, holder and whether
    the model abstained, and who and what is named.
    """
    out = _Passing()
    asked, written = evidence.count(table, filters), [0]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, pieces in (
            ("sentences.csv", csv(table, filters, safe=True, words=words)),
            ("sentences.parquet", parquet(table, filters, words=words, written=written)),
            *((f"{name}.csv", beside(table, filters, name, words=words)) for name in BESIDE),
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
        **_asked(table, filters, words=words),
        "address": address,
        "built": manifest.get("created"),
        "schema_version": manifest.get("schema_version"),
        "models": manifest.get("models"),
        "inputs": manifest["inputs"]["files"],
        "rows_asked": asked,
        "rows_written": written,
        "downloaded": datetime.now(UTC).isoformat(timespec="seconds"),
        "licence": LICENCE,
    }


def _asked(table: Table, filters: Filters, *, words: str) -> dict[str, Any]:
    """Return the filters, in words and as the parameters of an address, and the build."""
    mark = filters.also.to_query() if filters.also else None
    return {"filters": words, "query": filters.to_query(), "mark": mark, "build": table.id}


def codebook(table: Table) -> pd.DataFrame:
    """Return one row a column of each file: file, name, type, unit, allowed, low, high, meaning."""
    added = {c.name: describe_column(c) for c in evidence.added_columns(table)}
    files = {"sentences": table.columns("sentences") | added} | {name: table.columns(name) for name in BESIDE}
    rows = [{"file": name, **column} for name, columns in files.items() for column in columns.values()]
    frame = pd.DataFrame(rows)[["file", "name", "type", "unit", "allowed", "low", "high", "meaning"]]
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
    return f"'{text}" if re.match(DANGEROUS, text) and not re.fullmatch(NUMBER, text) else text


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
