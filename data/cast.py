"""A document in, the persons it names out: fullest name, titles, country clues and every place they are named.

Names are read from capitals, titles and appositions, without a tagger. Bodies and unnamed people are not listed
here. The country is what the words around the name say; office holders are looked up by `data.speakers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from data import countries, given_names, names, naming, noun_phrases, person_names, places, titles
from data.name_spans import common_words
from data.records import Span
from data.speaker_words import PARTICLES

_PARTICLE = r"(?:de|der|den|van|von|la|le|el|al|bin|ben|ibn|du|di|da|dos|del|della|ter|ul)"
_ABBREVIATED = r"(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sen|Rep|Gov|St|Jr|Sr|Maj|Capt|Sgt|Adm)\."
_NAME = rf"(?:{_ABBREVIATED}(?=\s|[A-Z])|(?:{person_names.JOINED})?[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*)"
_RUN = re.compile(rf"\b(?!I[’'])" rf"{_NAME}(?:[ \u00a0]?(?:{_PARTICLE}[ \u00a0]){{0,2}}(?<=[ \u00a0.]){_NAME})*")
_LINE = re.compile(r"[^\n]+")
#: Verbs that a headline sets in capitals like the names beside them.
_VERBS = frozenset("Is Are Was Were Has Does Did".split())
#: A further capital behind a country makes a body of it: "the Norway Fund".
_GOES_ON = re.compile(r"\s[^\W\d_a-z]")
#: "In Carlow": a name that stands for a place in one sentence does so in the next.
_LOCATED = re.compile(r"\b(?:in|near|outside|across|downtown)\s([A-Z][a-z]+)\b(?![’'\-]|\s[A-Z])")
_OF = re.compile(r"\sof\s(?:the\s)?")
_OWNS = re.compile(r"[’']s?\s")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})


@dataclass(slots=True)
class Person:
    """One person of a document: the fullest `name`, `titles` as printed, `gender`, and where they are named."""

    name: str
    titles: list[str] = field(default_factory=list)
    gender: str = ""
    places: list[Span] = field(default_factory=list)
    evidence: int = 0
    country: str | None = None

    @property
    def likely(self) -> bool:
        """Whether the words around the name, or the name itself, tell a person from a place or a body."""
        return self.evidence > 0 or given_names.is_given(self.name.split()[0])

    @property
    def surname(self) -> str:
        """The last word of the name, suffixes such as "Jr." left out."""
        return surname(self.name)


#: "Marn's brother Tom": a first name, of whom the text may name in full only later.
_KIN = re.compile(r"\b(?:brother|sister|son|daughter|wife|husband|father|mother|nephew|niece|cousin|uncle|aunt)$")


def _key(word: str) -> str:
    return names.fold(word) or word.lower()


def surname(name: str) -> str:
    """Return the last word of a name, suffixes such as "Jr." left out."""
    words = [word for word in name.split() if word.lower().strip(".") not in _SUFFIXES]
    return words[-1] if words else name


class Cast:
    """The persons of one document."""

    def __init__(self, text: str, *, headline: str | None = None) -> None:
        self.text = text
        self.persons: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        #: Those whom only the headline names.
        self.headlined: list[Person] = []
        seen = list(_named(text))
        for span, title, name, evidence in sorted(seen, key=lambda item: (len(core(item[2])) < 2, item[0].start)):
            self._add(span, title, name, evidence)
        for person in self.persons:
            person.places.sort(key=lambda span: span.start)
            person.gender = person.gender or given_names.gender(person.name)
        self._learn(headline or "")

    def _learn(self, title: str) -> None:
        """Take fuller names and offices of the text's persons from the document's title, which the text may leave out.

        "President Marn met Finnish Minister Vera Lind": the text goes on with "Mr Marn and Ms Lind".
        """
        for span, office, name, _ in _named(title, headlines=True):
            near = self.persons[0].places[0].start if self.persons else 0
            both = re.search(rf"(?:[A-Z][\w’'-]*\s)+and\s{re.escape(office)}(?=\s)", title) if office else None
            office = both.group(0) if both else office
            person = self.find(name, near=near) if len(core(name)) > 1 or office else None
            if person is None and office:
                self.headlined.append(Person(name, [office], evidence=1, places=[Span(0, 0)]))
            if person is None or not _same(person.name, name):
                continue
            if len(core(name)) > len(core(person.name)):
                person.name = name
                self._by_word.setdefault("~" + name.split()[0].lower(), []).append(person)
            person.evidence += 1
            person.country = person.country or _country_behind(title, span.end)
            if office:
                person.titles.append(office)
                person.gender = person.gender or person_names.gender(office)

    def find(self, name: str, *, near: int, gender: str = "") -> Person | None:
        """Return the person `name` means at offset `near`: by full name, surname, first name or close spelling.

        `gender` ("Mrs. Marn") leaves out persons known to be of the other one.
        """
        words = name.split()
        fit = [p for p in self._by_word.get(_key(words[-1]), []) if _same(p.name, name)] if words else []
        fit = [p for p in fit if not (gender and p.gender) or p.gender == gender]
        if not fit and len(core(name)) == 1:
            fit = [p for p in self._by_word.get("~" + name.lower(), []) if p.evidence or len(p.places) > 1]
            fit = fit or [p for p in self.persons if _is_part(name, p.name)]
        if not fit:
            spelled = [p for p in self.persons if words and _spelled_alike(p.surname, words[-1])]
            fit = [p for p in spelled if len(core(name)) == 1 or _spelled_alike(p.name, name)]
        # "Jim Marn, known as Mad Dog Marn": Marn is the one whose name is a person's for sure.
        return max(fit, key=lambda p: (p.likely, *_nearness(p, near)), default=None)

    def before(self, offset: int) -> list[tuple[int, Person]]:
        """Return the likely persons named before `offset`, each with its last place, latest first."""
        found = []
        for person in self.persons:
            place = bisect_left(person.places, offset, key=lambda span: span.start)
            if place and person.likely:
                found.append((person.places[place - 1].start, person))
        return sorted(found, key=lambda item: -item[0])

    def unsure_before(self, offset: int) -> list[tuple[int, Person]]:
        """Return those named before `offset` in two words that nothing else tells from a body, latest first."""
        doubtful = [one for one in self.persons if not one.likely and " " in one.name and len(one.places) > 1]
        named = ((span.start, one) for one in doubtful for span in one.places if span.start < offset)
        return sorted(named, key=lambda item: -item[0])

    def after(self, offset: int, *, within: int = 800) -> list[tuple[int, Person]]:
        """Return the persons first named within so many characters behind `offset`, nearest first."""
        found = []
        for person in self.persons:
            if person.likely and offset < person.places[0].start < offset + within:
                found.append((person.places[0].start, person))
        return sorted(found, key=lambda item: item[0])

    def _add(self, span: Span, title: str, name: str, evidence: int) -> None:
        gender = person_names.gender(title)
        known = [p for p in self._by_word.get(_key(surname(name)), []) if _same(p.name, name)]
        known = [p for p in known if not gender or (p.gender or given_names.gender(p.name) or gender) == gender]
        if not known and len(core(name)) == 1:
            kin = bool(_KIN.search(title))
            known = [p for p in self._by_word.get("~" + name.lower(), []) if kin or p.places[0].start < span.start]
            known = known or [p for p in self.persons if " " in p.name and _spelled_alike(p.surname, name)]
            known = known or [p for p in self.persons if _is_part(name, p.name)]
        if known:
            person = min(known, key=lambda p: (not p.likely, min(abs(s.start - span.start) for s in p.places)))
            if evidence:
                person.evidence += 1
        else:
            person = Person(name, evidence=evidence)
            self.persons.append(person)
            self._by_word.setdefault(_key(person.surname), []).append(person)
            first = name.split()[0].lower()
            if len(core(name)) > 1:
                self._by_word.setdefault("~" + first, []).append(person)
        person.places.append(span)
        person.country = person.country or _country_behind(self.text, span.end)
        if title:
            person.titles.append(title)
            person.gender = gender or person.gender


def _country_behind(text: str, end: int) -> str | None:
    """Return the country that a name ending at `end` is said to be of: "Vera Marn of Norway", not "of Norwegian"."""
    behind = _OF.match(text, end)
    if behind is None:
        return None
    words = text[behind.end() : behind.end() + 60]
    for span, code, form in countries.named(words)[:1]:
        if span.start == 0 and form in ("name", "place") and not _GOES_ON.match(words, span.end):
            return code
    return None


def core(name: str) -> list[str]:
    """Return the words of a name in lower case, particles such as "von der" and suffixes left out."""
    words = [word.lower().replace(".", "") for word in name.split()]
    return [word for word in words if word not in PARTICLES and word not in _SUFFIXES]


def _nearness(person: Person, near: int) -> tuple[bool, int]:
    before = [near - span.start for span in person.places if span.start <= near]
    return bool(before), -min(before) if before else 0


def _same(full: str, name: str) -> bool:
    """Tell whether two names can be one person's: equal surnames and no differing first names."""
    a, b = core(full), core(name)
    if not a or not b:
        return False
    if a[-1] != b[-1] and names.fold(surname(full)) != names.fold(surname(name)):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    return (
        a[0] == b[0]
        or ((len(a[0]) == 1 or len(b[0]) == 1) and a[0][0] == b[0][0])
        or SequenceMatcher(None, a[0], b[0]).ratio() > 0.7
    )


def _is_part(word: str, full: str) -> bool:
    """Tell a name called by a part that is not the last: "Orlan" of "Vera Orlan da Marn", "Vesk" of "al-Vesk"."""
    if full.isalpha():
        return False
    parts, low = full.lower().split(), word.lower()
    return low in parts[1:-1] or (len(parts) > 1 and parts[-1].endswith((f"-{low}", f"’{low}", f"'{low}")))


def _spelled_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= 0.85 and one.endswith("s") == other.endswith(
        "s"
    )


def _named(text: str, *, headlines: bool = False) -> Iterator[tuple[Span, str, str, int]]:
    """Yield where a person may be named: span of the name, title, name, and 1 where the words say it is a person.

    Lines set in capitals like headlines are passed over unless `headlines` asks for them.
    """
    fuller = _fuller(text)
    located = frozenset(_LOCATED.findall(text))
    passed = [] if headlines else [line.span() for line in _LINE.finditer(text) if _is_headline(line.group(0))]
    for match in _RUN.finditer(text):
        run = match.group(0)
        if _VERBS.intersection(run.split()[1:]):
            continue  # a headline's words, verb and all: "Vera Marn Is Right"
        if any(start <= match.start() < end for start, end in passed):
            continue
        begin = match.start()
        words = _without_opener(text, begin, run, fuller)
        begin = match.end() - len(words)
        prefix = titles.before(text, begin)
        named = naming.parse(f"{prefix} {words}".strip())
        if named.form != "person" and prefix:
            prefix = ""
            named = naming.parse(words)
        if named.form != "person" or not _ends_with(run, named.name):
            continue
        single = len(named.name.split()) == 1
        if single and len(run.split()) == 1 and _common_word(text, match):
            continue
        if single and not named.title and named.name.lower() in common_words() and f" {named.name}" not in fuller:
            continue
        if single and not named.title and named.name in located and f" {named.name}" not in fuller:
            continue
        if not named.title and (places.is_place(named.name) or named.name in places.organisations()):
            continue
        title = named.title
        if titles.is_address(title) and not _OWNS.match(text, match.end()):
            title = f"{titles.before_comma(text, begin - len(prefix) - 1 if prefix else begin)} {title}".strip()
        after = titles.behind(text, match.end())
        evidence = int(bool(title) or (bool(after) and " " in named.name))
        yield Span(match.start(), match.end()), " , ".join(t for t in (title, after) if t), named.name, evidence


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


_SENTENCE_WORDS = frozenset(
    "the a an and but or so yet if when while as in on at by for from to with of it he she they we you i this that "
    "these those there here what who how why where some many most all both each one two no not never also".split()
)
#: Words that open a clause; a few of them are given names too.
_CLAUSE_WORDS = noun_phrases.SUBORDINATORS | noun_phrases.AUXILIARIES | {"unlike", "beyond", "once", "even", "perhaps"}
