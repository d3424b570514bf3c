"""Countries in words: names, demonyms, adjectives, capitals and institutions that stand for a country.

In: a text or the words of a title. Out: ISO 3166-1 alpha-3 codes (XKX, a user-assigned code, for Kosovo) with
spans. International bodies have no country. What a word means beyond its own sentence is not decided here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from data.gazetteer import Gazetteer, plain
from data.records import Span
from data.settings import REFERENCE

#: Kinds of row in `seeds/reference/metonyms.csv`.
METONYM_KINDS = ("institution", "body", "place")


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


# Longer phrases that hold a country's name and do not name the country.
_NOT_COUNTRIES = [
    "Papua New Guinea", "New Guinea", "Gulf of Guinea", "Gulf of Mexico", "Gulf of Oman", "Gulf of Thailand",
    "New Mexico", "New Jersey", "New England", "New South Wales", "Prince of Wales", "Princess of Wales",
    "South China Sea", "East China Sea", "Sea of Japan", "Indian Ocean", "Indian Country", "American Indian",
    "American Indians", "Latin America", "Latin American", "Latin Americans", "South America", "South American",
    "South Americans", "North America", "North American", "North Americans", "Central America", "Central American",
    "Central Americans", "Native American", "Native Americans", "African American", "African Americans",
    "African-American", "African-Americans", "Asian American", "Asian Americans", "Asian-American",
    "Bank of America", "Niger Delta", "Niger River", "Niger State", "Korean War", "Korean Peninsula",
    "Korean peninsula", "Vietnam War", "Gulf War", "French Open", "US Open", "U.S. Open", "Australian Open",
    "English Channel", "British Columbia", "British Airways", "Washington State", "Washington Post",
    "The Washington Post", "Washington Times", "The Washington Times", "Washington Examiner",
    "Washington Free Beacon", "George Washington", "Washington County", "Lake Washington", "American Airlines",
    "Wall Street Journal", "Moscow Times", "The Moscow Times", "Kyiv Independent", "The Kyiv Independent",
    "Kyiv Post", "Jerusalem Post", "The Jerusalem Post", "Times of India", "The Times of India", "Times of Israel",
    "The Times of Israel", "Japan Times", "The Japan Times", "China Daily", "South China Morning Post",
    "Paris Agreement", "Paris Accord", "Paris Accords", "Paris climate agreement", "Minsk agreements",
    "Minsk Agreements", "Minsk accords", "Budapest Memorandum", "Geneva Conventions", "Vienna Convention",
    "Rome Statute", "Warsaw Pact", "Berlin Wall", "Panama Canal", "Voice of America", "Cairo, Illinois",
    "Moscow, Idaho", "German Shepherd", "Turkey Point", "Jordan River", "River Jordan", "Lake Chad", "Chad Basin",
    "Paris Hilton", "Rome, Georgia", "Air France", "Turkish Airlines", "Iran-Contra", "London Stock Exchange",
    "London Bridge", "Berlin Film Festival", "Tokyo Stock Exchange", "Harare Declaration", "Canada goose",
    "Black Sea", "Doha Round", "Kyoto Protocol", "South Georgia", "Islamic State", "Third Reich", "New York Times",
    "The New York Times", "England Patriots", "French Guiana",
]
_US_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    "Missouri|Montana|Nebraska|Nevada|New Hampshire|New Mexico|New York|North Carolina|North Dakota|Ohio|"
    "Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|"
    "Virginia|West Virginia|Wisconsin|Wyoming"
)
_US_GEORGIA = re.compile(
    rf"\b(?:{_US_STATES}|Atlanta|Savannah|Macon|Augusta|Fulton|Kemp|Raffensperger|Warnock|Ossoff|Stacey Abrams|"
    r"Marjorie Taylor Greene|Morehouse|Peach State|state of Georgia|Georgia (?:Gov|Sen|Rep|Secretary of State|"
    r"Bureau|Power|Tech|State|voters?|election|runoff|law)|(?:Gov|Sen|Rep)\.|Senator|Governor|Congress\w+)\b"
)
_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Abkhazia|Ossetia|Russian?|Caucasus|Armenian?|Azerbaijani?|Moldovan?|Ukrain\w+|NATO|"
    r"European Union|EU|Saakashvili|Zourabichvili|Margvelashvili|Kobakhidze|Garibashvili|Georgian)\b"
)
# Countries whose names people bear too, or that other proper names hold.
_PERSONAL = frozenset(
    {"Jordan", "Chad", "Georgia", "Jersey", "Jamaica", "Kenya", "Ireland", "England", "Wales", "Holland"}
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|through|throughout|over|central|downtown|northern|southern|"
    r"eastern|western|in the|university of|region of|city of|suburb of|mayor of|outskirts of|streets of|"
    r"battle of|embassy in)\s+$",
    re.I,
)
_PLACE_AFTER = re.compile(r"(?:\s+(?:region|oblast|province|airport|suburb|city|time|streets?|metro|mayor|Mayor)\b|"
                          r"-based\b|,\s+D\.?C)")
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"'])([A-Z][a-z]+|[A-Z]\.)\s+$")
_NAME_AFTER = re.compile(r"\s+([A-Z][a-z]{2,})")
_HYPHEN_SKIP = re.compile(r"(?:African|Asian|Latin|Native)[\s-]+$")
_TITLE_WORD = re.compile(
    r"(?:Prime|President|Minister|Foreign|Defen[cs]e|King|Queen|Crown|Prince|Secretary|Ambassador|Ministry|"
    r"Government|Parliament|Army|Navy|Air|National|Chief|Central|State|Deputy|Vice|Former|Finance|Interior)"
)


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
        return {plain(row.name): row for row in rows}


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
    phrases.extend((phrase, _Word(None, "skip")) for phrase in _NOT_COUNTRIES if phrase not in _spelled())
    return Gazetteer(phrases)


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    return frozenset(word for country in table().values() for word in country.names)


def _hits(text: str) -> list[tuple[Span, _Word]]:
    """Return the phrases of `text` that mean a country or a body, in their context."""
    return [(span, word) for span, word in _gazetteer().find(text) if word.form != "skip" and _means(text, span, word)]


def _means(text: str, span: Span, word: _Word) -> bool:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 30]
    found = text[span.start : span.end]
    if word.form == "place":
        return not (_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after) or _part_of_name(before, after))
    if found in ("Georgia", "Georgian", "Georgians", "GEORGIA") and _US_GEORGIA.search(text):
        return bool(_CAUCASUS.search(text)) and not re.match(r",? (?:Gov|Sen|Rep)", after)
    if found in ("American", "Americans") and _HYPHEN_SKIP.search(before):
        return False
    if found in _PERSONAL:
        return not _part_of_name(before, after)
    return True


def _part_of_name(before: str, after: str) -> bool:
    """Return whether a capitalised word beside makes this a person's or a thing's name ("Jim Jordan")."""
    first = _NAME_BEFORE.search(before)
    if first and first.group(1) not in _FREE_WORDS and not _known(first.group(1)):
        return True
    last = _NAME_AFTER.match(after)
    return bool(last and not _TITLE_WORD.match(last.group(1)) and not _known(last.group(1)))


_FREE_WORDS = frozenset(
    [
        "The", "In", "On", "At", "And", "But", "For", "From", "To", "With", "As", "If", "When", "While", "After",
        "Before", "Since", "Although", "Though", "Because", "Both", "Of", "By", "Official", "Modern", "Greater",
        "Mr", "President", "King", "Queen", "That", "This", "Yet", "Now", "Today", "Yesterday", "Even", "Meanwhile",
        "However", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
        "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "What", "Where", "Why", "How", "Is", "Does", "Will", "Can", "Has", "So", "Or", "Nor", "Neither",
        "Either", "Between", "Among", "Against", "Unlike", "Like", "Via", "Toward", "Towards", "Without", "Under",
        "Over",
    ]
)


def _known(word: str) -> bool:
    return word in _singles()


@lru_cache(maxsize=1)
def _singles() -> frozenset[str]:
    return frozenset(
        word for c in table().values() for word in (*c.names, *c.adjectives, *c.capitals) if " " not in word
    )


def mentioned(text: str) -> tuple[tuple[Span, str], ...]:
    """Return the countries that `text` names, each with its span: names, demonyms, adjectives, governments.

    Capitals and institutions count where they stand for a government ("Moscow said", "the Kremlin"), not where
    they are places ("in Moscow"). Spans are offsets into `text`, left to right.
    """
    return tuple((span, word.iso3) for span, word in _hits(text) if word.iso3)


def named(text: str) -> tuple[tuple[Span, str | None, str], ...]:
    """Return what `text` names by the reference tables: span, country or None, and the form of the words.

    Forms are "name", "adjective", "people", "place" (a capital that stands for a government), "institution" and
    "body" (an international one, without country).
    """
    return tuple((span, word.iso3, word.form) for span, word in _hits(text))


def of_name(text: str) -> str | None:
    """Return the country that `text` as a whole names: a name, demonym, adjective or ISO 3166-1 code."""
    asked = re.sub(r"\s+", " ", plain(text)).strip(" .,;:")
    return _by_name().get(asked) or _by_name().get(asked.removeprefix("the ").removeprefix("The ")) or (
        _by_name().get(asked.casefold()) if len(asked) > 3 else None
    )


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
    for form in (asked, re.sub(r"^(?:the|The)\s+", "", asked)):
        if form in _metonyms():
            return _metonyms()[form]
    return None


# After these words a title names whom the office deals with, not whom it serves ("ambassador to Germany").
_TOWARD = re.compile(
    r"\b(?:to|on|for|with|about|against|regarding|towards?|in charge of)\s+(?:the\s+)?(?:\w+\s+and\s+)?$"
)
_SERVES = re.compile(r"\b(?:of|from)\s+(?:the\s+)?$")


def of_title(words: str) -> str | None:
    """Return the country an office belongs to, from the words of a title.

    "German Defence Minister" is DEU, "Minister of Foreign Affairs of Japan" JPN, "Kremlin spokesperson" RUS, "US
    ambassador to Ukraine" USA; an office of an international body ("NATO secretary general") is None. A person
    named in the title lends their country where nothing else does ("former Trump administration official"), then a
    city or region ("mayor of Kharkiv").
    """
    before_counterpart = re.split(r"\bcounterparts?\b", words)
    hits = _hits(words)
    if len(before_counterpart) > 1:
        hits = [hit for hit in hits if hit[0].end <= len(before_counterpart[0])][-1:] or hits
    serving = [(span, word) for span, word in hits if not _TOWARD.search(words[: span.start])]
    for span, word in serving:
        if _SERVES.search(words[: span.start]) and word.iso3:
            return word.iso3
    if serving:
        return serving[0][1].iso3
    from data import people

    return people.country_in_title(words) or _of_place(words)


def _of_place(words: str) -> str | None:
    """Return the country of the first city, region or party named in a title ("mayor of Kharkiv")."""
    if any(word.form == "body" for _, word in _hits(words)):
        return None
    return next((code for _, code in _places().find(words)), None)


@lru_cache(maxsize=1)
def _places() -> Gazetteer[str]:
    with open(REFERENCE / "places.csv", encoding="utf-8", newline="") as file:
        return Gazetteer((row["place"], row["iso3"]) for row in csv.DictReader(file))


def is_place(word: str) -> bool:
    """Return whether `word` as a whole is a city or region of `seeds/reference/places.csv`."""
    return any(span.start == 0 and span.end == len(word) for span, _ in _places().find(word))


def serves_body(words: str) -> bool:
    """Return whether a title is that of an international body's office ("NATO secretary general", "EU envoy")."""
    hits = [(span, word) for span, word in _hits(words) if not _TOWARD.search(words[: span.start])]
    return bool(hits) and hits[0][1].form == "body"
