"""Whom a description of one person means: "the minister", "the 68-year-old farmer".

In: a description read by `data.words.naming`, and who was named and who spoke before it. Out: the person whose titles
answer it, before it or soon behind it; the subject of its predicate; who spoke last. Where nobody does the words stand
for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.records import Speaker
from data.resolution import antecedents
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.turns import press_office
from data.words import countries, naming, noun_phrases, people, titles
from data.words.human_nouns import is_human, singular
from data.words.naming import Naming
from data.words.places import is_place
from data.words.speaker_words import ANSWERS, OFFICES, PORTFOLIOS

_WORD = re.compile(r"[\w’'-]+")
#: A paragraph ends with its line, whether or not an empty line follows.
_PARAGRAPH = re.compile(r"\S[^\n]*")
#: Capitalised words of descriptions that titles often leave out.
_LOOSE = frozenset(
    "republican democratic gop democrat conservative labour kremlin white house top senior leading chief former "
    "retired veteran renowned prominent".split()
)
_PREDICATE = re.compile(r"\b(?:is|was|becam?es?|remain(?:s|ed)|been|being|as)\s(?:also\s|now\s|still\s|then\s)?$")
_SUBJECT = re.compile(r"\s*(?:[A-Z][^,.]{3,60},\s)?([Hh]e|[Ss]he|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*)\s")
_OWN_TITLE = re.compile(r",\s(?:[\w’'-]+\s){0,8}(?:to|of|for|with|under)\s")
_FATHER_OF = re.compile(r"(?<=father|mother|parent)\sof\s(?:one|two|three|four|five|six|seven|eight|nine|ten)$")
#: A description that says which one it means takes up nobody.
_TOLD_APART = re.compile(r"\s(?:of|for|who|from|in)\s")
#: "The head of state" is no director.
_OF_STATE = re.compile(r"\bhead of (?:the )?(?:[A-Z][\w.]* )?(state|government)\b", re.IGNORECASE)
_OWNER = re.compile(r"(.+?)[’']s?\s")
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
#: "The two presidents", "the heads of state".
_SEVERAL = re.compile(
    r"[Tt]he\s(?P<two>two\s)?(?P<field>(?:prime|foreign|defen[cs]e|finance|interior|trade)\s)?"
    r"(?P<noun>leaders|presidents|premiers|ministers|chancellors|heads)(?P<of>\sof\s(?:state|government))?"
)
_ARTICLE = re.compile(r"(?:an?|the|his|her|its|their|our|this|that|one|another|some|any|no)\b", re.IGNORECASE)
_EX = re.compile(r"^ex-", re.IGNORECASE)
#: Who held an office before.
_GONE = re.compile(r"\b(?:ex|former|then|onetime|late)\b", re.IGNORECASE)
#: A vice president is not whom "the president" means.
_DEPUTY = re.compile(r"\bvice[\s-]president\b", re.IGNORECASE)
#: Characters within which "the student" follows a name, and "the spokesman" a spokesman's.
SPOKEN_OF, NAMED_BEFORE = 500, 600
#: Characters within which "an expert" is named behind a lead, and paragraphs that are one.
NAMED_LATER, LEAD_PARAGRAPHS = 1200, 4


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Reads the descriptions of one document in the order of its text.

    `antecedent` returns whom a pronoun of a gender at a place means, `speaker_of` a person as a speaker.
    """

    discourse: Discourse
    antecedent: Callable[[str, int], Person | None]
    speaker_of: Callable[[Person, int], Speaker]

    def speaker(self, parsed: Naming, words: str, at: int) -> Speaker:
        """Return the speaker a description at `at` means; where that is nobody of the text, the words stand for one."""
        document = self.discourse.document
        official = press_office.meant(words, document)
        if official is not None:
            person = self._holder(official)
            if person is None and not press_office.called(words, document):
                person = self.by_title(parsed, self.discourse.cast.before(at), at)
            return self.speaker_of(person, at) if person is not None else official
        again = self._repeated(parsed)
        if again is not None:
            return again
        person = self.before(parsed, words, at)
        unnamed = self._unnamed(parsed, words) if person is None else None
        if unnamed is not None:
            return unnamed
        person = person or self.behind(parsed, at)
        person = person or self.by_title(parsed, [(at, one) for one in self.discourse.cast.headlined], at)
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
        return self.by_title(parsed, before, at)

    def together(self, parsed: Naming, words: str, at: int) -> tuple[Person, ...]:
        """Return whom "the two leaders" mean: the only two persons named before whose titles answer the noun.

        "The leaders" are those of their paragraph, at its head those of the one before. Who spoke by that noun goes on.
        """
        several = _SEVERAL.fullmatch(words)
        if several is None or not parsed.plural:
            return ()
        history = self.discourse.history
        if any(before.head == parsed.head and speaker.kind != "person" for speaker, before in history):
            return ()
        one = naming.parse(f"the {singular(several['noun'])}{several['of'] or ''}")
        named: list[tuple[int, Person]] = []
        for place, person in self.discourse.cast.before(at):
            field = several["field"]
            if field and not any(field.strip() in title.lower() for title in person.titles):
                continue
            if self.by_title(one, [(at, person)], at) is not None:
                named.append((place, person))
            if len(named) > 2:
                return ()
        if len(named) != 2:
            return ()
        lines = self.discourse.text[named[1][0] : at].split("\n")
        near = len(lines) == 1 or (not lines[-1] and sum(map(bool, lines)) == 1)
        near = near or any(before.head == parsed.head and before.plural for _, before in history[-2:])
        return tuple(person for _, person in reversed(named)) if near or several["two"] else ()

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
        return self.by_title(parsed, named, at)

    def meant(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return the person a description at `at` refers to: by title before or soon behind it, else who spoke last."""
        return self.before(parsed, words, at) or self.behind(parsed, at)

    def before(self, parsed: Naming, words: str, at: int) -> Person | None:
        """Return whom a description means of the persons before it."""
        subject = self._subject_of(at)
        if subject is not None:
            return subject
        named = self.discourse.cast.before(at)
        before = [(start, person) for start, person in named if not self._introduces(person, at)]
        person = self.by_title(parsed, before, at)
        if person is not None:
            return person
        if parsed.definite and self.takes_up(parsed, words):
            return self.discourse.cast.find(self.discourse.history[-1][0].name, near=at)
        return None

    def behind(self, parsed: Naming, at: int) -> Person | None:
        """Return whom a description means that no person before it answers."""
        later = self.by_title(parsed, self.discourse.cast.after(at), at)
        if later is not None or not parsed.definite:
            return later
        anywhere = self.discourse.cast.after(at, within=len(self.discourse.text))
        return self.by_title(parsed, anywhere, at) or self._just_told_of(parsed, at) or self._spoken_of(parsed, at)

    def _just_told_of(self, parsed: Naming, at: int) -> Person | None:
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
        if not self._agrees(parsed, person):
            return False
        told = countries.of_title(parsed.title)
        return told is None or told == self.speaker_of(person, at).country

    @staticmethod
    def _agrees(parsed: Naming, person: Person) -> bool:
        return parsed.gender not in ("male", "female") or person.gender in ("", parsed.gender)

    def _spoken_of(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the student" means right behind a person without an office: the one spoken of just before."""
        before = self.discourse.cast.before(at)
        if parsed.head in OFFICES or not is_human(parsed.head) or not before or at - before[0][0] > SPOKEN_OF:
            return None
        if _OWNER.match(parsed.title) or not parsed.title.lower().startswith("the "):  # "his friend" is another
            return None
        person = before[0][1]
        if person.titles or " " not in person.name or people.lookup(person.name, self.discourse.document.published):
            return None
        return person if self._agrees(parsed, person) else None

    def _subject_of(self, at: int) -> Person | None:
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

    def by_title(self, parsed: Naming, named: Sequence[tuple[int, Person]], at: int) -> Person | None:
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
            score = self._title_score(person, wanted, parsed, country, at)
            if score is None:
                continue
            score += 1.0 - min(1.0, abs(at - start) / 3000)
            score += 0.75 if spoke_last == person.name else 0.0
            if best is None or score > best[0]:
                best = (score, person)
        return best[1] if best else None

    def _title_score(
        self, person: Person, wanted: set[str], parsed: Naming, country: str | None, at: int
    ) -> float | None:
        if not self._agrees(parsed, person):
            return None
        owner = _OWNER.match(parsed.title)
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
