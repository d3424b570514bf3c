"""Ministries, agencies, companies and groups: which body of a document a later, shorter name refers to.

In: the parsed words of a mention and the speakers before it. Out: the speaker meant, or None for a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.records import Span, Speaker
from data.words import countries, naming
from data.words.naming import Naming

#: Head nouns that name no body of their own: "the company" is the company spoken of before.
_GENERIC = frozenset(
    "agency company group organisation organization organisations organizations bank union party ministry firm paper "
    "newspaper tabloid daily weekly broadcaster channel publication outlet magazine body bloc alliance association "
    "institute network platform department committee council watchdog regulator charity commission hackers officials "
    "sources official source researchers scientists experts analysts ministers leaders countries nations agencies "
    "companies authors militants fighters rebels protesters prosecutors lawyers activists campaigners investigators "
    "diplomats lawmakers senators".split()
)
#: Plural heads that can speak of one another's people.
_ALIKE = {
    "officials": "officials official heads ministers leaders chiefs diplomats authorities",
    "ministers": "ministers officials leaders",
    "leaders": "leaders ministers presidents heads",
    "sources": "sources persons people official",
    "researchers": "researchers scientists authors",
    "authors": "researchers scientists authors",
    "scientists": "scientists researchers",
    "militants": "militants rebels fighters",
    "experts": "experts analysts",
    "analysts": "analysts experts",
}
#: Bodies that persons named together can be: "the group" of "Finnish hackers", never "the agency".
_OF_PERSONS = frozenset("group organisation organization collective movement network union association".split())
_SMALL = frozenset("the a an of for and s in at to on its their his her this that these those".split())
#: "The former administration" is not the one spoken of.
_OTHER = frozenset("prior former previous other another next".split())
_WORD = re.compile(r"[^\W_]+")


def referred(parsed: Naming, words: str, history: Sequence[tuple[Speaker, Naming]]) -> Speaker | None:
    """Return the earlier body or group that `words` refer back to, or None when they name a new one."""
    mine = _content(parsed.name)
    if not parsed.definite or not mine or mine & _OTHER:
        return None
    acronym = parsed.name if parsed.name.isupper() and parsed.name.isalpha() else None
    lower = words[:1].islower() or words.split()[0].lower() in {"the", "this", "these", "its", "their"}
    told = countries.of_title(parsed.title or parsed.name)
    for speaker, before in reversed(history):
        if speaker.kind == "person" or (told and speaker.country and told not in speaker.country):
            continue
        theirs = _content(speaker.name)
        if acronym and _initials(speaker.name).endswith(acronym) and len(acronym) > 1:
            return speaker
        joint = "," in speaker.name or " and " in speaker.name
        shorter = lower and len(mine) > 1 and mine < theirs and parsed.head == before.head and not joint
        if mine == theirs or shorter:
            return speaker
        if joint and not parsed.plural:
            continue
        if not lower or (parsed.plural != before.plural and parsed.form != "organisation"):
            continue
        if _other_name(parsed.name, parsed.head, theirs):
            continue
        if parsed.head in theirs - _owners(speaker.name) and _compatible(mine - {parsed.head}, speaker):
            return speaker
        if (
            parsed.head in _GENERIC
            and _is_generic(parsed)
            and _same_sort(parsed, speaker)
            and _compatible(mine - {parsed.head}, speaker)
        ):
            return speaker
    return None


def takes_up(parsed: Naming, words: str) -> bool:
    """Tell "the company" and "the Finnish company", which mean a body named before, from a new body."""
    single = parsed.form == "organisation" and not parsed.plural
    return single and words.lower().startswith(("the ", "this ")) and len(words.split()) < 5 and _is_generic(parsed)


def agrees(parsed: Naming, words: str) -> bool:
    """Tell whether the words that told of a body name no other country than the description does."""
    mine, theirs = countries.of_title(parsed.name), countries.of_title(words)
    return not (mine and theirs and mine != theirs)


def _is_generic(parsed: Naming) -> bool:
    """Tell "the company" and "the tech company" from "the Vale Tech Company"."""
    proper = _proper(parsed.name, parsed.head)
    return parsed.name.islower() or (all(map(countries.of_name, proper)) and len(parsed.name.split()) < 4)


def _same_sort(parsed: Naming, speaker: Speaker) -> bool:
    if parsed.plural:
        heads = _ALIKE.get(parsed.head, parsed.head).split()
        return speaker.kind in ("group", "anonymous") and any(word in heads for word in _content(speaker.name))
    single = speaker.kind == "organisation" or (speaker.kind == "group" and parsed.head in _OF_PERSONS)
    return parsed.form == "organisation" and single


def _compatible(rest: frozenset[str], speaker: Speaker) -> bool:
    """Tell whether the other words do not speak against the earlier body: no other country, no other name."""
    named = {code for word in rest for code in [countries.of_name(word.capitalize())] if code}
    return not (named and speaker.country and speaker.country not in named)


def _other_name(name: str, head: str, theirs: frozenset[str]) -> bool:
    """Tell "the Marn campaign" from "the Vesk campaign": a proper name that the earlier body does not bear.

    "The Ministry of Health" is not the Ministry of Trade either: its head stands first.
    """
    return not all(_content(word) <= theirs or countries.of_name(word) for word in _proper(name, head))


def _proper(name: str, head: str) -> list[str]:
    """Return the proper words of a body's name, its head left out wherever it stands."""
    return [word for word in name.split() if word[:1].isupper() and word.lower() != head]


def _owners(name: str) -> frozenset[str]:
    """Return the words that own what follows: "office" of "the Vale Office's Bureau of Ice"."""
    return frozenset(word.lower() for word in re.findall(r"(\w+)[’']s?(?=\s)", name))


def _content(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name)) - _SMALL


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Z][\w-]*", name))


def fullest(name: str, text: str) -> str:
    """Return the long form of an acronym that the text explains: "WHO" with "World Health Organization (WHO)"."""
    if not (name.isupper() and name.isalpha() and 2 <= len(name) <= 8):
        return name
    explained = re.search(rf"((?:[A-Z][\w.’'-]*\s(?:(?:of|for|and|the|on)\s)*){{1,8}})\({re.escape(name)}\)", text)
    if explained is None:
        return name
    words = explained.group(1).split()
    return naming.without_article(" ".join(words)) if _initials(" ".join(words)).endswith(name) else name


def behaves_as_body(text: str, places: Sequence[Span]) -> bool:
    """Tell a company's one-word name from a surname: "it", "its" or "the company" follow it, no "he" or "she"."""
    after = [text[span.end : span.end + 160] for span in places]
    neuter = sum(bool(re.search(r"\b(?:it|its|the (?:company|agency|group|firm|platform))\b", rest)) for rest in after)
    human = sum(bool(re.search(r"\b(?:he|his|she|her|him)\b", rest, re.I)) for rest in after)
    return neuter > human
