"""Persons, organisations and countries that a document names, whoever speaks.

In: a document with its sentences, and its quotations and speakers where they are resolved. Out: one `Mention` for
each place of a name, resolved over the document as speakers are: a surname is its bearer's full name, an acronym its
long form, a country its ISO 3166-1 code. Rules and gazetteers; a named mention is a name without article, title or
possessive ending. Pronouns and descriptions ("the minister") are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.records import Attribution, Document, Mention, Quotation, Sentence, Span, Speaker
from data.resolution import own_bodies
from data.resolution.mentioned_bodies import MentionedBodies
from data.turns.label_context import suits
from data.words import countries, country_words, given_names, people
from data.words.name_spans import Found, common_words, is_everyday, names_in
from data.words.name_words import NO_BODIES
from data.words.names import bare, fold, surname
from data.words.speaker_words import PORTFOLIOS, TITLES

#: How the names of speakers begin that are no names.
_NO_NAME = ("Presidents ", "the ", "The ", "a ", "an ", "our ", "Our ", "his ", "her ", "their ", "its ")
#: "[Vera] Marn", as records write in what the speaker left out.
_BRACKETS = re.compile(r"[\[\]]")
#: The same in running text.
_BRACKETED = re.compile(r"\[([A-Z][a-z]+)\] ([A-Z][\w’'-]+)")
_TITLE_WORDS = TITLES | PORTFOLIOS | {"secretary-general", "director-general"}
_OFFICES = frozenset(
    "Secretary President Minister Chancellor Chairman Ambassador Representative Advisor Adviser Attorney Lady Director "
    "Administrator Commissioner Governor Spokesperson".split()
)


def find(
    document: Document,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation] = (),
    attributions: Sequence[Attribution] = (),
) -> tuple[Mention, ...]:
    """Return the named mentions of `document` in `sentences`, left to right.

    Speakers already resolved in `quotations` and `attributions` lend their identity to the same names elsewhere:
    "Thank you, Vera" in a transcript where Vera Marn speaks. Nested names are not listed, except countries inside
    the name of a body ("Bank of Japan").
    """
    own = own_bodies.homes(document, sentences, attributions)
    found = [(one, own[sentence.span]) for sentence in sentences for one in names_in(document.text, sentence.span)]
    quoted = [speaker for one in quotations for speaker in one.speakers]
    heard = [speaker for one in attributions for speaker in one.speakers]
    speakers = dict.fromkeys([*quoted, *heard])
    cast = _Bearers(document, [one for one, _ in found], speakers)
    bodies = MentionedBodies(document, found, speakers)
    mentions = [mention for one, home in found if (mention := _mention(one, home, cast, bodies)) is not None]
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


@dataclass(slots=True)
class _Bearer:
    """One person of the document: where the full name stands, and whether the id came from a resolved speaker."""

    id: str
    name: str
    country: str | None
    places: list[int] = field(default_factory=list)
    given_id: bool = False


class _Bearers:
    """Who bears which name in one document."""

    def __init__(self, document: Document, found: list[Found], speakers: Iterable[Speaker]) -> None:
        self.date = document.published
        self.text = document.text
        self.persons: dict[str, list[_Bearer]] = {}
        self.firsts: dict[str, _Bearer] = {}
        for speaker in speakers:
            full = _BRACKETS.sub("", speaker.name).strip()
            # "the Prime Minister of Vale" speaks, and names nobody; nor do brackets that hold nothing.
            if speaker.kind == "person" and " " in full and not full.startswith(_NO_NAME):
                self._learn_person(full, speaker.id, speaker.country)
        for one in found:
            if one.kind in ("person", "maybe") and _is_full_name(one):
                country = _titled_country(self.text, one.span.start)
                self._learn_person(bare(one.words), None, country, at=one.span.start)
        for name in _BRACKETED.finditer(self.text):
            if given_names.is_given(name[1]):
                self._learn_person(f"{name[1]} {name[2]}", None, None, at=name.start())
        self._learn_title(document.title or "")
        for one in found:
            if one.kind in ("person", "maybe") and " " not in bare(one.words):
                self._learn_titled(bare(one.words), one.span.start)

    def _learn_title(self, title: str) -> None:
        """Learn who is named in full in the title alone; what only may be a name there is a word in capitals."""
        for one in names_in(title, Span(0, len(title))):
            everyday = any(map(is_everyday, one.words.split()))
            if one.kind == "person" and _is_full_name(one) and not everyday and surname(one.words) in self.text:
                self._learn_person(bare(one.words), None, _titled_country(title, one.span.start))

    def _learn_person(self, name: str, identity: str | None, country: str | None, *, at: int = 0) -> None:
        bearers = self.persons.setdefault(fold(surname(name)), [])
        same = next((b for b in bearers if _same_person(name, b.name)), None)
        if same:
            same.places.append(at)
            if len(name.split()) <= len(same.name.split()):
                return
            same.name, same.id = name, same.id if same.given_id else people.slug(people.canonical(name))
            return
        known = people.lookup(name, self.date)
        if country is None and len(known) == 1:
            country = known[0].country
        slug = identity or people.slug(people.canonical(name))
        bearers.append(_Bearer(slug, name, country, [at], identity is not None))
        self.firsts.setdefault(fold(name.split()[0]), bearers[-1])

    def _learn_titled(self, last: str, at: int) -> None:
        """Learn whom office and surname mean at the date: "President Marn" is not the Vera Marn of the same text."""
        office = _title_before(self.text, at)[1]
        titled = people.of_office(last, " ".join(office), self.date) if office else None
        if titled is None:
            return
        bearers = self.persons.get(fold(last), ())
        held = any(_title_before(self.text, place)[1][-1:] == office[-1:] for one in bearers for place in one.places)
        if not held:
            self._learn_person(titled.name, titled.id, titled.country, at=at)

    def bearer(self, words: str, at: int) -> _Bearer | None:
        """Return who in the document bears `words`: who holds the office right before, else was last named in full."""
        office = _title_before(self.text, at)[1]
        fit = [
            b
            for b in self.persons.get(fold(surname(words)), ())
            if _same_person(words, b.name) and suits(" ".join(office[-1:]), b.name)
        ]
        if len(fit) < 2 or " " in words:
            return fit[0] if fit else None
        titled = people.of_office(words, " ".join(office), self.date) if office else None
        if titled is not None and any(b.id == titled.id for b in fit):
            return next(b for b in fit if b.id == titled.id)
        before = [(max(p for p in b.places if p <= at), b) for b in fit if min(b.places) <= at]
        return max(before, key=lambda pair: pair[0])[1] if before else fit[0]

    def person(self, one: Found) -> Mention | None:
        words = bare(one.words)
        known = self.bearer(words, one.span.start)
        if known is None and one.kind == "given":
            known = self.firsts.get(fold(words)) or _Bearer(people.slug(words), words, None)
        if known:
            return Mention(one.span, "person", known.id, known.name, known.country)
        if one.kind in ("person", "maybe"):
            if _is_title(words) or _is_place(one):
                return None
            holder = self._holder(words)
            if holder is not None:
                return Mention(one.span, "person", holder.id, holder.name, holder.country)
            return Mention(one.span, "person", people.slug(words), words)
        everyday = is_everyday(words) or given_names.is_usual(words)
        if one.kind is None and " " not in words and self.date and not everyday:
            holder = self._holder(words)
            if holder is not None and (people.weight(holder) == 5 or people.weight(holder) >= 14):
                return Mention(one.span, "person", holder.id, holder.name, holder.country)
        return None

    def _holder(self, words: str) -> people.Person | None:
        """Return whom the table knows by `words`; a surname alone must be spelled as theirs is: "Moody" is not Modi."""
        found = people.lookup(words, self.date)
        alone = len(found) == 1 and (" " in words or people.spelled_so(found[0], words))
        return found[0] if alone else None


def _title_before(text: str, at: int) -> tuple[list[str], list[str]]:
    """Return the words before `at` in its line: those in front of an office that ends there, and the office."""
    words = text[max(0, at - 80) : at].rsplit("\n", 1)[-1].split()
    place = len(words)
    while place and words[place - 1].lower().strip(".-") in _TITLE_WORDS:
        place -= 1
    return words[:place], words[place:]


def _titled_country(text: str, at: int) -> str | None:
    """Return the country of the office that stands right before a name: "Finnish Prime Minister Vera Marn"."""
    before, office = _title_before(text, at)
    if not before or not office or before[-1][-1] in ",.;:":
        return None
    country = countries.of_title(" ".join([*before[-2:], *office])) if before[-2:][0][:1].isupper() else None
    return country or countries.of_title(" ".join([before[-1], *office]))


def _mention(one: Found, home: str | None, cast: _Bearers, bodies: MentionedBodies) -> Mention | None:
    """Return a name with its bearer, or None where it names no person, body or country."""
    if one.kind == "country" and one.country:
        bearer = cast.bearer(one.words, one.span.start) if _ambiguous(one.words) else None
        if bearer:
            return Mention(one.span, "person", bearer.id, bearer.name, bearer.country)
        name = countries.table()[one.country].name
        return Mention(one.span, "country", one.country, name, one.country)
    if bodies.is_thing(one.words):
        return None
    if one.kind == "organisation" or bodies.is_short(one.words) or (one.kind == "acronym" and _is_body(one.words)):
        return Mention(one.span, "organisation", *bodies.of(one, home))
    return cast.person(one) if one.kind not in ("none", "acronym") else None


def _is_body(acronym: str) -> bool:
    """Return whether an acronym that is not spelled out is a body's: not an everyday one."""
    plain = acronym.replace(".", "")
    everyday = plain.lower() in common_words() or plain in NO_BODIES or plain.endswith("s")
    return not (everyday or re.fullmatch(r"[IVXLC]+", plain))


def _is_full_name(one: Found) -> bool:
    """Return whether a name that may be a person's has more than a surname, and is no office or place."""
    return " " in bare(one.words) and not _is_place(one) and not _is_title(bare(one.words))


def _is_title(words: str) -> bool:
    """Tell the words of an office or of states that nobody is named by: "High Commissioner", "Caribbean States"."""
    *before, last = words.split()
    office = all(word.lower() in TITLES or countries.of_name(word) for word in (*before, last))
    described = last in _OFFICES and bool(before) and not given_names.is_usual(before[0])
    return office or described or last in ("States", "Envoy", "Members")


def _is_place(one: Found) -> bool:
    """Tell "neutral Norway" at the head of a sentence, and "Latin America", from a person."""
    last = one.words.split()[-1]
    return one.kind == "maybe" and countries.of_name(last) is not None and last not in country_words.PERSONAL


def _ambiguous(words: str) -> bool:
    """Return whether a country's name or a capital can be a surname too ("Jordan", "Paris")."""
    return words in country_words.PERSONAL or countries.metonym(words) is not None


def _same_person(words: str, full: str) -> bool:
    """Return whether `words` can be short for `full`, or the other way round, of which the surname agrees."""
    one, other = fold(words).split(), fold(full).split()
    if len(one) == 1 or len(other) == 1:
        return True
    short, long = sorted((one, other), key=len)
    # "Marn Vesk" is short for "Ilana Rosa Marn Vesk"; "Rosa Marn" need not be, nor is "Response Rosa Marn" a name.
    if len(short) == 2 < len(long) and long[-2:] == short and given_names.is_given(long[0]):
        return one[0] == other[0] or not given_names.is_given(short[0])
    return one[0] == other[0] and (len(one) == 2 or len(other) == 2 or one == other)
