"""The words that name a speaker in, their parts out: name, title, head noun, and what kind of speaker they name.

`parse` looks at the words alone ("Kremlin spokesperson Vera Marn", "a Western official", "she"); who that is in
the document is found by `data.cast` and `data.speakers`. English only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data import countries

PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female", "they": "plural",
    "them": "plural", "their": "plural", "both": "plural", "it": "body", "its": "body", "who": "relative",
    "which": "relative", "i": "first", "we": "first", "himself": "male", "herself": "female",
}  # fmt: skip

#: Words of offices and forms of address that stand before a name.
TITLES = frozenset(
    "president vice prime minister secretary chancellor premier king queen prince princess pope emperor sheikh sultan "
    "mr mrs ms miss dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt captain "
    "cmdr commander adm admiral sgt sergeant sen senator rep representative gov governor mayor ambassador envoy "
    "spokesman spokeswoman spokesperson chief head director deputy chair chairman chairwoman chairperson speaker "
    "congressman congresswoman councillor justice judge attorney rev reverend father archbishop bishop cardinal imam "
    "rabbi ayatollah officer ceo founder leader pm mp foreign defence defense interior finance state former then ex "
    "acting interim national security adviser advisor press treasury health energy trade permanent special first "
    "second undersecretary commissioner inspector detective sec candidate nominee analyst expert economist author "
    "rear journalist reporter correspondent editor professor-emeritus counsellor counselor chargé marshal field brigadier "
    "comptroller under assistant senior high honorary co-chair co-founder founder coach official boss tycoon mogul "
    "billionaire lawyer activist historian strategist pollster negotiator minister-designate democrat republican".split()
)
_HUMAN = TITLES | frozenset(
    "aide member student teacher soldier photographer fellow researcher scientist scholar partner owner resident "
    "driver doctor nurse manager executive veteran worker employee politician lawmaker diplomat prosecutor volunteer "
    "creator star host actor actress singer player citizen man woman boy girl mother wife husband son daughter "
    "brother sister widow friend neighbour neighbor victim survivor witness farmer pilot guard prisoner fighter "
    "counterpart native insider hacker blogger influencer monarch successor predecessor counterpart chairlady physicist biologist "
    "engineer entrepreneur investor trader banker consultant specialist lecturer dean rector principal columnist "
    "novelist poet writer artist filmmaker critic opponent ally rival dissident exile refugee migrant mediator "
    "source observer spook spy operative person warlord chef protester demonstrator pensioner bishop priest".split()
)
_ANONYMOUS_PLURAL = frozenset(
    "those few officials sources spies spooks insiders observers people persons witnesses diplomats officers aides operatives "
    "posts reports users rumours rumors neighbours neighbors residents locals passers-by others some many".split()
)
_GOVERNMENT = frozenset(
    "ministry government administration army navy military forces police parliament embassy cabinet pentagon presidency "
    "prosecutors directorate kremlin senate congress duma rada bundestag force regime authorities side delegation "
    "department treasury consulate service intelligence prosecutor's prosecutors' court office committee council "
    "command staff guard border mission legislature state country nation republic".split()
)
_ORGANISATION = frozenset(
    "agency company group organisation organization organisations organizations bank union party university institute "
    "association foundation fund alliance bloc federation corporation firm inc corp ltd llc plc network paper newspaper "
    "magazine outlet channel broadcaster times post news journal tribune herald guardian daily telegraph mirror sun "
    "mail press media radio television tv centre center society league campaign movement coalition commission board "
    "club church think-tank thinktank watchdog regulator charity ngo programme program project platform website site "
    "report statement study survey poll document letter article editorial tweet post blog book indictment complaint "
    "lawsuit agencies companies industry industries airlines airline hospital school college charter nations world "
    "international airways holdings technologies systems solutions partners observatory monitor house street reuters "
    "account channel".split()
)
PARTICLES = frozenset("de der den van von la le el al bin ben ibn abu du di da dos del della ter ten st. ul y e".split())
_NOT_NAMES = frozenset(
    "the a an and of for in on at to by from with as but or this that these those his her its their our monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december europe western eastern northern southern west east north south muslim christian jewish "
    "catholic affairs relations rights internet also later meanwhile however yet even still again former exiled earlier asia asian african "
    "european african african-american arab".split()
)
_WORD = re.compile(r"[^\s,;:()\"“”]+|,")


@dataclass(frozen=True, slots=True)
class Naming:
    """The parts of the words that name a speaker.

    `form` is "pronoun", "person", "government", "organisation", "group", "anonymous" or "description" (a person by
    office or role: "the minister"). `name` holds the name without title, or the phrase without its article; `title`
    the words of title and apposition; `head` the head noun in lower case; `gender` "male", "female", "plural",
    "body" or "".
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
    if low in PRONOUNS:
        gender = PRONOUNS[low]
        return Naming("pronoun", phrase, head=low, plural=gender == "plural", gender=gender)
    segments = [part.strip() for part in re.split(r",\s+|\s+[—–-]\s+|\s*\(|\)\s*|\s+(?=who\s)", phrase) if part.strip(" ,")]
    if not segments:
        return Naming("anonymous", phrase)
    body = _body(segments[0])
    if body is not None and (len(segments) == 1 or _person(segments[-1]) is None):
        return body
    for place, segment in enumerate(segments):
        person = _person(segment) or _person_of(segment)
        if person is not None and not (place and _is_place(segment)):
            title, name = person
            title = " , ".join([title, *(s for s in segments if s is not segment)]).strip(" ,")
            return Naming("person", name, title=title, gender=_gender(title, name))
    return body or _common(segments[0], ", ".join(segments[1:]))


def _clean(words: str) -> str:
    phrase = re.sub(r"\s+", " ", words).strip(" ,;:—–-.\"“”'’")
    if re.search(r"[A-Z]\.[A-Z]$", phrase):
        phrase += "."
    phrase = re.sub(r"^(?:and|but|both|even|also|later|then|meanwhile|however|while|as|by|of|with)\s+", "", phrase, flags=re.I)
    phrase = re.sub(r"\s+(?:today|yesterday|tonight|later|earlier|on\s[A-Z][a-z]+day|last\s[a-z]+)$", "", phrase)
    return re.sub(r"(?<=\w)[’']s?$", "", phrase) if re.search(r"\w[’']s$", phrase) else phrase


def without_article(phrase: str) -> str:
    """Return `phrase` without a leading "the", "a" or "an"."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I)


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
        return Naming("group" if people else "government", bare, head=bare.lower(), plural=people, gender="body", definite=True)
    segment = re.sub(r"^the\s(?:ministry|group|company|agency|country|department|party|organi[sz]ation)[’']s\s+", "", segment, flags=re.I)
    bare = without_article(segment)
    head = _head(segment)
    if not head:
        return None
    office = head == "office" or head.endswith("'s")
    low = head.lower()
    if low in _HUMAN or _singular(low) in _HUMAN:
        return None
    definite = bool(re.match(r"(?:the|its|their|his|her)\b", segment, re.I)) or segment[:1].isupper()
    if low in _GOVERNMENT or office:
        return Naming("government", bare, title=segment, head=low, gender="body", definite=definite)
    if low in _ORGANISATION or (bare.isupper() and len(bare) > 1 and " " not in bare) or re.search(r"[a-z][A-Z]", bare.split()[-1]) and not re.match(r"(?:Mc|Mac|De|Di|La|Le|O)[A-Z]", bare.split()[-1]):
        return Naming("organisation", bare, title=segment, head=low, gender="body", definite=definite)
    return None


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(word for country in countries.table().values() for word in country.people)


def _head(segment: str) -> str:
    """Return the head noun: the last word before the first preposition."""
    words = segment.split()
    for at, word in enumerate(words):
        if at and word.lower() in {"of", "for", "at", "in", "from", "to", "with", "on", "who", "which", "that", "by", "named"}:
            return words[at - 1].strip("’'").replace("’", "'")
    return words[-1].strip("’'").replace("’", "'") if words else ""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else {"men": "man", "women": "woman"}.get(word, word)


def _person(segment: str) -> tuple[str, str] | None:
    """Return title and name when the segment ends with a person's name, else None."""
    words = segment.split()
    if re.search(r"\b(?:the|a|an)\s+[A-Z.]+$", segment) and len(words) > 2:
        return None
    named = re.search(r"\b(?:named|called|known as)\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)$", segment)
    if named:
        return segment[: named.start()].strip(), named.group(1)
    at = len(words)
    while at and _is_name_word(words, at - 1):
        at -= 1
    while at and at < len(words) and len(words[at - 1]) > 1 and words[at - 1].islower() and words[at - 1] in PARTICLES:
        at -= 1
    name = words[at:]
    while name and (name[0].lower() in PARTICLES and len(name) == 1 or name[0].lower().strip(".") in _NOT_NAMES | TITLES):
        name = name[1:]
        at += 1
    if name and at and words[at - 1].lower() in {"of", "for", "in", "at", "from", "to", "on", "with", "by"}:
        while name and countries.of_name(name[0]):
            name = name[1:]
        if not name or len(name) == len(words[at:]) and len(name) < 2:
            return None
        if len(name) == len(words[at:]):
            return None
    elif len(name) > 1 and name[0].endswith(("'s", "’s")):
        name = name[1:]
    while len(name) > 2 and (countries.of_name(name[0]) or _is_acronym(name[0])):
        name = name[1:]
    if len(name) > 2 and is_human(name[0]):
        name = name[1:]
    before = len(words) - len(name)
    while before and words[before - 1].lower().strip(".") in TITLES:
        before -= 1
    if before and before < len(words) - len(name) and words[before - 1].lower() in {"for", "to", "of", "with", "by", "from", "in"}:
        return None
    title = " ".join(words[: len(words) - len(name)])
    titled = any(_singular(w.lower().strip(".")) in _HUMAN or w.lower().strip(".") in _HUMAN for w in title.split())
    if len(name) == 1 and not title and is_common(name[0]):
        return None
    if not name or len(name) > 5 or not name[-1][:1].isupper():
        return None
    free = all(word.lower() in _NOT_NAMES for word in title.split())
    if len(name) == 1 and not titled and not free and title.lower() not in _FREE_TITLES:
        return None
    if title.lower() in {"the", "a", "an"} or (countries.of_name(" ".join(name)) and not titled):
        return None
    return title, _proper(" ".join(name).strip("’',."))


def _person_of(segment: str) -> tuple[str, str] | None:
    """Read "President Vera Marn of Lower Vale" and "Vera Marn of the Marn Institute"."""
    left, of, right = segment.partition(" of ")
    if not of or not re.match(r"(?:the\s)?[A-Z]", right):
        return None
    person = _person(left)
    if person is None or len(person[1].split()) < 2:
        return None
    return f"{person[0]} of {right}".strip(), person[1]


def is_common(word: str) -> bool:
    """Tell a common noun that opens a sentence ("Sources", "Republicans", "Others") from a name."""
    low = word.lower()
    single = _singular(low)
    return low in _ANONYMOUS_PLURAL or low in _COMMON_PLURAL or (single != low and single in _HUMAN)


_COMMON_PLURAL = frozenset(
    "people others critics republicans democrats conservatives liberals supporters opponents voters protesters experts "
    "analysts scholars scientists researchers soldiers troops allies rebels militants separatists families parents "
    "authorities police reports markets investors traders europeans africans muslims christians jews".split()
)
_FREE_TITLES = frozenset({"", "former", "exiled", "even", "then", "also", "later", "young"})


def _is_name_word(words: list[str], at: int) -> bool:
    word = words[at].strip(",")
    low = word.lower().strip(".")
    if low in PARTICLES and at + 1 < len(words) and at:
        before = words[at - 1]
        return before.lower() in PARTICLES or (before[:1].isupper() and before.lower() not in TITLES)
    if low in TITLES or low in _NOT_NAMES or low in _ORGANISATION or low in _GOVERNMENT:
        return False
    return bool(re.match(r"[^\W\d_a-z][^\d_]*$", word)) and not word.endswith(("'s", "’s"))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.replace(".", "").isupper() and len(word) < 6


def _is_place(segment: str) -> bool:
    return countries.of_name(segment) is not None


def _proper(name: str) -> str:
    """Write a name set in capitals ("BORIS Johnson") as a name."""
    return " ".join(
        word.capitalize() if len(word) > 3 and word.isupper() and word.isalpha() and not re.fullmatch("[IVX]+", word) else word
        for word in name.split()
    )


def _gender(title: str, name: str) -> str:
    words = {w.strip(".,").lower() for w in title.split()}
    if words & {"mr", "king", "prince", "sir", "lord", "spokesman", "chairman", "congressman", "father", "pope", "man", "husband", "son", "brother", "boy"}:
        return "male"
    if words & {"mrs", "ms", "miss", "queen", "princess", "dame", "lady", "spokeswoman", "chairwoman", "congresswoman", "mother", "wife", "daughter", "sister", "woman", "girl", "widow", "actress"}:
        return "female"
    return ""


def can_speak(words: str) -> bool:
    """Return whether the phrase can name somebody who speaks: a person, a body, a people or a document."""
    parsed = parse(words)
    if parsed.form in ("pronoun", "person", "government", "organisation"):
        return True
    single = _singular(parsed.head)
    if parsed.head in _COMMON_PLURAL or single in _HUMAN or parsed.head in _ANONYMOUS_PLURAL or single in _GOVERNMENT or single in _ORGANISATION:
        return True
    if parsed.head in {"people", "men", "women", "allies", "countries", "nations", "voters", "families", "relatives", "parents"}:
        return True
    return single.endswith(("er", "or", "ist", "ian", "ant", "man", "ee", "ese", "crat", "ive", "cian", "eur", "person"))


def is_human(word: str) -> bool:
    """Return whether a noun names a person by office, work or relation ("minister", "aides")."""
    low = word.lower()
    return low in _HUMAN or _singular(low) in _HUMAN


def _common(segment: str, rest: str) -> Naming:
    """Read a common noun: "the minister", "officials", "a spokesperson for the ministry"."""
    head = _head(segment).lower()
    single = _singular(head)
    bare = without_article(segment)
    definite = bool(re.match(r"(?:the|his|her|its|their|this|that)\b", segment, re.I)) or bool(re.search(r"[’']s?\s", segment))
    plural = head != single or head in {"people", "police", "men", "women"} or head in _ANONYMOUS_PLURAL
    indefinite = bool(re.match(r"(?:an?|one|another)\b", segment, re.I))
    if plural:
        form = "anonymous" if head in _ANONYMOUS_PLURAL else "group"
        return Naming(form, bare, title=segment, head=head, plural=True, definite=definite, gender="plural")
    if (single in _HUMAN or segment[:1].islower() or definite) and not (bare[:1].isupper() and _head(segment)[:1].isupper() and single not in _HUMAN):
        form = "anonymous" if indefinite or single.startswith("spokes") else "description"
        return Naming(form, bare, title=f"{segment} {rest}".strip(), head=head, definite=definite, gender=_gender(bare, ""))
    if segment[:1].isupper():
        return Naming("organisation", bare, title=segment, head=head, gender="body", definite=True)
    return Naming("anonymous", bare, title=segment, head=head)
