"""One speaker or country: offices and countries over time, which countries they speak about and how.

Volume, tone, topics and stances of a profile are the usual questions under filters narrowed to that speaker.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import named_frame
from dashboard.queries.matching import GROUPS, remembered, selected, text
from dashboard.queries.naming import naming
from dashboard.queries.tallies import kept

if TYPE_CHECKING:
    from dashboard.table import Table


@dataclass(frozen=True)
class Heard:
    """The matching sentences in which a speaker is heard: `rows`, and for each the place of its office in `offices`.

    An office is the form of the name, the role and the country, as the document gives them.
    """

    rows: Numbers
    place: Numbers
    offices: list[tuple[str, str | None, str | None]]


def names_used(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the forms of the speaker's name in the sentences that match: columns id, label, n, most used first."""
    heard = _heard(table, filters, speaker=speaker)
    used: Counter[str] = Counter()
    for (label, _, _), n in zip(heard.offices, np.bincount(heard.place).tolist(), strict=True):
        used[label] += n
    forms = sorted(used, key=lambda form: (-used[form], form))
    return pd.DataFrame({"id": text(forms), "label": text(forms), "n": [used[form] for form in forms]})


def offices(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the speaker's roles and countries as the documents give them, by first date.

    Columns: role (None when unknown), country (ISO 3166-1 alpha-3, several joined by "; ", or None), country_name,
    first, last (dates, NaT when undated), n (sentences), documents.
    """
    heard, codes = _heard(table, filters, speaker=speaker), table.codes
    found = list(dict.fromkeys((role, country) for _, role, country in heard.offices))
    onto = np.array([found.index((role, country)) for _, role, country in heard.offices], dtype=np.int64)
    held, day, doc = onto[heard.place], codes["day"][heard.rows], codes["doc"][heard.rows]
    days = codes["days"].astype("datetime64[D]").astype("datetime64[s]")
    lines = [_office(days, day[held == i], doc[held == i]) for i in range(len(found))]
    first, last, n, documents = zip(*lines, strict=True) if lines else ((), (), (), ())
    frame = pd.DataFrame(
        {
            "role": text([role for role, _ in found]),
            "country": text([country for _, country in found]),
            "country_name": text([None if country is None else names.country(country) for _, country in found]),
            "first": np.array(first, dtype="datetime64[s]"),
            "last": np.array(last, dtype="datetime64[s]"),
            "n": np.array(n, dtype=np.int64),
            "documents": np.array(documents, dtype=np.int64),
        }
    )
    by = ["first", "n", "role", "country"]
    return frame.sort_values(by, ascending=[True, False, True, True], ignore_index=True)


def _office(days: Numbers, day: Numbers, doc: Numbers) -> tuple[np.datetime64, np.datetime64, int, int]:
    """Return first and last day, sentences and documents of one office; NaT where no sentence is dated."""
    dated = day[day < len(days)]
    ends = (days[dated.min()], days[dated.max()]) if len(dated) else (np.datetime64("NaT"), np.datetime64("NaT"))
    return *ends, len(day), int(np.count_nonzero(np.diff(np.sort(doc[doc >= 0]), prepend=-1)))


def _heard(table: Table, filters: Filters, *, speaker: str) -> Heard:
    """Return where the speaker is heard in the matching sentences."""

    def make() -> Heard:
        codes, key = table.codes, table.keys("speaker", [speaker])
        starts = codes["said-start"]
        lines = slice(int(starts[key[0]]), int(starts[key[0] + 1])) if len(key) and key[0] >= 0 else slice(0, 0)
        rows = codes["said-row"][lines]
        inside = selected(table, filters).among(rows)
        numbers, place = np.unique(codes["said-office"][lines][inside], return_inverse=True)
        sql = "SELECT label, role, country FROM offices WHERE no = ANY(?) ORDER BY no"
        return Heard(rows[inside], place, table.rows_of(sql, [numbers.tolist()]))

    return remembered(table, ("heard", speaker, filters), make)


def about_countries(table: Table, filters: Filters, *, limit: int = GROUPS) -> pd.DataFrame:
    """Return the countries that most of the matching sentences name, and the tone toward each.

    Columns: id (ISO 3166-1 alpha-3), label, n (sentences), tone (mean sentiment toward it in [-1, 1]), tone_low,
    tone_high (95 % t), tone_n (sentences with a sentiment toward the country itself). Counted and scored as in
    `naming`.
    """
    found = naming(table, filters)
    top = kept(found, np.lexsort((found.sides[0], -found.n))[:limit])
    low, high = mean_interval(top.mean(), top.deviation(), top.scored)
    return named_frame(
        table, top.sides[0], by="named", n=top.n, tone=top.mean(), tone_n=top.scored, tone_low=low, tone_high=high
    )
