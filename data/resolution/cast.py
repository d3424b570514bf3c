"""A document in, the persons it names out: fullest name, titles, country clues and every place they are named.

The names are those that `named_persons` finds; here it is told which of them are one person's. Bodies and unnamed
people are not listed. The country is what the words around the name say; office holders are looked up by
`data.speakers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from data.records import Span
from data.resolution import named_persons
from data.words import countries, given_names, names, person_names
from data.words.human_nouns import is_office
from data.words.name_spans import common_words
from data.words.speaker_words import PARTICLES

#: A further capital behind a country makes a body of it: "the Norway Fund".
_GOES_ON = re.compile(r"\s[^\W\d_a-z]")
_OF = re.compile(r"\sof\s(?:the\s)?")
#: What a title sets in capitals beside names: "Minister Marn’s Call with ...", "Meeting Between Minister Marn and ...".
_OCCASION = re.compile(
    r"\b(?:After|Ahead|Before|Between|Following|Hosts|Joint|(?:Bi|Tri)lateral|Virtual|Video|(?:Tele)?[Pp]hone|Calls?|"
    r"Conversations?|Dinner|Lunch|Engagements?|Meetings?|Participation|Remarks|Statements?|Talks|Travel|Trip|Visits?)\b"
)


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
    def last_word(self) -> str:
        """The last word of the name, suffixes such as "Jr." left out."""
        return last_word(self.name)


#: "Marn's brother Tom": a first name, of whom the text may name in full only later.
_KIN = re.compile(r"\b(?:brother|sister|son|daughter|wife|husband|father|mother|nephew|niece|cousin|uncle|aunt)$")


def _addresses(title: str) -> bool:
    """Tell a mere form of address, behind which a surname stands: "Mr", "Mrs."."""
    return title.lower().strip(".") in ("mr", "mrs", "ms", "miss")


def _key(word: str) -> str:
    return names.fold(word) or word.lower()


def last_word(name: str) -> str:
    """Return the last word of a name, suffixes such as "Jr." left out: "Vesk" of "Odo van der Vesk", whom a text calls
    "van der Vesk" or "Vesk" (`names.surname` keeps the particles).
    """
    words = [word for word in name.split() if word.lower().strip(".") not in names.GENERATIONS]
    return words[-1] if words else name


class Cast:
    """The persons of one document."""

    def __init__(self, text: str, *, headline: str | None = None) -> None:
        self.text = text
        self.persons: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        #: Those whom only the headline names.
        self.headlined: list[Person] = []
        #: Those whom the headline names, in its order.
        self.in_title: list[Person] = []
        seen = list(named_persons.find(text))
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
        title = _OCCASION.sub(lambda word: word.group(0).lower(), title)
        for span, office, name, _ in named_persons.find(title, headlines=True):
            near = self.persons[0].places[0].start if self.persons else 0
            both = re.search(rf"((?:[A-Z][\w’'-]*\s)+)and\s{re.escape(office)}(?=\s)", title) if office else None
            office = both.group(0) if both and is_office(both.group(1).split()[-1]) else office
            person = self.find(name, near=near) if len(core(name)) > 1 or office else None
            person = person or (self._called_by_first(name) if office else None)
            if person is None and office:
                self.headlined.append(Person(name, [office], evidence=1, places=[Span(0, 0)]))
            sure = office and not any(word.lower() in common_words() for word in name.split())
            titled = person or (self.headlined[-1] if sure else None)
            if titled is not None and titled not in self.in_title:
                self.in_title.append(titled)
            if person is None or not (_same(person.name, name) or person.name == name.split()[0]):
                continue
            if len(core(name)) > len(core(person.name)):
                person.name = name
                self._by_word.setdefault("~" + name.split()[0].lower(), []).append(person)
            person.evidence += 1
            person.country = person.country or _country_behind(title, span.end)
            if office:
                person.titles.append(office)
                person.gender = person.gender or person_names.gender(office, name)

    def _called_by_first(self, name: str) -> Person | None:
        """Return "Mr Marn" for the fuller name "Marn Dolin": with a form of address the first word is the surname."""
        first, *others = name.split()
        named = 0 < len(others) < 3 and not any(word.lower() in common_words() for word in others)
        alike = self._by_word.get(_key(first), []) if named else []
        return next((one for one in alike if " " not in one.name and any(map(_addresses, one.titles))), None)

    def find(self, name: str, *, near: int, gender: str = "", title: str = "") -> Person | None:
        """Return the person `name` means at offset `near`: by full name, surname, first name or close spelling.

        `gender` ("Mrs. Marn") leaves out persons known to be of the other one; of several whom the name fits, those
        whom the text gave the `title` come first: "President Marn", behind "President Vera Marn and Tom Marn".
        """
        words = name.split()
        fit = [p for p in self._by_word.get(_key(words[-1]), []) if _same(p.name, name)] if words else []
        fit = [p for p in fit if not (gender and p.gender) or p.gender == gender]
        if not fit and len(core(name)) == 1:
            fit = [p for p in self._by_word.get("~" + name.lower(), []) if p.evidence or len(p.places) > 1]
            fit = fit or [p for p in self.persons if _is_part(name, p.name)]
        if not fit:
            spelled = [p for p in self.persons if words and _spelled_alike(p.last_word, words[-1])]
            fit = [p for p in spelled if len(core(name)) == 1 or _spelled_alike(p.name, name)]
        fit = _with_title(fit, title)
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
        gender = person_names.gender(title, name)
        known = [p for p in self._by_word.get(_key(last_word(name)), []) if _same(p.name, name)]
        known = [p for p in known if not gender or (p.gender or given_names.gender(p.name) or gender) == gender]
        if not known and len(core(name)) == 1:
            kin = bool(_KIN.search(title))
            kin = kin or _addresses(title)
            known = [p for p in self._by_word.get("~" + name.lower(), []) if kin or p.places[0].start < span.start]
            known = known or [p for p in self.persons if " " in p.name and _spelled_alike(p.last_word, name)]
            known = known or [p for p in self.persons if _is_part(name, p.name)]
        if known:
            known = _with_title(known, title)
            person = known[0] if len(known) == 1 else min(known, key=lambda p: (not p.likely, _distance(p, span)))
            if evidence:
                person.evidence += 1
        else:
            person = Person(name, evidence=evidence)
            self.persons.append(person)
            self._by_word.setdefault(_key(person.last_word), []).append(person)
            first = name.split()[0].lower()
            if len(core(name)) > 1:
                self._by_word.setdefault("~" + first, []).append(person)
        person.places.append(span)
        person.country = person.country or _country_behind(self.text, span.end)
        if title:
            person.titles.append(title)
            person.gender = gender or person.gender


def _with_title(fit: list[Person], title: str) -> list[Person]:
    """Return those of several persons whom the text gave the title before; all where it gave it to none."""
    if len(fit) < 2 or not title:
        return fit
    return [one for one in fit if title.lower() in map(str.lower, one.titles)] or fit


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
    return [word for word in words if word not in PARTICLES and word not in names.GENERATIONS]


def _distance(person: Person, span: Span) -> int:
    return min(abs(place.start - span.start) for place in person.places)


def _nearness(person: Person, near: int) -> tuple[bool, int]:
    before = [near - span.start for span in person.places if span.start <= near]
    return bool(before), -min(before) if before else 0


def _same(full: str, name: str) -> bool:
    """Tell whether two names can be one person's: equal surnames and no differing first names."""
    a, b = core(full), core(name)
    if not a or not b:
        return False
    if a[-1] != b[-1] and names.fold(last_word(full)) != names.fold(last_word(name)):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    short, long = sorted((a, b), key=len)
    return (
        a[0] == b[0]
        or short == long[-len(short) :]  # "Orlan Marn" for "Vera Orlan Marn": two surnames
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
