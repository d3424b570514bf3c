"""JSON Lines in, JSON Lines out: the sentences, speakers, topics and quotations of each document, for other programs.

All of `text` is labelled, in one object a document and in the same order. A line that cannot be read becomes
`{"id", "error"}` in its place and is reported on standard error with its number. Nothing is set aside for its
language, and nothing is stored.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data import pipeline
from data.decoding import lines
from data.errors import FAULTS, InputError, OutputError, fault
from data.job.progress import say
from data.readers.json_lines import document_from_record, first, object_of_line, whole
from data.records import Quotation, Reading, Span, Speaker
from data.turns import transcripts

Record = Mapping[str, Any]


def annotate(source: Path, *, out: Path) -> int:
    """Annotate every document of `source` into `out`; return how many lines could not be read.

    Raises `InputError` when `source` cannot be read at all, `OutputError` when `out` cannot be written.
    """
    return each_line(source, out=out, answer=lambda record: annotated(record))


def annotated(record: Record) -> dict[str, Any]:
    """Return the annotation of one document record; raises `InputError` when it holds no text."""
    document = transcripts.told(document_from_record(record))
    reading = pipeline.read_document(document)
    return {"id": first(record, "id"), **labels(reading, topics=pipeline.topics_of(reading))}


def labels(reading: Reading, *, topics: Sequence[Sequence[tuple[str, float]]]) -> dict[str, Any]:
    """Return sentences and quotations as plain JSON values; offsets are `[start, end)` into the text as given."""
    rows = zip(reading.sentences, reading.attributions, topics, strict=True)
    return {
        "sentences": [
            {
                "start": sentence.span.start,
                "end": sentence.span.end,
                "voice": said.voice,
                "speaker": _joined(s.name for s in said.speakers),
                "speaker_kind": _joined(s.kind for s in said.speakers),
                "speaker_country": _countries(said.speakers),
                "topics": [topic for topic, _ in about],
                "confidence": round(said.confidence, 3),
            }
            for sentence, said, about in rows
        ],
        "quotations": [_quotation(quotation) for quotation in reading.quotations],
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "speaker_mention": _pairs(quotation.mention),
        "cue": _pairs(quotation.cue),
        "content": _pairs(quotation.content),
        "kind": quotation.kind,
        "uttered": quotation.uttered,
        "speaker": _joined(s.name for s in quotation.speakers),
        "speaker_country": _countries(quotation.speakers),
        "confidence": round(quotation.confidence, 3),
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None


def _countries(speakers: Sequence[Speaker]) -> str | None:
    return _joined(code for s in speakers if s.country for code in s.country.split("; "))


def each_line(source: Path, *, out: Path, answer: Callable[[Record], Mapping[str, Any]]) -> int:
    """Write `answer(record)` for each object of `source` to `out`; return how many lines could not be answered.

    `out` appears when it is complete. A line that is no object, whose record `answer` refuses with `InputError` or
    whose reading fails gives `{"id", "error"}`. Raises `InputError` when `source` cannot be read, `OutputError` when
    `out` cannot be.
    """
    if not source.is_file():
        raise InputError(f"{source}: no such file")
    if not out.name or os.path.isdir(out):
        raise OutputError(f"cannot write {out} (it is a folder): name a file")
    bad = 0
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8") as file:
            for number, line, error in _answers(source, answer):
                if error is not None:
                    bad += 1
                    say(f"{source}:{number}: {error}")
                file.write(line)
        os.replace(partial, out)
    except OSError as error:
        raise OutputError(f"cannot write {out} ({error.strerror}): name another file") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
    return bad


def _answers(source: Path, answer: Callable[[Record], Mapping[str, Any]]) -> Iterator[tuple[int, str, str | None]]:
    """Yield for each line of `source` its number, its answer as a line to write, and the error it holds."""
    for number, line in _lines(source):
        record: Record = {}
        try:
            if isinstance(line, InputError):
                raise line
            if not line.strip():
                continue
            record = object_of_line(line)
            yield number, _line(answer(record)), None
        except InputError as error:
            yield number, _refusal(record, str(error)), str(error)
        except FAULTS as error:
            yield number, _refusal(record, fault(error)), fault(error)
        except OSError as error:
            # Of a table or weights that are read on the first line: the output has no part in it.
            raise InputError(f"{error.filename or source} cannot be read: {error.strerror or error}") from error


def _lines(source: Path) -> Iterator[tuple[int, str | InputError]]:
    try:
        yield from lines(source)
    except InputError as error:
        raise InputError(f"{source}: {error}") from error


def _refusal(record: Record, error: str) -> str:
    id = first(record, "id")
    return _line({"id": None if isinstance(id, list | dict) else id, "error": error})


def _line(answered: Mapping[str, Any]) -> str:
    return whole(json.dumps(answered, ensure_ascii=False)) + "\n"
