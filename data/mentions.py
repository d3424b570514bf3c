"""Persons, organisations and countries that a document names, whoever speaks.

In: a document with its sentences, and its quotations where they are resolved. Out: one `Mention` for each place of
a name, resolved over the document as speakers are: a surname is its bearer's full name, an acronym its long form,
a country its ISO 3166-1 code. Rules and gazetteers; a named mention is a name without article, title or
possessive ending. Pronouns and descriptions ("the minister") are no mentions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data import countries, people
from data.name_words import GIVEN, NOT_NAMES, ORGANISATION_WORDS, PLACE_WORDS, TITLE_WORDS
from data.names import bare, fold, plain_slug, surname
from data.records import Document, Mention, Quotation, Sentence, Span
from data.settings import REFERENCE

_WORD = r"(?:(?:[A-Z]\.)+(?!\w)|[A-ZÀ-ÖØ-ÞŁŠŽČ][\w’'.&-]*[\w]|[A-Z])"
_PARTICLE = (
    r"(?:van der|van den|van|von der|von|de la|de los|de|del|della|di|da|dos|du|al|el|bin|bint|ibn|ben|ul|la|le|y)"
)
_LINK = r"(?:of the|of|for the|for|and the|and|&|de|du|des|for International|on|in)"
_NEXT = rf"(?:[ \u00a0]{_PARTICLE})?[ \u00a0-]{_WORD}|[ \u00a0]{_LINK}[ \u00a0]{_WORD}"
_RUN = re.compile(rf"(?<![\w’'@#]){_WORD}(?:{_NEXT})*")
_TOKEN = re.compile(r"[^\s\u00a0]+")
_ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}|[A-Z][A-Z&-]{1,5}[A-Z]")
_POSSESSIVE = re.compile(r"[’']s?$")
_PREFIXED = re.compile(r"(?:pro|anti|non)-$", re.I)
_LINKS = frozenset(["of", "the", "for", "and", "&", "de", "du", "des", "on", "in"])


@dataclass(slots=True)
class _Found:
    """A name in its place, before names of one bearer are brought together."""

    span: Span
    words: str
    kind: str | None
    country: str | None = None


def find(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation] = ()
) -> tuple[Mention, ...]:
    """Return the named mentions of `document` in `sentences`, left to right.

    Speakers already resolved in `quotations` lend their identity to the same names elsewhere. Nested names are
    not listed, except countries inside the name of a body ("Bank of Japan").
    """
    found = [one for sentence in sentences for one in _in_sentence(document.text, sentence.span)]
    cast = _Bearers(document, found, quotations)
    mentions = [mention for one in found if (mention := cast.mention(one)) is not None]
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _in_sentence(text: str, span: Span) -> Iterator[_Found]:
    words = span.of(text)
    named = [
        _Found(Span(span.start + hit.start, span.start + hit.end), hit.of(words), "country", code)
        for hit, code, form in countries.named(words)
        if form in ("name", "place") and code and not _PREFIXED.search(words[max(0, hit.start - 5) : hit.start])
    ]
    taken = {one.span.start: one for one in named}
    for match in _RUN.finditer(words):
        for piece in _pieces(words, match):
            start, end = span.start + piece.start, span.start + piece.end
            country = taken.get(start)
            if country and country.span.end >= end:
                continue
            yield _Found(Span(start, end), piece.of(words), _kind(words, piece))
    yield from named


def _pieces(words: str, run: re.Match[str]) -> list[Span]:
    """Split a run of capitalised words into names: cut titles, sentence-opening words, and joined names."""
    tokens = [Span(run.start() + m.start(), run.start() + m.end()) for m in _TOKEN.finditer(run.group())]
    pieces: list[list[Span]] = [[]]
    for place, token in enumerate(tokens):
        word = token.of(words)
        if word.lower() in _LINKS and not _holds_together(words, tokens, place):
            pieces.append([])
            continue
        pieces[-1].append(token)
        if _POSSESSIVE.search(word) and len(word) > 3 and place + 1 < len(tokens):
            pieces.append([])
    return [span for piece in pieces if (span := _trimmed(words, piece)) is not None]


def _holds_together(words: str, tokens: list[Span], place: int) -> bool:
    """Return whether a linking word stands inside one body's name ("Ministry of Health and Welfare")."""
    before = [token.of(words) for token in tokens[:place]]
    after = [token.of(words) for token in tokens[place + 1 :]]
    link = tokens[place].of(words).lower()
    if link == "&":
        return True
    if link == "of":
        return bool(before) and (_organisation_word(before[-1]) or before[-1].lower() in _OF)
    if link == "for":
        return any(_organisation_word(word) for word in before)
    if link in ("in", "on", "the"):
        return link == "the" and bool(before) and before[-1].lower() in ("of", "for")
    if "of" in before and any(_organisation_word(word) for word in before[: before.index("of")]):
        return not any(_organisation_word(word) for word in after) and len(after) <= 2
    if not after or not _organisation_word(after[-1]) or any(map(_organisation_word, before)):
        return False
    return len(before) <= 2 and not _person_like(before)


#: Words beside those of bodies that take "of" inside a name.
_OF = frozenset(["house", "daughters", "sons", "friends", "doctors", "knights", "order", "bureau", "school", "state"])


def _organisation_word(word: str) -> bool:
    return _POSSESSIVE.sub("", word).lower().strip(".,") in ORGANISATION_WORDS


def _person_like(words: list[str]) -> bool:
    return bool(words) and fold(words[0]) in _given()


def _trimmed(words: str, tokens: list[Span]) -> Span | None:
    """Return the name in `tokens` without links, titles and opening words at its ends, or None."""
    while tokens and (tokens[0].of(words).lower() in _LINKS or _skipped(words, tokens)):
        tokens = tokens[1:]
    while tokens and (tokens[-1].of(words).lower() in _LINKS or (len(tokens) > 1 and _trailing(tokens[-1].of(words)))):
        tokens = tokens[:-1]
    tokens = tokens[_described(words, tokens) :]
    if not tokens:
        return None
    end = tokens[-1].end
    last = _POSSESSIVE.search(tokens[-1].of(words))
    if last and len(tokens[-1].of(words)) > 2:
        end -= len(last.group())
    while words[end - 1] in "’'-":
        end -= 1
    return Span(tokens[0].start, end)


def _described(words: str, tokens: list[Span]) -> int:
    """Return how many first words of a run only describe the person after them ("Artist Andy Warhol")."""
    spelled = [token.of(words) for token in tokens]
    if any(_organisation_word(word) for word in spelled) or "of" in spelled:
        return 0
    titles = [i for i, word in enumerate(spelled[:-1]) if word.lower().rstrip(".") in TITLE_WORDS]
    if titles:
        return titles[-1] + 1
    if len(spelled) != 3 or len(spelled[0]) < 3 or fold(spelled[0]) in _given():
        return 0
    return int(fold(spelled[1]) in _given())


_OFFICES = frozenset(["spokesperson", "spokesman", "spokeswoman", "president", "chairman", "director", "minister"])


def _trailing(word: str) -> bool:
    return word.lower() in NOT_NAMES or word.lower() in _OFFICES


def _skipped(words: str, tokens: list[Span]) -> bool:
    """Return whether the first token is a title, a demonym before a name, or a word that only opens a sentence."""
    word = tokens[0].of(words)
    low = word.lower().rstrip(".")
    if _is_body(words[tokens[0].start : tokens[-1].end]):
        return False
    if low in NOT_NAMES:
        return True
    if low in TITLE_WORDS and not (len(tokens) > 1 and tokens[1].of(words).lower() == "of"):
        return not any(_organisation_word(token.of(words)) for token in tokens[1:])
    if len(tokens) == 1 or countries.of_name(word) is None or _organisation_word(tokens[-1].of(words)):
        return False
    return tokens[1].of(words).lower() in TITLE_WORDS or _person_like([token.of(words) for token in tokens[1:]])


def _is_body(name: str) -> bool:
    meant = countries.metonym(name)
    return meant is not None and meant.kind != "place"


def _kind(words: str, piece: Span) -> str | None:
    """Return what a name names by its own words and those right before it; None where they do not tell."""
    name = piece.of(words)
    tokens = name.split()
    if name.lower() in NOT_NAMES or len(name) < 2:
        return "none"
    if _is_body(name):
        return "organisation"
    if name in _organisations():
        return "organisation"
    if _ACRONYM.fullmatch(name):
        return "organisation" if len(name.strip("s")) > 1 and not name.isdigit() else "none"
    if any(_organisation_word(word) for word in tokens) and len(tokens) > 1:
        return "organisation"
    if tokens[-1].lower().strip(".,") in PLACE_WORDS or tokens[0].lower() in PLACE_WORDS:
        return "none"
    before = words[: piece.start].rstrip().rsplit(None, 1)[-1:] if piece.start else []
    titled = bool(before) and before[0].strip("“\"(‘").rstrip(".,").lower() in TITLE_WORDS
    if titled and len(tokens) <= 4 and "of" not in tokens:
        return "person"
    if 2 <= len(tokens) <= 4 and "of" not in tokens and "the" not in tokens:
        if fold(tokens[0]) in _given() or people.lookup(name):
            return "person"
        opens = not words[: piece.start].strip(" “\"'(‘-—")
        article = re.search(r"\b(?:the|a|an|in|at|near)\s+$", words[: piece.start], re.I)
        return None if article or (opens and len(tokens) == 2 and _common(tokens[0])) else "maybe"
    if len(tokens) == 1 and fold(name) in _given() and words[: piece.start].strip(" “\"'(‘-—"):
        return "given"
    return None


def _common(word: str) -> bool:
    return word.lower().endswith(("s", "ing", "ed", "ly")) and fold(word) not in _given()


@lru_cache(maxsize=1)
def _organisations() -> dict[str, tuple[str | None, str]]:
    """Return outlets, companies, movements and parties of the reference table: name to country and kind."""
    with open(REFERENCE / "organisations.csv", encoding="utf-8", newline="") as file:
        return {row["name"]: (row["iso3"] or None, row["kind"]) for row in csv.DictReader(file)}


class _Bearers:
    """Who bears which name in one document."""

    def __init__(self, document: Document, found: list[_Found], quotations: Sequence[Quotation]) -> None:
        self.date = document.published
        self.persons: dict[str, tuple[str, str, str | None]] = {}
        self.bodies: dict[str, tuple[str, str, str | None]] = {}
        self.firsts: dict[str, str] = {}
        for speaker in (s for q in quotations for s in q.speakers):
            if speaker.kind == "person" and " " in speaker.name:
                self._learn_person(speaker.name, speaker.id, speaker.country)
        for one in found:
            if one.kind in ("person", "maybe") and " " in bare(one.words):
                self._learn_person(bare(one.words), None, None)
        for one in found:
            if one.kind == "organisation" and " " in one.words:
                initials = "".join(w[0] for w in one.words.split() if w[:1].isupper())
                if len(initials) > 2:
                    self.bodies.setdefault(initials, self._body(one.words))

    def _learn_person(self, name: str, identity: str | None, country: str | None) -> None:
        last = fold(surname(name))
        if last in self.persons and len(self.persons[last][1]) >= len(name):
            return
        known = people.lookup(name, self.date)
        if country is None and len(known) == 1:
            country = known[0].country
        self.firsts.setdefault(fold(name.split()[0]), last)
        self.persons[last] = (identity or people.slug(people.canonical(name)), name, country)

    def _body(self, name: str) -> tuple[str, str, str | None]:
        meant = countries.metonym(name)
        if meant is not None:
            country = meant.iso3
        else:
            country = _organisations()[name][0] if name in _organisations() else countries.of_title(name)
        return plain_slug(name), name, country

    def mention(self, one: _Found) -> Mention | None:
        """Return `one` with its bearer, or None where it names no person, body or country."""
        if one.kind == "country" and one.country:
            bearer = self.persons.get(fold(one.words)) if countries.metonym(one.words) else None
            if bearer:
                return Mention(one.span, "person", *bearer)
            name = countries.table()[one.country].name
            return Mention(one.span, "country", one.country, name, one.country)
        if one.kind == "none":
            return None
        if one.kind == "organisation":
            identity, name, country = self.bodies.get(one.words) or self._body(one.words)
            return Mention(one.span, "organisation", identity, name, country)
        return self._person(one)

    def _person(self, one: _Found) -> Mention | None:
        words = bare(one.words)
        known = self.persons.get(fold(surname(words)))
        if known and (" " not in words or fold(words).split()[0] == fold(known[1]).split()[0]):
            return Mention(one.span, "person", known[0], known[1], known[2])
        if one.kind == "given":
            first = self.firsts.get(fold(words))
            return Mention(one.span, "person", *(self.persons[first] if first else (people.slug(words), words, None)))
        if one.kind in ("person", "maybe"):
            holders = people.lookup(words, self.date)
            if len(holders) == 1:
                return Mention(one.span, "person", holders[0].id, holders[0].name, holders[0].country)
            return Mention(one.span, "person", people.slug(words), words)
        if one.kind is None and " " not in words and self.date:
            holders = people.lookup(words, self.date)
            if len(holders) == 1 and people.weight(holders[0]) >= 14:
                return Mention(one.span, "person", holders[0].id, holders[0].name, holders[0].country)
        return None


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    """Return the folded given names: those listed and those of the office holders."""
    table = (person.name.split()[0] for person in people.table().values() if " " in person.name)
    return frozenset(fold(name) for name in (*GIVEN, *table))
