"""The words of one phrase in, the title and the name of the person it ends with out.

By capitals, titles and closed word lists: "former Defence Minister Vera Marn" is the title "former Defence
Minister" and the name "Vera Marn". Whether the person is named elsewhere in the document is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.words import countries, given_names, places
from data.words.country_words import SECOND_HALVES
from data.words.human_nouns import is_common, is_human, is_office, singular
from data.words.name_spans import common_words
from data.words.name_words import ORGANISATION_WORDS
from data.words.speaker_words import (
    ANONYMOUS,
    COMMON_PLURALS,
    GOVERNMENT,
    NOT_NAMES,
    ORGANISATION,
    PARTICLES,
    PORTFOLIOS,
    TITLES,
)

ARABIC = r"(?:al|el|ul|ad|as|an|ar|at|az|ash|ech)-"
#: A particle written as one with the name: "diMarn", "LeVesk".
JOINED = r"(?:d[aei]|del|van|von|l[ae]|ma?c)(?=[A-Z])"
_NAME_WORD = re.compile(rf"(?:{ARABIC}|{JOINED})?[^\W\d_a-z][^\d_]*$")
_PARTY = re.compile(r"[RDI]-\w+")
_NAMED = re.compile(r"\b(?:named|called|known as)\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)$")
_PREPOSITIONS = frozenset("of for in at to from on with by under against about including between".split())
#: What an office can be of or for, so that a name may follow: "Secretary of State", "Chief of Staff".
_FIELDS = PORTFOLIOS | frozenset(
    "state staff national homeland the house general and war veterans commerce sport sports tourism welfare youth "
    "housing planning research technology innovation climate".split()
)
#: Words a bare surname may follow without being titled.
_FREE_TITLES = frozenset({"", "former", "exiled", "even", "then", "also", "later", "young"})
#: "A weary Marn": how somebody known is just then.
_MOOD = re.compile(r"an?\s[a-z]+(?:ed|ing|y|t|se|ful|ous|ive)")
#: Points of the compass make the name of a place of the word behind them.
_COMPASS = frozenset("east eastern north northern south southern west western central middle".split())
#: What a region is called behind its name.
_AREAS = frozenset("county district krai oblast province region".split())
#: Last words of the names of bodies and sites; those that are surnames too are left out.
_NO_SURNAMES = ORGANISATION_WORDS | frozenset(
    "airport avenue boulevard county district island islands peninsula plan province square stadium tower "
    "valley".split()
)
_NO_SURNAMES -= frozenset("post guard teachers workers brothers rangers giants".split())
_LONGEST = 5


def read(segment: str) -> tuple[str, str] | None:
    """Return title and name when the segment ends with a person's name, else None."""
    segment = _GLUED.sub(r"\g<0> ", segment)
    words = segment.split()
    words = words[1:] if len(words) > 2 and _leads(words) else words
    if re.search(r"\b(?:the|a|an)\s+[A-Z.]+$", segment) and len(words) > 2:
        return None
    named = _NAMED.search(segment)
    if named:
        return segment[: named.start()].strip(), named.group(1)
    name = _behind_title(words, _run(words))
    if not name or not _NAME_WORD.match(name[-1]):
        return None
    title = words[: len(words) - len(name)]
    if len(name) > _LONGEST or not _bears(title, name):
        return None
    return " ".join(title), _proper(" ".join(name).strip("’',."))


def read_of(segment: str) -> tuple[str, str] | None:
    """Read "President Vera Marn of Lower Vale", "Vera Marn of the Marn Fund" and "Vera Marn for Aldry Standards"."""
    parts = re.split(r"\s(of|for|at|with)\s(?=(?:the\s)?(?:[a-z-]+\s)?[A-Z])", segment, maxsplit=1)
    if len(parts) < 3:
        return None
    left, link, right = parts
    person = read(left)
    if person is None or (len(person[1].split()) < 2 and not is_human(person[0].split(" ")[-1].strip("."))):
        return None
    if link != "of" and not (" " in person[1] and given_names.is_given(person[1].split()[0])):
        return None
    return f"{person[0]} {link} {right}".strip(), person[1]


def _run(words: Sequence[str]) -> list[str]:
    """Return the words at the end that can be a name."""
    at = len(words)
    while at and _is_name_word(words, at - 1):
        at -= 1
    while at and at < len(words) and len(words[at - 1]) > 1 and words[at - 1].islower() and words[at - 1] in PARTICLES:
        at -= 1
    name = list(words[at:])
    while name and (
        (name[0].lower() in PARTICLES and len(name) == 1)
        or (
            name[0].lower().strip(".") in NOT_NAMES | TITLES
            and not (at and _is_surname(words[at - 1], name))
            and not (len(name) > 1 and _INITIAL.fullmatch(name[0]))  # "A." before a name is no article
            and not (len(name) > 1 and _is_given_behind_office(words, at))
        )
    ):
        del name[0]
    if at > 1 and _leads_to_field(words[at - 2], words[at - 1]):
        name = _without_field(name)
        at = len(words) - len(name)
    if name and at and words[at - 1].lower() in _PREPOSITIONS | {"the"} and not _is_field(words, at):
        bare = _without_country(name)
        if len(bare) == 3 and at > 1 and words[at - 2][:1].isupper() and _given_second(bare):
            bare = bare[1:]  # "attorney for the District of Columbia Vera Marn"
        return [] if len(bare) == len(name) and words[at - 1].lower() != "the" else bare
    return name


def _is_field(words: Sequence[str], at: int) -> bool:
    """Tell whether the words before `at` end a title with its field: "Secretary of State Vera Marn"."""
    return at > 2 and words[at - 1].lower() in _FIELDS


def _given_second(name: Sequence[str]) -> bool:
    return given_names.is_given(name[1]) and not given_names.is_given(name[0])


def _leads_to_field(before: str, link: str) -> bool:
    """Tell "Minister of", "Secretary for" and "Culture and": a field follows."""
    office = link.lower() in ("of", "for") and is_office(before.strip("."))
    return office or (link.lower() == "and" and before.lower() in _FIELDS)


def _without_field(name: list[str]) -> list[str]:
    """Drop what an office is of: "Minister of Education Vera Marn", "Head of Policy Vera Marn"."""
    at = 0
    while at + 1 < len(name) and name[at].lower() in _FIELDS:
        at += 1
    given = next((i for i in range(at, len(name) - 1) if given_names.is_given(name[i])), 0)
    return name[given:] if given and all(map(_everyday, name[at:given])) else name[at:]


def _behind_title(words: Sequence[str], name: list[str]) -> list[str]:
    """Drop what only describes the person: a country, a body, a title, a possessive before the name."""
    if len(name) > 1 and name[0].endswith(("'s", "’s", "s'", "s’")):
        name = name[1:]
    if len(name) > 2:
        name = _without_country(name)
    while len(name) > 2 and (_is_acronym(name[0]) or is_human(name[0])):
        name = name[1:]
    if len(name) > 3 or (len(name) == 3 and not _can_open(name[0]) and len(words) > 3):
        given = next((i for i in range(1, len(name) - 1) if given_names.is_given(name[i])), 0)
        if given and not given_names.is_given(name[0]):
            name = name[given:]
    return name


def _leads(words: Sequence[str]) -> bool:
    """Tell an everyday word set in capitals before a full name: "Trust Vera Marn"."""
    capitals = words[0].istitle() and not is_human(words[0])
    return capitals and _everyday(words[0]) and not given_names.is_given(words[0]) and given_names.is_usual(words[1])


def _can_open(word: str) -> bool:
    """Return whether a name can begin with the word: no place, no everyday noun of an office."""
    return not (places.is_place(word) or countries.of_name(word) or is_human(word))


def _without_country(name: list[str]) -> list[str]:
    """Drop the longest country, place or body that opens a name: "the United States Vera Marn", "Turku Vera Marn"."""
    if len(name) > 2 and name[0] in SECOND_HALVES:
        return name[1:]
    for length in (4, 3, 2, 1):
        if length < len(name) and countries.of_name(" ".join(name[:length])):
            return name[length:]
        if length + 1 < len(name) and _belongs_elsewhere(name[:length]):
            return _without_country(name[length:])
    return name


def _belongs_elsewhere(words: Sequence[str]) -> bool:
    """Return whether words before a name of two words are a place or a body: "ambassador to NATO Vera Marn"."""
    whole = " ".join(words)
    alone = len(words) == 1 and (_is_acronym(words[0]) or words[0].lower() in _AREAS)
    return alone or places.is_place(whole) or countries.metonym(whole) is not None


def _bears(title: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether `name` behind `title` names a person: not a body, a place or a common noun."""
    before = len(title)
    while before and title[before - 1].lower().strip(".") in TITLES:
        before -= 1
    while 0 < before < len(title) and countries.of_name(title[before - 1]):
        before -= 1  # "an aide to Finnish President Vera Marn" is not she
    link = title[before - 1].lower() if before else ""
    if 0 < before < len(title) and link in _PREPOSITIONS:
        ministry = before > 1 and title[before - 2].lower() in GOVERNMENT and is_office(title[-1])
        if not (ministry or _holds_field(title, before)):
            return False
    called = int(given_names.is_given(name[0]))  # "Bill" is a name too
    if any(word.lower().strip(".,") in ORGANISATION for word in name[called:-1]) and len(name) > 2:
        return False
    if len(name) > 1 and name[-1].lower() in COMMON_PLURALS | ANONYMOUS:
        return False
    words = " ".join(title)
    field = 1 + max((at for at, word in enumerate(title) if word.lower() in _PREPOSITIONS), default=-1)
    titled = bool(title) and (is_office(title[-1]) or _holds_field(title, field))
    if len(name) == 1:
        plural = name[0].lower() in COMMON_PLURALS or name[0].lower() in ANONYMOUS
        if plural or _PARTY.match(name[0]) or (not titled and is_common(name[0])):
            return False
        if not title and _is_acronym(name[0]):
            return False
        free = all(word.lower() in NOT_NAMES and word.lower() not in _QUANTITIES for word in title)
        if title and title[-1].lower() in _COMPASS:
            return False
        if not (titled or free or words.lower() in _FREE_TITLES or _MOOD.fullmatch(words)):
            return False
    if len(name) == 2 and not titled and not given_names.is_given(name[0]) and all(map(_everyday, name)):
        return False
    if len(name) > 2 and is_human(name[-1]) and not called and all(map(_describes, name[:-1])):
        return False  # a headline's "Top Norwegian Diplomat"
    if countries.of_name(" ".join(name)) and not (titled and len(name) == 1):
        return False
    return words.lower() not in {"the", "a", "an"}


def _everyday(word: str) -> bool:
    """Tell a word that a name of two such words hardly has: "Sustainable Development"."""
    return word.lower() in common_words()


def _describes(word: str) -> bool:
    """Tell a word that says which office is meant: a country, a field, an everyday word."""
    return _everyday(word) or word.lower() in PORTFOLIOS or countries.of_name(word) is not None


_QUANTITIES = frozenset("few four five several six seven some many most all both two three more".split())


def _holds_field(title: Sequence[str], before: int) -> bool:
    """Tell "Secretary of State" from "spokesman for President"."""
    return (
        before > 1
        and title[before - 1].lower() in _PREPOSITIONS
        and title[before - 2].lower().strip(".") in TITLES
        and title[-1].lower() not in ("the", "and")
        and all(word.lower() in _FIELDS for word in title[before:])
    )


_INITIAL = re.compile(r"[A-Z]\.")
#: "Vera D.Marn": the blank left out.
_GLUED = re.compile(r"(?<![\w.])[A-Z]\.(?=[A-Z][a-z]{2})")


def _is_name_word(words: Sequence[str], at: int) -> bool:
    word = words[at].strip(",")
    if _INITIAL.fullmatch(word):
        return True
    low = word.lower().strip(".")
    if low in PARTICLES and word.islower() and at + 1 < len(words) and at:
        before = words[at - 1]
        return before.lower() in PARTICLES or (before[:1].isupper() and before.lower() not in TITLES)
    if low in _COMPASS and at + 1 == len(words) and at and given_names.is_given(words[at - 1]):
        return True
    last = at + 1 == len(words)
    if low in _SURNAMES_TOO and last and word.istitle() and calls_by_name(words[:at][-1:]):
        return True
    if low in ORGANISATION and word.istitle() and _is_first_or_last(words, at):
        return True
    if low in NOT_NAMES and not last and _is_given_behind_office(words, at):
        return True
    if low in TITLES or low in NOT_NAMES or low in ORGANISATION or low in GOVERNMENT:
        return False
    if not last and is_office(low) and singular(low) in TITLES and not given_names.is_given(low):
        return False  # "Professors Marn and Vesk"
    if ("-" in low and is_human(low)) or (low in _NO_SURNAMES and at + 1 == len(words)):
        return False
    return bool(_NAME_WORD.match(word)) and not word.endswith(("'s", "’s"))


def _is_given_behind_office(words: Sequence[str], at: int) -> bool:
    """Tell "Christian" in "Captain Christian Marn"."""
    return at > 0 and words[at].istitle() and is_office(words[at - 1]) and given_names.is_given(words[at])


def _is_first_or_last(words: Sequence[str], at: int) -> bool:
    """Tell a person from a body: "Bill Marn", and behind an office "Mayor Vera Post"."""
    if at + 1 < len(words):
        return given_names.is_given(words[at])
    return at > 1 and is_office(words[at - 2]) and calls_by_name(words[at - 1 : at])


def calls_by_name(before: Sequence[str]) -> bool:
    """Tell the word before a surname, if there is one: "Mr. King", "Vera Bishop", "T. King", not "Senator King"."""
    word = before[0] if before else ""
    low = word.lower().strip(".")
    if low in _FORMS_OF_ADDRESS or _INITIAL.fullmatch(word):
        return True
    return low not in TITLES | NOT_NAMES and word.istitle() and given_names.is_given(word)


def _is_surname(before: str, name: Sequence[str]) -> bool:
    return len(name) == 1 and name[0].lower() in _SURNAMES_TOO and calls_by_name([before])


_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss"})
#: Titles that people bear as surnames; "Mr. President" has none.
_SURNAMES_TOO = frozenset("bishop cardinal field judge justice king lord major marshal pope prince rabbi".split())


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 1 < len(letters) < 6 and letters.isupper()


def _proper(name: str) -> str:
    """Write a name set in capitals ("BORIS Johnson") as a name."""
    return " ".join(
        word.capitalize()
        if len(word) > 3 and word.isupper() and word.isalpha() and not re.fullmatch("[IVX]+", word)
        else word
        for word in name.split()
    )


#: Offices that women hold under the same name.
_EITHER = frozenset("spokesman chairman congressman".split())
_MALE = frozenset(
    "mr king prince sir lord father pope man husband son brother boy businessman "
    "actor nephew uncle grandfather sheikh priest bishop archbishop cardinal metropolitan patriarch".split()
)
_FEMALE = frozenset(
    "mrs ms miss queen princess dame lady spokeswoman chairwoman congresswoman mother wife daughter sister woman girl "
    "widow actress businesswoman niece aunt grandmother nun".split()
)


#: "Vera Marn, who kept her name": the first pronoun of a relative clause speaks of its person.
_CLAUSE = re.compile(r"\bwho\s(?:[\w’'-]+\s){1,8}?(her|she|his|he)\b")


def gender(title: str, name: str = "") -> str:
    """Return "male" or "female" where the words of a title tell it, else "".

    A chairman may be a woman where the given name of `name` says so.
    """
    clause = _CLAUSE.search(title)
    words = {word.strip(".,").lower() for word in (title[: clause.start()] if clause else title).split()}
    if words & _MALE or words & _FEMALE:
        return "male" if words & _MALE else "female"
    if clause is not None:
        return "female" if clause.group(1) in ("her", "she") else "male"
    return (given_names.gender(name) or "male") if words & _EITHER else ""
