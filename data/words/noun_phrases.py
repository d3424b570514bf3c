"""Words of one paragraph in, the noun phrase before or after a word out, without a parser.

English only, by closed word lists, capitals and commas: enough to name who speaks beside a reporting verb. It
does not build a tree and does not decide what a phrase refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.records import Span
from data.words.human_nouns import is_common, is_human

_TOKEN = re.compile(
    r"[A-Za-zÀ-ɏ]\.(?:[A-Za-z]\.)+|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sen|Rep|Gov|St|Jr|Sr|Maj|Capt|Sgt)\.|[^\W_]+(?:[’'.&/-][^\W_]+)*[’']?|[^\w\s]"
)
PRONOUNS = frozenset("he she they it i we you who which".split())
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several one another both all each few most "
    "other no any every two three four five six seven eight nine ten dozens hundreds".split()
)
PREPOSITIONS = frozenset(
    "of for from in at to with on by about into over under against between among during after before since until "
    "through within without near across per via despite amid like alongside upon toward towards following".split()
)
_LINKS = frozenset("of for from in at to with on by".split())
SUBORDINATORS = frozenset(
    "that while but as when because which who whom whose if although though since where after before so than what "
    "whether until unless yet or nor however how why even then therefore thus whereas meanwhile despite".split()
)
AUXILIARIES = frozenset(
    "has have had was were is are be been being did does do will would could should may might must can having 've 'd "
    "'s gets got".split()
)
_ADVERBS = frozenset(
    "also later then previously repeatedly now once again earlier further subsequently today yesterday tonight "
    "reportedly recently long never still already just separately even instead initially first famously soon too "
    "always often openly publicly largely simply merely further additionally consistently jointly himself herself "
    "themselves itself ever since".split()
)
#: Determiners that begin another phrase when they stand behind a noun: "according to Marn the talks ...".
_OPENERS = frozenset("the this these those".split())
_JOINERS = frozenset("and or all both half".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april "
    "may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
#: Abbreviations that spell a pronoun in small letters.
_CAPITALS = frozenset({"WHO", "IT", "US"})
_STOPS = frozenset(",;:()—–-…!?[].|•")


class Token(NamedTuple):
    """A word or a punctuation mark; `quoted` when it stands between quotation marks."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool


def tokens(text: str, *, start: int, end: int, quoted: Sequence[Span] = ()) -> list[Token]:
    """Return the tokens of `text[start:end]`; those inside a span of `quoted` (in order) are marked."""
    found = []
    regions = iter(quoted)
    region = next(regions, None)
    for match in _TOKEN.finditer(text, start, end):
        while region is not None and region.end <= match.start():
            region = next(regions, None)
        inside = region is not None and region.start <= match.start()
        word = match.group(0)
        low = word if word in _CAPITALS else word.lower().replace("’", "'")
        found.append(Token(word, low, match.start(), match.end(), inside))
    return found


def capital(token: Token) -> bool:
    """Return whether the token begins with a capital letter or is a number of a name ("8th Army")."""
    return token.text[:1].isupper()


def subject_before(words: Sequence[Token], place: int) -> tuple[Span, bool] | None:
    """Return the noun phrase whose verb stands at `place`, and whether the verb is passive, or None.

    Adverbs, auxiliaries and times between the two are passed over; an apposition ("Vera Marn, head of X, said")
    belongs to the phrase.
    """
    end, auxiliaries = _before_verb(words, place)
    if auxiliaries is None or end < 0:
        return None
    if words[end].low in _PARTICIPLES and end and words[end - 1].text.isalpha():
        end -= 1
    passive = bool(auxiliaries & {"was", "were", "is", "are", "be", "been", "being", "'s"})
    if words[end].text == "," and not words[end].quoted:
        name_end = _before_apposition(words, end)
        if name_end is None:
            relative = before_relative(words, end - 1)
            return (relative, passive) if relative else None
        begin = _phrase_start(words, name_end)
        if begin is None or not _is_phrase(words, begin, name_end, apposition=True):
            return None
        return Span(words[begin].start, words[end - 1].end), passive
    begin = _phrase_start(words, end)
    if words[end].text in {"-", "–", "—"}:
        for at in range(end - 2, max(0, end - 30), -1):
            if words[at].text == words[end].text and words[at + 1].start > words[at].end:
                begin = _phrase_start(words, at - 1)
                if begin is not None and _is_phrase(words, begin, at - 1):
                    return Span(words[begin].start, words[at - 1].end), passive
                return None
        return None
    relative = before_relative(words, end)
    if relative is not None and (begin is None or not _is_phrase(words, begin, end) or words[end].low not in PRONOUNS):
        return relative, passive
    if begin is None or not _is_phrase(words, begin, end):
        return None
    return Span(words[begin].start, words[_without_tail(words, begin, end)].end), passive


def phrases_before(words: Sequence[Token], end: int) -> Iterator[Span]:
    """Yield what may be the noun phrase that ends at `end`, or before the comma there, shortest first.

    "A clerk at the Vale Office, who" gives "the Vale Office" and "A clerk at the Vale Office".
    """
    while end >= 0 and words[end].text in {",", "-", "–", "—"}:
        end -= 1
    first = _phrase_start(words, end) if end >= 0 else None
    for begin in range(end, first - 1 if first is not None else end, -1):
        word = words[begin]
        before = words[begin - 1] if begin else None
        named = capital(word) and not (before and (capital(before) or before.low == "the"))
        opens = named or word.low in _DETERMINERS or word.low.isdigit() or begin == first
        if opens and _is_phrase(words, begin, end):
            yield Span(word.start, words[end].end)


def before_relative(words: Sequence[Token], end: int) -> Span | None:
    """Return "Vera Marn" in "Vera Marn, who had no office said" and "Vera Marn who had left, said"."""
    for at in range(end, max(0, end - 25), -1):
        word = words[at]
        if word.quoted or word.text in ".;:!?" or word.low in {"that", "and", "but"}:
            return None
        if word.low == "who" and at < end - 1:
            last = at - 1
            while last > 0 and words[last].text in {",", "-", "–", "—"}:
                last -= 1
            begin = _phrase_start(words, last)
            if begin is not None and _is_phrase(words, begin, last) and words[last].low not in PRONOUNS:
                return Span(words[begin].start, words[last].end)
            return None
    return None


def _without_tail(words: Sequence[Token], begin: int, end: int) -> int:
    """Drop a time or place between a name and its verb: "Marn last year", "Marn for a moment"."""
    at = begin
    if is_common(words[begin].text):
        return end
    while at <= end and not capital(words[at]):
        if words[at].low in _LINKS:
            return end
        at += 1
    while at <= end and capital(words[at]):
        at += 1
    if (
        at <= end
        and at > begin
        and words[at].low in {"last", "this", "for", "in", "on", "at", "during", "next", "since"}
    ):
        return at - 1
    return end


def _before_verb(words: Sequence[Token], place: int) -> tuple[int, frozenset[str] | None]:
    at = place - 1
    seen = set()
    while at >= 0 and not words[at].quoted:
        low = words[at].low
        if low in {"not", "n't", "never", "to"} or low.endswith("n't"):
            return at, None
        if low in AUXILIARIES:
            seen.add(low)
        elif low in DAYS and not _is_name_before(words, at):
            if at and words[at - 1].low in {"on", "in", "last", "late", "early", "this"}:
                at -= 1
        elif low.isdigit() and at > 1 and words[at - 1].low in DAYS:
            pass
        elif not (low in _ADVERBS or (low.endswith("ly") and words[at].text[0].islower() and len(low) > 4)):
            break
        at -= 1
    return at, frozenset(seen)


def _is_name_before(words: Sequence[Token], at: int) -> bool:
    """Tell a name such as "Theresa May" from a month."""
    return words[at].low in {"may", "april", "june", "august", "jan"} and at > 0 and capital(words[at - 1])


def _before_apposition(words: Sequence[Token], comma: int) -> int | None:
    """Return the place of the last word before the apposition that ends at `comma`."""
    for at in range(comma - 1, max(-1, comma - 40), -1):
        word = words[at]
        if word.quoted or word.text in ".;:!?":
            return None
        if word.text == "," and at > 0:
            if at + 1 < comma and capital(words[at - 1]) and not _listing(words, at, comma):
                return at - 1
            if is_human(words[at - 1].text) and all(capital(word) for word in words[at + 1 : comma]):
                return at - 1
            if words[at + 1].low in _PARTICIPLES and words[at - 1].text[0].islower():
                return at - 1
    return None


_PARTICIPLES = frozenset(
    "published released issued seen obtained signed posted dated broadcast aired leaked carried".split()
)


def _listing(words: Sequence[Token], comma: int, end: int) -> bool:
    """Tell "X, Y and Z" (a list or a place such as "Dnipro, Ukraine") from an apposition."""
    inside = words[comma + 1 : end]
    return len(inside) == 1 and capital(inside[0])


def _phrase_start(words: Sequence[Token], end: int) -> int | None:
    at = end
    if words[at].quoted or words[at].text in _STOPS:
        return None
    if words[at].low in PRONOUNS:
        return at
    listed = False
    while at > 0:
        before, here = words[at - 1], words[at]
        if before.text == "," and here.low.rstrip(".") in {"jr", "sr"}:
            at -= 1
            continue
        if (
            before.quoted
            or before.text in "\"“”‘’'«»"
            or (before.text in _STOPS and not (before.text == "," and listed))
        ):
            break
        if before.low == "and":
            if not _joins(words, at - 1):
                break
            listed = capital(here) and capital(words[at - 2])
        elif before.text == ",":
            if at < 2 or not capital(here) or not capital(words[at - 2]):
                break
        elif (
            before.low in SUBORDINATORS
            or before.low in PRONOUNS
            or before.low in AUXILIARIES
            or (here.low in {"the", "a", "an"} and before.low not in _LINKS | {"both", "all", "and"})
        ):
            break
        at -= 1
    return _without_lead(words, at, end)


def _joins(words: Sequence[Token], at: int) -> bool:
    """Tell whether the "and" at `at` joins two parts of one phrase."""
    if at == 0 or words[at - 1].text in _STOPS:
        return False
    left, right = words[at - 1], words[at + 1]
    if right.low in PRONOUNS or right.low in _DETERMINERS:
        return capital(left) and right.low == "the"
    return capital(left) == capital(right) or left.low.endswith("s") or right.text[0].islower()


def _without_lead(words: Sequence[Token], begin: int, end: int) -> int | None:
    """Drop what stands before the phrase in its clause: "In Brussels", "Later", "On Friday"."""
    while begin <= end:
        low = words[begin].low
        if low in PREPOSITIONS:
            begin = _after_preposition(words, begin, end)
        elif (
            low in _ADVERBS
            or low in {"and", "meanwhile", "however", "but"}
            or (low in DAYS and begin < end)
            or (low.endswith("ly") and begin < end and capital(words[begin + 1]))
        ):
            begin += 1
        else:
            return begin
    return None


def _after_preposition(words: Sequence[Token], begin: int, end: int) -> int:
    """Return where the subject begins behind a leading "In Brussels" or "At the summit"."""
    at = begin + 1
    while at <= end and (words[at].low in _DETERMINERS or not capital(words[at])):
        at += 1
    if at <= end and any(word.low not in _DETERMINERS for word in words[begin + 1 : at]):
        return at
    if at <= end and words[at].low in DAYS:
        return at + 1
    last = end
    while last > at and capital(words[last - 1]):
        last -= 1
    return last if last > at else end + 1 if at >= end else last


def _is_phrase(words: Sequence[Token], begin: int, end: int, *, apposition: bool = False) -> bool:
    last = words[end]
    if last.low in PRONOUNS:
        return begin == end and last.low not in {"you", "which"}
    if last.low in _DETERMINERS and begin == end:
        return last.low in {"some", "many", "others", "both", "one", "all", "most", "several"}
    if last.low in PREPOSITIONS or last.low in _DETERMINERS or last.low in SUBORDINATORS:
        return False
    if not last.text[:1].isalnum() or last.text.isdigit() or last.text.endswith(("’s", "'s")):
        return False
    if capital(last):
        return True
    if begin == end:
        return (last.low.endswith("s") and len(last.low) > 4 and words[begin].text[0].islower()) or apposition
    return (
        words[begin].low in _DETERMINERS
        or words[begin].low.endswith("s")
        or capital(words[begin])
        or last.low.endswith("s")
        or last.low in PERSON_NOUNS
    )


PERSON_NOUNS = frozenset(
    "official spokesman spokeswoman spokesperson minister president source adviser advisor analyst expert diplomat "
    "leader commander governor mayor ambassador envoy aide lawmaker senator secretary chief director researcher "
    "statement report police ministry government agency office company group department embassy council committee "
    "insider witness soldier resident activist lawyer judge prosecutor court army military administration".split()
)


def phrase_after(words: Sequence[Token], place: int, *, apposition: bool = True) -> Span | None:
    """Return the noun phrase that begins at `place` ("said Vera Marn, head of X, on Friday"), or None.

    `apposition` tells whether what stands between commas behind a name is taken in.
    """
    at = place
    if at >= len(words) or words[at].quoted:
        return None
    if words[at].low in PRONOUNS - {"who", "which", "you"}:
        return Span(words[at].start, words[at].end)
    last = at - 1
    while at < len(words):
        word = words[at]
        ends = word.quoted or word.text in _STOPS or word.text in "\"“”‘’'«»"
        if ends and not (word.text == "-" and at + 1 < len(words)):
            break
        if at > place and (word.low in SUBORDINATORS or word.low in AUXILIARIES or word.low in PRONOUNS):
            break
        if word.low in _ADVERBS or word.low in DAYS:
            break
        if word.low in PREPOSITIONS and not _continues(words, at):
            break
        if at > place and word.low in _OPENERS and words[at - 1].low not in PREPOSITIONS | _DETERMINERS | _JOINERS:
            break
        last = at
        at += 1
    while last >= place and (words[last].low in PREPOSITIONS or words[last].low in {"and", "late", "early"}):
        last -= 1
    if last < place or not _is_phrase(words, place, last):
        return None
    end = _with_apposition(words, last) if apposition else last
    return Span(words[place].start, words[end].end)


def _continues(words: Sequence[Token], at: int) -> bool:
    """Tell "head of X" from "said Marn in a statement" and "said Marn on Friday"."""
    if at + 1 >= len(words) or words[at].low not in {"of", "for", "at", "from", "to", "with", "in", "on", "by"}:
        return False
    after = words[at + 1]
    if words[at].low in {"of", "for"}:
        return not after.low.endswith("ing")
    if after.low in _NO_POSTMODIFIER or after.low in DAYS or after.low.isdigit() or capital(words[at - 1]):
        return False
    return capital(after) or words[at].low not in {"in", "on"}


_NO_POSTMODIFIER = frozenset("a an this last his her their its least once".split())


def _with_apposition(words: Sequence[Token], last: int) -> int:
    """Extend "Vera Marn" by ", head of X" where the clause ends with it."""
    if last + 2 >= len(words) or words[last + 1].text != "," or words[last + 1].quoted:
        return last
    at = last + 2
    first = words[at].low
    if words[at].quoted or first in SUBORDINATORS - {"who"} or first in PRONOUNS - {"who"} or first.endswith("ing"):
        return last
    if first in PREPOSITIONS or first in _ADVERBS or first in {"and", "but", "citing", "referring"}:
        return last
    while at < len(words) and not words[at].quoted and words[at].text not in '.;:—–"“”()':
        if (
            words[at].text == ","
            and at + 1 < len(words)
            and (words[at + 1].low in SUBORDINATORS | _ADVERBS | PREPOSITIONS or words[at + 1].low.endswith("ing"))
        ):
            break
        if first != "who" and words[at].low in {"has", "have", "had", "was", "were", "is", "are", "said", "told"}:
            return last
        at += 1
    return at - 1 if words[at - 1].text != "," else at - 2
