"""Which body a name means in one document: one of before by a shorter name, one of the own state, or a new one.

In: a document, the names found in it and who speaks. Out: id, name and country of the body at each place. "HUD" is
what it stands in brackets behind, "the Ministry" the one ministry of the text, "the Ministry of Finance" in what a
government publishes that government's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from data.records import Attribution, Document, Sentence, Span, Speaker
from data.turns.turn_labels import country_of_outlet
from data.words import countries, places
from data.words.human_nouns import singular
from data.words.name_spans import Found, is_united_programme, names_in
from data.words.name_words import NOT_NAMES, THING_WORDS
from data.words.names import words_slug
from data.words.speaker_words import INTERNATIONAL

_SHORT = re.compile(r"\s\([“\"‘']?(?P<short>[A-Z](?:[A-Za-z&]|-(?=\w)){0,6}[A-Z]s?)[”\"’']?\)")
_WORD = re.compile(r"[^\W_]+")
#: What a long form can be that is no body, beside the things no body's name ends in.
_THINGS = THING_WORDS | frozenset("area country framework goal index nation scheme zone".split())
_LINK = re.compile(r"\s(?:of|on|for|against)\s")
#: What leads to a body that was named before in full.
_KNOWN = re.compile(r"\b(?:the|this|our|their|its|my|your|his|her)\s+$", re.IGNORECASE)
#: What leads to a body of somebody else's state, or of any.
_OTHERS = re.compile(
    r"\b(?:an?|another|other|their|its|his|her|your|whose|that|those|each|every|any|both|local|foreign|neighbou?ring)\s+$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?[A-Z]|\s+of\s+(?:that|this|those|these|each|an?|any)\b")
#: Whose a body is: "Norway's Ministry of Ferries", "the Government and people of Norway".
_OWNER = re.compile(r"([A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?)(?:[’']s?)?\s+$")
_OWNED_BY = re.compile(r"(?:\s+and\s+(?:the\s+)?[a-z]+){0,2}\s+of\s+(?:the\s+)?(?=[A-Z])")
#: Bodies that any state has one of.
_OF_A_STATE = re.compile(
    r"(?:(?:Federal|National|Central|Interim|Transitional|Provisional)\s)?(?:Government|Cabinet|Parliament)|Senate|"
    r"Cabinet\sof\sMinisters|Armed\sForces|Army|Navy|(?:Supreme|Constitutional)\sCourt|Central\sBank|"
    r"(?:National|Coast|Border|Presidential)\sGuard|(?:[\w’'-]+\s)*Ministry(?:\s(?:of|for)\s.+)?"
)
#: Bodies that are a state's where its government tells of them, and may be the United Nations' elsewhere.
_PUBLISHED = re.compile(
    r"(?:.+\s)?(?:Administration|Department(?:\s(?:of|for)\s.+)?|Bureau(?:\sof\s.+)?|Executive\sOffice)|"
    r"Office\sof\s(?!the\s(?:High|Secretary-General)).+|Federal\s(?:.+\s)?(?:Agency|Commission|Court)|"
    r"(?:.+\s)?(?:State|Federal|National|Secret|Security|Intelligence|Emergency)\s(?:.+\s)?Service"
)
#: What each state has, and many bodies' names end in: "the Army" is not the Salvation Army, "the House" no White House.
_BY_THEMSELVES = frozenset("Administration Army Cabinet Government House Navy Senate".split())
_SECRETARY = re.compile(r"Secretary of the Security Council|(?<!National )Security Council Secretary")
_OF_THE_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations) Security Council")
_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations)\b")


class Body(NamedTuple):
    """One body: its id across documents, its fullest name, its country where it has one."""

    id: str
    name: str
    country: str | None


def homes(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> dict[Span, str | None]:
    """Return whose own state each sentence may tell of: its speaker's, else that of the government which publishes."""
    publisher = country_of_outlet(document.outlet)
    told: dict[Span, str | None] = {}
    for place, sentence in enumerate(sentences):
        one = attributions[place] if place < len(attributions) else Attribution("outlet")
        theirs = {speaker.country for speaker in one.speakers if speaker.country and not speaker.guessed}
        speech = one.voice == "direct" and one.quotation is None
        own = next(iter(theirs)) if len(theirs) == 1 and (speech or publisher) else None
        told[sentence.span] = own or (None if len(theirs) > 1 else publisher)
    return told


class MentionedBodies:
    """The bodies that one document names; `found` are its names, each with the state its sentence may tell of."""

    def __init__(
        self, document: Document, found: Sequence[tuple[Found, str | None]], speakers: Iterable[Speaker]
    ) -> None:
        self._text, self._title = document.text, document.title or ""
        self._publisher = country_of_outlet(document.outlet)
        self._spoken = {one.name: one for one in speakers if one.kind in ("government", "organisation")}
        self._own_council = self._has_own_council()
        long = [(one, home) for one, home in found if one.kind == "organisation" and " " in one.words]
        titled = names_in(self._title, Span(0, len(self._title)))
        self._longer = _by_shorter_name(
            {self._named(one, home) for one, home in long}
            | {_known_as(one.words) for one in titled if one.kind == "organisation" and " " in one.words}
        )
        self._shorts: dict[str, Body] = {}
        self._things: set[str] = set()
        self._learn_brackets({one.span.end: self._named(one, home) for one, home in long})
        for one, home in long:
            initials = "".join(w[0] for w in one.words.split() if w[:1].isupper())
            if len(initials) > 2 and countries.metonym(initials) is None:
                self._shorts.setdefault(initials, self._named(one, home))

    def is_short(self, words: str) -> bool:
        """Return whether the document writes out what `words` are short for, and that is a body."""
        return words in self._shorts and words not in self._things

    def is_thing(self, words: str) -> bool:
        """Return whether the document writes out what `words` are short for, and that is no body."""
        return words in self._things

    def of(self, one: Found, home: str | None) -> Body:
        """Return the body that a name means in its place."""
        body = self._shorts.get(one.words) or self._referred(one, home) or self._named(one, home)
        speaker = self._spoken.get(body.name)
        # "The Government" speaks in many documents, of many states: a state's own keeps the state in its id.
        if speaker is None or " " not in body.name or body.id != words_slug(body.name):
            return body
        return Body(speaker.id, speaker.name, body.country or speaker.country)

    def _learn_brackets(self, ends: Mapping[int, Body]) -> None:
        """Learn "HUD" from "Department of Housing and Urban Development (HUD)"."""
        for match in _SHORT.finditer(self._text):
            short = match["short"]
            if countries.metonym(short) is not None:
                continue
            body = ends.get(match.start())
            line = self._text[max(0, match.start() - 120) : match.start()].rsplit("\n", 1)[-1]
            if _is_thing(body.name if body else _spelled_out(short, line)):
                self._things.add(short)
            elif body is not None and _in_order(short, body.name):
                self._shorts.setdefault(short, body)

    def _referred(self, one: Found, home: str | None) -> Body | None:
        """Return the one body of the document whose longer name ends in this one: "the Ministry", "the Union"."""
        if one.words in _BY_THEMSELVES or not _KNOWN.search(self._before(one)) or _known_as(one.words).country:
            return None
        last = one.words.split()[-1].lower()
        if countries.metonym(one.words) is not None or " of " in one.words or singular(last) != last:
            return None
        fit = self._longer.get(one.words, set())
        if len(fit) != 1:
            return None
        (body,) = fit
        # Several words are a name by themselves, under which other documents know the body.
        if " " in one.words and body.country is None:
            return None
        own = home is not None and self._is_own(one, home)
        # Neither another state's nor a town's is "the Ministry".
        other = own and (body.country not in (None, home) or places.find(body.name, bodies=False))
        return None if other else body

    def _named(self, one: Found, home: str | None) -> Body:
        """Return the body that a name means by itself, of the own state where only that tells."""
        if home is not None and one.words == "Security Council" and self._is_own_council(one, home):
            return _of_state(one.words, home)
        body = _known_as(one.words)
        if body.country is not None or countries.metonym(one.words) is not None:
            return body
        owner = self._owner(one) if _OF_A_STATE.fullmatch(one.words) else None
        if owner is not None:
            return _of_state(one.words, owner)
        return _of_state(one.words, home) if home is not None and self._is_own(one, home) else body

    def _owner(self, one: Found) -> str | None:
        """Return the country that right before or behind a body's name tells whose it is."""
        before = _OWNER.search(self._before(one))
        if before is not None:
            return countries.of_name(before.group(1)) or countries.of_name(before.group(1).split()[-1])
        behind = _OWNED_BY.match(self._text, one.span.end)
        named = countries.named(self._text[behind.end() : behind.end() + 60]) if behind else ()
        return named[0][1] if named and named[0][0].start == 0 else None

    def _is_own(self, one: Found, home: str) -> bool:
        """Return whether a body is one that a state has, and nothing beside it tells of another one's."""
        of_a_state = _OF_A_STATE.fullmatch(one.words) or (home == self._publisher and _PUBLISHED.fullmatch(one.words))
        if not of_a_state or any(word.lower() in INTERNATIONAL for word in one.words.split()):
            return False
        before = self._before(one)
        last = re.sub(r"[’']s?$", "", (before.split() or [""])[-1])
        beside = last[:1].isupper() and (countries.of_name(last) not in (None, home) or places.is_place(last))
        return not (beside or _OTHERS.search(before) or _OF_ANOTHER.match(self._text, one.span.end))

    def _is_own_council(self, one: Found, home: str) -> bool:
        """Tell a state's security council, which has a secretary, from the one of the United Nations."""
        near = self._text[max(0, one.span.start - 20) : one.span.end + 20]
        return bool(_SECRETARY.search(near)) or (self._own_council and home == self._publisher)

    def _has_own_council(self) -> bool:
        """Return whether what a government publishes speaks of its own security council: in the title, or by office."""
        if self._publisher is None or _OF_THE_UNITED_NATIONS.search(f"{self._title} {self._text}"):
            return False
        titled = "Security Council" in self._title and not _UNITED_NATIONS.search(self._title)
        return titled or _SECRETARY.search(self._text) is not None

    def _before(self, one: Found) -> str:
        return self._text[max(0, one.span.start - 40) : one.span.start].rsplit("\n", 1)[-1]


def _of_state(name: str, country: str) -> Body:
    """Return a state's body whose name other states' have too."""
    return Body(f"{words_slug(name)}-{country.lower()}", name, country)


def _known_as(name: str) -> Body:
    """Return the body that a name means by its own words and the reference tables."""
    meant = countries.metonym(name)
    if meant is not None:
        # An international body is one under all its names: "UN", "United Nations".
        name = name if meant.iso3 else meant.refers_to
        return Body(words_slug(name), name, meant.iso3)
    country = places.organisations()[name][0] if name in places.organisations() else None
    return Body(words_slug(name), name, country or (countries.of_title(name) if " " in name else None))


def _in_order(short: str, long: str) -> bool:
    """Return whether the letters of `short` occur in `long` in that order, the first one at the head of a word."""
    wanted = [letter for letter in short.removesuffix("s").lower() if letter.isalpha()]
    for word in _WORD.finditer(long):
        letters = iter(long[word.start() :].lower())
        if word.group()[0] == short[0] and all(letter in letters for letter in wanted):
            return True
    return False


def _spelled_out(short: str, before: str) -> str:
    """Return the last words of `before` whose initials hold the letters of `short`, or ""."""
    wanted = [letter.lower() for letter in short.removesuffix("s") if letter.isalpha()]
    words = list(_WORD.finditer(before))
    for first in reversed(words[-len(wanted) - 6 :]):
        initials = iter(word.group()[0].lower() for word in words if word.start() >= first.start())
        if first.group()[0].lower() == wanted[0] and all(letter in initials for letter in wanted):
            return before[first.start() :]
    return ""


def _by_shorter_name(bodies: Iterable[Body]) -> Mapping[str, set[Body]]:
    """Return the bodies by part of their names: "Union" of "Vale Union", "Ministry" of "Ministry of Ferries"."""
    found: dict[str, set[Body]] = {}
    for body in bodies:
        words = body.name.split()
        if words[1:2] in (["of"], ["for"]):
            found.setdefault(words[0], set()).add(body)
        for place in range(1, len(words)):
            if words[place - 1].lower() in NOT_NAMES:
                break
            found.setdefault(" ".join(words[place:]), set()).add(body)
    return found


def _is_thing(long: str) -> bool:
    """Tell what is no body: a treaty, a mechanism, and what is not written in capitals ("natural gas")."""
    if long in places.organisations() or countries.metonym(long) is not None or is_united_programme(long):
        return False
    words = _LINK.split(long)[0].split()
    return bool(words) and (singular(words[-1].lower()) in _THINGS or long.split()[-1].islower())
