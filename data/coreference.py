"""The words that name a speaker in, the speakers they refer to out, within one document.

Names go to the fullest form the document gives; pronouns and descriptions ("the minister", "the agency") to the
person or body they most likely refer back to: by gender, number, title and nearness, the last speaker first.
Rules after the salience of Lappin and Leass 1994 (Computational Linguistics 20:4) and the sieves of Lee et al. 2013
(Computational Linguistics 39:4), cut down to what the subject of a reporting verb needs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from data import (
    antecedents,
    bodies,
    countries,
    joint_mentions,
    letters,
    named_bodies,
    naming,
    noun_phrases,
    people,
    press_office,
    titles,
)
from data.cast import Cast, Person, core, surname
from data.descriptions import Descriptions
from data.human_nouns import is_human, singular
from data.name_spans import common_words
from data.named_persons import opens_sentence
from data.naming import Naming
from data.records import Document, Quotation, Span, Speaker
from data.speaker_countries import Found, SpeakerCountries
from data.speaker_words import DOCUMENTS

_COUNTRYS = re.compile(r"([A-Z][\w. -]+)[’']s?\s([A-Z][\w’'-]+)")
#: "One official", "a second diplomat": part of a group spoken of before.
_PART = re.compile(r"(?:one|another|(?:a\s|the\s)?(?:second|third|other))\b", re.IGNORECASE)
#: What leads to a name behind a description, and what ends it: "the coach, Vera Marn, ...".
_COMMA = re.compile(r",\s")
_ENDS = re.compile(r"\s*(?:[.,;:)\n]|$)(?!\s(?:an?|who|and)\s)")
_CONTINUED = re.compile(r"\b(?:continu(?:ed|es|ing)|(?:went|goes)\son)\b")
_HIS = re.compile(r"(his|her)\s", re.IGNORECASE)
#: What stands between two persons who are "they": "Mr Marn and Prime Minister Vesk".
_WITH = re.compile(r",?\s(?:and|with)\s(?:[\w’'-]+\.?\s){0,5}")
#: Characters within which "they" go on with two persons named together.
THEY = 400
#: Share of speakers resolved rightly by the form of the words that name them, counted on 24 labelled news articles (309
#: sentences with a speaker).
SURE = {
    "person": 0.98, "government": 0.88, "organisation": 0.75, "anonymous": 0.93,
    "group": 0.7, "description": 0.9, "pronoun": 0.94,
}  # fmt: skip


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
#: Nouns that can name one and the same document.
STUDIES = frozenset("study report survey poll analysis paper article assessment".split())
#: Characters within which "an expert" is named behind a lead, paragraphs that are one, and characters within which
#: "he" goes on with somebody unnamed.
NAMED_LATER, LEAD_PARAGRAPHS, GOES_ON = 1200, 4, 600


class Resolver:
    """Resolves the mentions of one document, to be asked in the order of the text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.cast = Cast(document.text, headline=document.title)
        self.countries = SpeakerCountries(document, self.cast)
        self.history: list[tuple[Speaker, Naming]] = []
        self.descriptions = Descriptions(
            document, self.cast, self.countries, self.history, self.antecedent, self._speaker_of
        )
        self.focus: dict[str, Person | None] = {}
        self.spoke_at = 0
        #: The persons who spoke last, where they did so together.
        self.together: tuple[Speaker, ...] = ()
        self.issuers: dict[str, Speaker] = {}
        self.employers: dict[int, Found | None] = {}
        self.scanned = 0
        self.content: Sequence[Span] = ()
        self.continued = False
        self.weights: Sequence[float] = antecedents.WEIGHTS

    def speakers(self, quotation: Quotation) -> tuple[Speaker, ...]:
        """Return who speaks in `quotation`; empty when that is unknown."""
        return self.judged(quotation)[0]

    def judged(self, quotation: Quotation) -> tuple[tuple[Speaker, ...], float]:
        """Return who speaks in `quotation`, and how sure the words that name them make it, in [0, 1]."""
        if letters.holds(self.letter, quotation):
            return self.sender, 1.0
        if not quotation.mention:
            return (), 1.0
        at = quotation.mention[0].start
        self.content = quotation.content
        self.continued = any(_CONTINUED.search(span.of(self.text)) for span in quotation.cue)
        words = naming.trimmed(" ".join(span.of(self.text) for span in quotation.mention))
        found: list[Speaker] = []
        sure = 1.0
        for part in joint_mentions.parts(words):
            parsed = self._known_name(naming.parse(part), part, at)
            if part == words and parsed.form in ("description", "anonymous"):
                parsed = self._named_behind(parsed, quotation.mention[-1].end) or parsed
            sure = min(sure, SURE[parsed.form])
            for speaker in self._one(parsed, part, at):
                written = joint_mentions.document(words)
                if written is not None and part != words:
                    self.issuers[written] = speaker
                if speaker.id not in {known.id for known in found}:
                    found.append(speaker)
                    self.history.append((speaker, parsed))
                    self.spoke_at = at
        self.content = ()
        self.together = tuple(found) if len(found) > 1 and all(one.kind == "person" for one in found) else ()
        return tuple(_each_of_their_own(found)), sure

    def _known_name(self, parsed: Naming, words: str, at: int) -> Naming:
        """Read a bare surname of the document that means something else elsewhere ("Paris", "Fields") as the person."""
        owned = _COUNTRYS.fullmatch(words.strip())
        if owned is not None and parsed.form != "person":
            return self._national(owned.group(1), owned.group(2), at) or parsed
        first = words.split(",")[0].strip()
        if parsed.form in ("person", "pronoun") or " " in first or not first[:1].isupper():
            return parsed
        person = self.cast.find(first, near=at)
        if person is None or " " not in person.name or not person.likely:
            return parsed
        if person.surname != first and not (first.isupper() and person.surname.upper() == first):
            return parsed
        return Naming("person", person.surname)

    def _named_behind(self, parsed: Naming, end: int) -> Naming | None:
        """Read "the team's coach" in "according to the team's coach, Vera Marn, ..." as the person."""
        comma = _COMMA.match(self.text, end)
        if comma is None or parsed.plural or not is_human(parsed.head):
            return None
        for person in self.cast.persons:
            place = next((span for span in person.places if span.start == comma.end()), None)
            told = person.likely or " " in person.name
            if place is not None and told and _ENDS.match(self.text, place.end):
                return Naming("person", person.name, title=parsed.title, gender=parsed.gender)
        return None

    def _national(self, country: str, name: str, at: int) -> Naming | None:
        """Read "Norway's Marn" as a person who is named in the text or in office; "Norway's Equinor" is none."""
        code = countries.of_name(country)
        person = self.cast.find(name, near=at)
        known = person is not None and person.likely and " " in person.name and person.surname == name
        return Naming("person", name) if code and (known or people.lookup(name, country=code)) else None

    def named(self, words: str, at: int) -> tuple[Speaker, ...]:
        """Return whom a printed name such as an interview's label means."""
        return self._one(self._known_name(naming.parse(words), words, at), words, at)

    def _one(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        if parsed.form == "pronoun":
            return self._pronoun(parsed, at)
        if parsed.form == "person":
            return () if self._is_common_word(parsed, at) else (self._person(parsed, at),)
        if parsed.head in letters.NOUNS and parsed.definite and self.sender:
            return self.sender
        if parsed.form == "description":
            return (self._description(parsed, words, at),)
        person = self._named_later(parsed, at) or self._spokesperson(parsed, at)
        return (self._body(parsed, words, at) if person is None else self._speaker_of(person, at),)

    def _spokesperson(self, parsed: Naming, at: int) -> Person | None:
        """Return whom "the spokesman" means: a spokesman named before, unless one without a name spoke since."""
        if not (parsed.definite and parsed.head.startswith("spokes")) or " " in parsed.name:
            return None
        if self.history and self.history[-1][1].head.startswith("spokes"):
            return None
        before = [(start, one) for start, one in self.cast.before(at) if at - start < GOES_ON]
        return self.descriptions.by_title(parsed, before, at)

    def _named_later(self, parsed: Naming, at: int) -> Person | None:
        """Return who "an expert" or "a cabinet minister" turns out to be: named by that title soon behind."""
        head = parsed.head
        if parsed.form != "anonymous" or parsed.plural or not is_human(head) or head.startswith(("spokes", "official")):
            return None
        leads = self.text.count("\n\n", 0, at) < LEAD_PARAGRAPHS
        near = self.cast.after(at, within=NAMED_LATER if leads else NAMED_LATER // 3)
        named = [(start, one) for start, one in near if titles.ends_in(head, one.titles)]
        return self.descriptions.by_title(parsed, named, at)

    # names

    def _is_common_word(self, parsed: Naming, at: int) -> bool:
        """Tell a common word that opens a sentence ("Encourage ports to ...") from somebody's surname ("Brown")."""
        titled = parsed.title.lower() not in ("", "this", "that", "our", "its")
        if " " in parsed.name or titled or parsed.name.lower() not in common_words():
            return False
        person = self.cast.find(parsed.name, near=at, gender=parsed.gender)
        return person is None or not (" " in person.name or person.titles)

    def _person(self, parsed: Naming, at: int) -> Speaker:
        person = self._titled(parsed) or self.cast.find(
            parsed.name, near=at, gender=parsed.gender, title=parsed.title
        )
        if person is None:
            return self._speaker_of(Person(parsed.name, [parsed.title] if parsed.title else [], evidence=1), at)
        if len(core(parsed.name)) > len(core(person.name)) and surname(person.name) == surname(parsed.name):
            person.name = parsed.name
        if parsed.title and parsed.title not in person.titles:
            person.titles.insert(0, parsed.title)
        bare = " " not in person.name and not person.titles
        if bare and bodies.behaves_as_body(self.text, person.places) and not self._in_office(person.name):
            found = self.countries.of_organisation(person.name, at)
            return Speaker(
                people.slug(person.name), person.name, "organisation", found.country, guessed=found.guessed
            )
        person.evidence += 1
        return self._speaker_of(person, at)

    def _titled(self, parsed: Naming) -> Person | None:
        """Return who holds the office, where all whom the text names in full with that surname are others we know."""
        date = self.document.published
        known = people.of_office(parsed.name, parsed.title, date) if parsed.title else None
        others = [one.name for one in self.cast.persons if " " in one.name and one.surname == parsed.name]
        found = [{person.id for person in people.lookup(name, date)} for name in others]
        if known is None or not found or not all(ids and known.id not in ids for ids in found):
            return None
        return Person(known.name, [parsed.title], evidence=1)

    def _in_office(self, name: str) -> bool:
        return bool(people.lookup(name, self.document.published))

    def _speaker_of(self, person: Person, at: int) -> Speaker:
        role = next((role for role in map(titles.role, person.titles) if role), None)
        found = self._employed(person) or self.countries.of_person(person, at)
        known = self.countries.holders(person)
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
        if id(person) not in self.employers:
            body = self._recent(("government", "organisation", "group"), back=3)
            self.employers[id(person)] = Found(body[0].country, body[0].guessed) if body else None
        return self.employers[id(person)]

    # descriptions of one person

    def _description(self, parsed: Naming, words: str, at: int) -> Speaker:
        official = press_office.meant(words, self.document)
        if official is not None:
            person = self._holder(official)
            if person is None and not press_office.called(words, self.document):
                person = self.descriptions.by_title(parsed, self.cast.before(at), at)
            return self._speaker_of(person, at) if person is not None else official
        person = self.descriptions.before(parsed, words, at)
        unnamed = self._described_unnamed(parsed, words) if person is None else None
        if unnamed is not None:
            return unnamed
        person = person or self.descriptions.behind(parsed, at)
        person = person or self.descriptions.by_title(parsed, [(at, one) for one in self.cast.headlined], at)
        if person is not None:
            person.evidence += 1
            return self._speaker_of(person, at)
        name = spoken(words)
        found = self.countries.of_words(words, at)
        if not is_human(parsed.head):  # "the footage", "its leadership"
            return Speaker(people.slug(name), name, "organisation", found.country, guessed=found.guessed)
        return Speaker(people.slug(name), name, "person", found.country, name, found.guessed)

    def _holder(self, meant: Speaker) -> Person | None:
        """Return the office holder whom a government's own press office means, where the text names them.

        "The President" is the country's own there, also behind a visitor of that office, "President Marn".
        """
        named = (one for one in (*self.cast.persons, *self.cast.headlined) if one.likely or " " in one.name)
        return next((one for one in named if [known.id for known in self.countries.holders(one)] == [meant.id]), None)

    def _described_unnamed(self, parsed: Naming, words: str) -> Speaker | None:
        """Return the speaker without a name whom a description takes up: "the diplomat" behind "a Finnish diplomat"."""
        if not parsed.definite:
            return None
        for speaker, before in reversed(self.history[-8:]):
            if before.head == parsed.head and (speaker.kind == "anonymous" or self._same_words(parsed, speaker)):
                return speaker
        return self.history[-1][0] if self.descriptions.takes_up(parsed, words) else None

    def _same_words(self, parsed: Naming, speaker: Speaker) -> bool:
        """Tell whether a description repeats one that named nobody: "the minister" behind "the Finnish minister"."""
        if speaker.kind != "person" or self.cast.find(speaker.name, near=0) is not None:
            return False
        return set(parsed.name.lower().split()) <= set(speaker.name.lower().split())

    # pronouns

    def _pronoun(self, parsed: Naming, at: int) -> tuple[Speaker, ...]:
        if parsed.gender in ("male", "female"):
            if self.continued and self._goes_on(parsed.gender):
                return (self.history[-1][0],)
            person = self.antecedent(parsed.gender, at, weights=antecedents.SPEAKING)
            person = person or next((one for _, one in self.cast.unsure_before(at) if not self._inside(one)), None)
            unnamed = self._unnamed(parsed.gender, at, person)
            return (unnamed,) if unnamed else (self._speaker_of(person, at),) if person else ()
        if parsed.gender == "relative":
            return self._relative(parsed.head, at)
        if parsed.gender == "body":
            return self._opening(at) or self._recent(("government", "organisation", "group"), back=8)
        if parsed.head == "both":
            return self._last_two(at)
        if parsed.gender == "plural":
            several = self._recent(("group", "anonymous", "organisation", "government"), back=3)
            return several or self._pair(at) or self.together or self._recent(("person",), back=1)
        return ()

    def _goes_on(self, gender: str) -> bool:
        """Tell whether "he continued" is who spoke last, even where the words name that person: "your Tom Marn"."""
        if not self.history or self.history[-1][0].kind != "person":
            return False
        last = self.cast.find(self.history[-1][0].name, near=self.spoke_at)
        return last is not None and last.gender in ("", gender)

    def _pair(self, at: int) -> tuple[Speaker, ...]:
        """Return the two persons named together last before "they": "Mr Marn and Ms Vesk met. They agreed"."""
        places = sorted(
            ((span, person) for person in self.cast.persons for span in person.places if at - THEY < span.start < at),
            key=lambda item: -item[0].start,
        )
        for (second, one), (first, other) in itertools.pairwise(places[:6]):
            joined = one is not other and _WITH.fullmatch(self.text, first.end, second.start)
            if joined and "\n" not in joined.group(0):
                return (self._speaker_of(other, at), self._speaker_of(one, at))
        return ()

    def _relative(self, pronoun: str, at: int) -> tuple[Speaker, ...]:
        """Return whom "who" and "which" mean: the phrase right before, else for "who" the person named just before.

        "Vera Marn, a clerk at the Vale Office, who" is Marn.
        """
        before = [(start, person) for start, person in self.cast.before(at) if pronoun != "which"][:1]
        for start, person in before:
            name_end = next(span.end for span in person.places if span.start == start)
            if " " in person.name and _APPOSED.fullmatch(self.text, name_end, at):
                return (self._speaker_of(person, at),)
        start = max(self.text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! ", "”", "“", '"')) + 1
        words = noun_phrases.tokens(self.text, start=start, end=at)
        for phrase in noun_phrases.phrases_before(words, len(words) - 1):
            named = phrase.of(self.text)
            if naming.parse(named).form in _MEANT[pronoun] and naming.can_speak(named):
                return self.named(naming.trimmed(named), phrase.start)
        return tuple(self._speaker_of(person, at) for start, person in before if at - start < 80)

    def _unnamed(self, gender: str, at: int, named: Person | None) -> Speaker | None:
        """Return the nameless speaker before, where the pronoun goes on with them: "the farmer said", "he added".

        Somebody named at the head of a sentence since then, or nothing but the name `named` far behind, decides
        otherwise.
        """
        if not self.history or self.history[-1][1].plural or self.history[-1][0].kind not in ("anonymous", "person"):
            return None
        last, words = self.history[-1]
        nameless = words.form in ("anonymous", "description") and is_human(words.head)
        if not nameless or self.cast.find(last.name, near=at) is not None or words.gender not in ("", gender):
            return None
        if named is None:
            return last
        since = [span.start for span in named.places if self.spoke_at < span.start < at]
        return None if at - self.spoke_at > GOES_ON or any(opens_sentence(self.text, one) for one in since) else last

    def _last_two(self, at: int) -> tuple[Speaker, ...]:
        spoke = list(dict.fromkeys(speaker for speaker, _ in reversed(self.history) if speaker.kind == "person"))[:2]
        if len(spoke) == 2:
            return tuple(reversed(spoke))
        named = [self._speaker_of(person, at) for _, person in self.cast.before(at)[:2]]
        return tuple(reversed(named)) if len(named) == 2 else ()

    def _recent(self, kinds: tuple[str, ...], *, back: int) -> tuple[Speaker, ...]:
        for speaker, _ in reversed(self.history[-back:]):
            if speaker.kind in kinds:
                return (speaker,)
        return ()

    def antecedent(self, gender: str, at: int, *, weights: Sequence[float] = antecedents.WEIGHTS) -> Person | None:
        """Return the person a pronoun of `gender` at `at` refers to, or None.

        Pronouns before it are resolved first, each once: the person spoken of stays the likeliest.
        """
        for match in antecedents.PRONOUN.finditer(self.text, self.scanned, at):
            sex = naming.PRONOUNS[match.group(0).lower()]
            self.focus[sex] = self._best(sex, match.start(), self.weights) or self.focus.get(sex)
        self.scanned = max(self.scanned, at + 1)
        found = self._best(gender, at, weights)
        self.focus[gender] = found or self.focus.get(gender)
        return found

    def _best(self, gender: str, at: int, weights: Sequence[float]) -> Person | None:
        speaker = self.last_person()
        named = [(start, person) for start, person in self.cast.before(at) if not self._inside(person)]
        focus = self.focus.get(gender)
        return antecedents.best(
            named, text=self.text, at=at, gender=gender, speaker=speaker, focus=focus, weights=weights
        )

    def _issuer(self, head: str) -> Speaker | None:
        """Return who speaks by "the report": whoever issued one before, by that noun or one for the same thing."""
        alike = [noun for noun in self.issuers if noun == head or {noun, head} <= STUDIES]
        return self.issuers[head] if head in self.issuers else self.issuers[alike[-1]] if alike else None

    def _of_group(self, parsed: Naming) -> Found | None:
        """Return the country of the group that "one official" and "the diplomats" belong to, where it spoke before."""
        if parsed.form not in ("anonymous", "group") or not (parsed.definite or _PART.match(parsed.name)):
            return None
        for speaker, before in reversed(self.history[-8:]):
            if speaker.kind in ("anonymous", "group") and singular(before.head) == singular(parsed.head):
                return Found(speaker.country, speaker.guessed)
        return None

    def _of_own_words(self, parsed: Naming) -> Found | None:
        """Return the country of "Finnish hackers who call themselves Vale Dawn", by the words before their name."""
        if not parsed.title or parsed.name in parsed.title:
            return None
        told = countries.of_title(parsed.title)
        return Found(told) if told else self._of_group(naming.parse(parsed.title))

    def _owner(self, words: str, at: int) -> Person | None:
        """Return whose office or aides "his office" and "her aides" are."""
        his = _HIS.match(words)
        if his is None:
            return None
        self.content = ()  # "Marn's visit is meant to help, his office said": the words may well name him
        return self.antecedent(naming.PRONOUNS[his.group(1).lower()], at)

    def _inside(self, person: Person) -> bool:
        """Return whether what is said names the person: "He said that Marn was right" is not said by Marn."""
        return any(part.start <= place.start < part.end for part in self.content for place in person.places)

    def last_person(self) -> str | None:
        """Return the name of the person who spoke last, or None: as the text has it where a table knew it fuller."""
        name = next((speaker.name for speaker, _ in reversed(self.history) if speaker.kind == "person"), None)
        if name is None or any(person.name == name for person in self.cast.persons):
            return name
        named = self.cast.find(name, near=self.spoke_at)
        return named.name if named is not None else name

    # bodies, groups and the unnamed

    @cached_property
    def letter(self) -> list[Span]:
        """Where a letter stands; empty where its sender is not known."""
        return letters.places(self.text) if self.sender else []

    @cached_property
    def sender(self) -> tuple[Speaker, ...]:
        """Who sent the letter that the document gives."""
        words = letters.sender(self.document.title)
        return self.named(words, 0) if words else letters.publisher(self.document)

    def _body(self, parsed: Naming, words: str, at: int) -> Speaker:
        short = words[:1].islower() or words.startswith(("The ", "This "))
        if short and len(words.split()) < 3 and parsed.head in DOCUMENTS and self.history:
            known, last = self._issuer(parsed.head), self.history[-1][0]
            if known or parsed.head not in STUDIES or last.kind != "person":
                return known or last
        if parsed.head.startswith(("spokes", "representative")) and parsed.definite:
            for speaker, before in reversed(self.history):
                if speaker.kind == "anonymous" and before.head.startswith("spokes"):
                    return speaker
        earlier = bodies.referred(parsed, words, self.history)
        earlier = self._told_of(parsed, words, at, earlier) or earlier
        if earlier is not None:
            return earlier
        named = parsed.form in ("government", "organisation")
        name = bodies.fullest(parsed.name, self.text) if named else spoken(words)
        kind = parsed.form
        organisation = kind == "organisation"
        found = self.countries.of_organisation(name, at) if organisation else self.countries.of_words(words, at)
        if found.country is None or found.guessed:
            found = self._of_group(parsed) or found
        found = self._of_own_words(parsed) or found
        owner = self._owner(words, at)
        if owner is not None and (found.country is None or found.guessed):
            found = self.countries.of_person(owner, at)
        return Speaker(people.slug(_body_name(name)), name, kind, found.country, guessed=found.guessed)


    @cached_property
    def bodies(self) -> tuple[named_bodies.Body, ...]:
        """The bodies that the text names together with what they are."""
        return named_bodies.find(self.text)

    def _told_of(self, parsed: Naming, words: str, at: int, earlier: Speaker | None) -> Speaker | None:
        """Return the body "the company" means where one is named since `earlier`, a body of any sort, spoke."""
        if not bodies.takes_up(parsed, words):
            return None
        fit = [body for body in self.bodies if parsed.head in body.nouns and bodies.agrees(parsed, body.words)]
        placed = [(start, body) for body in fit for start in [body.last_before(at)] if start is not None]
        if not placed or (earlier is not None and any(body.name == earlier.name for body in fit)):
            return None
        start, body = max(placed, key=lambda item: item[0])
        other = earlier is None or any(body.name == earlier.name for body in self.bodies)
        since = self.text.rfind(earlier.name, 0, at) if earlier is not None and not other else -1
        return self._speaker_for(body, at) if start > since else None

    def _opening(self, at: int) -> tuple[Speaker, ...]:
        """Return the body that "it" means: whose name opened a sentence of the paragraph since somebody spoke."""
        since = max(self.text.rfind("\n", 0, at), self.spoke_at)
        heads = [
            (place.start, body)
            for body in self.bodies
            for place in body.places
            if since <= place.start < at and opens_sentence(self.text, _with_article(self.text, place.start))
        ]
        return (self._speaker_for(max(heads, key=lambda item: item[0])[1], at),) if heads else ()

    def _speaker_for(self, body: named_bodies.Body, at: int) -> Speaker:
        told = countries.of_title(body.words)
        found = Found(told) if told else self.countries.of_organisation(body.name, at)
        return Speaker(people.slug(body.name), body.name, "organisation", found.country, guessed=found.guessed)


def _with_article(text: str, start: int) -> int:
    """Return where a name begins with its article: "The Vale Institute"."""
    return start - 4 if text[start - 4 : start].lower() == "the " else start


def _body_name(name: str) -> str:
    """Return the one name of an international body that has several: "EU", "European Union"."""
    meant = countries.metonym(name)
    return name if meant is None or meant.iso3 else meant.refers_to


def _each_of_their_own(found: Sequence[Speaker]) -> Sequence[Speaker]:
    """Drop guesses that give one of two speakers the other's country: a host and a guest have two."""
    known = {one.country for one in found if not one.guessed}
    return [replace(one, country=None, guessed=False) if one.guessed and one.country in known else one for one in found]


def spoken(words: str) -> str:
    """Return a phrase that names nobody as it stands in running text: "a Western official"."""
    words = re.sub(r"\s+", " ", words).strip(" ,;:")
    words = re.sub(r"^(?:both|even|and|but)\s+", "", words, flags=re.I)
    return re.sub(r"^(?:The|A|An|Some|Two|Three|Several|Many)\b", lambda m: m.group(0).lower(), words)
