"""The files of the shipped weights: tensors out as int8 safetensors, and back in as float32.

A matrix is stored as int8 with one scale a row beside it, everything else as it is; strings go into the metadata. What
the tensors mean is not known here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import ModelError

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

_SCALE = ".scale"


def quantise(matrix: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return int8 values and one float32 scale a row, symmetric about zero: value = int8 * scale."""
    import torch

    scale = matrix.abs().amax(dim=1).clamp(min=1e-12) / 127.0
    return torch.round(matrix / scale.unsqueeze(1)).clamp(-127, 127).to(torch.int8), scale.float()


def pack(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return the tensors to write: matrices as int8 with `<name>.scale` beside them, all others in float32."""
    packed: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        if value.dim() == 2:
            packed[name], packed[name + _SCALE] = quantise(value.detach().float())
        else:
            packed[name] = value.detach().float().contiguous()
    return packed


def unpack(packed: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return the float32 tensors that `pack` was given, up to half a quantisation step."""
    state = {}
    for name, value in packed.items():
        if name.endswith(_SCALE):
            continue
        scale = packed.get(name + _SCALE)
        state[name] = value.float() if scale is None else value.float() * scale.unsqueeze(1)
    return state


def save_trunk(
    model: BertModel,
    path: Path,
    *,
    heads: dict[str, torch.Tensor] | None = None,
    metadata: dict[str, str] | None = None,
) -> None:
    """Write the layers of `model` (embeddings left out) and the heads to `path`, int8 for matrices."""
    state = {k: v for k, v in model.state_dict().items() if k.startswith("encoder.")}
    state |= {f"heads.{name}": value for name, value in (heads or {}).items()}
    save_tensors(path, state, metadata)


def save_embeddings(model: BertModel, path: Path) -> None:
    """Write the embeddings that all trunks share to `path`, the model's configuration in its metadata."""
    state = {k: v for k, v in model.state_dict().items() if k.startswith("embeddings.") and v.is_floating_point()}
    save_tensors(path, state, {"config": json.dumps(model.config.to_diff_dict(), sort_keys=True)})


def save_tensors(path: Path, state: dict[str, torch.Tensor], metadata: dict[str, str] | None) -> None:
    """Write tensors to `path` as safetensors, matrices as int8."""
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.clone().contiguous() for k, v in pack(state).items()}, str(path), metadata=metadata or {})
    path.chmod(0o644)


def read_weights(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    """Return the float32 tensors and the metadata of one weights file; raise `ModelError` when it cannot be read."""
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise ModelError(f"model weights {path} are missing: restore data/models/ from the repository, or train them")
    try:
        with safe_open(str(path), framework="pt") as opened:
            packed = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118 (not a dict)
            metadata = dict(opened.metadata() or {})
    except SafetensorError as error:
        raise ModelError(f"model weights {path} are damaged ({error}): restore them from the repository") from error
    return unpack(packed), metadata
