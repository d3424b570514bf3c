"""Read the labels of turns in transcripts: "PRESIDENT ZELENSKYY", "MS. PSAKI", "Q", "Governor of X Anna Petrova".

In: a label as printed, with the outlet, date and text of its document. Out: the speaker, or None where the label
is a heading and nobody speaks. Surnames are completed from the document ("Press Secretary Jen Psaki") and from the
table of office holders; where neither knows the person, the name stays as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data import countries, people
from data.names import bare, fold, plain_slug
from data.records import Speaker

_ASIDE = re.compile(r"\s*[\(\[][^)\]]*(?:[\)\]]|$)|\s*,?\s*\b(?:as interpreted|via (?:translator|interpreter)|continued)\b.*$", re.I)
_QUESTION = re.compile(r"(?:Q|QUESTION|REPORTERS?|PRESS|JOURNALISTS?|CORRESPONDENT|PHOTOJOURNALIST)S?\d*(?: \w{1,2})?", re.I)
_CROWD = re.compile(
    r"(?:(?:AN? )?(?:AUDIENCE|CROWD)(?: MEMBERS?)?|PARTICIPANTS?|MODERATORS?|OPE?RT?ATOR|AIDE|STAFF(?:ER)?|CHILD(?:REN)?|KIDS?|"
    r"STUDENTS?|TEACHERS?|PATIENTS?|WORKERS?|VOLUNTEERS?|VETERANS?|PLAYERS?|GUESTS?|ATTENDEES?|MEMBERS?|ALL|GROUP|"
    r"INTERPRETER|TRANSLATOR|ANNOUNCER|HOST|EMCEE|NARRATOR|VIDEO|CALLER|UNKNOWN|UNIDENTIFIED|SPEAKER|VOICES?|"
    r"REMARKS?|REPLY|REPLIES|RESPONSES?|RETORT|ANSWERS?|REPLICA|COMMENTS?|"
    r"(?:RESPONSE|REMARK|REPLY|VOICE|QUESTION|SHOUT)S? FROM (?:THE )?(?:HALL|AUDIENCE|FLOOR|ROOM|SEATS?)|FROM THE (?:HALL|AUDIENCE)|"
    r"(?:UN(?:IDENTIFIED|KNOWN)|MALE|FEMALE|ANOTHER|YOUNG)\b.*|.*\b(?:OFFICIALS?|SPOKESPERSON|PLAYERS|CREW|CHORUS|CHOIR))"
    r"(?: ?(?:#|NO\. ?|NUMBER )?(?:\d+|ONE|TWO|THREE|FOUR))?",
    re.I,
)
_BY_OFFICE = {
    "PRESIDENT": "President", "VICE PRESIDENT": "Vice President", "FIRST LADY": "First Lady",
    "SECOND GENTLEMAN": "Second Gentleman", "SECOND LADY": "Second Lady", "SECRETARY": None,
}  # fmt: skip
_TITLES = (
    "VICE PRESIDENT|FORMER PRESIDENT|PRESIDENT|PRIME MINISTER|CHANCELLOR|TAOISEACH|KING|QUEEN|CROWN PRINCE|PRINCE|PRINCESS|POPE|EMIR|"
    "SECRETARY[- ]GENERAL|SECRETARY GENERAL|FOREIGN MINISTER|MINISTER|DEPUTY SECRETARY|ACTING SECRETARY|UNDER SECRETARY|"
    "UNDERSECRETARY|ASSISTANT SECRETARY|SECRETARY|ATTORNEY GENERAL|DEPUTY ATTORNEY GENERAL|SURGEON GENERAL|"
    "ASSISTANT ATTORNEY GENERAL|ACTING ADMINISTRATOR|DEPUTY ADMINISTRATOR|ADMINISTRATOR|ACTING DIRECTOR|DEPUTY DIRECTOR|"
    "DIRECTOR|CHAIRMAN|CHAIRWOMAN|CHAIR|COMMISSIONER|AMBASSADOR|SPECIAL ENVOY|ENVOY|SENATOR|SEN\\.|REPRESENTATIVE|REP\\.|"
    "CONGRESSMAN|CONGRESSWOMAN|LEADER|SPEAKER|MAJORITY LEADER|WHIP|GOVERNOR|GOV\\.|LIEUTENANT GOVERNOR|MAYOR|COUNTY EXECUTIVE|"
    "COUNCILMEMBER|CHIEF JUSTICE|JUSTICE|JUDGE|SHERIFF|CHIEF|GENERAL|GEN\\.|LIEUTENANT GENERAL|MAJOR GENERAL|ADMIRAL|COLONEL|"
    "CAPTAIN|MAJOR|SERGEANT|LIEUTENANT|COMMANDER|OFFICER|REVEREND|REV\\.|PASTOR|BISHOP|ARCHBISHOP|RABBI|FATHER|SISTER|DEAN|"
    "PROFESSOR|COACH|HIS MAJESTY|DR\\.|MR\\.|MRS\\.|MS\\.|MISS|THE HONORABLE|SIR|LADY|LORD|DEPUTY NATIONAL SECURITY ADVISOR|"
    "NATIONAL SECURITY ADVISOR|PREMIER|HIGH REPRESENTATIVE|TREASURER|DR|MR|MS|MRS"
)
_TITLED = re.compile(rf"^(?:THE )?((?:(?:{_TITLES})\s+)+)(.+)$", re.I)
_AMERICAN = re.compile(
    r"SENATOR|SEN\.|REPRESENTATIVE|REP\.|CONGRESS|GOV|MAYOR|ATTORNEY GENERAL|SURGEON GENERAL|ADMINISTRATOR|JUSTICE|SHERIFF|"
    r"COUNTY EXECUTIVE|MAJORITY LEADER|WHIP|DEPUTY SECRETARY|UNDER ?SECRETARY|ASSISTANT SECRETARY|ACTING"
)
_PLAIN = re.compile(r"^(?:MR|MRS|MS|MISS|DR|SIR|THE HONORABLE)\.?$", re.I)
_HEADING = re.compile(r"\b(?:AND|OF|THE|FOR|IN|TO|ON|WITH|BY|[A-Z]{3,}ING)\b")
_TITLE_NOUN = re.compile(
    r"\b(?:president|minister|director|head|chair\w*|governor|mayor|ambassador|envoy|secretary|chief|commissioner|deputy|"
    r"rector|professor|academician|general|representative|leader|editor|ombudsman|commander|captain|colonel|member|aide|"
    r"adviser|advisor|coordinator|moderator|host|anchor|presenter|journalist|correspondent|reporter|ceo|owner|founder|"
    r"king|queen|emir|prince|sheikh|patriarch|metropolitan|chancellor|premier|speaker|judge|prosecutor|spokes\w+|co-chair\w*|"
    r"manager|teacher|student|doctor|worker|physician|principal|coach|champion|pilot|cosmonaut|farmer|officer|partner)\b",
    re.I,
)
_RUSSIAN_POST = re.compile(
    r"\b(?:Presidential (?:Aide|Plenipotentiary|Envoy|Adviser)|Plenipotentiary|Region|Oblast|Krai|Territory|Republic of (?:Adygea|"
    r"Bashkortostan|Buryatia|Crimea|Dagestan|Ingushetia|Karelia|Komi|Mari El|Mordovia|Sakha|Tatarstan|Tyva|Udmurtia)|Tatarstan|"
    r"Bashkortostan|Dagestan|Ingushetia|Chechnya|Chechen|Chuvashia|Yakutia|Crimea|Sevastopol|Moscow|St Petersburg|Duma|"
    r"Federation Council|Sberbank|VTB|Gazprom|Rosneft|Rosatom|Transneft|Aeroflot|Rosseti|Roscosmos|Rostec|VEB|ALROSA|LUKOIL|"
    r"Russian Railways|Russian Academy|Accounts Chamber|Central Election Commission|Investigative Committee)\b"
)
_RUSSIAN_OFFICE = re.compile(r"\b(?:Minister|Prime Minister|Deputy|Governor|Aide|Prosecutor General|Chief of|Head of the)\b", re.I)
_RUSSIAN_GIVEN = (
    "Alexander Alexandra Alexei Alina Alisa Alla Alyona Alena Anastasia Anatoly Andrei Angelina Anna Anton Arkady Artyom Artem "
    "Boris Daria Denis Dmitry Eduard Ekaterina Yekaterina Elena Yelena Elvira Evgeny Yevgeny Yevgenia Fyodor Fedor Galina "
    "Gennady Georgy German Gleb Grigory Igor Ilya Inna Inga Irina Ivan Kira Kirill Konstantin Ksenia Kseniya Larisa Leonid "
    "Lyubov Lyudmila Lidia Lev Lilia Maxim Margarita Maria Marina Mariam Mikhail Nadezhda Natalia Natalya Nikita Nikolai Nina "
    "Oksana Oleg Olesya Olga Pavel Pyotr Petr Polina Raisa Roman Ruslan Rustam Sergei Sofia Stanislav Stepan Svetlana Taisia "
    "Tamara Tatyana Timur Timofey Vadim Valentin Valentina Valery Valeria Vasily Vera Veronika Veniamin Vitaly Viktor Viktoria "
    "Vladimir Vladislav Vsevolod Vyacheslav Yakov Yan Yana Yaroslav Yaroslava Yegor Yelizaveta Elizaveta Yevgenia Yulia Yury Yuri "
    "Zhanna Zinaida Zoya Ella Elina Emma Emilia Marat Rinat Ramil Ravil Ildar Airat Albert Aisen Aman Shamil Magomed Magomedsalam "
    "Ramazan Nail Damir Dinar Kamil Ilgam Rafael Rashid Renat Rustem Salavat Radiy Radmir Zaur Aslan Murat Alikhan Artur Arthur "
    "Lyubomir Rodion Savva Semyon Taras Tikhon Trofim Ulyana Vlada Yefim Yulian Zakhar Ignat Innokenty Iosif Kuzma Makar Matvei "
    "Miron Mstislav Platon Prokhor Svyatoslav Arseny Afanasy Bogdan Vikenty Vitalina Antonina Arina Asya Varvara Vasilisa Dina "
    "Evelina Karina Kristina Marianna Milana Rimma Roza Rosa Serafima Snezhana Stella Eleonora Emina Alsu Gulnara Guzel Venera"
).split()


def parse_label(
    label: str, *, outlet: str | None = None, date: str | None = None, text: str = ""
) -> Speaker | None:
    """Return who speaks under `label`, or None where it is a heading.

    `outlet` tells whose "the President" is, `date` (ISO) who held the office, `text` (title and text of the
    document) completes surnames. Unnamed speakers (questions from the press, the audience, officials on
    background) are of kind "anonymous" and keep the label as their name.
    """
    words = re.sub(r"\s+", " ", _ASIDE.sub("", label)).strip(" :.-–—")
    if label.strip().rstrip(":").upper().startswith(("MR", "MS", "DR")) and not words:
        return None
    home = _home(outlet)
    upper = words.upper()
    if not words:
        return None
    if _QUESTION.fullmatch(words):
        return _anonymous("Questioner", "question", None)
    if _CROWD.fullmatch(words):
        official = "OFFICIAL" in upper
        return _anonymous(words.capitalize() if words.isupper() else words, "official" if official else "audience", home if official else None)
    office = upper.removeprefix("THE ")
    if office in _BY_OFFICE and home and _BY_OFFICE[office]:
        person = people.holder(_BY_OFFICE[office] or "", home, date)
        return _speaker(person.name, person.country, person.role, person.id) if person else _anonymous(words, office.lower(), home)
    if words.isupper() or re.match(r"(?:Mc|Mac|De|Le|La)?[A-Z'’ .-]+$", words):
        return _capitals(words, home, date, text)
    return _mixed(words, home, date)


def _home(outlet: str | None) -> str | None:
    """Return the country whose government the outlet belongs to."""
    name = (outlet or "").lower()
    if "white house" in name or "whitehouse" in name:
        return "USA"
    if "kremlin" in name:
        return "RUS"
    found = countries.of_title(outlet) if outlet else None
    return found


def _anonymous(name: str, role: str, country: str | None) -> Speaker:
    return Speaker(f"anonymous-{plain_slug(name)}", name, "anonymous", country, role)


def _speaker(name: str, country: str | None, role: str | None, identity: str | None = None) -> Speaker:
    return Speaker(identity or people.slug(name), name, "person", country, role)


def _capitals(words: str, home: str | None, date: str | None, text: str) -> Speaker | None:
    """Read a label in capitals: title and surname, or a bare name."""
    titled = _TITLED.match(words)
    title, last = (titled.group(1).strip(), titled.group(2).strip()) if titled else ("", words)
    if (not titled and (_HEADING.search(last) or len(last.split()) > 3)) or len(last.split()) > 5:
        return None
    person = _holder_of(title, last, home, date)
    full, role = _in_text(last, title, text)
    if person and (not full or fold(full).split(" ")[0] == fold(person.name).split(" ")[0] or _same(person, full)):
        return _speaker(person.name, person.country, person.role, person.id)
    if not titled and not full:
        return None
    known = people.lookup(full, date) if full else []
    if len(known) == 1:
        return _speaker(known[0].name, known[0].country, known[0].role, known[0].id)
    name = full or _capitalised(last)
    country = (countries.of_title(role) if role else None) or (home if home == "USA" and _AMERICAN.search(title) else None)
    return _speaker(name, country, role or (None if _PLAIN.match(title) or not title else title.lower()))


def _same(person: people.Person, full: str) -> bool:
    return any(fold(full) == fold(alias) for alias in person.aliases)


_RANKS = (
    (re.compile(r"VICE PRESIDENT"), re.compile(r"vice president", re.I)),
    (re.compile(r"FORMER PRESIDENT|PRESIDENT"), re.compile(r"president|head of state|emperor", re.I)),
    (re.compile(r"PRIME MINISTER|PREMIER|TAOISEACH|CHANCELLOR"), re.compile(r"prime minister|premier|chancellor|taoiseach|head of government", re.I)),
    (re.compile(r"KING|QUEEN|PRINCE|EMIR|HIS MAJESTY"), re.compile(r"king|queen|prince|emir|amir|monarch|sultan", re.I)),
    (re.compile(r"SECRETARY[- ]GENERAL"), re.compile(r"secretary.general", re.I)),
    (re.compile(r"SECRETARY"), re.compile(r"secretary", re.I)),
    (re.compile(r"GOVERNOR|GOV\."), re.compile(r"governor", re.I)),
    (re.compile(r"MINISTER"), re.compile(r"minister", re.I)),
    (re.compile(r"SENATOR|LEADER"), re.compile(r"senat|leader", re.I)),
)


def _holder_of(title: str, last: str, home: str | None, date: str | None) -> people.Person | None:
    """Return the person of that surname whose office fits the title, preferring offices held at `date`."""
    found = people.bearers(last, date)
    fitting = next((office for asked, office in _RANKS if asked.search(title.upper())), None)
    if fitting:
        if fitting.pattern == "president" and "VICE" in title:
            return None
        found = [p for p in found if any(fitting.search(o.role) and not (o.start or "") > (date or "9999") for o in p.offices)]
        current = [p for p in found if p.current and fitting.search(p.role or "")]
        found = current or found
    elif _PLAIN.match(title) or not title:
        found = [p for p in found if p.country == home and (p.current or _recent(p, date))]
    elif home:
        found = [p for p in found if p.country == home and p.current] or [p for p in found if p.current]
    found.sort(key=lambda p: (p.current, p.country == home, people.weight(p)), reverse=True)
    if len(found) > 1 and _rank(found[0], home) == _rank(found[1], home):
        return None
    return found[0] if found else None


def _rank(person: people.Person, home: str | None) -> tuple[bool, bool, int]:
    return person.current, person.country == home, people.weight(person)


def _recent(person: people.Person, date: str | None) -> bool:
    ends = [o.end or "9999" for o in person.offices]
    return bool(date) and int(max(ends)[:4]) >= int((date or "0")[:4]) - 2


def _in_text(last: str, title: str, text: str) -> tuple[str | None, str | None]:
    """Return the full name of `last` and the title before it where the document spells them out."""
    if not text:
        return None, None
    pattern = r"\s+".join(re.escape(part) for part in last.split())
    found = re.search(rf"((?:[A-Z][\w.'’-]*\s+){{1,8}})({pattern})\b", text) or re.search(
        rf"((?:[A-Z][\w.'’-]*\s+){{1,8}})((?i:{pattern}))(?![\w-])", text
    )
    if not found:
        return None, None
    before = found.group(1).split()
    given: list[str] = []
    while before and len(given) < 2 and not _is_title(before[-1]):
        given.insert(0, before.pop())
        if not re.fullmatch(r"[A-Z]\.?", given[0]):
            break
    if not given or given[0].isupper() and len(given[0]) > 2:
        return None, None
    role = " ".join(before).strip()
    return " ".join([*given, _as_written(found.group(2), last)]), role or None


def _is_title(word: str) -> bool:
    return bool(re.fullmatch(_TITLES, word.upper()) or _TITLE_NOUN.fullmatch(word) or word in ("The", "And", "By", "With", "Thank"))


def _as_written(found: str, last: str) -> str:
    return _capitalised(last) if found.isupper() else found


def _capitalised(name: str) -> str:
    """Return a name in capitals as one writes it: "VON DER LEYEN" is "von der Leyen", "O'MALLEY" "O'Malley"."""
    words = []
    for word in name.split():
        if word.lower() in ("von", "der", "van", "de", "la", "al", "bin", "del"):
            words.append(word.lower())
        else:
            words.append(re.sub(r"(?:^|[-'’]|^Mc)[A-Za-zÀ-ÿ]", lambda m: m.group().upper(), word.lower()))
    return " ".join(re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), w) for w in words)


def _mixed(words: str, home: str | None, date: str | None) -> Speaker | None:
    """Read a label in ordinary letters: a full name, with or without the office before it."""
    title, name = _office_and_name(words)
    known = people.lookup(name, date) if " " in name else []
    known = known if len(known) <= 1 else [p for p in known if p.country == home]
    country = countries.of_title(title) if title else None
    if known:
        person = known[0]
        return _speaker(person.name, country or person.country, title or person.role, person.id)
    if country is None and home == "RUS" and title and not _foreign(title):
        if _RUSSIAN_POST.search(title) or _RUSSIAN_OFFICE.search(title) or _russian_given(name):
            country = "RUS"
    elif country is None and home == "RUS" and not title and _russian_given(name):
        country = "RUS"
    return _speaker(name, country, title or None)


def _foreign(title: str) -> bool:
    return bool(re.search(r"\b(?:EU|European|UN|United Nations|NATO|OSCE|International|World|FIFA|IOC|UNESCO|IMF)\b", title))


def _russian_given(name: str) -> bool:
    words = fold(name).split(" ")
    return len(words) >= 2 and words[0] in _given()


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(fold(name) for name in _RUSSIAN_GIVEN)


def _office_and_name(words: str) -> tuple[str, str]:
    """Split "Governor of X Anna Petrova" into office and name; the office is empty where there is none."""
    tokens = words.replace(",", " ,").split()
    tokens = [t for t in tokens if t != ","]
    if len(tokens) <= 2 or not _TITLE_NOUN.search(words):
        return "", " ".join(tokens)
    for size in (4, 3, 2):
        tail = " ".join(tokens[-size:])
        if len(tokens) > size and people.lookup(tail) and fold(tail) and _is_full_name(tail):
            return " ".join(tokens[:-size]), tail
    if re.match(r"Patriarch |King |Queen |Pope |Emir ", words) and re.search(r" of ", words):
        return words.split(" of ")[0].split(" ")[0], words.split(" of ")[0].split(" ", 1)[1]
    return " ".join(tokens[:-2]), " ".join(tokens[-2:])


def _is_full_name(tail: str) -> bool:
    return any(fold(tail) == fold(n) for p in people.lookup(tail) for n in (p.name, *p.aliases)) and bare(tail) == tail
