"""Countries that sentences name: how many sentences do, and how the wording leans toward the country itself.

A sentence names a country by its name, its people, its government or an adjective, as the filter `named` reads it. The
sentiment is that of the mentions of the country itself, their mean where a sentence has several; a sentence without
such a mention counts, and has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.queries.matching import mention_lines, remembered, selected
from dashboard.queries.tallies import Side, Tally, count, spread, tally

if TYPE_CHECKING:
    from dashboard.table import Table


def naming(table: Table, filters: Filters, *, by: tuple[str, ...] = ()) -> Tally:
    """Return the matching sentences by the groupings `by` and, as the last side, the countries they name.

    `n` are sentences, `scored` those of them with a sentiment toward the country, which is the score.
    """
    groups = (*by, "named")
    sets = [table.codes.sets(name) for name in groups]

    def make() -> Tally:
        sides = [Side(name, own.count) for name, own in zip(groups, sets, strict=True)]
        every = spread(tally(table, selected(table, filters), *sides), *sets)
        toward = spread(count(_toward(table, filters, by=by), [*sides[:-1], _countries(table)]), *sets[:-1], None)
        return _joined(every, toward)

    return remembered(table, ("naming", by, filters), make)


def _countries(table: Table) -> Side:
    """Return the countries of mentions as a side of cells, numbered as the sentences' countries are."""
    keys = {country: key for key, country in enumerate(table.ids("named"))}
    onto = [*(keys.get(country, -1) for country in table.codes.abouts), -1]
    return Side("mention-country", len(table.codes.abouts), onto=np.array(onto))


def _toward(
    table: Table, filters: Filters, *, by: tuple[str, ...]
) -> Iterator[tuple[list[Numbers], Numbers]]:
    """Give each sentence once for every country itself it mentions, with its mean sentiment toward it."""
    codes = table.codes
    kinds = codes.meta["entity_kinds"]
    itself = np.append(codes["entity-kind"] == (kinds.index("country") if "country" in kinds else -1), False)
    for lines, rows in mention_lines(table, filters):
        scores = codes["mention-score"][lines]
        told = np.flatnonzero(itself[codes["mention-entity"][lines]] & ~np.isnan(scores))
        width = len(codes.abouts) + 1
        pairs, place = np.unique(
            rows[told].astype(np.int64) * width + codes["mention-country"][lines][told] + 1, return_inverse=True
        )
        means = np.bincount(place, scores[told], len(pairs)) / np.bincount(place, minlength=len(pairs))
        row = pairs // width
        yield [*(codes[name][row] for name in by), pairs % width - 1], means


def _joined(every: Tally, toward: Tally) -> Tally:
    """Return the cells of `every` with the scores of `toward`, whose cells are among them; both ascending."""
    shape = [int(max(a.max(initial=0), b.max(initial=0))) + 2 for a, b in zip(every.sides, toward.sides, strict=True)]
    cells, told = (np.ravel_multi_index([side + 1 for side in one.sides], shape) for one in (every, toward))
    place = np.searchsorted(cells, told)
    columns = [np.zeros(len(cells), dtype=own.dtype) for own in (toward.scored, toward.total, toward.squares)]
    for column, own in zip(columns, (toward.scored, toward.total, toward.squares), strict=True):
        column[place] = own
    return Tally(every.sides, every.n, *columns)
