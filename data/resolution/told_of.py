"""The person a document is telling of where a description stands, whatever their titles.

"The 57-year-old" at the head of a sentence behind one about a person, "the student" right behind a name, and "the head"
in "Marn was also the head".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from data.records import Speaker
from data.resolution import antecedents
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.titled import OWNER, agrees
from data.words import countries, naming, noun_phrases, people
from data.words.human_nouns import is_human
from data.words.naming import Naming
from data.words.speaker_words import OFFICES

_PREDICATE = re.compile(r"\b(?:is|was|becam?es?|remain(?:s|ed)|been|being|as)\s(?:also\s|now\s|still\s|then\s)?$")
_SUBJECT = re.compile(r"\s*(?:[A-Z][^,.]{3,60},\s)?([Hh]e|[Ss]he|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*)\s")
#: What may be said of whoever was just told of, and is no part that others play in it ("the attacker", "the rival").
_EPITHET = re.compile(
    r"[Tt]he\s(?:"
    r"(?:GOP\s|Republican\s|Democratic\s|presidential\s)?(?:candidate|nominee|front-?runner)|"
    r"(?:veteran\s|seasoned\s)?(?:politician|statesman|billionaire|tycoon|autocrat|despot|dictator|tyrant|warmonger)|"
    r"(?:\d+|[a-z]+)-year-old(?:\s[a-z-]+){0,2}|"
    r"(?:retired|veteran|exiled|jailed|ousted|embattled|outspoken|former)\s[a-z-]+"
    r")"
)
_ENDED = re.compile(r"(?:[.!?][”\"’']?\s+|\n\s*)\Z")
_HE = re.compile(r"(?:(?:But|And|Then|Yet|Still,|Later,?)\s)?([Hh]e|[Ss]he)\b")
#: Characters within which "the student" follows a name.
SPOKEN_OF = 500


@dataclass(frozen=True, slots=True)
class ToldOf:
    """Finds whom the sentences of one document are about.

    `antecedent` returns whom a pronoun of a gender at a place means, `speaker_of` a person as a speaker.
    """

    discourse: Discourse
    antecedent: Callable[[str, int], Person | None]
    speaker_of: Callable[[Person, int], Speaker]

    def subject(self, at: int) -> Person | None:
        """Return whom a predicate at `at` speaks of: "Marn was also the head", "he served as the head"."""
        if not _PREDICATE.search(self.discourse.text, max(0, at - 40), at):
            return None
        start = max(self.discourse.text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! ")) + 1
        subject = _SUBJECT.match(self.discourse.text, start, at)
        if subject is None:
            return None
        words = subject.group(1)
        if words.lower() in ("he", "she"):
            return self.antecedent(naming.PRONOUNS[words.lower()], subject.start(1))
        named = [person for place, person in self.discourse.cast.before(at) if place >= start]
        return named[-1] if named else None

    def just_before(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the 57-year-old scientist" and "the candidate" mean at the head of a sentence.

        That is the person with whose name, or "he" or "she", the sentence before begins, where it names nobody else.
        """
        text = self.discourse.text
        opens = _ENDED.search(text, max(0, at - 20), at)
        if not opens or not _EPITHET.fullmatch(parsed.title) or not is_human(parsed.head):
            return None
        reach = max(0, at - SPOKEN_OF)
        begins = [reach, *(match.end() for match in antecedents.SENTENCE_END.finditer(text, reach, at))]
        start = next((begin for begin in reversed(begins) if text[begin:at].strip()), at)
        named = [(place, person) for place, person in self.discourse.cast.before(at) if place >= start]
        if text[start:at].lstrip()[:1] in ("“", '"', "‘", "'"):
            return None  # what is quoted may be about anybody
        if not named:
            pronoun = _HE.match(text, start, at)
            person = pronoun and self.antecedent(naming.PRONOUNS[pronoun.group(1).lower()], pronoun.start(1))
            return person if person and self._fits(parsed, person, at) else None
        place, person = named[0]
        leads = text[start:place].split()
        subject = len(leads) < 7 and not (leads and leads[-1].lower() in noun_phrases.PREPOSITIONS)
        alone = len(named) == 1 and subject and not self.discourse.names_inside(person)
        return person if alone and self._fits(parsed, person, at) else None

    def _fits(self, parsed: Naming, person: Person, at: int) -> bool:
        """Tell whether nothing in a description speaks against the person: no other gender, no other country."""
        if not agrees(parsed, person):
            return False
        told = countries.of_title(parsed.title)
        return told is None or told == self.speaker_of(person, at).country

    def right_behind(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the student" means right behind a person without an office: the one spoken of just before."""
        before = self.discourse.cast.before(at)
        if parsed.head in OFFICES or not is_human(parsed.head) or not before or at - before[0][0] > SPOKEN_OF:
            return None
        if OWNER.match(parsed.title) or not parsed.title.lower().startswith("the "):  # "his friend" is another
            return None
        person = before[0][1]
        if person.titles or " " not in person.name or people.lookup(person.name, self.discourse.document.published):
            return None
        return person if agrees(parsed, person) else None
