"""A reading with its scores in, the rows of the five tables out.

The columns and their meanings stand in `data/schema.py`; this module fills them and decides nothing.
Probabilities are stored to three digits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import dates
from data.records import Document, Mention, Quotation, Reading, Sentence, Span, Speaker
from data.words import countries

Rows = dict[str, list[dict[str, Any]]]
#: Stands between the parts of words given in several.
PARTS = " … "
#: Words that name a country without being a mention of it: "Russian forces", "the Norwegians", "the Kremlin".
_NAMING_FORMS = ("adjective", "people", "institution")


def document_key(document_id: str) -> str:
    """Return the short hash that names the document in links and in the ids of its sentences."""
    return hashlib.blake2b(document_id.encode("utf-8"), digest_size=8).hexdigest()


def of_document(document: Document, *, sentences: int, duplicate_of: str | None = None) -> dict[str, Any]:
    """Return the row of the documents table; `sentences` is how many the document has in the sentences table."""
    return {
        "document_id": document.id,
        "document_key": document_key(document.id),
        **_origin(document),
        "date_precision": dates.precision(document.published),
        "speaker": document.speaker,
        "country": "; ".join(_each_once(filter(None, (document.country or "").split("; ")))) or None,
        "path": document.path,
        "line": document.line,
        "sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        "duplicate_of": duplicate_of,
        "characters": len(document.text),
        "sentences": sentences,
        "text": document.text,
    }


def of_reading(reading: Reading, *, topics: Sequence[Sequence[tuple[str, float]]]) -> Rows:
    """Return the rows that reading a document gives; stances, and the scores, are for the scorers to fill.

    `topics` holds up to three (id, probability) for each sentence, best first.
    """
    return {
        "sentences": _sentences(reading, topics),
        "quotations": [_quotation(reading.document, number, q) for number, q in enumerate(reading.quotations)],
        "mentions": _mentions(reading),
        "stances": [],
    }


def _sentences(reading: Reading, topics: Sequence[Sequence[tuple[str, float]]]) -> list[dict[str, Any]]:
    named = _countries_in(reading)
    pairs = zip(reading.sentences, reading.attributions, topics, strict=True)
    return [
        {
            "sentence_id": sentence_id(reading.document, sentence),
            "document_id": reading.document.id,
            "position": sentence.position,
            "paragraph": sentence.paragraph,
            "start": sentence.span.start,
            "end": sentence.span.end,
            "text": sentence.span.of(reading.document.text),
            **_origin(reading.document),
            "voice": attribution.voice,
            "quotation_id": _quotation_id(reading.document, attribution.quotation),
            **_speakers(attribution.speakers),
            "speaker_kinds": [s.kind for s in attribution.speakers],
            "speaker_roles": [s.role or "" for s in attribution.speakers],
            "countries_by_speaker": [s.country or "" for s in attribution.speakers],
            "topics": [topic for topic, _ in about],
            "topic": about[0][0] if about else None,
            "topic_confidence": round(about[0][1], 3) if about else None,
            "countries_mentioned": named[sentence.position],
            "confidence": round(attribution.confidence, 3),
        }
        for sentence, attribution, about in pairs
    ]


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "sentence_id": sentence_id(reading.document, sentence),
            "document_id": reading.document.id,
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.span.of(reading.document.text),
            "kind": mention.kind,
            "entity_id": mention.entity_id,
            "entity": mention.name,
            "country": mention.country,
        }
        for sentence, mention in mentions_by_sentence(reading)
    ]


def mentions_by_sentence(reading: Reading) -> list[tuple[Sentence, Mention]]:
    """Return every mention with the sentence it starts in, left to right; a mention outside sentences is dropped."""
    pairs = []
    place = 0
    for mention in sorted(reading.mentions, key=lambda m: (m.span.start, m.span.end)):
        while place < len(reading.sentences) and reading.sentences[place].span.end <= mention.span.start:
            place += 1
        if place < len(reading.sentences) and reading.sentences[place].span.overlaps(mention.span):
            pairs.append((reading.sentences[place], mention))
    return pairs


def sentence_id(document: Document, sentence: Sentence) -> str:
    """Return the sentence's name in links: document_key-position."""
    return f"{document_key(document.id)}-{sentence.position}"


def _quotation(document: Document, number: int, quotation: Quotation) -> dict[str, Any]:
    return {
        "quotation_id": _quotation_id(document, number),
        "document_id": document.id,
        **_spans("mention", quotation.mention, document.text),
        **_spans("cue", quotation.cue, document.text),
        **_spans("content", quotation.content, document.text),
        "kind": quotation.kind,
        "uttered": quotation.uttered,
        **_speakers(quotation.speakers),
        "confidence": round(quotation.confidence, 3),
        "method": quotation.method,
    }


def _quotation_id(document: Document, number: int | None) -> str | None:
    return None if number is None else f"{document_key(document.id)}-q{number}"


def _origin(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "date": dates.first_day(document.published),
        "url": document.url,
    }


def _spans(name: str, spans: Sequence[Span], text: str) -> Mapping[str, Any]:
    return {
        f"{name}_starts": [s.start for s in spans],
        f"{name}_ends": [s.end for s in spans],
        name: PARTS.join(s.of(text) for s in spans) or None,
    }


def _speakers(speakers: Sequence[Speaker]) -> Mapping[str, Any]:
    return {
        "speakers": [s.name for s in speakers],
        "speaker_ids": [s.id for s in speakers],
        "speaker_countries": _each_once(c for s in speakers if s.country for c in s.country.split("; ")),
    }


def _countries_in(reading: Reading) -> list[list[str]]:
    named: list[list[str]] = [[] for _ in reading.sentences]
    for sentence, mention in mentions_by_sentence(reading):
        if mention.kind == "country" and mention.country:
            named[sentence.position].append(mention.country)
    text = reading.document.text
    for sentence in reading.sentences:
        found = countries.named(sentence.span.of(text), context=text)
        named[sentence.position] += [code for _, code, form in found if code and form in _NAMING_FORMS]
    return [_each_once(codes) for codes in named]


def _each_once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))

