"""A text in, the country its unnamed officials most likely serve out: the one the text speaks of by far most.

Used only where neither the words, nor a title, nor the reference tables tell a country. None where no country
stands out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from data import countries, places
from data.records import Span

#: How many times as often as the next one the leading country must be named: for a state's servants and bodies, for
#: other persons, for other bodies.
SERVANT, PERSON, BODY = 1.25, 1.5, 2.0
#: A mention in the same paragraph counts as this many elsewhere.
NEAR = 3


class HomeCountry:
    """The countries one document names, to be asked for the one in force at an offset.

    Where names of `persons` begin, no country is named ("Paris" in a text on Vera Paris).
    """

    def __init__(self, text: str, *, persons: Collection[int] = ()) -> None:
        self.text = text
        named = {span.start: code for span, code in places.find(text, bodies=False)}
        named.update((span.start, code) for span, code in countries.mentioned(text))
        self._found = [(start, code) for start, code in named.items() if start not in persons]

    def at(self, offset: int, *, lead: float = SERVANT) -> str | None:
        """Return the country that leads around `offset` by a factor of `lead`, or None when none stands out.

        Mentions in the same paragraph count `NEAR` times. Cities and regions count as mentions of their country.
        """
        paragraph = self._paragraph(offset)
        counts: Counter[str] = Counter()
        for start, code in self._found:
            counts[code] += NEAR if paragraph.start <= start < paragraph.end else 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < lead * ranked[1][1]):
            return None
        return ranked[0][0]

    def _paragraph(self, offset: int) -> Span:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return Span(start, len(self.text) if end < 0 else end)
