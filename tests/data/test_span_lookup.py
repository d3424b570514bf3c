"""Which of many spans can overlap one: the same as a look at each."""

from __future__ import annotations

import random

from data.records import Span
from data.span_lookup import overlapping


def test_all_that_overlap_are_found_and_the_first_does() -> None:
    drawn = random.Random(3)
    for _ in range(200):
        spans = [Span(at, at + drawn.randint(1, 9)) for at in sorted(drawn.sample(range(60), 12))]
        near, asked = overlapping(spans), Span(at := drawn.randint(0, 60), at + drawn.randint(1, 9))
        found, really = spans[near(asked)], [span for span in spans if span.overlaps(asked)]
        assert [span for span in found if span.overlaps(asked)] == really
        assert found[:1] == really[:1]


def test_nothing_overlaps_where_nothing_is() -> None:
    assert [][overlapping([])(Span(0, 5))] == []
