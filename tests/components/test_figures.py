"""The way from a mark to its sentences: what a click gives and what the list under the chart offers are the same."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from components.charts.time_axis import Buckets
from components.figures import by, by_bucket, by_cell
from dashboard.filters import Filters


def test_values_of_a_group() -> None:
    way = by("speaker", targets=("aid",))
    frame = pd.DataFrame({"id": ["a", "b"], "label": ["A", "B"], "n": [3, 1], "more": [0, 0]})
    assert way.filters(["a", "A", 3]) == Filters(speakers=("a",), targets=("aid",))
    assert way.marks(frame) == [(("a",), "A", 3), (("b",), "B", 1)]


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", date(2024, 2, 29), date(2024, 2, 29)),
        ("week", date(2024, 12, 30), date(2025, 1, 5)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2023, 12, 1), date(2023, 12, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_buckets_of_time(unit: str, first: date, last: date) -> None:
    frame = pd.DataFrame({"bucket": [pd.Timestamp(first)], "unit": [unit], "n": [4]})
    way = by_bucket()
    ((custom, _, n),) = way.marks(frame)
    assert (custom, n) == ((first, last), 4)
    clicked = Buckets.of(frame).customs([4])[0]
    assert way.filters(clicked) == way.filters(custom) == Filters(start=first, end=last)


def test_cells_of_a_grid() -> None:
    way = by_cell("country", "target")
    frame = pd.DataFrame(
        {"row": ["NOR", "NOR"], "row_label": ["Norway"] * 2, "column": ["aid", "nato"], "column_label": ["Aid", "NATO"],
         "n": [2, 0]}
    )  # fmt: skip
    assert way.filters(["NOR", "aid", 2]) == Filters(countries=("NOR",), targets=("aid",))
    assert way.marks(frame) == [(("NOR", "aid"), "Norway × Aid", 2)]
