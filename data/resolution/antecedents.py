"""The persons named before a pronoun in, the one it most likely refers to out.

A linear score over salience features (Lappin and Leass 1994, Computational Linguistics 20:4), its weights fitted as
a log-linear ranker on the third-person pronouns of GUM's news, interviews and speeches by
`data.train.antecedents`.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence

from data.resolution.cast import Person
from data.words.name_words import ABBREVIATED_TITLES

PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er|[Hh]imself|[Hh]erself)\b")
#: Persons further away than the nearest of these many are no candidates.
CANDIDATES = 8
FEATURES = (
    "same sentence", "sentence before", "two sentences before", "log distance", "nearest", "opens its sentence",
    "spoke last", "spoken of last",
    "times named", "gender known", "evidence", "two words", "possessive", "same paragraph",
    "first in its sentence",
)  # fmt: skip
WEIGHTS = (1.64, -0.38, 0.62, -0.73, 0.21, 0.8, 0.21, 1.23, 1.01, 0.96, -0.1, 0.83, 0.0, 1.65, 0.31)
#: The same where the pronoun is the subject of a reporting verb: who spoke last goes on speaking. Set by hand.
SPEAKING = tuple(value + 3.0 * (name == "spoke last") for name, value in zip(FEATURES, WEIGHTS, strict=True))
#: "Sens. Tom Marn": this full stop ends no sentence.
_NO_TITLE = "".join(rf"(?<!\b{title.capitalize()})" for title in sorted(ABBREVIATED_TITLES))
_SENTENCE_END = re.compile(rf"(?:[!?]|{_NO_TITLE}\.)[”\"’)]*\s+(?=[\"“‘(]?[A-Z])|\n")
_STOP = re.compile(rf"[!?\n]|{_NO_TITLE}\.")
_OPENS = re.compile(rf"(?:[!?\n”\"]|{_NO_TITLE}\.)$")


def best(
    named: Sequence[tuple[int, Person]],
    *,
    text: str,
    at: int,
    gender: str,
    speaker: str | None,
    focus: Person | None,
    weights: Sequence[float] = WEIGHTS,
) -> Person | None:
    """Return the person the pronoun at `at` refers to, or None when nobody fits.

    `named` are the persons before it with their last place, latest first; `speaker` the name of who spoke last;
    `focus` the person the pronoun before it referred to.
    """
    fitting = candidates(named, gender=gender)
    if not fitting:
        return None
    scored = [
        (
            sum(
                w * v
                for w, v in zip(weights, features(text, at, rank, start, person, gender, speaker, focus), strict=True)
            ),
            -rank,
        )
        for rank, (start, person) in enumerate(fitting)
    ]
    return fitting[-max(scored)[1]][1]


def candidates(named: Sequence[tuple[int, Person]], *, gender: str) -> list[tuple[int, Person]]:
    """Return the nearest persons who are not known to be of the other gender."""
    return [(start, person) for start, person in named if person.gender in ("", gender)][:CANDIDATES]


def features(
    text: str, at: int, rank: int, start: int, person: Person, gender: str, speaker: str | None, focus: Person | None
) -> tuple[float, ...]:
    """Return the values of `FEATURES` for one candidate, named last at `start`, the `rank`-th nearest."""
    # Three are as good as thirty: nothing below asks for more.
    between = sum(1 for _ in itertools.islice(_SENTENCE_END.finditer(text, start, at), 3))
    named = sum(1 for span in person.places if span.start < at)
    end = next((span.end for span in person.places if span.start == start), start)
    before = text[max(0, start - 30) : start].rstrip(' “"‘(')
    return (
        float(between == 0),
        float(between == 1),
        float(between == 2),
        math.log1p((at - start) / 20),
        float(rank == 0),
        float(not before or bool(_OPENS.search(before))),
        float(speaker == person.name),
        float(focus is person),
        math.log1p(named),
        float(person.gender == gender),
        float(person.evidence > 0),
        float(" " in person.name),
        float(text[end - 2 : end + 2].rstrip().endswith(("'s", "’s")) or text[end : end + 2] in ("'s", "’s")),
        float("\n" not in text[start:at]),
        float(_first_in_sentence(text, start)),
    )


def _first_in_sentence(text: str, start: int) -> bool:
    """Tell whether no verb-like word stands before the name in its sentence: few words from the sentence's start."""
    lead = _STOP.split(text[max(0, start - 60) : start])[-1]
    return len(lead.split()) < 5
