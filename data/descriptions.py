"""Whom a description of one person means: "the minister", "the 68-year-old farmer".

In: a description read by `data.naming`, and who was named and who spoke before it. Out: the person whose titles answer
it, before it or soon behind it; the subject of its predicate; who spoke last. None where nobody does: then the words
stand for themselves (`data.coreference`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data import countries, naming, people, titles
from data.cast import Cast, Person
from data.human_nouns import is_human
from data.naming import Naming
from data.places import is_place
from data.records import Document, Speaker
from data.speaker_countries import SpeakerCountries
from data.speaker_words import ANSWERS, OFFICES, PORTFOLIOS

_WORD = re.compile(r"[\w’'-]+")
#: Capitalised words of descriptions that titles often leave out.
_LOOSE = frozenset("republican democratic gop democrat conservative labour kremlin white house".split())
_PREDICATE = re.compile(r"\b(?:is|was|becam?es?|remain(?:s|ed)|been|being|as)\s(?:also\s|now\s|still\s|then\s)?$")
_SUBJECT = re.compile(r"\s*(?:[A-Z][^,.]{3,60},\s)?([Hh]e|[Ss]he|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*)\s")
_OWN_TITLE = re.compile(r",\s(?:[\w’'-]+\s){0,8}(?:to|of|for|with|under)\s")
_FATHER_OF = re.compile(r"(?<=father|mother|parent)\sof\s(?:one|two|three|four|five|six|seven|eight|nine|ten)$")
#: "The head of state" is no director.
_OF_STATE = re.compile(r"\bhead of (?:the )?(?:[A-Z][\w.]* )?(state|government)\b", re.IGNORECASE)
_OWNER = re.compile(r"(.+?)[’']s?\s")
#: A vice president is not whom "the president" means.
_DEPUTY = re.compile(r"\bvice[\s-]president\b", re.IGNORECASE)
#: Characters within which "the student" follows a name.
SPOKEN_OF = 500


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Reads the descriptions of one document in the order of its text.

    `history` are the speakers so far with the words that named them, and grows while the document is read.
    `antecedent` returns whom a pronoun of a gender at a place means, `speaker_of` a person as a speaker.
    """

    document: Document
    cast: Cast
    countries: SpeakerCountries
    history: Sequence[tuple[Speaker, Naming]]
    antecedent: Callable[[str, int], Person | None]
    speaker_of: Callable[[Person, int], Speaker]

    def meant(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return the person a description at `at` refers to: by title before or soon behind it, else who spoke last."""
        return self.before(parsed, words, at) or self.behind(parsed, at)

    def before(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return whom a description means of the persons before it."""
        subject = self._subject_of(at)
        if subject is not None:
            return subject
        before = [(start, person) for start, person in self.cast.before(at) if not self._introduces(person, at)]
        person = self.by_title(parsed, before, at)
        if person is not None:
            return person
        if parsed.definite and self.takes_up(parsed, words):
            return self.cast.find(self.history[-1][0].name, near=at)
        return None

    def behind(self, parsed: Naming, at: int) -> Person | None:
        """Return whom a description means that no person before it answers."""
        later = self.by_title(parsed, self.cast.after(at), at)
        if later is not None or not parsed.definite:
            return later
        anywhere = self.cast.after(at, within=len(self.document.text))
        return self.by_title(parsed, anywhere, at) or self._spoken_of(parsed, at)

    def _spoken_of(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the student" means right behind a person without an office: the one spoken of just before."""
        before = self.cast.before(at)
        if parsed.head in OFFICES or not is_human(parsed.head) or not before or at - before[0][0] > SPOKEN_OF:
            return None
        if _OWNER.match(parsed.title):
            return None
        person = before[0][1]
        fits = not person.titles and " " in person.name and not people.lookup(person.name, self.document.published)
        clashes = parsed.gender in ("male", "female") and person.gender not in ("", parsed.gender)
        return person if fits and not clashes else None

    def _subject_of(self, at: int) -> Person | None:
        """Return whom a predicate at `at` speaks of: "Marn was also the head", "he served as the head"."""
        if not _PREDICATE.search(self.document.text, max(0, at - 40), at):
            return None
        start = max(self.document.text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! ")) + 1
        subject = _SUBJECT.match(self.document.text, start, at)
        if subject is None:
            return None
        words = subject.group(1)
        if words.lower() in ("he", "she"):
            return self.antecedent(naming.PRONOUNS[words.lower()], subject.start(1))
        named = [person for place, person in self.cast.before(at) if place >= start]
        return named[-1] if named else None

    def _introduces(self, person: Person, at: int) -> bool:
        """Tell "Marn, undersecretary to the minister": the description stands in the person's own title."""
        place = max((span for span in person.places if span.end <= at), key=lambda span: span.end, default=None)
        return place is not None and bool(_OWN_TITLE.fullmatch(self.document.text, place.end, at))

    def takes_up(self, parsed: Naming, words: str) -> bool:
        """Tell whether "the 68-year-old farmer" speaks of the person who spoke last."""
        if not self.history or self.history[-1][0].kind != "person" or not words.lower().startswith("the "):
            return False
        alone = _FATHER_OF.sub("", words)
        if len(alone.split()) > 5 or re.search(r"\b(?:of|for|who|from|in)\b", alone):
            return False
        last = self.cast.find(self.history[-1][0].name, near=0)
        if parsed.head in OFFICES and (last is None or any(map(titles.names_an_office, last.titles))):
            return False
        country = countries.of_title(words)
        return country is None or country == self.history[-1][0].country

    def by_title(self, parsed: Naming, named: Sequence[tuple[int, Person]], at: int) -> Person | None:
        """Return the person whose titles answer a description: the same head noun, no other country."""
        state = _OF_STATE.search(parsed.name)
        head = state.group(1).lower() if state else parsed.head
        wanted = set(ANSWERS.get(head, head).split())
        country = countries.of_title(parsed.title)
        best: tuple[float, Person] | None = None
        for start, person in named:
            score = self._title_score(person, wanted, parsed, country, at)
            if score is None:
                continue
            score += 1.0 - min(1.0, abs(at - start) / 3000)
            score += 0.75 if self.history and self.history[-1][0].name == person.name else 0.0
            if best is None or score > best[0]:
                best = (score, person)
        return best[1] if best else None

    def _title_score(
        self, person: Person, wanted: set[str], parsed: Naming, country: str | None, at: int
    ) -> float | None:
        speaker = self.speaker_of(person, at)
        if country and speaker.country and country != speaker.country and not speaker.guessed:
            return None
        if parsed.gender in ("male", "female") and person.gender and parsed.gender != person.gender:
            return None
        owner = _OWNER.match(parsed.title)
        if owner is not None and person.surname in owner.group(1).split():
            return None  # "Marn's lawyer" is not Marn
        known = self.countries.holders(person)
        roles = (known[0].role or "",) if len(known) == 1 else ()
        deputy = _DEPUTY.search(parsed.title) is not None
        offices = [
            title if deputy else _DEPUTY.sub("", title) for title in (*person.titles, speaker.role or "", *roles)
        ]
        held = {word.lower() for title in offices for word in _WORD.findall(title)}
        if deputy and "president" in wanted and "vice" not in held:
            return None
        if not held & wanted or not self._proper_words(parsed.name) <= held | {w.lower() for w in person.name.split()}:
            return None
        return 2.0 + len(set(_WORD.findall(parsed.name.lower())) & held) + (1.0 if country and speaker.country else 0.0)

    @staticmethod
    def _proper_words(name: str) -> set[str]:
        """Return the proper names in a description: "European Council" of "European Council president"."""
        words = [re.sub(r"[’']s$", "", word) for word in _WORD.findall(name)[:-1] if word[:1].isupper()]
        proper = {word.lower() for word in words if not (countries.of_name(word) or is_human(word) or is_place(word))}
        return proper - PORTFOLIOS - _LOOSE
