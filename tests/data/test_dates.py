"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from data import dates


@pytest.mark.parametrize(
    ("written", "published", "precision", "first"),
    [
        ("2014", "2014", "year", date(2014, 1, 1)),
        ("2014-09", "2014-09", "month", date(2014, 9, 1)),
        ("Sept. 2014", "2014-09", "month", date(2014, 9, 1)),
        ("2014-09-24", "2014-09-24", "day", date(2014, 9, 24)),
        ("2014/9/4", "2014-09-04", "day", date(2014, 9, 4)),
        ("20140904", "2014-09-04", "day", date(2014, 9, 4)),
        ("24 September 2014", "2014-09-24", "day", date(2014, 9, 24)),
        ("Wednesday, September 24th, 2014", "2014-09-24", "day", date(2014, 9, 24)),
        ("24.09.2014", "2014-09-24", "day", date(2014, 9, 24)),
        ("24/09/2014", "2014-09-24", "day", date(2014, 9, 24)),
        ("09/24/2014", "2014-09-24", "day", date(2014, 9, 24)),
        ("2022-02-24T01:39:42", "2022-02-24T01:39:42", "time", date(2022, 2, 24)),
        ("2022-02-24T01:39:42.5Z", "2022-02-24T01:39:42+00:00", "time", date(2022, 2, 24)),
        ("Wed, 24 Sep 2014 10:00:00 GMT", "2014-09-24T10:00:00+00:00", "time", date(2014, 9, 24)),
    ],
)
def test_precision_is_kept(written: str, published: str, precision: str, first: date) -> None:
    assert dates.parse(written) == published
    assert dates.precision(published) == precision
    assert dates.first_day(published) == first


@pytest.mark.parametrize("written", [
    "03/04/2022", "2022-02-30", "yesterday", "99999", "", "2022-13", "10:00", "1 Jan 99999999999999999999 10:00:00",
    "Wed, 24 Sep 2014 10:00:00 +99999999999999", "0001-01-01", "0001-01-01T00:00:00Z", "01/01/0001", "0999",
    "9999-12-31", "9999-12-31 23:59:59", "31 December 9999",
])  # fmt: skip
def test_what_cannot_be_read_for_sure_is_missing(written: str) -> None:
    assert dates.parse(written) is None


def test_missing_stays_missing() -> None:
    assert dates.first_day(None) is None and dates.precision(None) is None
