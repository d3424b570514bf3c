"""A text in, every place where it names a person out: the name, the title beside it, and how sure it is a person.

Names are read from capitals, titles and appositions, without a tagger. Which of them are one person's is told by
`data.resolution.cast`; bodies are listed by `data.resolution.named_bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from data.records import Span
from data.span_lookup import overlapping
from data.words import given_names, naming, noun_phrases, person_names, places, titles
from data.words.human_nouns import is_office, singular
from data.words.name_spans import common_words

_PARTICLE = r"(?:de|der|den|van|von|la|le|el|al|bin|ben|ibn|du|di|da|dos|del|della|ter|ul)"
_ABBREVIATED = r"(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sen|Rep|Gov|St|Jr|Sr|Maj|Capt|Sgt|Adm)\."
_JOINED = rf"(?:{person_names.ARABIC}|{person_names.JOINED})"
_NAME = rf"(?:{_ABBREVIATED}(?=\s|[A-Z])|{_JOINED}?[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*)"
_RUN = re.compile(
    rf"\b(?!I[’'])"
    rf"{_NAME}(?:(?:\s{naming.NICKNAME})?[ \u00a0]?(?:{_PARTICLE}[ \u00a0]){{0,2}}(?<=[ \u00a0.]){_NAME})*"
)
_LINE = re.compile(r"[^\n]+")
#: Verbs that a headline sets in capitals like the names beside them.
_VERBS = frozenset("Is Are Was Were Has Does Did".split())
#: "In Carlow": a name that stands for a place in one sentence does so in the next.
_LOCATED = re.compile(r"\b(?:in|near|outside|across|downtown)\s([A-Z][a-z]+)\b(?![’'\-]|\s[A-Z])")
#: "Vera Marn, 18, from Vale".
_AGED = re.compile(r",\s(?:aged\s)?[1-9]\d,")
_OWNS = re.compile(r"[’']s?\s")
#: "Q" is how transcripts label a question: "Q Vera, is it cold?".
_SENTENCE_WORDS = frozenset(
    "q the a an and but or so yet if when while as in on at by for from to with of it he she they we you i this that "
    "these those there here what who how why where some many most all both each one two no not never also".split()
)
#: Words that open a clause; a few of them are given names too.
_CLAUSE_WORDS = noun_phrases.SUBORDINATORS | noun_phrases.AUXILIARIES | {"unlike", "beyond", "once", "even", "perhaps"}


class Named(NamedTuple):
    """One place where a person may be named; `evidence` is 1 where the words beside the name say it is a person."""

    span: Span
    title: str
    name: str
    evidence: int


def find(text: str, *, headlines: bool = False) -> Iterator[Named]:
    """Yield where a person may be named, in the text's order.

    Lines set in capitals like headlines are passed over unless `headlines` asks for them.
    """
    fuller = _fuller(text)
    located = frozenset(_LOCATED.findall(text))
    before: Named | None = None
    passed = [Span(*line.span()) for line in _LINE.finditer(text) if not headlines and _is_headline(line.group(0))]
    headline = overlapping(passed)
    for match in _RUN.finditer(text):
        run = match.group(0)
        if _VERBS.intersection(run.split()[1:]):
            continue  # a headline's words, verb and all: "Vera Marn Is Right"
        if passed[headline(Span(match.start(), match.start() + 1))]:
            continue
        words = _without_opener(text, match.start(), run, fuller)
        begin = match.end() - len(words)
        prefix = titles.before(text, begin)
        read = naming.parse(f"{prefix} {words}".strip())
        # "Spokesperson Vera Marn of President Vesk": what stands before is no title but another's name.
        if prefix and (read.form != "person" or not _ends_with(run, read.name)):
            prefix = ""
            read = naming.parse(words)
        if read.form != "person" or not _ends_with(run, read.name) or _is_other(text, match, read, fuller, located):
            continue
        title, evidence = _title(text, begin - len(prefix) - 1 if prefix else begin, match.end(), read)
        shared = _shared(text, before, begin)
        before = Named(Span(*match.span()), shared or title, read.name, 1 if shared else evidence)
        yield before


def _shared(text: str, before: Named | None, begin: int) -> str:
    """Return the title of the second of two persons: "Presidents Vera Marn and Odo Lind"."""
    if before is None or text[before.span.end : begin] != " and ":
        return ""
    last = before.title.split(" ")[-1]
    plural = last.endswith("s") and is_office(singular(last.lower())) and last != "Mrs"
    return before.title[:-1] if plural else ""


def _is_other(
    text: str, match: re.Match[str], read: naming.Naming, fuller: frozenset[str], located: frozenset[str]
) -> bool:
    """Tell a word of the sentence, a place or a body that looks like a person's name."""
    name = read.name
    single = len(name.split()) == 1
    if single and len(match.group(0).split()) == 1 and _common_word(text, match):
        return True
    if any(map(is_office, read.title.split())):
        return False
    if single and f" {name}" not in fuller and (name.lower() in common_words() or name in located):
        return True
    return places.is_place(name) or name in places.organisations()


def _title(text: str, begin: int, end: int, read: naming.Naming) -> tuple[str, int]:
    """Return what stands before and behind a name between `begin` and `end`, and 1 where it says it is a person's."""
    title = read.title
    if titles.is_address(title) and not _OWNS.match(text, end):
        title = f"{titles.before_comma(text, begin)} {title}".strip()
    behind = titles.behind(text, end)
    told = bool(behind) or _AGED.match(text, end) is not None
    evidence = int(bool(title) or (told and " " in read.name))
    return " , ".join(part for part in (title, behind) if part), evidence


def _fuller(text: str) -> frozenset[str]:
    """Return the last words of longer runs of capitals that begin with a given name, each behind a blank."""
    runs = (match.group(0).split() for match in _RUN.finditer(text))
    return frozenset(f" {words[-1]}" for words in runs if len(words) > 1 and given_names.is_given(words[0]))


def _is_headline(line: str) -> bool:
    """Tell a line that sets most words in capitals: names cannot be told from other words there."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if len(words) < 4 or line.rstrip()[-1:] in '.!?”"':
        return False
    return sum(word[0].isupper() for word in words) / len(words) > 0.8


def _without_opener(text: str, begin: int, run: str, fuller: frozenset[str]) -> str:
    """Drop a word that is capitalised only because it opens the sentence: "When Vera Marn", "Using Vera Marn"."""
    words = run.split()
    if len(words) < 2 or not opens_sentence(text, begin):
        return run
    low = words[0].lower()
    opener = (
        low in _SENTENCE_WORDS
        or low in titles.STOPS
        or (low.endswith("ing") and len(low) > 4)
        or low.endswith("ly")
        or (low in _CLAUSE_WORDS and not given_names.is_given(low))
        or (low in common_words() and f" {words[1]}" in fuller and not given_names.is_given(low))
    )
    return run[len(words[0]) :].lstrip() if opener else run


def opens_sentence(text: str, begin: int) -> bool:
    """Tell whether a word at `begin` opens a sentence, a paragraph or a quotation."""
    before = text[max(0, begin - 3) : begin].rstrip(" ")
    return not before or before[-1] in '.!?”"“‘:\n—–'


def _ends_with(run: str, name: str) -> bool:
    """Tell whether the name read from a run of capitals stands at its end."""
    last = name.split()[-1].lower().rstrip(".")
    return re.sub(r"[’']s?$", "", run.lower()).rstrip(".").endswith(last)


def _common_word(text: str, match: re.Match[str]) -> bool:
    """Tell a word that is capitalised only because it begins a sentence."""
    word = match.group(0)
    if word.lower() in noun_phrases.DAYS:
        return True
    return opens_sentence(text, match.start()) and (word.lower() in _SENTENCE_WORDS or f" {word.lower()} " in text)
