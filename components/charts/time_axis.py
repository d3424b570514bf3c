"""The axis of time that figures share: buckets by day, week, month or year, their middles, widths, names and gaps."""

from __future__ import annotations

import pandas as pd

from components.charts.figure import axis, customs
from components.charts.sheet import Sheet
from components.palette import Theme

_OFFSETS = {
    "day": pd.DateOffset(days=1),
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
    "year": pd.DateOffset(years=1),
}
_FORMATS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
#: Fewer buckets than this are dots with intervals, never a line: three dots are no trend.
LEAST_BUCKETS = 4


def time_axes(figure: Sheet, frame: pd.DataFrame, *, theme: Theme, last: int = 0) -> None:
    """Give all panels one time axis, with the buckets themselves as ticks where they are few."""
    unit = str(frame["unit"].iloc[0])
    edge = _OFFSETS[unit]
    start, end = pd.Timestamp(frame["bucket"].min()), pd.Timestamp(frame["bucket"].max()) + edge
    if len(frame) < LEAST_BUCKETS:
        start, end = start - 2 * edge, end + 2 * edge
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
    edge = _OFFSETS[str(frame["unit"].iloc[0])]
    rows = frame if of is None else of
    return [(pd.Timestamp(b) + edge - pd.Timestamp(b)).total_seconds() * 1000 * 0.86 for b in rows["bucket"]]


def middles(frame: pd.DataFrame) -> list[str]:
    """Return the middle of each bucket, where its bar and its dot stand."""
    starts = [pd.Timestamp(b) for b in frame["bucket"]]
    edge = _OFFSETS[str(frame["unit"].dropna().iloc[0])]
    return [(s + (s + edge - s) / 2).isoformat() for s in starts]


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
    unit = str(frame["unit"].iloc[0])
    first = [pd.Timestamp(b) for b in frame["bucket"]]
    last = [b + _OFFSETS[unit] - pd.Timedelta(days=1) for b in first]
    days = [b.date().isoformat() for b in first]
    return customs(
        days, [b.date().isoformat() for b in last], [int(n) for n in frame["n"]], [bucket_words(b, unit) for b in first]
    )


def bucket_words(bucket: object, unit: str) -> str:
    """Return the name of the bucket that begins on a day: "2024-05-06", "2024-05", "2024"."""
    return str(pd.Timestamp(bucket).strftime(_FORMATS[unit]))
