"""Names to show for the ids in the table: countries, topics, targets, voices.

Goes in: a field and an id. Comes out: a name for a reader, always a string; an id nobody named stands for itself with
underscores made spaces. Reads seed files once; draws nothing.
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

import pycountry

from dashboard.filters import UNKNOWN
from data import settings

VOICES = {"direct": "direct speech", "indirect": "indirect speech", "mixed": "mixed speech", "outlet": "narration"}
#: Shorter than ISO's official forms, as people say them.
_COUNTRIES = {
    "RUS": "Russia", "USA": "United States", "GBR": "United Kingdom", "IRN": "Iran", "PRK": "North Korea",
    "KOR": "South Korea", "SYR": "Syria", "VEN": "Venezuela", "BOL": "Bolivia", "MDA": "Moldova", "TZA": "Tanzania",
    "COD": "DR Congo", "COG": "Congo", "LAO": "Laos", "BRN": "Brunei", "FSM": "Micronesia", "PSE": "Palestine",
    "TWN": "Taiwan", "TUR": "Türkiye", "VAT": "Holy See", "XKX": "Kosovo", "VNM": "Vietnam", "CPV": "Cape Verde",
}  # fmt: skip


def country(code: str) -> str:
    """Return the English name of an ISO 3166-1 alpha-3 code: "DEU" gives "Germany", "DEU; FRA" "Germany, France"."""
    if ";" in code:
        return ", ".join(country(one.strip()) for one in code.split(";") if one.strip())
    if code in _COUNTRIES:
        return _COUNTRIES[code]
    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found is not None else code


def topic(topic_id: str) -> str:
    """Return the label of a topic of `seeds/topics.toml`."""
    return _seed(settings.TOPICS).get(topic_id, topic_id.replace("_", " "))


def target(target_id: str) -> str:
    """Return the name of a target of `seeds/targets.toml`."""
    return _seed(settings.TARGETS).get(target_id, target_id.replace("_", " "))


def short_target(target_id: str) -> str:
    """Return a target's name short enough to stand beside a mark: "the Northern League, its aims" as "Northern League".
    """
    words = target(target_id).split(",")[0].strip()
    for article in ("the ", "a ", "an "):
        words = words.removeprefix(article)
    return words[:1].upper() + words[1:]


def name(field: str, value: str | None) -> str:
    """Return the name of `value` in a field: country, topic, target, voice; any other field's value is its own name."""
    if value is None or value == UNKNOWN:
        return "unknown"
    if field in ("country", "named"):
        return country(value)
    if field == "topic":
        return topic(value)
    if field == "target":
        return target(value)
    return VOICES.get(value, value) if field == "voice" else value


def others(field: str, value: str) -> tuple[str, ...]:
    """Return what else a value of a field is called in English: a country's names in `seeds/reference/countries.csv`.
    """
    return _country_names().get(value, ()) if field in ("country", "named") else ()


def holder_country(code: str) -> str | None:
    """Return a country's name as the models are told it, None for what is not one country of the reference table.

    They learned the names of `seeds/reference/countries.csv`, which need not be those on screen.
    """
    return next((row.get("name") for row in _country_rows() if row.get("iso3") == code), None)


def folded(text: str) -> str:
    """Return `text` as searches compare it, case and accents aside: "Türkiye" as "turkiye"."""
    letters = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _country_names() -> dict[str, tuple[str, ...]]:
    """Return the names of countries by code; a file that cannot be read gives none."""
    try:
        return {row["iso3"]: tuple(row["names"].split("|")) for row in _country_rows()}
    except KeyError:
        return {}


@lru_cache(maxsize=1)
def _country_rows() -> tuple[dict[str, str], ...]:
    try:
        with open(settings.REFERENCE / "countries.csv", encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    except OSError:
        return ()


def _seed(path: Path) -> dict[str, str]:
    """Return id to name from a seed file; a file that cannot be read gives no names, and ids are shown."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> dict[str, str]:
    # A server runs on while its user edits the file and builds again: the time of the change is part of the key.
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    entries = next((v for v in rows.values() if isinstance(v, list)), [])
    named = [e for e in entries if isinstance(e, dict) and "id" in e]
    return {str(e["id"]): str(e.get("name") or e.get("label") or e["id"]) for e in named}
