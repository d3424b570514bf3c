"""The sentences of a build as whole rows: a few by their numbers, or all of them in a stream.

Goes in: the build's Parquet parts. Comes out: one Arrow file beside the arrays of `codes.py`, in short batches that can
be read one at a time (ten sentences anywhere in a million take 5 ms; from Parquet or a DuckDB table, 130), and `Rows`,
which reads it. Columns, types and texts are those of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from data.errors import TableError

FILE = "sentences.arrow"
#: Rows of one batch: what is read for one sentence.
BATCH = 512
#: Rows handed on at once by a stream.
STREAM = 64 * BATCH


class Rows:
    """The sentences of one build by number, from 0 in the order of the build. Raises `TableError` when damaged."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        try:
            with pa.OSFile(str(self._path)) as file:
                self.schema: pa.Schema = pa.ipc.open_file(file).schema
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(error) from error

    def take(self, numbers: Sequence[int], *, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows with these numbers, in this order; `columns` leaves some."""
        order = np.argsort(np.asarray(numbers, dtype=np.int64), kind="stable")
        ascending = np.asarray(numbers, dtype=np.int64)[order]
        blocks, first = np.unique(ascending // BATCH, return_index=True)
        with pa.OSFile(str(self._path)) as file:
            reader = self._reader(file, columns)
            found = [
                self._batch(reader, int(block)).take(pa.array(inside % BATCH))
                for block, inside in zip(blocks, np.split(ascending, first[1:]), strict=False)
            ]
            rows = pa.Table.from_batches(found, schema=reader.schema)
        return rows.take(pa.array(np.argsort(order, kind="stable")))

    def stream(
        self, mask: NDArray[np.bool_] | None = None, *, columns: Sequence[str] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Give the rows, or those of the `mask`, in their order, about `STREAM` at a time: memory stays bounded."""
        with pa.OSFile(str(self._path)) as file:
            reader = self._reader(file, columns)
            waiting: list[pa.RecordBatch] = []
            for block in range(reader.num_record_batches):
                inside = None if mask is None else mask[block * BATCH : (block + 1) * BATCH]
                if inside is not None and not inside.any():
                    continue
                batch = self._batch(reader, block)
                waiting.append(batch if inside is None else batch.filter(pa.array(inside)))
                if sum(b.num_rows for b in waiting) >= STREAM:
                    yield pa.concat_batches(waiting)
                    waiting = []
            if waiting:
                yield pa.concat_batches(waiting)

    def _reader(self, file: pa.NativeFile, columns: Sequence[str] | None) -> pa.RecordBatchFileReader:
        wanted = [self.schema.get_field_index(name) for name in columns or []]
        # Batches are short: to hand their columns to threads takes longer than to read them.
        options = pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False)
        try:
            return pa.ipc.open_file(file, options=options)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(error) from error

    def _batch(self, reader: pa.RecordBatchFileReader, block: int) -> pa.RecordBatch:
        try:
            return reader.get_batch(block)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> TableError:
        return TableError(f"{self._path} cannot be read ({error}): remove {self._path.parent} and try again")


def write(folder: Path, *, parts: Iterable[Path], schema: pa.Schema) -> None:
    """Write the rows of the Parquet `parts` in their order; raises `TableError` naming one that cannot be read."""
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(folder / FILE), "wb") as file, pa.ipc.new_file(file, schema, options=options) as writer:
        rest: pa.Table | None = None
        for part in parts:
            for more in _read(part, schema):
                rows = more if rest is None else pa.concat_tables([rest, more])
                # Every batch but the last is full, so that a row's number says in which it stands.
                full = rows.num_rows - rows.num_rows % BATCH
                writer.write_table(rows.slice(0, full).combine_chunks(), max_chunksize=BATCH)
                rest = rows.slice(full)
        if rest is not None and rest.num_rows:
            writer.write_table(rest.combine_chunks(), max_chunksize=BATCH)


def _read(part: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    try:
        for batch in pq.ParquetFile(part).iter_batches(batch_size=STREAM):
            yield pa.Table.from_batches([batch]).select(schema.names).cast(schema)
    except (pa.ArrowException, OSError, KeyError) as error:
        raise TableError(f"{part} cannot be read ({error}): build the table again") from error
