"""Counts in, a share with its 95 % interval out: Wilson's for counts, the bootstrap over documents for F1 figures.

Shares lie in [0, 1]; None where nothing was counted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeVar

Part = TypeVar("Part")
_Z = 1.959964
REPEATS = 1000


def wilson(right: int, n: int) -> list[float] | None:
    """Return Wilson's 95 % score interval of `right` out of `n` (Wilson 1927), or None when `n` is 0."""
    if not n:
        return None
    share = right / n
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
    return [round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)]


def bootstrap(
    parts: Sequence[Part], figure: Callable[[Sequence[Part]], float | None], *, seed: int = 1
) -> list[float] | None:
    """Return the 95 % interval of `figure` over resampled `parts` (documents), percentiles of 1,000 draws."""
    if not parts:
        return None
    draw = random.Random(seed)
    drawn = (figure([draw.choice(parts) for _ in parts]) for _ in range(REPEATS))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None
    return [
        round(values[int(0.025 * len(values))], 4),
        round(values[min(len(values) - 1, int(0.975 * len(values)))], 4),
    ]


def f1(right: int, predicted: int, gold: int) -> float | None:
    """Return F1 from counts, None when neither side holds anything."""
    return 2 * right / (predicted + gold) if predicted + gold else None


def figures(right: int, predicted: int, gold: int) -> dict[str, float | int | None]:
    """Return precision, recall and F1 with the counts they come from."""
    return {
        "precision": round(right / predicted, 4) if predicted else None,
        "recall": round(right / gold, 4) if gold else None,
        "f1": rounded(f1(right, predicted, gold)),
        "n": gold,
        "predicted": predicted,
    }


def summed(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    """Return the counts of all parts together: right, predicted and gold."""
    return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)


def rounded(value: float | None) -> float | None:
    """Return a figure as it is printed, to four digits."""
    return None if value is None else round(value, 4)
