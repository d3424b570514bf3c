"""JSON Lines, plain or gzip: one document a line, an object with at least `text`.

Each field has one name here and the spellings met in public corpora (`SPELLINGS`). Fields not known are passed
over. A line that cannot be read is yielded as left out with its number; the lines after it are read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from data import dates
from data.decoding import lines
from data.errors import FAULTS, InputError, fault
from data.records import Document, LeftOut, Span, Turn
from data.words import countries

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
#: Lists or objects inside each other in which a field's text is looked for.
DEEPEST = 8
#: Names a field may have in a record, the preferred one first.
SPELLINGS = {
    "id": ("id", "document_id", "doc_id", "uuid", "guid"),
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "source", "site", "sitename"),
    "published": ("datetime", "published", "published_at", "publishedAt", "date", "date_publish", "year"),
    "url": ("url", "link"),
    "speaker": ("speaker", "speakers"),
    "country": ("country_iso3", "iso3", "country", "countries"),
    "role": ("role", "post", "position", "office"),
}


def read(path: Path) -> Iterator[Document | LeftOut]:
    """Yield one document or `LeftOut` a line; blank lines are passed over, an empty file is left out."""
    number = 0
    for number, line in lines(path):
        if isinstance(line, InputError):
            yield LeftOut(str(path), str(line), line=number)
        elif line.strip():
            yield document_of_line(line, path=str(path), number=number)
    if number == 0:
        yield LeftOut(str(path), "the file is empty")


def document_of_line(line: str, *, path: str, number: int) -> Document | LeftOut:
    """Return the document that a line holds, or why it holds none."""
    try:
        record = object_of_line(line)
    except InputError as error:
        return LeftOut(path, str(error), line=number)
    return document_of(record, path=path, number=number)


def document_of(record: Mapping[str, Any], *, path: str, number: int) -> Document | LeftOut:
    """Return the document that the record on line `number` holds, or why it holds none."""
    from dataclasses import replace

    try:
        return replace(document_from_record(record), path=path, line=number)
    except InputError as error:
        return LeftOut(path, str(error), line=number, id=_text(record, "id"))
    except FAULTS as error:
        return LeftOut(path, fault(error), line=number, id=_text(record, "id"))


def object_of_line(line: str) -> dict[str, Any]:
    """Return the JSON object on the line; raises `InputError` when it is no JSON or no object."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
        raise InputError(f"not JSON ({detail}): each line must hold one object") from error
    if not isinstance(record, dict):
        raise InputError(f"the line holds a JSON {type(record).__name__}, expected an object with \"text\"")
    return record


def document_from_record(record: Mapping[str, Any]) -> Document:
    """Return the document that a record gives; `id` is empty when it has none.

    Raises `InputError` when `text` is missing or blank, or when `turns` do not fit the text.
    """
    text = first(record, "text")
    if not isinstance(text, str):
        found = "is missing" if text is None else f"is a JSON {type(text).__name__}"
        raise InputError(f'"text" {found}: each document needs its text as a string')
    if not text.strip():
        raise InputError('"text" is blank: each document needs its text')
    return Document(
        id=_text(record, "id") or "",
        text=whole(text),
        title=_text(record, "title"),
        outlet=_text(record, "outlet"),
        published=_published(record),
        url=_text(record, "url"),
        speaker=_text(record, "speaker"),
        country=_country(record),
        role=_text(record, "role"),
        turns=_turns(record.get("turns"), length=len(text)),
    )


def first(record: Mapping[str, Any], field: str) -> Any:
    """Return what the record holds under the first spelling that is not blank, else under the first it has at all."""
    given = [record[name] for name in SPELLINGS[field] if record.get(name) is not None]
    return next((value for value in given if not isinstance(value, str) or value.strip()), given[0] if given else None)


def _text(record: Mapping[str, Any], field: str) -> str | None:
    for name in SPELLINGS[field]:
        if found := "; ".join(_strings(record.get(name))):
            return found
    return None


def _strings(value: Any, depth: int = 0) -> list[str]:
    """Return the value as a list of strings: a list of them, a name inside an object, a number as it is written."""
    if isinstance(value, list | dict) and depth == DEEPEST:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _strings(item, depth + 1)]
    if isinstance(value, dict):
        return _strings(value.get("name"), depth + 1)
    if isinstance(value, str):
        return [" ".join(whole(value).split())] if value.strip() else []
    if isinstance(value, bool) or value is None or (isinstance(value, float) and not math.isfinite(value)):
        return []
    return [str(value)]


def whole(text: str) -> str:
    """Return the text with each half of a broken surrogate pair replaced, so that it can be written as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _published(record: Mapping[str, Any]) -> str | None:
    """Return the most exact of the record's dates, the first of equals."""
    found = [d for name in SPELLINGS["published"] for text in _strings(record.get(name)) if (d := dates.parse(text))]
    order = ("time", "day", "month", "year")
    return min(found, key=lambda d: order.index(str(dates.precision(d))), default=None)


def _country(record: Mapping[str, Any]) -> str | None:
    """Return the country's code, from a code or a name, None when no country is meant.

    Several are joined by "; ", each in its place and the unknown ones empty, for they go with the speakers one by one.
    """
    speakers = [name for name in (_text(record, "speaker") or "").split(";") if name.strip()]
    for name in SPELLINGS["country"]:
        codes = [_code(part) or "" for part in _places(record.get(name))]
        known = set(filter(None, codes))
        if len(known) == 1 and len(codes) != len(speakers):
            return known.pop()
        if known:
            return "; ".join(codes)
    return None


def _places(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [part.strip() for item in items for part in "; ".join(_strings(item)).split(";")]


def _code(text: str) -> str | None:
    return text.upper() if text.upper() in countries.table() else countries.of_name(text)


def _turns(value: Any, *, length: int) -> tuple[Turn, ...]:
    if isinstance(value, str) and value.strip():
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise InputError('"turns" is no list of [label, start, end]') from error
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        raise InputError(f'"turns" is a JSON {type(value).__name__}, expected a list of [label, start, end]')
    turns = sorted((_turn(item) for item in value), key=lambda turn: (turn.span.start, turn.span.end))
    for before, turn in zip([None, *turns], turns, strict=False):
        if turn.span.end > length or (before is not None and turn.span.start < before.span.end):
            place = [turn.label, turn.span.start, turn.span.end]
            raise InputError(f'"turns" holds {place}, beyond the text of {length} characters or over the turn before')
    return tuple(turns)


def _turn(item: Any) -> Turn:
    if isinstance(item, dict):
        item = [item.get("label", item.get("speaker")), item.get("start"), item.get("end")]
    match item:
        case [str(label), int(start), int(end)] if 0 <= start <= end:
            return Turn(whole(label), Span(start, end))
    raise InputError(f'"turns" holds {str(item)[:60]}, expected [label, start, end] with 0 <= start <= end')
