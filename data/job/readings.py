"""Rows of documents read before, kept between builds: what has not changed is not read again.

One SQLite file beside the builds for each state of models, seeds, code and scorers (the `generation`); in it, for
each part's fingerprint, its rows as Arrow record batches, and for each text what a first look told
(`data.job.admission`). An interrupted build leaves what it has read, so the next one goes on from there. Rows just read
go through the same bytes, so a build is the same with and without the file, and the file may be deleted at any time.
A file that cannot be read or written only costs the work again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from data import schema
from data.job.long_documents import Part
from data.job.rows import Rows

FOLDER = ".readings"
#: Tables that come from reading; the row of `documents` is made anew, for it holds the path and the duplicate.
TABLES = ("sentences", "quotations", "mentions", "stances")
#: First looks that wait to be written together; a run of texts that are set aside has no readings to go with.
_TOGETHER = 1_000
Columns = Mapping[str, tuple[schema.Column, ...]]
_CREATE = (
    "CREATE TABLE IF NOT EXISTS readings (fingerprint TEXT PRIMARY KEY, rows BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS looks (text TEXT PRIMARY KEY, look BLOB NOT NULL) WITHOUT ROWID",
)
_CHECK = struct.Struct("<I")
_HEAD = struct.Struct(f"<{len(TABLES) + 1}Q")
#: Quick to write and to read; Parquet compresses better later.
_CODEC = pa.Codec("zstd", compression_level=1)


def fingerprint(part: Part) -> str:
    """Return a hash of all that the reading of a part depends on: every field but where the document was found."""
    document = part.document
    told = {f.name: getattr(document, f.name) for f in fields(document) if f.name not in ("path", "line", "text")}
    told |= {"turns": [asdict(turn) for turn in document.turns], "omitted": [asdict(span) for span in document.omitted]}
    place = [part.begin, part.context, part.position, part.paragraph]
    digest = hashlib.sha256(json.dumps([told, place], sort_keys=True).encode("utf-8", "surrogatepass"))
    digest.update(document.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def packed(parts: Sequence[Rows], *, columns: Columns) -> list[bytes]:
    """Return the rows of each part as bytes. Raises the errors of Arrow when a value does not fit its column."""
    made: list[list[bytes]] = [[] for _ in parts]
    for name in TABLES:
        rows = [row for part in parts for row in part[name]]
        batch = pa.RecordBatch.from_pylist(rows, schema=schema.arrow_schema(columns[name]))
        start = 0
        for content, part in zip(made, parts, strict=True):
            content.append(batch.slice(start, len(part[name])).serialize().to_pybytes())
            start += len(part[name])
    return [_joined(content) for content in made]


def _joined(batches: Sequence[bytes]) -> bytes:
    content = b"".join(batches)
    head = _HEAD.pack(*(len(batch) for batch in batches), len(content))
    return head + bytes(_CODEC.compress(content, asbytes=True))


def unpacked(content: bytes, *, schemas: Mapping[str, pa.Schema]) -> dict[str, pa.Table]:
    """Return the tables of one part that `packed` was given."""
    *sizes, size = _HEAD.unpack_from(content)
    whole = _CODEC.decompress(pa.py_buffer(content)[_HEAD.size :], size)
    tables, start = {}, 0
    for name, length in zip(TABLES, sizes, strict=True):
        batch = pa.ipc.read_record_batch(whole.slice(start, length), schemas[name])
        tables[name] = pa.Table.from_batches([batch])
        start += length
    return tables


class Keeper:
    """Reads and writes the file of one generation as a build goes on."""

    def __init__(self, folder: Path, *, generation: str) -> None:
        self.path = folder / FOLDER / f"{generation}.sqlite"
        self._connection = self._opened()
        self._looks: list[tuple[str, bytes]] = []

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self.path, timeout=30)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = OFF")
                for statement in _CREATE:
                    connection.execute(statement)
                connection.commit()
                return connection
            except sqlite3.OperationalError:
                # In use elsewhere, or a full disk: it may hold good readings.
                return None
            except sqlite3.DatabaseError:
                # A damaged file holds nothing that cannot be read again.
                self.path.unlink(missing_ok=True)
            except OSError:
                return None
        return None

    def known(self, part: Part) -> bytes | None:
        """Return the rows of a part that was read before, as `packed` made them."""
        return self._one("SELECT rows FROM readings WHERE fingerprint = ?", fingerprint(part))

    def look(self, text: str) -> bytes | None:
        """Return what was kept about a text by the hash of it."""
        return self._one("SELECT look FROM looks WHERE text = ?", text)

    def _one(self, query: str, key: str) -> bytes | None:
        if self._connection is None:
            return None
        try:
            found = self._connection.execute(query, (key,)).fetchone()
        except sqlite3.Error:
            return None
        return _checked(found[0]) if found is not None else None

    def keep_look(self, text: str, look: bytes) -> None:
        """Remember what was seen of a text; written with the next readings, with many others or at the end."""
        self._looks.append((text, _CHECK.pack(zlib.crc32(look)) + look))
        if len(self._looks) == _TOGETHER:
            self.keep(())

    def keep(self, readings: Iterable[tuple[Part, bytes]]) -> None:
        """Add readings; on a full disk nothing more is kept, and the build goes on."""
        looks, self._looks = self._looks, []
        if self._connection is None:
            return
        rows = [(fingerprint(part), _CHECK.pack(zlib.crc32(content)) + content) for part, content in readings]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", rows)
                self._connection.executemany("INSERT OR REPLACE INTO looks VALUES (?, ?)", looks)
        except sqlite3.Error:
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.keep(())
        if self._connection is not None:
            self._connection.close()


def _checked(stored: bytes) -> bytes | None:
    """Return what was stored behind its checksum, None when it is damaged."""
    content = stored[_CHECK.size :]
    return content if stored[: _CHECK.size] == _CHECK.pack(zlib.crc32(content)) else None


def remove_others(folder: Path, *, generation: str) -> None:
    """Remove the readings of other generations: of models, seeds or code that are no more."""
    for other in (folder / FOLDER).glob("*.sqlite*"):
        if not other.name.startswith(generation):
            other.unlink(missing_ok=True)
