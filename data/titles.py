"""What stands before and behind a name: the office in it, and whether it says one at all.

In: a title as the text has it ("Prime Minister", ", the Ferry Minister of Norland"). Out: the role to show, and what
the title ends in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data import naming
from data.speaker_words import OFFICES

_WORD = re.compile(r"[\w’'-]+")
#: Parts of a title that tell no office: "accompanied by Mayor Vesk", "who kept her name".
_CLAUSE = re.compile(r"\w+ed\sby\b|who\s(?!(?:is|was|serve[sd]|head(?:s|ed)|leads|led|chairs|runs|ran)\b)")
_ADDRESS = re.compile(r"^(?:(?:messrs|mr|mrs|ms|miss|drs?)\b\.?[\s,]*)+", re.IGNORECASE)


def role(title: str) -> str:
    """Return a title as a role: forms of address left out, no blank before a comma."""
    parts = (part.strip() for part in re.split(r"\s*,\s+", _ADDRESS.sub("", title)))
    return ", ".join(part for part in parts if part and not _CLAUSE.match(part))


def ends_in(head: str, titles: Sequence[str]) -> bool:
    """Tell whether a title is one of `head`: "space expert", "expert on ships", not "experts' lawyer"."""
    parts = (part.strip() for title in titles for part in title.split(","))
    return any(naming.parse(part).head == head for part in parts if part)


def names_an_office(title: str) -> bool:
    """Tell whether a title has the word for an office in it."""
    return any(word.lower() in OFFICES for word in _WORD.findall(title))
