"""The job from documents to the table, stage by stage: the file to read first.

    read_all     files, folders, globs and URLs -> documents, what cannot be read set aside  data/readers/
    admitted     other languages set aside, duplicates told, long documents cut into parts   job/admission
    read_document                                                                            sentences, quotations,
                 document -> sentences, quotations, speakers and voices, mentions            speakers, mentions
    rows_of      topics, then each scorer's columns, as rows of the tables                   topics, scorers/
    work         parts -> their rows as bytes: here, in processes, or on a cluster           job/
    build        all of it in chunks of bounded size into one new build                      store

The packages behind them: words/, quoting/, turns/ and resolution/ (how a text is read), job/ (how a build is run). What
was read before is not read again (`job.readings`). Everything from `read_document` to `rows_of` depends on one
document alone, so the result of a document is the same whatever else is in the run and wherever it is read.
"""

from __future__ import annotations

import functools
import platform
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType

from data import line_ends, mentions, quotations, readers, scorers, sentences, settings, speakers, store, topics
from data.errors import FAULTS, InputError, WorkerError, fault
from data.job import aside, chunks, long_documents, memory, provenance, readings, rows
from data.job.admission import admitted
from data.job.aside import Aside
from data.job.assembly import assembled
from data.job.chunks import Batch, Lost, Run
from data.job.long_documents import Part
from data.job.progress import Tally, Watch, stage
from data.job.provenance import Origin
from data.records import Document, Reading


def read_document(document: Document) -> Reading:
    """Read one document: who says which sentence, for which country, and who is named in it."""
    plain = line_ends.plainly(document)
    found = sentences.split(plain)
    stage("quotations and speakers")
    quoted, attributions = speakers.resolve(plain, found, quotations.extract(plain, found))
    stage("names and countries")
    named = mentions.find(plain, found, quoted, attributions)
    return Reading(document, found, quotations=quoted, attributions=attributions, mentions=named)


def rows_of(part: Part, *, scored_by: tuple[str, ...]) -> rows.Rows:
    """Return the rows of one document, or of a part of it, in all tables but that of the documents."""
    reading = read_document(part.document)
    stage("topics, tone and stance")
    read = scorers.apply(_scorers(scored_by), reading, rows.of_reading(reading, topics=topics_of(reading)))
    return long_documents.placed(read, part)


@functools.cache
def _scorers(chosen: tuple[str, ...]) -> tuple[tuple[ModuleType, scorers.Loaded], ...]:
    return scorers.load(chosen)


def topics_of(reading: Reading) -> Sequence[Sequence[tuple[str, float]]]:
    """Return up to three (topic id, probability) for each sentence, best first."""
    text = reading.document.text
    return topics.label([sentence.span.of(text) for sentence in reading.sentences])


def work(batch: Batch, *, columns: readings.Columns, scored_by: tuple[str, ...], generation: str) -> list[bytes | Lost]:
    """Read every part of the batch and return its rows as bytes; a part whose reading fails is lost, the others not.

    Work on no parts loads what the reading needs, so that processes forked behind it share that.
    Raises `WorkerError` in a process whose models, seeds, code or number type are not those of the `generation`.
    """
    if generation not in _sure_of:
        if provenance.generation(scored_by) != generation:
            raise WorkerError(
                f"a worker on {platform.node()} has other code, models, seeds or library versions than the build, or "
                "its processor another number type: bring it to the same version, or set PODIUM_DEVICE=cpu and "
                "PODIUM_NUMBERS=float32 on all"
            )
        _sure_of.add(generation)
    if not batch:
        _read_or_lost(Part(_LOADING), scored_by=scored_by)
    found = [_read_or_lost(part, scored_by=scored_by) for part in batch]
    packed = iter(readings.packed([one for one in found if not isinstance(one, Lost)], columns=columns))
    return [one if isinstance(one, Lost) else next(packed) for one in found]


def _read_or_lost(part: Part, *, scored_by: tuple[str, ...]) -> rows.Rows | Lost:
    try:
        return rows_of(part, scored_by=scored_by)
    except FAULTS as error:
        return Lost(fault(error))
    finally:
        memory.give_back()


#: Generations that this process was found to be of.
_sure_of: set[str] = set()
#: A text whose reading loads every table and model.
_LOADING = Document(id="", text="The envoy of Norway said: “We will stay.” President Arlo Vantreel backed her.")


def build(
    paths: Sequence[readers.Given],
    *,
    out: Path | None = None,
    scored_by: Sequence[str] | None = None,
    run: Run = chunks.here,
    watch: Watch | None = None,
) -> tuple[store.Build, Tally]:
    """Build the table of the documents in `paths` under `out` and make it the current one.

    The former build stays current, and whole, until the new one is; a build of the same inputs, models, seeds and
    code that stands there already is made current again. `run` says where the documents are read: here,
    `chunks.processes` or `cluster.run`; the table is the same. Raises `InputError` when nothing could be read,
    `OutputError` when `out` cannot be written, `ModelError` when weights are missing.
    """
    folder = out if out is not None else settings.table_folder()
    scored_by, watch = tuple(scored_by if scored_by is not None else scorers.DEFAULT), watch or Watch(quiet=True)
    columns = scorers.columns(scored_by)
    with store.alone(folder):
        origin = provenance.of(paths, scorers=scored_by)
        same = store.finished(folder, build_id=origin.build_id)
        # What was lost on the way may be read this time.
        if same is not None and not same.manifest["counts"].get("lost"):
            store.make_current(same.folder)
            return same, _told_again(same, watch)
        former = store.pointed_at(folder)
        done, tally = _built(paths, folder, columns=columns, origin=origin, run=run, watch=watch)
        try:
            store.remove_old(folder, keep=[done.folder.name, former])
            readings.remove_others(folder, generation=origin.generation)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"the new table is whole in {done.folder}, older ones may lie beside it") from None
    return done, tally


def _told_again(same: store.Build, watch: Watch) -> Tally:
    """Say again what was left out of a build that stands there already; return its counts, nothing read now."""
    for one in aside.of_build(same):
        watch.left_out(one)
    tally = Tally(**same.manifest["counts"])
    return replace(tally, read_before=tally.documents - tally.duplicates)


def _built(
    paths: Sequence[readers.Given], folder: Path, *, columns: readings.Columns, origin: Origin, run: Run, watch: Watch
) -> tuple[store.Build, Tally]:
    """Read the documents in `paths` into a new build under `folder` and make it current."""
    tally = Tally()
    with (
        store.BuildWriter(folder, columns=columns, build_id=origin.build_id) as writer,
        readings.Keeper(folder, generation=origin.generation) as keeper,
    ):
        set_aside = Aside(writer, watch)
        asked = chunks.in_chunks(admitted(readers.read_all(paths), keeper=keeper, left_out=set_aside.add))
        _sure_of.add(origin.generation)
        gone: set[str] = set()
        do = functools.partial(work, columns=columns, scored_by=origin.scorers, generation=origin.generation)
        for chunk, results in chunks.in_order(do, asked, run=run):
            made = assembled(chunk, results, columns=columns, gone=gone)
            keeper.keep(made.fresh)
            for name, table in made.tables.items():
                writer.write(name, table)
            for lost in made.lost:
                set_aside.add(lost)
            tally.add(made.tables, read_before=made.read_before, lost=len(made.lost))
            watch.at(tally)
        if not tally.documents:
            raise InputError("no document could be read: nothing was built, and a former table stays as it is")
        stage("writing the table")
        set_aside.flush()
        done = writer.finish(
            inputs=origin.inputs,
            models=origin.models,
            notes={
                "seeds": origin.seeds,
                "code": origin.code,
                "scorers": list(origin.scorers),
                "numbers": origin.numbers,
                "device": origin.device,
                "counts": asdict(tally),
                "seconds": round(watch.seconds, 1),
            },
        )
    return done, tally
