"""Fit the weights by which a pronoun chooses its person: GUM's gold clusters in, weights and cross-validated share out.

A log-linear ranker over the candidates of each pronoun, with an L2 penalty, fitted with L-BFGS; documents are left
out one by one to measure. The feature "spoken of last" depends on the weights, so fitting is repeated from the
weights found. The weights printed belong in `data.resolution.antecedents.WEIGHTS`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.evaluate import coreference
from data.resolution import antecedents

GENRES = ("news", "interview", "speech")
PENALTY = 1.0
Group = tuple[list[tuple[float, ...]], list[bool]]


def groups(path: Path, *, genres: Sequence[str], weights: Sequence[float]) -> dict[str, list[Group]]:
    """Return for each document its pronouns: features of every candidate, and which candidates are right."""
    made: dict[str, list[Group]] = {}
    for record in coreference.records(path, genres=genres):
        own = made.setdefault(str(record["id"]), [])
        for resolver, reference in coreference.walk(record):
            if reference.kind != "pronoun":
                continue
            gender, at = reference.parsed.gender, reference.at
            pronouns, discourse = resolver.pronouns, resolver.discourse
            pronouns.weights = weights
            pronouns.antecedent(gender, at - 1, weights=weights)
            place = pronouns.place(gender, at)
            fitting = antecedents.candidates(discourse.cast.before(at), gender=gender)
            rows = [
                antecedents.features(place, rank, start, person) for rank, (start, person) in enumerate(fitting)
            ]
            own.append((rows, [coreference.is_right(person, reference) for _, person in fitting]))
    return made


def fit(training: Sequence[Group], *, penalty: float = PENALTY) -> list[float]:
    """Return the weights that make the right candidates likeliest."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import logsumexp

    usable = [(rows, right) for rows, right in training if any(right) and not all(right)]
    width = antecedents.CANDIDATES
    values = np.zeros((len(usable), width, len(antecedents.FEATURES)))
    offered, wanted = np.full((len(usable), width), -1e9), np.full((len(usable), width), -1e9)
    for place, (rows, right) in enumerate(usable):
        values[place, : len(rows)] = rows
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


def share_right(groups_: Sequence[Group], weights: Sequence[float]) -> tuple[int, int]:
    """Return how many pronouns choose a right candidate, and of how many."""
    right = 0
    for rows, labels in groups_:
        scores = [sum(w * v for w, v in zip(weights, row, strict=True)) for row in rows]
        right += bool(rows) and labels[scores.index(max(scores))]
    return right, len(groups_)


def main() -> None:
    """Fit, cross-validate by document and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="GUM documents with gold mentions, as JSON Lines")
    options = parser.parse_args()
    weights: Sequence[float] = antecedents.WEIGHTS
    for _ in range(2):
        documents = groups(options.path, genres=GENRES, weights=weights)
        weights = fit([group for own in documents.values() for group in own])
    right = n = 0
    measured = set(coreference_documents(options.path))
    for left_out in measured:
        held = fit([group for name, own in documents.items() if name != left_out for group in own])
        one, of = share_right(documents[left_out], held)
        right, n = right + one, n + of
    print({"cross_validated": right / n if n else None, "n": n, "weights": list(weights)})


def coreference_documents(path: Path) -> list[str]:
    """Return the ids of the documents the measure counts."""
    return [str(record["id"]) for record in coreference.records(path, genres=coreference.GENRES)]


if __name__ == "__main__":
    main()
