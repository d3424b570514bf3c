"""Any sequence-classification or NLI model by name or folder: its labels checked, its answers in Podium's order.

A classifier must have labels that mean negative, (neutral,) positive for sentiment; against, (neither,) favor for
stance. An NLI model is asked zero-shot: the sentence is the premise, and what each label means is the hypothesis.
Its probabilities are taken as they come: nothing here is calibrated, so such a model never abstains.

Weights are read from safetensors only, and no code that comes with a model is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import settings
from data.errors import ModelError

if TYPE_CHECKING:
    import numpy as np

#: For each label of Podium the names that models give it, lower case.
SENTIMENT_NAMES = {
    "negative": ("negative", "neg", "1 star", "2 stars"),
    "neutral": ("neutral", "neu", "3 stars", "mixed"),
    "positive": ("positive", "pos", "4 stars", "5 stars"),
}
STANCE_NAMES = {
    "against": ("against", "anti", "con", "oppose", "opposes", "disagree", "undermine"),
    "neither": ("neither", "none", "neutral", "unrelated", "discuss", "comment"),
    "favor": ("favor", "favour", "in favor", "pro", "for", "support", "supports", "agree"),
}
_NLI = ("contradiction", "neutral", "entailment")
#: What a name on the hub may be: anything else is a path.
_ON_HUB = re.compile(r"(?:\b[\w.-]+\b/)?\b[\w.-]{1,96}\b")
_BATCH = 16
_TOKENS = 256


@dataclass(frozen=True, slots=True)
class Opened:
    """A model in memory: its tokenizer, and the labels of its outputs in lower case."""

    name: str
    model: Any
    tokenizer: Any
    labels: tuple[str, ...]

    @property
    def infers(self) -> bool:
        """Return whether this is an NLI model."""
        return "entailment" in self.labels


def folder(name: str) -> Path | None:
    """Return the folder that the name of a model means, None for a name on the hub.

    Raises `ModelError` for a name that is neither: the hub would find fault with its letters.
    """
    place = settings.expanded(name)
    if name.strip() and place.is_dir():
        return place
    if _ON_HUB.fullmatch(name) is None:
        raise _not_to_be_had(name, "it is a file" if place.is_file() else "no such folder")
    return None


def opened(name: str) -> Opened:
    """Return the model `name`: a folder, or a name on the hub that is in the local cache or can be downloaded.

    Raises `ModelError` when it cannot be had or is no classifier.
    """
    from safetensors import SafetensorError
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    place = str(folder(name) or name)
    try:
        tokenizer = AutoTokenizer.from_pretrained(place, trust_remote_code=False)
        model = AutoModelForSequenceClassification.from_pretrained(place, trust_remote_code=False, use_safetensors=True)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        raise _not_to_be_had(name, _first_line(error)) from error
    named = model.config.id2label
    if lost := [i for i in range(model.config.num_labels) if i not in named]:
        raise ModelError(f"model {name!r} has no label for its outputs {lost}: set id2label in its config.json")
    labels = tuple(str(named[i]).strip().lower() for i in range(model.config.num_labels))
    return Opened(name, model.eval(), tokenizer, labels)


def revision(name: str) -> str:
    """Return the commit of the model `name` on the hub that is in use; raises `ModelError` when it cannot be had."""
    from transformers.utils.hub import cached_file

    try:
        config = cached_file(name, "config.json")
    except (OSError, ValueError) as error:
        raise _not_to_be_had(name, _first_line(error)) from error
    # The cache keeps each commit's files in a folder of that name.
    return Path(str(config)).parent.name


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _not_to_be_had(name: str, reason: str) -> ModelError:
    return ModelError(
        f"model {name!r} cannot be had ({reason}): name a folder with config, tokenizer and safetensors weights, "
        "or a model that is in the local cache or can be downloaded"
    )


def groups(model: Opened, names: Mapping[str, tuple[str, ...]]) -> list[list[int]]:
    """Return for each label of Podium the outputs that mean it.

    Raises `ModelError` with the model's labels when one means nothing known, or the first or last is missing.
    """
    found = [[i for i, label in enumerate(model.labels) if label in known] for known in names.values()]
    lost = [label for i, label in enumerate(model.labels) if not any(i in group for group in found)]
    if lost or not found[0] or not found[-1]:
        allowed = "; ".join(f"{label}: {', '.join(known)}" for label, known in names.items())
        raise ModelError(
            f"model {model.name!r} has the labels {list(model.labels)}, which cannot be mapped; allowed are those of "
            f"an NLI model {list(_NLI)}, or {allowed}. Set id2label in its config.json"
        )
    return found


def classified(
    model: Opened, texts: Sequence[str], *, names: Mapping[str, tuple[str, ...]], beside: Sequence[str] | None = None
) -> np.ndarray:
    """Return probabilities in the order of `names`, float32 (texts, 3); `beside` is each text's second segment."""
    import numpy as np

    places = groups(model, names)
    odds = _probabilities(model, texts, beside)
    return np.stack([odds[:, group].sum(axis=1) for group in places], axis=1)


def inferred(model: Opened, texts: Sequence[str], *, low: Sequence[str], high: Sequence[str]) -> np.ndarray:
    """Return (low, neither, high) probabilities, float32 (texts, 3), from the entailment of two hypotheses a text."""
    import numpy as np

    entails = model.labels.index("entailment")
    downs = _probabilities(model, texts, low)[:, entails]
    ups = _probabilities(model, texts, high)[:, entails]
    odds = np.stack([downs, np.clip(1 - downs - ups, 0, None), ups], axis=1)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


def _probabilities(model: Opened, texts: Sequence[str], beside: Sequence[str] | None) -> np.ndarray:
    import numpy as np
    import torch

    if not texts:
        return np.zeros((0, len(model.labels)), dtype=np.float32)
    rows = []
    with torch.inference_mode():
        for start in range(0, len(texts), _BATCH):
            part = slice(start, start + _BATCH)
            pairs = (list(texts[part]),) if beside is None else (list(texts[part]), list(beside[part]))
            coded = model.tokenizer(*pairs, truncation=True, max_length=_TOKENS, padding=True, return_tensors="pt")
            rows.append(torch.softmax(model.model(**coded).logits.float(), dim=1))
    return torch.cat(rows).numpy()
