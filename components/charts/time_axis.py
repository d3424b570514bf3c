"""The axis of time that figures share: buckets by day, week, month or year, their middles, widths, names and gaps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from components.charts.figure import axis, customs
from components.charts.sheet import Sheet
from components.palette import Theme

_FORMATS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
#: Fewer buckets than this are dots with intervals, never a line: three dots are no trend.
LEAST_BUCKETS = 4


def time_axes(figure: Sheet, frame: pd.DataFrame, *, theme: Theme, last: int = 0) -> None:
    """Give all panels one time axis, with the buckets themselves as ticks where they are few."""
    unit = str(frame["unit"].iloc[0])
    edges = _edges(frame, unit)
    start, end = min(edges)[0], max(edges)[1]
    if len(frame) < LEAST_BUCKETS:
        # Room on both sides: one or two bars across the whole width would look like much.
        length = max(edges)[1] - max(edges)[0]
        start, end = start - 2 * length, end + 2 * length
    own: dict[str, object] = {
        "type": "date",
        "range": [start.isoformat(), end.isoformat()],
        "showgrid": False,
        "nticks": 7,
    }
    if len(frame) < 6:
        names = [bucket_words(b, unit) for b in frame["bucket"]]
        own |= {"tickmode": "array", "tickvals": middles(frame), "ticktext": names}
    elif unit in ("month", "year"):
        own["tickformat"] = "%Y" if unit == "year" else "%b<br>%Y"
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


def widths(frame: pd.DataFrame, of: pd.DataFrame | None = None) -> list[float]:
    """Return the width of each bar in milliseconds, a little less than its bucket."""
    unit = str(frame["unit"].iloc[0])
    return [(end - start).total_seconds() * 860 for start, end in _edges(frame if of is None else of, unit)]


def middles(frame: pd.DataFrame) -> list[str]:
    """Return the middle of each bucket, where its bar and its dot stand."""
    unit = str(frame["unit"].dropna().iloc[0])
    return [(start + (end - start) / 2).isoformat() for start, end in _edges(frame, unit)]


def _edges(frame: pd.DataFrame, unit: str) -> list[tuple[datetime, datetime]]:
    """Return first and last moment of each bucket; plain datetimes, a fifth of the cost of pandas' own."""
    starts = pd.to_datetime(frame["bucket"]).dt.to_pydatetime()
    return [(start, _next(start, unit)) for start in starts]


def _next(start: datetime, unit: str) -> datetime:
    if unit == "year":
        return start.replace(year=start.year + 1)
    if unit == "month":
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start + timedelta(days=7 if unit == "week" else 1)


def with_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with a row of missing values for each bucket that holds nothing."""
    unit = str(frame["unit"].iloc[0])
    starts = pd.to_datetime(frame["bucket"])
    every = pd.date_range(
        starts.min(), starts.max(), freq={"day": "D", "week": "7D", "month": "MS", "year": "YS"}[unit]
    )
    full = frame.assign(bucket=starts).set_index("bucket").reindex(every)
    full["unit"] = unit
    return full.rename_axis("bucket").reset_index()


def runs(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the stretches of neighbouring buckets that have an interval."""
    present = frame["tone_low"].notna() & frame["bucket"].notna()
    number = (present != present.shift()).cumsum()
    return [run for _, run in frame[present].groupby(number[present]) if len(run) > 1]


def bucket_customs(frame: pd.DataFrame) -> list[list[object]]:
    """Return first day, last day, n and name of each bucket, as the marks carry them."""
    unit = str(frame["unit"].iloc[0])
    edges = _edges(frame, unit)
    first = [start.date().isoformat() for start, _ in edges]
    last = [(end - timedelta(days=1)).date().isoformat() for _, end in edges]
    return customs(first, last, frame["n"].tolist(), [start.strftime(_FORMATS[unit]) for start, _ in edges])


def bucket_words(bucket: object, unit: str) -> str:
    """Return the name of the bucket that begins on a day: "2024-05-06", "2024-05", "2024"."""
    return str(pd.Timestamp(bucket).strftime(_FORMATS[unit]))
