"""Those a description means together: "the two leaders", "both presidents", "the sides"."""

from __future__ import annotations

import re

from data.records import Speaker
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.titled import Titled
from data.turns import joint_statements, press_office
from data.turns.turn_labels import country_of_outlet
from data.words import countries, known_bodies, naming
from data.words.human_nouns import singular
from data.words.naming import Naming

#: "The two presidents", "both heads of state", "the sides".
_SEVERAL = re.compile(
    r"(?:the|(?P<both>both))\s(?P<two>two\s)?(?P<field>(?:prime|foreign|defen[cs]e|finance|interior|trade)\s)?"
    r"(?:(?P<noun>leaders|presidents|premiers|ministers|chancellors|heads)(?P<of>\sof\s(?:state|government))?"
    r"|(?P<sides>sides|parties))",
    re.IGNORECASE,
)
_PAIR = re.compile(r"both\b|the\stwo\b|the\s(?:sides|parties)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:calls?|conversations?|dinner|lunch|meetings?|met|spoke|talk(?:ed|s)|(?:tele)?phoned)\b", re.IGNORECASE
)
#: Who only tells of a meeting: "Readout by Spokesperson Vera Marn of Minister Vesk’s Meeting with ...".
_TELLS = re.compile(r"\bspokes\w+|\b(?:press|communications)\b", re.IGNORECASE)


def meant(discourse: Discourse, titled: Titled, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
    """Return whom "the two leaders" mean: those whom the document's title names, or the only two named before.

    Their titles answer the noun. "The sides" are the states of the two. Where no two stand out, those whom the noun
    meant before, and in a joint statement the states whose it is.
    """
    several = _SEVERAL.fullmatch(words)
    if several is None or not parsed.plural:
        return ()
    found = _of_title(discourse, titled, several, at)
    if several["sides"]:
        states = dict.fromkeys(countries.table()[one.country].name for one in found if one.country)
        found = tuple(filter(None, map(known_bodies.speaker, states)))
    else:
        found = found or tuple(titled.speaker_of(one, at) for one in _before(discourse, titled, parsed, several, at))
    if len(found) < 2:
        found = _meant_before(discourse, parsed)
    if len(found) < 2:
        found = joint_statements.titled(discourse.document)
    return found if len(found) == 2 or not _PAIR.match(words) else ()


def talking(discourse: Discourse, titled: Titled, at: int) -> tuple[Speaker, ...]:
    """Return the two whose talk a government's press office tells of, by the title: "they" are these two there."""
    document = discourse.document
    several = _SEVERAL.fullmatch("the two leaders")
    told = _TALK.search(document.title or "") and country_of_outlet(document.outlet) and not document.turns
    if not told or several is None:
        return ()
    found = _of_title(discourse, titled, several, at)
    return found if len(found) == 2 else ()


def _of_title(discourse: Discourse, titled: Titled, several: re.Match[str], at: int) -> tuple[Speaker, ...]:
    """Return those whose talk the title announces: "Minister Marn’s Call with Minister Vesk".

    A president's press office leaves its own president out: "Telephone Conversation with President Vesk of Norway". A
    paragraph of a newspaper that names two others is about them.
    """
    document, cast = discourse.document, discourse.cast
    home = country_of_outlet(document.outlet)
    named = [one for one in cast.in_title if one.titles and not any(map(_TELLS.search, one.titles))]
    if home is None or several["noun"] not in (None, "leaders"):
        named = [one for one in named if _answers(titled, several, one, at)]
    if not named:
        return ()
    found = tuple(titled.speaker_of(one, at) for one in named)
    answering = [one for _, one in cast.before(at) if one not in named and _answers(titled, several, one, at)]
    if len(found) == len(cast.in_title) == 1 and home and found[0].country != home:
        own = press_office.president(document)
        hosts = [one for person in answering if (one := titled.speaker_of(person, at)).country == home]
        found = (*(hosts or ([own] if own else [])), *found)
        return found if len(found) == 2 else ()
    line = discourse.text.rfind("\n", 0, at) + 1
    others = [one for one in answering if any(line <= place.start < at for place in one.places)]
    return found if len(found) > 1 and (home or len(others) < 2) else ()


def _meant_before(discourse: Discourse, parsed: Naming) -> tuple[Speaker, ...]:
    """Return the several whom the same noun meant last."""
    last = next((one for _, one in reversed(discourse.history) if one.plural and one.head == parsed.head), None)
    return tuple(speaker for speaker, one in discourse.history if one is last) if last is not None else ()


def _before(discourse: Discourse, titled: Titled, parsed: Naming, several: re.Match[str], at: int) -> list[Person]:
    """Return the only two persons named before whose titles answer the noun.

    "The leaders" are those of their paragraph, at its head those of the one before. Who spoke by that noun goes on.
    """
    history = discourse.history
    if any(before.head == parsed.head and speaker.kind != "person" for speaker, before in history):
        return []
    named = [(place, one) for place, one in discourse.cast.before(at) if _answers(titled, several, one, at)]
    if len(named) != 2:
        return []
    lines = discourse.text[named[1][0] : at].split("\n")
    near = len(lines) == 1 or (not lines[-1] and sum(map(bool, lines)) == 1)
    near = near or any(before.head == parsed.head and before.plural for _, before in history[-2:])
    return [person for _, person in reversed(named)] if near or several["two"] or several["both"] else []


def _answers(titled: Titled, several: re.Match[str], person: Person, at: int) -> bool:
    field = (several["field"] or "").strip().lower()
    if field and not any(field in title.lower() for title in person.titles):
        return False
    noun = singular((several["noun"] or "leaders").lower())
    one = naming.parse(f"the {noun}{several['of'] or ''}")
    return titled.answering(one, [(at, person)], at) is not None
