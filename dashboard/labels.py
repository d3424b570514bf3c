"""Names that readers see for the ids in the table: countries, topics, targets, voices.

Goes in: the reference tables and seeds. Comes out: `Labels`, mappings from id to name; an id without a name is shown as
it stands. Names of speakers come from the table (`queries.options.speaker_names`).
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.filters import UNKNOWN
from data import settings

VOICE_NAMES = {
    "direct": "direct quotation",
    "indirect": "indirect quotation",
    "mixed": "mixed quotation",
    "outlet": "the outlet's own words",
}
STANCE_NAMES = {"favor": "in favor", "against": "against", "neither": "neither", "abstained": "abstained"}


@dataclass(frozen=True)
class Labels:
    """Mappings from id to name, one for each field of the filters that has ids."""

    countries: Mapping[str, str]
    topics: Mapping[str, str]
    targets: Mapping[str, str]

    def of(self, field: str, value: str) -> str:
        """Return the name of `value` in the filters' `field`; ids without a name stand as they are."""
        if value == UNKNOWN:
            return "unknown"
        return self.names(field).get(value, value)

    def names(self, field: str) -> Mapping[str, str]:
        """Return the names of a field of the filters; empty for fields whose values are their own names."""
        known: dict[str, Mapping[str, str]] = {
            "countries": self.countries,
            "named": self.countries,
            "topics": self.topics,
            "targets": self.targets,
            "voices": VOICE_NAMES,
            "stances": STANCE_NAMES,
        }
        return known.get(field, {})

    def joined(self, field: str, values: Iterable[str]) -> str:
        """Return the names of several values, joined by commas."""
        return ", ".join(self.of(field, value) for value in values)


def read_labels(manifest: Mapping[str, Any]) -> Labels:
    """Return the names for a build: the topics and targets its manifest carries, else those of the seeds today."""
    return Labels(
        countries=_countries(settings.REFERENCE / "countries.csv"),
        topics=_named(manifest.get("topics"), "label") or _seeds(settings.TOPICS, "topic", "label"),
        targets=_named(manifest.get("targets"), "name") or _seeds(settings.TARGETS, "target", "name"),
    )


def _named(entries: Any, field: str) -> dict[str, str]:
    if not isinstance(entries, list):
        return {}
    return {str(e["id"]): str(e[field]) for e in entries if isinstance(e, dict) and "id" in e and field in e}


@lru_cache(maxsize=4)
def _countries(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row["name"] for row in csv.DictReader(file)}


def _seeds(path: Path, kind: str, field: str) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            return _named(tomllib.load(file).get(kind), field)
    except (OSError, tomllib.TOMLDecodeError):
        # Names only: the ids are shown instead, and the job is the place that reports a broken seed.
        return {}
