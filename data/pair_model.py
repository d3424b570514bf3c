"""The pair model: a sentence, with or without a target, in; calibrated probabilities out.

Tone, sentiment toward a target and stance share the `pair` trunk, by which topics read a sentence too. Each head reads
the mean of all tokens, the mean of the tokens that mark the target (type 1; for tone all tokens again) and their
product. Labels stand in the order of `records.SENTIMENTS` and `records.STANCES`.

The caller hands over one document at a time. Which sentence is asked about which target is decided elsewhere.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import encoder, word_pieces
from data.errors import ModelError
from data.records import SENTIMENTS, STANCES, Target

if TYPE_CHECKING:
    import numpy as np
    import torch

TASKS = ("tone", "sentiment", "stance")
LABELS = {"tone": SENTIMENTS, "sentiment": SENTIMENTS, "stance": STANCES}
#: Name of the trunk's file.
TRUNK = "pair"
#: Tokens of a text with its target for stance: reader comments of several sentences fit.
STANCE_LIMIT = 256
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Calibration:
    """How logits become probabilities, and below which probability a label abstains.

    Of each probability `(1 - floor) * softmax(logits / temperature)` comes from the logits, and `floor` is shared
    equally: sure answers that are wrong now and then would otherwise need a temperature that makes all others unsure.
    """

    temperature: float = 1.0
    threshold: float = 0.0
    floor: float = 0.0

    def applied(self, logits: torch.Tensor) -> torch.Tensor:
        """Return probabilities (inputs, labels) for logits of the same shape."""
        import torch

        return (1 - self.floor) * torch.softmax(logits / self.temperature, dim=1) + self.floor / logits.shape[1]


# --- what the model is asked -----------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def held(text: str, holder: str | None) -> str:
    """Return the text with who speaks before it, as the model was trained to read it."""
    return f"{holder}: {text}" if holder and not text.startswith(holder) else text


def question(target: Target) -> str:
    """Return the words that stand for a target of `seeds/targets.toml` in the model's input."""
    return f"{target.name}: {target.proposition}" if target.proposition else target.name


def tone(texts: Sequence[str]) -> np.ndarray:
    """Return the tone of each text: float32 (texts, 3), rows sum to 1."""
    import torch

    heads = encoder.load_trunk(TRUNK).heads
    whole = wording([plain(text) for text in texts])[:, -heads["tone.out"].shape[1] :]
    scores = logits(torch.cat([whole, whole, whole * whole], dim=1), heads, task="tone")
    return calibration("tone").applied(scores).numpy()


def wording(texts: Sequence[str]) -> torch.Tensor:
    """Return what the trunk makes of each text by itself: the mean of its tokens behind every layer, see `means`.

    Tone and topics ask for the same sentences one after the other: what was asked last is kept.
    """
    return _wording(tuple(texts))


@functools.lru_cache(maxsize=1)
def _wording(texts: tuple[str, ...]) -> torch.Tensor:
    return encoder.means(encoder.load_trunk(TRUNK), word_pieces.text_inputs(texts))


def sentiment(
    texts: Sequence[str], *, targets: Sequence[str], mentions: Sequence[tuple[int, int] | None] | None = None
) -> np.ndarray:
    """Return the sentiment of each text toward its target: float32 (texts, 3), rows sum to 1.

    `mentions` are the target's character offsets in the text where it has a place there.
    """
    return probabilities(word_pieces.pair_inputs(texts, targets=targets, mentions=mentions), task="sentiment")


def stance(
    texts: Sequence[str], *, targets: Sequence[str], holders: Sequence[str | None] | None = None
) -> np.ndarray:
    """Return the stance of each text toward its target: float32 (texts, 3), rows sum to 1.

    `targets` are the words themselves (see `question` for the listed ones); `holders` who speaks, where known.
    """
    speakers = holders if holders is not None else [None] * len(texts)
    said = [held(plain(text), holder) for text, holder in zip(texts, speakers, strict=True)]
    return probabilities(word_pieces.pair_inputs(said, targets=targets, limit=STANCE_LIMIT), task="stance")


# --- from hidden states to probabilities -----------------------------------------------------------------------


def probabilities(inputs: Sequence[word_pieces.Input], *, task: str) -> np.ndarray:
    """Return calibrated probabilities of one document's inputs: float32 (inputs, 3)."""
    import torch

    scores = torch.from_numpy(raw_logits(inputs, task=task))
    return calibration(task).applied(scores).numpy()


def raw_logits(inputs: Sequence[word_pieces.Input], *, task: str, trunk: encoder.Trunk | None = None) -> np.ndarray:
    """Return logits before calibration, float32 (inputs, 3), of `trunk` (default: the shipped one)."""
    import numpy as np
    import torch

    if not inputs:
        return np.zeros((0, len(LABELS[task])), dtype=np.float32)
    used = trunk if trunk is not None else encoder.load_trunk(TRUNK)
    rows = encoder.encode(
        used, inputs, pool=lambda hidden, types, mask: logits(features(hidden, types, mask), used.heads, task=task)
    )
    return torch.stack(rows).numpy()


@functools.cache
def calibration(task: str) -> Calibration:
    """Return the calibration kept with the weights; raises `ModelError` when the task has none."""
    kept = json.loads(encoder.load_trunk(TRUNK).metadata.get("calibration", "{}"))
    if task not in kept:
        raise ModelError(
            f"{TRUNK}.safetensors has no calibration for {task!r}: restore data/models/ from the repository"
        )
    return Calibration(**kept[task])


def new_heads(width: int, *, seed: int) -> dict[str, torch.Tensor]:
    """Return untrained heads: for each task a hidden layer and an output of three classes."""
    import torch

    made = torch.Generator().manual_seed(seed)
    heads: dict[str, torch.Tensor] = {}
    for task in TASKS:
        heads[f"{task}.hidden"] = torch.randn((width, 3 * width), generator=made) * 0.02
        heads[f"{task}.hidden_bias"] = torch.zeros(width)
        heads[f"{task}.out"] = torch.randn((3, width), generator=made) * 0.02
        heads[f"{task}.out_bias"] = torch.zeros(3)
    return {name: value.requires_grad_(True) for name, value in heads.items()}


def features(hidden: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return (batch, 3 * width): mean of all tokens, mean of the target's, and their product."""
    import torch

    whole = encoder.mean_of(hidden, mask)
    marked = torch.where(types.any(dim=1, keepdim=True), types, mask)
    target = encoder.mean_of(hidden, marked)
    return torch.cat([whole, target, whole * target], dim=1)


def logits(values: torch.Tensor, heads: dict[str, torch.Tensor], *, task: str, dropout: float = 0.0) -> torch.Tensor:
    """Return (batch, 3) before calibration; `dropout` is for training."""
    import torch

    drop = torch.nn.functional.dropout
    values = drop(values, dropout, training=dropout > 0)
    inner = torch.nn.functional.gelu(values @ heads[f"{task}.hidden"].T + heads[f"{task}.hidden_bias"])
    return drop(inner, dropout, training=dropout > 0) @ heads[f"{task}.out"].T + heads[f"{task}.out_bias"]
