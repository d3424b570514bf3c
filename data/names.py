"""Spellings of names: the same name written in several ways gets one form.

In: a person's name as a text spells it. Out: a folded key for comparing (transliterations fall together), or a
readable slug for ids. Knows no persons; see `people.py`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HONORIFIC = re.compile(
    r"^(?:(?:Messrs|Mr|Mrs|Ms|Miss|Doctors|Drs|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|"
    r"Prime Minister|Foreign Minister|Defen[cs]e Minister|"
    r"Presidents|President|King|Queen|Pope|Prince|Princess|General|Admiral|Senator|Ambassador|Minister|Madam|Madame|"
    r"(?:His|Her)\s(?:Royal\s)?(?:Excellency|Highness|Holiness|Majesty)|H\.E|HE)\.?\s+)+(?=\S)"
)
_ADDRESS = re.compile(r"^(?:His|Her)\s(?:Royal\s)?(?:Excellency|Highness|Holiness|Majesty)\s+(?=\S)")
_SUFFIX = re.compile(r",?\s+(?:Jr|JR|Sr|SR|II|III|IV|MD|PhD|Ph\.D|M\.D|KC|QC|MP)\.?$")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae",
                          "’": "", "'": "", "ʼ": "", "‘": "", "`": ""})  # fmt: skip
_FOLDS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"y", "i"),
        (r"j(?=[aeiou])", "i"),
        (r"^ie(?=[vlkrf])", "e"),
        (r"x", "ks"),
        (r"kh", "h"),
        (r"iov(?=a?$)|iev(?=a?$)", "ev"),
        (r"zh", "j"),
        (r"ph", "f"),
        (r"ndr$", "nder"),
        (r"([a-z])\1", r"\1"),
    )
)


def ascii_letters(name: str) -> str:
    """Return `name` without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def bare(name: str) -> str:
    """Return `name` without honorifics, possessive ending, suffixes ("Jr.") and middle initials."""
    name = re.sub(r"\s+", " ", name).strip(" ,.;:\"“”()")
    name = re.sub(r"[’']s?$", "", name)
    name = _SUFFIX.sub("", _HONORIFIC.sub("", name))
    words = name.split(" ")
    if len(words) > 2:
        words = [words[0], *(w for w in words[1:-1] if not re.fullmatch(r"[A-Z]\.?", w)), words[-1]]
    return " ".join(words)


def untitled(name: str) -> str:
    """Return `name` without the titles before it, unless a single word would be left ("Pope Aldo")."""
    name = _ADDRESS.sub("", name)
    rest = _HONORIFIC.sub("", name)
    return rest if " " in rest else name


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which spellings of one name fall together ("Zelenskyy", "Zelenskiy", "Zelensky")."""
    words = re.split(r"[\s-]+", ascii_letters(bare(name)).lower())
    return " ".join(_fold_word(re.sub(r"[^a-z0-9]", "", word)) for word in words if word)


def _fold_word(word: str) -> str:
    for pattern, new in _FOLDS:
        word = pattern.sub(new, word)
    return word


def surname(name: str) -> str:
    """Return the last word of `name`, with the particles that belong to it ("von der Leyen", "al-Assad")."""
    words = bare(name).split(" ")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


_PARTICLES = frozenset([
    "von", "der", "den", "van", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin",
    "ibn", "ben", "st", "st.", "ter", "ten", "zu",
])


def words_slug(words: str) -> str:
    """Return lower-case ASCII words joined by hyphens: the id of a body that is no person."""
    return "-".join(word for word in re.split(r"[^a-z0-9]+", ascii_letters(words).lower()) if word)


def plain_slug(name: str) -> str:
    """Return a readable id of lower-case ASCII words joined by hyphens; endings of transliterations agree."""
    words = re.split(r"[^a-z0-9]+", ascii_letters(bare(name)).lower())
    return "-".join(re.sub(r"(?:iy|yy|ii|yi|ij)$", "y", re.sub(r"(?<=\w{3})ei$", "ey", word)) for word in words if word)
