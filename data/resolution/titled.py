"""The person whose titles answer a description: "the minister" behind "the Finnish minister Vera Marn"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.records import Speaker
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.words import countries
from data.words.human_nouns import is_human
from data.words.naming import Naming
from data.words.places import is_place
from data.words.speaker_words import ANSWERS, PORTFOLIOS

_WORD = re.compile(r"[\w’'-]+")
#: Capitalised words of descriptions that titles often leave out.
_LOOSE = frozenset(
    "republican democratic gop democrat conservative labour kremlin white house top senior leading chief former "
    "retired veteran renowned prominent".split()
)
#: "The head of state" is no director.
_OF_STATE = re.compile(r"\bhead of (?:the )?(?:[A-Z][\w.]* )?(state|government)\b", re.IGNORECASE)
#: Whose: "Marn’s lawyer".
OWNER = re.compile(r"(.+?)[’']s?\s")
_EX = re.compile(r"^ex-", re.IGNORECASE)
#: Who held an office before.
_GONE = re.compile(r"\b(?:ex|former|then|onetime|late)\b", re.IGNORECASE)
#: A vice president is not whom "the president" means.
_DEPUTY = re.compile(r"\bvice[\s-]president\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Titled:
    """Finds persons by their titles in one document.

    `speaker_of` returns a person as a speaker.
    """

    discourse: Discourse
    speaker_of: Callable[[Person, int], Speaker]

    def answering(self, parsed: Naming, named: Sequence[tuple[int, Person]], at: int) -> Person | None:
        """Return the person whose titles answer a description: the same head noun, no other country."""
        state = _OF_STATE.search(parsed.name)
        head = state.group(1).lower() if state else _EX.sub("", parsed.head)
        wanted = set(ANSWERS.get(head, head).split())
        if _EX.match(parsed.head):
            wanted.add(parsed.head)
        country = countries.of_title(parsed.title)
        spoke_last = self.discourse.history[-1][0].name if self.discourse.history else None
        best: tuple[float, Person] | None = None
        for start, person in named:
            score = self._score(person, wanted, parsed, country, at)
            if score is None:
                continue
            score += 1.0 - min(1.0, abs(at - start) / 3000)
            score += 0.75 if spoke_last == person.name else 0.0
            if best is None or score > best[0]:
                best = (score, person)
        return best[1] if best else None

    def _score(self, person: Person, wanted: set[str], parsed: Naming, country: str | None, at: int) -> float | None:
        if not agrees(parsed, person):
            return None
        owner = OWNER.match(parsed.title)
        if owner is not None and person.last_word in owner.group(1).split():
            return None  # "Marn's lawyer" is not Marn
        known = self.discourse.countries.holders(person)
        roles = (known[0].role or "",) if len(known) == 1 else ()
        deputy = _DEPUTY.search(parsed.title) is not None
        offices = [title if deputy else _DEPUTY.sub("", title) for title in (*person.titles, *roles)]
        held = {word.lower() for title in offices for word in _WORD.findall(title)}
        if _EX.match(parsed.head) and not any(_GONE.search(title) for title in offices):
            return None
        if deputy and "president" in wanted and "vice" not in held:
            return None
        if not held & wanted or not self._proper_words(parsed.name) <= held | {w.lower() for w in person.name.split()}:
            return None
        speaker = self.speaker_of(person, at)
        if country and speaker.country and country != speaker.country and not speaker.guessed:
            return None
        return 2.0 + len(set(_WORD.findall(parsed.name.lower())) & held) + (1.0 if country and speaker.country else 0.0)

    @staticmethod
    def _proper_words(name: str) -> set[str]:
        """Return the proper names in a description: "European Council" of "European Council president"."""
        words = [_EX.sub("", re.sub(r"[’']s$", "", word)) for word in _WORD.findall(name)[:-1] if word[:1].isupper()]
        proper = {word.lower() for word in words if not (countries.of_name(word) or is_human(word) or is_place(word))}
        return proper - PORTFOLIOS - _LOOSE


def agrees(parsed: Naming, person: Person) -> bool:
    """Tell whether a description and a person are not of two genders."""
    return parsed.gender not in ("male", "female") or person.gender in ("", parsed.gender)
