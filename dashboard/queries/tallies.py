"""Counting: how many of the selected sentences fall into each cell, and the mean and spread of a score there.

Goes in: a selection and the columns (`Side`) whose numbers make the cells. Comes out: a `Tally` with one line for every
cell that holds something. Nothing here knows what the numbers stand for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dashboard.codes import Numbers, Sets
from dashboard.queries.matching import Selection

if TYPE_CHECKING:
    from dashboard.table import Table

#: Cells up to which a plain array of counts is kept; beyond, the cells found are sorted.
DENSE = 1 << 20
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Side:
    """One side of the cells: a column of numbers below `size`; `onto` has the number to count instead, -1 for none."""

    column: str
    size: int
    onto: Numbers | None = None


@dataclass(frozen=True)
class Tally:
    """For each cell: its number on every side, `n`, and of those with a score `scored`, `total`, `squares`."""

    sides: tuple[Numbers, ...]
    n: Numbers
    scored: Numbers
    total: Floats
    squares: Floats

    def mean(self) -> Floats:
        """Return the mean score of each cell, NaN where nothing has one."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.total / self.scored

    def deviation(self) -> Floats:
        """Return the sample standard deviation of the score in each cell, NaN below two."""
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = np.maximum(0, self.squares - self.total**2 / self.scored)
            return np.where(self.scored > 1, np.sqrt(spread / (self.scored - 1)), np.nan)


def tally(table: Table, selection: Selection, *sides: Side, score: str | None = None) -> Tally:
    """Count the selected sentences by `sides`, with the sums of the column `score` where it is given."""

    # Each piece has a count of every cell: with many cells it must be long to be worth that.
    size = math.prod(_shape(sides))

    def pieces() -> Iterator[tuple[list[Numbers], Numbers | None]]:
        for piece in selection.pieces(least=min(size, DENSE)):
            numbers = [table.codes[side.column][piece] for side in sides]
            yield numbers, table.codes[score][piece] if score else None

    return count(pieces(), sides)


def count(pieces: Iterable[tuple[Sequence[Numbers], Numbers | None]], sides: Sequence[Side]) -> Tally:
    """Count the cells that `pieces` give: for each side an array of numbers, and an array of scores or None."""
    shape = _shape(sides)
    size = math.prod(shape)
    placed = (_cells(numbers, scores, sides, shape) for numbers, scores in pieces)
    cells, columns = _dense(placed, size=size) if size <= DENSE else _sparse(placed)
    places = tuple(np.unravel_index(cells, shape)) if len(cells) else tuple(cells for _ in shape)
    return Tally(places, *columns)


def _shape(sides: Sequence[Side]) -> list[int]:
    """Return how many cells there are along each side."""
    return [side.size if side.onto is None else int(side.onto.max(initial=-1)) + 1 for side in sides]


def _cells(
    numbers: Sequence[Numbers], scores: Numbers | None, sides: Sequence[Side], shape: Sequence[int]
) -> tuple[Numbers, Numbers | None]:
    """Return the number of each line's cell and its score, without the lines a side has no place for."""
    put = [n if side.onto is None else side.onto[n] for n, side in zip(numbers, sides, strict=True)]
    if any(side.onto is not None and side.onto.min(initial=0) < 0 for side in sides):
        kept = np.flatnonzero(np.logical_and.reduce([values >= 0 for values in put]))
        put = [values[kept] for values in put]
        scores = None if scores is None else scores[kept]
    # The form in which NumPy counts: narrower numbers would be widened again by every count.
    cells = put[0].astype(np.intp)
    for values, width in zip(put[1:], shape[1:], strict=True):
        cells *= width
        cells += values
    return cells, scores


def _dense(placed: Iterable[tuple[Numbers, Numbers | None]], *, size: int) -> tuple[Numbers, list[Any]]:
    """Return the cells that hold something, ascending, with their four sums, by an array of all cells."""
    sums: list[Any] = []
    for cells, scores in placed:
        more = _sums(cells, scores, size)
        # Where all comes in one piece, its sums need no adding up.
        sums = [None if a is None else a + b for a, b in zip(sums, more, strict=True)] if sums else more
    if not sums:
        sums = _sums(np.zeros(0, dtype=np.intp), None, size)
    places = np.flatnonzero(sums[0])
    return places, _whole([np.zeros(len(places)) if total is None else total[places] for total in sums])


def _sparse(placed: Iterable[tuple[Numbers, Numbers | None]]) -> tuple[Numbers, list[Any]]:
    """Return the same where an array of all cells would be too long."""
    found: list[tuple[Numbers, list[Any]]] = []
    for cells, scores in placed:
        places, inverse = np.unique(cells, return_inverse=True)
        zeros = np.zeros(len(places))
        found.append((places, [zeros if s is None else s for s in _sums(inverse, scores, len(places))]))
    every = np.concatenate([places for places, _ in found] or [np.zeros(0, dtype=np.int64)])
    places, inverse = np.unique(every, return_inverse=True)
    columns = [np.concatenate([sums[i] for _, sums in found] or [np.zeros(0)]) for i in range(4)]
    return places, _whole([np.bincount(inverse, column, len(places)) for column in columns])


def _sums(cells: Numbers, scores: Numbers | None, size: int) -> list[Any]:
    """Return n, scored, total and squares of each of `size` cells; the last three None without scores."""
    n = np.bincount(cells, minlength=size)
    if scores is None:
        return [n, None, None, None]
    values = scores.astype(np.float64)
    missing = np.isnan(values)
    scored = n
    if missing.any():
        values[missing] = 0.0
        scored = n - np.bincount(cells[missing], minlength=size)
    return [n, scored, np.bincount(cells, values, size), np.bincount(cells, values * values, size)]


def _whole(sums: list[Any]) -> list[Any]:
    return [sums[0].astype(np.int64), sums[1].astype(np.int64), sums[2], sums[3]]


def spread(found: Tally, *sets: Sets | None) -> Tally:
    """Return a tally over lists of keys as one over the keys: a sentence counts once for each key of its lists.

    `sets` gives for each side its lists, None for a side that is a number itself. Keys begin at -1.
    """
    lines = np.arange(len(found.n))
    sides = [side.astype(np.int64) for side in found.sides]
    for place, own in enumerate(sets):
        if own is None:
            continue
        lists = sides[place]
        many = own.starts[lists + 1] - own.starts[lists]
        line = np.repeat(np.arange(len(lists)), many)
        offset = np.arange(len(line)) - np.repeat(np.cumsum(many) - many, many)
        sides = [side[line] for side in sides]
        sides[place] = own.key[own.starts[lists][line] + offset].astype(np.int64)
        lines = lines[line]
    shape = [int(side.max(initial=-1)) + 2 for side in sides]
    cells = sides[0] + 1
    for side, width in zip(sides[1:], shape[1:], strict=True):
        cells = cells * width + side + 1
    places, columns = _added(kept(found, lines), cells, size=int(np.prod(shape, dtype=np.int64)))
    keys = tuple(side - 1 for side in np.unravel_index(places, shape)) if len(places) else tuple(sides)
    return Tally(keys, *columns)


def _added(found: Tally, cells: Numbers, *, size: int) -> tuple[Numbers, list[Any]]:
    """Return the cells (below `size`) that lines of `found` belong to, ascending, and the sums of those lines."""
    columns = (found.n, found.scored, found.total, found.squares)
    if size <= DENSE:
        places = np.flatnonzero(np.bincount(cells, minlength=1))
        return places, _whole([np.bincount(cells, column)[places] for column in columns])
    places, inverse = np.unique(cells, return_inverse=True)
    return places, _whole([np.bincount(inverse, column, len(places)) for column in columns])


def kept(found: Tally, chosen: Numbers) -> Tally:
    """Return the cells at the places `chosen` (numbers or a mask), in that order."""
    return Tally(
        tuple(side[chosen] for side in found.sides), found.n[chosen], found.scored[chosen], found.total[chosen],
        found.squares[chosen],
    )  # fmt: skip


def merged(found: Tally, side: Numbers) -> Tally:
    """Return the cells added up by the numbers `side` gives each of them (0 and up), one side in ascending order."""
    places, columns = _added(found, side, size=int(side.max(initial=0)) + 1)
    return Tally((places,), *columns)
