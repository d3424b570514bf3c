"""Documents with gold mentions in, precision, recall and F1 of named mentions out (exact span and kind).

Gold holds every noun phrase, nested ones and pronouns too. A gold phrase of a person, organisation or place counts
as a named mention when it ends in capitalised words that are its head: article, titles, demonyms before a person
and possessive endings are cut, phrases whose capitalised ending hangs on a preposition ("president of the Bank")
are left out. Of places only countries count, and what bears a country's name is that country (also a team).
Predictions are taken as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

from data import dates, mentions, sentences
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.intervals import bootstrap, f1, figures
from data.records import Document
from data.words import countries
from data.words.name_words import NOT_NAMES, TITLE_WORDS

_KINDS = {"person": "person", "organization": "organisation", "place": "country"}
_LINK = frozenset([
    "of", "the", "for", "and", "&", "de", "du", "des", "la", "le", "al", "el", "von", "van", "der", "den", "bin",
    "ibn", "di", "da", "del", "on", "in", "to",
])
_PREPOSITIONS = frozenset([
    "of", "in", "at", "for", "on", "from", "to", "with", "by", "about", "against", "among", "and", "or",
])
_PLACED = frozenset(["in", "on", "at", "with", "from", "by", "against", "among"])
Span = tuple[int, int, str]
#: The only genre that is measured.
GENRE = "news"


def evaluate(path: Path) -> dict[str, object]:
    """Return precision, recall and F1 of the named mentions in the news documents of `path`.

    Overall and for each kind, with the interval of the overall F1 (bootstrap over documents). Raises `InputError`
    when the file cannot be read or holds no news.
    """
    records = [record for record in classes.records(Path(path)) if record.get("genre") == GENRE]
    if not records:
        raise InputError(f"{str(path)!r} holds no document of genre {GENRE!r}")
    compared = [compare(record) for record in records]
    result: dict[str, object] = {"task": "mentions", "documents": len(records), "all": _figures(compared, None)}
    for kind in ("person", "organisation", "country"):
        result[kind] = _figures(compared, kind)
    result["interval"] = bootstrap(compared, lambda parts: _f1(parts, None))
    return result


def compare(record: dict[str, object]) -> tuple[set[Span], set[Span]]:
    """Return gold and predicted mentions of one document, each as (start, end, kind)."""
    text = classes.asked(record, "text")
    classes.asked_rows(record, "mentions", "start", "end", "type")
    document = Document(str(record.get("id")), text, published=dates.parse(str(record.get("date") or "")))
    found = mentions.find(document, sentences.split(document))
    return gold(record), {(m.span.start, m.span.end, m.kind) for m in found}


def gold(record: dict[str, object]) -> set[Span]:
    """Return the named mentions among the gold noun phrases of one document."""
    text = str(record["text"])
    found: set[Span] = set()
    for phrase in record["mentions"]:  # type: ignore[attr-defined]
        kind = _KINDS.get(phrase["type"])
        name = _named(text, phrase["start"], phrase["end"], kind or "")
        if kind is None or name is None:
            continue
        words = text[name[0] : name[1]]
        if countries.of_name(words) in {code for _, code in countries.mentioned(words)}:
            kind = "country"
        elif kind == "country":
            continue
        found.add((*name, kind))
    return found


def _named(text: str, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Return the span of the name that heads the phrase, or None where no name does."""
    cut = re.search(r",\s|\s\(|\swho\s|\swhich\s", text[start:end])
    end = start + cut.start() if cut else end
    tokens = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    first = len(tokens)
    while first and _in_name(text[slice(*tokens[first - 1])]):
        first -= 1
    while first < len(tokens) and text[slice(*tokens[first])].lower() in _LINK:
        first += 1
    if first and text[slice(*tokens[first - 1])].lower() in _PREPOSITIONS:
        return None
    if kind == "person":
        owners = [i for i in range(first, len(tokens) - 1) if re.search(r"[’']s?$", text[slice(*tokens[i])])]
        first = owners[-1] + 1 if owners else first
        titles = [i for i in range(first, len(tokens) - 1) if _before_name(text[slice(*tokens[i])])]
        first = titles[-1] + 1 if titles else first
    stops = _PREPOSITIONS if kind == "person" else _PLACED
    hangs = [i for i in range(first, len(tokens)) if text[slice(*tokens[i])].lower() in stops]
    tokens = tokens[: hangs[0]] if hangs else tokens
    if kind == "person" and tokens and _before_name(text[slice(*tokens[-1])]):
        return None
    if first >= len(tokens):
        return None
    begin, stop = tokens[first][0], tokens[-1][1]
    words = text[begin:stop]
    words = words if words.endswith(".") else re.sub(r"(?:[’']s?|[-,:;!?”\"]+)$", "", words)
    alone = first == len(tokens) - 1
    if words.lower() in NOT_NAMES or (alone and _lower_elsewhere(text, words)):
        return None
    return (begin, begin + len(words)) if words else None


def _in_name(word: str) -> bool:
    return word[:1].isupper() or word.lower() in _LINK or word[:1].isdigit()


def _before_name(word: str) -> bool:
    return word.lower().rstrip(".") in TITLE_WORDS or countries.of_name(word) is not None


def _lower_elsewhere(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is not None


def _f1(parts: object, kind: str | None) -> float | None:
    right, predicted, wanted = _counts(parts, kind)
    return f1(right, predicted, wanted)


def _figures(parts: object, kind: str | None) -> dict[str, float | int | None]:
    return figures(*_counts(parts, kind))


def _counts(parts: object, kind: str | None) -> tuple[int, int, int]:
    pairs = [
        ({g for g in wanted if kind in (None, g[2])}, {p for p in found if kind in (None, p[2])})
        for wanted, found in parts  # type: ignore[attr-defined]
    ]
    return sum(len(g & p) for g, p in pairs), sum(len(p) for _, p in pairs), sum(len(g) for g, _ in pairs)
