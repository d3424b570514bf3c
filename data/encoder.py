"""The only door to the shipped transformer weights: texts in, hidden states out.

Three files under `data/models/` hold everything, as int8 matrices with one scale a row (symmetric) and float32
vectors: `embeddings.safetensors` (word, position and type embeddings, frozen in every training and shared) and
one file of layers for each trunk: `pair` (tone, sentiment, stance, topics) and `tagger` (quotations). They are put
back into float32 when loaded.

Batches are formed inside the sequence a caller hands over, sorted by length under a token budget; every stage
hands over one document at a time, so a result never depends on what else is in the run.

This module trains nothing, downloads nothing and knows no task.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import hardware, packed, settings, weight_files
from data.errors import ModelError
from data.word_pieces import Input

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

#: Tokens of one batch, padding included, by device: what one core keeps in its cache; what keeps a GPU busy.
TOKEN_BUDGETS = {"cpu": 2048, "cuda": 16384}
EMBEDDINGS = "embeddings"


@dataclass(frozen=True, slots=True)
class Trunk:
    """A loaded encoder: the model, its heads by name, the strings kept in its file, and its layers for inference.

    A model that is being trained has no `layers` of its own: they are taken from it at every call, in float32.
    """

    model: BertModel
    heads: dict[str, torch.Tensor]
    metadata: dict[str, str]
    layers: packed.Layers | None = None

    @property
    def ready(self) -> packed.Layers:
        """The layers for inference."""
        return self.layers or packed.layers_of(self.model)


def batches(lengths: Sequence[int], *, token_budget: int | None = None) -> list[list[int]]:
    """Return indices grouped by similar length, each group at most `token_budget` tokens with its padding.

    Without a budget groups are as large as suits the device here.
    Longest first; equal lengths keep their order. An item longer than the budget is a batch of its own.
    """
    budget = token_budget if token_budget is not None else TOKEN_BUDGETS[hardware.device()]
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    groups: list[list[int]] = []
    for index in order:
        if groups and lengths[groups[-1][0]] * (len(groups[-1]) + 1) <= budget:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def tensors(inputs: Sequence[Input]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, types and attention mask (batch, longest), padded on the right."""
    import torch

    longest = max(len(item.ids) for item in inputs)
    ids = torch.zeros((len(inputs), longest), dtype=torch.long)
    types = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for row, item in enumerate(inputs):
        size = len(item.ids)
        ids[row, :size] = torch.tensor(item.ids)
        types[row, :size] = torch.tensor(item.types)
        mask[row, :size] = 1
    return ids, types, mask


Pool = Callable[[Any, Any, Any], Any]


def encode(trunk: Trunk, inputs: Sequence[Input], *, pool: Pool) -> list[Any]:
    """Run the trunk over the inputs of one document and return what `pool` makes of each, in the given order.

    `pool(hidden, types, mask)` gets tensors (batch, tokens, width), (batch, tokens), (batch, tokens) and returns
    a tensor or list with one entry for each row of the batch. Equal inputs ("(Applause.)") are read once.
    """
    import torch

    ready = trunk.ready

    def read(group: Sequence[Input]) -> Any:
        ids, types, mask = tensors(group)
        embedded, real = trunk.model.embeddings(input_ids=ids, token_type_ids=types), mask.bool()
        hidden = torch.zeros_like(embedded)
        hidden[real] = ready.states(embedded[real], [len(item.ids) for item in group])
        return pool(hidden, types, mask)

    return _each_once(trunk, inputs, read)


def means(trunk: Trunk, inputs: Sequence[Input]) -> torch.Tensor:
    """Return the mean over each input's tokens of the states behind every layer: float32 (inputs, layers * width).

    The last layer's come last. Equal inputs are read once, as in `encode`.
    """
    import torch

    ready = trunk.ready

    def read(group: Sequence[Input]) -> Any:
        ids, types, mask = tensors(group)
        lengths = [len(item.ids) for item in group]
        embedded = trunk.model.embeddings(input_ids=ids, token_type_ids=types)[mask.bool()]
        sizes = torch.tensor(lengths)
        behind = [
            torch.segment_reduce(state, "mean", lengths=sizes.to(state.device))
            for state in ready.each(embedded, lengths)
        ]
        return torch.cat(behind, 1).to(embedded.device)

    if not inputs:
        return torch.zeros((0, len(ready.layers) * trunk.model.config.hidden_size))
    return torch.stack(_each_once(trunk, inputs, read))


def _each_once(trunk: Trunk, inputs: Sequence[Input], read: Callable[[Sequence[Input]], Any]) -> list[Any]:
    """Return what `read` makes of each input, in the given order; it gets groups of like length, equal ones once."""
    import torch

    found: dict[Input, Any] = dict.fromkeys(inputs)
    once = list(found)
    trunk.model.train(False)
    with torch.inference_mode():
        for group in batches([len(item.ids) for item in once]):
            chosen = [once[i] for i in group]
            found.update(zip(chosen, read(chosen), strict=True))
    return [found[item] for item in inputs]


def mean_of(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean over the tokens where `mask` is 1: (batch, width)."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1.0)


@functools.cache
def load_trunk(name: str, folder: Path | None = None) -> Trunk:
    """Return the trunk `name` ("pair" or "tagger") in float32, ready for inference.

    Loaded once a process. Raises `ModelError` that names the file when weights are missing or damaged.
    """
    from transformers import BertConfig, BertModel

    where = folder or settings.MODELS
    shared, config = _shared(where)
    own, metadata = weight_files.read_weights(where / f"{name}.safetensors")
    heads = {key.removeprefix("heads."): value for key, value in own.items() if key.startswith("heads.")}
    layers = {key: value for key, value in own.items() if not key.startswith("heads.")}
    model = BertModel(BertConfig.from_dict(config), add_pooling_layer=False)
    # Assigned, not copied: all trunks hold the same embeddings.
    missing, unexpected = model.load_state_dict(shared | layers, strict=False, assign=True)
    lacking = [key for key in missing if not key.endswith("position_ids")]
    if lacking or unexpected:
        raise ModelError(
            f"{where / name}.safetensors does not fit the model: missing {lacking[:3]}, not known {unexpected[:3]}; "
            "restore data/models/ from the repository"
        )
    ready = packed.layers_of(model, numbers=hardware.numbers(), device=hardware.device())
    return Trunk(model.train(False), heads, metadata, ready)


@functools.cache
def _shared(folder: Path) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Return the embeddings that all trunks of a folder share, and the model's configuration."""
    weights, about = weight_files.read_weights(folder / f"{EMBEDDINGS}.safetensors")
    return weights, json.loads(about["config"])


def base_model(path: Path) -> BertModel:
    """Return the published encoder that training starts from, in float32, from a folder of transformers files.

    Without dropout in the attention: with it, PyTorch leaves its fused attention and trains a tenth slower.
    """
    from transformers import BertModel

    return BertModel.from_pretrained(
        str(path), add_pooling_layer=False, local_files_only=True, attention_probs_dropout_prob=0.0
    )
