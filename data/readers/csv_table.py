"""CSV with a header line: one document a row, its columns named as the fields of JSON Lines.

The separator (comma, semicolon or tab) is the one the header line has most of. A field may hold line breaks. A row
that cannot be read is yielded as left out with the line it ends on. So is one whose field goes on behind its closing
quotation mark: read all the same, it would lose marks that tell who speaks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from data.decoding import MAX_BYTES, lines
from data.errors import InputError
from data.readers.json_lines import SPELLINGS, document_of
from data.records import Document, LeftOut

SUFFIXES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")


def read(path: Path) -> Iterator[Document | LeftOut]:
    """Yield one document or `LeftOut` a row; raises `InputError` when there is no header with a `text` column."""
    csv.field_size_limit(MAX_BYTES)
    bad: list[LeftOut] = []
    source = _lines(path, bad)
    first = next(source, None)
    if first is None or bad:
        yield from bad or [LeftOut(str(path), "the file is empty")]
        return
    separator = max(",;\t", key=first.count)
    header = _header(first, separator)
    if not set(header) & set(SPELLINGS["text"]):
        raise InputError(f'the header line has no column "text": found {header[:8]}')
    # Strict: else a quotation mark that is never closed makes one document of the rest of the file.
    rows = csv.reader(source, delimiter=separator, strict=True)
    while True:
        begins = rows.line_num + 2
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield LeftOut(str(path), _fault(error, begins), line=rows.line_num + 1)
            continue
        yield from bad
        bad.clear()
        if row is None:
            return
        if row:
            yield _document(row, header, path=str(path), number=rows.line_num + 1)


def _fault(error: csv.Error, begins: int) -> str:
    advice = "close each quotation mark, and double those inside a quoted field"
    return f"not CSV ({error}) in the row that begins on line {begins}: {advice}"


def _header(line: str, separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error as error:
        raise InputError(f"the header line is not CSV ({error}): each line must end with a line feed") from error


def _document(row: list[str], header: list[str], *, path: str, number: int) -> Document | LeftOut:
    if len(row) != len(header):
        return LeftOut(path, f"the row has {len(row)} fields, the header {len(header)}", line=number)
    return document_of({n: v for n, v in zip(header, row, strict=True) if v.strip()}, path=path, number=number)


def _lines(path: Path, bad: list[LeftOut]) -> Iterator[str]:
    """Yield the lines that can be read; those that cannot go to `bad`, an empty line in their place."""
    for number, line in lines(path):
        if isinstance(line, InputError):
            bad.append(LeftOut(str(path), str(line), line=number))
            yield "\n"
        else:
            yield line
