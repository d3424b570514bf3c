"""What the analyst has chosen: a frozen record, and its shape in the address of the page.

Goes in: query parameters or plain values. Comes out: the query parameters again, and the filters in words. Which
sentences match is worked out in `queries/matching.py`. Reads no table and draws nothing.

Values within one field are alternatives (or), fields are joined by and. `UNKNOWN` stands for what is missing: a
sentence in somebody's words whose speaker or speaker's country is not known, a document without outlet or date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

from data.records import STANCES, VOICES

#: The class of what is missing, in URLs and in frames; shown as "unknown".
UNKNOWN = "(unknown)"
#: Names of the fields in the address of the page, in the order of the filter bar.
PARAMETERS = {
    "start": "from",
    "end": "to",
    "dates": "date",
    "outlets": "outlet",
    "speakers": "speaker",
    "countries": "country",
    "topics": "topic",
    "targets": "target",
    "voices": "voice",
    "stances": "stance",
    "named": "named",
    "text": "q",
}
#: The field for each name in the address; groups of sentences bear the same names.
FIELD_OF = {parameter: field for field, parameter in PARAMETERS.items()}
#: What the fields that hold lists are called on screen.
WORDS = {
    "dates": "date",
    "outlets": "outlet",
    "speakers": "speaker",
    "countries": "country of the speaker",
    "topics": "topic",
    "targets": "target",
    "voices": "voice",
    "stances": "stance",
    "named": "names the country",
    "text": "words",
}
#: The voices of somebody's words; the outlet's own are the other.
SPOKEN = tuple(voice for voice in VOICES if voice != "outlet")
#: What `stances` may hold: the labels, and what the model abstained from, which is a class of its own.
STANCE_CLASSES = (*STANCES, "abstained")
#: Fields that match together: stances are those toward one of the targets. Every other field matches by itself.
_TOGETHER = (("targets", "stances"), *((field,) for field in WORDS if field not in ("targets", "stances", "text")))
_ALLOWED = {"dates": (UNKNOWN,), "voices": VOICES, "stances": STANCE_CLASSES}
#: More values than this in one field are cut when they come from an address: a filter nobody chose by hand.
MOST_VALUES = 200
#: Longest words to search for.
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """The choice in force: days `[start, end]`, both included, and values of each field; empty means all.

    `dates` holds `UNKNOWN` for the sentences without a date, or nothing.
    `speakers` are speaker ids, `countries` ISO 3166-1 alpha-3 codes of the speaker, `topics` and `targets` ids,
    `voices` as in `data.records.VOICES`. `stances` (of `STANCE_CLASSES`, toward one of `targets` where they are given)
    and `named` (countries named in the sentence) have no place in the filter bar: a mark of a chart sets them. `text`
    are words to search for (see `dashboard/search.py`). `also` is a second choice that must hold too: the mark of a
    chart, which may name another speaker of the same sentences and so cannot always be `joined` with the fields.
    """

    start: date | None = None
    end: date | None = None
    dates: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
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
                values[name] = parsed_day(given[0]) if given else None
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

    def joined(self, mark: Filters) -> Filters | str:
        """Return filters that match exactly what these and `mark` both match, or in words why there are none.

        A sentence may have several values of a field: one topic and another in the same sentence are no list of topics.
        """
        days = {
            "start": max((d for d in (self.start, mark.start) if d), default=None),
            "end": min((d for d in (self.end, mark.end) if d), default=None),
        }
        found: dict[str, Any] = {"text": _both_texts(self.text, mark.text), **days}
        for together in _TOGETHER:
            if all(_within(getattr(mark, f), getattr(self, f)) for f in together):
                found |= {f: getattr(mark, f) for f in together}
            elif not all(_within(getattr(self, f), getattr(mark, f)) for f in together):
                what = " and ".join(WORDS[f] for f in together)
                return f"another filter on {what} is set, and two values of one filter would find more, not fewer"
        if len(found["text"]) > LONGEST_TEXT:
            return "the words to search for would be too long"
        return replace(self, **found)

    def words(
        self, *, name: Callable[[str, str], str] = lambda field, value: value, most: int | None = None
    ) -> str:
        """Return the filters in words, "all sentences" when nothing is chosen.

        `name` gives the name to show for a value of a field, the field called as in the address ("speaker"). Of more
        than `most` values of a field the first are named, and how many more there are.
        """
        parts = [period_words(self.start, self.end)] if self.start or self.end else []
        for field, label in WORDS.items():
            values = self.values(field)
            shown = [name(PARAMETERS[field], value) for value in values[:most]]
            if len(values) > len(shown):
                shown.append(f"{len(values) - len(shown)} more")
            if shown:
                parts.append(f"{label}: {' or '.join(shown)}")
        if self.also is not None and self.also.any:
            parts.append(f"of these {self.also.words(name=name, most=most)}")
        return "; ".join(parts) or "all sentences"


def shortened(text: str, *, characters: int) -> str:
    """Return `text`, cut to `characters` with an ellipsis where it is longer."""
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def period_words(start: date | None, end: date | None) -> str:
    """Return a period in words with ISO dates, either end open: "2024-01-01 to 2024-06-30"."""
    if start is not None and end is not None:
        return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
    if start is not None:
        return f"from {start.isoformat()}"
    return f"up to {end.isoformat()}" if end is not None else "all dates"


def _within(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """Return whether every sentence that has one of the values `inner` has one of `outer`; no value means all."""
    return not outer or (bool(inner) and set(inner) <= set(outer))


def _both_texts(first: str, second: str) -> str:
    """Return the words to search for that ask for both; OR within one of them stays within it."""
    texts = [text for text in dict.fromkeys((first, second)) if text]
    if len(texts) < 2:
        return "".join(texts)
    return " AND ".join(f"({text})" if re.search(r"[\s()]", text) else text for text in map(_closed, texts))


def _closed(text: str) -> str:
    """Return words to search for with each bracket and quote in a pair, else one would reach into what is joined."""
    if text.count('"') % 2:
        text = " ".join(text.rsplit('"', 1))
    kept, depth = [], 0
    for piece in re.findall(r'"[^"]*"|[()]|[^()"]+', text):
        stray = piece == ")" and not depth
        depth += 0 if stray else (piece == "(") - (piece == ")")
        kept.append(" " if stray else piece)
    return " ".join("".join(kept).split()) + ")" * depth


def parsed_day(text: str) -> date | None:
    """Return the day that an address names in ISO form, None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


#: Every field has its parameter; a field added without one would be lost in the address.
assert [f.name for f in fields(Filters)] == [*PARAMETERS, "also"]
