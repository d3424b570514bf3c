"""Pronouns that name a speaker in ("he", "who", "it", "they", "both"), the speakers they refer back to out.

By gender, number and nearness, the last speaker first. Rules after the salience of Lappin and Leass 1994
(Computational Linguistics 20:4), cut down to what the subject of a reporting verb needs; the persons before "he" and
"she" are weighed by `data.resolution.antecedents`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data.records import Speaker
from data.resolution import antecedents
from data.resolution.cast import Person
from data.resolution.described_pairs import people_before
from data.resolution.discourse import Discourse
from data.resolution.named_persons import opens_sentence
from data.words import naming, noun_phrases
from data.words.human_nouns import is_human
from data.words.naming import Naming

BODIES = ("government", "organisation", "group")
#: What stands between two persons who are "they": "Mr Marn and Prime Minister Vesk".
_WITH = re.compile(r",?\s(?:and|with)\s(?:[\w’'-]+\.?\s){0,5}")
#: Characters within which "they" go on with two persons named together, and "he" with somebody unnamed.
THEY, GOES_ON = 400, 600
#: What stands between a name and "who": "Vera Marn, a clerk at the Vale Office, who".
_APPOSED = re.compile(
    r",\s(?!(?:and|or|but|as|in|on|at|with|while|when|after|before|from|for|to|who|which|where)\b)"
    r"[^,;:“”\"\n]+(?:,\s[A-Z][\w\s.’'-]+)?,\s"
)
#: What relative pronouns refer to, by the form of the words before them.
_MEANT = {
    "who": ("person", "description", "group", "anonymous"),
    "which": ("government", "organisation"),
    "that": ("government", "organisation", "group", "anonymous"),
}


@dataclass(slots=True)
class Pronouns:
    """Reads the pronouns of one document in the order of its text.

    `speaker_of` returns a person as a speaker at a place, `named` whom words at a place name, `opening` the body that
    opens a sentence before one, `talking` the two whose talk the document tells of. `focus` holds whom the last
    pronoun of a gender meant, `weights` those of `data.resolution.antecedents`.
    """

    discourse: Discourse
    speaker_of: Callable[[Person, int], Speaker]
    named: Callable[[str, int], tuple[Speaker, ...]]
    opening: Callable[[int], tuple[Speaker, ...]]
    talking: Callable[[int], tuple[Speaker, ...]]
    weights: Sequence[float] = antecedents.WEIGHTS
    focus: dict[str, Person | None] = field(default_factory=dict)
    _scanned: int = 0

    def meant(self, parsed: Naming, at: int) -> tuple[Speaker, ...]:
        """Return whom the pronoun at `at` means; empty when that is unknown."""
        recent = self.discourse.recent
        if parsed.gender in ("male", "female"):
            return self._one_person(parsed.gender, at)
        if parsed.gender == "relative":
            return self._relative(parsed.head, at)
        if parsed.gender == "body":
            return self.opening(at) or recent(BODIES, back=8)
        if parsed.head == "both":
            return self._last_two(at)
        if parsed.gender == "plural":
            if talking := self.talking(at):
                return talking
            if self.discourse.history and (pair := self._pair(at, since=self.discourse.spoke_at)):
                return pair
            if self.discourse.together and not people_before(self.discourse.text, max(0, at - 120), at):
                return self.discourse.together
            several = recent(("anonymous", *BODIES), back=3)
            return several or self._pair(at) or self.discourse.together or recent(("person",), back=1)
        return ()

    def _one_person(self, gender: str, at: int) -> tuple[Speaker, ...]:
        if self.discourse.continued and self._goes_on(gender):
            return (self.discourse.history[-1][0],)
        inside = self.discourse.names_inside
        person = self.antecedent(gender, at, weights=antecedents.SPEAKING)
        person = person or next((one for _, one in self.discourse.cast.unsure_before(at) if not inside(one)), None)
        person = person or self._inside(gender, at)
        unnamed = self._unnamed(gender, at, person)
        return (unnamed,) if unnamed else (self.speaker_of(person, at),) if person else ()

    def _inside(self, gender: str, at: int) -> Person | None:
        """Return whom the words before the pronoun name where nobody else is named: "Marn was shocked, she said"."""
        if any(part.start > at for part in self.discourse.content):
            return None
        named = antecedents.candidates(self.discourse.cast.before(at), gender=gender)
        return named[0][1] if named else None

    def _goes_on(self, gender: str) -> bool:
        """Tell whether "he continued" is who spoke last, even where the words name that person: "your Tom Marn"."""
        history = self.discourse.history
        if not history or history[-1][0].kind != "person":
            return False
        last = self.discourse.cast.find(history[-1][0].name, near=self.discourse.spoke_at)
        return last is not None and last.gender in ("", gender)

    def _pair(self, at: int, *, since: int = -1) -> tuple[Speaker, ...]:
        """Return the two persons named together last before "they": "Mr Marn and Ms Vesk met. They agreed"."""
        persons = self.discourse.cast.persons
        places = sorted(
            ((span, person) for person in persons for span in person.places if max(at - THEY, since) < span.start < at),
            key=lambda item: -item[0].start,
        )
        for (second, one), (first, other) in itertools.pairwise(places[:6]):
            joined = one is not other and _WITH.fullmatch(self.discourse.text, first.end, second.start)
            if joined and "\n" not in joined.group(0):
                return (self.speaker_of(other, at), self.speaker_of(one, at))
        return ()

    def _relative(self, pronoun: str, at: int) -> tuple[Speaker, ...]:
        """Return whom "who" and "which" mean: the phrase right before, else for "who" the person named just before.

        "Vera Marn, a clerk at the Vale Office, who" is Marn.
        """
        text, name_end = self.discourse.text, at
        before = [(start, person) for start, person in self.discourse.cast.before(at) if pronoun != "which"][:1]
        for start, person in before:
            name_end = next(span.end for span in person.places if span.start == start)
            if " " in person.name and _APPOSED.fullmatch(text, name_end, at):
                return (self.speaker_of(person, at),)
        start = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! ", "”", "“", '"')) + 1
        words = noun_phrases.tokens(text, start=start, end=at)
        for phrase in noun_phrases.phrases_before(words, len(words) - 1):
            named = phrase.of(text)
            if text[name_end : phrase.start] == ", " and _describes_one(named):
                return (self.speaker_of(before[0][1], at),)
            if naming.parse(named).form in _MEANT[pronoun] and naming.can_speak(named):
                return self.named(naming.trimmed(named), phrase.start)
        return tuple(self.speaker_of(person, at) for start, person in before if at - start < 80)

    def _unnamed(self, gender: str, at: int, named: Person | None) -> Speaker | None:
        """Return the nameless speaker before, where the pronoun goes on with them: "the farmer said", "he added".

        Somebody named at the head of a sentence since then, or nothing but the name `named` far behind, decides
        otherwise.
        """
        history, spoke_at = self.discourse.history, self.discourse.spoke_at
        if not history or history[-1][1].plural or history[-1][0].kind not in ("anonymous", "person"):
            return None
        if self.discourse.asked:
            return None
        last, words = history[-1]
        nameless = words.form in ("anonymous", "description") and is_human(words.head)
        known = self.discourse.cast.find(last.name, near=at)
        if not nameless or known is not None or words.gender not in ("", gender):
            return None
        if named is None:
            return last
        since = [span.start for span in named.places if spoke_at < span.start < at]
        decided = any(opens_sentence(self.discourse.text, one) for one in since)
        return None if at - spoke_at > GOES_ON or decided else last

    def _last_two(self, at: int) -> tuple[Speaker, ...]:
        history = self.discourse.history
        spoke = list(dict.fromkeys(speaker for speaker, _ in reversed(history) if speaker.kind == "person"))[:2]
        if len(spoke) == 2:
            return tuple(reversed(spoke))
        named = [self.speaker_of(person, at) for _, person in self.discourse.cast.before(at)[:2]]
        return tuple(reversed(named)) if len(named) == 2 else ()

    def antecedent(self, gender: str, at: int, *, weights: Sequence[float] = antecedents.WEIGHTS) -> Person | None:
        """Return the person a pronoun of `gender` at `at` refers to, or None.

        Pronouns before it are resolved first, each once: the person spoken of stays the likeliest.
        """
        for match in antecedents.PRONOUN.finditer(self.discourse.text, self._scanned, at):
            sex = naming.PRONOUNS[match.group(0).lower()]
            self.focus[sex] = self._best(sex, match.start(), self.weights) or self.focus.get(sex)
        self._scanned = max(self._scanned, at + 1)
        found = self._best(gender, at, weights)
        self.focus[gender] = found or self.focus.get(gender)
        return found

    def _best(self, gender: str, at: int, weights: Sequence[float]) -> Person | None:
        return antecedents.best(self.named_before(at), self.place(gender, at), weights=weights)

    def named_before(self, at: int) -> list[tuple[int, Person]]:
        """Return whom the pronoun at `at` may mean, with their last places, latest first."""
        inside = self.discourse.names_inside
        return [(start, person) for start, person in self.discourse.cast.before(at) if not inside(person)]

    def place(self, gender: str, at: int) -> antecedents.Place:
        """Return what the text has told when it comes to the pronoun at `at`."""
        told = self.discourse
        by_name = bool(told.history) and told.history[-1][1].form == "person"
        return antecedents.Place(
            told.text, at, gender, told.last_person(), told.spoke_at, by_name, self.focus.get(gender), told.quoted
        )


def _describes_one(words: str) -> bool:
    """Tell "a historian at the Vale Institute", which says who is named before it, from "officials"."""
    parsed = naming.parse(words)
    return parsed.form in ("description", "anonymous") and not parsed.plural and is_human(parsed.head)
