"""Fit the weights by which a pronoun chooses its person: labelled documents in, weights and cross-validated share out.

A log-linear ranker over the candidates of each pronoun, with an L2 penalty, fitted with L-BFGS; documents are left
out, a tenth at a time, to measure. Two sets of weights: `WEIGHTS` for every pronoun, from GUM's gold clusters, and
`SPEAKING` for the subjects of reporting verbs, from the speakers in `seeds/labels/polnear.jsonl`. "Spoken of last" and
"spoke last" depend on the weights themselves: put those printed into `data.resolution.antecedents` and run again, until
they stay or go to and fro between two.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from data import quotations, sentences, settings, speakers
from data.errors import InputError, PodiumError
from data.evaluate import classes, coreference
from data.evaluate.speakers import same_speaker
from data.records import Document, Quotation
from data.resolution import antecedents
from data.resolution.cast import Person
from data.resolution.coreference import Resolver
from data.words import naming
from data.words.naming import Naming

GENRES = ("news", "interview", "speech")
LABELS = settings.SEEDS / "labels" / "polnear.jsonl"
PENALTY = 1.0
FOLDS = 10
#: What `SPEAKING` and `WEIGHTS` do without: with it, fewer pronouns of the documents left out come out right.
UNUSED = frozenset(
    ["same sentence", "log distance", "spoken of last", "times named", "gender known", "evidence", "possessive"]
)
OF_SPEAKING = frozenset(["log distance told or speaking", "spoke a sentence before", "spoke last by name", "subject"])
#: Features of every candidate of one pronoun, and which candidates are right.
Group = tuple[list[tuple[float, ...]], list[bool]]


def of_clusters(path: Path) -> dict[str, list[Group]]:
    """Return the pronouns of each of GUM's documents; raises `InputError` for a file that lacks what is asked."""
    _articles(path)
    made: dict[str, list[Group]] = {}
    for record in coreference.records(path, genres=GENRES):
        own = made.setdefault(str(record["id"]), [])
        for resolver, reference in coreference.walk(record):
            if reference.kind == "pronoun":
                own.append(_group(resolver, reference.parsed, reference.at, partial(_of_cluster, reference)))
    return made


def of_speakers(labels: Path, articles: Path) -> dict[str, list[Group]]:
    """Return the pronouns that name a speaker in each labelled article; `articles` holds the texts (`id`, `text`).

    Raises `InputError` when a file cannot be read, a record lacks a field, or a labelled article is not there.
    """
    texts = _articles(articles)
    made: dict[str, list[Group]] = {}
    for record in classes.records(labels):
        article = texts.get(str(record["id"]))
        if article is None:
            raise InputError(f"{articles} holds no article {record['id']!r}, which {labels} labels: name PolNeAR's own")
        document = Document(str(record["id"]), classes.asked(article, "text"), published=article.get("date"))
        made[document.id] = list(_spoken(document, record["sentences"]))
    return made


def _articles(path: Path) -> dict[str, dict[str, Any]]:
    """Return the records of the file by their id; raises `InputError` with the line and the field that it lacks."""
    made: dict[str, dict[str, Any]] = {}
    for place, record in classes.placed(path):
        if lacking := [name for name in ("id", "text") if record.get(name) is None]:
            raise InputError(f"{place}: the record lacks {' and '.join(lacking)}: each needs an id and its text")
        made[str(record["id"])] = record
    return made


def _spoken(document: Document, labelled: Sequence[Sequence[object]]) -> Iterator[Group]:
    resolver = Resolver(document)
    found = quotations.extract(document, sentences.split(document))
    for quotation in sorted(found, key=speakers.place):
        parsed = _pronoun(document, quotation)
        wanted = _speaker_at(labelled, quotation.mention[0].start) if parsed else None
        if parsed is not None and wanted is not None:
            resolver.discourse.content = quotation.content
            yield _group(resolver, parsed, quotation.mention[0].start, partial(_is_one_of, wanted))
        resolver.speakers(quotation)


def _of_cluster(reference: coreference.Reference, person: Person) -> bool:
    return coreference.is_right(person, reference)


def _is_one_of(names: Sequence[str], person: Person) -> bool:
    return any(same_speaker(name, person.name) for name in names)


def _pronoun(document: Document, quotation: Quotation) -> Naming | None:
    words = naming.trimmed(" ".join(span.of(document.text) for span in quotation.mention))
    parsed = naming.parse(words) if words else None
    return parsed if parsed and parsed.form == "pronoun" and parsed.gender in ("male", "female") else None


def _speaker_at(labelled: Sequence[Sequence[object]], at: int) -> list[str] | None:
    for start, end, voice, speaker in labelled:
        if int(str(start)) <= at < int(str(end)):
            return str(speaker).split("; ") if voice != "outlet" and speaker else None
    return None


def _group(resolver: Resolver, parsed: Naming, at: int, right: Callable[[Person], bool]) -> Group:
    pronouns = resolver.pronouns
    # The pronouns before tell of whom the text speaks.
    pronouns.antecedent(parsed.gender, at - 1)
    place = pronouns.place(parsed.gender, at)
    fitting = antecedents.candidates(pronouns.named_before(at), gender=parsed.gender)
    rows = [antecedents.features(place, rank, start, person) for rank, (start, person) in enumerate(fitting)]
    return rows, [right(person) for _, person in fitting]


def fit(training: Sequence[Group], *, unused: frozenset[str] = frozenset(), penalty: float = PENALTY) -> list[float]:
    """Return the weights that make the right candidates likeliest; those of `unused` features are 0."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import logsumexp

    usable = [(rows, right) for rows, right in training if any(right) and not all(right)]
    width = antecedents.CANDIDATES
    used = np.array([name not in unused for name in antecedents.FEATURES], dtype=float)
    values = np.zeros((len(usable), width, len(antecedents.FEATURES)))
    offered, wanted = np.full((len(usable), width), -1e9), np.full((len(usable), width), -1e9)
    for place, (rows, right) in enumerate(usable):
        values[place, : len(rows)] = rows * used
        offered[place, : len(rows)] = 0.0
        wanted[place, : len(rows)] = np.where(right, 0.0, -1e9)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = values @ weights
        every, correct = logsumexp(scores + offered, axis=1), logsumexp(scores + wanted, axis=1)
        shares = np.exp(scores + offered - every[:, None]) - np.exp(scores + wanted - correct[:, None])
        total = float((every - correct).sum()) + 0.5 * penalty * float(weights @ weights)
        return total, np.einsum("nk,nkf->f", shares, values) + penalty * weights

    found = minimize(loss, np.zeros(len(antecedents.FEATURES)), jac=True, method="L-BFGS-B")
    return [round(float(value), 2) for value in found.x]


def share_right(groups: Sequence[Group], weights: Sequence[float]) -> tuple[int, int]:
    """Return how many pronouns choose a right candidate, and of how many."""
    right = 0
    for rows, labels in groups:
        scores = [sum(w * v for w, v in zip(weights, row, strict=True)) for row in rows]
        right += bool(rows) and labels[scores.index(max(scores))]
    return right, len(groups)


def told(documents: dict[str, list[Group]], *, unused: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return the weights fitted on all documents, and how many pronouns come out right where theirs are left out."""
    names = sorted(documents)
    right = n = 0
    for part in range(FOLDS):
        left_out = names[part::FOLDS]
        held = fit([one for name in names if name not in left_out for one in documents[name]], unused=unused)
        for name in left_out:
            one, of = share_right(documents[name], held)
            right, n = right + one, n + of
    weights = fit([one for own in documents.values() for one in own], unused=unused)
    return {"documents": len(names), "cross_validated": right / n if n else None, "n": n, "weights": weights}


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, cross-validate by document and print; return the exit status, 2 where a file cannot be used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path, help="GUM documents with gold mentions, as JSON Lines")
    parser.add_argument("polnear", type=Path, help="the articles of PolNeAR's training part, as JSON Lines")
    options = parser.parse_args(arguments)
    try:
        # Read first: the pronouns of GUM take minutes.
        _articles(options.polnear)
        print({"WEIGHTS": told(of_clusters(options.gum), unused=OF_SPEAKING)})
        print({"SPEAKING": told(of_speakers(LABELS, options.polnear), unused=UNUSED)})
    except PodiumError as error:
        print(f"podium: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
