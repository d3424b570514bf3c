"""A text in, the country its unnamed officials most likely serve out: the one the text speaks of by far most.

Used only where neither the words, nor a title, nor the reference tables tell a country. None where no country
stands out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from data import countries
from data.records import Span

#: The leading country must be named at least this many times as often as the next one.
LEAD = 1.5
#: A mention in the same paragraph counts as this many elsewhere.
NEAR = 3


class HomeCountry:
    """The countries one document names, to be asked for the one in force at an offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = [(span.start, code) for span, code in countries.mentioned(text)]
        self._starts = [start for start, _ in self._found]

    def at(self, offset: int) -> str | None:
        """Return the country that leads around `offset`, or None when none stands out."""
        paragraph = self._paragraph(offset)
        counts: Counter[str] = Counter()
        for start, code in self._found:
            counts[code] += NEAR if paragraph.start <= start < paragraph.end else 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]):
            return None
        return ranked[0][0]

    def leading_before(self, offset: int) -> str | None:
        """Return the country named last before `offset` in the same sentence, or None."""
        place = bisect_left(self._starts, offset) - 1
        if place < 0 or ". " in self.text[self._starts[place] : offset] or "\n" in self.text[self._starts[place] : offset]:
            return None
        return self._found[place][1]

    def _paragraph(self, offset: int) -> Span:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return Span(start, len(self.text) if end < 0 else end)
