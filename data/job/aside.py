"""What is set aside in, rows of the build's table `left_out` out, some at a time: memory is flat in their number."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from data import schema
from data.job.progress import Watch
from data.records import LeftOut
from data.store import Build, BuildWriter

TABLE = "left_out"
_SCHEMA = schema.arrow_schema(schema.LEFT_OUT)
#: Rows that wait to be written together.
_TOGETHER = 1_000


class Aside:
    """Shows and writes what is set aside during one build; call `flush` before the build is finished."""

    def __init__(self, writer: BuildWriter, watch: Watch) -> None:
        self._writer = writer
        self._watch = watch
        self._waiting: list[LeftOut] = []

    def add(self, one: LeftOut) -> None:
        """Set one document or file aside."""
        self._watch.left_out(one)
        self._waiting.append(one)
        if len(self._waiting) == _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        rows = [
            {"path": one.path, "line": one.line, "document_id": one.id, "reason": one.reason} for one in self._waiting
        ]
        self._writer.write(TABLE, pa.Table.from_pylist(rows, schema=_SCHEMA))
        self._waiting = []


def of_build(build: Build) -> Iterator[LeftOut]:
    """Yield what was set aside in a finished build, in the order it was met."""
    for part in build.parts(TABLE):
        for batch in pq.ParquetFile(part).iter_batches():
            for row in batch.to_pylist():
                yield LeftOut(row["path"], row["reason"], line=row["line"], id=row["document_id"])
