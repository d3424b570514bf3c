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
    r"(?:His|Her)\s(?:Royal\s)?(?:Excellency|Highness|Holiness|Majesty)|H\.E|HE)(?:\.\s*|\s+))+(?=\S)"
)
#: A title that is a name where one word follows: "Sheikh Marna".
_RANK = re.compile(r"^(?:Sheikh|Shaikh)a?\s+(?=(?![AE]l\s)\S+\s+\S)")
_ADDRESS = re.compile(r"^(?:His|Her)\s(?:Royal\s)?(?:Excellency|Highness|Holiness|Majesty)\s+(?=\S)")
_SUFFIX = re.compile(r",?\s+(?:Jr|JR|Sr|SR|II|III|IV|MD|PhD|Ph\.D|M\.D|KC|QC|MP)\.?$")
_LETTERS = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "ƈ": "c",
    **dict.fromkeys("’'ʼ‘`ʻʿʾ", ""),
})  # fmt: skip
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
#: Spellings of one name that ids let fall together: those of Cyrillic letters in long words. More than `_FOLDS` would
#: be too much where nothing else tells two persons apart: Jiang and Yang, Khan and Han, Hofmann and Hoffmann are two.
_SAME = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<=[a-z])(?:iy|yy|ii|yi|ij)$", "y"),
        (r"(?<=[a-z]{3})([aeo])i$", r"\1y"),
        (r"ski$", "sky"),
        (r"(?<=[a-z]{2})(?<!i)(?:iya|ya)$", "ia"),
        (r"^ye(?=[vlkr][a-z]{2})", "e"),
        (r"(?<!c)ks(?=[aeiou][a-z])", "x"),
        (r"(?<=xa)ndr$", "nder"),
        (r"shch", "sch"),
        (r"(?<=[b-df-hj-np-tv-xz])yo(?!ng)(?=[b-df-hj-np-tv-xz][a-z]{2})", "e"),
        (r"(?<=[a-z]{2}[b-df-hj-np-tv-xz])yo(?=[mnv]a?$)", "e"),
        (r"(?<=[a-z]{2}[aeiou])yev(?=a?$)", "ev"),
        (r"(?<=[a-z]{2}[b-df-hj-np-tv-xz])[iy]ev(?=a?$)", "ev"),
        (r"(?<=[a-z])([ae])i(?=[b-df-hj-np-tv-xz]+[a-z]*(?:[oe]va?|sky|skaia)$)", r"\1y"),
        (r"(?<=[aeiou])kh(?=[a-z]*(?:[oe]va?|in)$)", "h"),
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
    name = _SUFFIX.sub("", _RANK.sub("", _HONORIFIC.sub("", name)))
    name = re.sub(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)", "", name)
    words = name.split(" ")
    if len(words) > 2:
        words = [words[0], *(w for w in words[1:-1] if not re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+", w)), words[-1]]
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


#: What stands behind a name and is no part of it: "Orlan Marn Jr.", "Orlan Marn III".
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
_PARTICLES = frozenset([
    "von", "der", "den", "van", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin",
    "ibn", "ben", "st", "st.", "ter", "ten", "zu",
])


#: "A1" is "Al" misread.
_PARTICLE = {"ibn": "bin", "el": "al", "a1": "al"}


def words_slug(words: str) -> str:
    """Return lower-case ASCII words joined by hyphens: the id of a body that is no person."""
    return "-".join(word for word in re.split(r"[^a-z0-9]+", ascii_letters(words).lower()) if word)


def plain_slug(name: str) -> str:
    """Return a readable id of lower-case ASCII words joined by hyphens; spellings of one name agree."""
    first, *rest = re.split(r"[^a-z0-9]+", ascii_letters(bare(name)).lower().strip()) or [""]
    # "ibn" and "bin", "el-Marn", "Al Marn" and "Almarn" are one; what comes first may be a given name ("Al Marn").
    rest = [_PARTICLE.get(word, word) for word in rest]
    joined = re.sub(r"(?<![a-z])al-(?=[a-z])", "al", "-".join(_same(word) for word in rest if word))
    return "-".join(part for part in (_same(first), joined) if part)


def _same(word: str) -> str:
    if re.fullmatch(r"[ivx]+", word):
        return word
    for pattern, new in _SAME:
        word = pattern.sub(new, word)
    return word
