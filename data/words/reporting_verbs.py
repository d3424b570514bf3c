"""The verbs that report speech and thought, from `seeds/reference/reporting_verbs.toml`: word form in, verb out."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from data import settings
from data.errors import SeedError

PATH = settings.REFERENCE / "reporting_verbs.toml"
CLASSES = ("clause", "object", "quotation", "belief", "opinion", "that", "deed")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: `lemma`, the classes it stands in, and what the form is: base, third, past or participle."""

    lemma: str
    classes: frozenset[str]
    form: str


@functools.cache
def forms() -> dict[str, Verb]:
    """Return every form of every reporting verb, in lower case.

    Raises `SeedError` when the file lacks a class or cannot be parsed.
    """
    try:
        seed = tomllib.loads(PATH.read_text(encoding="utf-8"))
        classes = {name: frozenset(seed[name].split()) for name in CLASSES}
        irregular = {lemma: tuple(words.split()) for lemma, words in seed.get("irregular", {}).items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SeedError(f"{PATH}: {error}; it needs the keys {', '.join(CLASSES)}, each a text of lemmas") from error
    found: dict[str, Verb] = {}
    for lemma in sorted(frozenset().union(*classes.values())):
        kinds = frozenset(name for name, lemmas in classes.items() if lemma in lemmas)
        words = irregular.get(lemma) or _regular(lemma)
        for word in (lemma, *words):
            found.setdefault(word, Verb(lemma, kinds, _form(word, lemma)))
    return found


def is_belief(word: str) -> bool:
    """Return whether `word`, in any form, names a thought, plan or feeling and no utterance."""
    verb = forms().get(word.lower())
    return verb is not None and "belief" in verb.classes and not verb.classes & {"clause", "object"}


def is_saying(word: str) -> bool:
    """Return whether `word`, in any form, reports speech."""
    verb = forms().get(word.lower())
    return verb is not None and bool(verb.classes & {"clause", "object"})


def is_opinion(word: str) -> bool:
    """Return whether `word`, in any form, names a thought that may count as voiced."""
    verb = forms().get(word.lower())
    return verb is not None and "opinion" in verb.classes


def is_deed(word: str) -> bool:
    """Return whether `word`, in any form, names a deed as often as an utterance."""
    verb = forms().get(word.lower())
    return verb is not None and "deed" in verb.classes


def _regular(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return third, lemma + "ed", lemma + "ing"


def _form(word: str, lemma: str) -> str:
    if word == lemma:
        return "base"
    if word.split("_")[0].endswith("ing"):
        return "participle"
    return "third" if word.split("_")[0].endswith("s") else "past"
