"""What sentences are about: texts in, up to three topics of `seeds/topics.toml` with probabilities out.

A sentence embedding is compared with the embeddings of each topic's label, description and keywords through a
learned bilinear form; a keyword in the sentence adds a learned amount. Nothing is learned about one topic alone
(but "other", which is a threshold), so a topic the user writes works without training. The embedding is a linear map
of what the pair model's trunk holds of the sentence behind each layer, which the tone needs anyway; the map is fitted
to the embeddings of the published all-MiniLM-L6-v2 (`data/train/embedding.py`).

    e(text) = A means(text) + b, to unit length
    score(sentence, topic) = e(sentence) M e(topic) + k * log(1 + keywords found)
    score(sentence, other) = o;    probabilities = softmax(score / temperature)

It looks at one sentence at a time and knows nothing of its document.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import pair_model, seed_entries, settings, weight_files
from data.errors import SeedError
from data.records import Topic
from data.targets import pattern, stems

if TYPE_CHECKING:
    import numpy as np
    import torch

OTHER = "other"
#: Topics of one sentence at most.
MOST = 3
_TEXTS = ("id", "label", "description")
_MORE = ("keywords",)

Labels = tuple[tuple[str, float], ...]


def load(path: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics of `path` (default `seeds/topics.toml`) in the file's order.

    Raises `SeedError` that names the file, the entry and what is missing, unknown or given twice.
    """
    entries = seed_entries.read(path or settings.TOPICS, kind="topic", texts=_TEXTS, more=_MORE)
    return tuple(_topic(entry, place) for place, entry in entries)


def _topic(entry: dict[str, Any], place: str) -> Topic:
    keywords = entry.get("keywords", [])
    if not isinstance(keywords, list) or not all(isinstance(k, str) and k.strip("* ") for k in keywords):
        raise SeedError(f"{place}: 'keywords' must be a list of texts, none empty")
    return Topic(entry["id"], entry["label"], entry["description"], tuple(keywords))


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: `form` (width, width), the map and its shift, and the plain numbers of the module's formula."""

    form: torch.Tensor
    map: torch.Tensor
    shift: torch.Tensor
    keyword: float
    other: float
    temperature: float
    threshold: float


@functools.cache
def weights() -> Weights:
    """Return the shipped weights; raises `ModelError` when `topics.safetensors` is missing or damaged."""
    tensors, about = weight_files.read_weights(settings.MODELS / "topics.safetensors")
    return Weights(tensors["form"], tensors["map"], tensors["shift"], **json.loads(about["numbers"]))


def embed(texts: Sequence[str]) -> torch.Tensor:
    """Return the unit-length embeddings of texts without superfluous white space: float32 (texts, width)."""
    return mapped(pair_model.wording(texts), weights().map, weights().shift)


def mapped(means: torch.Tensor, by: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """Return the embeddings, of unit length, that the map makes of the states' means."""
    import torch

    return torch.nn.functional.normalize(means @ by.T + shift, dim=1)


@functools.cache
def embeddings(topics: tuple[Topic, ...]) -> torch.Tensor:
    """Return one unit vector a topic (topics, width): label, description and keywords taken together."""
    return embeddings_by(topics, embed)


def embeddings_by(topics: tuple[Topic, ...], embedded: Callable[[Sequence[str]], torch.Tensor]) -> torch.Tensor:
    """Return one unit vector a topic from the embeddings of its texts."""
    import torch

    texts = [written(topic) for topic in topics]
    vectors = torch.split(embedded([text for own in texts for text in own]), [len(own) for own in texts])
    return torch.nn.functional.normalize(torch.stack([own.mean(0) for own in vectors]), dim=1)


def written(topic: Topic) -> tuple[str, ...]:
    """Return the texts a topic is represented by."""
    words = ", ".join(keyword.replace("*", "") for keyword in topic.keywords)
    return tuple(text for text in (topic.label, topic.description, words) if text)


def keywords_found(texts: Sequence[str], topics: Sequence[Topic]) -> np.ndarray:
    """Return how many different keyword matches each text holds for each topic: float32 (texts, topics)."""
    import numpy as np

    found = np.zeros((len(texts), len(topics)), dtype=np.float32)
    folded = [text.casefold() for text in texts]
    for column, topic in enumerate(topics):
        if topic.keywords:
            search, parts = pattern(topic.keywords), stems(topic.keywords)
            for row, text in enumerate(texts):
                if any(part in folded[row] for part in parts):
                    found[row, column] = len({match.group().lower() for match in search.finditer(text)})
    return found


def probabilities(texts: Sequence[str], topics: tuple[Topic, ...]) -> np.ndarray:
    """Return calibrated probabilities, float32 (texts, topics); rows sum to 1."""
    import torch

    learned = weights()
    described = embeddings(topics)
    scores = embed(texts) @ learned.form @ described.T
    scores += learned.keyword * torch.log1p(torch.from_numpy(keywords_found(texts, topics)))
    scores[:, [topic.id == OTHER for topic in topics]] = learned.other
    return torch.softmax(scores / learned.temperature, dim=1).numpy()


def label(texts: Sequence[str]) -> list[Labels]:
    """Return for each text of one document its topics as (id, probability), most probable first.

    The main topic always stands; a second and third only above the learned threshold, and never "other".
    """
    if not texts:
        return []
    known = load()
    return [_chosen(row, known) for row in probabilities([pair_model.plain(text) for text in texts], known)]


def _chosen(row: np.ndarray, topics: tuple[Topic, ...]) -> Labels:
    order = sorted(range(len(topics)), key=lambda i: (-row[i], i))[:MOST]
    least = weights().threshold
    kept = [order[0], *(i for i in order[1:] if row[i] >= least and topics[i].id != OTHER)]
    return tuple((topics[i].id, round(float(row[i]), 3)) for i in kept)
