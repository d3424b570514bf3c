"""A document in, the parts it is read in out; and the rows of a part moved to their place in the whole document.

A document of up to `LONGEST` characters is one part. A longer one is cut between paragraphs, where no quotation is
open and the next paragraph does not go on with one; so nothing that is said is lost, and memory depends on the length
of a part. Each part is read with the paragraphs before it in sight (`CONTEXT` characters), so that "he" and "Marn"
still find whom they mean. Who was named only earlier is not known in a later part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from data import line_ends, sentences
from data.job.rows import PARTS, Rows
from data.line_ends import LINE
from data.quoting import quote_marks
from data.records import Document, Span, Turn

#: Characters of one part, its context left out: about 50,000 words, longer than a day of a parliament.
LONGEST = 300_000
CONTEXT = 6_000
#: Characters before the end of a part in which a place to cut is looked for.
SLACK = 60_000
_GOES_ON = re.compile(r"\s*(?:[\"“„«‘']|''|``|…)")


@dataclass(frozen=True, slots=True)
class Part:
    """What is read at once: a document, or some paragraphs of one with its other fields.

    `begin` is the place of the part's text in the whole text; its first `context` characters were read with the part
    before. `position` and `paragraph` are the numbers of the first sentence and paragraph behind the context.
    """

    document: Document
    begin: int = 0
    context: int = 0
    position: int = 0
    paragraph: int = 0


def is_long(document: Document) -> bool:
    """Return whether the document is read in more than one part."""
    return len(document.text) > LONGEST


def parts(document: Document) -> Iterator[Part]:
    """Yield the parts of a document in order; together they have the sentences that the whole has."""
    if not is_long(document):
        yield Part(document)
        return
    plain = line_ends.plainly(document)
    text = plain.text
    start = position = paragraph = 0
    while start < len(text):
        end = _end(text, start)
        own = _slice(plain, start, end)
        begin = _context(text, start)
        yield Part(_slice(document, begin, end), begin, start - begin, position, paragraph)
        position += len(sentences.split(own))
        paragraph += sum(1 for _ in LINE.finditer(own.text))
        start = end


def sentences_in(document: Document) -> int:
    """Return how many sentences the parts of a long document have together."""
    *_, last = parts(line_ends.plainly(document))
    return last.position + len(sentences.split(_slice(last.document, last.context, len(last.document.text))))


def _end(text: str, start: int) -> int:
    """Return where the part that begins at `start` ends: the last good place within its length."""
    limit = start + LONGEST
    if limit >= len(text):
        return len(text)
    window = text[limit - SLACK : limit]
    spans = [region.span for region in quote_marks.regions(window) if not region.closed]
    lines = [line.start() for line in LINE.finditer(window) if line.start() > 0]
    good = [at for at in lines if not _GOES_ON.match(window, at) and not _open_before(window, at, spans)]
    # A window without paragraphs is cut behind a sentence, one without sentences behind a word.
    for found in (good, lines, [span.end for span in sentences.spans(window)][:-1], [window.rfind(" ") + 1]):
        if found and found[-1] > 0:
            return limit - SLACK + found[-1]
    return limit


def _open_before(window: str, at: int, unclosed: list[Span]) -> bool:
    return any(span.start < at and not window[span.end : at].strip() for span in unclosed)


def _context(text: str, start: int) -> int:
    """Return where the context of a part begins: at a paragraph, or at the part itself where there is none near."""
    near = max(0, start - CONTEXT)
    line = next((line for line in LINE.finditer(text, near, start) if line.start() > near or near == 0), None)
    return line.start() if line is not None else start


def _slice(document: Document, start: int, end: int) -> Document:
    """Return the document with its text from `start` to `end`; the spans in it go along."""

    def inside(span: Span) -> Span:
        return Span(max(span.start, start) - start, min(span.end, end) - start)

    here = Span(start, end)
    return replace(
        document,
        text=document.text[start:end],
        turns=tuple(Turn(turn.label, inside(turn.span)) for turn in document.turns if turn.span.overlaps(here)),
        omitted=tuple(inside(span) for span in document.omitted if span.overlaps(here)),
    )


def placed(rows: Rows, part: Part) -> Rows:
    """Return the rows of a part as rows of the whole document, those of its context left out.

    A quotation that began in the context keeps what of it stands behind.
    """
    if not part.begin and not part.context:
        return rows
    before = [row for row in rows["sentences"] if row["end"] <= part.context]
    lines = sum(1 for _ in LINE.finditer(part.document.text, 0, part.context))
    ids = {
        row["sentence_id"]: f"{_key(row)}-{row['position'] - len(before) + part.position}"
        for row in rows["sentences"][len(before) :]
    }
    quotations = [kept for row in rows["quotations"] if (kept := _behind(row, part)) is not None]
    return {
        "sentences": [
            _moved(row, part, ids)
            | {
                "position": row["position"] - len(before) + part.position,
                "paragraph": row["paragraph"] - lines + part.paragraph,
                "quotation_id": _quotation(row["quotation_id"], part),
            }
            for row in rows["sentences"][len(before) :]
        ],
        "quotations": [_moved_quotation(row, part) for row in quotations],
        "mentions": [_moved(row, part, ids) for row in rows["mentions"] if row["sentence_id"] in ids],
        "stances": [
            {**row, "sentence_id": ids[row["sentence_id"]]} for row in rows["stances"] if row["sentence_id"] in ids
        ],
    }


def _key(row: dict[str, Any]) -> str:
    return str(row["sentence_id"]).rpartition("-")[0]


def _moved(row: dict[str, Any], part: Part, ids: dict[str, str]) -> dict[str, Any]:
    return {
        **row,
        "sentence_id": ids[row["sentence_id"]],
        "start": row["start"] + part.begin,
        "end": row["end"] + part.begin,
    }


def _behind(row: dict[str, Any], part: Part) -> dict[str, Any] | None:
    """Return the quotation with its content behind the context, None when all of it stands in the context."""
    spans = list(zip(row["content_starts"], row["content_ends"], strict=True))
    own = [(max(start, part.context), end) for start, end in spans if end > part.context]
    if not own:
        return None
    text = PARTS.join(part.document.text[start:end] for start, end in own)
    return {**row, "content_starts": [a for a, _ in own], "content_ends": [b for _, b in own], "content": text}


def _moved_quotation(row: dict[str, Any], part: Part) -> dict[str, Any]:
    places = [f"{name}_{side}" for name in ("mention", "cue", "content") for side in ("starts", "ends")]
    moved = {name: [place + part.begin for place in row[name]] for name in places}
    return {**row, **moved, "quotation_id": _quotation(row["quotation_id"], part)}


def _quotation(quotation_id: str | None, part: Part) -> str | None:
    """Return the quotation's id in the whole document.

    Its number counts on from the part's place, which no part before can reach: a quotation has a character at least.
    """
    if quotation_id is None:
        return None
    key, _, number = quotation_id.rpartition("-q")
    return f"{key}-q{part.begin + int(number)}"
