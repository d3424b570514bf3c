"""What this machine is, in; where the layers run, in which number type, on how many threads, out."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from pathlib import Path

from data import settings
from data.errors import ModelError

#: Number types of the matrix products.
NUMBERS = ("float32", "bfloat16")


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
    if asked not in NUMBERS:
        raise ModelError(f"PODIUM_NUMBERS is {asked!r}: choose auto, {', '.join(NUMBERS)}, or leave it unset")
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
