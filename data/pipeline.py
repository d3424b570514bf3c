"""The job from documents to the table, stage by stage: the file to read first.

    read_all     files, folders and globs -> documents, what cannot be read set aside        data/readers/
    admitted     other languages set aside, duplicates pointed to the document kept          languages, duplicates
    read_document                                                                            sentences, quotations,
                 document -> sentences, quotations, speakers and voices, mentions            speakers, mentions
    rows_of      topics, then each scorer's columns, as rows of the five tables              topics, scorers/, rows
    made_of      a chunk of documents -> tables; what was read before is not read again      readings
    build        all of it in chunks of bounded size into one new build                      store

Everything from `read_document` to `rows_of` depends on one document alone, so the result of a document is the same
whatever else is in the run and whichever process reads it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

import pyarrow as pa

from data import (
    mentions,
    provenance,
    quotations,
    readers,
    readings,
    rows,
    schema,
    scorers,
    sentences,
    settings,
    speakers,
    store,
    topics,
)
from data.chunks import Admitted, Chunk, in_chunks, in_order
from data.duplicates import Duplicates
from data.errors import InputError
from data.languages import other_language
from data.progress import Tally, Watch
from data.records import Document, LeftOut, Reading

Columns = Mapping[str, tuple[schema.Column, ...]]


def read_document(document: Document) -> Reading:
    """Read one document: who says which sentence, for which country, and who is named in it."""
    found = sentences.split(document)
    quoted, attributions = speakers.resolve(document, found, quotations.extract(document, found))
    named = mentions.find(document, found, quoted)
    return Reading(document, found, quotations=quoted, attributions=attributions, mentions=named)


def admitted(
    found: Iterable[Document | LeftOut], *, watch: Watch, left_out: list[LeftOut]
) -> Iterator[Admitted]:
    """Yield each document to keep with the id of the one it repeats, None for most; the others go to `left_out`."""
    duplicates = Duplicates()
    for document in found:
        if isinstance(document, Document) and (language := other_language(document.text)) is not None:
            reason = f"the text is {language}; only English is read"
            document = LeftOut(document.path or "", reason, line=document.line, id=document.id)
        if isinstance(document, LeftOut):
            left_out.append(document)
            watch.left_out(document)
        else:
            yield document, duplicates.first_like(document.text, id=document.id)


def rows_of(admitted: Admitted, *, scored_by: tuple[str, ...]) -> rows.Rows:
    """Return the rows of one document in all tables; a duplicate has none beside its own."""
    document, duplicate_of = admitted
    if duplicate_of is not None:
        return rows.of_duplicate(document, duplicate_of=duplicate_of)
    reading = read_document(document)
    return scorers.apply(_scorers(scored_by), reading, rows.of_reading(reading, topics=topics_of(reading)))


@functools.cache
def _scorers(chosen: tuple[str, ...]) -> tuple[tuple[ModuleType, scorers.Loaded], ...]:
    return scorers.load(chosen)


def topics_of(reading: Reading) -> Sequence[Sequence[tuple[str, float]]]:
    """Return up to three (topic id, probability) for each sentence, best first."""
    text = reading.document.text
    return topics.label([sentence.span.of(text) for sentence in reading.sentences])


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a chunk: its rows as one Arrow table for each table, and the readings that were not kept before."""

    tables: dict[str, pa.Table]
    fresh: list[tuple[str, bytes]]


def made_of(chunk: Chunk, *, columns: Columns, scored_by: tuple[str, ...], kept: Path) -> Made:
    """Return the rows of all documents of the chunk, those read before (in the file `kept`) as they were."""
    names = {document.id: readings.fingerprint(document) for document, duplicate_of in chunk if duplicate_of is None}
    before = readings.known(kept, names.values())
    fresh, parts = [], []
    for admitted in chunk:
        name = names.get(admitted[0].id, "")
        if name in before:
            parts.append({**before[name], "documents": rows.of_read(admitted[0], sentences=before[name]["sentences"])})
        else:
            parts.append(rows_of(admitted, scored_by=scored_by))
            fresh += [(name, readings.packed(parts[-1]))] if name else []
    joined = rows.joined(parts)
    tables = {name: pa.Table.from_pylist(joined[name], schema=schema.arrow_schema(columns[name])) for name in columns}
    return Made(tables, fresh)


def build(
    paths: Sequence[str | Path],
    *,
    out: Path | None = None,
    scored_by: Sequence[str] | None = None,
    workers: int = 1,
    watch: Watch | None = None,
) -> tuple[store.Build, Tally]:
    """Build the table of the documents in `paths` under `out` and make it the current one.

    The former build stays current, and whole, until the new one is; a build of the same inputs, models, seeds and
    code that stands there already is made current again. Raises `InputError` when nothing could be read,
    `OutputError` when `out` cannot be written, `ModelError` when weights are missing.
    """
    folder = out if out is not None else settings.table_folder()
    scored_by = tuple(scored_by if scored_by is not None else scorers.DEFAULT)
    columns = scorers.columns(scored_by)
    origin = provenance.of(paths, scorers=scored_by)
    if (same := store.finished(folder, build_id=origin.build_id)) is not None:
        store.make_current(same.folder)
        return same, Tally(**same.manifest["counts"])
    tally, left_out, watch = Tally(), list[LeftOut](), watch or Watch(quiet=True)
    with (
        store.BuildWriter(folder, columns=columns, build_id=origin.build_id) as writer,
        readings.Keeper(folder, generation=origin.generation) as keeper,
    ):
        work = functools.partial(made_of, columns=columns, scored_by=scored_by, kept=keeper.path)
        chunks = in_chunks(admitted(readers.read_all(paths), watch=watch, left_out=left_out))
        for made in in_order(work, chunks, workers=workers):
            for name, table in made.tables.items():
                writer.write(name, table)
            keeper.keep(made.fresh)
            tally.add(made.tables, fresh=len(made.fresh))
            watch.at(tally)
        if not tally.documents:
            raise InputError("no document could be read: nothing was built, and a former table stays as it is")
        former = store.pointed_at(folder)
        done = writer.finish(
            inputs=origin.inputs,
            models=origin.models,
            left_out=[asdict(one) for one in left_out],
            notes={
                "seeds": origin.seeds,
                "code": origin.code,
                "scorers": list(origin.scorers),
                "counts": asdict(tally),
                "seconds": round(watch.seconds, 1),
            },
        )
    store.remove_old(folder, keep=[done.folder.name, former])
    readings.remove_others(folder, generation=origin.generation)
    return done, tally
