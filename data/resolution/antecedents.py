"""The persons named before a pronoun in, the one it most likely refers to out.

A linear score over salience features (Lappin and Leass 1994, Computational Linguistics 20:4), its weights fitted as
a log-linear ranker by `data.train.antecedents`.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from data.records import Span
from data.resolution.cast import Person
from data.words.name_words import ABBREVIATED_TITLES

PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er|[Hh]imself|[Hh]erself)\b")
#: Persons further away than the nearest of these many are no candidates.
CANDIDATES = 8
FEATURES = (
    "same sentence", "sentence before", "two sentences before", "log distance", "nearest", "opens its sentence",
    "spoke last", "spoken of last",
    "times named", "gender known", "evidence", "two words", "possessive", "same paragraph",
    "first in its sentence", "log distance told or speaking", "spoke a sentence before", "spoke last by name",
    "subject",
)  # fmt: skip
WEIGHTS = (1.02, 0.17, 0.74, -0.79, 0.16, 0.6, -0.11, 0.72, 0.86, 0.9, 1.05, 0.46, 0.0, 1.58, 0.5, 0.0, 0.0, 0.0, 0.0)
#: The same where the pronoun is the subject of a reporting verb: fitted on who speaks in the labelled articles. The fit
#: goes to and fro between two rounds; this is the one with more of them right.
SPEAKING = (0.0, 1.15, 0.82, 0.0, 0.4, 1.04, 0.82, 0.0, 0.0, 0.0, 0.0, 1.55, 0.0, 2.39, 0.59, -0.95, 0.12, 1.7, 0.69)
#: "Sens. Tom Marn": this full stop ends no sentence.
_NO_TITLE = "".join(rf"(?<!\b{title.capitalize()})" for title in sorted(ABBREVIATED_TITLES))
SENTENCE_END = re.compile(rf"(?:[!?]|{_NO_TITLE}\.)[”\"’)]*\s+(?=[\"“‘(]?[A-Z])|\n")
_STOP = re.compile(rf"[!?\n]|{_NO_TITLE}\.")
_OPENS = re.compile(rf"(?:[!?\n”\"]|{_NO_TITLE}\.)$")
#: What stands behind the subject of a clause: a verb, an apposition or relative clause passed over.
_VERB_BEHIND = re.compile(
    r"(?:,[^,]{1,80},)?\s(?:[a-z]+ly\s)?"
    r"(?!(?:of|in|and|to|for|with|on|at|by|from|or|but|as|than)\b)[a-z]{2,}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands and what the text has told by then.

    `speaker` is the name of who spoke last, named at `spoke_at`, `by_name` unless a pronoun or description stood
    there; `focus` the person whom the pronoun before meant; `quoted` what stands between quotation marks.
    """

    text: str
    at: int
    gender: str
    speaker: str | None
    spoke_at: int
    by_name: bool
    focus: Person | None
    quoted: Sequence[Span]


def best(named: Sequence[tuple[int, Person]], place: Place, *, weights: Sequence[float] = WEIGHTS) -> Person | None:
    """Return the person whom the pronoun means, or None when nobody fits.

    `named` are the persons before it with their last place, latest first.
    """
    fitting = candidates(named, gender=place.gender)
    if not fitting:
        return None
    scored = [
        (sum(w * v for w, v in zip(weights, features(place, rank, start, person), strict=True)), -rank)
        for rank, (start, person) in enumerate(fitting)
    ]
    return fitting[-max(scored)[1]][1]


def candidates(named: Sequence[tuple[int, Person]], *, gender: str) -> list[tuple[int, Person]]:
    """Return the nearest persons who are not known to be of the other gender."""
    return [(start, person) for start, person in named if person.gender in ("", gender)][:CANDIDATES]


def features(place: Place, rank: int, start: int, person: Person) -> tuple[float, ...]:
    """Return the values of `FEATURES` for one candidate, named last at `start`, the `rank`-th nearest."""
    text, at = place.text, place.at
    between = _sentences_between(text, start, at)
    spoke = place.speaker == person.name
    before = text[max(0, start - 30) : start].rstrip(' “"‘(')
    end = next((span.end for span in person.places if span.start == start), start)
    outside = _outside(place, person) or Span(start, end)
    return (
        float(between == 0),
        float(between == 1),
        float(between == 2),
        math.log1p((at - start) / 20),
        float(rank == 0),
        float(not before or bool(_OPENS.search(before))),
        float(spoke),
        float(place.focus is person),
        math.log1p(sum(1 for span in person.places if span.start < at)),
        float(person.gender == place.gender),
        float(person.evidence > 0),
        float(" " in person.name),
        float(text[end - 2 : end + 2].rstrip().endswith(("'s", "’s")) or text[end : end + 2] in ("'s", "’s")),
        float("\n" not in text[start:at]),
        float(_first_in_sentence(text, start)),
        math.log1p(max(0, at - max(outside.start, place.spoke_at if spoke else 0)) / 20),
        float(spoke and _sentences_between(text, place.spoke_at, at) <= 1),
        float(spoke and place.by_name),
        float(bool(_VERB_BEHIND.match(text, outside.end))),
    )


def _sentences_between(text: str, start: int, end: int) -> int:
    # Three are as good as thirty: nothing asks for more.
    return sum(1 for _ in itertools.islice(SENTENCE_END.finditer(text, start, end), 3))


def _outside(place: Place, person: Person) -> Span | None:
    """Return where the outlet's own words, not those of a quotation, name the person last."""
    before = (span for span in reversed(person.places) if span.start < place.at)
    return next((span for span in before if not _is_quoted(place, span)), None)


def _is_quoted(place: Place, span: Span) -> bool:
    behind = bisect_left(place.quoted, span.end, key=lambda part: part.start)
    return behind > 0 and place.quoted[behind - 1].overlaps(span)


def _first_in_sentence(text: str, start: int) -> bool:
    """Tell whether no verb-like word stands before the name in its sentence: few words from the sentence's start."""
    lead = _STOP.split(text[max(0, start - 60) : start])[-1]
    return len(lead.split()) < 5
