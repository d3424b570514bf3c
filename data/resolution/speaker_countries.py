"""Speakers of one document in, the country each belongs to out: by words, by tables, by the text's own country.

What the words around a name say comes first, then the tables of office holders, bodies and places, then whoever is
named in the words ("a Marn aide"). Where all are silent the country the document speaks of by far most is taken,
and marked as a guess. International bodies have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.records import Document
from data.resolution import home_country, named_bodies
from data.resolution.cast import Cast, Person
from data.resolution.home_country import HomeCountry
from data.turns import press_office
from data.turns.turn_labels import country_of_outlet
from data.words import countries, given_names, naming, people, places, titles
from data.words.human_nouns import singular
from data.words.speaker_words import INTERNATIONAL, LOCALS, SERVANTS

_WORD = re.compile(r"[\w’'-]+")
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
#: Those whose title tells what they know or back, not whom they serve.
_ABOUT = re.compile(
    r"(?:(?:an?|the)\s)?(?:[\w-]+\s){0,3}(?:backer|supporter|critic|opponent|ally|friend|expert|scholar|historian|specialist|analyst)s?\b",
    re.IGNORECASE,
)
#: "Experts on Norway and its fjords": a subject, no country of theirs.
_DEALT_WITH = re.compile(r"\s(?:on|about|regarding)\s.*")
#: "Expert on Norway at the Vale Institute", "a Norway analyst with Vale Bank".
_WORKS = re.compile(r"(?:\s(?:at|with|from|in)\s|\s,\s)(.*)")
_SERVED = re.compile(r"\b(?:spokes\w+|adviser|advisor|aide|counsel|envoy of)\s(?:for|to|of)\s(.+)")
#: "Marn, whose panel looks into Norway", "Marn, who visited Norway": what somebody deals with.
_ASIDE = re.compile(
    r"(?:^|,\s)(?:whose|who|which)\s(?!(?:is|was|serve[sd]|head(?:s|ed)|leads|led|chairs|runs|ran)\b)[^,]*"
    r"|\s(?:when|while|after|before|during|amid|since)\s.*"
)
#: Offices of bodies; ambassadors to one serve their own country.
_HEADS_A_BODY = re.compile(
    r"\b(?:president|chief|head|chairman|chairwoman|(?:secretary|director)[\s-]general)\b", re.IGNORECASE
)
#: What a government's own press office says of its own.
_ADMINISTRATION = re.compile(r"\badministration\b", re.IGNORECASE)
_OF_PRESIDENT = re.compile(r"\bto\sthe\s(?:vice\s)?president\b(?!\sof\b)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:a\s|the\s)?(?:former|ex|then|onetime|who)\b", re.IGNORECASE)
_PRESIDENT = re.compile(r"(?:the\s)?president", re.IGNORECASE)
_HOLDER = re.compile(r"((?:the|The|his|her)\s[\w\s-]+?)[’']s?\s")


@dataclass(frozen=True, slots=True)
class Found:
    """A country or None, and whether only the document as a whole tells it."""

    country: str | None
    guessed: bool = False


NONE = Found(None)


class SpeakerCountries:
    """The countries of one document's speakers."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.date = document.published
        self.publisher = country_of_outlet(document.outlet)
        self.text = document.text
        self.cast = cast
        self.bodies = named_bodies.find(f"{document.title or ''}\n{document.text}")
        likely = [person for person in cast.persons if person.likely]
        named = frozenset(place.start for person in likely for place in person.places)
        surnames = frozenset(person.last_word for person in likely if " " in person.name)
        self.home = HomeCountry(document.text, persons=named, surnames=surnames)
        # By what tells the country, not by the person: one made for a single question leaves its id to the next.
        self._by_titles: dict[tuple[str | None, ...], str | None] = {}
        self._by_places: dict[tuple[tuple[int, ...], frozenset[str]], str | None] = {}

    def told(self, person: Person) -> str | None:
        """Return the country that a person's titles and the places beside the name tell."""
        key = (person.country, *person.titles)
        if key not in self._by_titles:
            told = (of_title(title, context=self.text) for title in person.titles)
            self._by_titles[key] = next((code for code in told if code), None) or person.country
        return self._by_titles[key]

    def holders(self, person: Person) -> list[people.Person]:
        """Return the bearers of the name in the table of office holders, of the told country where there is one."""
        known = people.lookup(person.name, self.date, country=self.told(person))
        if " " not in person.name:
            known = [holder for holder in known if people.weight(holder) >= 4]
            told = self.told(person)
            titled = [people.of_office(person.name, title, self.date) for title in person.titles]
            known = [one for one in titled if one and told in (None, one.country)][:1] or known
            private = person.titles and not any(map(_official, person.titles))
            known = [] if private and given_names.is_given(person.name) else known
        return known

    def of_person(self, person: Person, at: int) -> Found:
        """Return the country of a person who speaks at `at`."""
        told = self.told(person)
        if told is not None:
            return Found(told)
        if any(map(_serves_a_body, person.titles)):
            return NONE
        known = {holder.country for holder in self.holders(person)}
        if known:
            return Found(known.pop()) if len(known) == 1 else NONE
        national = people.nationality(person.name)
        if national is not None:
            return Found(national)
        words = " ".join(person.titles)
        served = self._of_body(words) or self._of_named(words, at, apart=person)
        if served is not None:
            return Found(served)
        if _international(words):
            return NONE
        own = self._of_publisher(person)
        if own is not None:
            return own
        named = [place.start for place in person.places] or [at]
        met = self._served_near(named, self._led_by_others(person)) if _official(words) else self._met(named[0])
        return Found(met, guessed=met is not None)

    def _of_publisher(self, person: Person) -> Found | None:
        """Return the country of the government that publishes the text, for those who serve it."""
        if self.publisher is not None and _OF_PRESIDENT.search(" ".join(person.titles)):
            return Found(self.publisher)
        own = any(press_office.is_own_office(title, self.publisher) for title in person.titles)
        return Found(self.publisher, guessed=True) if own else None

    def of_words(self, words: str, at: int) -> Found:
        """Return the country of a government, a group or somebody unnamed, by the words that name them."""
        meant = countries.metonym(words)
        if meant is not None:
            return Found(meant.iso3)
        whole = naming.country_named(naming.without_article(words.split(",")[0]))
        if whole is not None:
            return Found(whole)
        if _ABOUT.match(words):
            words = _DEALT_WITH.sub("", words)
        named = {code for _, code in countries.mentioned(words, context=self.text)}
        if len(named) > 1 and re.search(r"\band\b", words):
            return NONE
        country = (
            naming.country_named(naming.without_article(words))
            or countries.of_title(words, context=self.text)
            or next(iter(named), None)
            or self._of_named(words, at)
            or self._of_described(words, at)
        )
        if country is not None:
            return Found(country)
        parsed = naming.parse(words)
        if _international(words):
            return NONE
        if self.publisher is not None and _ADMINISTRATION.search(words):
            return Found(self.publisher)
        if _ABOUT.match(words):
            return NONE
        if parsed.form == "government" or _official(words):
            return self._guess(at, lead=home_country.SERVANT)
        return self._guess(at, lead=home_country.PERSON) if singular(parsed.head) in LOCALS else NONE

    def of_organisation(self, words: str, at: int) -> Found:
        """Return the country of a company, an outlet, a party or another body; international ones have none."""
        name = naming.without_article(words)
        meant = countries.metonym(name)
        if meant is not None:
            return Found(meant.iso3)
        if name in places.organisations():
            return Found(places.organisations()[name][0])
        country = countries.of_title(name, context=self.text)
        if country is None and _international(name):
            return NONE
        country = country or self._of_named(name, at)
        guess = None if country else self.home.of_all(lead=home_country.BODY)
        return Found(country or guess, guessed=guess is not None)

    def _guess(self, at: int, *, lead: float) -> Found:
        country = self.home.at(at, lead=lead)
        return Found(country, guessed=country is not None)

    def _met(self, at: int) -> str | None:
        """Return the country where somebody named at `at` is met, else the one the whole text is about."""
        return self.home.beside(at) or self.home.of_all(lead=home_country.PERSON)

    def _led_by_others(self, person: Person) -> frozenset[str]:
        """Return the countries that others preside over whom the text names, where a person is called President."""
        if not all(_PRESIDENT.fullmatch(title) for title in person.titles if not titles.is_address(title)):
            return frozenset()
        known = (holder for one in self.cast.persons if one is not person for holder in self.holders(one))
        return frozenset(holder.country for holder in known if holder.country and holder.role == "President")

    def _served_near(self, places: Sequence[int], apart: frozenset[str]) -> str | None:
        """Return the country most `places` that name a servant of a state tell: one person serves one."""
        key = (tuple(places), apart)
        if key not in self._by_places:
            told = (self.home.at(place, lead=home_country.SERVANT, apart=apart) for place in places)
            votes = Counter(code for code in told if code)
            self._by_places[key] = votes.most_common(1)[0][0] if votes else None
        return self._by_places[key]

    def _of_named(self, words: str, at: int, *, apart: Person | None = None) -> str | None:
        """Return the country of a person named inside the words: "a Marn aide", "spokesman for Vera Marn"."""
        for word in _CAPITALISED.findall(words):
            person = self.cast.find(word, near=at)
            if person is None or person is apart or not (person.likely or self.holders(person)):
                continue
            country = self.told(person)
            known = {holder.country for holder in self.holders(person)}
            country = country or (known.pop() if len(known) == 1 else people.nationality(person.name))
            if country is not None:
                return country
        return None

    def _of_body(self, words: str) -> str | None:
        """Return the country of a body in a title as the text tells it: "the Norwegian oil company Havgas"."""
        told = (countries.of_title(body.words, context=self.text) for body in self.bodies if body.name in words)
        return next((code for code in told if code), None)

    def _of_described(self, words: str, at: int) -> str | None:
        """Return the country of somebody described inside the words: "the minister's aide"."""
        holder = _HOLDER.match(words)
        if holder is None:
            return None
        head = naming.parse(holder.group(1)).head
        for _, person in self.cast.before(at):
            if any(head in _WORD.findall(title.lower()) for title in person.titles):
                return self.of_person(person, at).country
        return None


def of_title(title: str, *, context: str = "") -> str | None:
    """Return the country of an office in a text, the `context`; of a spokesperson's, that of whom they speak for."""
    if places.of_american_party(title):
        return "USA"
    title = _ASIDE.sub("", title)
    if _ABOUT.match(title):
        title = next((place.group(1) for place in [_WORKS.search(title)] if place), "")
    served = _SERVED.search(title)
    return countries.of_title(served.group(1) if served else title, context=context)


def _serves_a_body(title: str) -> bool:
    """Tell who heads or speaks for an international body now: "European Council President", no ambassador to one."""
    head = title.split(",")[0]
    return bool(_HEADS_A_BODY.search(head)) and not _ELSEWHERE.match(head) and _international(head)


def _official(title: str) -> bool:
    return any(word.lower() in SERVANTS for word in _WORD.findall(title))


def _international(words: str) -> bool:
    """Tell words that name a body of no one country; the pronoun "who" is no World Health Organization.

    What makes up the name of a country or a place in it does not count: "South African police", "West Virginia".
    """
    own = [span for span, code, _ in countries.named(words) if code is not None]
    own += [span for span, _ in places.find(words)]
    for span in sorted(own, key=lambda span: -span.start):
        words = words[: span.start] + words[span.end :]
    return any(word.lower() in INTERNATIONAL and word != "who" for word in _WORD.findall(words))
