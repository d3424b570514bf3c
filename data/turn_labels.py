"""Read the labels of turns in transcripts: "PRESIDENT ZELENSKYY", "MS. PSAKI", "Q", "Governor of X Anna Petrova".

In: a label as printed, with the outlet, date and text of its document. Out: the speaker, or None where the label
is a heading and nobody speaks. Surnames are completed from the document ("Press Secretary Jen Psaki") and from the
table of office holders; where neither knows the person, the name stays as printed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from data import countries, people
from data.label_words import (
    AMERICAN,
    ASIDE,
    BY_OFFICE,
    COMMA,
    CROWD,
    CROWDS,
    ELSEWHERE,
    HEADING,
    MEN,
    NO_OFFICE,
    PLAIN,
    QUESTION,
    RANKS,
    RUSSIAN_GIVEN,
    RUSSIAN_OFFICE,
    RUSSIAN_POST,
    RUSSIAN_SURNAME,
    TITLE_NOUN,
    TITLED,
    TITLES,
    WOMEN,
)
from data.name_words import GIVEN
from data.names import bare, fold, plain_slug
from data.records import Speaker


def parse_label(
    label: str, *, outlet: str | None = None, date: str | None = None, text: str = ""
) -> Speaker | None:
    """Return who speaks under `label`, or None where it is a heading.

    `outlet` tells whose "the President" is, `date` (ISO) who held the office, `text` (title and text of the
    document) completes surnames. Unnamed speakers (questions from the press, the audience, officials on
    background) are of kind "anonymous" and keep the label as their name.
    """
    words = re.sub(r"\s+", " ", ASIDE.sub("", label)).strip(" :.-–—")
    if label.strip().rstrip(":").upper().startswith(("MR", "MS", "DR")) and not words:
        return None
    home = country_of_outlet(outlet)
    upper = words.upper()
    if not words:
        return None
    if QUESTION.fullmatch(words):
        return _anonymous("Questioner", "question", None)
    close = get_close_matches(upper.split()[0], CROWDS, n=1, cutoff=0.85)
    if CROWD.fullmatch(words) or close:
        official = bool(re.search(r"OFFICIAL|WHITE HOUSE|SPOKES", upper))
        words = " ".join([close[0], *words.split()[1:]]) if close and words.isupper() else words
        name = words.capitalize() if words.isupper() else words
        return _anonymous(name, "official", home) if official else _anonymous(name, "audience", None)
    office = upper.removeprefix("THE ")
    office = next(iter(get_close_matches(office, BY_OFFICE, n=1, cutoff=0.85)), office)
    if office in BY_OFFICE and home and BY_OFFICE[office]:
        person = people.holder(BY_OFFICE[office] or "", home, date)
        if person is None:
            return _anonymous(words, office.lower(), home)
        return _speaker(person.name, person.country, person.role, person.id)
    if words.isupper() or re.match(r"(?:Mc|Mac|De|Le|La)?[A-Z'’ .-]+$", words):
        return _capitals(words, home, date, text)
    return _mixed(words, home, date)


def country_of_outlet(outlet: str | None) -> str | None:
    """Return the country whose government the outlet belongs to."""
    name = (outlet or "").lower()
    if "white house" in name or "whitehouse" in name:
        return "USA"
    if "kremlin" in name:
        return "RUS"
    return countries.of_title(outlet) if outlet else None


def _anonymous(name: str, role: str, country: str | None) -> Speaker:
    return Speaker(f"anonymous-{plain_slug(name)}", name, "anonymous", country, role)


def _speaker(name: str, country: str | None, role: str | None, identity: str | None = None) -> Speaker:
    return Speaker(identity or people.slug(name), name, "person", country, role)


def _capitals(words: str, home: str | None, date: str | None, text: str) -> Speaker | None:
    """Read a label in capitals: title and surname, or a bare name."""
    words = _corrected(words)
    titled = TITLED.match(words)
    title, last = (titled.group(1).strip(), titled.group(2).strip()) if titled else ("", words)
    if HEADING.search(last) or len(last.split()) > (4 if titled else 3) or QUESTION.fullmatch(last):
        return None
    person = _holder_of(title, last, home, date)
    full, role = _in_text(last, title, text)
    if person and (not full or fold(full).split(" ")[0] == fold(person.name).split(" ")[0] or _same(person, full)):
        return _speaker(person.name, person.country, person.role, person.id)
    if not titled and (not full or fold(full).split(" ")[0] not in _given()):
        return None
    known = people.lookup(full, date) if full else []
    if len(known) == 1:
        return _speaker(known[0].name, known[0].country, known[0].role, known[0].id)
    name = full or _capitalised(last)
    country = countries.of_title(role) if role else None
    if country is None and home == "USA" and AMERICAN.search(title):
        country = home
    return _speaker(name, country, role or (None if PLAIN.match(title) or not title else title.lower()))


def _corrected(words: str) -> str:
    """Return the label with a misspelled title put right ("ADMINSTRATOR WARRINGTON")."""
    first, _, rest = words.partition(" ")
    if not rest or TITLED.match(words) or len(first) < 6 or len(rest.split()) > 2:
        return words
    close = get_close_matches(first, TITLES.replace("\\", "").split("|"), n=1, cutoff=0.8)
    return f"{close[0]} {rest}" if close and close[0][0] == first[0] else words


def _same(person: people.Person, full: str) -> bool:
    return any(fold(full) == fold(alias) for alias in person.aliases)


def _holder_of(title: str, last: str, home: str | None, date: str | None) -> people.Person | None:
    """Return the person of that surname whose office fits the title, preferring offices held at `date`."""
    found = people.bearers(last, date)
    office = next((role for asked, role in RANKS if asked.search(title.upper())), None)
    if PLAIN.match(title) or not title:
        found = [p for p in found if p.country == home and (p.current or _recent(p, date))]
        found = [p for p in found if not ELSEWHERE.search(p.role or "") and _fits(title, p)]
    elif office:
        found = [p for p in found if _has_held(p, office, date)]
        found = [p for p in found if p.current and office.search(p.role or "")] or found
        found = [p for p in found if p.country == home] if AMERICAN.search(title) and home else found
    elif NO_OFFICE.search(title):
        return None
    elif home:
        found = [p for p in found if p.country == home and p.current and not ELSEWHERE.search(p.role or "")]
    found.sort(key=lambda p: _rank(p, home), reverse=True)
    if len(found) > 1 and _rank(found[0], home) == _rank(found[1], home):
        return None
    return found[0] if found else None


def _has_held(person: people.Person, office: re.Pattern[str], date: str | None) -> bool:
    return any(office.search(held.role) and (held.start or "") <= (date or "9999") for held in person.offices)


def _fits(title: str, person: people.Person) -> bool:
    """Return whether "MR." or "MS." fits the given name."""
    return person.name.split()[0].lower() in WOMEN if _of_woman(title) else _suits(title, person.name)


def _of_woman(title: str) -> bool:
    return title.upper().startswith(("MS", "MRS", "MISS"))


def _suits(title: str, name: str) -> bool:
    """Return whether nothing in the given name speaks against the form of address."""
    first = name.split()[0].lower()
    if _of_woman(title):
        return first not in MEN
    return not (title.upper().startswith("MR") and first in WOMEN)


def _rank(person: people.Person, home: str | None) -> tuple[bool, bool, int]:
    return person.current, person.country == home, people.weight(person)


def _recent(person: people.Person, date: str | None) -> bool:
    ends = [o.end or "9999" for o in person.offices if (o.start or "") <= (date or "")]
    return bool(date and ends) and int(max(ends)[:4]) >= int((date or "0")[:4]) - 1


def _in_text(last: str, title: str, text: str) -> tuple[str | None, str | None]:
    """Return the full name of `last` and the title before it where the document spells them out."""
    if not text:
        return None, None
    pattern = r"\s+".join(re.escape(part) for part in last.split())
    named = re.finditer(rf"((?:[A-Z][\w.'’-]*[ \u00a0]+){{1,8}})((?i:{pattern}))(?![\w-])", text)
    spelled = (one for one in map(_given_name_and_title, named) if one and _suits(title, one[0]))
    return next(spelled, (None, None))


def _given_name_and_title(found: re.Match[str]) -> tuple[str, str | None] | None:
    """Return full name and title from "Deputy Harbour Secretary Vera Marn", or None where no given name stands."""
    before, last = found.group(1).split(), found.group(2)
    given: list[str] = []
    while before and len(given) < 2 and not _is_title(before[-1]):
        given.insert(0, before.pop())
        if not re.fullmatch(r"[A-Z]\.?", given[0]):
            break
    if last.isupper() or not given or (given[0].isupper() and len(given[0]) > 2) or given[0].endswith("."):
        return None
    if fold(given[0]) not in _given() and not _is_title(before[-1] if before else ""):
        return None
    return " ".join([*given, last]), _title_of(before)


def _title_of(before: list[str]) -> str | None:
    """Return the title at the end of the words before a name, or None where they hold no office."""
    cut = max((i + 1 for i, word in enumerate(before) if word in ("With", "And", "By", "The")), default=0)
    title = " ".join(before[cut:])
    return title if TITLE_NOUN.search(title) else None


def _is_title(word: str) -> bool:
    opens = word in ("The", "And", "By", "With", "Thank")
    return opens or bool(re.fullmatch(TITLES, word.upper()) or TITLE_NOUN.fullmatch(word))


def _capitalised(name: str) -> str:
    """Return a name in capitals as one writes it: "VON DER LEYEN" is "von der Leyen", "O'MALLEY" "O'Malley"."""
    words = []
    for word in name.split():
        if word.lower() in ("von", "der", "van", "de", "la", "al", "bin", "del"):
            words.append(word.lower())
        else:
            words.append(re.sub(r"(?:^|[-'’]|^Mc)[A-Za-zÀ-ÿ]", lambda m: m.group().upper(), word.lower()))
    return " ".join(re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), w) for w in words)


def _mixed(words: str, home: str | None, date: str | None) -> Speaker | None:
    """Read a label in ordinary letters: a full name, with or without the office before it."""
    if not words.split()[-1][:1].isupper() and "," not in words:
        return None
    if "," in words and COMMA.match(words):
        words = " ".join(reversed(COMMA.match(words).groups()))  # type: ignore[union-attr]
    title, name = _office_and_name(re.sub(r"(?<=[a-z])(?=[A-Z][a-z]{2,}$)", " ", words))
    known = people.lookup(name, date) if " " in name else []
    known = known if len(known) <= 1 else [p for p in known if p.country == home]
    country = countries.of_title(title) if title else None
    if known:
        person = known[0]
        return _speaker(name, country or person.country, title or person.role, person.id)
    if country is None and home == "RUS" and title and not _foreign(title):
        if RUSSIAN_POST.search(title) or RUSSIAN_OFFICE.search(title) or _russian_given(name):
            country = "RUS"
    elif country is None and home == "RUS" and not title and _russian_given(name):
        country = "RUS"
    return _speaker(name, country, title or None)


def _foreign(title: str) -> bool:
    bodies = r"\b(?:EU|European|UN|United Nations|NATO|OSCE|International|World|FIFA|IOC|UNESCO|IMF)\b"
    unrecognised = r"\b(?:Abkhazia|South Ossetia|Transnistria|Artsakh|Nagorno-Karabakh)\b"
    return bool(re.search(f"{bodies}|{unrecognised}", title))


def _russian_given(name: str) -> bool:
    words = fold(name).split(" ")
    russian = frozenset(map(fold, RUSSIAN_GIVEN))
    return len(words) >= 2 and (words[0] in russian or bool(RUSSIAN_SURNAME.search(name)))


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    """Return folded given names: those of the table of persons and the common English ones."""
    table = (person.name.split()[0] for person in people.table().values() if " " in person.name)
    return frozenset(fold(name) for name in (*GIVEN, *table))


def _office_and_name(words: str) -> tuple[str, str]:
    """Split "Governor of X Anna Petrova" into office and name; the office is empty where there is none."""
    tokens = words.replace(",", " ,").split()
    tokens = [t for t in tokens if t != ","]
    named = len(tokens) > 2 and fold(tokens[0]) not in _given() and fold(tokens[-2]) in _given()
    described = len(tokens) > 3 and bool({"of", "for", "the"} & set(tokens))
    if len(tokens) <= 2 or not (named or described or TITLE_NOUN.search(words)):
        return "", " ".join(tokens)
    for size in (4, 3, 2):
        tail = " ".join(tokens[-size:])
        if len(tokens) > size and people.lookup(tail) and fold(tail) and _is_full_name(tail):
            return " ".join(tokens[:-size]), tail
    crowned = re.match(r"(Patriarch|King|Queen|Pope|Emir) (\S.*?) of ", words)
    if crowned:
        return crowned[1], crowned[2]
    first = len(tokens) - 2
    while first > 1 and tokens[first].lower() in ("van", "von", "der", "de", "al", "bin"):
        first -= 1
    return " ".join(tokens[:first]), " ".join(tokens[first:])


def _is_full_name(tail: str) -> bool:
    return any(fold(tail) == fold(n) for p in people.lookup(tail) for n in (p.name, *p.aliases)) and bare(tail) == tail
