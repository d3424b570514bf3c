"""Builds made of invented sentences, for tests and benchmarks that need a table but not the models.

`make_build(folder, sentences=..., seed=...)` writes a whole build (documents, sentences, quotations, mentions,
stances, manifest, pointer) in the columns of `data/schema.py`. Names are invented; the words are a fixed list
shuffled by a seeded generator, so the same arguments give the same build. Memory stays bounded: documents are
made in parts of `PART` sentences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from data import schema, store
from data.records import GUESSED

PART = 200_000
SENTENCES_PER_DOCUMENT = 20
COUNTRIES = ("NOR", "CHL", "KEN", "NZL", "JPN", "PRT", "CAN", "FIN", "GHA", "URY", "ISL", "NPL")
TOPICS = ("peace_talks", "sanctions", "military_aid", "energy", "diplomacy", "economy", "other")
TARGETS = ("peace", "sanctions", "military_aid", "nato")
OUTLETS = ("The Fjord Courier", "Lowland Wire", "Harbour Gazette", "Open Record")
FIRST = ("Arlo", "Brina", "Cassel", "Dorea", "Elvin", "Fenna", "Goran", "Hilde", "Isidor", "Junia")
LAST = (
    "Vantreel",
    "Okoro-Lisle",
    "Marrowby",
    "Tesk",
    "Quillane",
    "Drave",
    "Solheim-Ry",
    "Abernook",
    "Pellanor",
    "Wist",
)
ROLES = ("foreign minister", "spokesperson", "president", "ambassador", "defence minister")
WORDS = (
    "talks ceasefire sanctions aid border grain pipeline summit envoy treaty budget drone port election court "
    "energy winter convoy mandate veto corridor alliance reform tariff harvest refugees inspectors deadline"
).split()

SENTIMENT_COLUMNS = (
    schema.Column("sentiment", schema.TEXT, "Tone of the sentence.", allowed=("negative", "neutral", "positive")),
    schema.Column("sentiment_score", schema.SCORE, "Positive minus negative probability.", low=-1.0, high=1.0),
    schema.Column("sentiment_confidence", schema.SCORE, "Probability of the label.", low=0.0, high=1.0),
)


def make_build(
    folder: Path,
    *,
    sentences: int = 2_000,
    speakers: int = 50,
    seed: int = 0,
    tone: bool = True,
    dated: float = 1.0,
    left_out: Sequence[tuple[str, str]] = (),
) -> str:
    """Write a build of `sentences` invented sentences by about `speakers` speakers; return its build id.

    Without `tone` it has no columns of a sentiment scorer; `dated` is the share of documents with a date, in
    tenths. `left_out` holds paths and reasons.
    """
    rng = np.random.default_rng(seed)
    columns = {**schema.TABLES, "sentences": schema.SENTENCES + (SENTIMENT_COLUMNS if tone else ())}
    build_id = hashlib.sha256(f"invented {sentences} {seed}".encode()).hexdigest()[:12]
    with store.BuildWriter(folder, columns=columns, build_id=build_id) as writer:
        for first in range(0, sentences, PART):
            rows = min(PART, sentences - first)
            for name, frame in _part(rng, first, rows, speakers, dated=dated).items():
                kept = {column.name: frame[column.name] for column in columns[name]}
                writer.write(name, pa.Table.from_pydict(kept, schema=schema.arrow_schema(columns[name])))
        aside = [{"path": path, "line": None, "document_id": None, "reason": reason} for path, reason in left_out]
        writer.write("left_out", pa.Table.from_pylist(aside, schema=schema.arrow_schema(columns["left_out"])))
        writer.finish(inputs={"files": 0}, models={}, notes={"seed": seed})
        return writer.build_id


def speaker_name(number: int) -> str:
    """Return the invented name of speaker `number`."""
    first, rest = number % len(FIRST), number // len(FIRST)
    name = f"{FIRST[first]} {LAST[rest % len(LAST)]}"
    rounds = rest // len(LAST)
    return name if rounds == 0 else f"{name} {rounds + 1}"


def _key(document: str) -> str:
    return hashlib.blake2b(document.encode(), digest_size=8).hexdigest()


def _part(
    rng: np.random.Generator, first: int, rows: int, speakers: int, *, dated: float
) -> dict[str, dict[str, list[Any]]]:
    sentences = _sentences(rng, first, rows, speakers, dated=dated)
    return {
        "documents": _documents(sentences),
        "sentences": sentences,
        "quotations": _quotations(sentences),
        "mentions": _mentions(rng, sentences),
        "stances": _stances(rng, sentences),
    }


def _sentences(
    rng: np.random.Generator, first: int, rows: int, speakers: int, *, dated: float
) -> dict[str, list[Any]]:
    number = np.arange(first, first + rows)
    document = number // SENTENCES_PER_DOCUMENT
    position = number % SENTENCES_PER_DOCUMENT
    ids = [f"invented/{d}" for d in document]
    keys = {d: _key(f"invented/{d}") for d in np.unique(document)}
    voice = rng.choice(["direct", "indirect", "mixed", "outlet"], size=rows, p=[0.35, 0.2, 0.1, 0.35])
    # A Zipf-like draw: few speakers say much, many say little, as in news.
    who = np.minimum(speakers - 1, (speakers ** rng.random(rows)).astype(int) - 1)
    known = (voice != "outlet") & (rng.random(rows) > 0.1)
    two = known & (rng.random(rows) < 0.03)
    other = (who + 1) % speakers
    spoken = [
        [int(a), int(b)] if t else [int(a)] if k else [] for a, b, k, t in zip(who, other, known, two, strict=True)
    ]
    days = [date(2024, 1, 1) + timedelta(days=int(d) * 7919 % 730) if d % 10 < 10 * dated else None for d in document]
    words = rng.integers(0, len(WORDS), size=(rows, 9))
    text = [
        "The minutes mention " + " ".join(WORDS[w] for w in line) + f" in item {n}."
        for line, n in zip(words, number, strict=True)
    ]
    lengths = np.array([len(t) for t in text])
    start = _starts(lengths, position)
    topic = rng.choice(TOPICS, size=rows)
    second = rng.choice(TOPICS, size=rows)
    tone = np.round(np.clip(rng.normal(0, 0.45, rows), -1, 1), 3)
    label = np.where(tone < -0.2, "negative", np.where(tone > 0.2, "positive", "neutral"))
    named = rng.choice(COUNTRIES, size=rows)
    names_country = rng.random(rows) < 0.5
    outlets = [OUTLETS[int(d) % len(OUTLETS)] for d in document]
    kinds = ["government" if n % 11 == 0 else "person" for n in range(speakers)]
    quoted = voice != "outlet"
    return {
        "sentence_id": [f"{keys[d]}-{p}" for d, p in zip(document, position, strict=True)],
        "document_id": ids,
        "position": position.tolist(),
        "paragraph": (position // 4).tolist(),
        "start": start.tolist(),
        "end": (start + lengths).tolist(),
        "text": text,
        "title": [f"Minutes of day {d}" for d in document],
        "outlet": outlets,
        "published": [d.isoformat() if d else None for d in days],
        "date": days,
        "url": [f"https://example.org/{d}" for d in document],
        "voice": voice.tolist(),
        "quotation_id": [f"{keys[d]}-q{p}" if q else None for d, p, q in zip(document, position, quoted, strict=True)],
        "speakers": [[speaker_name(n) for n in s] for s in spoken],
        "speaker_ids": [[speaker_name(n).lower().replace(" ", "-") for n in s] for s in spoken],
        "speaker_kinds": [[kinds[n] for n in s] for s in spoken],
        "speaker_roles": [[ROLES[n % len(ROLES)] for n in s] for s in spoken],
        "countries_by_speaker": [[COUNTRIES[n % len(COUNTRIES)] for n in s] for s in spoken],
        "speaker_countries": [list(dict.fromkeys(COUNTRIES[n % len(COUNTRIES)] for n in s)) for s in spoken],
        "topics": [list(dict.fromkeys((a, b))) for a, b in zip(topic.tolist(), second.tolist(), strict=True)],
        "topic": topic.tolist(),
        "topic_confidence": np.round(rng.uniform(0.3, 1, rows), 3).tolist(),
        "countries_mentioned": [[c] if m else [] for c, m in zip(named.tolist(), names_country, strict=True)],
        "confidence": np.round(rng.uniform(0.5, 1, rows), 3).tolist(),
        "sentiment": label.tolist(),
        "sentiment_score": tone.tolist(),
        "sentiment_confidence": np.round(rng.uniform(0.4, 1, rows), 3).tolist(),
    }


def _starts(lengths: np.ndarray[Any, Any], position: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return where each sentence starts when the sentences of a document are joined by one space."""
    before = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    first = np.maximum.accumulate(np.where(position == 0, before, 0))
    return np.asarray(before - first)


def _documents(sentences: dict[str, list[Any]]) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {c.name: [] for c in schema.DOCUMENTS}
    starts = [i for i, p in enumerate(sentences["position"]) if p == 0]
    for begin, end in zip(starts, [*starts[1:], len(sentences["position"])], strict=True):
        text = " ".join(sentences["text"][begin:end])
        row = {
            "document_id": sentences["document_id"][begin],
            "document_key": sentences["sentence_id"][begin].rsplit("-", 1)[0],
            "title": sentences["title"][begin],
            "outlet": sentences["outlet"][begin],
            "published": sentences["published"][begin],
            "date": sentences["date"][begin],
            "date_precision": "day" if sentences["date"][begin] else None,
            "url": sentences["url"][begin],
            "path": "invented.jsonl",
            "line": 1,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "characters": len(text),
            "sentences": end - begin,
            "text": text,
        }
        for name, values in out.items():
            values.append(row.get(name))
    return out


def _quotations(sentences: dict[str, list[Any]]) -> dict[str, list[Any]]:
    rows = [i for i, q in enumerate(sentences["quotation_id"]) if q is not None]
    starts = [[sentences["start"][i]] for i in rows]
    ends = [[sentences["end"][i]] for i in rows]
    none: list[list[int]] = [[] for _ in rows]
    return {
        "quotation_id": [sentences["quotation_id"][i] for i in rows],
        "document_id": [sentences["document_id"][i] for i in rows],
        "mention_starts": none,
        "mention_ends": none,
        "cue_starts": none,
        "cue_ends": none,
        "content_starts": starts,
        "content_ends": ends,
        "mention": [None] * len(rows),
        "cue": [None] * len(rows),
        "content": [sentences["text"][i] for i in rows],
        "kind": [sentences["voice"][i] for i in rows],
        "uttered": [True] * len(rows),
        "speakers": [sentences["speakers"][i] for i in rows],
        "speaker_ids": [sentences["speaker_ids"][i] for i in rows],
        "speaker_countries": [sentences["speaker_countries"][i] for i in rows],
        "confidence": [sentences["confidence"][i] for i in rows],
        "method": [f"invented{GUESSED}" if i % 5 == 0 else "invented" for i in rows],
    }


def _mentions(rng: np.random.Generator, sentences: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return mentions of the country a sentence names: of every third twice, of every seventh none (an adjective).

    Every fourth sentence also mentions a person of another country.
    """
    rows = [i for i, c in enumerate(sentences["countries_mentioned"]) if c]
    tone = np.round(np.clip(rng.normal(0, 0.4, len(rows)), -1, 1), 3)
    sure = np.round(rng.uniform(0.4, 1, len(rows)), 3)
    found = []
    for n, row in enumerate(rows):
        code = sentences["countries_mentioned"][row][0]
        country = {"kind": "country", "entity_id": code, "entity": code, "country": code}
        person = {"kind": "person", "entity_id": "pola-brand", "entity": "Pola Brand", "country": COUNTRIES[n % 12]}
        times = 0 if n % 7 == 0 else 2 if n % 3 == 0 else 1
        for place, named in enumerate([country] * times + [person] * (n % 4 == 0)):
            score = float(tone[n]) if place == 0 else round(-float(tone[n]) / 2, 3)
            found.append(
                {
                    **named,
                    "sentence_id": sentences["sentence_id"][row],
                    "document_id": sentences["document_id"][row],
                    "start": sentences["start"][row] + 4 * place,
                    "end": sentences["start"][row] + 4 * place + 3,
                    "text": "The",
                    "sentiment": "negative" if score < -0.2 else "positive" if score > 0.2 else "neutral",
                    "sentiment_score": score,
                    "sentiment_confidence": float(sure[n]),
                }
            )
    return {column.name: [one[column.name] for one in found] for column in schema.MENTIONS}


def _stances(rng: np.random.Generator, sentences: dict[str, list[Any]]) -> dict[str, list[Any]]:
    rows = np.flatnonzero(rng.random(len(sentences["text"])) < 0.4)
    shares = np.round(rng.dirichlet((1, 1, 1), len(rows)), 3)
    best = shares.argmax(axis=1)
    return {
        "sentence_id": [sentences["sentence_id"][i] for i in rows],
        "document_id": [sentences["document_id"][i] for i in rows],
        "target": rng.choice(TARGETS, size=len(rows)).tolist(),
        "holder": ["outlet" if sentences["voice"][i] == "outlet" else "speaker" for i in rows],
        "stance": [("against", "neither", "favor")[b] for b in best],
        "p_against": shares[:, 0].tolist(),
        "p_neither": shares[:, 1].tolist(),
        "p_favor": shares[:, 2].tolist(),
        "stance_score": np.round(shares[:, 2] - shares[:, 0], 3).tolist(),
        "abstained": (shares.max(axis=1) < 0.45).tolist(),
    }
