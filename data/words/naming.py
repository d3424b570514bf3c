"""The words that name a speaker in, their parts out: name, title, head noun, and what kind of speaker they name.

`parse` looks at the words alone ("Kremlin spokesperson Vera Marn", "a Western official", "she"); who that is in
the document is found by `data.resolution.cast` and `data.speakers`. English only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.words import countries, given_names, person_names, places, unnamed
from data.words.human_nouns import is_human, is_office, singular
from data.words.person_names import gender as gender_of
from data.words.speaker_words import ANONYMOUS, COMMON_PLURALS, GOVERNMENT, HUMAN, ORGANISATION, TITLES

PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female", "they": "plural",
    "them": "plural", "their": "plural", "both": "plural", "it": "body", "its": "body", "who": "relative",
    "which": "relative", "that": "relative", "i": "first", "we": "first", "you": "second",
    "me": "first", "us": "first", "myself": "first", "ourselves": "first", "himself": "male", "herself": "female",
}  # fmt: skip

#: 'Vera "Vee" Marn': no part of the name.
NICKNAME = r"[“\"][A-Z][\w-]+[”\"](?=\s[A-Z])"
_NICKNAMED = re.compile(rf"(?<=[A-Za-z.]\s){NICKNAME}\s")
_WORD = re.compile(r"[^\s,;:()\"“”]+|,")


@dataclass(frozen=True, slots=True)
class Naming:
    """The parts of the words that name a speaker.

    `form` is "pronoun", "person", "government", "organisation", "group", "anonymous" or "description" (a person by
    office or role: "the minister"). `name` holds the name without title, or the phrase without its article; `title`
    the words of title and apposition; `head` the head noun in lower case; `gender` "male", "female", "plural",
    "body" or "", of pronouns also "first", "second" or "relative".
    """

    form: str
    name: str
    title: str = ""
    head: str = ""
    plural: bool = False
    definite: bool = False
    gender: str = ""


@lru_cache(maxsize=20_000)
def parse(words: str) -> Naming:
    """Return the parts of `words`, the phrase that names a speaker."""
    phrase = _clean(words)
    low = phrase.lower()
    if low in PRONOUNS and phrase not in ("WHO", "US"):
        gender = PRONOUNS[low]
        return Naming("pronoun", phrase, head=low, plural=gender == "plural", gender=gender)
    several = _ONE_OF.fullmatch(phrase)
    if several is not None:
        head = _head(several.group(2)).lower()
        one = several.group(1).lower() == "one"
        return Naming("anonymous", phrase, title=phrase, head=head, plural=not one, gender="" if one else "plural")
    if unnamed.counted(phrase):
        return Naming("anonymous", phrase, title=phrase, head=low.split()[-1], plural=True, gender="plural")
    itself = unnamed.calls_itself(phrase)
    if itself is not None:
        return Naming("organisation", itself[1], title=itself[0], head=low.split()[-1], definite=True)
    segments = [part.strip() for part in _PARTS.split(phrase) if part.strip(" ,")]
    if not segments:
        return Naming("anonymous", phrase)
    if len(segments) > 1 and PRONOUNS.get(segments[0].lower()) == "first":  # "We, the ministers of the bay"
        return parse(segments[0])
    body = _body(segments[0]) or _body_by_apposition(segments)
    if body is not None and (len(segments) == 1 or not is_human(_head(segments[0]))):
        return _officer(segments) or body
    for place, segment in enumerate(segments):
        person = None if unnamed.several(segment) else person_names.read(segment) or person_names.read_of(segment)
        if _is_region(segment) or (len(segments) > 1 and _is_place(segment)):
            continue
        if person is not None and not (place and not _introduces(segments[0], segment)):
            title, name = person
            title = " , ".join([title, *(s for s in segments if s is not segment)]).strip(" ,")
            return Naming("person", name, title=title, gender=gender_of(title, name))
    if body is None and _is_region(segments[0]):
        return Naming("government", segments[0], title=segments[0], head=low, gender="body", definite=True)
    return body or _common(segments[0], ", ".join(segments[1:]))


#: What parts a name and the words that say who it is.
_PARTS = re.compile(r",\s+|\s+(?:[—–-]|--)\s+|\s*\(|\)\s*|\s+(?=who\s)")
#: "One of the diplomats", "some of her neighbours".
_ONE_OF = re.compile(
    r"(one|two|three|four|several|some|many|most|both|all|each|none)\sof\s(?:the|its|his|her|their|these|those)\s([^,]+)",
    re.IGNORECASE,
)


def _officer(segments: Sequence[str]) -> Naming | None:
    """Read "Ministry of Trade spokesman Vera Marn": a body's name of several words, an office, a full name.

    "Vale Boat Alliance, Chair Vera Marn" tells the same.
    """
    behind = person_names.read(segments[1]) if len(segments) > 1 else None
    if behind is not None and " " in behind[1] and is_office(behind[0]) and _body(segments[0]):
        title = " , ".join([behind[0], segments[0], *segments[2:]])
        return Naming("person", behind[1], title=title, gender=gender_of(*behind))
    person = person_names.read(segments[0])
    if person is None or " " not in person[1] or not is_office(person[0].split(" ")[-1]):
        return None
    title = " , ".join([person[0], *segments[1:]])
    return Naming("person", person[1], title=title, gender=gender_of(title, person[1]))


def _introduces(segment: str, named: str) -> bool:
    """Tell whether a name may follow behind a comma: "the bureau's director, ...", "South Vale, Ohio, Mayor ...".

    "Officials at the border guard, a part of Vale Customs" names nobody.
    """
    if re.match(r"the\s", named, re.IGNORECASE):  # "a nominee - the Republican Vera Marn": an office and a full name
        title, name = person_names.read(named) or ("", "")
        return is_human(_head(segment)) and " " in name and is_human(title.split(" ")[-1])
    if re.match(r"(?:an?|which|whose|including|like|such\sas)\s", named, re.IGNORECASE):
        return False
    if re.match(r"one\sof\s", segment, re.IGNORECASE):
        return is_human(segment.split()[-1])
    return is_human(_head(segment)) or _is_place(segment)


def _body_by_apposition(segments: Sequence[str]) -> Naming | None:
    """Read "Marn Rising, a research group": the apposition tells a body."""
    if len(segments) < 2 or not re.match(r"(?:an?|the)\s", segments[1]):
        return None
    head = _head(segments[1].split(" and ")[0]).lower()
    if head not in ORGANISATION | GOVERNMENT or is_human(head):
        return None
    return Naming("organisation", without_article(segments[0]), head=head, gender="body", definite=True)


_LED_BY = re.compile(
    r"^(?:and|but|both(?!\sof\b)|even|also|later|then|meanwhile|however|while|as|by|of|with|no\swonder)\s+", re.I
)


def _clean(words: str) -> str:
    phrase = _NICKNAMED.sub("", re.sub(r"\s+", " ", words).strip(" ,;:—–-.*\"“”'’"))
    if re.search(r"[A-Z]\.[A-Z]$", phrase):
        phrase += "."
    phrase = re.sub(r"^An?(?=\s[a-z])", lambda article: article.group(0).lower(), _LED_BY.sub("", phrase))
    phrase = re.sub(r"\s+on\s[A-Z][a-z]+\.?\s\d{1,2}\b.*$", "", phrase)
    phrase = re.sub(r"\s+(?:today|yesterday|tonight|later|earlier|on\s[A-Z][a-z]+day|last\s[a-z]+)$", "", phrase)
    return re.sub(r"(?<=\w)[’']s?$", "", phrase) if re.search(r"\w[’']s$", phrase) else phrase


def without_article(phrase: str) -> str:
    """Return `phrase` without a leading "the", "a" or "an"."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I)


#: "Thursday by a message", "While many farmers".
_LEADING = re.compile(r"^(?:(?:[A-Z][a-z]+day\s)?by|including|[Ww]hile|[Aa]lthough|[Tt]hough|[Bb]ecause)\s(?=\w)")
_AFTERWARDS = re.compile(
    r"\s(?:(?:him|her|it|them)sel(?:f|ves)|today|yesterday|tonight|later|earlier|also|then|there|"
    r"this\s(?:week|morning|afternoon|evening|year)|"
    r"in\s(?:early\s|late\s|mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December))$"
)
#: "A handful — including Vera Marn of Ohio".
_AMONG_THEM = re.compile(r"(?:\s*[—–]\s*(?:including|among them|such as)|,\s(?:like|such as))\b.*")
#: "Marn obstructed the inquiry": the name and what it did; "Marn Ferries based in Turku" did nothing.
_WITH_A_VERB = re.compile(
    r"((?:[A-Z][\w.-]+\s){0,3}[A-Z][\w.-]+)\s(?:"
    r"[a-z]+ed\s(?:(?:the|an?|his|her|its|their)|(?!by|in|at|on|with|to)[a-z]+\swith)|(?:met|spoke)\s(?:[a-z]+\s)?with"
    r")\s.*"
)
#: "Vera Marn, Jr.": the comma parts no two persons.
_JUNIOR = re.compile(r",?\sJr\.?(?=[\s,]|$)")
_SUBJECT_FIRST = re.compile(r"(he|she|they)\s(?!and\b|or\b|who\b|himself|herself)[a-z].*", re.IGNORECASE)
_IN_A_REPORT = re.compile(
    r"^((?:[^\W\d_a-z][\w.’'-]+\s){0,3}[^\W\d_a-z][\w.’'-]+)\s(?:in|on)\s(?:an?|his|her|their|its|over|the)\s.*"
    r"\b(?:report|statement|interview|post|tweet|speech|letter|article|video|message|briefing|conference)$"
)
#: "The clerk of Vale discussed the fair and": the first of two verbs, where the second is the one that reports.
_FIRST_OF_TWO = re.compile(r"(.+?)\s(?:[a-z]+ed|made|gave|held|met|sent|took)\s.*\s(?:and|but|then)")
#: "Vera Marn as she opened the fair", "the clerk when opening the fair": when it was said.
_AT_A_TIME = re.compile(
    r"(.+?)\s(?:as\s(?:he|she|they|it)|(?:when|while|after|before|upon)\s(?:[a-z]+ing|he|she|they|it))\s.*"
)
#: "Vera Marn at talks", "the ferry clerk in a telephone call": on what occasion.
_ON_AN_OCCASION = re.compile(
    r"(.+?)\s(?:at|in|during|after|before|following)\s(?:[a-z][\w-]*\s)*(?:call|ceremony|conversation|debate|hearing|meeting|"
    r"negotiations|session|summit|talks)\b.*"
)


def in_running_text(words: str) -> str:
    """Return a phrase that names nobody as it stands in running text: "a Western official"."""
    words = re.sub(r"\s+", " ", words).strip(" ,;:")
    words = re.sub(r"^(?:both|even|and|but)\s+", "", words, flags=re.I)
    return re.sub(r"^(?:The|A|An|Some|Two|Three|Several|Many)\b", lambda m: m.group(0).lower(), words)


def trimmed(words: str) -> str:
    """Return the words that name a speaker without what a reading took in by mistake.

    "Vera Marn himself", "a minister today", "the port chief (of all people", "he a telegram", "Marn in a report".
    """
    words = re.sub(r"\s+", " ", words).strip(" ―")
    words = _JUNIOR.sub("", _LEADING.sub("", words))
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")].rstrip()
    words = _AFTERWARDS.sub("", _AMONG_THEM.sub("", words))
    pronoun = _SUBJECT_FIRST.fullmatch(words)
    words = pronoun.group(1) if pronoun else words
    reported = _IN_A_REPORT.match(words) or _WITH_A_VERB.match(words)
    return reported.group(1) if reported else _without_occasion(words)


def _without_occasion(words: str) -> str:
    """Leave out what a person did meanwhile, and where: never part of a name or an office."""
    told = _FIRST_OF_TWO.fullmatch(words) or _AT_A_TIME.fullmatch(words) or _ON_AN_OCCASION.fullmatch(words)
    if told is None:
        return words
    return told.group(1) if parse(told.group(1)).form in ("person", "description") else words


_SHORT = frozenset({"US", "U.S.", "U.S", "UK", "U.K.", "U.K", "USA", "UAE", "U.S.A.", "DRC", "PRC", "DPRK"})


def country_named(words: str) -> str | None:
    """Return the country `words` name as a whole; other codes of two or three letters are no names in a text."""
    if len(words) <= 3 and words not in _SHORT and words.isupper():
        return None
    return countries.of_name(words)


def _body(segment: str) -> Naming | None:
    """Read a country, a metonym, a ministry or an organisation."""
    bare = without_article(segment)
    meant = countries.metonym(segment)
    if meant is not None:
        form = "government" if meant.iso3 else "organisation"
        return Naming(form, bare, head=bare.split()[-1].lower(), gender="body", definite=True)
    if country_named(bare) and not bare.islower():
        people = bare.endswith("s") and bare.split()[-1] in _peoples()
        return Naming(
            "group" if people else "government", bare, head=bare.lower(), plural=people, gender="body", definite=True
        )
    segment = re.sub(
        r"^the\s(?:ministry|group|company|agency|country|department|party|organi[sz]ation)[’']s\s+",
        "",
        segment,
        flags=re.I,
    )
    bare = without_article(segment)
    head = _head(segment)
    if not head:
        return None
    office = head == "office" or head.endswith("'s")
    low = head.lower()
    listed = bare in places.organisations() and bare[:1].isupper() and low not in COMMON_PLURALS
    if listed or _DOMAIN.fullmatch(bare) or _titled_body(segment):
        return Naming("organisation", bare, title=segment, head=low, gender="body", definite=True)
    if is_human(low):
        return None
    definite = bool(re.match(r"(?:the|its|their|his|her)\b", segment, re.I)) or segment[:1].isupper()
    if low in GOVERNMENT or office:
        return Naming("government", bare, title=segment, head=low, gender="body", definite=definite)
    if (
        low in ORGANISATION
        or (bare.isupper() and len(bare) > 1 and " " not in bare)
        or (
            re.search(r"[a-z][A-Z]", bare.split()[-1])
            and not re.match(rf"(?:Mc|Mac|De|Di|Du|La|Le|O|Fitz)[A-Z]|{person_names.JOINED}", bare.split()[-1])
            and not person_names.calls_by_name(bare.split()[-2:-1])
        )
    ):
        return Naming("organisation", bare, title=segment, head=low, gender="body", definite=definite)
    return None


#: "The senator vying for the seat", "the general commanding the guard": not "the police training college".
_DOING = re.compile(
    r"[a-z]{2,}ing\s(?:[A-Z]|(?:the|an?|his|her|its|their|for|with|in|on|at|to|from|by|as|against|re-election)\b)"
)
#: "aldrynews.com".
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|[a-z]{2})")
_THE_CAPITALS = re.compile(r"[Tt]he(?:\s[A-Z][\w’'.-]+)+\s([A-Z][a-z]+)")


def _titled_body(segment: str) -> bool:
    """Tell "the Vale Star", a body, from "the Vale Mayor": a noun of persons as the last of several capitals."""
    capitals = _THE_CAPITALS.fullmatch(segment)
    return capitals is not None and capitals.group(1).lower() in HUMAN - TITLES


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(word for country in countries.table().values() for word in country.people)


def _head(segment: str) -> str:
    """Return the head noun: the last word before the first preposition."""
    words = segment.split()
    for at, word in enumerate(words):
        if at and word.lower() in {
            "of",
            "for",
            "at",
            "in",
            "from",
            "to",
            "with",
            "on",
            "who",
            "which",
            "that",
            "by",
            "named",
            "familiar",
            "close",
            "briefed",
            "aware",
            "involved",
            "whose",
            "like",
            "including",
        }:
            return words[at - 1].strip("’'").replace("’", "'")
        if at and is_human(words[at - 1]) and _DOING.match(" ".join(words[at:])):
            return words[at - 1]
    return words[-1].strip("’'").replace("’", "'") if words else ""


def can_speak(words: str) -> bool:
    """Return whether the phrase can name somebody who speaks: a person, a body, a people or a document."""
    parsed = parse(words)
    if parsed.form in ("pronoun", "person", "government", "organisation"):
        return True
    single = singular(parsed.head)
    if (
        parsed.head in COMMON_PLURALS
        or is_human(parsed.head)
        or parsed.head in ANONYMOUS
        or single in GOVERNMENT
        or single in ORGANISATION
    ):
        return True
    if parsed.head in {
        "people",
        "men",
        "women",
        "allies",
        "countries",
        "nations",
        "voters",
        "families",
        "relatives",
        "parents",
    }:
        return True
    return single.endswith(
        ("er", "or", "ist", "ian", "ant", "man", "ee", "ese", "crat", "ive", "cian", "eur", "person")
    )


def _common(segment: str, rest: str) -> Naming:
    """Read a common noun: "the minister", "officials", "a spokesperson for the ministry"."""
    head = _head(segment).lower()
    single = singular(head)
    bare = without_article(segment)
    definite = bool(re.match(r"(?:the|his|her|its|their|this|that)\b", segment, re.I)) or bool(
        re.search(r"[’']s?\s", segment)
    )
    plural = head != single or head in {"people", "police", "men", "women"} or head in ANONYMOUS
    indefinite = bool(re.match(r"(?:an?|one|another|each|every|any)\b", segment, re.I))
    if plural:
        form = "anonymous" if head in ANONYMOUS else "group"
        return Naming(form, bare, title=segment, head=head, plural=True, definite=definite, gender="plural")
    human = is_human(head)
    if (human or segment[:1].islower() or definite or indefinite) and not (
        bare[:1].isupper() and _head(segment)[:1].isupper() and not human
    ):
        form = "anonymous" if indefinite or single.startswith("spokes") else "description"
        return Naming(
            form, bare, title=f"{segment} {rest}".strip(), head=head, definite=definite, gender=gender_of(bare)
        )
    if bare[:1].isupper():
        return Naming("organisation", bare, title=segment, head=head, gender="body", definite=True)
    return Naming("anonymous", bare, title=segment, head=head)


def _is_region(segment: str) -> bool:
    """Tell a region, which speaks by its government, from a person and a party: "Texas", not "Virginia"."""
    return places.is_region(segment) and not (given_names.is_given(segment) or is_human(segment))


def _is_place(segment: str) -> bool:
    """Tell a place between commas ("Dnipro, Ukraine") from a person."""
    return countries.of_name(segment) is not None or places.is_place(segment)
