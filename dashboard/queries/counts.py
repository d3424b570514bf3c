"""How many sentences match, and how they lie in time.

Frames: `timeline` has one row a bucket that holds sentences. Buckets without sentences are left out; a chart leaves
the gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.groups import group_rows
from dashboard.queries.matching import ask, facts, has_tone, whole
from data.records import VOICES

if TYPE_CHECKING:
    from dashboard.table import Table

_WITH_SENTENCES = "SELECT count(*) FROM documents WHERE sentences > 0"
UNITS = ("day", "week", "month", "year")
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

    `sentences` match of `total`; `spoken` are in somebody's words, `narration` in the outlet's; of the spoken,
    `unknown` have no known speaker. `undated` have no date. `first` and `last` bound the dates.
    """

    sentences: int
    total: int
    documents: int
    speakers: int
    spoken: int
    narration: int
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
    matches = facts(table, filters)
    # Without a filter every document that has a sentence matches: counted there, 20 times faster.
    documents = "count(DISTINCT s.doc)" if filters.any else f"({_WITH_SENTENCES})"
    row = ask(
        table,
        f"""SELECT count(*) AS sentences, {documents} AS documents, count(*) FILTER (s.voice <> 'outlet') AS spoken,
              count(*) FILTER (s.date IS NULL) AS undated, min(s.date) AS first, max(s.date) AS last
            FROM {matches} AS s""",
    ).iloc[0]
    people = ask(
        table,
        f"""SELECT count(*) FILTER (key = -1) AS unknown, count(DISTINCT key) FILTER (key >= 0) AS speakers
            FROM {group_rows(table, filters, by="speaker")}""",
    ).iloc[0]
    return Counts(
        sentences=int(row["sentences"]),
        total=table.rows("sentences"),
        documents=int(row["documents"]),
        speakers=int(people["speakers"]),
        spoken=int(row["spoken"]),
        narration=int(row["sentences"] - row["spoken"]),
        unknown=int(people["unknown"]),
        undated=int(row["undated"]),
        first=_day(row["first"]),
        last=_day(row["last"]),
    )


def bucket_unit(table: Table, filters: Filters) -> str:
    """Return "day", "week", "month" or "year": as fine as the span allows and the dates of the documents carry."""
    row = ask(
        table,
        f"""SELECT date_diff('day', min(s.date), max(s.date)) AS days, count(*) AS n,
              count(*) FILTER (s.precision = 4) AS years, count(*) FILTER (s.precision <= 7) AS months
            FROM {facts(table, filters)} AS s WHERE s.date IS NOT NULL""",
    ).iloc[0]
    if not row["n"]:
        return "day"
    by_span = next((unit for unit, days in LONGEST.items() if row["days"] < days), "year")
    coarse = "year" if row["years"] >= COARSE_SHARE * row["n"] else "day"
    coarse = "month" if coarse == "day" and row["months"] >= COARSE_SHARE * row["n"] else coarse
    finest = max(by_span, coarse, key=UNITS.index)
    return filled_unit(finest, n=int(row["n"]), days=int(row["days"]), coarsest="month")


def filled_unit(finest: str, *, n: int, days: int, coarsest: str) -> str:
    """Return the finest unit from `finest` to `coarsest` in which `n` things over `days` days fill their buckets.

    Filled means `ENOUGH` on average: weeks of three sentences show chance, not change.
    """
    for unit in UNITS[UNITS.index(finest) :]:
        if n / max(1.0, days / DAYS[unit]) >= ENOUGH or UNITS.index(unit) >= UNITS.index(coarsest):
            return unit
    return finest


def timeline(table: Table, filters: Filters, *, unit: str | None = None) -> pd.DataFrame:
    """Return volume by voice and mean tone over time.

    Columns: id and bucket (first day, as text and date), label, unit, direct, indirect, mixed, outlet, n (sentences);
    tone (mean in [-1, 1]), tone_low, tone_high (95 % t interval), tone_n. Sentences without a date are not in it
    (`Counts.undated`).
    """
    cut = unit or bucket_unit(table, filters)
    if cut not in UNITS:
        raise ValueError(f"unit {cut!r}: allowed are {UNITS}")
    voices = ", ".join(f"count(*) FILTER (s.voice = '{v}') AS {v}" for v in VOICES)
    sums = ", ".join(f"sum({name}) AS {name}" for name in (*VOICES, "n", "tone_n"))
    # By day first, then by bucket: cutting a million dates costs more than grouping them.
    frame = ask(
        table,
        f"""WITH days AS (
          SELECT s.date, {voices}, count(*) AS n, count(s.tone) AS tone_n,
            sum(s.tone::DOUBLE) AS total, sum(s.tone::DOUBLE * s.tone) AS squares
          FROM {facts(table, filters)} AS s WHERE s.date IS NOT NULL GROUP BY s.date)
        SELECT date_trunc('{cut}', date)::DATE AS bucket, '{cut}' AS unit, {sums}, sum(total) / sum(tone_n) AS tone,
          sqrt(greatest(0, sum(squares) - sum(total) ** 2 / sum(tone_n)) / nullif(sum(tone_n) - 1, 0)) AS deviation
        FROM days GROUP BY 1 ORDER BY 1""",
    )
    frame["tone_low"], frame["tone_high"] = mean_interval(frame["tone"], frame["deviation"], frame["tone_n"])
    return with_bucket_names(whole(frame.drop(columns="deviation"), [*VOICES, "n", "tone_n"]))


def with_bucket_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of buckets with `id` (the first day in ISO form) and `label` (the bucket's name)."""
    days = pd.to_datetime(frame["bucket"])
    shape = BUCKET_NAMES[str(frame["unit"].iloc[0])] if len(frame) else "%Y-%m-%d"
    frame.insert(0, "id", pd.Series([d.date().isoformat() for d in days], dtype="str"))
    frame.insert(1, "label", pd.Series([d.strftime(shape) for d in days], dtype="str"))
    return frame


def tone_histogram(table: Table, filters: Filters, *, bins: int = 20) -> pd.DataFrame:
    """Return how the tone is distributed: `bins` classes from -1 to 1, columns left, right, n; empty without tone."""
    left = [-1 + 2 * i / bins for i in range(bins)]
    frame = pd.DataFrame({"left": left, "right": [x + 2 / bins for x in left]})
    if not has_tone(table):
        return frame.iloc[:0].assign(n=pd.Series(dtype="int64"))
    found = ask(
        table,
        f"""SELECT least({bins - 1}, floor((s.tone + 1) / 2 * {bins}))::INTEGER AS bin, count(*) AS n
            FROM {facts(table, filters)} AS s WHERE s.tone IS NOT NULL GROUP BY 1""",
    )
    n = dict(zip(found["bin"], found["n"], strict=True))
    frame["n"] = [int(n.get(i, 0)) for i in range(bins)]
    return frame if found["n"].sum() else frame.iloc[:0]


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
