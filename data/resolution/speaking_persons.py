"""The names of persons who speak in, speakers out: with the country, the role and the id that text and tables give.

A bare surname goes to the fullest form the document gives; "Norway's Marn" and "the coach, Vera Marn," are persons.
What a description or a pronoun means is told by `data.resolution.descriptions` and `data.resolution.pronouns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.records import Speaker
from data.resolution import bodies
from data.resolution.cast import Person, core, last_word
from data.resolution.discourse import Discourse
from data.resolution.named_persons import opens_sentence
from data.resolution.speaker_countries import Found
from data.words import countries, people, titles
from data.words.human_nouns import is_human
from data.words.name_spans import common_words
from data.words.naming import Naming

_COUNTRYS = re.compile(r"([A-Z][\w. -]+)[’']s?\s([A-Z][\w’'-]+)")
#: "Marn of the Vale Teachers".
_OF_BODY = re.compile(r"\sof\sthe\s")
#: What leads to a name behind a description, and what ends it: "the coach, Vera Marn, ...".
_COMMA = re.compile(r",\s")
_ENDS = re.compile(r"\s*(?:[.,;:)\n]|$)(?!\s(?:an?|who|and)\s)")


@dataclass(frozen=True, slots=True)
class SpeakingPersons:
    """Turns the persons of one document into speakers."""

    discourse: Discourse
    #: By the name, with which a person is asked for anew each time.
    _employers: dict[str, Found | None] = field(default_factory=dict)
    _bodies: dict[str, bool] = field(default_factory=dict)

    def read(self, parsed: Naming, words: str, at: int) -> Naming:
        """Read a bare surname of the document that means something else elsewhere ("Paris", "Fields") as the person."""
        owned = _COUNTRYS.fullmatch(words.strip())
        if owned is not None and parsed.form != "person":
            return self._national(owned.group(1), owned.group(2), at) or parsed
        first, *body = _OF_BODY.split(words.split(",")[0].strip())
        told = parsed.form in ("person", "pronoun") and not body
        if told or " " in first or not first[:1].isupper():
            return parsed
        person = self.discourse.cast.find(first, near=at)
        if person is None or " " not in person.name or not person.likely:
            return parsed
        if person.last_word != first and not (first.isupper() and person.last_word.upper() == first):
            return parsed
        return Naming("person", person.last_word)

    def read_behind(self, parsed: Naming, end: int) -> Naming | None:
        """Read "the team's coach" in "according to the team's coach, Vera Marn, ..." as the person."""
        text = self.discourse.text
        comma = _COMMA.match(text, end)
        if comma is None or parsed.plural or not is_human(parsed.head):
            return None
        for person in self.discourse.cast.persons:
            place = next((span for span in person.places if span.start == comma.end()), None)
            told = person.likely or " " in person.name
            if place is not None and told and _ENDS.match(text, place.end):
                return Naming("person", person.name, title=parsed.title, gender=parsed.gender)
        return None

    def _national(self, country: str, name: str, at: int) -> Naming | None:
        """Read "Norway's Marn" as a person who is named in the text or in office; "Norway's Equinor" is none."""
        code = countries.of_name(country)
        person = self.discourse.cast.find(name, near=at)
        known = person is not None and person.likely and " " in person.name and person.last_word == name
        return Naming("person", name) if code and (known or people.lookup(name, country=code)) else None

    def is_common_word(self, parsed: Naming, at: int) -> bool:
        """Tell a common word that opens a sentence ("Encourage ports to ...") from somebody's surname ("Brown")."""
        titled = parsed.title.lower() not in ("", "this", "that", "our", "its")
        opens = opens_sentence(self.discourse.text, at)
        if " " in parsed.name or titled or not opens or parsed.name.lower() not in common_words():
            return False
        person = self.discourse.cast.find(parsed.name, near=at, gender=parsed.gender)
        return person is None or not (" " in person.name or person.titles)

    def named(self, parsed: Naming, at: int) -> Speaker:
        """Return whom a name at `at` means; a name the text gives nowhere else stands for itself."""
        person = self._titled(parsed) or self.discourse.cast.find(
            parsed.name, near=at, gender=parsed.gender, title=parsed.title
        )
        if person is None:
            return self.speaker_of(Person(parsed.name, [parsed.title] if parsed.title else [], evidence=1), at)
        if len(core(parsed.name)) > len(core(person.name)) and last_word(person.name) == last_word(parsed.name):
            person.name = parsed.name
        if parsed.title and parsed.title not in person.titles:
            person.titles.insert(0, parsed.title)
        bare = " " not in person.name and not person.titles
        if bare and self._is_body(person) and not self._in_office(person.name):
            found = self.discourse.countries.of_organisation(person.name, at)
            return Speaker(
                people.slug(person.name), person.name, "organisation", found.country, guessed=found.guessed
            )
        person.evidence += 1
        return self.speaker_of(person, at)

    def _titled(self, parsed: Naming) -> Person | None:
        """Return who holds the office, where all whom the text names in full with that surname are others we know."""
        date = self.discourse.document.published
        known = people.of_office(parsed.name, parsed.title, date) if parsed.title else None
        others = [one.name for one in self.discourse.cast.persons if " " in one.name and one.last_word == parsed.name]
        found = [{person.id for person in people.lookup(name, date)} for name in others]
        if known is None or not found or not all(ids and known.id not in ids for ids in found):
            return None
        return Person(known.name, [parsed.title], evidence=1)

    def _is_body(self, person: Person) -> bool:
        """Tell a company's one-word name from a surname; asked once of each, for every place of the name is read."""
        if person.name not in self._bodies:
            self._bodies[person.name] = bodies.behaves_as_body(self.discourse.text, person.places)
        return self._bodies[person.name]

    def _in_office(self, name: str) -> bool:
        return bool(people.lookup(name, self.discourse.document.published))

    def speaker_of(self, person: Person, at: int) -> Speaker:
        """Return a person of the document as a speaker at `at`."""
        role = next((role for role in map(titles.role, person.titles) if role), None)
        found = self._employed(person) or self.discourse.countries.of_person(person, at)
        known = self.discourse.countries.holders(person)
        alone = len(known) == 1 and " " not in person.name
        return Speaker(
            people.slug(known[0].name) if len(known) == 1 else people.slug(people.canonical(person.name)),
            known[0].name if alone else person.name,
            "person",
            found.country,
            role or (known[0].role if len(known) == 1 else None),
            found.guessed,
        )

    def _employed(self, person: Person) -> Found | None:
        """Return the country of the body that "its spokeswoman, Vera Marn" speaks for, where one spoke before."""
        if not any(title.lower().startswith("its ") for title in person.titles):
            return None
        if person.name not in self._employers:
            body = self.discourse.recent(("government", "organisation", "group"), back=3)
            self._employers[person.name] = Found(body[0].country, body[0].guessed) if body else None
        return self._employers[person.name]
