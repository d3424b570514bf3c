"""How many sentences match, and how they lie in time.

Frames: `timeline` has one row a bucket that holds sentences. Buckets without sentences are left out; a chart leaves
the gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import grouped
from dashboard.queries.matching import date_of, remembered, selected, text
from dashboard.queries.tallies import Side, Tally, kept, merged, tally
from data.records import VOICES

if TYPE_CHECKING:
    from dashboard.table import Table

#: Three precisions of a date for each voice.
_MANNERS = 3 * len(VOICES)
UNITS = ("day", "week", "month", "year")
#: What a bucket is called everywhere, as a format of its first day.
BUCKET_NAMES = {"day": "%Y-%m-%d", "week": "week of %Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
#: Longest span in days that is still cut by day, by week, by month.
LONGEST = {"day": 92, "week": 2 * 366, "month": 15 * 366}
DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
#: Things a bucket should hold on average.
ENOUGH = 10
#: A precision that this share of the dated sentences has decides the finest bucket.
COARSE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the line above every page.

    `sentences` match of `total`; `spoken` are in somebody's words, the rest in the outlet's; of the spoken, `unknown`
    have no known speaker. `undated` have no date. `first` and `last` bound the dates.
    """

    sentences: int
    total: int
    documents: int
    speakers: int
    spoken: int
    unknown: int
    undated: int
    first: date | None
    last: date | None

    @property
    def attributed(self) -> float | None:
        """Share of the spoken sentences whose speaker is known, in [0, 1]; None when nobody speaks."""
        return 1 - self.unknown / self.spoken if self.spoken else None


def counts(table: Table, filters: Filters) -> Counts:
    """Return how many sentences, documents and speakers match."""
    return remembered(table, ("counts", filters), lambda: _counted(table, filters))


def _counted(table: Table, filters: Filters) -> Counts:
    when = calendar(table, filters)
    day, manner = when.sides
    days = table.codes["days"]
    dated = day[day < len(days)]
    spoken = int(when.n[manner % len(VOICES) != VOICES.index("outlet")].sum())
    people = grouped(table, filters, by="speaker", scored=False).keys
    known = people.sides[0] >= 0
    return Counts(
        sentences=int(when.n.sum()),
        total=table.codes.rows,
        documents=_documents(table, filters),
        speakers=int(known.sum()),
        spoken=spoken,
        unknown=int(people.n[~known].sum()),
        undated=int(when.n[day == len(days)].sum()),
        first=date_of(days[dated.min()]) if len(dated) else None,
        last=date_of(days[dated.max()]) if len(dated) else None,
    )


def calendar(table: Table, filters: Filters, *, scored: bool = False) -> Tally:
    """Return the matching sentences by day and manner (see `codes`); the last day is "no date".

    With their tone where `scored`: it doubles the cost, and most pages draw none over time.
    """
    sides = Side("day", len(table.codes["days"]) + 1), Side("manner", _MANNERS)
    score = "tone" if scored else None
    return remembered(
        table, ("calendar", scored, filters), lambda: tally(table, selected(table, filters), *sides, score=score)
    )


def _documents(table: Table, filters: Filters) -> int:
    if not filters.any:
        return int(table.codes.meta["documents"])
    found, last = 0, -1
    for piece in selected(table, filters).pieces():
        # Sentences of a document stand together: where the number changes, another document begins.
        docs = table.codes["doc"][piece]
        begins = np.append(docs[0] != last, docs[1:] != docs[:-1])
        found += int(np.count_nonzero(begins & (docs >= 0)))
        last = docs[-1]
    return found


def bucket_unit(table: Table, filters: Filters) -> str:
    """Return "day", "week", "month" or "year": as fine as the span allows and the dates of the documents carry."""
    when = calendar(table, filters)
    day, manner = when.sides
    days = table.codes["days"]
    dated = day < len(days)
    n = int(when.n[dated].sum())
    if not n:
        return "day"
    span = int(days[day[dated].max()] - days[day[dated].min()])
    by_span = next((unit for unit, length in LONGEST.items() if span < length), "year")
    precision = manner // len(VOICES)
    years, months = (int(when.n[dated & (precision >= least)].sum()) for least in (2, 1))
    coarse = "year" if years >= COARSE_SHARE * n else "month" if months >= COARSE_SHARE * n else "day"
    finest = max(by_span, coarse, key=UNITS.index)
    return filled_unit(finest, n=n, days=span, coarsest="month")


def filled_unit(finest: str, *, n: int, days: int, coarsest: str) -> str:
    """Return the finest unit from `finest` to `coarsest` in which `n` things over `days` days fill their buckets.

    Filled means `ENOUGH` on average: weeks of three sentences show chance, not change.
    """
    for unit in UNITS[UNITS.index(finest) :]:
        if n / max(1.0, days / DAYS[unit]) >= ENOUGH or UNITS.index(unit) >= UNITS.index(coarsest):
            return unit
    return finest


def timeline(table: Table, filters: Filters, *, unit: str | None = None) -> pd.DataFrame:
    """Return volume by voice and mean tone over time, by `unit` (default: as `bucket_unit` has it).

    Columns: id and bucket (first day, as text and date), label, unit, direct, indirect, mixed, outlet, n (sentences);
    tone (mean in [-1, 1]), tone_low, tone_high (95 % t interval), tone_n. attrs: undated (matching sentences without a
    date, which are not in it).
    """
    cut = unit or bucket_unit(table, filters)
    firsts, onto = buckets(table, cut)
    when = calendar(table, filters, scored=True)
    dated = when.sides[0] < len(table.codes["days"])
    bucket = onto[when.sides[0][dated]]
    voice = when.sides[1][dated] % len(VOICES)
    found = merged(kept(when, dated), bucket)
    places = found.sides[0]
    cells = np.bincount(bucket * len(VOICES) + voice, when.n[dated], len(firsts) * len(VOICES))
    by_voice = cells.reshape(len(firsts), len(VOICES))[places].astype(np.int64)
    low, high = mean_interval(found.mean(), found.deviation(), found.scored)
    frame = bucket_frame(
        firsts[places], cut, **{name: by_voice[:, i] for i, name in enumerate(VOICES)}, n=found.n,
        tone_n=found.scored, tone=found.mean(), tone_low=low, tone_high=high,
    )  # fmt: skip
    frame.attrs = {"undated": int(when.n[~dated].sum())}
    return frame


def buckets(table: Table, unit: str) -> tuple[Numbers, Numbers]:
    """Return the first days (since 1970) of all buckets of the table, and for each day the place of its bucket.

    The place of "no date" is -1. Raises `ValueError` for a unit that is none of `UNITS`.
    """
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r}: allowed are {UNITS}")
    days = table.codes["days"].astype(np.int64)
    # 1970-01-01 was a Thursday; weeks begin on Monday.
    letter = {"month": "M", "year": "Y"}.get(unit, "")
    first = days - (days + 3) % 7 if unit == "week" else days
    if letter:
        first = days.astype("datetime64[D]").astype(f"datetime64[{letter}]").astype("datetime64[D]").astype(np.int64)
    firsts, place = np.unique(first, return_inverse=True)
    return firsts, np.append(place, -1)


def bucket_frame(firsts: Numbers, unit: str, **columns: Numbers) -> pd.DataFrame:
    """Return a frame of buckets: id (first day in ISO form), label (its name), bucket, unit, then `columns`."""
    days = firsts.astype("datetime64[D]").astype("datetime64[s]")
    plain = [date_of(first) for first in firsts]
    iso = [day.isoformat() for day in plain]
    labels = [day.strftime(BUCKET_NAMES[unit]) for day in plain]
    return pd.DataFrame(
        {
            "id": text(iso),
            "label": text(labels),
            "bucket": days,
            "unit": text([unit] * len(iso)),
            **columns,
        }
    )
