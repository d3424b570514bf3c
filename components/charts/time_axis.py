"""The axis of time that figures share: buckets by day, week, month or year, their middles, widths, names and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import pandas as pd

from components.charts.figure import axis
from components.charts.sheet import Sheet
from components.palette import Theme
from dashboard.queries.counts import BUCKET_NAMES

#: Fewer buckets than this are dots with intervals, never a line: three dots are no trend.
LEAST_BUCKETS = 4


@dataclass(frozen=True)
class Buckets:
    """Buckets of one unit of time: their first moments, and the first after their last, as plain datetimes."""

    unit: str
    starts: list[datetime]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Buckets:
        """Return the buckets of a frame with the columns bucket and unit, in its order."""
        # NumPy gives datetimes in a tenth of the time pandas takes.
        return cls(str(frame["unit"].iloc[0]), frame["bucket"].to_numpy().astype("datetime64[us]").tolist())

    @cached_property
    def ends(self) -> list[datetime]:
        """The first moments after the buckets."""
        return [_next(start, self.unit) for start in self.starts]

    @cached_property
    def middles(self) -> list[str]:
        """The middle of each bucket, where its bar and its dot stand."""
        return [(start + (end - start) / 2).isoformat() for start, end in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def widths(self) -> list[float]:
        """The width of each bar in milliseconds, a little less than its bucket."""
        return [(end - start).total_seconds() * 860 for start, end in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def words(self) -> list[str]:
        """The name of each bucket: "2024-05-06", "week of 2024-05-06", "2024-05", "2024"."""
        return [start.strftime(BUCKET_NAMES[self.unit]) for start in self.starts]

    def every(self) -> Buckets:
        """Return all buckets from the first to the last, those that hold nothing included."""
        found, last = [min(self.starts)], max(self.starts)
        while found[-1] < last:
            found.append(_next(found[-1], self.unit))
        return Buckets(self.unit, found)

    @cached_property
    def days(self) -> list[tuple[date, date]]:
        """The first and the last day of each bucket."""
        return [(a.date(), (b - timedelta.resolution).date()) for a, b in zip(self.starts, self.ends, strict=True)]

    def customs(self, n: Sequence[int]) -> list[list[object]]:
        """Return first day, last day, n and name of each bucket, as the marks carry them."""
        rows = zip(self.days, n, self.words, strict=True)
        return [[first.isoformat(), last.isoformat(), k, word] for (first, last), k, word in rows]


def time_axes(figure: Sheet, buckets: Buckets, *, theme: Theme, last: int = 0) -> None:
    """Give all panels one time axis, with the buckets themselves as ticks where they are few."""
    start, end = min(buckets.starts), max(buckets.ends)
    if len(buckets.starts) < LEAST_BUCKETS:
        # Room on both sides: one or two bars across the whole width would look like much.
        room = 2 * (end - max(buckets.starts))
        # As much as the calendar has: Python knows no year 0 and no year 10000.
        start, end = start - min(room, start - datetime.min), end + min(room, datetime.max - end)
    own: dict[str, object] = {
        "type": "date",
        "range": [start.isoformat(), end.isoformat()],
        "showgrid": False,
        "nticks": 7,
    }
    if len(buckets.starts) < 6:
        # The names of five weeks, side by side in half a page, would lie over each other.
        ticks = [word.replace("week of ", "week of<br>") for word in buckets.words]
        own |= {"tickmode": "array", "tickvals": buckets.middles, "ticktext": ticks}
    elif buckets.unit in ("month", "year"):
        own["tickformat"] = "%Y" if buckets.unit == "year" else "%b<br>%Y"
    else:
        own["tickformatstops"] = [
            {"dtickrange": [None, 86400000 * 27], "value": "%-d %b<br>%Y"},
            {"dtickrange": [86400000 * 27, None], "value": "%b<br>%Y"},
        ]
    figure.look(xaxis=axis(theme, **own))
    if "yaxis2" in figure.layout and not last:
        figure.look(xaxis2=axis(theme, **own, anchor="y2", matches="x"))
        figure.look(xaxis={"showticklabels": False})
    if last:
        figure.look(xaxis={"anchor": f"y{last}" if last > 1 else "y"})


def _next(start: datetime, unit: str) -> datetime:
    """Return the first moment after a bucket; where the calendar ends with it, the last moment there is."""
    try:
        if unit == "year":
            return start.replace(year=start.year + 1)
        if unit == "month":
            return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        return start + timedelta(days=7 if unit == "week" else 1)
    except (ValueError, OverflowError):
        return datetime.max
