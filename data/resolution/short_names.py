"""The longer names of a document's bodies in, what shorter ones mean out.

"HUD" is what it stands in brackets behind, "the Union" the one body of the text whose name ends so. What stands for a
treaty or a plan is no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from data.words import countries, places
from data.words.human_nouns import singular
from data.words.known_bodies import Body
from data.words.name_spans import is_united_programme
from data.words.name_words import NOT_NAMES, THING_WORDS

_SHORT = re.compile(r"\s\([“\"‘']?(?P<short>[A-Z](?:[A-Za-z&]|-(?=\w)){0,6}[A-Z]s?)[”\"’']?\)")
_WORD = re.compile(r"[^\W_]+")
#: What a long form can be that is no body, beside the things no body's name ends in.
_THINGS = THING_WORDS | frozenset("area country framework goal index nation scheme zone".split())
_LINK = re.compile(r"\s(?:of|on|for|against)\s")


def in_brackets(text: str, ends: Mapping[int, Body]) -> tuple[dict[str, Body], set[str]]:
    """Return what "HUD" in "Department of Housing and Urban Development (HUD)" means, and what means no body.

    `ends` are the bodies that end at each place of `text`.
    """
    bodies: dict[str, Body] = {}
    things: set[str] = set()
    for match in _SHORT.finditer(text):
        short = match["short"]
        if countries.metonym(short) is not None:
            continue
        body = ends.get(match.start())
        line = text[max(0, match.start() - 120) : match.start()].rsplit("\n", 1)[-1]
        if _is_thing(body.name if body else _spelled_out(short, line)):
            things.add(short)
        elif body is not None and _in_order(short, body.name):
            bodies.setdefault(short, body)
    return bodies, things


def last_parts(bodies: Iterable[Body]) -> Mapping[str, set[Body]]:
    """Return the bodies by part of their names: "Union" of "Vale Union", "Ministry" of "Ministry of Ferries"."""
    found: dict[str, set[Body]] = {}
    for body in bodies:
        words = body.name.split()
        if words[1:2] in (["of"], ["for"]):
            found.setdefault(words[0], set()).add(body)
        for place in range(1, len(words)):
            if words[place - 1].lower() in NOT_NAMES:
                break
            found.setdefault(" ".join(words[place:]), set()).add(body)
    return found


def _in_order(short: str, long: str) -> bool:
    """Return whether the letters of `short` occur in `long` in that order, the first one at the head of a word."""
    wanted = [letter for letter in short.removesuffix("s").lower() if letter.isalpha()]
    for word in _WORD.finditer(long):
        letters = iter(long[word.start() :].lower())
        if word.group()[0] == short[0] and all(letter in letters for letter in wanted):
            return True
    return False


def _spelled_out(short: str, before: str) -> str:
    """Return the last words of `before` whose initials hold the letters of `short`, or ""."""
    wanted = [letter.lower() for letter in short.removesuffix("s") if letter.isalpha()]
    words = list(_WORD.finditer(before))
    for first in reversed(words[-len(wanted) - 6 :]):
        initials = iter(word.group()[0].lower() for word in words if word.start() >= first.start())
        if first.group()[0].lower() == wanted[0] and all(letter in initials for letter in wanted):
            return before[first.start() :]
    return ""


def _is_thing(long: str) -> bool:
    """Tell what is no body: a treaty, a mechanism, and what is not written in capitals ("natural gas")."""
    if long in places.organisations() or countries.metonym(long) is not None or is_united_programme(long):
        return False
    words = _LINK.split(long)[0].split()
    return bool(words) and (singular(words[-1].lower()) in _THINGS or long.split()[-1].islower())
