"""A text in, the country its unnamed officials most likely serve out: a guess, marked as one by whoever takes it.

It is the one the text speaks of by far most, the one it is dated from, or that of the place somebody is met in; what
stands near counts more for those who serve a state than for others, who may speak of any country. Used only where
neither the words, nor a title, nor the reference tables tell a country. None where no country stands out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection

from data.words import countries, places

#: How many times as often as the next one the leading country must be named: for a state's servants and bodies, for
#: other persons, for other bodies.
SERVANT, PERSON, BODY = 1.25, 1.25, 1.5
#: A mention in the same paragraph counts as this many elsewhere.
NEAR = 3
#: The country a text is dated from ("KYIV — ") may be named this much less often than the leading one.
DATED = 2
_DATELINE = re.compile(
    r"^[ \t]*([A-Z][A-Za-z.’'-]+(?:\s[A-Z][A-Za-z.’'-]+){0,2})(?:,\s[A-Z][\w ,.]{2,30}?)?\s*(?:\([^)\n]{2,40}\)\s*)?"
    r"(?:[—–]|\s--?\s|:\s)",
    re.M,
)
#: What leads to the place somebody is met in.
_AT = re.compile(
    r"\b(?:in|from|near|at|of|outside|around)\s(?:(?:the|central|nearby|eastern|western|northern|southern|city|town|village|"
    r"region|of|port|capital)\s){0,4}$"
)


def _leader(counts: Counter[str], lead: float) -> str | None:
    ranked = counts.most_common(2)
    leads = bool(ranked) and (len(ranked) == 1 or ranked[0][1] >= lead * ranked[1][1])
    return ranked[0][0] if leads else None


def _dateline(text: str) -> str | None:
    """Return the country of the place a text is dated from: "KYIV, Ukraine (AP) — ", "Mexico City: "."""
    for match in _DATELINE.finditer(text[:1200]):
        place = match.group(1)
        found = places.find(place.title() if place.isupper() else place, bodies=False)
        if found and found[0][0].start == 0:
            return found[0][1]
    return None


class HomeCountry:
    """The countries one document names, to be asked for the one in force at an offset.

    Where names of `persons` begin, no country is named, nor by a city that is one of their `surnames` ("Paris" in a
    text on Vera Paris).
    """

    def __init__(self, text: str, *, persons: Collection[int] = (), surnames: Collection[str] = ()) -> None:
        self.text = text
        hits = [*places.find(text, bodies=False), *countries.mentioned(text)]
        cities = frozenset(name for name in surnames if countries.of_name(name) is None)
        named = {span.start: code for span, code in hits if span.of(text) not in cities}
        self._found = [(start, code) for start, code in named.items() if start not in persons]
        self._dated = _dateline(text)
        if self._dated and not any(code == self._dated for _, code in self._found):
            self._found.insert(0, (0, self._dated))  # capitals ("KYIV") are no words of the tables
        self._named = Counter(code for _, code in self._found)
        self._in_paragraph: dict[int, Counter[str]] = defaultdict(Counter)
        for start, code in self._found:
            self._in_paragraph[self._paragraph(start)][code] += 1

    def at(self, offset: int, *, lead: float = SERVANT, apart: Collection[str] = ()) -> str | None:
        """Return the country that leads around `offset` by a factor of `lead`, or None when none stands out.

        Those in `apart` are left out.

        Mentions in the same paragraph count `NEAR` times. Cities and regions count as mentions of their country.
        Where none leads, the country the text is dated from wins over others named hardly more often, then the one
        that leads in the text as a whole, then the only one that the paragraph names.
        """
        here = self._without(self._in_paragraph.get(self._paragraph(offset), Counter()), apart)
        counts = self._without(self._named, apart)
        for code, times in here.items():
            counts[code] += (NEAR - 1) * times
        leader = _leader(counts, lead) or self._of_dateline(counts) or self.of_all(lead=lead, apart=apart)
        if leader is not None:
            return leader
        return next(iter(here)) if len(here) == 1 else None

    def of_all(self, *, lead: float, apart: Collection[str] = ()) -> str | None:
        """Return the country that leads in the text as a whole by a factor of `lead`, else the one it is dated from.

        For whoever serves no state: a lawyer's sentence on Norway tells nothing of the lawyer.
        """
        counts = self._without(self._named, apart)
        return _leader(counts, lead) or self._of_dateline(counts)

    @staticmethod
    def _without(counts: Counter[str], apart: Collection[str]) -> Counter[str]:
        return Counter({code: times for code, times in counts.items() if code not in apart})

    def _of_dateline(self, counts: Counter[str]) -> str | None:
        dated = self._dated
        return dated if dated and counts and counts[dated] * DATED >= max(counts.values()) else None

    def beside(self, offset: int) -> str | None:
        """Return the country of the place where somebody named at `offset` is met ("in Kharkiv"), by its sentence."""
        start = max(self.text.rfind(mark, 0, offset) for mark in (". ", "\n", "? ", "! ")) + 1
        ends = [end for end in (self.text.find(mark, offset) for mark in (". ", "\n", "? ", "! ")) if end >= 0]
        sentence = self.text[start : min(ends, default=len(self.text))]
        met = [code for span, code in places.find(sentence, bodies=False) if _AT.search(sentence[: span.start])]
        return met[0] if len(set(met)) == 1 else None

    def _paragraph(self, offset: int) -> int:
        """Return where the paragraph around `offset` begins."""
        return self.text.rfind("\n", 0, offset) + 1
