"""The words that name a speaker in, the speakers they join out: "Vera Marn and Orlan Vesk" are two.

By commas, "and" and the forms of the parts; a body whose name holds "and" stays one. Words alone, no document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data.words import countries, given_names, naming, noun_phrases, places
from data.words.country_words import SECOND_HALVES
from data.words.human_nouns import is_human, is_office
from data.words.name_spans import common_words
from data.words.speaker_words import GOVERNMENT, ORGANISATION

_DOCUMENT = (
    "study|report|survey|poll|analysis|statement|indictment|letter|tweet|post|article|paper|complaint|assessment|release|"
    "video|memo|message|memorandum|speech|essay|interview|thread|note|email|e-mail|op-ed|column|remarks|comments|blog"
)
_COUNTED = "research|data|figures|estimates|findings|statistics|forecasts|calculations"
_WRITTEN_BY = re.compile(
    rf"^(?:an?|the|its|their|this|one|new)\s(?:[\w-]+\s){{0,4}}?(?:{_DOCUMENT})\b[^,]{{0,40}}?\b(?:by|from)\s+(.+)",
    re.IGNORECASE,
)
_MASS = re.compile(
    rf"^(?:new|recent|early)?\s?(?:{_COUNTED})\s(?:by|from)\s(.+)",
    re.IGNORECASE,
)
_SMALL = "(?:The|An?|This|These|That|Its|His|Her|Their|Our|One|Another|Each|Such)"
#: "The Marn Institute report", "a new CNN poll", "Finance Ministry estimates".
_ISSUED = re.compile(
    rf"^(?:(?:an?|the|this|one)\s)?(?:[a-z-]+\s){{0,2}}(?!{_SMALL}\b)((?:[A-Z][\w.&’'-]*\s(?:(?:of|for|and|the|on)\s)*)+)"
    rf"(?:{_DOCUMENT}|{_COUNTED})$"
)
_WRITTEN_OF = re.compile(rf"^(.+?)(?:[’']s|(?<=s)[’'])\s(?:[\w-]+\s){{0,3}}(?:{_DOCUMENT})s?\b", re.IGNORECASE)
_ANY_DOCUMENT = re.compile(rf"\b({_DOCUMENT})\b", re.IGNORECASE)
_HIS = re.compile(rf"^(his|her|their|its)\s(?:[\w-]+\s){{0,3}}(?:{_DOCUMENT})s?\b", re.IGNORECASE)
_OWNERS = ("person", "government", "organisation", "description", "anonymous", "group")
_TWO_COUNTRIES = re.compile(r"^(?:both\s+)?(?:the\s+)?(\S+)\s+and\s+(\S+)\s+(.+s)$", re.I)
#: "The President and First Lady" are two, "the president and chief executive" one.
_TWO_OFFICES = re.compile(
    r"(the\s(?:[\w-]+\s)?(?:vice\s)?president)\sand\s(?:the\s)?"
    r"((?:first\slady|(?:vice\s)?president|prime\sminister|king|queen|chancellor)(\s(?-i:[A-Z]).*)?)",
    re.IGNORECASE,
)
#: "Vera Marn, who served under Orlan Vesk": what is told of one speaker names no second one.
_CLAUSE = re.compile(r"\b(?:who|whose|whom|which)\b")
#: "Bosnia and Herzegovina" is one country.
_ONE = rf"\s(?:the\s)?(?:{'|'.join(SECOND_HALVES)})\b"
_AND = rf"(?:,?\s+and(?!{_ONE})|,?\s+(?:along|together)\s+with|,?\s+as\s+well\s+as)\s+"
_JOINTS = re.compile(rf"{_AND}|,\s+")
_LAST_JOINT = re.compile(_AND)
#: "CDC", "the FBI".
_ACRONYM = re.compile(r"(?:[Tt]he\s)?(?!(?:C[EFOT]O|M[EL]?P|PM|VP|GM|MC)$)[A-Z]{2,}")
#: "Norland and its allies": a group beside a country or body is told by a word of its own.
_THEIR_GROUP = re.compile(r"(?:its|their|our)\s[a-z]")


def parts(words: str) -> list[str]:
    """Return the speakers a phrase joins: "the Vale and Marn ministers", "Vera Marn and Orlan Vesk"."""
    words = re.sub(r"\s+", " ", words)
    written = _WRITTEN_BY.match(words) or _MASS.match(words)
    if written and naming.can_speak(written.group(1)):
        return [written.group(1)]
    owned = _HIS.match(words) or _WRITTEN_OF.match(words)
    if owned and _owns(owned.group(1)):
        return [owned.group(1)]
    issued = _ISSUED.match(words)
    if issued and _owns(issued.group(1)) and naming.parse(issued.group(1)).form in ("organisation", "government"):
        return [issued.group(1).strip()]
    offices = _TWO_OFFICES.fullmatch(words)
    if offices:
        return [offices.group(1), offices.group(2) if offices.group(3) else f"the {offices.group(2)}"]
    two = _TWO_COUNTRIES.match(words)
    if two and countries.of_name(two.group(1)) and countries.of_name(two.group(2)):
        return [f"{two.group(1)} {two.group(3)}", f"{two.group(2)} {two.group(3)}"]
    listed = [part.strip() for part in _JOINTS.split(words) if part.strip()]
    if len(listed) > 1 and _LAST_JOINT.search(words):
        if all(map(_is_name, listed)) and not _lone_noun(listed):
            return listed
        if all(map(_is_name, listed[:-1])) and _is_group(listed[-1]):
            return listed
        if _are_bodies(listed) or (all(map(_is_known, listed[:-1])) and _THEIR_GROUP.match(listed[-1])):
            return listed
    return _two(words) or [words]


def _two(words: str) -> list[str] | None:
    """Return the two speakers on both sides of an "and", None where the words are not two that can speak."""
    joined = [part for part in (one.strip(" ,") for one in _LAST_JOINT.split(words)) if part]
    if len(joined) == 2:
        parsed = [naming.parse(part) for part in joined]
        single = "," in joined[0] and (" " not in parsed[1].name or _is_office(joined[1]))
        if all(one.form == "person" for one in parsed) and not single and not _lone_noun(joined):
            return joined
        if all(map(_is_holder, joined)) or _beside_body(*joined):
            return joined
    for joint in _LAST_JOINT.finditer(words):
        sides = [words[: joint.start()], words[joint.end() :]]
        if _are_bodies(sides):
            return sides
    return None


def document(words: str) -> str | None:
    """Return the noun of the document that words name ("report" of "a report by the Marn Institute"), or None."""
    found = _ANY_DOCUMENT.search(words)
    return found.group(1).lower() if found else None


def _owns(words: str) -> bool:
    """Tell "Marn's letter" from "Friday's letter": a possessor that can write."""
    last = re.sub(r"[’']s$", "", words.lower().split()[-1])
    if last in noun_phrases.DAYS | {"today", "yesterday", "week", "month", "year"}:
        return False
    form = naming.parse(words).form
    return form == "pronoun" or (form in _OWNERS and naming.can_speak(words))


def _is_name(part: str) -> bool:
    """Return whether a part of a list is a person's name or pronoun by itself."""
    parsed = naming.parse(part)
    if part.split()[0].lower() in noun_phrases.PREPOSITIONS or _CLAUSE.search(part):
        return False
    if parsed.form == "pronoun":
        return parsed.gender in ("male", "female", "first")
    return parsed.form == "person" and not places.is_place(parsed.name)


def _is_holder(part: str) -> bool:
    """Tell "the King of Norland": with an article each, "the president and the king" are two."""
    parsed = naming.parse(part)
    return part[:4].lower() == "the " and parsed.form == "description" and is_office(parsed.head)


def _are_bodies(sides: Sequence[str]) -> bool:
    """Tell "NATO and the Agency for Roads", two, from "the Port of Vale and Lund" and "the Embassy of Norway and Chad".

    What stands behind a preposition belongs to it, unless it has an article of its own.
    """
    own = (
        after[:4].lower() == "the " or not _has_preposition(before) or _is_known(before)
        for before, after in pairwise(sides)
    )
    return all(map(_is_body, sides)) and all(own)


def _is_body(part: str) -> bool:
    """Tell "the Agency for Roads", "CDC" and what speaks by a name known for itself."""
    if _is_known(part) or _ACRONYM.fullmatch(part):
        return True
    parsed = naming.parse(part)
    return part[:4].lower() == "the " and parsed.head in ORGANISATION | GOVERNMENT and parsed.name[:1].isupper()


def _is_known(part: str) -> bool:
    """Tell a country, "the EU" and "the Kremlin"."""
    return naming.country_named(naming.without_article(part)) is not None or countries.metonym(part) is not None


def _beside_body(first: str, second: str) -> bool:
    """Tell "Vera Marn and NATO" and "the President and the EU" from "Vera Marn, head of the EU and NATO mission"."""
    alone = not _has_preposition(first) and "," not in first and not given_names.is_usual(second)
    return alone and (_is_name(first) or _is_holder(first)) and _is_known(second)


def _has_preposition(part: str) -> bool:
    return not noun_phrases.PREPOSITIONS.isdisjoint(part.lower().split())


def _is_group(part: str) -> bool:
    """Tell "18 members of the committee" and "several other ministers", who join those named before."""
    parsed = naming.parse(part)
    return parsed.plural and parsed.form in ("group", "anonymous") and not part[:1].isupper()


def _is_office(part: str) -> bool:
    """Tell "Founder, Vale Guild" behind "Vera Marn, Director and": another office of hers."""
    *words, noun = part.split(",")[0].split() or [""]
    return (is_human(noun) or noun.lower() == "lead") and all(word.lower() in common_words() for word in words)


def _lone_noun(joined: Sequence[str]) -> bool:
    """Tell "Filmmaker and author Vera Marn" and "Oversight and Reform chief Vera Marn" from two persons."""
    first, titled = joined[0], naming.parse(joined[-1]).title
    return " " not in first and bool(titled) and (is_human(first) or first.lower() in common_words())
