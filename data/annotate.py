"""JSON Lines in, JSON Lines out: the sentences, speakers, topics and quotations of each document, for other programs.

All of `text` is labelled, in one object a document and in the same order. A line that cannot be read becomes
`{"id", "error"}` in its place and is reported on standard error with its number; a file whose first lines are none of
them objects is refused. Nothing is set aside for its language, and nothing is stored.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data import pipeline
from data.decoding import lines
from data.errors import FAULTS, InputError, OutputError, fault
from data.job.progress import say, stage
from data.readers.json_lines import document_from_record, first, object_of_line, whole
from data.records import Quotation, Reading, Span, Speaker
from data.turns import transcripts

Record = Mapping[str, Any]
#: Lines looked at before the work: where none of them is an object, the file is no JSON Lines, and one message says so.
LOOKED_AT = 10
#: Seconds between two lines that say how far the work is, where a program asks for them.
TOLD_EVERY = 1.0


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
    whose reading fails gives `{"id", "error"}`. Of an empty file `out` is empty too, which is said. Raises `InputError`
    when `source` cannot be read or is no JSON Lines, `OutputError` when `out` cannot be written.
    """
    check_files(source, out=out)
    empty = _is_empty(source)
    bad = 0
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8") as file:
            told = -TOLD_EVERY
            for count, (number, line, error) in enumerate(_answers(source, answer), start=1):
                if error is not None:
                    bad += 1
                    say(f"{source}:{number}: {error}")
                file.write(line)
                # What is written cannot tell a program that watches: it is hidden until it is complete.
                if time.monotonic() - told >= TOLD_EVERY:
                    told = time.monotonic()
                    stage(f"{count} lines")
        os.replace(partial, out)
    except OSError as error:
        raise OutputError(f"cannot write {out} ({error.strerror}): name another file") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
    if empty:
        # Whoever filters documents may be left with none: that is no error, but mostly it is a step before that failed.
        say(f"{source}: the file is empty, and so is {out}")
    return bad


def check_files(source: Path, *, out: Path) -> None:
    """Raise `InputError` when `source` is no file, `OutputError` when `out` is a folder or the file `source` itself."""
    if os.path.isdir(source):
        raise InputError(f"{source}: it is a folder: name a file of JSON Lines")
    if not os.path.exists(source):
        raise InputError(f"{source}: no such file")
    if not os.path.isfile(source):
        raise InputError(f"{source}: it is a pipe or a device: write it into a file and name that")
    if not out.name or os.path.isdir(out):
        raise OutputError(f"cannot write {out} (it is a folder): name a file")
    # By what is there, not by name: a link, or another spelling of the path, leads to the same file.
    if os.path.exists(out) and os.path.samefile(source, out):
        raise OutputError(f"cannot write {out} (OUT is the same file as IN): name another file")


def _is_empty(source: Path) -> bool:
    """Return whether no line of `source` holds anything; raises `InputError` when the first that do begin no object."""
    looked_at: list[int] = []
    for number, line in _lines(source):
        if isinstance(line, InputError):
            # Damage, and none that tells what the file is.
            return False
        if line.strip():
            # One that is broken further on is answered in its place; "{" alone opens an object over several lines.
            begin = line.strip("\ufeff \t\r\n")
            if begin.startswith("{") and begin != "{":
                return False
            looked_at.append(number)
        if len(looked_at) == LOOKED_AT:
            break
    if looked_at:
        raise InputError(
            f"{source}: this is not JSON Lines: no line, from the first to line {looked_at[-1]}, holds a JSON object; "
            "docs/formats.md shows the form"
        )
    return True


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
