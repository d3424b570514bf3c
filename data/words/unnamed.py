"""A phrase in, whether it speaks of people without naming them out: shares, anybody, somebody's lawyers.

By closed patterns over the words alone; who they are in a document is not looked at. English only.
"""

from __future__ import annotations

import re

from data.words.human_nouns import is_human, singular

#: "Nearly 52 percent", "eight of 10 voters"; "everyone I met", "almost all".
_COUNTED = re.compile(
    r"(?:(?:nearly|almost|about|around|roughly|only|just|over|more\sthan|less\sthan|at\sleast|some|another|the\sother)\s)?"
    r"(?:[\d.,]+|[a-z]+(?:-[a-z]+)?)\s(?:per\s?cent|percent|(?:out\s)?of\s(?:\d|ten\b))",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?:not\s)?(?:every|any|no)\s?(?:one|body)\b|(?:all|most|many|some|both|none|several|another|others)$",
    re.IGNORECASE,
)
#: "Hackers who call themselves Vale Dawn", "a group calling itself the Vale Front".
_CALLS_ITSELF = re.compile(
    r"(.+?),?\s(?:(?:who|which|that)\scalls?|calling)\s(?:themselves|itself)\s(?:the\s)?[“\"]?"
    r"([A-Z][\w’'-]*(?:\s(?:(?:of|for)\s)?[A-Z][\w’'-]*)*)"
)
_OF_SOMEBODY = re.compile(
    r"(?:(?:the|an?)\s)?(?:[a-z-]+\s)*?([a-z-]+s)\s"
    r"(?:for|of|at|to|from|with|like|including|such\sas|close\sto|loyal\sto)\s",
    re.IGNORECASE,
)


def counted(phrase: str) -> bool:
    """Return whether a share or just anybody is meant: "nearly 52 percent", "everyone in the hall"."""
    return bool(_COUNTED.match(phrase) or _ANYBODY.match(phrase))


def calls_itself(phrase: str) -> tuple[str, str] | None:
    """Return the words before, and the name, of "a group calling itself the Vale Front", or None."""
    itself = _CALLS_ITSELF.match(phrase)
    return None if itself is None else (itself.group(1), itself.group(2))


def several(segment: str) -> bool:
    """Return whether several people are meant by whom they serve: "lawyers for Vera Marn", "aides close to her"."""
    people = _OF_SOMEBODY.match(segment)
    noun = people.group(1).lower() if people else ""
    return noun != singular(noun) and is_human(noun)
