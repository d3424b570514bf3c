"""Many spans of one text in, those that can overlap a given one out, without a look at all of them."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from data.records import Span


def overlapping(spans: Sequence[Span]) -> Callable[[Span], slice]:
    """Return what tells, for a span, where those of `spans` stand that can overlap it; they are sorted by start.

    The slice is empty where none overlaps; where it is not, its first one does.
    """
    starts = [span.start for span in spans]
    reach = list(itertools.accumulate((span.end for span in spans), max))
    return lambda span: slice(bisect_right(reach, span.start), bisect_left(starts, span.end))
