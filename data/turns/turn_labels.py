"""Read the labels of turns in transcripts: "PRESIDENT ZELENSKYY", "MS. PSAKI", "Q", "Governor of X Anna Petrova".

In: a label as printed, with the outlet, date and text of its document. Out: the speaker, or None where the label
is a heading and nobody speaks. Surnames are completed from the document ("Press Secretary Jen Psaki") and from the
table of office holders; where neither knows the person, the name stays as printed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from data.records import Document, Speaker
from data.turns import label_context
from data.words import countries, given_names, people, places
from data.words.label_words import (
    AGENCIES,
    AMERICAN,
    ASIDE,
    BY_OFFICE,
    COMMA,
    CROWD,
    CROWDS,
    CROWNED,
    ELSEWHERE,
    GERUND,
    HEADING,
    LEADS,
    NO_OFFICE,
    OFFICIAL,
    PLAIN,
    QUESTION,
    RANKS,
    RUSSIAN_GIVEN,
    RUSSIAN_HELD,
    RUSSIAN_OFFICE,
    RUSSIAN_POST,
    RUSSIAN_SURNAME,
    TITLE_NOUN,
    TITLED,
    TITLES,
    WOMEN,
)
from data.words.names import bare, fold, plain_slug, words_slug

#: Small words inside a name: "Odo van der Vesk", "Ilan bin Omar Al Marn".
_JOINING = frozenset("van von der de del la al bin".split())


#: Characters on either side of a label in which its speaker's name is looked for: as many as are read at once, so that
#: a label costs no more in a longer document.
NEAR = 300_000


class Labels:
    """The labels of one document, each of which is read once, however often it comes back."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._read: dict[str, Speaker | None] = {}

    def speaker(self, label: str, at: int = 0) -> Speaker | None:
        """Return who speaks under a label that first stands at a place of the text, or None for a heading."""
        if label not in self._read:
            of = self._document
            text = f"{of.title or ''}\n{of.text[max(0, at - NEAR) : at + NEAR]}"
            self._read[label] = parse_label(label, outlet=of.outlet, date=of.published, text=text)
        return self._read[label]


def parse_label(label: str, *, outlet: str | None = None, date: str | None = None, text: str = "") -> Speaker | None:
    """Return who speaks under `label`, or None where it is a heading.

    `outlet` tells whose "the President" is, `date` (ISO) who held the office, `text` (title and text of the
    document) completes surnames. Unnamed speakers (questions from the press, the audience, officials on
    background) are of kind "anonymous" and keep the label as their name.
    """
    words = re.sub(r"\s+", " ", ASIDE.sub("", label)).strip(" :.-–—")
    words = re.sub(r"(?<=[a-z][’'])S\b", "s", words)  # "The People’S Republic"
    if label.strip().rstrip(":").upper().startswith(("MR", "MS", "DR")) and not words:
        return None
    home = country_of_outlet(outlet)
    upper = words.upper()
    if not words:
        return None
    if QUESTION.fullmatch(words):
        return _anonymous("Questioner", "question", None)
    close = get_close_matches(upper.split()[0], CROWDS, n=1, cutoff=0.85)
    if CROWD.fullmatch(words) or close:
        return _of_crowd(" ".join([close[0], *words.split()[1:]]) if close and words.isupper() else words, home)
    office = _office_alone(upper)
    if office in BY_OFFICE and home and BY_OFFICE[office]:
        person = people.holder(BY_OFFICE[office] or "", home, date)
        if person is None:
            return _anonymous(words, office.lower(), home)
        return _speaker(person.name, person.country, person.role, person.id)
    if words.isupper() or re.match(r"(?:Mc|Mac|De|Le|La)?[A-Z'’ .-]+$", words):
        return _capitals(words, home, date, text) or (_body(words) if _quoted_body(words, text) else None)
    return _mixed(words, home, date, text)


def _of_crowd(words: str, home: str | None) -> Speaker:
    """Return an unnamed speaker: an official of a government, who leads the talk, or somebody in the hall."""
    name = _sentence_case(words) if words.isupper() else words
    if OFFICIAL.search(words):
        return _anonymous(name, "official", countries.of_title(name) or home)
    leads = LEADS.match(words)
    return _anonymous(name, "audience" if leads is None else "interpreter" if leads.group(1) else "moderator", None)


def _sentence_case(words: str) -> str:
    """Write "WHITE HOUSE AIDE" as a text does, its names large: "White House aide", "FBI official"."""
    small = words.capitalize().replace("White house", "White House").replace("white house", "White House")
    small = small.replace("Air force one", "Air Force One")
    first = words.split()[0]
    return f"{first}{small[len(first) :]}" if first in AGENCIES or first in places.organisations() else small


def _quoted_body(words: str, text: str) -> bool:
    """Tell a body whose statement is given ("HARBOUR UNION: “We agree.”") from a heading: what follows is quoted."""
    heading = " " in words and (HEADING.search(words) or GERUND.search(words))
    if not words.isupper() or heading or TITLED.match(words) or len(words.split()) > 3:
        return False
    return bool(re.search(rf"^{re.escape(words)}:\s*[“\"]", text, re.M))


def _body(words: str) -> Speaker:
    return Speaker(words_slug(words), words, "organisation", places.organisations().get(words, (None, ""))[0], None)


def _office_alone(upper: str) -> str:
    """Return the office that a label without a name is, a misspelling put right ("THE PRESIDEN")."""
    office = upper.removeprefix("THE ").removeprefix("MR. ")
    close = get_close_matches(office, BY_OFFICE, n=1, cutoff=0.85)
    # "PRESIDENT XI" is nearly "PRESIDENT", and somebody else.
    return close[0] if close and len(close[0].split()) == len(office.split()) else office


#: Words of outlets that are a government's own, beside newspapers with a country in their names.
_OFFICIAL = re.compile(
    r"\b(?:government|ministry|department|office|presiden(?:t|cy)|cabinet|parliament|embassy|mission)\b", re.IGNORECASE
)


def country_of_outlet(outlet: str | None) -> str | None:
    """Return the country whose government the outlet belongs to; None for newspapers and agencies."""
    name = (outlet or "").lower()
    if "white house" in name or "whitehouse" in name:
        return "USA"
    if "kremlin" in name:
        return "RUS"
    return countries.of_title(outlet) if outlet and _OFFICIAL.search(outlet) else None


def _anonymous(name: str, role: str, country: str | None) -> Speaker:
    return Speaker(f"anonymous-{plain_slug(name)}", name, "anonymous", country, role)


def _speaker(name: str, country: str | None, role: str | None, identity: str | None = None) -> Speaker:
    return Speaker(identity or people.slug(name), name, "person", country, role)


def _capitals(words: str, home: str | None, date: str | None, text: str) -> Speaker | None:
    """Read a label in capitals: title and surname, or a bare name."""
    words = _corrected(words)
    titled = TITLED.match(words)
    title, last = (titled.group(1).strip(), titled.group(2).strip()) if titled else ("", words)
    named = bool(titled) or fold(last.split()[0]) in given_names.usual()
    if HEADING.search(last) or (GERUND.search(last) and not named):
        return None
    if len(last.split()) > (4 if titled else 3) or QUESTION.fullmatch(last):
        return None
    last = label_context.respelled(last, title, text) if titled else last
    person = _holder_of(title, last, home, date)
    full, role = label_context.spelled_out(last, title, text)
    if person and (not full or not label_context.fits_office(title, role) or _is(person, full)):
        return _speaker(person.name, person.country, person.role, person.id)
    if not titled and (not full or fold(full).split(" ")[0] not in given_names.usual()):
        return None
    office = None if PLAIN.match(title) or not title else title.lower()
    known = people.lookup(full, date) if full else []
    if len(known) == 1:
        # A former mayor is still called "MAYOR" in the next office.
        stands = known[0].current or label_context.fits_office(title, known[0].role)
        held = (known[0].role if stands else None) or role or office
        return _speaker(known[0].name, known[0].country, held, known[0].id)
    country = countries.of_title(role) if role else None
    country = country or label_context.country_behind(last, text)
    if country is None and home == "USA" and (AMERICAN.search(title) or label_context.is_briefing(text)):
        country = home
    return _speaker(full or _capitalised(last), country, role or office)


def _is(person: people.Person, full: str) -> bool:
    """Tell whether the full name that the document gives can be the person's."""
    return fold(full).split(" ")[0] == fold(person.name).split(" ")[0] or _same(person, full)


def _corrected(words: str) -> str:
    """Return the label with a misspelled title put right ("ADMINSTRATOR WARRINGTON")."""
    first, _, rest = words.partition(" ")
    if first in ("ACTING", "DEPUTY", "FORMER") and not TITLED.match(words):
        return f"{first} {_corrected(rest)}"
    if not rest or TITLED.match(words) or len(first) < 6 or len(rest.split()) > 2:
        return words
    close = get_close_matches(first, TITLES.replace("\\", "").split("|"), n=1, cutoff=0.8)
    return f"{close[0]} {rest}" if close and close[0][0] == first[0] else words


def _same(person: people.Person, full: str) -> bool:
    return any(fold(full) == fold(alias) for alias in person.aliases)


def _holder_of(title: str, last: str, home: str | None, date: str | None) -> people.Person | None:
    """Return the person of that surname whose office fits the title, preferring offices held at `date`."""
    found = people.bearers(last, date)
    found = [one for one in found if people.spelled_so(one, last)] or found
    office = next((role for asked, role in RANKS if asked.search(title.upper())), None)
    if PLAIN.match(title) or not title:
        found = [p for p in found if p.country == home and (p.current or _recent(p, date))]
        found = [p for p in found if not ELSEWHERE.search(p.role or "") and _fits(title, p)]
    elif office:
        found = [p for p in found if _has_held(p, office, date)]
        found = [p for p in found if p.current and office.search(p.role or "")] or found
        found = [p for p in found if p.country == home] if AMERICAN.search(title) and home else found
    elif NO_OFFICE.search(title):
        return None
    elif home:
        found = [p for p in found if p.country == home and p.current and not ELSEWHERE.search(p.role or "")]
    found.sort(key=lambda p: _rank(p, home), reverse=True)
    if len(found) > 1 and _rank(found[0], home) == _rank(found[1], home):
        return None
    return found[0] if found else None


def _has_held(person: people.Person, office: re.Pattern[str], date: str | None) -> bool:
    return any(office.search(held.role) and (held.start or "") <= (date or "9999") for held in person.offices)


def _fits(title: str, person: people.Person) -> bool:
    """Return whether "MR." or "MS." fits the given name."""
    of_woman = label_context.of_woman(title)
    return person.name.split()[0].lower() in WOMEN if of_woman else label_context.suits(title, person.name)


def _rank(person: people.Person, home: str | None) -> tuple[bool, bool, int]:
    return person.current, person.country == home, people.weight(person)


def _recent(person: people.Person, date: str | None) -> bool:
    """Tell whether the person held an office in the year of `date` or before it, and for longer than a month."""
    held = [o for o in person.offices if (o.start or "") <= (date or "") and (o.start or "")[:7] != (o.end or "")[:7]]
    ends = [o.end or "9999" for o in held]
    return bool(date and ends) and int(max(ends)[:4]) >= int((date or "0")[:4]) - 1


def _capitalised(name: str) -> str:
    """Return a name in capitals as one writes it: "VON DER LEYEN" is "von der Leyen", "O'MALLEY" "O'Malley"."""
    words = []
    for word in name.split():
        if word.lower() in _JOINING:
            words.append(word.lower())
        elif re.fullmatch(r"[IVX]{2,}", word):
            words.append(word)
        else:
            words.append(re.sub(r"(?:^|[-'’]|^Mc)[A-Za-zÀ-ÿ]", lambda m: m.group().upper(), word.lower()))
    return " ".join(re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), w) for w in words)


def _mixed(words: str, home: str | None, date: str | None, text: str) -> Speaker | None:
    """Read a label in ordinary letters: a full name, with or without the office before it."""
    if not re.search(r"[A-Z]", words.split()[-1]) and "," not in words:
        return None
    title, name = title_and_name(words)
    if not title:
        title = _office_and_name(label_context.longer(name, text))[0] or label_context.office(name, text)
    if title.endswith((" of", " for", " and")):
        return _anonymous(words, words, None)
    known = people.lookup(name, date) if " " in name else []
    known = known if len(known) <= 1 else [p for p in known if p.country == home]
    country = _country_told(title, name, home, text)
    if not known and country and title and date and " " in name:
        slip = people.misspelled(name, country=country, title=title, date=date)
        known = [slip] if slip else []
    name = " ".join(_capitalised(word) if _set_large(word) else word for word in name.split())
    if known:
        country = country or (None if _foreign(title) else known[0].country)
        return _speaker(name, country, title or known[0].role, known[0].id)
    return _speaker(name, country or _country_likely(title, name, home), title or None)


def _set_large(word: str) -> bool:
    """Tell a word in capitals, or one of which only the end or the beginning is so ("MarNOV", "MarnoV")."""
    return (word.isupper() and len(word) > 3) or bool(re.fullmatch(r"(?!Mac)[A-Z][a-z]{2,}[A-Z]+", word))


def title_and_name(words: str) -> tuple[str, str]:
    """Return office and name of a label, also of one with its office or employer behind a comma."""
    name, _, rest = words.partition(", ")
    if rest and " " not in name and (places.is_place(rest) or countries.of_name(rest)):
        return "", name
    if rest and len(name.split()) == 2 and given_names.is_usual(name.split()[0]):
        return rest, name
    found = COMMA.match(words) if rest else None
    if found:
        name, rest = found.groups()
        if not TITLE_NOUN.search(name):
            return rest, name
        words = f"{rest} {name}"
    run_in = re.search(r"\b(?!(?:Ma?c|D[aei]|L[ae]|Fitz)[A-Z])([A-Z][a-z]+)(?=([A-Z][a-z]{2,}|[A-Z]{3,})$)", words)
    # "VladenMarn" and "VladenMARN" are two words, "MarNOV" is one set large by mistake.
    if run_in and (run_in[2].istitle() or given_names.is_usual(run_in[1])):
        words = f"{words[: run_in.end()]} {run_in[2]}"
    return _office_and_name(words)


def _country_told(title: str, name: str, home: str | None, text: str) -> str | None:
    """Return the country that an office names, or that stands behind a crowned name."""
    if home == "RUS" and RUSSIAN_HELD.search(title):
        return "RUS"
    country = countries.of_title(title) if title else None
    if country is None and CROWNED.match(name):
        return label_context.country_behind(name, text)
    return country


def _country_likely(title: str, name: str, home: str | None) -> str | None:
    """Return Russia for an office or a name that is Russian, on the Kremlin's pages."""
    if home != "RUS" or _foreign(title):
        return None
    office = title and (RUSSIAN_POST.search(title) or RUSSIAN_OFFICE.search(title))
    return "RUS" if office or _russian_given(name) else None


def _foreign(title: str) -> bool:
    states = "EU|European|UN|United Nations|NATO|OSCE|CSTO|CIS|SCO|Eurasian|UNESCO|IMF"
    bodies = rf"\b(?:{states}|International|World(?![’'])|FIFA|IOC)\b"
    unrecognised = r"\b(?:Abkhazia|South Ossetia|Transnistria|Artsakh|Nagorno-Karabakh)\b"
    return bool(re.search(f"{bodies}|{unrecognised}", title))


def _russian_given(name: str) -> bool:
    words = fold(name).split(" ")
    russian = frozenset(map(fold, RUSSIAN_GIVEN))
    return len(words) >= 2 and (words[0] in russian or bool(RUSSIAN_SURNAME.search(name)))


def _office_and_name(words: str) -> tuple[str, str]:
    """Split "Governor of X Anna Petrova" into office and name; the office is empty where there is none."""
    tokens = words.replace(",", " ,").split()
    tokens = [t for t in tokens if t != ","]
    given = given_names.usual()
    if len(tokens) == 2 and CROWNED.match(words):
        return tokens[0], words
    named = len(tokens) > 2 and fold(tokens[0]) not in given and fold(tokens[-2]) in given
    described = len(tokens) > 3 and bool({"of", "for", "the"} & set(tokens))
    if len(tokens) <= 2 or not (named or described or TITLE_NOUN.search(words)):
        return "", " ".join(tokens)
    for size in (4, 3, 2):
        tail = " ".join(tokens[-size:])
        if len(tokens) > size and people.lookup(tail) and fold(tail) and _is_full_name(tail):
            return " ".join(tokens[:-size]), tail
    crowned = re.match(rf"{CROWNED.pattern}(\S.*?) of ", words)
    if crowned:
        return crowned[1], crowned[2]
    first = len(tokens) - 2
    while first > 1 and {tokens[first].lower(), tokens[first - 1].lower()} & _JOINING:
        first -= 1
    title = " ".join(tokens[:first])
    # "Seyed Ilan Tesk Marn" is one long name.
    if not TITLE_NOUN.search(title) and not described and any(fold(token) in given for token in tokens[:first]):
        return "", " ".join(tokens)
    return title, " ".join(tokens[first:])


def _is_full_name(tail: str) -> bool:
    return any(fold(tail) == fold(n) for p in people.lookup(tail) for n in (p.name, *p.aliases)) and bare(tail) == tail
