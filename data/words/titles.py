"""What stands before and behind a person's name: the title there, the office in it, and whether it says one at all.

In: a text and where a name stands in it. Out: its title as printed ("Prime Minister", "the Ferry Minister of
Norland"). And a title in, the role to show and what it ends in out. Whose name it is, the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.words import given_names, naming, noun_phrases, person_names, reporting_verbs
from data.words.country_words import SECOND_HALVES
from data.words.human_nouns import is_office
from data.words.speaker_words import HUMAN, OFFICES, TITLES

#: What a title right before a name does not reach over.
STOPS = noun_phrases.PREPOSITIONS - {"of", "for"} | frozenset(
    "the a an and but or that which who whom when while as if because than not is was are were be been has have had "
    "neither nor either both his her its their our my said says told met meets meet led called asked calls "
    "including like".split()
)
_ADDRESSES = frozenset({"", "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady"})
#: Verbs between two names that are no part of a title.
_PASTS = frozenset("beat brought chose found gave got held kept left lost made met paid saw sent took won".split())
#: What does not open the words that tell who somebody is: "Vera Marn, after a dozen agents came, ...".
_NO_APPOSITION = (noun_phrases.PREPOSITIONS | noun_phrases.SUBORDINATORS | {"and", "said"}) - {"who", "then"}
#: "Vera Marn is a senator from Vale", "was elected mayor": the office, and of where.
_IS = re.compile(
    r"\s(?:is|was|became|(?:has|had)\sbeen|was\s(?:re-)?elected|was\s(?:named|appointed)|took\soffice\sas)\s"
    r"(?:(?:also|now|still|then|as|once)\s)?((?:the\s|an?\s)?(?:[\w’'-]+\s){0,4}?([a-z]+)(?:\sof\s[A-Z]\w+)?)"
    r"(?=[.,;:\n]|\s(?:of|for|from|in|at|since|until|who|when|and|before|after|under|on)\s|$)"
)
_WORD = re.compile(r"[\w’'-]+")
#: Parts of a title that tell no office: "accompanied by Mayor Vesk", "who kept her name".
_CLAUSE = re.compile(
    r"\w+ed\sby\b|who\s(?!(?:serve[sd]|head(?:s|ed)|leads|led|chairs|runs|ran)\b)|"
    r"(?!acting|outgoing|incoming|managing|founding|leading|presiding|sitting|visiting)[a-z]+ing\s|(?:Jr|Sr)\.?$|\d+$"
)
#: "Who is also a clerk": the office; "who is flying home" and "who was told": none.
_WHO_IS = re.compile(r"^who\s(?:is|was)\s(?:(?:also|now|still|then)\s)?(?=(?:an?|the)\s|(?!\w+(?:ing|ed)\b)[a-z]+\s)")
_ADDRESS = re.compile(r"^(?:(?:messrs|mr|mrs|ms|miss|drs?)\b\.?[\s,]*)+|\s(?:Mr|Mrs|Ms|Dr)\.?$", re.IGNORECASE)
#: "The President and Prime Minister Marn": two persons, of whom the second is named.
_ANOTHER = re.compile(r"^[Tt]he\s(?:(?:Vice\s)?President|First\sLady)\sand\s(?=[A-Z])")
_ARTICLE = re.compile(r"^The\s")


def before(text: str, begin: int) -> str:
    """Return the words of a title right before a name: "former Trump administration official"."""
    line = text[max(0, begin - 90) : begin]
    clause = re.split(r"[.;:!?\n\"“”()—–]\s*|,\s+", line)[-1] if not re.search(r"[\"“(]$", line) else ""
    words: Sequence[str] = clause.split()
    at = len(words)
    while at and len(words) - at < 9:
        word = words[at - 1]
        low = word.lower().strip(".")
        if low in {"of", "for"} and at > 1 and words[at - 2].lower() in TITLES:
            at -= 1
            continue
        following = words[at] if at < len(words) else text[begin : begin + 40].split(" ")[0]
        if low == "and" and at > 1 and following in SECOND_HALVES:
            at -= 2  # "President of Trinidad and Tobago"
            continue
        if low == "the" and at > 2 and words[at - 2] == "of" and is_office(words[at - 3]):
            at -= 2  # "Chairman of the Council of Lower Vale"
            continue
        if low in STOPS or _verbal(word):
            break
        at -= 1
    kept = _only_the_title(words[at:])
    if not any(w.lower().strip(".") in TITLES or w.lower() in HUMAN for w in kept):
        return ""
    return " ".join(kept)


def _only_the_title(words: Sequence[str]) -> Sequence[str]:
    """Drop what stands before a title but is none: "Ms Vesk passed Mr", "the president instructed"."""
    if words and words[-1] not in HUMAN and (words[-1] in _PASTS or (words[-1].islower() and words[-1].endswith("ed"))):
        return ()
    form = len(words) > 1 and is_address(words[-1])
    return words[-1:] if form and words[-2].islower() and words[-2] not in HUMAN else words


def _verbal(word: str) -> bool:
    """Tell a word that hardly stands in a title: a verb, a pronoun, an adverb."""
    low = word.lower()
    if word[:1].isupper() or low in HUMAN:
        return False
    if low in noun_phrases.PRONOUNS or low in noun_phrases.AUXILIARIES or low.endswith("ly"):
        return True
    verb = reporting_verbs.forms().get(low)
    return verb is not None and verb.form in ("past", "participle", "third")


def before_comma(text: str, begin: int) -> str:
    """Return "the governor of Lower Vale" from "the governor of Lower Vale, Vera Marn"."""
    line = text[max(0, begin - 120) : begin]
    match = re.search(
        r"(?:^|[.,;:“\"”]\s*|\s)((?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s|[A-Z][\w.’'-]+\s)[^.,;:“\"”\n]{3,70}),\s$", line
    )
    if not match:
        return ""
    described = naming.parse(match.group(1))
    if described.form not in ("description", "anonymous") or described.head.lower() not in HUMAN:
        return ""
    words = re.sub(r"^(?:the|an?|its|their)\s", "", match.group(1), flags=re.I).split()
    return "" if any(map(_verbal, words)) else match.group(1)


def behind(text: str, end: int) -> str:
    """Return "head of the Marn institute" from "Vera Marn, head of the Marn institute, ..."."""
    match = re.match(
        r"(?:’s|'s)?,\s(?:(?:aged\s)?\d+,\s)?"
        r"((?:who\s(?:is|was|serves as|heads)\s)?[^.,;:“\"”\n]{4,110})(?=[,.;:]|\s[–—-]\s|$)",
        text[end : end + 140],
    )
    if not match:
        return _predicate(text, end)
    words = match.group(1).split()
    if _goes_on(words) or _is_next(match.group(1)):
        return ""
    near = [re.sub("[’']s?$", "", w.lower()) for w in words[:7]]
    return match.group(1) if any(w in HUMAN for w in near) else ""


def _predicate(text: str, end: int) -> str:
    """Return the office that the sentence gives to the person named before `end`."""
    told = _IS.match(text, end, end + 140)
    if told is None or told.group(2) not in OFFICES or any(map(_verbal, told.group(1).split()[1:-1])):
        return ""
    return told.group(1)


def _is_next(words: str) -> bool:
    """Tell the next of a list from an apposition: "Ferry Minister Vera Marn, Prime Minister of Norland Odo Lind"."""
    person = person_names.read(words)
    return person is not None and " " in person[1] and words[:1].isupper() and any(map(is_office, person[0].split()))


def _goes_on(words: Sequence[str]) -> bool:
    """Tell words behind a name that go on with the sentence and do not say who somebody is: ", led by the army,"."""
    first = words[0].lower()
    if words[0].endswith("ing") or (words[0].endswith("ed") and words[1:2] == ["by"]) or first in _NO_APPOSITION:
        return True
    no_noun = noun_phrases.AUXILIARIES | noun_phrases.PRONOUNS - {"who"}
    if first != "who" and any(word.lower() in no_noun for word in words[:7]):
        return True
    return first not in {"who", "the", "a", "an", "former", "then"} and _verbal(words[0])


def is_address(title: str) -> bool:
    """Tell a mere form of address, or no title at all: "Mr.", "Dr", ""."""
    return title.lower().strip(".") in _ADDRESSES


def role(title: str) -> str:
    """Return a title as a role: forms of address left out, no blank before a comma."""
    title = _ARTICLE.sub("", _ANOTHER.sub("", title))
    parts = (_of_one(_WHO_IS.sub("", part.strip())) for part in re.split(r"\s*,\s+", _ADDRESS.sub("", title)))
    return ", ".join(part for part in parts if part and not _CLAUSE.match(part))


def _of_one(part: str) -> str:
    """Leave out who is named beside: "President Vera Marn and President of Norland"; not "lawyer for Vera Marn"."""
    words = part.split()
    named = [place for place in range(1, len(words) - 1) if _is_named(*words[place - 1 : place + 2])]
    if not named:
        return part
    rest = words[named[-1] + 2 :]
    return " ".join(rest[1:]) if rest[:1] == ["and"] else part if rest else ""


def _is_named(title: str, first: str, last: str) -> bool:
    """Tell the given name of a person whose title stands right before it."""
    capitals = title[0].isupper() and first[0].isupper() and last[0].isupper()
    return capitals and first.lower() not in TITLES and given_names.is_given(first)


def ends_in(head: str, titles: Sequence[str]) -> bool:
    """Tell whether a title is one of `head`: "space expert", "expert on ships", not "experts' lawyer"."""
    parts = (part.strip() for title in titles for part in title.split(","))
    return any(naming.parse(part).head == head for part in parts if part)


def names_an_office(title: str) -> bool:
    """Tell whether a title has the word for an office in it."""
    return any(word.lower() in OFFICES for word in _WORD.findall(title))
