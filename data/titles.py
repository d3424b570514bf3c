"""What stands before and behind a name: the office in it, and whether it says one at all.

In: a title as the text has it ("Prime Minister", ", the Ferry Minister of Norland"). Out: the role to show, and what
the title ends in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data import given_names, naming
from data.speaker_words import OFFICES, TITLES

_WORD = re.compile(r"[\w’'-]+")
#: Parts of a title that tell no office: "accompanied by Mayor Vesk", "who kept her name".
_CLAUSE = re.compile(
    r"\w+ed\sby\b|who\s(?!(?:is|was|serve[sd]|head(?:s|ed)|leads|led|chairs|runs|ran)\b)|"
    r"(?!acting|outgoing|incoming|managing|founding|leading|presiding|sitting|visiting)[a-z]+ing\s|(?:Jr|Sr)\.?$|\d+$"
)
_ADDRESS = re.compile(r"^(?:(?:messrs|mr|mrs|ms|miss|drs?)\b\.?[\s,]*)+|\s(?:Mr|Mrs|Ms|Dr)\.?$", re.IGNORECASE)
#: "The President and Prime Minister Marn": two persons, of whom the second is named.
_ANOTHER = re.compile(r"^[Tt]he\s(?:(?:Vice\s)?President|First\sLady)\sand\s(?=[A-Z])")
_ARTICLE = re.compile(r"^The\s")


def role(title: str) -> str:
    """Return a title as a role: forms of address left out, no blank before a comma."""
    title = _ARTICLE.sub("", _ANOTHER.sub("", title))
    parts = (_of_one(part.strip()) for part in re.split(r"\s*,\s+", _ADDRESS.sub("", title)))
    return ", ".join(part for part in parts if part and not _CLAUSE.match(part))


def _of_one(part: str) -> str:
    """Leave out who is named beside: "President Vera Marn and President of Norland"; not "lawyer for Vera Marn"."""
    words = part.split()
    named = [place for place in range(1, len(words) - 1) if _is_named(*words[place - 1 : place + 2])]
    if not named:
        return part
    behind = words[named[-1] + 2 :]
    return " ".join(behind[1:]) if behind[:1] == ["and"] else part if behind else ""


def _is_named(before: str, first: str, last: str) -> bool:
    """Tell the given name of a person whose title stands right before it."""
    capitals = before[0].isupper() and first[0].isupper() and last[0].isupper()
    return capitals and first.lower() not in TITLES and given_names.is_given(first)


def ends_in(head: str, titles: Sequence[str]) -> bool:
    """Tell whether a title is one of `head`: "space expert", "expert on ships", not "experts' lawyer"."""
    parts = (part.strip() for title in titles for part in title.split(","))
    return any(naming.parse(part).head == head for part in parts if part)


def names_an_office(title: str) -> bool:
    """Tell whether a title has the word for an office in it."""
    return any(word.lower() in OFFICES for word in _WORD.findall(title))
