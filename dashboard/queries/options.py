"""What a filter can be set to: the values of one field among the sentences the filters leave, with their n.

Goes in: a table, filters, the name of a field of `Filters`. Comes out: a frame with columns id, name, n (sentences),
most frequent first. Lists of any length are searched here, never in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import KINDS, Numbers
from dashboard.filters import PARAMETERS, UNKNOWN, Filters
from dashboard.index import folded
from dashboard.queries.groups import grouped, held_lines, named_frame
from dashboard.queries.matching import FIELDS, date_of, remembered, text
from dashboard.queries.tallies import kept

if TYPE_CHECKING:
    from dashboard.table import Table

_GROUPINGS = {field: grouping for grouping, field in FIELDS.items()}


def options(
    table: Table,
    filters: Filters,
    field: str,
    *,
    search: str = "",
    limit: int = 40,
    name: Callable[[str], str] = str,
    within: bool = False,
) -> pd.DataFrame:
    """Return up to `limit` values of `field` whose name holds `search`, with their sentences.

    The field's own choice does not narrow them, so that another value can be chosen beside it, unless they shall lie
    `within` all of `filters`. Case and accents do not count, and a country is found by its other names too. `name`
    gives the name for an id. Columns: id, name, n.
    """
    rest = filters if within else filters.without(field)
    frame = _speakers(table, rest, search=search, limit=limit) if field == "speakers" else _values(table, rest, field)
    if field != "speakers":
        frame["name"] = [name(value) for value in frame["id"]]
        words, called = names.folded(search.strip()), PARAMETERS[field]
        every = zip(frame["id"], frame["name"], strict=True)
        # A list of no truth values at all would be taken for one of columns.
        found = np.array([_is_called(words, shown, *names.others(called, i)) for i, shown in every], dtype=bool)
        frame = frame[found].head(limit)
    return frame[["id", "name", "n"]].reset_index(drop=True)


def _is_called(words: str, *forms: str) -> bool:
    return any(words in names.folded(form) for form in forms)


def speaker_page(
    table: Table, filters: Filters, *, search: str = "", first: int = 0, limit: int = 25
) -> tuple[pd.DataFrame, int]:
    """Return `limit` speakers from the `first` whose name holds every word of `search`, and how many there are.

    Columns: id, name, kind, country, n (matching sentences), most frequent first.
    """
    found = grouped(table, filters, by="speaker", scored=False).keys
    found = kept(found, found.sides[0] >= 0)
    if search.split():
        found = kept(found, np.isin(found.sides[0], _named(table, search)))
    page = kept(found, np.lexsort((found.sides[0], -found.n))[first : first + limit])
    frame = named_frame(table, page.sides[0], by="speaker", n=page.n)
    return frame.rename(columns={"label": "name"}), len(found.n)


def _named(table: Table, search: str) -> Numbers:
    """Return the keys of the speakers whose name holds every word, case and accents aside."""
    words = search.split()
    holds = " AND ".join([f"strpos(folded, {folded('?')}) > 0"] * len(words))
    found = remembered(
        table, ("named", *words), lambda: table.rows_of(f"SELECT no FROM speakers WHERE {holds}", words)
    )
    return np.array([no for (no,) in found], dtype=np.int64)


def date_span(table: Table) -> tuple[date | None, date | None]:
    """Return the first and the last date of the table; None where no sentence has one."""
    days = table.codes["days"]
    if not len(days):
        return None, None
    return date_of(days[0]), date_of(days[-1])


def _values(table: Table, filters: Filters, field: str) -> pd.DataFrame:
    """Return the values of a field other than speakers with their sentences, most frequent first, unknown last."""
    if field == "targets":
        counts = {target: _leaning(table, filters, target) for target in table.codes.targets}
    else:
        grouping = _GROUPINGS[field]
        found = grouped(table, filters, by=grouping, scored=False).keys
        ids = table.ids(grouping)
        sizes = zip(found.sides[0].tolist(), found.n.tolist(), strict=True)
        counts = {ids[key] if key >= 0 else UNKNOWN: n for key, n in sizes}
    order = sorted((i for i in counts if counts[i]), key=lambda i: (i == UNKNOWN, -counts[i], i))
    return pd.DataFrame({"id": text(order), "n": [counts[i] for i in order]})


def _leaning(table: Table, filters: Filters, target: str) -> int:
    """Return in how many matching sentences there is a stance toward `target`, of a kind the filters ask for."""

    def make() -> int:
        # The stances of a target stand in the order of the sentences: one sentence's are side by side.
        n, last = 0, -1
        asked = np.isin(np.array(KINDS), filters.stances or KINDS)
        for rows, kinds in held_lines(table, filters, target=target):
            rows = rows[asked[kinds]]
            n += int(np.count_nonzero(np.diff(rows, prepend=last)))
            last = int(rows[-1]) if len(rows) else last
        return n

    return remembered(table, ("leaning", target, filters), make)


def _speakers(table: Table, filters: Filters, *, search: str, limit: int) -> pd.DataFrame:
    found = grouped(table, filters, by="speaker", scored=False).keys
    asked = not search.split() or search.casefold().strip() in "unknown"
    unknown = int(found.n[found.sides[0] < 0].sum()) if asked else 0
    # The unknown take one of the places.
    frame, _ = speaker_page(table, filters, search=search, limit=limit - 1 if unknown else limit)
    if not unknown:
        return frame
    return pd.concat([frame, pd.DataFrame({"id": [UNKNOWN], "name": ["unknown"], "n": [unknown]})], ignore_index=True)
