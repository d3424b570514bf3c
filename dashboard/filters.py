"""What the analyst has chosen: a frozen record, its shape in the address of the page, and its SQL condition.

Goes in: query parameters or plain values. Comes out: a condition on the `sentences` view with its parameters, the
query parameters again, and the filters in words. Reads no table and draws nothing.

Values within one field are alternatives (or), fields are joined by and. `UNKNOWN` stands for what is missing: a
sentence in somebody's words whose speaker or speaker's country is not known, a document without outlet or date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Self

from data.records import SENTIMENTS, STANCES, VOICES

#: The class of what is missing, in URLs and in frames; shown as "unknown".
UNKNOWN = "(unknown)"
#: Names of the fields in the address of the page, in the order of the filter bar.
PARAMETERS = {
    "start": "from",
    "end": "to",
    "outlets": "outlet",
    "speakers": "speaker",
    "countries": "country",
    "topics": "topic",
    "targets": "target",
    "voices": "voice",
    "stances": "stance",
    "tones": "tone",
    "named": "named",
    "text": "q",
}
#: What the fields that hold lists are called on screen.
WORDS = {
    "outlets": "outlet",
    "speakers": "speaker",
    "countries": "country of the speaker",
    "topics": "topic",
    "targets": "target",
    "voices": "voice",
    "stances": "stance",
    "tones": "tone",
    "named": "names the country",
    "text": "words",
}
#: What `stances` may hold: the labels, and what the model abstained from, which is a class of its own.
STANCE_CLASSES = (*STANCES, "abstained")
_ALLOWED = {"voices": VOICES, "stances": STANCE_CLASSES, "tones": SENTIMENTS}
#: More values than this in one field are cut when they come from an address: a filter nobody chose by hand.
MOST_VALUES = 200
#: Longest words to search for.
LONGEST_TEXT = 500

Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The choice in force: days `[start, end]`, both included, and values of each field; empty means all.

    `speakers` are speaker ids, `countries` ISO 3166-1 alpha-3 codes of the speaker, `topics` and `targets` ids,
    `voices` as in `data.records.VOICES`. `stances` (of `STANCE_CLASSES`, toward one of `targets` where they are given),
    `tones` (of `data.records.SENTIMENTS`) and `named` (countries named in the sentence) have no place in the filter
    bar: a mark of a chart sets them. `text` are words to search for (see `dashboard/search.py`). `also` is a second
    choice that must hold too: the mark of a chart, which may name another speaker of the same sentences and so cannot
    be merged into the fields.
    """

    start: date | None = None
    end: date | None = None
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    text: str = ""
    also: Filters | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> Self:
        """Return the filters that query parameters (name to values) ask for; what makes no sense is left out."""
        values: dict[str, Any] = {}
        for name, parameter in PARAMETERS.items():
            given = list(dict.fromkeys(v for v in query.get(parameter, ()) if v))[:MOST_VALUES]
            if name in ("start", "end"):
                values[name] = _day(given[0]) if given else None
            elif name == "text":
                values[name] = " ".join(given[0].split())[:LONGEST_TEXT] if given else ""
            else:
                values[name] = tuple(v for v in given if v in _ALLOWED.get(name, (v,)))
        return cls(**values)

    def to_query(self) -> dict[str, list[str]]:
        """Return the query parameters that give these filters again, without `also`; empty fields are left out."""
        query = {}
        for name, parameter in PARAMETERS.items():
            value = getattr(self, name)
            if value:
                query[parameter] = list(value) if isinstance(value, tuple) else [str(value)]
        return query

    @property
    def any(self) -> bool:
        """Whether anything is chosen."""
        return self != Filters()

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values chosen in a field other than the dates; the words to search for are one value."""
        chosen = getattr(self, field)
        return chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()

    def without(self, name: str) -> Filters:
        """Return the filters with the field `name` empty, as a list of that field's own values needs them."""
        empty: Any = {"start": None, "end": None, "text": ""}.get(name, ())
        return replace(self, **{name: empty})

    def condition(self, alias: str = "s") -> Condition:
        """Return a SQL condition on the `sentences` view called `alias`, and its parameters in order.

        It uses the views of `dashboard/index.py`: sets of row numbers take a fifth of the time of the lists themselves
        (24 against 126 ms for a speaker in a million sentences). The condition is never empty ("TRUE" when nothing is
        chosen), and every value travels as a parameter.
        """
        row = f"{alias}.row"
        parts = [
            self._days(alias),
            _one_of(f"{alias}.outlet", self.outlets),
            self._spoken(alias),
            self._spoken_for(alias),
            self._about(alias),
            self._leaning(row),
            (f"{alias}.voice = ANY(?)", [list(self.voices)]) if self.voices else None,
            (f"{alias}.sentiment = ANY(?)", [list(self.tones)]) if self.tones else None,
            _row_in(row, "SELECT row FROM named WHERE country = ANY(?)", self.named),
        ]
        if self.text:
            # `dashboard/search.py` fills `found`; `queries.matching.rows_of` sees to it.
            parts.append((f"{row} IN (SELECT row FROM found WHERE query = ?)", [self.text]))
        if self.also is not None and self.also.any:
            parts.append(self.also.condition(alias))
        kept = [p for p in parts if p is not None]
        if not kept:
            return "TRUE", []
        return " AND ".join(f"({sql})" for sql, _ in kept), [v for _, values in kept for v in values]

    def _days(self, alias: str) -> Condition | None:
        parts: list[str] = []
        values: list[Any] = []
        if self.start is not None:
            parts, values = [*parts, f"{alias}.date >= ?"], [*values, self.start]
        if self.end is not None:
            parts, values = [*parts, f"{alias}.date <= ?"], [*values, self.end]
        return (" AND ".join(parts), values) if parts else None

    def _spoken(self, alias: str) -> Condition | None:
        chosen = "SELECT d.row FROM said AS d JOIN speakers AS p ON p.no = d.speaker WHERE p.id = ANY(?)"
        return _named_or_not(alias, f"{alias}.row IN ({chosen})", "speaker_ids", self.speakers)

    def _spoken_for(self, alias: str) -> Condition | None:
        chosen = "SELECT row FROM spoken_for WHERE country = ANY(?)"
        return _named_or_not(alias, f"{alias}.row IN ({chosen})", "speaker_countries", self.countries)

    def _about(self, alias: str) -> Condition | None:
        known = _row_in(f"{alias}.row", "SELECT row FROM about WHERE topic = ANY(?)", self.topics)
        if known is None or UNKNOWN not in self.topics:
            return known
        return f"{known[0]} OR len({alias}.topics) = 0", known[1]

    def _leaning(self, row: str) -> Condition | None:
        parts: list[str] = []
        values: list[Any] = []
        if self.targets:
            parts, values = ["target = ANY(?)"], [list(self.targets)]
        if self.stances:
            # One row has one class: an abstention is never counted under the label it leans to.
            parts.append("CASE WHEN abstained THEN 'abstained' ELSE stance END = ANY(?)")
            values.append(list(self.stances))
        return (f"{row} IN (SELECT row FROM stances WHERE {' AND '.join(parts)})", values) if parts else None

    def words(self, *, name: Callable[[str, str], str] = lambda field, value: value) -> str:
        """Return the filters in words, "all sentences" when nothing is chosen.

        `name` gives the name to show for a value of a field, the field called as in the address ("speaker").
        """
        parts = [period_words(self.start, self.end)] if self.start or self.end else []
        for field, label in WORDS.items():
            shown = [name(PARAMETERS[field], value) for value in self.values(field)]
            if shown:
                parts.append(f"{label}: {' or '.join(shown)}")
        if self.also is not None and self.also.any:
            parts.append(f"of these {self.also.words(name=name)}")
        return "; ".join(parts) or "all sentences"


def period_words(start: date | None, end: date | None) -> str:
    """Return a period in words with ISO dates, either end open: "2024-01-01 to 2024-06-30"."""
    if start is not None and end is not None:
        return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
    if start is not None:
        return f"from {start.isoformat()}"
    return f"up to {end.isoformat()}" if end is not None else "all dates"


def previous_period(filters: Filters) -> Filters | None:
    """Return the filters moved to the period of equal length just before, or None when an end is open."""
    if filters.start is None or filters.end is None:
        return None
    length = filters.end - filters.start + timedelta(days=1)
    return replace(filters, start=filters.start - length, end=filters.end - length)


def _one_of(column: str, values: tuple[str, ...]) -> Condition | None:
    if not values:
        return None
    known = [v for v in values if v != UNKNOWN]
    parts = [f"{column} = ANY(?)"] if known else []
    if UNKNOWN in values:
        parts.append(f"{column} IS NULL")
    return " OR ".join(parts), [known] if known else []


def _row_in(row: str, chosen: str, values: tuple[str, ...]) -> Condition | None:
    return (f"{row} IN ({chosen})", [list(values)]) if values else None


def _named_or_not(alias: str, named: str, column: str, values: tuple[str, ...]) -> Condition | None:
    if not values:
        return None
    known = [v for v in values if v != UNKNOWN]
    parts = [named] if known else []
    if UNKNOWN in values:
        # The outlet's narration has no speaker: not applicable, which is not unknown.
        parts.append(f"({alias}.voice <> 'outlet' AND len({alias}.{column}) = 0)")
    return " OR ".join(parts), [known] if known else []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


#: Every field has its parameter; a field added without one would be lost in the address.
assert [f.name for f in fields(Filters)] == [*PARAMETERS, "also"]
