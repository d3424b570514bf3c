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
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import packed, settings, weight_files
from data.errors import ModelError

if TYPE_CHECKING:
    import torch
    from tokenizers import Encoding, Tokenizer
    from transformers import BertModel

CLS, SEP, PAD, MASK = 101, 102, 0, 103
#: Tokens of one input, special tokens included; longer sentences are cut.
LIMIT = 128
#: Tokens of one batch, padding included, by device: what one core keeps in its cache; what keeps a GPU busy.
TOKEN_BUDGETS = {"cpu": 2048, "cuda": 16384}
_TARGET_LIMIT = 40
EMBEDDINGS = "embeddings"


@dataclass(frozen=True, slots=True)
class Input:
    """Token ids with [CLS] and [SEP], and types: 1 marks the target's text and its mention, 0 everything else."""

    ids: tuple[int, ...]
    types: tuple[int, ...]


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


# --- tokens ----------------------------------------------------------------------------------------------------


@functools.cache
def tokenizer() -> Tokenizer:
    """Return the shipped word-piece tokenizer (lower-casing), without padding or truncation."""
    from tokenizers import Tokenizer

    path = settings.MODELS / "tokenizer.json"
    if not path.is_file():
        raise ModelError(f"{path} is missing: restore data/models/ from the repository")
    made = Tokenizer.from_file(str(path))
    made.no_padding()
    made.no_truncation()
    # "[SEP]" written in an article is text, no separator.
    made.encode_special_tokens = True
    return made


Place = tuple[int, int]


def text_inputs(
    texts: Sequence[str], *, masked: Sequence[Place | None] | None = None, limit: int = LIMIT
) -> list[Input]:
    """Return one input for each text: [CLS] text [SEP], cut to `limit` tokens.

    `masked` are character offsets in each text whose tokens are hidden behind [MASK].
    """
    found = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    made = []
    for encoding, hidden in zip(found, masked if masked is not None else [None] * len(texts), strict=True):
        ids = (CLS, *_hidden(encoding, hidden)[: limit - 2], SEP)
        made.append(Input(ids, (0,) * len(ids)))
    return made


def _hidden(encoding: Encoding, place: Place | None) -> list[int]:
    if place is None:
        return list(encoding.ids)
    pairs = zip(encoding.ids, encoding.offsets, strict=True)
    return [MASK if a < place[1] and place[0] < b else i for i, (a, b) in pairs]


def pair_inputs(
    texts: Sequence[str],
    *,
    targets: Sequence[str],
    mentions: Sequence[Place | None] | None = None,
    masked: Sequence[Place | None] | None = None,
    limit: int = LIMIT,
) -> list[Input]:
    """Return one input for each text and target: [CLS] text [SEP] target [SEP].

    `mentions` are character offsets of the target's mention in the text, or None: its tokens get type 1, as the
    target's text does. `masked` as in `text_inputs`. A text too long for `limit` is cut around the mention, or at
    its end.
    """
    marks = mentions if mentions is not None else [None] * len(texts)
    covers = masked if masked is not None else [None] * len(texts)
    sentences = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    named = tokenizer().encode_batch(list(targets), add_special_tokens=False)
    made = []
    for sentence, target, mark, cover in zip(sentences, named, marks, covers, strict=True):
        tail = target.ids[:_TARGET_LIMIT]
        types = [int(mark is not None and a < mark[1] and mark[0] < b) for a, b in sentence.offsets]
        room = limit - 3 - len(tail)
        last = max((i for i, t in enumerate(types) if t), default=0)
        skip = max(0, last + 1 - room) if last >= room else 0
        ids = _hidden(sentence, cover)[skip : skip + room]
        made.append(
            Input(
                (CLS, *ids, SEP, *tail, SEP),
                (0, *types[skip : skip + room], 0, *([1] * len(tail)), 0),
            )
        )
    return made


# --- batches ---------------------------------------------------------------------------------------------------


def batches(lengths: Sequence[int], *, token_budget: int | None = None) -> list[list[int]]:
    """Return indices grouped by similar length, each group at most `token_budget` tokens with its padding.

    Without a budget groups are as large as suits the device here.
    Longest first; equal lengths keep their order. An item longer than the budget is a batch of its own.
    """
    budget = token_budget if token_budget is not None else TOKEN_BUDGETS[device()]
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
def numbers() -> str:
    """Return the number type of the matrix products here: what `PODIUM_NUMBERS` asks for, else what is fast.

    bfloat16 where the GPU or the processor multiplies it in hardware (AMX or AVX-512 BF16), float32 everywhere else;
    told by what the machine is, never by a timing, so that one machine gives one result. Raises `ModelError` for
    another name.
    """
    asked = settings.numbers()
    if asked == "auto":
        fast = _gpu_multiplies_bfloat16() if device() == "cuda" else _multiplies_bfloat16()
        return "bfloat16" if fast else "float32"
    if asked not in packed.NUMBERS:
        raise ModelError(f"PODIUM_NUMBERS is {asked!r}: choose auto, {', '.join(packed.NUMBERS)}, or leave it unset")
    return asked


@functools.cache
def device() -> str:
    """Return where the layers run, "cuda" or "cpu": what `PODIUM_DEVICE` asks for, else a GPU where there is one.

    Everything but the layers stays on the processor. Raises `ModelError` for another name, or for a GPU that PyTorch
    does not find.
    """
    asked = settings.device()
    if asked not in ("auto", "cpu", "cuda"):
        raise ModelError(f"PODIUM_DEVICE is {asked!r}: choose auto, cpu, cuda, or leave it unset")
    if asked != "cpu" and _finds_gpu():
        return "cuda"
    if asked == "cuda":
        raise ModelError(
            "PODIUM_DEVICE is 'cuda', and PyTorch finds no GPU: install its driver and a build of PyTorch with CUDA, "
            "or leave PODIUM_DEVICE unset"
        )
    return "cpu"


def _finds_gpu(nodes: Sequence[str] = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")) -> bool:
    # Linux shows a GPU as a device; without one torch need not be loaded to ask (see `_multiplies_bfloat16`).
    if sys.platform == "linux" and not any(Path(node).exists() for node in nodes):
        return False
    import torch

    return torch.cuda.is_available()


def _gpu_multiplies_bfloat16() -> bool:
    import torch

    return bool(torch.cuda.is_bf16_supported(including_emulation=False))


def _multiplies_bfloat16(about: Path = Path("/proc/cpuinfo")) -> bool:
    # Where Linux lists the flags they are read: a build with nothing new to read need not load torch.
    if about.is_file():
        return not {"avx512_bf16", "amx_bf16"}.isdisjoint(about.read_text(encoding="utf-8").split())
    import torch

    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def limit_threads(count: int) -> None:
    """Let the matrix products of this process use `count` threads."""
    import torch

    torch.set_num_threads(max(1, count))


# --- trunks ----------------------------------------------------------------------------------------------------------


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
    return Trunk(model.train(False), heads, metadata, packed.layers_of(model, numbers=numbers(), device=device()))


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
