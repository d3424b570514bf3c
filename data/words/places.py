"""Cities, regions, parties and bodies of one country in words: where they stand, and which country they belong to.

In: a text. Out: spans and ISO 3166-1 alpha-3 codes, by `seeds/reference/places.csv`, `cities.csv`, the capitals of
`metonyms.csv`, the bodies of `organisations.csv` that have a country, and the abbreviations of American politics
("Sen. Vera Marn, R-Ohio"). Countries themselves are found by `data.words.countries`. A hit says where something lies.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache

from data.records import Span
from data.settings import REFERENCE
from data.words.gazetteer import Gazetteer

_STATES = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\\.H|N\\.J|"
    "N\\.M|N\\.Y|N\\.C|N\\.D|Okla|Ore|Pa|R\\.I|S\\.C|S\\.D|Tenn|Tex|Vt|Va|W\\.Va|Wash|Wis|Wyo"
)
_PARTY = rf"(?<![\w-])[RDI]-(?:{_STATES}|[A-Z][a-z]{{3,}}|[A-Z]{{2}})\b"
_AMERICAN = re.compile(rf"\b(?:Sens?|Reps?|Govs?)\.(?=\s[A-Z])|{_PARTY}|,\s(?:{_STATES})\.(?=[\s,;])")
_AMERICAN_PARTY = re.compile(_PARTY)
#: A capitalised word right before a place: "Aldry-", "Christopher ".
_NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+)([ -])\Z")


@lru_cache(maxsize=2)
def _gazetteer(*, bodies: bool) -> Gazetteer[str]:
    found = [(row["metonym"], row["iso3"]) for row in _rows("metonyms.csv") if row["kind"] == "place"]
    files = [("cities.csv", "city"), *([("organisations.csv", "name")] if bodies else []), ("places.csv", "place")]
    for file, name in files:
        found += [(row[name], row["iso3"]) for row in _rows(file) if row["iso3"]]
    return Gazetteer(found)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with open(REFERENCE / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def _named() -> frozenset[str]:
    found = {row["metonym"] for row in _rows("metonyms.csv") if row["kind"] == "place"}
    for file, name in (("cities.csv", "city"), ("places.csv", "place")):
        found |= {row[name] for row in _rows(file)}
    return frozenset(found)


@lru_cache(maxsize=1)
def organisations() -> dict[str, tuple[str | None, str]]:
    """Return outlets, companies, movements and parties of the reference table: name to country and kind."""
    return {row["name"]: (row["iso3"] or None, row["kind"]) for row in _rows("organisations.csv")}


def find(text: str, *, bodies: bool = True) -> list[tuple[Span, str]]:
    """Return the places, parties and abbreviations of one country in `text`, left to right, and the bodies if asked."""
    found = [hit for hit in _gazetteer(bodies=bodies).find(text) if not _part_of_name(text, hit[0])]
    states = [(Span(*match.span()), "USA") for match in _AMERICAN.finditer(text)]
    behind = {span.start for span, _ in states}  # "Norwich, Conn." is not the English city
    found = [(span, "USA" if span.end in behind else code) for span, code in found]
    return sorted(found + states, key=lambda hit: hit[0].start)


def of_american_party(words: str) -> bool:
    """Return whether words give party and state as American news does: "R-Ohio", "D-N.Y."."""
    return _AMERICAN_PARTY.search(words) is not None


def _part_of_name(text: str, span: Span) -> bool:
    """Tell the place in "Aldry-Norwich" and "Christopher Norwich University": it is another name's second word."""
    before = _NAME_BEFORE.search(text, max(0, span.start - 30), span.start)
    if before is None or " " in span.of(text):
        return False
    from data.words import given_names

    return before.group(2) == "-" or given_names.is_given(before.group(1))


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(row["place"] for row in _rows("places.csv"))


def is_region(words: str) -> bool:
    """Return whether `words` are a region or a party of the table: "Texas"."""
    return words in _regions()


def is_place(word: str) -> bool:
    """Return whether `word` as a whole is a city, a capital, a region or a party of the tables."""
    return word in _named()
