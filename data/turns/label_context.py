"""What a transcript says of the people behind its labels: full names, titles, countries, and longer labels.

In: a label's surname, title or name, and the text of its document. Out: the name written out, the office beside it,
and where nothing is said, nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches

from data.words import countries, given_names
from data.words.label_words import ASIDE, BRIEFING, MEN, NO_OFFICE, RANKS, TITLE_NOUN, TITLES, WOMEN

#: How alike a label's surname and a word of the text are when the label is misspelled.
MISSPELLED = 0.87
#: Characters of the longest label with an office.
LONGEST_LABEL = 160
_WORD = r"(?:[A-Z][\w’'&-]*|of|for|to|and|the|in|on)"
#: "Vera Marn, the Deputy Harbour Secretary of Norfell."
_TITLE_BEHIND = rf"(?:,| is| as) (?:the |our |a )?([A-Z][\w’'&-]*(?: {_WORD}){{0,11}}(?: for [a-z]+)? ?)(?=[,.;—–])"

_SELF = r"(?:(?:I am |I’m )?(?:a |an |the |our )?)"
_FIRST = rf"(?:[A-Z][\w’-]+|acting|former|young|{TITLE_NOUN.pattern})"
_FRILLS = re.compile(r"^The |(?:Mr|Mrs|Ms)\.? $")
#: "The Vera Marn Act" speaks of nobody present.
_NO_THING = r"(?! (?:Act|Award|Prize|Center|Centre|Foundation|Fund|Institute|School|University|Emergency)\b)"


def fits_office(title: str, role: str | None) -> bool:
    """Tell whether a role is the office that a label's title names; any is where the title names none ("MR.")."""
    office = next((held for asked, held in RANKS if asked.search(title.upper())), None)
    return office is None or bool(role and office.search(role))


def respelled(last: str, title: str, text: str) -> str:
    """Return a surname that the text never writes, as what it nearly is: a word of the text, or another label."""
    name = last.capitalize()
    if len(name) < 6 or not name.isalpha() or (name in text and re.search(rf"\b{name}\b", text)):
        return last
    words = {word for word in re.findall(r"\b[A-Z][a-z]{5,}\b", text) if word[0] == name[0]}
    labels = Counter(re.findall(rf"^{re.escape(title)} ([A-Z]{{6,}}):", text, re.M))
    words |= {other.capitalize() for other, count in labels.items() if other[0] == last[0] and count > labels[last]}
    close = get_close_matches(name, sorted(words), n=1, cutoff=MISSPELLED)
    return close[0].upper() if close else last


def _lines_with(words: str, text: str) -> str:
    """Return the lines of the text that hold the words in whatever case: no name is read across lines."""
    words = words.lower()
    return "\n".join(line for line in text.split("\n") if words in line.lower()) if words in text.lower() else ""


def longer(name: str, text: str) -> str:
    """Return the longest label of a full name, its office before it: "Harbour Minister Vera Marn"; else the name.

    "Vera Marn, Harbour Minister" is turned round.
    """
    labels = [name]
    text = _lines_with(name, text)
    for found in re.finditer(rf"{re.escape(name)}(?:, ([^:\n]{{3,{LONGEST_LABEL}}})| ?\([^)\n]*\))?:", text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if found.group(1) and not line:
            labels.append(f"{found.group(1)} {name}")
        elif line.endswith(" ") and len(line) < LONGEST_LABEL and not re.search(r"[:!?“”\"]|\.\s", line):
            labels.append(_FRILLS.sub("", ASIDE.sub("", line)) + name)
    return max(labels, key=len)


def office(name: str, text: str) -> str:
    """Return the office that running text gives to a full name: before it, behind it or in their own words; else "".

    "Deputy Harbour Minister Vera Marn", "Vera Marn, head of the harbour,", "I am Vera Marn, a composer from Norfell."
    """
    text = _lines_with(name, text)
    before = re.search(rf"(?<![\w.])((?:{_WORD} ){{1,8}}){re.escape(name)}\b", text)
    words = before.group(1).split() if before else []
    if "and" in words and any(map(_is_given, words[: words.index("and")])):
        words = words[len(words) - words[::-1].index("and") :]
    while words and words[0].islower():
        words.pop(0)
    title = _title_of(words)
    if title:
        return title
    behind = re.search(rf"{re.escape(name)}, {_SELF}({_FIRST}(?: [\w’-]+){{0,9}})(?=[,.;\n]|$)", text)
    return behind.group(1) if behind and TITLE_NOUN.search(behind.group(1)) else ""


def country_behind(last: str, text: str) -> str | None:
    """Return the country that the text puts behind a surname: "Vice President Marn of Norway"."""
    place = r"of (?:the )?((?:[A-Z][\w’.-]+[ ,]?(?:of )?(?:the )?){1,5})"
    text = _lines_with(last, text)
    named = re.search(rf"\b(?i:{re.escape(last)})(?: [A-Z][\w-]+)? {place}", text)
    return countries.of_title(named.group(1)) if named else None


def is_briefing(text: str) -> bool:
    """Tell a briefing of the press, in which officials speak and journalists ask, by the document's title."""
    return bool(BRIEFING.search(text.split("\n", 1)[0]))


def spelled_out(last: str, title: str, text: str) -> tuple[str | None, str | None]:
    """Return the full name of `last` and the title before it where the document spells them out."""
    if not text:
        return None, None
    text = _lines_with(last.split()[-1], text)
    pattern = r"[ \t\u00a0]+".join(re.escape(part) for part in last.split())
    named = re.finditer(rf"((?:[A-Z][\w.'’-]*[ \u00a0]+){{1,8}})((?i:{pattern}))(?![\w-]){_NO_THING}", text)
    spelled = (
        one for one in map(_given_name_and_title, named) if one and suits(title, one[0]) and _may_be(title, one[1])
    )
    full, role = next(spelled, (_family_name_first(last, text), None))
    role = role or (full and _title_behind(full, text)) or _title_before(full or _capital(last), text)
    return full, role if _may_be(title, role) else None


def _capital(last: str) -> str:
    return " ".join(word.capitalize() for word in last.split())


def _title_behind(full: str, text: str) -> str | None:
    """Return the office that stands behind a full name."""
    found = re.search(re.escape(full) + _TITLE_BEHIND, text)
    return found.group(1).strip() if found and TITLE_NOUN.search(found.group(1)) else None


def _title_before(name: str, text: str) -> str | None:
    """Return the office of several words before a name: "FDA Commissioner Marn", "Tide Service Director, Tom Marn"."""
    run = r"[A-Z][\w’'&-]+"
    found = re.search(rf"(?<![\w.])((?:{run} )+(?i:{TITLE_NOUN.pattern})),? {re.escape(name)}\b", text)
    return found.group(1) if found and not any(map(_opens, found.group(1).split())) else None


def _may_be(title: str, role: str | None) -> bool:
    """Tell whether somebody of that role can be addressed so: a police chief is not the mayor."""
    ranked = any(asked.search(title.upper()) for asked, _ in RANKS)
    return not (ranked and role and NO_OFFICE.search(role.upper()) and not fits_office(title, role))


def _family_name_first(last: str, text: str) -> str | None:
    """Return "Marn Do-sun", whose given name stands behind."""
    found = re.search(rf"\b{re.escape(last.capitalize())} [A-Z][a-z]+-[a-z]+\b", text)
    return found.group() if found else None


def _given_name_and_title(found: re.Match[str]) -> tuple[str, str | None] | None:
    """Return full name and title from "Deputy Harbour Secretary Vera Marn", or None where no given name stands."""
    before, last = found.group(1).split(), found.group(2)
    names: list[str] = []
    while before and len(names) < 2 and not _is_title(before[-1]):
        names.insert(0, before.pop())
        second = before[-1] if before else ""
        if not re.fullmatch(r"[A-Z]\.?", names[0]) and not _is_given(second):
            break
    if (
        last.isupper()
        or last.islower()
        or not names
        or (names[0].isupper() and len(names[0]) > 2)
        or names[0].endswith(".")
    ):
        return None
    if not given_names.is_usual(names[0]) and not _is_title(before[-1] if before else ""):
        return None
    return " ".join([*names, last]), _title_of(before)


def _is_given(word: str) -> bool:
    return not _is_title(word) and not re.search(r"[’'.]", word) and given_names.is_usual(word)


def _title_of(before: list[str]) -> str | None:
    """Return the title at the end of the words before a name, or None where they hold no office."""
    cut = max((i + 1 for i, word in enumerate(before) if _opens(word) or re.search(r"\w{4}\.$", word)), default=0)
    title = " ".join(before[cut:]).removesuffix(" Dr.")
    return title if TITLE_NOUN.search(title) else None


def _is_title(word: str) -> bool:
    return _opens(word) or bool(re.fullmatch(TITLES, word.upper()) or TITLE_NOUN.fullmatch(word))


def _opens(word: str) -> bool:
    """Tell a word that begins a sentence or joins a name to others."""
    return word in ("The", "And", "By", "With", "Thank", "I’m", "I'm")


def of_woman(title: str) -> bool:
    """Tell the form of address of a woman."""
    return title.upper().startswith(("MS", "MRS", "MISS"))


def suits(title: str, name: str) -> bool:
    """Return whether nothing in the given name speaks against the form of address."""
    first = name.split()[0].lower()
    if of_woman(title):
        return first not in MEN
    return not (title.upper().startswith("MR") and first in WOMEN)
