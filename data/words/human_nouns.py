"""An English noun in, whether it names a person by office, work or relation out. By the lists of `speaker_words`."""

from __future__ import annotations

from data.words.speaker_words import ANONYMOUS, COMMON_PLURALS, HUMAN, TITLES

_IRREGULAR = {"men": "man", "women": "woman", "businessmen": "businessman", "spokesmen": "spokesman"}


def singular(word: str) -> str:
    """Return the singular of a noun in lower case, by its ending."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return _IRREGULAR.get(word, word)


def is_human(word: str) -> bool:
    """Return whether a noun names a person by office, work or relation ("minister", "aides")."""
    low = word.lower()
    if "-" in low and (low.rsplit("-", 1)[-1] in HUMAN or low.endswith(("-year-old", "-year-olds"))):
        return True
    return low in HUMAN or singular(low) in HUMAN


def is_office(word: str) -> bool:
    """Return whether a word of a title names its holder: "minister", not "defence", "first" or "senior"."""
    low = word.lower().strip(".,")
    return is_human(low) and low not in _NO_HOLDERS


#: Words of titles that hold nothing by themselves.
_NO_HOLDERS = frozenset(
    "acting assistant defence defense energy ex field finance first foreign former health high honorary interior "
    "interim national permanent press prime second security senior special state then trade treasury under vice".split()
)


def is_common(word: str) -> bool:
    """Tell a common noun that opens a sentence ("Sources", "Republicans", "Others") from a name."""
    low = word.lower()
    single = singular(low)
    return low in ANONYMOUS or low in COMMON_PLURALS or (single != low and single in HUMAN - TITLES | _OFFICES)


#: Titles that are nouns in the plural too; "Fields" and "States" may be names.
_OFFICES = frozenset(
    "activist adviser advisor ambassador analyst attorney author bishop captain ceo chairman chief commander "
    "congressman councillor democrat diplomat director economist editor expert general governor historian "
    "host journalist judge lawyer leader minister negotiator officer official president prince professor rabbi "
    "reporter representative republican secretary senator spokesman spokesperson strategist tycoon".split()
)
