"""The layers of an encoder over texts laid end to end, so that no matrix product is spent on padding.

In: a BERT model (Devlin et al. 2019, arXiv:1810.04805) and the embedded tokens of many texts, one text after the
other. Out: their hidden states in the same order. Matrix products run over all tokens at once; only attention,
a hundredth of the work for a sentence, is done in groups of texts of similar length. Products and attention run in
float32 or bfloat16; what flows past them (sums, normalisations) stays float32. The layers may live on a GPU; tokens
go there and come back.

This module knows no tokens and no task, and serves inference alone: training runs the model itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

    #: Weight and bias of a matrix product or of a normalisation.
    Pair = tuple[torch.Tensor, torch.Tensor]

#: Texts share one attention call while the shortest has at least this share of the longest's tokens, by device: a
#: processor pays for the padding, a GPU for every call.
_ALIKE = {"cpu": 0.7, "cuda": 0.0}


@dataclass(frozen=True, slots=True)
class Layer:
    """One encoder layer: query, key and value as one product, the attention's output, and the two wide products."""

    mixed: Pair
    output: Pair
    norm: Pair
    widen: Pair
    narrow: Pair
    last_norm: Pair


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers of one trunk, with the number of attention heads and the normalisations' epsilon."""

    layers: tuple[Layer, ...]
    heads: int
    epsilon: float

    def states(self, tokens: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """Return the last hidden states (tokens, width) of embedded `tokens` (tokens, width).

        `lengths` are the texts' numbers of tokens in the order they lie in; texts of like length should be
        neighbours. Runs without gradients. The states come back to where the tokens are.
        """
        *_, last = self.each(tokens, lengths)
        return last.to(tokens.device)

    def each(self, tokens: torch.Tensor, lengths: Sequence[int]) -> Iterator[torch.Tensor]:
        """Yield the hidden states behind each layer, where the layers are; else as `states`."""
        import torch

        device = self.layers[0].mixed[0].device
        tokens, groups, room = tokens.to(device), _groups(lengths, device), _Room(len(tokens))
        for layer in self.layers:
            with torch.inference_mode():
                tokens = self._behind(layer, tokens, groups, room)
            yield tokens

    def _behind(self, layer: Layer, tokens: torch.Tensor, groups: Sequence[_Group], room: _Room) -> torch.Tensor:
        import torch

        norm = torch.nn.functional.layer_norm
        kind, width = layer.mixed[0].dtype, tokens.shape[1]
        mixed = room.product(tokens.to(kind), layer.mixed).view(-1, 3, self.heads, width // self.heads)
        seen = torch.cat([_attended(mixed, group) for group in groups])
        tokens = norm(room.product(seen, layer.output).float().add_(tokens), (width,), *layer.norm, self.epsilon)
        wide = torch.ops.aten.gelu_(room.product(tokens.to(kind), layer.widen))
        narrow = room.product(wide, layer.narrow).float().add_(tokens)
        return norm(narrow, (width,), *layer.last_norm, self.epsilon)


class _Room:
    """Where the products of one batch's layers are written, the same memory for each layer.

    Memory asked for and given back at every product ends up in pieces, and its pages are cleared each time.
    """

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._held: dict[int, torch.Tensor] = {}

    def product(self, tokens: torch.Tensor, weights: Pair) -> torch.Tensor:
        """Return tokens @ weight.T + bias; it stands until the next product of the same width."""
        import torch

        weight, bias = weights
        width = weight.shape[0]
        if width not in self._held:
            self._held[width] = tokens.new_empty((self._tokens, width))
        return torch.addmm(bias, tokens, weight.T, out=self._held[width])


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring texts attended in one call: first and last token, and, where lengths differ, where each goes."""

    first: int
    last: int
    texts: int
    longest: int
    #: Place of each token in the padded (texts * longest); None when nothing is padded.
    places: torch.Tensor | None
    #: Added to the attention's scores (texts, 1, 1, longest): 0 for tokens, minus infinity for padding.
    mask: torch.Tensor | None


def _groups(lengths: Sequence[int], device: torch.device) -> list[_Group]:
    """Return the texts in groups of similar length, each padded only inside its attention."""
    alike = _ALIKE[device.type]
    groups, begun, first = [], 0, 0
    for place, length in enumerate([*lengths, 0]):
        held = lengths[begun:place]
        if held and (not length or min(length, *held) < alike * max(length, *held)):
            groups.append(_group(first, held, device))
            first, begun = first + sum(held), place
    return groups


def _group(first: int, held: Sequence[int], device: torch.device) -> _Group:
    import torch

    longest, last = max(held), first + sum(held)
    if min(held) == longest:
        return _Group(first, last, len(held), longest, None, None)
    real = torch.arange(longest)[None, :] < torch.tensor(held)[:, None]
    mask = torch.zeros(real.shape).masked_fill_(~real, float("-inf"))[:, None, None, :]
    return _Group(first, last, len(held), longest, real.flatten().nonzero()[:, 0].to(device), mask.to(device))


def _attended(mixed: torch.Tensor, group: _Group) -> torch.Tensor:
    """Return what attention makes of the group's tokens, (tokens, width); `mixed` is (tokens, 3, heads, width)."""
    import torch

    own = mixed[group.first : group.last]
    if group.places is not None:
        padded = own.new_zeros((group.texts * group.longest, *own.shape[1:]))
        padded[group.places] = own
        own = padded
    query, key, value = own.view(group.texts, group.longest, *own.shape[1:]).permute(2, 0, 3, 1, 4)
    seen = torch.nn.functional.scaled_dot_product_attention(
        query, key, value, attn_mask=None if group.mask is None else group.mask.to(own.dtype)
    )
    flat = seen.transpose(1, 2).reshape(group.texts * group.longest, -1)
    return flat if group.places is None else flat[group.places]


def layers_of(model: BertModel, *, numbers: str = "float32", device: str = "cpu") -> Layers:
    """Return the layers of `model` on `device`, ready to run with products in `numbers`, one of `hardware.NUMBERS`.

    In float32 on the processor the weights are the model's own but for query, key and value, which are copied side by
    side.
    """
    import torch

    weights = {name: value.detach().to(device) for name, value in model.encoder.named_parameters(prefix="encoder")}
    kind = getattr(torch, numbers)

    def pair(name: str) -> Pair:
        return weights[f"{name}.weight"], weights[f"{name}.bias"]

    def product(*names: str) -> Pair:
        found = [pair(name) for name in names]
        if len(found) == 1:
            return found[0][0].to(kind), found[0][1].to(kind)
        return torch.cat([weight for weight, _ in found]).to(kind), torch.cat([bias for _, bias in found]).to(kind)

    made = []
    for index in range(model.config.num_hidden_layers):
        at = f"encoder.layer.{index}"
        made.append(
            Layer(
                mixed=product(*(f"{at}.attention.self.{name}" for name in ("query", "key", "value"))),
                output=product(f"{at}.attention.output.dense"),
                norm=pair(f"{at}.attention.output.LayerNorm"),
                widen=product(f"{at}.intermediate.dense"),
                narrow=product(f"{at}.output.dense"),
                last_norm=pair(f"{at}.output.LayerNorm"),
            )
        )
    return Layers(tuple(made), model.config.num_attention_heads, model.config.layer_norm_eps)
