"""Weights as int8 and back, and files that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from data import weight_files
from data.errors import ModelError


def test_int8_is_within_half_a_step_of_each_row() -> None:
    matrix = torch.randn((7, 50), generator=torch.Generator().manual_seed(1)) * torch.arange(1, 8).unsqueeze(1)
    back = weight_files.unpack(weight_files.pack({"m": matrix, "v": matrix[0]}))
    step = matrix.abs().amax(1, keepdim=True) / 127
    assert bool(((back["m"] - matrix).abs() <= step / 2 + 1e-6).all())
    assert torch.equal(back["v"], matrix[0])


def test_row_of_zeros_survives() -> None:
    assert torch.equal(weight_files.unpack(weight_files.pack({"m": torch.zeros(2, 3)}))["m"], torch.zeros(2, 3))


def test_damaged_weights_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "pair.safetensors").write_bytes(b"not weights at all")
    with pytest.raises(ModelError, match="damaged"):
        weight_files.read_weights(tmp_path / "pair.safetensors")
