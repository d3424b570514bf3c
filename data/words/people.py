"""Persons in office: who held which office of which country, when, and how names are spelled.

In: a name as a text gives it, with the date of the document where known. Out: persons with their office at that
date, the canonical spelling and the id under which one person is one across documents. The table is
`seeds/reference/people.csv`; persons who are not in it get an id from their name alone.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from data.settings import REFERENCE
from data.words import places
from data.words.label_words import RANKS
from data.words.name_words import ORGANISATION_WORDS
from data.words.names import ascii_letters, bare, fold, plain_slug, surname, words_slug


@dataclass(frozen=True, slots=True)
class Office:
    """One office held: `start` and `end` as ISO dates of any precision, None where not known."""

    country: str | None
    role: str
    start: str | None
    end: str | None
    origin: str

    def held_on(self, date: str) -> bool:
        """Return whether the office was held at `date`, compared at the precision that both dates have.

        An open end counts as held; a row of the General Debate counts for a year on both sides.
        """
        start, end = self.start or "", self.end or "9999"
        if self.origin == "un-general-debate":
            start, end = str(int(start[:4]) - 1), str(int(end[:4]) + 1)
        return start[: len(date)] <= date[: len(start)] and date[: len(end)] <= end[: len(date)]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the reference table; `country` and `role` are those of the office that fits the asked date.

    `role` names a past office where the person held none at that date (`current` is False then).
    """

    id: str
    name: str
    country: str | None
    role: str | None
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    current: bool = False


# How widely known the holder of an office is, so that a bare surname means them; the first match counts.
_PROMINENCE = tuple(
    (re.compile(pattern, re.I), rank)
    for pattern, rank in (
        (r"^(?:vice|deputy|first deputy|acting deputy)\b.*(?:minister|secretary|chair|advis)", 2),
        (r"^vice[- ]president|first lady|second gentleman", 4),
        (r"^(?:acting |interim |transitional )?president$|^prime minister$|^chancellor$|^premier$|^king$|^queen$|"
         r"^monarch$|^supreme leader|^pope|^emir|^amir|^taoiseach|^crown prince|secretary.general of|"
         r"^president of the european", 5),
        (r"foreign|external affairs|defen[cs]e|secretary of state$|kremlin|press secretary|high representative|"
         r"spokes|national security|special envoy|office of the president|commander-in-chief|of the treasury", 4),
        (r"ambassador|governor|mayor|oblast|representative|regional", 1),
    )
)  # fmt: skip


def _prominence(role: str) -> int:
    return next((rank for pattern, rank in _PROMINENCE if pattern.search(role)), 3)


@lru_cache(maxsize=1)
def table() -> dict[str, Person]:
    """Return the reference table of persons by id."""
    persons: dict[str, Person] = {}
    with open(REFERENCE / "people.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start, end = row["start"] or None, row["end"] or None
            office = Office(row["iso3"] or None, row["position"], start, end, row["origin"])
            known = persons.get(row["id"])
            if known:
                persons[row["id"]] = replace(known, offices=(*known.offices, office))
                continue
            aliases = tuple(part for part in row["aliases"].split("|") if part)
            persons[row["id"]] = Person(row["id"], row["person"], office.country, office.role, aliases, (office,))
    return persons


@lru_cache(maxsize=1)
def _by_fold() -> dict[str, tuple[str, ...]]:
    """Return ids by the folded full name."""
    found: dict[str, list[str]] = {}
    for person in table().values():
        for name in (person.name, *person.aliases):
            ids = found.setdefault(fold(name), [])
            if person.id not in ids:
                ids.append(person.id)
    return {key: tuple(ids) for key, ids in found.items()}


@lru_cache(maxsize=1)
def _by_surname() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for person in table().values():
        for name in (person.name, *person.aliases):
            if " of " in name:
                continue
            name = _without_second_surname(name, person.offices[0].country)
            without_article = re.sub(r"^(?:al|el)-", "", name.split()[-1])
            for last in {fold(surname(name)), fold(without_article), fold(_family_name(name))}:
                ids = found.setdefault(last, [])
                if person.id not in ids:
                    ids.append(person.id)
    return {key: tuple(ids) for key, ids in found.items()}


@lru_cache(maxsize=1)
def _by_country() -> dict[str, tuple[Person, ...]]:
    found: dict[str, dict[str, Person]] = {}
    for person in table().values():
        for office in person.offices:
            if office.country:
                found.setdefault(office.country, {})[person.id] = person
    return {country: tuple(persons.values()) for country, persons in found.items()}


_SPANISH = frozenset("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split())


def _without_second_surname(name: str, country: str | None) -> str:
    """Return "Ilan Marn" of "Ilan Marn Vesk": the first of two Spanish surnames is the one in use."""
    words = name.split()
    return " ".join(words[:2]) if country in _SPANISH and len(words) == 3 else name


_FAMILY_FIRST = re.compile(r"^(?:Xi|Li|Hu|Wang|Qin|Zhao|Yang|Wen|Kim|Moon|Yoon|Lee|Park|Ban|Roh|Mao|Hua|Lin)\s")


#: "Marn Do-sun": a given name of two syllables behind the family name.
_TWO_SYLLABLES = re.compile(r"^[A-Z][a-z]+\s[A-Z][a-z]+-[a-z]+$")


def _family_name(name: str) -> str:
    return name.split(" ")[0] if _FAMILY_FIRST.match(name) or _TWO_SYLLABLES.match(name) else surname(name)


def lookup(name: str, date: str | None = None, *, country: str | None = None) -> list[Person]:
    """Return the persons that `name` can mean, the likeliest first; empty when nobody in the table bears it.

    A full name or alias returns all its bearers. A surname alone returns one person when only one prominent
    bearer held office at `date` (ISO, any precision; None asks at any time), else all candidates. `country`
    (ISO 3166-1 alpha-3) keeps only persons who held an office of it. `country` and `role` of each result are
    those at `date`.
    """
    return list(_found(name, date, country))


@lru_cache(maxsize=65536)
def _found(name: str, date: str | None, country: str | None) -> tuple[Person, ...]:
    key = fold(name)
    ids = _by_fold().get(key)
    if ids:
        found = [at(table()[i], date) for i in ids]
    elif " " in bare(name) and len(key.split(" ")) > 1 and surname(name) != bare(name):
        found = _spelled_with_more(key, date) or _shortened(key, date)
    else:
        alike = [table()[i] for i in _by_surname().get(key, ())]
        found = [at(one, date) for one in alike if _begins_so(one, name) and not _long_past(one, date)]
        found = _prominent(found, date)
    if country:
        found = [p for p in found if any(o.country == country for o in p.offices)]
    return tuple(sorted(found, key=lambda p: -weight(p)))


def _begins_so(person: Person, last: str) -> bool:
    """Tell whether a name of the person has a surname of that first letter: "Jiang" is not Yang, "Han" not Khan."""
    asked = re.split(r"[\s-]+", bare(last))[0]
    words = {word for name in (person.name, *person.aliases) for word in re.split(r"[\s-]+", name)}
    return any(fold(word) == fold(asked) and _initial(word) == _initial(asked) for word in words)


def spelled_so(person: Person, last: str) -> bool:
    """Tell whether a name of the person begins or ends with the surname as it is printed, accents aside.

    "HAN" is not Khan, and "Orlando" not Juan Orlando Marn.
    """
    asked = re.escape(ascii_letters(bare(last)).lower())
    spelled = (ascii_letters(bare(name)).lower() for name in (person.name, *person.aliases))
    return any(re.search(rf"^{asked}\b|\b{asked}$", name) for name in spelled)


def _initial(word: str) -> str:
    return ascii_letters(word)[:1].lower()


def _long_past(person: Person, date: str | None) -> bool:
    """Tell whether the table knows a person by speeches at the United Nations alone, the last over eight years ago.

    No reader is expected to know such a person by a bare surname; a well-known one has rows of other origin.
    """
    ends = [int((office.end or "9999")[:4]) for office in person.offices]
    debates = all(office.origin == "un-general-debate" for office in person.offices)
    return date is not None and debates and max(ends) < int(date[:4]) - 8


def _spelled_with_more(key: str, date: str | None) -> list[Person]:
    """Return bearers whose table name has the same first and last word and more or fewer between."""
    words = key.split(" ")
    ids = _by_surname().get(words[-1], ())
    found = [at(table()[i], date) for i in ids if fold(table()[i].name).split(" ")[0] == words[0]]
    # "David Avren Jones" need not be the David Jones of the table: only somebody well known and in office is
    return [p for p in found if len(fold(p.name).split(" ")) > len(words) or weight(p) >= 14]


def _shortened(key: str, date: str | None) -> list[Person]:
    """Return the one prominent bearer whose first name is shortened or written out: "Alex Marn", "Alexander Marn"."""
    words = key.split(" ")
    if len(words) != 2 or len(words[0]) < 3:
        return []
    firsts = {i: fold(table()[i].name).split(" ")[0] for i in _by_surname().get(words[1], ())}
    alike = [i for i, first in firsts.items() if first.startswith(words[0]) or words[0].startswith(first)]
    found = [at(table()[i], date) for i in alike if len(firsts[i]) > 2]
    return found if len(found) == 1 and weight(found[0]) >= 4 else []


@lru_cache(maxsize=65536)
def misspelled(name: str, *, country: str, title: str, date: str) -> Person | None:
    """Return who alone holds that office of `country` at `date` and is named nearly so: one word a slip of the pen.

    "President Karel Marm" is the Karel Marn who is president; a former one of that name, and a minister, are not.
    """
    office = next((role for words, role in RANKS if words.search(title.upper())), None)
    key = fold(name).split(" ")
    found = [
        replace(person, country=country, role=held[0].role, current=True)
        for person in _by_country().get(country, ())
        if office and any(_nearly(key, fold(one).split(" ")) for one in (person.name, *person.aliases))
        if (held := [o for o in person.offices if o.country == country and office.search(o.role) and o.held_on(date)])
    ]
    return found[0] if len(found) == 1 else None


def _nearly(words: list[str], others: list[str]) -> bool:
    """Tell whether two names differ in one word, by little of a word of at least four letters."""
    pairs = [(one, other) for one, other in zip(words, others, strict=False) if one != other]
    if len(words) != len(others) or len(words) < 2 or len(pairs) != 1:
        return False
    return min(map(len, pairs[0])) > 3 and SequenceMatcher(None, *pairs[0], autojunk=False).ratio() >= 0.82


def weight(person: Person) -> int:
    """Return how likely a bare surname means `person`: the rank of the highest office, far more while in office."""
    rank = max((_prominence(o.role) for o in person.offices), default=0)
    return rank + (10 + _prominence(person.role or "") if person.current else 0)


def _prominent(found: list[Person], date: str | None) -> list[Person]:
    """Return the one bearer of a surname who stands out, or all of them."""
    if len(found) < 2:
        return found
    ranked = sorted(found, key=lambda p: -weight(p))
    first, second = weight(ranked[0]), weight(ranked[1])
    stands_out = first >= second + 2 or (ranked[0].current and not ranked[1].current and first >= 14)
    stands_out = stands_out or (first >= 5 > second and _led_lately(ranked[0], date))
    return ranked[:1] if stands_out and (date or first >= 15) else ranked


def _led_lately(person: Person, date: str | None) -> bool:
    """Return whether `person` headed a state, a government or a body at most eight years before `date`."""
    ends = [int((office.end or "9999")[:4]) for office in person.offices if _prominence(office.role) >= 5]
    return bool(date and ends) and max(ends) >= int((date or "0")[:4]) - 8


def at(person: Person, date: str | None) -> Person:
    """Return `person` with the country and role of the office held at `date`, or of the nearest past one.

    Who is in office only later has no role yet.
    """
    if date is None:
        best = max(person.offices, key=lambda o: (_prominence(o.role), o.start or ""))
        return replace(person, country=best.country, role=best.role, current=best.end is None)
    held = [o for o in person.offices if o.held_on(date)]
    if held:
        best = max(held, key=lambda o: (_prominence(o.role), o.start or ""))
        return replace(person, country=best.country, role=best.role, current=True)
    past = [o for o in person.offices if (o.start or "") <= date]
    best = max(past or person.offices, key=lambda o: o.start or "")
    return replace(person, country=best.country, role=f"former {best.role}" if past else None, current=False)


def of_office(name: str, title: str, date: str | None) -> Person | None:
    """Return the one bearer of a surname who at `date` holds the office that `title` names, or None.

    "Vice President Marn" is not the better known Prime Minister Marn of another country.
    """
    asked = re.sub(r"\s+", " ", title.upper().replace("- ", "-"))
    office = next((role for words, role in RANKS if words.search(asked)), None)
    if office is None or date is None or " " in name:
        return None
    found = [person for person in bearers(name, date) if person.current and office.search(person.role or "")]
    return found[0] if len(found) == 1 else None


def holder(role: str, country: str, date: str | None) -> Person | None:
    """Return who held the office `role` (as spelled in the table) of `country` at `date`.

    Rows made by hand come first, since other sources call the heads of chambers and regions presidents too; then
    who came last.
    """
    if date is None:
        return None
    found = [
        (office.origin == "hand", office.start or "", replace(person, country=country, role=role, current=True))
        for person in table().values()
        for office in person.offices
        if office.role == role and office.country == country and office.held_on(date)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """Return the table's spelling of a full name when one person bears it, else the name without titles."""
    ids = _by_fold().get(fold(name), ())
    return table()[ids[0]].name if len(ids) == 1 and " " in bare(name) else bare(name)


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return the id of a name: the person's id in the table, else lower-case ASCII words joined by hyphens.

    Titles and suffixes of persons are left out; the names of bodies keep every word ("General Assembly").
    """
    ids = _by_fold().get(fold(name), ())
    if len(ids) == 1 and " " in bare(name):
        return ids[0]
    body = any(word.lower() in ORGANISATION_WORDS for word in name.split())
    return words_slug(name) if body else plain_slug(name)


@lru_cache(maxsize=1)
def _nationals() -> dict[str, str]:
    with open(REFERENCE / "nationals.csv", encoding="utf-8", newline="") as file:
        return {fold(row["person"]): row["iso3"] for row in csv.DictReader(file)}


def nationality(name: str) -> str | None:
    """Return the country that somebody widely known belongs to, by full name, from `seeds/reference/nationals.csv`."""
    return _nationals().get(fold(name)) if " " in bare(name) else None


def bearers(last: str, date: str | None = None) -> list[Person]:
    """Return everybody in the table with the surname `last`, with country and role at `date`."""
    return [at(table()[i], date) for i in _by_surname().get(fold(last), ())]


_RUN_IN_TITLE = re.compile(r"\b[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*(?:[’']s?)?")
#: What a head of state or government has, so that a surname before it lends a country.
_OWNED = re.compile(
    r"\s*(?:[’']s?\b|\b(?:administration|government|cabinet|campaign|white house|aide|adviser|advisor|ally|loyalist|"
    r"appointee|lawyer|official|spokes\w+|regime)\b)",
    re.I,
)


#: Days and months that heads of state bear as names.
_TIMES = frozenset({"friday", "may", "march"})


def country_in_title(words: str) -> str | None:
    """Return the country of a head of state or government named in a title ("Trump administration official")."""
    for match in _RUN_IN_TITLE.finditer(words):
        run = re.sub(r"[’']s?$", "", match.group()).split()
        # "His Majesty King" names nobody.
        names = [" ".join(run)] if " " in bare(" ".join(run)) else []
        # Some bodies are surnames elsewhere ("Meta").
        lends = run[0].lower() not in _TIMES and run[0] not in places.organisations()
        if lends and _OWNED.match(words, match.start() + len(run[0])):
            names.append(run[0])
        for name in names:
            # "The Marn-Vesk administration" is of two, of whom one may lead nothing.
            halves = name.split("-") if " " not in name else ()
            led = {_led(name)} if _led(name) else {_led(half) for half in halves} - {None}
            if len(led) == 1:
                return led.pop()
    return None


def _led(name: str) -> str | None:
    """Return the one country that those called `name` lead or led."""
    leaders = [one for one in lookup(name) if any(_prominence(office.role) >= 4 for office in one.offices)]
    led = {one.country for one in leaders}
    foremost = any(_prominence(office.role) >= 5 for one in leaders for office in one.offices)
    return led.pop() if len(led) == 1 and foremost else None
