"""What sentences are about: texts in, up to three topics of `seeds/topics.toml` with probabilities out.

A sentence embedding is compared with the embeddings of each topic's label, description and keywords through a
learned bilinear form; a keyword in the sentence adds a learned amount. Nothing is learned about one topic alone
(but "other", which is a threshold), so a topic the user writes works without training.

    score(sentence, topic) = e(sentence) M e(topic) + k * log(1 + keywords found)
    score(sentence, other) = o;    probabilities = softmax(score / temperature)

It looks at one sentence at a time and knows nothing of its document.
"""

from __future__ import annotations

import functools
import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import encoder, settings
from data.errors import SeedError
from data.records import Topic
from data.targets import pattern

if TYPE_CHECKING:
    import numpy as np

OTHER = "other"
#: Topics of one sentence at most.
MOST = 3
_FIELDS = {"id", "label", "description", "keywords"}
_ID = re.compile(r"[A-Za-z0-9_]+")
#: Sentences embedded at once.
_WIDE = 4096

Labels = tuple[tuple[str, float], ...]


def load(path: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics of `path` (default `seeds/topics.toml`) in the file's order.

    Raises `SeedError` that names the file, the entry and what is missing, unknown or given twice.
    """
    where = path or settings.TOPICS
    try:
        entries = tomllib.loads(where.read_text(encoding="utf-8")).get("topic", [])
    except FileNotFoundError as error:
        raise SeedError(f"{where} is missing: restore it from the repository") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{where} is not valid TOML: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise SeedError(f"{where} holds no [[topic]]: add at least one")
    topics = tuple(_topic(entry, number, where) for number, entry in enumerate(entries, start=1))
    twice = {t.id for t in topics if sum(other.id == t.id for other in topics) > 1}
    if twice:
        raise SeedError(f"{where}: ids given twice: {sorted(twice)}; each topic needs its own")
    return topics


def _topic(entry: Any, number: int, where: Path) -> Topic:
    place = f"{where}, topic {number}"
    if not isinstance(entry, dict):
        raise SeedError(f"{place} is not a [[topic]] table")
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise SeedError(f"{place}: not known {unknown}; allowed {sorted(_FIELDS)}")
    for name in ("id", "label", "description"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise SeedError(f"{place}: {name!r} must be a text that is not empty")
    if not _ID.fullmatch(entry["id"]):
        raise SeedError(f"{place}: id {entry['id']!r} may hold letters, digits and _ only")
    keywords = entry.get("keywords", [])
    if not isinstance(keywords, list) or not all(isinstance(k, str) and k.strip("* ") for k in keywords):
        raise SeedError(f"{place}: 'keywords' must be a list of texts, none empty")
    return Topic(entry["id"], entry["label"], entry["description"], tuple(keywords))


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: `form` (width, width), and the plain numbers of the module's formula."""

    form: np.ndarray
    keyword: float
    other: float
    temperature: float
    threshold: float


@functools.cache
def weights() -> Weights:
    """Return the shipped weights; raises `ModelError` when `topics.safetensors` is missing or damaged."""
    tensors, about = encoder.read_weights(settings.MODELS / "topics.safetensors")
    return Weights(tensors["form"].numpy(), **json.loads(about["numbers"]))


@functools.cache
def embeddings(topics: tuple[Topic, ...]) -> np.ndarray:
    """Return one unit vector a topic (topics, width): label, description and keywords taken together."""
    import numpy as np

    vectors = [encoder.embed(written(topic)).mean(axis=0) for topic in topics]
    return np.stack([vector / np.linalg.norm(vector) for vector in vectors])


def written(topic: Topic) -> tuple[str, ...]:
    """Return the texts a topic is represented by."""
    words = ", ".join(keyword.replace("*", "") for keyword in topic.keywords)
    return tuple(text for text in (topic.label, topic.description, words) if text)


def keywords_found(texts: Sequence[str], topics: Sequence[Topic]) -> np.ndarray:
    """Return how many different keyword matches each text holds for each topic: float32 (texts, topics)."""
    import numpy as np

    found = np.zeros((len(texts), len(topics)), dtype=np.float32)
    for column, topic in enumerate(topics):
        if topic.keywords:
            search = pattern(topic.keywords)
            found[:, column] = [len({m.group().lower() for m in search.finditer(text)}) for text in texts]
    return found


def probabilities(texts: Sequence[str], topics: tuple[Topic, ...]) -> np.ndarray:
    """Return calibrated probabilities, float32 (texts, topics); rows sum to 1."""
    import numpy as np

    learned = weights()
    scores = encoder.embed(texts) @ learned.form @ embeddings(topics).T
    scores += learned.keyword * np.log1p(keywords_found(texts, topics))
    scores[:, [topic.id == OTHER for topic in topics]] = learned.other
    scores = scores / learned.temperature
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def label(texts: Sequence[str], *, topics: tuple[Topic, ...] | None = None) -> list[Labels]:
    """Return for each text of one document its topics as (id, probability), most probable first.

    The main topic always stands; a second and third only above the learned threshold, and never "other".
    """
    if not texts:
        return []
    known = topics if topics is not None else load()
    return [_chosen(row, known) for row in probabilities([" ".join(text.split()) for text in texts], known)]


def _chosen(row: np.ndarray, topics: tuple[Topic, ...]) -> Labels:
    order = sorted(range(len(topics)), key=lambda i: (-row[i], i))[:MOST]
    least = weights().threshold
    kept = [order[0], *(i for i in order[1:] if row[i] >= least and topics[i].id != OTHER)]
    return tuple((topics[i].id, round(float(row[i]), 3)) for i in kept)
