"""GUM documents in, figures out: are pronouns and titles of persons resolved to the right person.

Scored are third-person singular pronouns ("he", "her") and definite descriptions by office or role ("the
president") whose person GUM names before them. A reference is right when the person found is named inside a mention
of the gold cluster. Reading and resolution see the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import quotations, sentences, speakers
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.intervals import wilson
from data.records import Document
from data.resolution.cast import Person
from data.resolution.coreference import Resolver
from data.words import naming
from data.words.naming import Naming

GENRES = ("news", "interview")
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One scored reference: its kind ("pronoun" or "title"), offset, parsed words, and the gold cluster's names."""

    kind: str
    at: int
    words: str
    parsed: Naming
    names: tuple[tuple[int, int], ...]


def evaluate(path: str | Path) -> dict[str, object]:
    """Return the share of pronouns and of titles resolved rightly, with n and 95 % intervals, in `GENRES`.

    `path` is JSON Lines with `text`, `genre` and `mentions` (`start`, `end`, `cluster`, `type`). Raises `InputError`.
    """
    right: dict[str, int] = {"pronoun": 0, "title": 0}
    counted: dict[str, int] = {"pronoun": 0, "title": 0}
    documents = 0
    for record in records(Path(path), genres=GENRES):
        documents += 1
        for resolver, reference in walk(record):
            counted[reference.kind] += 1
            right[reference.kind] += is_right(resolved(resolver, reference), reference)
    shares = {
        kind: {
            "value": round(right[kind] / counted[kind], 4) if counted[kind] else None,
            "n": counted[kind],
            "interval": wilson(right[kind], counted[kind]),
        }
        for kind in right
    }
    if not documents:
        raise InputError(f"{path} holds no document of the genres {', '.join(GENRES)}")
    both = sum(counted.values())
    return {
        "task": "coreference",
        "documents": documents,
        "n": both,
        "all": {
            "value": round(sum(right.values()) / both, 4) if both else None,
            "n": both,
            "interval": wilson(sum(right.values()), both),
        },
        **shares,
    }


def records(path: Path, *, genres: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield the records of `path` of these genres; raises `InputError` for a file or record that is none."""
    for record in classes.records(path):
        if record.get("genre") in genres:
            classes.asked(record, "text")
            classes.asked_rows(record, "mentions", "start", "end", "type", "cluster")
            yield record


def walk(record: dict[str, object]) -> Iterator[tuple[Resolver, Reference]]:
    """Yield each reference with the resolver as it stands there: the quotations before it are resolved."""
    document = Document(id=str(record.get("id")), text=str(record["text"]))
    found = quotations.extract(document, sentences.split(document))
    queue = sorted(found, key=speakers.place)
    resolver = Resolver(document)
    for reference in references(record):
        while queue and speakers.place(queue[0]) < reference.at:
            resolver.speakers(queue.pop(0))
        yield resolver, reference


def references(record: dict[str, object]) -> list[Reference]:
    """Return the references of one document that are scored, in the order of the text."""
    text = str(record["text"])
    mentions: list[dict[str, object]] = record["mentions"]  # type: ignore[assignment]
    clusters: dict[object, list[tuple[int, int]]] = {}
    persons = [one for one in mentions if one["type"] == "person"]
    for one in persons:
        start, end = int(str(one["start"])), int(str(one["end"]))
        if naming.parse(text[start:end]).form == "person" and _CAPITAL.search(text[start:end]):
            clusters.setdefault(one["cluster"], []).append((start, end))
    made = []
    for one in sorted(persons, key=lambda one: int(str(one["start"]))):
        start, end = int(str(one["start"])), int(str(one["end"]))
        names = tuple(clusters.get(one["cluster"], ()))
        if not any(name_start < start for name_start, _ in names):
            continue
        words = text[start:end]
        parsed = naming.parse(words)
        if parsed.form == "pronoun" and parsed.gender in ("male", "female"):
            made.append(Reference("pronoun", start, words, parsed, names))
        elif parsed.form == "description" and words.lower().startswith("the "):
            made.append(Reference("title", start, words, parsed, names))
    return made


def resolved(resolver: Resolver, reference: Reference) -> Person | None:
    """Return the person the resolver takes the reference for."""
    if reference.kind == "pronoun":
        return resolver.pronouns.antecedent(reference.parsed.gender, reference.at)
    return resolver.descriptions.meant(reference.parsed, reference.words, reference.at)


def is_right(person: Person | None, reference: Reference) -> bool:
    """Return whether a name of the gold cluster holds a place where the person is named."""
    return person is not None and any(
        (start <= span.start and span.end <= end + 2) or (span.start <= start and end <= span.end)
        for span in person.places
        for start, end in reference.names
    )
