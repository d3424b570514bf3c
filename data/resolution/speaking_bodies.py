"""Ministries, agencies, companies, groups and the unnamed who speak in, speakers with their country out.

"The company" is the one that spoke or was told of before (`bodies`, `named_bodies`), "the report" whoever issued it,
"one official" of the group before, "his office" of his country.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from data.records import Speaker
from data.resolution import bodies, named_bodies
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.named_persons import opens_sentence
from data.resolution.speaker_countries import Found
from data.words import countries, naming, people
from data.words.human_nouns import singular
from data.words.naming import Naming
from data.words.speaker_words import DOCUMENTS

#: "One official", "a second diplomat": part of a group spoken of before.
_PART = re.compile(r"(?:one|another|(?:a\s|the\s)?(?:second|third|other))\b", re.IGNORECASE)
_HIS = re.compile(r"(his|her)\s", re.IGNORECASE)
#: Nouns that can name one and the same document.
STUDIES = frozenset("study report survey poll analysis paper article assessment".split())


@dataclass(slots=True)
class SpeakingBodies:
    """Reads the bodies, groups and unnamed speakers of one document in the order of its text.

    `antecedent` returns whom a pronoun of a gender at a place means. `issuers` hold who spoke by a document, by its
    noun.
    """

    discourse: Discourse
    antecedent: Callable[[str, int], Person | None]
    issuers: dict[str, Speaker] = field(default_factory=dict)
    _told: tuple[named_bodies.Body, ...] | None = None

    def meant(self, parsed: Naming, words: str, at: int) -> Speaker:
        """Return the body, group or unnamed speaker that `words` mean: one of before, else a new one."""
        return self._before(parsed, words, at) or self._new(parsed, words, at)

    def _before(self, parsed: Naming, words: str, at: int) -> Speaker | None:
        history = self.discourse.history
        short = words.startswith(("The ", "This ")) or (words[:1].islower() and not words.startswith("a "))
        if short and len(words.split()) < 3 and parsed.head in DOCUMENTS and history:
            known, last = self._issuer(parsed.head), history[-1][0]
            if known or parsed.head not in STUDIES or last.kind != "person":
                return known or last
        if parsed.head.startswith(("spokes", "representative")) and parsed.definite:
            for speaker, before in reversed(history):
                if speaker.kind == "anonymous" and before.head.startswith("spokes"):
                    return speaker
        earlier = bodies.referred(parsed, words, history)
        return self._told_of(parsed, words, at, earlier) or earlier

    def _new(self, parsed: Naming, words: str, at: int) -> Speaker:
        of = self.discourse.countries
        named = parsed.form in ("government", "organisation")
        name = bodies.fullest(parsed.name, self.discourse.text) if named else naming.in_running_text(words)
        found = of.of_organisation(name, at) if parsed.form == "organisation" else of.of_words(words, at)
        if found.country is None or found.guessed:
            found = self._of_group(parsed) or found
        found = self._of_own_words(parsed) or found
        owner = self._owner(words, at)
        if owner is not None and (found.country is None or found.guessed):
            found = of.of_person(owner, at)
        return Speaker(people.slug(_body_name(name)), name, parsed.form, found.country, guessed=found.guessed)

    def _issuer(self, head: str) -> Speaker | None:
        """Return who speaks by "the report": whoever issued one before, by that noun or one for the same thing."""
        alike = [noun for noun in self.issuers if noun == head or {noun, head} <= STUDIES]
        return self.issuers[head] if head in self.issuers else self.issuers[alike[-1]] if alike else None

    def _of_group(self, parsed: Naming) -> Found | None:
        """Return the country of the group that "one official" and "the diplomats" belong to, where it spoke before."""
        if parsed.form not in ("anonymous", "group") or not (parsed.definite or _PART.match(parsed.name)):
            return None
        for speaker, before in reversed(self.discourse.history[-8:]):
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
        self.discourse.content = ()  # "Marn's visit is meant to help, his office said": the words may well name him
        return self.antecedent(naming.PRONOUNS[his.group(1).lower()], at)

    @property
    def told(self) -> tuple[named_bodies.Body, ...]:
        """The bodies that the text names together with what they are."""
        if self._told is None:
            self._told = named_bodies.find(self.discourse.text)
        return self._told

    def _told_of(self, parsed: Naming, words: str, at: int, earlier: Speaker | None) -> Speaker | None:
        """Return the body "the company" means where one is named since `earlier`, a body of any sort, spoke."""
        if not bodies.takes_up(parsed, words):
            return None
        fit = [body for body in self.told if parsed.head in body.nouns and bodies.agrees(parsed, body.words)]
        placed = [(start, body) for body in fit for start in [body.last_before(at)] if start is not None]
        if not placed or (earlier is not None and any(body.name == earlier.name for body in fit)):
            return None
        start, body = max(placed, key=lambda item: item[0])
        other = earlier is None or any(body.name == earlier.name for body in self.told)
        since = self.discourse.text.rfind(earlier.name, 0, at) if earlier is not None and not other else -1
        return self._speaker_of(body, at) if start > since else None

    def opening(self, at: int) -> tuple[Speaker, ...]:
        """Return the body that "it" means: whose name opened a sentence of the paragraph since somebody spoke."""
        text = self.discourse.text
        since = max(text.rfind("\n", 0, at), self.discourse.spoke_at)
        heads = [
            (place.start, body)
            for body in self.told
            for place in body.places
            if since <= place.start < at and opens_sentence(text, _with_article(text, place.start))
        ]
        return (self._speaker_of(max(heads, key=lambda item: item[0])[1], at),) if heads else ()

    def _speaker_of(self, body: named_bodies.Body, at: int) -> Speaker:
        told = countries.of_title(body.words)
        found = Found(told) if told else self.discourse.countries.of_organisation(body.name, at)
        return Speaker(people.slug(body.name), body.name, "organisation", found.country, guessed=found.guessed)


def _with_article(text: str, start: int) -> int:
    """Return where a name begins with its article: "The Vale Institute"."""
    return start - 4 if text[start - 4 : start].lower() == "the " else start


def _body_name(name: str) -> str:
    """Return the one name of an international body that has several: "EU", "European Union"."""
    meant = countries.metonym(name)
    return name if meant is None or meant.iso3 else meant.refers_to
