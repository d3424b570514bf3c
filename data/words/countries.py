"""Countries in words: names, demonyms, adjectives, capitals and institutions that stand for a country.

In: a text or the words of a title. Out: ISO 3166-1 alpha-3 codes (XKX, a user-assigned code, for Kosovo) with
spans. International bodies have no country. What a word means beyond its own sentence is not decided here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from data.records import Span
from data.settings import REFERENCE
from data.words import places
from data.words.country_words import (
    BETWEEN,
    CAUCASUS,
    CITY_AFTER,
    CITY_BEFORE,
    CONTINENTS_AFTER,
    CONTINENTS_BEFORE,
    FREE_WORDS,
    HYPHEN_SKIP,
    LEFT_AFTER,
    LEFT_BEFORE,
    NAME_AFTER,
    NAME_BEFORE,
    NOT_COUNTRIES,
    PERSONAL,
    PLACE_AFTER,
    PLACE_BEFORE,
    TBILISI,
    TITLE_WORD,
    US_GEORGIA,
)
from data.words.gazetteer import Gazetteer, plain


@dataclass(frozen=True, slots=True)
class Country:
    """One row of `seeds/reference/countries.csv`; every tuple holds spellings as they stand in running text."""

    iso3: str
    iso2: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place or body whose name stands for a government: `iso3` is None for international bodies."""

    name: str
    iso3: str | None
    kind: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class _Word:
    """What a phrase of the gazetteer is: `form` name, adjective, people, place, institution, body or skip."""

    iso3: str | None
    form: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def table() -> dict[str, Country]:
    """Return the reference table of countries by ISO 3166-1 alpha-3 code."""
    with open(REFERENCE / "countries.csv", encoding="utf-8", newline="") as file:
        return {
            row["iso3"]: Country(
                row["iso3"], row["iso2"], row["name"], _split(row["names"]), _split(row["adjectives"]),
                _split(row["people"]), _split(row["capitals"]),
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


@lru_cache(maxsize=1)
def _metonyms() -> dict[str, Metonym]:
    with open(REFERENCE / "metonyms.csv", encoding="utf-8", newline="") as file:
        rows = (Metonym(r["metonym"], r["iso3"] or None, r["kind"], r["refers_to"]) for r in csv.DictReader(file))
        return {spelled: row for row in rows for spelled in _both_ways(plain(row.name))}


def _both_ways(name: str) -> tuple[str, str]:
    """Return "Organization" and "Organisation" of a name: the table holds one."""
    return name, name.replace("Organization", "Organisation")


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer[_Word]:
    phrases: list[tuple[str, _Word]] = []
    for name, row in _metonyms().items():
        phrases.append((name, _Word(row.iso3, row.kind)))
    for country in table().values():
        for form, words in (
            ("people", country.people),
            ("adjective", country.adjectives),
            ("name", country.names),
        ):
            for word in words:
                phrases.append((word, _Word(country.iso3, form)))
                if len(word) > 3 and word.upper() != word:
                    phrases.append((word.upper(), _Word(country.iso3, form)))
    phrases.append(("Congo", _Word("COD", "name")))  # in news the bare word means the larger of the two
    phrases.extend((phrase, _Word(None, "skip")) for phrase in NOT_COUNTRIES if phrase not in _spelled())
    return Gazetteer(phrases)


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    return frozenset(word for country in table().values() for word in country.names)


def _hits(text: str, context: str = "") -> list[tuple[Span, _Word]]:
    """Return the phrases of `text` that mean a country or a body, in their context."""
    found = _gazetteer().find(text)
    return [(span, word) for span, word in found if word.form != "skip" and _means(text, span, word, context)]


def _georgia(text: str, context: str, after: str) -> bool:
    """Return whether Georgia is the country: by the sentence's own words, else by what the document speaks of."""
    if US_GEORGIA.search(text):
        return bool(CAUCASUS.search(text)) and not re.match(r",? (?:Gov|Sen|Rep)", after)
    return CAUCASUS.search(text) is not None or not context or _speaks_of_tbilisi(context)


@lru_cache(maxsize=4)
def _speaks_of_tbilisi(context: str) -> bool:
    return len(TBILISI.findall(context)) >= len(US_GEORGIA.findall(context)) / 4


def _means(text: str, span: Span, word: _Word, context: str) -> bool:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 30]
    found = text[span.start : span.end]
    if word.form == "place" or (word.form == "body" and found in seats()):
        return not (_is_spot(found, before, after) or _part_of_name(before, after))
    if found == "America" and _among_continents(before, after):
        return False
    if found in ("Georgia", "Georgian", "Georgians", "GEORGIA"):
        return not (found == "Georgia" and _goes_on(after)) and _georgia(text, context, after)
    if word.form in ("adjective", "people", "name") and re.match(r"-Americans?\b", after):
        return False
    if found in ("American", "Americans") and HYPHEN_SKIP.search(before):
        return False
    if found in PERSONAL:
        return not _part_of_name(before, after)
    return True


def _is_spot(capital: str, before: str, after: str) -> bool:
    """Return whether a capital is the city here and no government, by the words right before and behind it."""
    if PLACE_BEFORE.search(before) or PLACE_AFTER.match(after):
        return True
    if LEFT_BEFORE.search(before) and LEFT_AFTER.match(after):
        return True
    state = re.match(r", ([A-Z]\w+)\b(?!['’]s)", after)
    code = of_name(state.group(1)) if state else None
    if code and capital in table()[code].capitals:  # "Hanoi, Vietnam"
        return True
    # "Bergen and Hanoi agreed" tells of two that act.
    beside = (
        CITY_BEFORE.search(before) if LEFT_AFTER.match(after) else None,
        None if BETWEEN.search(before) else CITY_AFTER.match(after),
    )
    cities = [match.group(1) or match.group(2) for match in beside if match]
    return any(places.is_place(city) and metonym(city) is None for city in cities)


def _among_continents(before: str, after: str) -> bool:
    """Return whether a word stands in a list with two continents: "Europe, Asia and America"."""
    beside = (CONTINENTS_BEFORE.search(before), CONTINENTS_AFTER.match(after))
    return sum(len(re.findall(r"[A-Z]\w+", match.group())) for match in beside if match) > 1


@lru_cache(maxsize=1)
def seats() -> frozenset[str]:
    """Return all capitals: one may stand for a body ("Brussels")."""
    return frozenset(capital for country in table().values() for capital in country.capitals)


def _part_of_name(before: str, after: str) -> bool:
    """Return whether a capitalised word beside makes this a person's or a thing's name ("Jim Jordan")."""
    first = NAME_BEFORE.search(before)
    if first and first.group(1) not in FREE_WORDS and not _known(first.group(1)):
        return True
    return _goes_on(after)


def _goes_on(after: str) -> bool:
    """Return whether a capitalised word behind makes a name of its own ("Georgia Institute"), no office or day."""
    last = NAME_AFTER.match(after)
    word = last.group(1) if last else ""
    return bool(word and not TITLE_WORD.match(word) and word not in FREE_WORDS and not _known(word))


def _known(word: str) -> bool:
    return word in _singles()


@lru_cache(maxsize=1)
def _singles() -> frozenset[str]:
    return frozenset(
        word for c in table().values() for word in (*c.names, *c.adjectives, *c.capitals) if " " not in word
    )


def mentioned(text: str, *, context: str = "") -> tuple[tuple[Span, str], ...]:
    """Return the countries that `text` names, each with its span: names, demonyms, adjectives, governments.

    `context` is the document's text where `text` is a part of it: it tells the state of Georgia from the country.
    Capitals and institutions count where they stand for a government ("Moscow said", "the Kremlin"), not where
    they are places ("in Moscow"). Spans are offsets into `text`, left to right.
    """
    return tuple((span, word.iso3) for span, word in _hits(text, context) if word.iso3)


def named(text: str, *, context: str = "") -> tuple[tuple[Span, str | None, str], ...]:
    """Return what `text` names by the reference tables: span, country or None, and the form of the words.

    Forms are "name", "adjective", "people", "place" (a capital that stands for a government), "institution" and
    "body" (an international one, without country).
    """
    return tuple((span, word.iso3, word.form) for span, word in _hits(text, context))


def of_name(text: str) -> str | None:
    """Return the country that `text` as a whole names: a name, demonym, adjective or ISO 3166-1 code."""
    asked = re.sub(r"\s+", " ", plain(text)).strip(" .,;:")
    if asked in _ABBREVIATIONS:
        return None
    return _by_name().get(asked) or _by_name().get(asked.removeprefix("the ").removeprefix("The ")) or (
        _by_name().get(asked.casefold()) if len(asked) > 3 else None
    )


#: Codes that mean an office or a thing in running text.
_ABBREVIATIONS = frozenset({"PM", "MP", "TV"})


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in table().values():
        for word in (*country.people, *country.adjectives, *country.names):
            found[plain(word)] = found[plain(word).rstrip(".")] = country.iso3
            if len(word) > 3:
                found[plain(word).casefold()] = country.iso3
        found[country.iso3] = country.iso3
        if country.iso2:
            found[country.iso2] = country.iso3
        if "," not in country.name:
            for inverted in _inverted(country.names):
                found[inverted] = country.iso3
    return found


def _inverted(names: tuple[str, ...]) -> list[str]:
    """Return the catalogue form of official names: "Moldova, Republic of"."""
    parts = (re.match(r"(.+ of) (?:the )?([A-Z].+)$", name) for name in names)
    return [f"{part.group(2)}, {part.group(1)}" for part in parts if part]


def metonym(text: str) -> Metonym | None:
    """Return what `text` stands for as a whole ("the Kremlin"), or None; international bodies have no `iso3`."""
    asked = re.sub(r"\s+", " ", plain(text)).strip(" .,;:'\"")
    asked = asked.removesuffix("'s")
    for form in (text, asked, re.sub(r"^(?:the|The)\s+", "", asked)):
        if form in _metonyms():
            return _metonyms()[form]
    return None


# After these words a title names whom the office deals with, not whom it serves ("ambassador to Germany").
_TOWARD = re.compile(
    r"\b(?:to|on|for|with|about|against|regarding|towards?|in charge of|covering|studies|studying|speciali[sz]ing in|"
    r"speciali[sz]es in|focused on|focusing on|responsible for|sanctioned by|wanted by|born in|"
    r"(?:teachers?|professors?|lecturers?|historians?) of|instructors? in|(?:wars?|conflict|intervention) in)\s+"
    r"(?:the\s+)?(?:\w+\s+and\s+)?$"
)
# Before these words a country's name tells what somebody knows or deals with ("Ukraine analyst", "China desk").
_TOPIC = re.compile(
    r"(?:\s+(?:and|/)\s+\w+)?\s+(?:experts?|analysts?|watchers?|scholars?|specialists?|researchers?|correspondents?|"
    r"hawks?|critics?|hands?|desk|bureau|project|programme|program|studies|strategist|adviser|advisor|envoy|director|"
    r"policy)\b"
)
_ADJECTIVAL = frozenset({"US", "U.S.", "U.S", "UK", "U.K.", "U.K", "USA", "EU", "UN"})
_SERVES = re.compile(r"\b(?:of|from)\s+(?:the\s+)?$")

#: "Minister of Labour", "Labour Minister": an office every country has, not the British party.
_OF_LABOUR = re.compile(
    r"(?:Minist(?:er|ry)|Secretary|Department) (?:of|for) (?:[A-Z]\w+,? (?:and )?)*Labour\b|"
    r"Labour (?=Minist|Organi[sz]ation|and\b)"
)


def of_title(words: str, *, context: str = "") -> str | None:
    """Return the country an office belongs to, from the words of a title in a document's text, the `context`.

    "German Defence Minister" is DEU, "Minister of Foreign Affairs of Japan" JPN, "Kremlin spokesperson" RUS, "US
    ambassador to Ukraine" USA; an office of an international body ("NATO secretary general") is None. A person
    named in the title lends their country where nothing else does ("former Trump administration official"), then a
    city, region, party or body ("mayor of Kharkiv", "Ohio Republican").
    """
    before_counterpart = re.split(r"\bcounterparts?\b", words)
    hits = _hits(words, context)
    if len(before_counterpart) > 1:
        hits = [hit for hit in hits if hit[0].end <= len(before_counterpart[0])][-1:] or hits
    serving = [
        (span, word) for span, word in hits if not (_TOWARD.search(words[: span.start]) or _topic(words, span, word))
    ]
    for span, word in serving:
        if _SERVES.search(words[: span.start]) and word.iso3:
            return word.iso3
    if serving:
        return serving[0][1].iso3
    from data.words import people

    return people.country_in_title(words) or _of_place(words)


def _topic(words: str, span: Span, word: _Word) -> bool:
    """Return whether a name tells what a title is about: "Ukraine analyst", not "Ukrainian analyst"."""
    named = word.form in ("name", "institution") and span.of(words) not in _ADJECTIVAL
    return named and _TOPIC.match(words, span.end) is not None


def _of_place(words: str) -> str | None:
    """Return the country of the first city, region, party or body in a title ("mayor of Kharkiv")."""
    if any(word.form == "body" for _, word in _hits(words)):
        return None
    words = _OF_LABOUR.sub("", words)
    return next((code for span, code in places.find(words) if not _TOWARD.search(words[: span.start])), None)
