"""Names in a sentence: where they stand and what they name, by their own words and those right before them.

In: a text and a sentence's span. Out: names of persons, bodies and countries, and runs of capitalised words that may
name a person. Who bears a name is decided over the whole document in `mentions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from data.records import Span
from data.settings import REFERENCE
from data.words import countries, given_names, people, places
from data.words.human_nouns import is_human, is_office
from data.words.name_words import (
    DESCRIBING,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    SURNAMES_TOO,
    THING_WORDS,
    TITLE_WORDS,
)
from data.words.names import GENERATIONS

_WORD = r"(?:(?:[A-Z]\.)+(?!\w)|[A-ZÀ-ÖØ-ÞŁŠŽČ][\w’'.&-]*[\w]|[A-Z])"
_PARTICLE = (
    r"(?:van der|van den|van|von der|von|de la|de los|de|del|della|di|da|dos|du|al|el|bin|bint|ibn|ben|ul|la|le|y)"
)
_LINK = r"(?:of the|of|for the|for|and the|and|&|de|du|des|for International|on the|on|in)"
_NEXT = rf"(?:[ \u00a0]{_PARTICLE})?[ \u00a0-]{_WORD}|[ \u00a0]{_LINK}[ \u00a0]{_WORD}"
_RUN = re.compile(rf"(?<![\w’'@#]){_WORD}(?:{_NEXT})*")
_TOKEN = re.compile(r"[^\s\u00a0]+")
#: Words behind one that tell where a body's name ends; no office has more.
_AHEAD = 12
#: Words of the longest name: a text all in capitals is no single one.
_LONGEST_NAME = 25
#: Characters before a name that tell what it names: a title, an article.
LEADS = 60
_ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}|[A-Z][A-Z&-]{1,5}[A-Z]")
_POSSESSIVE = re.compile(r"[’']s?$")
_PREFIXED = re.compile(r"(?:pro|anti|non)-$", re.I)
_COUNTRY_FORMS = ("name", "place", "people")
_BODY_FORMS = ("body", "institution")
_LINKS = frozenset(["of", "the", "for", "and", "&", "de", "du", "des", "on", "in"])


@dataclass(slots=True)
class Found:
    """A name in its place, before names of one bearer are brought together."""

    span: Span
    words: str
    kind: str | None
    country: str | None = None


def names_in(text: str, span: Span) -> Iterator[Found]:
    """Yield the names that a span of the text holds, each with its kind, and a country with its code."""
    words = span.of(text)
    hits = countries.named(words, context=text)
    bodies = [hit for hit, _, form in hits if form in _BODY_FORMS]
    named = [
        Found(Span(span.start + hit.start, span.start + hit.end), hit.of(words), "country", code)
        for hit, code, form in hits
        if form in _COUNTRY_FORMS and code and not _PREFIXED.search(words[max(0, hit.start - 5) : hit.start])
    ]
    for match in _RUN.finditer(words):
        for piece in _pieces(words, match, bodies):
            start, end = span.start + piece.start, span.start + piece.end
            # "Saint Lucia" is a country where "Saint" is a title elsewhere.
            if any(one.span.start <= start and end <= one.span.end for one in named):
                continue
            yield Found(Span(start, end), piece.of(words), _kind(words, piece))
    yield from named


def _pieces(words: str, run: re.Match[str], bodies: Sequence[Span]) -> list[Span]:
    """Split a run of capitalised words into names: cut titles, sentence-opening words, and joined names.

    `bodies` are the bodies of the reference table in `words`: no name ends inside one.
    """
    tokens = [Span(run.start() + m.start(), run.start() + m.end()) for m in _TOKEN.finditer(run.group())]
    pieces: list[list[Span]] = [[]]
    for place, token in enumerate(tokens):
        word = token.of(words)
        inside = any(body.start < token.start and token.end < body.end for body in bodies)
        if word.lower() in _LINKS and not inside and not _holds_together(words, tokens, place):
            pieces.append([])
            continue
        if len(pieces[-1]) == _LONGEST_NAME:
            pieces.append([])
        compound = DESCRIBING.search(word)
        pieces[-1].append(Span(token.start, token.start + compound.start()) if compound else token)
        following = [t.of(words) for t in tokens[place + 1 : place + 1 + _AHEAD]]
        owner = _POSSESSIVE.search(word) and len(word) > 3 and not word.startswith("People")
        listed = any(body.end == token.end for body in bodies)
        if following and (
            compound or owner or _person_follows(pieces[-1], words, following[:2])
            or _office_follows(pieces[-1], words, following, listed=listed)
        ):  # fmt: skip
            pieces.append([])
    return [span for piece in pieces if (span := _trimmed(words, piece)) is not None]


def _person_follows(piece: list[Span], words: str, following: list[str]) -> bool:
    """Return whether a body's name ends and a person's begins ("Ministry Spokesman Oskar Lind")."""
    if len(following) < 2 or not any(_organisation_word(token.of(words)) for token in piece):
        return False
    last = piece[-1].of(words)
    ends = last.lower() in TITLE_WORDS or _organisation_word(last)
    return ends and given_names.is_usual(following[0]) and not _organisation_word(following[1])


def _office_follows(piece: list[Span], words: str, following: list[str], *, listed: bool) -> bool:
    """Return whether a body's name ends and an office begins: "UN Under-Secretary-General", "Aldry Duma Speaker".

    Not so in a body of office holders ("Association of Court Judges", "WHO Executive Board").
    """
    last = piece[-1].of(words)
    initials = _ACRONYM.fullmatch(last) and "." not in last
    body = not following[0].isupper() and (initials or (len(piece) > 1 and _organisation_word(last)))
    if not (listed or body):
        return False
    rest = list(takewhile(lambda word: word.lower() not in _LINKS, following))
    if any(_organisation_word(word) and word.lower() not in TITLE_WORDS for word in rest):
        return False
    titles = list(takewhile(lambda word: word.lower() in TITLE_WORDS and not is_office(word), rest))
    office = rest[len(titles)] if len(rest) > len(titles) else ""
    if not listed and office.endswith("s") and any(token.of(words).lower() in _LINKS for token in piece):
        return False
    return is_office(office) or (not titles and office.lower() in _GATHERINGS)


#: What bodies hold: "G20 Summit".
_GATHERINGS = frozenset("chairmanship countries headquarters presidency summit summits".split())


def _holds_together(words: str, tokens: list[Span], place: int) -> bool:
    """Return whether a linking word stands inside one body's name ("Ministry of Health and Welfare")."""
    before = [token.of(words) for token in tokens[:place]]
    after = [token.of(words) for token in tokens[place + 1 :]]
    link = tokens[place].of(words).lower()
    if link == "&":
        return True
    if link == "of":
        takes = bool(before) and (_organisation_word(before[-1]) or before[-1].lower() in _OF)
        return takes or _names_purpose(before, "for")
    if link == "for":
        return any(_organisation_word(word) for word in before)
    if link == "on":
        after = after[1:] if after[:1] == ["the"] else after
        # "The Security Council on Vesland" is told whole by the table: what follows is its topic.
        takes = bool(before) and before[-1].lower() in _ON and countries.metonym(" ".join(before)) is None
        return takes and not _stands_alone(after)
    if link in ("in", "the"):
        return link == "the" and bool(before) and before[-1].lower() in ("of", "for", "on")
    if any(_names_purpose(before, word) for word in ("of", "for", "on")):
        last = "services" if {"Department", "Ministry"} & set(before) else ""
        others = [word for word in after if word.lower() != last]
        return not any(map(_organisation_word, others)) and len(after) <= 2 and not _stands_alone(after)
    if countries.of_name(" ".join(before)) is not None:
        return False
    if not after or not _organisation_word(after[-1]) or any(map(_organisation_word, before)):
        return False
    return len(before) <= 2 and not _person_like(before)


def _names_purpose(before: list[str], link: str) -> bool:
    """Return whether a body's name already goes on behind `link`: "Center for the Advancement [of ...]"."""
    return link in before and any(_organisation_word(word) for word in before[: before.index(link)])


def _stands_alone(after: list[str]) -> bool:
    """Return whether the words behind a link are a name or a date of their own: "and HUD", "on Monday"."""
    initials = len(after) == 1 and _ACRONYM.fullmatch(after[0]) is not None
    opens = bool(after) and after[0].lower() in NOT_NAMES
    return initials or opens or countries.of_name(" ".join(after)) is not None or _person_like(after)


#: Bodies that take "on" inside a name.
_ON = frozenset("center centre commission committee conference council forum office".split())
#: Words beside those of bodies that take "of" inside a name.
_OF = frozenset(
    "house daughters sons friends doctors knights order bureau school state kingdom republic".split()
)


def _organisation_word(word: str) -> bool:
    return _POSSESSIVE.sub("", word).lower().strip(".,") in ORGANISATION_WORDS


def _person_like(words: list[str]) -> bool:
    return bool(words) and (given_names.is_usual(words[0]) or words[0].lower().rstrip(".") in TITLE_WORDS)


def _trimmed(words: str, tokens: list[Span]) -> Span | None:
    """Return the name in `tokens` without links, titles and opening words at its ends, or None."""
    while tokens and (tokens[0].of(words).lower() in _LINKS or _skipped(words, tokens)):
        tokens = tokens[1:]
    while tokens and (tokens[-1].of(words).lower() in _LINKS or (len(tokens) > 1 and _trailing(words, tokens))):
        tokens = tokens[:-1]
    tokens = tokens[_of_office(words, tokens) :]
    tokens = tokens[_described(words, tokens) :]
    if not tokens:
        return None
    end = tokens[-1].end
    last = _POSSESSIVE.search(tokens[-1].of(words))
    if last and len(tokens[-1].of(words)) > 2:
        end -= len(last.group())
    while words[end - 1] in "’'-":
        end -= 1
    return Span(tokens[0].start, end)


def _of_office(words: str, tokens: list[Span]) -> int:
    """Return how many first words belong to the office before them: "Secretary of Commerce Vera Marn"."""
    if len(tokens) < 2 or not _OFFICE_OF.search(words[: tokens[0].start]):
        return 0
    spelled = [token.of(words) for token in tokens]
    if len(spelled) == 2:
        return int(countries.of_name(spelled[0]) is not None and not _organisation_word(spelled[1]))
    given = [at for at in range(1, len(spelled) - 1) if given_names.is_usual(spelled[at])]
    return given[0] if given and len(spelled) - given[0] < 4 else 0


#: "Secretary of", "Director of the".
_OFFICE_OF = re.compile(
    r"\b(?:Secretary|Minister|President|Chancellor|Director|Governor|Chief|Head|Speaker) of (?:the )?$"
)


def _described(words: str, tokens: list[Span]) -> int:
    """Return how many first words of a run only describe the person after them ("Artist Andy Warhol")."""
    spelled = [token.of(words) for token in tokens]
    if any(_organisation_word(word) for word in spelled) or "of" in spelled or places.is_place(" ".join(spelled)):
        return 0
    if spelled and spelled[-1].lower().rstrip(".") in GENERATIONS:
        spelled = spelled[:-1]
    titles = [i for i, word in enumerate(spelled[:-1]) if word.lower().rstrip(".") in TITLE_WORDS]
    if titles:
        return titles[-1] + 1
    if len(spelled) != 3 or len(spelled[0]) < 3 or given_names.is_usual(spelled[0]):
        return 0
    describes = spelled[0].lower() in common_words() or is_human(spelled[0])
    return int(describes and given_names.is_usual(spelled[1]))


#: "Marn v. Vesk" is a case at law.
_VERSUS = re.compile(r"\bv\. $")
#: "They met in the Vesk Room", where "Mary Room" is a person.
_ROOMS = frozenset("Garden Room Ballroom Lawn".split())
_OFFICES = frozenset(
    ["spokesperson", "spokesman", "spokeswoman", "president", "chairman", "director", "minister", "secretary-general"]
)


def _trailing(words: str, tokens: list[Span]) -> bool:
    """Return whether the last token is no part of the name: not so in "Council of Europe" and "Air Force One"."""
    before, last = tokens[-2].of(words).lower(), tokens[-1].of(words)
    low = last.lower()
    if last == "One" or (low in _REGIONS and before in ("of", "for", "in")):
        return False
    return low in NOT_NAMES or low in _OFFICES


_REGIONS = frozenset("africa antarctica asia europe mediterranean pacific".split())


def _skipped(words: str, tokens: list[Span]) -> bool:
    """Return whether the first token is a title, a demonym before a name, or a word that only opens a sentence."""
    word = tokens[0].of(words)
    low = word.lower().rstrip(".")
    if _is_body(words[tokens[0].start : tokens[-1].end]):
        return False
    if low in NOT_NAMES:
        return True
    if len(tokens) == 1 and low in SURNAMES_TOO and _addressed(words[: tokens[0].start]):
        return False
    following = tokens[1].of(words).lower() if len(tokens) > 1 else ""
    if (low == "first" and following in TITLE_WORDS) or (
        low in TITLE_WORDS and following and _is_body(words[tokens[1].start : tokens[-1].end])
    ):
        return True
    # "St Petersburg" is no Mr Petersburg.
    if low in ("st", "saint") and places.is_place(words[tokens[0].start : tokens[-1].end]):
        return False
    if low in TITLE_WORDS and not (len(tokens) > 1 and tokens[1].of(words).lower() == "of"):
        return not any(_organisation_word(token.of(words)) for token in tokens[1:])
    if len(tokens) == 1 or countries.of_name(word) is None or _organisation_word(tokens[-1].of(words)):
        return False
    return tokens[1].of(words).lower() in TITLE_WORDS or _person_like([token.of(words) for token in tokens[1:]])


def _is_body(name: str) -> bool:
    meant = countries.metonym(name)
    return meant is not None and meant.kind != "place"


def _kind(words: str, piece: Span) -> str | None:
    """Return what a name names by its own words and those right before it; None where they do not tell."""
    name = piece.of(words)
    tokens = name.split()
    if name.lower() in NOT_NAMES or len(name) < 2 or re.match(r"I[’']", name):
        return "none"
    if _is_body(name):
        return "organisation" if name not in countries.seats() or _acts(words, piece) else "none"
    if name in places.organisations():
        return "organisation"
    if len(tokens) == 1 and _VERSUS.search(words[: piece.start]):
        return "none"
    if tokens[-1] in _ROOMS and re.search(r"\b[Tt]he\s$", words[: piece.start]):
        return "none"
    if name in _ALONE and re.search(r"\b(?:the|The|this|our|their|its)\s+$", words[: piece.start]):
        return "organisation"
    if _ACRONYM.fullmatch(name):
        return "acronym"
    if name.lower().rstrip(".") in GENERATIONS:
        return "none"
    if is_united_programme(name):
        return "organisation"
    if _is_thing(tokens):
        return "none"
    if any(_organisation_word(word) for word in tokens) and len(tokens) > 1:
        return "organisation"
    if tokens[-1].lower().strip(".,") in PLACE_WORDS or tokens[0].lower().rpartition("-")[2] in PLACE_WORDS:
        return "none"
    if len(tokens) > 1 and places.is_place(name):
        return "none"
    leads = words[max(0, piece.start - LEADS) : piece.start]
    before = leads.rsplit(None, 1)[-1:]
    if name.lower() in SURNAMES_TOO and _addressed(leads):
        return "person"
    titled = bool(before) and before[0].strip("“\"(‘").rstrip(".,").lower() in TITLE_WORDS
    if titled and len(tokens) <= 4 and "of" not in tokens:
        return "person" if not is_everyday(tokens[-1]) or given_names.is_usual(tokens[0]) else "none"
    if places.is_place(name):
        return "none"
    if 2 <= len(tokens) <= 4 and "of" not in tokens and "the" not in tokens:
        given = given_names.is_usual(tokens[0]) and not (is_everyday(tokens[0]) and is_everyday(tokens[-1]))
        if given or people.lookup(name):
            return "person"
        article = re.search(r"\b(?:the|a|an|in|at|near)\s+$", leads, re.I)
        offices = any(token.lower() in TITLE_WORDS for token in tokens)
        return None if article or offices or any(map(is_everyday, tokens)) else "maybe"
    if len(tokens) == 1 and given_names.is_usual(name) and not is_everyday(name):
        return "given" if words[: piece.start].strip(" “\"'(‘-—") else None
    return None


def _acts(words: str, seat: Span) -> bool:
    """Return whether a seat stands for its body: "Brussels warned", not "they met in Brussels"."""
    return any(span == seat and form == "body" for span, _, form in countries.named(words))


def _addressed(before: str) -> bool:
    """Return whether a form of address ends `before`: behind it a title is a surname ("Dr. King")."""
    return re.search(r"\b(?:Dr|Mr|Mrs|Ms)\.?\s$", before) is not None


def is_united_programme(name: str) -> bool:
    """Return whether a name is a programme of the United Nations, which is a body as no other programme is."""
    return re.search(r"\b(?:United Nations|UN|U\.N\.)\s(?:\w+\s)*Program(?:me)?\b", name) is not None


def _is_thing(tokens: list[str]) -> bool:
    """Return whether the head noun makes a name with a body's word no body: "International Day for the Bank"."""
    place = next((i for i, word in enumerate(tokens) if i and word.lower() in _HEAD_ENDS), len(tokens))
    head = tokens[place - 1].lower()
    thing = head in THING_WORDS or tokens[-2:] == ["Force", "One"]  # "Air Force One"
    return thing and any(map(_organisation_word, tokens))


_HEAD_ENDS = frozenset("of for to on against".split())
#: Words that name a body by themselves when they are capitalised behind an article.
_ALONE = frozenset(
    "Administration Army Assembly Church Commission Congress Council Court Government House Ministry Navy Parliament "
    "Senate Union University".split()
)


def is_everyday(word: str) -> bool:
    """Return whether a word is an everyday one, a country's or a place's, and so hardly a person's name."""
    return word.lower() in common_words() or countries.of_name(word) is not None or places.is_place(word)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the everyday words of English, in lower case, that a sentence may capitalise without naming anybody."""
    return frozenset((REFERENCE / "common_words.txt").read_text(encoding="utf-8").split())
