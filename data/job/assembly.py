"""A chunk and what came of its parts in; the rows of that chunk as one Arrow table for each table of the build out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from data import schema
from data.job import readings, rows
from data.job.chunks import Admitted, Chunk, Lost
from data.job.long_documents import Part
from data.records import LeftOut


@dataclass(slots=True)
class Assembled:
    """What a chunk adds to the build; `fresh` was read now and is to be kept, `read_before` counts documents."""

    tables: dict[str, pa.Table]
    fresh: list[tuple[Part, bytes]] = field(default_factory=list)
    lost: list[LeftOut] = field(default_factory=list)
    read_before: int = 0


def assembled(
    chunk: Chunk, results: Sequence[bytes | Lost], *, columns: readings.Columns, gone: set[str] | None = None
) -> Assembled:
    """Return the rows of the chunk's documents in their order; `results` belong to the parts that asked to be read.

    `gone` holds the ids of the documents lost whole, and gains those of this chunk: what repeats one is lost too.
    """
    gone = set() if gone is None else gone
    schemas = {name: schema.arrow_schema(columns[name]) for name in ("documents", *readings.TABLES)}
    found: dict[str, list[pa.Table]] = {name: [schema_.empty_table()] for name, schema_ in schemas.items()}
    made, documents, waiting = Assembled({}), [], iter(results)
    for one in chunk:
        content = next(waiting) if one.asks else one.kept
        if isinstance(content, Lost):
            made.lost.append(_left_out(one.part, content))
            if one.sentences is None:
                gone.add(one.part.document.id)
                continue
        elif one.duplicate_of in gone:
            made.lost.append(_left_out(one.part, Lost(f"it repeats {one.duplicate_of}, which was lost")))
            continue
        elif content is not None:
            for name, table in readings.unpacked(content, schemas=schemas).items():
                found[name].append(table)
            if one.asks:
                made.fresh.append((one.part, content))
        if one.document is not None:
            count = one.sentences if one.sentences is not None else _sentences(one, found)
            documents.append(rows.of_document(one.document, sentences=count, duplicate_of=one.duplicate_of))
            made.read_before += one.kept is not None
    found["documents"] = [pa.Table.from_pylist(documents, schema=schemas["documents"])]
    # Put together now: thousands of short documents, each in buffers of its own, would wait for a part to fill.
    made.tables = {name: pa.concat_tables(parts).combine_chunks() for name, parts in found.items()}
    return made


def _sentences(one: Admitted, found: dict[str, list[pa.Table]]) -> int:
    return found["sentences"][-1].num_rows if one.duplicate_of is None else 0


def _left_out(part: Part, lost: Lost) -> LeftOut:
    document = part.document
    end = part.begin + len(document.text)
    where = f"characters {part.begin + part.context} to {end}: " if part.begin else ""
    return LeftOut(document.path or "", where + lost.reason, line=document.line, id=document.id)
