"""The sentences a filter matches, worked out once and shared by every question asked under that filter.

Goes in: a table and filters. Comes out: a `Selection` of row numbers. Values of a field are looked up among its keys,
the keys among the lists of keys (few), and the lists among the sentences: no text is compared a million times.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import index, search
from dashboard.codes import KINDS, Numbers
from dashboard.filters import FIELD_OF, Filters

if TYPE_CHECKING:
    from dashboard.table import Table

#: Most speakers, countries, ... a figure asks for where its caller names no number.
GROUPS = 20
#: Sentences looked at in one go: what a question takes in memory does not grow with the table. Arrays of this length
#: stay in the processor's cache, and the system need not find fresh memory for each: half the time of a million.
PIECE = 1 << 17
#: Numbers up to which a column is compared with each of them.
FEW = 24
#: Selections kept for each table: as many as fit, the oldest go first.
KEPT_BYTES = 96 << 20
#: Answers kept for each table.
ANSWERS = 512
#: The field of the filters for each grouping.
FIELDS = {grouping: FIELD_OF[grouping] for grouping in index.GROUPINGS}

#: Words in a frame; made in one go, a tenth of the cost of a Series of them.
_TEXT = pd.StringDtype("python", na_value=np.nan)

Mask = NDArray[np.bool_]
Piece = slice | Numbers
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Selection:
    """The sentences that match: `rows` ascending, `mask` over all rows; both None when every sentence matches."""

    n: int
    rows: Numbers | None = None
    mask: Mask | None = None

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return sum(a.nbytes for a in (self.rows, self.mask) if a is not None)

    def pieces(self, *, least: int = 0) -> Iterator[Piece]:
        """Give the matching rows piece by piece, no shorter than `least`, to be used as an index of the arrays."""
        step = max(PIECE, least)
        for first in range(0, self.n, step):
            end = min(first + step, self.n)
            # Rows are kept narrow, and widened once a piece: NumPy would do it for every array they index.
            yield slice(first, end) if self.rows is None else self.rows[first:end].astype(np.intp)

    def among(self, rows: Numbers) -> Mask | slice:
        """Return an index of those of `rows` that match."""
        return slice(None) if self.mask is None else self.mask[rows]


@dataclass
class _Memory:
    """What is kept for one table."""

    selections: OrderedDict[Filters, Selection]
    answers: OrderedDict[Hashable, Any]


_memory: weakref.WeakKeyDictionary[Table, _Memory] = weakref.WeakKeyDictionary()
_lock = threading.RLock()


def _of(table: Table) -> _Memory:
    return _memory.setdefault(table, _Memory(OrderedDict(), OrderedDict()))


def remembered(table: Table, key: Hashable, make: Callable[[], Answer]) -> Answer:
    """Return what `make` gives, small and never changed by its readers; asked again it comes from memory."""
    with _lock:
        answers = _of(table).answers
        if key in answers:
            answers.move_to_end(key)
            kept: Answer = answers[key]
            return kept
    answer = make()
    with _lock:
        answers[key] = answer
        while len(answers) > ANSWERS:
            answers.popitem(last=False)
    return answer


def selected(table: Table, filters: Filters) -> Selection:
    """Return the sentences that match `filters`."""
    if not filters.any:
        return Selection(table.codes.rows)
    with _lock:
        kept = _of(table).selections
        if filters in kept:
            kept.move_to_end(filters)
            return kept[filters]
    mask = _mask(table, filters)
    rows = np.flatnonzero(mask).astype(np.int32)
    found = Selection(len(rows), rows, mask)
    with _lock:
        kept[filters] = found
        while len(kept) > 1 and sum(s.size for s in kept.values()) > KEPT_BYTES:
            kept.popitem(last=False)
    return found


def mention_lines(table: Table, filters: Filters) -> Iterator[tuple[Piece, Numbers]]:
    """Give the mentions in matching sentences piece by piece: an index of the arrays of mentions, and their rows.

    Those of one sentence are in one piece.
    """
    selection, codes = selected(table, filters), table.codes
    size, first = int(codes.meta["mentions"]), 0
    while first < size:
        last = codes["mention-row"][min(first + PIECE, size) - 1]
        piece = slice(first, min(size, int(np.searchsorted(codes["mention-row"], last, side="right"))))
        rows = codes["mention-row"][piece]
        inside = selection.among(rows)
        yield (piece, rows) if isinstance(inside, slice) else (np.flatnonzero(inside) + first, rows[inside])
        first = piece.stop


def _mask(table: Table, filters: Filters) -> Mask:
    mask = np.ones(table.codes.rows, dtype=bool)
    _keep_days(table, mask, filters.start, filters.end)
    if filters.dates:
        _keep(table, mask, "day", np.arange(len(table.codes["days"]) + 1) == len(table.codes["days"]))
    for grouping, field in FIELDS.items():
        values = filters.values(field)
        if values:
            sets = table.codes.sets(grouping)
            _keep(table, mask, grouping, sets.holding(table.keys(grouping, values)))
    if filters.targets or filters.stances:
        mask &= _leaning(table, filters)
    if filters.text:
        found = np.zeros_like(mask)
        found[search.hits(table, filters.text)] = True
        mask &= found
    if filters.also is not None and filters.also.any:
        mask &= _mask(table, filters.also)
    return mask


def _keep(table: Table, mask: Mask, column: str, chosen: Mask) -> None:
    """Take out of `mask` the sentences whose number in `column` is not `chosen`."""
    codes, places = table.codes[column], np.flatnonzero(chosen)
    for first in range(0, len(mask), PIECE):
        mask[first : first + PIECE] &= _one_of(codes[first : min(first + PIECE, len(mask))], places, chosen)


def _one_of(numbers: Numbers, places: Numbers, chosen: Mask) -> Mask:
    """Return which of `numbers` are `chosen`, whose `places` are given: comparing costs a tenth of looking up."""
    if len(places) and len(places) == places[-1] - places[0] + 1:
        inside: Mask = (numbers >= places[0].item()) & (numbers <= places[-1].item())
        return inside
    if len(places) <= FEW:
        found = np.zeros(len(numbers), dtype=bool)
        for place in places.tolist():
            found |= numbers == place
        return found
    return chosen[numbers]


def _keep_days(table: Table, mask: Mask, start: date | None, end: date | None) -> None:
    if start is None and end is None:
        return
    days = table.codes["days"]
    first = 0 if start is None else int(np.searchsorted(days, _epoch(start)))
    last = len(days) if end is None else int(np.searchsorted(days, _epoch(end), side="right"))
    chosen = np.zeros(len(days) + 1, dtype=bool)
    chosen[first:last] = True
    _keep(table, mask, "day", chosen)


def _leaning(table: Table, filters: Filters) -> Mask:
    """Return the sentences with a stance toward one of the targets (any, when none is named) of one of the kinds."""
    kinds = np.ones(len(KINDS), dtype=bool)
    if filters.stances:
        kinds = np.isin(np.array(KINDS), filters.stances)
    found = np.zeros(table.codes.rows, dtype=bool)
    for target in filters.targets or table.codes.targets:
        lines = table.codes.target(target)
        found[table.codes["held-row"][lines][kinds[table.codes["held-kind"][lines]]]] = True
    return found


def _epoch(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def date_of(day: int) -> date:
    """Return the date of a day counted from 1970-01-01, as in the array `days`."""
    return date(1970, 1, 1) + timedelta(days=int(day))


def has_tone(table: Table) -> bool:
    """Return whether a scorer gave the sentences a tone."""
    return index.tone_column(table.build) is not None


def text(values: Iterable[str | None]) -> pd.api.extensions.ExtensionArray:
    """Return a column of words for a frame."""
    return pd.array(list(values), dtype=_TEXT)


def whole(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return `frame` with missing counts as 0 and whole numbers in `columns`."""
    for name in columns:
        frame[name] = frame[name].fillna(0).astype("int64")
    return frame
