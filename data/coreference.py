"""The words that name a speaker in, the speakers they refer to out, within one document.

Names go to the fullest form the document gives; pronouns and descriptions ("the minister", "the agency") to the
person or body they most likely refer back to: by gender, number, title and nearness, the last speaker first.
Rules after Lappin and Leass's salience and the sieves of Lee et al. 2013 (Computational Linguistics 39:4), cut
down to what a reporting verb's subject needs.
"""

from __future__ import annotations

import re

from data import countries, naming, people
from data.cast import Cast, Person
from data.naming import Naming
from data.records import Document, Quotation, Speaker

_ROLE_WORDS = re.compile(r"[\w’'-]+")
_GENERIC_HEADS = {
    "pm": ("prime", "minister"), "leader": ("president", "prime", "leader", "chancellor", "chief", "king"),
    "adviser": ("adviser", "advisor"), "advisor": ("adviser", "advisor"), "diplomat": ("ambassador", "envoy", "foreign", "diplomat"),
    "monarch": ("king", "queen"), "official": ("official", "spokesman", "spokeswoman", "spokesperson", "secretary", "director"),
    "politician": ("mp", "senator", "lawmaker", "leader", "politician"), "lawmaker": ("senator", "mp", "rep", "congressman", "lawmaker"),
    "premier": ("prime", "premier"), "spokesman": ("spokesman", "spokesperson"), "spokeswoman": ("spokeswoman", "spokesperson"),
    "governor": ("gov", "governor"), "senator": ("sen", "senator"), "general": ("gen", "general"), "billionaire": ("billionaire", "tycoon"),
    "professor": ("prof", "professor"), "secretary": ("secretary", "minister"), "minister": ("minister", "secretary"),
}  # fmt: skip
_DOCUMENT_HEADS = frozenset("statement report letter document study survey poll article editorial tweet post message".split())


class Resolver:
    """Resolves the mentions of one document, to be asked in the order of the text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.cast = Cast(document.text)
        self.last: list[Speaker] = []
        self.last_at = -1
        self.history: list[tuple[int, Speaker, Naming]] = []

    def speakers(self, quotation: Quotation) -> tuple[Speaker, ...]:
        """Return who speaks in `quotation`; empty when that is unknown."""
        if not quotation.mention:
            return ()
        at = quotation.mention[0].start
        words = " ".join(span.of(self.document.text) for span in quotation.mention)
        found: list[Speaker] = []
        for part in parts(words):
            parsed = naming.parse(part)
            speaker = self._one(parsed, part, at)
            for one in speaker:
                if one.id not in {known.id for known in found}:
                    found.append(one)
                    self.history.append((at, one, parsed))
        return tuple(found)

    def _one(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        if parsed.form == "pronoun":
            return self._pronoun(parsed, at)
        if parsed.form == "person":
            return (self._person(parsed, at),)
        if parsed.form == "description":
            return (self._description(parsed, words, at),)
        if parsed.form in ("government", "organisation"):
            return self._body(parsed, words, at)
        return self._unnamed(parsed, words, at)

    # names

    def _person(self, parsed: Naming, at: int) -> Speaker:
        person = self.cast.find(parsed.name, near=at)
        if person is None:
            return self._speaker_of(Person(parsed.name, [parsed.title] if parsed.title else [], evidence=1))
        if len(parsed.name.split()) > len(person.name.split()):
            person.name = parsed.name
        if parsed.title and parsed.title not in person.titles:
            person.titles.insert(0, parsed.title)
        person.evidence += 1
        if person.places and len(person.name.split()) == 1 and not person.titles and self._is_body(person):
            return Speaker(people.slug(person.name), person.name, "organisation")
        return self._speaker_of(person)

    def _is_body(self, person: Person) -> bool:
        """Tell a company's single-word name from a surname nobody completed: "its" or "the company" follow it."""
        holders = people.lookup(person.name, self.document.published)
        if holders:
            return False
        after = [self.document.text[span.end : span.end + 160] for span in person.places]
        neuter = sum(bool(re.search(r"\b(?:it|its|the (?:company|agency|group|firm|platform))\b", rest)) for rest in after)
        human = sum(bool(re.search(r"\b(?:he|his|she|her|him)\b", rest, re.I)) for rest in after)
        return neuter > human

    def _speaker_of(self, person: Person) -> Speaker:
        role = next((title for title in person.titles if naming.parse(title).form != "pronoun"), None)
        country = next((code for code in map(countries.of_title, person.titles) if code), None)
        known = people.lookup(person.name, self.document.published)
        if known and country is not None:
            known = [holder for holder in known if holder.country == country]
        if country is None and known and len({holder.country for holder in known}) == 1:
            country = known[0].country
        name = person.name
        canonical = people.canonical(name)
        return Speaker(people.slug(canonical), name, "person", country, role or (known[0].role if known else None))

    # descriptions

    def _description(self, parsed: Naming, words: str, at: int) -> Speaker:
        person = self._by_title(parsed, at)
        if person is not None:
            person.evidence += 1
            return self._speaker_of(person)
        name = _spoken(words)
        country = countries.of_title(words)
        return Speaker(people.slug(name), name, "person", country, name)

    def _by_title(self, parsed: Naming, at: int) -> Person | None:
        """Return the person whose titles answer a description: same head noun, no other country."""
        wanted = set(_GENERIC_HEADS.get(parsed.head, (parsed.head,)))
        country = countries.of_title(parsed.title)
        best: tuple[float, Person] | None = None
        for start, person in self.cast.before(at) or []:
            score = self._title_score(person, wanted, parsed, country)
            if score is None:
                continue
            score += 1.0 - min(1.0, (at - start) / 3000)
            score += 0.5 if self.history and self.history[-1][1].name == person.name else 0.0
            if best is None or score > best[0]:
                best = (score, person)
        return best[1] if best else None

    def _title_score(self, person: Person, wanted: set[str], parsed: Naming, country: str | None) -> float | None:
        speaker = self._speaker_of(person)
        if country and speaker.country and country != speaker.country:
            return None
        if parsed.gender in ("male", "female") and person.gender and parsed.gender != person.gender:
            return None
        held = {word.lower() for title in (*person.titles, speaker.role or "") for word in _ROLE_WORDS.findall(title)}
        if held & wanted:
            exact = set(_ROLE_WORDS.findall(parsed.name.lower())) & held
            return 2.0 + len(exact)
        return None

    # pronouns

    def _pronoun(self, parsed: Naming, at: int) -> tuple[Speaker, ...]:
        if parsed.gender in ("male", "female"):
            person = self._antecedent(parsed.gender, at)
            return (person,) if person else ()
        if parsed.gender == "relative":
            person = self._just_before(at)
            return (person,) if person else ()
        kinds = {"plural": ("group", "anonymous", "organisation", "government"), "body": ("government", "organisation", "group")}
        for wanted in kinds.get(parsed.gender, ()), ("anonymous", "person"):
            for _, speaker, _ in reversed(self.history[-6:]):
                if speaker.kind in wanted:
                    return (speaker,)
            if parsed.gender != "plural":
                break
        return ()

    def _just_before(self, at: int) -> Speaker | None:
        before = [(start, person) for start, person in self.cast.before(at) if at - start < 80]
        return self._speaker_of(before[0][1]) if before else None

    def _antecedent(self, gender: str, at: int) -> Speaker | None:
        """Return the person a pronoun refers to: the last speaker, or who was named first in the sentence before."""
        text = self.document.text
        best: tuple[float, Speaker] | None = None
        for start, person in self.cast.before(at):
            if person.gender and person.gender != gender:
                continue
            distance = text.count(". ", start, at) + text.count("\n", start, at) * 0.5
            score = -distance - (at - start) / 2000
            if self.history and self.history[-1][1].name == person.name:
                score += 2.5
            score += 1.0 if _subject(text, start) else 0.0
            score += 0.5 if person.gender == gender else 0.0
            if best is None or score > best[0]:
                best = (score, self._speaker_of(person))
        return best[1] if best else None

    # bodies and the unnamed

    def _body(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        if parsed.head in _DOCUMENT_HEADS and parsed.definite and self.history:
            return (self.history[-1][1],)
        if words[:1].islower() and parsed.definite and len(parsed.name.split()) == 1:
            for _, speaker, naming_before in reversed(self.history):
                if speaker.kind == parsed.form or parsed.head in naming_before.name.lower():
                    return (speaker,)
        meant = countries.metonym(words)
        country = meant.iso3 if meant else countries.of_name(parsed.name) or countries.of_title(words)
        name = parsed.name
        return (Speaker(people.slug(name), name, parsed.form, country if parsed.form == "government" else None),)

    def _unnamed(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        country = countries.of_title(words) or next((code for _, code in countries.mentioned(words)), None)
        name = _spoken(words)
        several = {code for _, code in countries.mentioned(words)}
        if parsed.form == "group" and len(several) > 1:
            country = None
        return (Speaker(people.slug(name), name, parsed.form, country),)


def _subject(text: str, start: int) -> bool:
    """Tell whether the name at `start` opens its sentence or clause."""
    before = text[max(0, start - 40) : start].rstrip()
    return not before or before[-1] in ".!?\n”\"" or "\n" in text[max(0, start - 3) : start]


def _spoken(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip(" ,;:")
    words = re.sub(r"^(?:both|even|and|but)\s+", "", words, flags=re.I)
    return re.sub(r"^(?:The|A|An)\b", lambda m: m.group(0).lower(), words)


_TWO_COUNTRIES = re.compile(r"^(?:both\s+)?(?:the\s+)?(\S+)\s+and\s+(\S+)\s+(.+s)$", re.I)


def parts(words: str) -> list[str]:
    """Return the speakers a phrase joins: "the Vale and Marn ministers", "Vera Marn and Orlan Vesk"."""
    two = _TWO_COUNTRIES.match(re.sub(r"\s+", " ", words))
    if two and countries.of_name(two.group(1)) and countries.of_name(two.group(2)):
        return [f"{two.group(1)} {two.group(3)}", f"{two.group(2)} {two.group(3)}"]
    joined = re.split(r"\s+and\s+", words)
    if len(joined) == 2 and all(naming.parse(part).form == "person" for part in joined):
        return joined
    if len(joined) == 2 and all(naming.parse(part).form == "government" and countries.of_name(naming.parse(part).name) for part in joined):
        return joined
    return [words]
