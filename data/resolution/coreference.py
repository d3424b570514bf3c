"""The words that name a speaker in, the speakers they refer to out, within one document.

Names go to the fullest form the document gives; pronouns and descriptions ("the minister", "the agency") to the
person or body they most likely refer back to. One reader for each form: `speaking_persons`, `descriptions`,
`pronouns`, `speaking_bodies`, tried one after another like the sieves of Lee et al. 2013 (Computational Linguistics
39:4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from data.records import Document, Quotation, Span, Speaker
from data.resolution import letters
from data.resolution.cast import Person
from data.resolution.described_pairs import DescribedPairs
from data.resolution.descriptions import Descriptions
from data.resolution.discourse import Discourse
from data.resolution.pronouns import Pronouns
from data.resolution.speaking_bodies import SpeakingBodies
from data.resolution.speaking_persons import SpeakingPersons
from data.resolution.titled import Titled
from data.resolution.told_of import ToldOf
from data.words import joint_mentions, naming
from data.words.naming import Naming

_ASKED = re.compile(r"\bask(?:ed|s|ing)?\b")
_CONTINUED = re.compile(r"\b(?:continu(?:ed|es|ing)|(?:went|goes)\son)\b")
#: Share of speakers resolved rightly by the form of the words that name them, where something was said: counted on 279
#: labelled articles (4,900 sentences with a speaker; the 24 that were labelled by hand count three times).
SURE = {
    "person": 0.985, "government": 0.89, "organisation": 0.9, "anonymous": 0.945,
    "group": 0.95, "description": 0.825, "pronoun": 0.9,
}  # fmt: skip


class Resolver:
    """Resolves the mentions of one document, to be asked in the order of the text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.discourse = Discourse.of(document)
        self.persons = SpeakingPersons(self.discourse)
        self.bodies = SpeakingBodies(self.discourse, self._antecedent)
        self.titled = Titled(self.discourse, self.persons.speaker_of)
        self.pairs = DescribedPairs(self.discourse, self.titled)
        self.pronouns = Pronouns(
            self.discourse, self.persons.speaker_of, self.named, self.bodies.opening, self.pairs.they
        )
        told_of = ToldOf(self.discourse, self._antecedent, self.persons.speaker_of)
        self.descriptions = Descriptions(self.discourse, self.titled, told_of, self.persons.speaker_of)

    def speakers(self, quotation: Quotation) -> tuple[Speaker, ...]:
        """Return who speaks in `quotation`; empty when that is unknown."""
        return self.judged(quotation)[0]

    def judged(self, quotation: Quotation) -> tuple[tuple[Speaker, ...], float]:
        """Return who speaks in `quotation`, and how sure the words that name them make it, in [0, 1]."""
        if letters.holds(self.letter, quotation):
            return self.sender, 1.0
        if not quotation.mention:
            return (), 1.0
        now, text = self.discourse, self.document.text
        at = quotation.mention[0].start
        now.content = quotation.content
        now.continued = any(_CONTINUED.search(span.of(text)) for span in quotation.cue)
        words = naming.trimmed(" ".join(span.of(text) for span in quotation.mention))
        if not any(map(str.isalpha, words)):
            return (), 1.0  # "42% say": a share of those asked has no name
        found: list[Speaker] = []
        sure = 1.0
        for part in joint_mentions.parts(words):
            parsed = self.persons.read(naming.parse(part), part, at)
            if part == words and parsed.form in ("description", "anonymous"):
                parsed = self.persons.read_behind(parsed, quotation.mention[-1].end) or parsed
            sure = min(sure, SURE[parsed.form])
            for speaker in self._one(parsed, part, at):
                written = joint_mentions.document(words)
                if written is not None and part != words:
                    self.bodies.issuers[written] = speaker
                if speaker.id not in {known.id for known in found}:
                    found.append(speaker)
                    now.history.append((speaker, parsed))
                    now.spoke_at = at
                    now.asked = any(_ASKED.search(span.of(text)) for span in quotation.cue)
        now.content = ()
        as_one = len(found) > 1 and all(one.kind in ("person", "government") for one in found)
        now.together = tuple(found) if as_one else ()
        return tuple(_each_of_their_own(found)), sure

    def named(self, words: str, at: int) -> tuple[Speaker, ...]:
        """Return whom a printed name such as an interview's label means."""
        return self._one(self.persons.read(naming.parse(words), words, at), words, at)

    def _one(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        if parsed.form == "pronoun":
            return self.pronouns.meant(parsed, at)
        if parsed.form == "person":
            return () if self.persons.is_common_word(parsed, at) else (self.persons.named(parsed, at),)
        if parsed.head in letters.NOUNS and parsed.definite and self.sender:
            return self.sender
        if parsed.form == "description":
            return (self.descriptions.speaker(parsed, words, at),)
        together = self.pairs.meant(parsed, words, at)
        if together:
            return together
        person = self.descriptions.named_later(parsed, at) or self.descriptions.spokesperson(parsed, at)
        return (self.bodies.meant(parsed, words, at) if person is None else self.persons.speaker_of(person, at),)

    def _antecedent(self, gender: str, at: int) -> Person | None:
        return self.pronouns.antecedent(gender, at)

    @cached_property
    def letter(self) -> list[Span]:
        """Where a letter stands; empty where its sender is not known."""
        return letters.places(self.document.text) if self.sender else []

    @cached_property
    def sender(self) -> tuple[Speaker, ...]:
        """Who sent the letter that the document gives."""
        words = letters.sender(self.document.title)
        return self.named(words, 0) if words else letters.publisher(self.document)


def _each_of_their_own(found: Sequence[Speaker]) -> Sequence[Speaker]:
    """Drop guesses that give one of two speakers the other's country: a host and a guest have two."""
    known = {one.country for one in found if not one.guessed}
    return [replace(one, country=None, guessed=False) if one.guessed and one.country in known else one for one in found]
