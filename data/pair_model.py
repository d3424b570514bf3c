"""The heads of the pair model: hidden states in, calibrated probabilities out.

Tone, sentiment toward a target and stance share the `pair` trunk. Each head reads the mean of all tokens, the
mean of the tokens that mark the target (type 1; for tone all tokens again) and their product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import encoder

if TYPE_CHECKING:
    import torch

TASKS = ("tone", "sentiment", "stance")


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
