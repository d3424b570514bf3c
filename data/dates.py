"""Dates as people write them in, ISO 8601 with the same precision out: "2014", "2014-09", "2014-09-24" or a time.

A date that cannot be read, or that can be read in two ways ("03/04/2022"), is missing, never guessed. So is a year
before 1000, and the year 9999: exports of databases write 0001-01-01 and 9999-12-31 where they have no date.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
_NAME = "(" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "september" else "sept?(?:ember)?" for m in _MONTHS) + r")\.?"
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$")
_DAY_FIRST = re.compile(rf"(?:\w+,\s*)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?\s+(\d{{4}})$", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"(?:\w+,\s*)?{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$", re.IGNORECASE)
_MONTH = re.compile(rf"{_NAME},?\s+(\d{{4}})$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})$")
#: The years a document can be of, the last not among them.
_YEARS = range(1000, 9999)


def parse(value: str) -> str | None:
    """Return the date in ISO 8601 with the precision it came with, None when it cannot be read for sure."""
    read = _read(" ".join(value.split()))
    return read if read is not None and int(read[:4]) in _YEARS else None


def _read(text: str) -> str | None:
    if found := _TIME.match(text):
        return _time(*found.groups())
    for pattern, order in (
        (_ISO, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_MONTH, (2, 1)),
    ):  # fmt: skip
        if found := pattern.match(text):
            return _checked([_number(found.group(n)) for n in order if found.group(n)])
    if found := _NUMBERS.match(text):
        return _numbers(int(found.group(1)), int(found.group(3)), int(found.group(4)), mark=found.group(2))
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def first_day(published: str | None) -> date | None:
    """Return the first day that a date given by `parse` can mean."""
    if published is None:
        return None
    parts = [int(n) for n in published[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def precision(published: str | None) -> str | None:
    """Return how exact a date given by `parse` is: "year", "month", "day" or "time"."""
    if published is None:
        return None
    return {4: "year", 7: "month", 10: "day"}.get(len(published), "time")


def _time(day: str, clock: str, zone: str | None) -> str | None:
    offset = "" if zone is None else "+00:00" if zone in ("Z", "UTC") else zone
    try:
        return datetime.fromisoformat(f"{day}T{clock}{offset}").isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 1 + [m[:3] for m in _MONTHS].index(text[:3].lower())


def _checked(parts: list[int]) -> str | None:
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join([f"{parts[0]:04d}", *(f"{n:02d}" for n in parts[1:])])


def _numbers(first: int, second: int, year: int, *, mark: str) -> str | None:
    """Return day and month told apart by the mark (a dot: day first) or by a number over 12; else None."""
    if mark == "." or first > 12 or first == second:
        return _checked([year, second, first])
    return _checked([year, first, second]) if second > 12 else None
