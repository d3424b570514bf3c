"""A build in which every name and every text would be markup, a script or a formula, were it not shown as written."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import schema, store
from tests.tables import SENTIMENT_COLUMNS

HOSTILE = (
    "We spent $5bn -- $10bn <- :red[no] :smile: *very* <script>alert(1)</script> "
    "[x](javascript:alert(1)) # 1. `code`"
)
#: Sentences of the one document.
N = 12


def make_hostile(folder: Path) -> None:
    """Write a build in which every name and every text is hostile."""
    columns = {**schema.TABLES, "sentences": schema.SENTENCES + SENTIMENT_COLUMNS}
    text = "\n".join([HOSTILE] * N)
    key = hashlib.blake2b(HOSTILE.encode(), digest_size=8).hexdigest()
    day = date(2024, 5, 1)
    common: dict[str, Any] = {
        "document_id": HOSTILE, "title": HOSTILE, "outlet": HOSTILE, "published": day.isoformat(), "date": day,
        "url": f"javascript:{HOSTILE}",
    }  # fmt: skip
    place = [(i * (len(HOSTILE) + 1), i * (len(HOSTILE) + 1) + len(HOSTILE)) for i in range(N)]
    who = {"speakers": [HOSTILE], "speaker_ids": [HOSTILE], "speaker_countries": ["NOR"]}
    documents = [
        common | {"document_key": key, "date_precision": "day", "speaker": HOSTILE, "path": HOSTILE, "line": 1,
                  "sha256": "0" * 64, "characters": len(text), "sentences": N, "text": text}
    ]  # fmt: skip
    sentences = [
        common | who | {
            "sentence_id": f"{key}-{i}", "position": i, "paragraph": i, "start": a, "end": b, "text": HOSTILE,
            "voice": "direct" if i % 2 else "outlet", "quotation_id": f"{key}-q{i}", "speaker_kinds": ["person"],
            "speaker_roles": [HOSTILE], "countries_by_speaker": [f"in {HOSTILE}"], "topics": [HOSTILE],
            "topic": HOSTILE,
            "topic_confidence": 0.5, "countries_mentioned": ["KEN"], "confidence": 0.5, "sentiment": "negative",
            "sentiment_score": -0.5, "sentiment_confidence": 0.5,
        } for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    quotations = [
        who | {"quotation_id": f"{key}-q{i}", "document_id": HOSTILE, "mention_starts": [a], "mention_ends": [a + 2],
               "cue_starts": [a + 3], "cue_ends": [a + 8], "content_starts": [a + 9], "content_ends": [b],
               "mention": HOSTILE, "cue": HOSTILE, "content": HOSTILE, "kind": "direct", "uttered": True,
               "confidence": 0.5, "method": HOSTILE}
        for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    mentions = [
        {"sentence_id": f"{key}-{i}", "document_id": HOSTILE, "start": a, "end": b, "text": HOSTILE, "kind": "country",
         "entity_id": HOSTILE, "entity": HOSTILE, "country": "KEN", "sentiment": "negative", "sentiment_score": -0.5}
        for i, (a, b) in enumerate(place)
    ]  # fmt: skip
    stances = [
        {"sentence_id": f"{key}-{i}", "document_id": HOSTILE, "target": HOSTILE, "holder": "speaker", "stance": "favor",
         "p_against": 0.1, "p_neither": 0.1, "p_favor": 0.8, "stance_score": 0.7, "abstained": False}
        for i in range(N)
    ]  # fmt: skip
    tables = {
        "documents": documents, "sentences": sentences, "quotations": quotations, "mentions": mentions,
        "stances": stances,
        "left_out": [{"path": HOSTILE, "line": 1, "document_id": HOSTILE, "reason": HOSTILE}],
    }  # fmt: skip
    with store.BuildWriter(folder, columns=columns, build_id="hostile") as writer:
        for name, rows in tables.items():
            writer.write(name, pa.Table.from_pylist(rows, schema=schema.arrow_schema(columns[name])))
        writer.finish(inputs={"files": 0}, models={"a.safetensors": HOSTILE})
