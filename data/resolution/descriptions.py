"""Whom a description of one person means: "the minister", "the 68-year-old farmer".

In: a description read by `data.words.naming`, and who was named and who spoke before it. Out: the person whose titles
answer it, before it or soon behind it (`titled`); who is being told of (`told_of`); who spoke last. Where nobody does
the words stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from data.records import Speaker
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.titled import Titled
from data.resolution.told_of import ToldOf
from data.turns import press_office
from data.words import countries, naming, people, titles
from data.words.human_nouns import is_human
from data.words.naming import Naming
from data.words.speaker_words import OFFICES

#: A paragraph ends with its line, whether or not an empty line follows.
_PARAGRAPH = re.compile(r"\S[^\n]*")
_OWN_TITLE = re.compile(r",\s(?:[\w’'-]+\s){0,8}(?:to|of|for|with|under)\s")
_FATHER_OF = re.compile(r"(?<=father|mother|parent)\sof\s(?:one|two|three|four|five|six|seven|eight|nine|ten)$")
#: A description that says which one it means takes up nobody.
_TOLD_APART = re.compile(r"\s(?:of|for|who|from|in)\s")
_ARTICLE = re.compile(r"(?:an?|the|his|her|its|their|our|this|that|one|another|some|any|no)\b", re.IGNORECASE)
#: Characters within which "the spokesman" follows a spokesman's name.
NAMED_BEFORE = 600
#: Characters within which "an expert" is named behind a lead, and paragraphs that are one.
NAMED_LATER, LEAD_PARAGRAPHS = 1200, 4


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Reads the descriptions of one document in the order of its text.

    `speaker_of` returns a person as a speaker.
    """

    discourse: Discourse
    titled: Titled
    told_of: ToldOf
    speaker_of: Callable[[Person, int], Speaker]

    def speaker(self, parsed: Naming, words: str, at: int) -> Speaker:
        """Return the speaker a description at `at` means; where that is nobody of the text, the words stand for one."""
        document = self.discourse.document
        official = press_office.meant(words, document)
        if official is not None:
            person = self._holder(official)
            if person is None and not press_office.called(words, document):
                person = self.titled.answering(parsed, self.discourse.cast.before(at), at)
            return self.speaker_of(person, at) if person is not None else official
        again = self._repeated(parsed)
        if again is not None:
            return again
        person = self.before(parsed, words, at)
        unnamed = self._unnamed(parsed, words) if person is None else None
        if unnamed is not None:
            return unnamed
        person = person or self.behind(parsed, at)
        person = person or self.titled.answering(parsed, [(at, one) for one in self.discourse.cast.headlined], at)
        if person is not None:
            person.evidence += 1
            return self.speaker_of(person, at)
        return self._new(parsed, words, at)

    def _new(self, parsed: Naming, words: str, at: int) -> Speaker:
        name = naming.in_running_text(words)
        found = self.discourse.countries.of_words(words, at)
        if not is_human(parsed.head):  # "the footage", "its leadership"
            return Speaker(people.slug(name), name, "organisation", found.country, guessed=found.guessed)
        return Speaker(people.slug(name), name, "person", found.country, name, found.guessed)

    def _holder(self, meant: Speaker) -> Person | None:
        """Return the office holder whom a government's own press office means, where the text names them.

        "The President" is the country's own there, also behind a visitor of that office, "President Marn".
        """
        cast, holders = self.discourse.cast, self.discourse.countries.holders
        named = (one for one in (*cast.persons, *cast.headlined) if one.likely or " " in one.name)
        return next((one for one in named if [known.id for known in holders(one)] == [meant.id]), None)

    def _unnamed(self, parsed: Naming, words: str) -> Speaker | None:
        """Return the speaker without a name whom a description takes up: "the diplomat" behind "a Finnish diplomat"."""
        if not parsed.definite:
            return None
        history = self.discourse.history
        for speaker, before in reversed(history[-8:]):
            if before.head == parsed.head and (speaker.kind == "anonymous" or self._same_words(parsed, speaker)):
                return speaker
        return history[-1][0] if self.takes_up(parsed, words) else None

    def _repeated(self, parsed: Naming) -> Speaker | None:
        """Return "a senior Marn adviser" for "the senior Marn adviser": the same words, two of them or more."""
        if not parsed.definite or " " not in parsed.name:
            return None
        unnamed = (one for one, _ in reversed(self.discourse.history) if one.kind == "anonymous")
        return next((one for one in unnamed if naming.without_article(one.name) == parsed.name), None)

    def _same_words(self, parsed: Naming, speaker: Speaker) -> bool:
        """Tell whether a description repeats one that named nobody: "the minister" behind "the Finnish minister"."""
        if speaker.kind != "person" or self.discourse.cast.find(speaker.name, near=0) is not None:
            return False
        return set(parsed.name.lower().split()) <= set(speaker.name.lower().split())

    def spokesperson(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the spokesman" means: a spokesman named before, unless one without a name spoke since."""
        if not (parsed.definite and parsed.head.startswith("spokes")) or " " in parsed.name:
            return None
        if self.discourse.history and self.discourse.history[-1][1].head.startswith("spokes"):
            return None
        before = [(start, one) for start, one in self.discourse.cast.before(at) if at - start < NAMED_BEFORE]
        return self.titled.answering(parsed, before, at)

    def named_later(self, parsed: Naming, at: int) -> Person | None:
        """Return who "an expert" or "a cabinet minister" turns out to be: named by that title soon behind.

        A spokesperson is nobody else only in a headline: "Vale Spokesman Says ...".
        """
        head = parsed.head
        if parsed.form != "anonymous" or parsed.plural or not is_human(head) or head.startswith("official"):
            return None
        first = _PARAGRAPH.search(self.discourse.text)
        headline = first is not None and first.end() > at and not _ARTICLE.match(parsed.title)
        if head.startswith("spokes") and not headline:
            return None
        leads = len(_PARAGRAPH.findall(self.discourse.text, 0, at + 1)) <= LEAD_PARAGRAPHS
        near = self.discourse.cast.after(at, within=NAMED_LATER if leads else NAMED_LATER // 3)
        named = [(start, one) for start, one in near if headline or titles.ends_in(head, one.titles)]
        return self.titled.answering(parsed, named, at)

    def meant(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return the person a description at `at` refers to: by title before or soon behind it, else who spoke last."""
        return self.before(parsed, words, at) or self.behind(parsed, at)

    def before(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return whom a description means of the persons before it."""
        subject = self.told_of.subject(at)
        if subject is not None:
            return subject
        named = self.discourse.cast.before(at)
        before = [(start, person) for start, person in named if not self._introduces(person, at)]
        person = self.titled.answering(parsed, before, at)
        if person is not None:
            return person
        if parsed.definite and self.takes_up(parsed, words):
            return self.discourse.cast.find(self.discourse.history[-1][0].name, near=at)
        return None

    def behind(self, parsed: Naming, at: int) -> Person | None:
        """Return whom a description means that no person before it answers."""
        later = self.titled.answering(parsed, self.discourse.cast.after(at), at)
        if later is not None or not parsed.definite:
            return later
        anywhere = self.discourse.cast.after(at, within=len(self.discourse.text))
        found = self.titled.answering(parsed, anywhere, at) or self.told_of.just_before(parsed, at)
        return found or self.told_of.right_behind(parsed, at)

    def _introduces(self, person: Person, at: int) -> bool:
        """Tell "Marn, undersecretary to the minister": the description stands in the person's own title."""
        place = max((span for span in person.places if span.end <= at), key=lambda span: span.end, default=None)
        return place is not None and bool(_OWN_TITLE.fullmatch(self.discourse.text, place.end, at))

    def takes_up(self, parsed: Naming, words: str) -> bool:
        """Tell whether "the 68-year-old farmer" speaks of the person who spoke last."""
        history = self.discourse.history
        if not history or history[-1][0].kind != "person" or not words.lower().startswith("the "):
            return False
        alone = _FATHER_OF.sub("", words)
        if len(alone.split()) > 5 or _TOLD_APART.search(alone):
            return False
        last = self.discourse.cast.find(history[-1][0].name, near=0)
        if parsed.head in OFFICES and (last is None or any(map(titles.names_an_office, last.titles))):
            return False
        country = countries.of_title(words)
        return country is None or country == history[-1][0].country
