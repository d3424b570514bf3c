"""Two groupings at once: topic by speaker, and who speaks how about whom.

Frames of this module: id (row and column ids joined by a tab), label, row, row_label, column, column_label, value, low,
high, value_n (of how many it is the mean), n (sentences); rows and columns in the order a figure shows them, alike
ones side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import grouped, ids_of, labels_of, largest
from dashboard.queries.matching import remembered, selected, text
from dashboard.queries.naming import naming
from dashboard.queries.tallies import Side, Tally, kept, spread, tally

if TYPE_CHECKING:
    from dashboard.table import Table


@dataclass(frozen=True)
class Cells:
    """The cells of a grid, one line each: the numbers of row and column, how many stand behind it, and its value.

    `scored` of the `n` have a value. The value is NaN where there is none, and so are the ends of its interval.
    """

    row: Numbers
    column: Numbers
    n: Numbers
    scored: Numbers
    value: Numbers
    low: Numbers
    high: Numbers


def speaker_by_topic(table: Table, filters: Filters, *, limit: int = 15) -> pd.DataFrame:
    """Return the mean tone of each speaker on each topic, with n; unknown ones left out."""
    found, top = _by_topic(table, filters, limit=limit), np.sort(_top(table, filters, limit=limit))
    found = kept(found, (found.sides[1] >= 0) & np.isin(found.sides[0], top))
    topics = table.ids("topic")
    return shaped(
        _means(found, onto=top), ids=(ids_of(table, top, by="speaker"), topics),
        labels=(labels_of(table, top, by="speaker"), [names.topic(topic) for topic in topics]), limit=limit,
    )  # fmt: skip


def _means(found: Tally, *, onto: Numbers) -> Cells:
    """Return the cells of a tally with their mean scores, rows as places in `onto`, which is in ascending order."""
    low, high = mean_interval(found.mean(), found.deviation(), found.scored)
    return Cells(np.searchsorted(onto, found.sides[0]), found.sides[1], found.n, found.scored, found.mean(), low, high)


def _top(table: Table, filters: Filters, *, limit: int) -> Numbers:
    """Return the keys of the `limit` speakers with most of the matching sentences."""
    everyone = grouped(table, filters, by="speaker", scored=False).keys
    keys = everyone.sides[0][largest(everyone, limit=limit)]
    return keys[keys >= 0]


def _by_topic(table: Table, filters: Filters, *, limit: int) -> Tally:
    """Return the matching sentences of the largest speakers by key and topic, those in their company included."""

    def make() -> Tally:
        sets, topics = table.codes.sets("speaker"), table.codes.sets("topic")
        # Only lists that hold one of the largest: hundreds, where all speakers may have tens of thousands.
        chosen = np.flatnonzero(sets.holding(_top(table, filters, limit=limit)))
        onto = np.full(sets.count, -1)
        onto[chosen] = np.arange(len(chosen))
        sides = Side("speaker", sets.count, onto=onto), Side("topic", topics.count)
        found = tally(table, selected(table, filters), *sides, score="tone")
        lists = replace(found, sides=(chosen[found.sides[0]], found.sides[1]))
        return spread(lists, sets, topics)

    return remembered(table, ("by topic", limit, filters), make)


def country_about_country(table: Table, filters: Filters, *, limit: int = 12) -> pd.DataFrame:
    """Return the mean sentiment of the speakers of each country toward each country they name, with n sentences.

    Sentences are counted and scored as in `naming`: those without a sentiment toward the country count in n only.
    """
    found = naming(table, filters, by=("country",))
    found = kept(found, found.sides[0] >= 0)
    ids, named = table.ids("country"), table.ids("named")
    return shaped(
        _means(found, onto=np.arange(len(ids))), ids=(ids, named),
        labels=([names.country(i) for i in ids], [names.country(i) for i in named]), limit=limit,
    )  # fmt: skip


def shaped(
    cells: Cells, *, ids: tuple[Sequence[str], Sequence[str]], labels: tuple[Sequence[str], Sequence[str]], limit: int
) -> pd.DataFrame:
    """Return the cells of the `limit` largest rows and columns, named, similar rows and columns next to each other.

    `ids` and `labels` are those of all rows and of all columns by number.
    """
    numbers = (cells.row, cells.column)
    large = [_largest(side, cells.n, size=len(i), limit=limit) for side, i in zip(numbers, ids, strict=True)]
    inside = np.isin(cells.row, large[0]) & np.isin(cells.column, large[1])
    cells = Cells(*(getattr(cells, field.name)[inside] for field in fields(cells)))
    numbers = (cells.row, cells.column)
    ordered = [_ordered(side, cells, own, size=len(i)) for side, own, i in zip(numbers, large, ids, strict=True)]
    cells = _in_order(cells, *ordered)
    row, column = ([own[i] for i in side.tolist()] for own, side in zip(ids, (cells.row, cells.column), strict=True))
    rows, columns = ([w[i] for i in side.tolist()] for w, side in zip(labels, (cells.row, cells.column), strict=True))
    return pd.DataFrame(
        {
            "id": text(f"{r}\t{c}" for r, c in zip(row, column, strict=True)),
            "label": text(f"{r} · {c}" for r, c in zip(rows, columns, strict=True)),
            "row": text(row), "row_label": text(rows), "column": text(column), "column_label": text(columns),
            "value": cells.value, "low": cells.low, "high": cells.high, "value_n": cells.scored, "n": cells.n,
        }
    )  # fmt: skip


def _largest(side: Numbers, n: Numbers, *, size: int, limit: int) -> Numbers:
    """Return the numbers of the `limit` rows (or columns) with most behind them."""
    sums, present = np.bincount(side, n, size), np.bincount(side, minlength=size)
    order = np.argsort(-sums, kind="stable")
    return order[present[order] > 0][:limit]


def _ordered(side: Numbers, cells: Cells, large: Numbers, *, size: int) -> Numbers:
    """Return the numbers of the rows (or columns) by mean value, so that those for and those against stand together.

    Those without a value stand last, by size.
    """
    valued = ~np.isnan(cells.value)
    n = np.where(valued, cells.scored, 0)
    total = np.bincount(side, np.where(valued, cells.value, 0) * n, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (total / np.bincount(side, n, size))[large]
    return large[np.argsort(np.where(np.isnan(mean), np.inf, -mean), kind="stable")]


def _in_order(cells: Cells, rows: Numbers, columns: Numbers) -> Cells:
    """Return the cells row by row so that columns, too, first appear in their order: a figure takes it from there.

    Where they would not, the first row has its empty cells as well, with n = 0.
    """
    rank = [{number: place for place, number in enumerate(side.tolist())} for side in (rows, columns)]
    line = [(rank[0][r], rank[1][c]) for r, c in zip(cells.row.tolist(), cells.column.tolist(), strict=True)]
    order = sorted(range(len(line)), key=line.__getitem__)
    appear = list(dict.fromkeys(line[i][1] for i in order))
    if appear != sorted(appear):
        missing = columns[sorted(set(appear) - {c for r, c in line if r == 0})]
        none, empty = np.zeros(len(missing), np.int64), np.full(len(missing), np.nan)
        blank = Cells(np.full(len(missing), rows[0]), missing, none, none, empty, empty, empty)
        both = Cells(*(np.concatenate([getattr(c, f.name) for c in (cells, blank)]) for f in fields(cells)))
        return _in_order(both, rows, columns)
    return Cells(*(getattr(cells, field.name)[order] for field in fields(cells)))
