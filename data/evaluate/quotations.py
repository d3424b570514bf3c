"""Articles with annotated quotations in, figures out: spans by role, and whole attributions.

Spans count as equal when they match exactly after white space and outer punctuation are trimmed on both sides.
An attribution is right when its content shares a token F1 of at least 0.5 with gold and the speaker mentions
overlap; attributions are paired one to one, best first. Gold is in PolNeAR's roles: source, cue, content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import quotations, sentences, settings
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.intervals import bootstrap, f1, figures, summed
from data.records import Document, Quotation

ROLES = ("speaker_mention", "cue", "content")
_GOLD_ROLE = {"speaker_mention": "source", "cue": "cue", "content": "content"}
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|his|her|their)$", re.IGNORECASE)
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*")
Extract = Callable[[Document], Sequence[Quotation]]
Roles = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One attribution of either side: trimmed spans by role, its kind, and whether a pronoun names the speaker."""

    roles: Roles
    tokens: dict[str, frozenset[int]]
    kind: str
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Article:
    """The attributions of one document on both sides, and the pairs (gold index, predicted index) that match."""

    gold: list[Compared]
    predicted: list[Compared]
    pairs: list[tuple[int, int]]


def evaluate(path: str | Path, *, extract: Extract | None = None) -> dict[str, object]:
    """Return span, token and attribution figures for the annotated articles in `path` (JSON Lines).

    Each object has `text` and `attributions` with `source`, `cue` and `content` as lists of [start, end]. Every
    figure stands for all attributions, and apart by kind and by pronoun speaker. Raises `InputError`.
    """
    articles = [compare(record, extract or _extract) for record in records(Path(path))]
    found: dict[str, object] = {"task": "quotations", "documents": len(articles)}
    found["n"] = sum(len(article.gold) for article in articles)
    found["all"] = _figures(articles, lambda _: True, intervals=True)
    for kind in ("direct", "mixed", "indirect"):
        found[kind] = _figures(articles, lambda one, kind=kind: one.kind == kind)  # type: ignore[misc]
    found["pronoun_speaker"] = _figures(articles, lambda one: one.pronoun)
    return found


def _extract(document: Document) -> Sequence[Quotation]:
    return quotations.extract(document, sentences.split(document))


def records(path: Path) -> Iterable[dict[str, object]]:
    """Yield the objects of the file; raises `InputError` for what cannot be read."""
    for record in classes.records(path):
        classes.asked(record, "text")
        for place, row in enumerate(classes.asked_rows(record, "attributions", *_GOLD_ROLE.values())):
            if bad := [role for role in _GOLD_ROLE.values() if not _holds_spans(row[role])]:
                where = f"record {record.get('id')!r}, attributions[{place}]"
                raise InputError(f"{where}: {', '.join(bad)} must be lists of [start, end]: {settings.FORMATS}")
        yield record


def _holds_spans(value: object) -> bool:
    """Tell a list of [start, end] from anything else; a role without words may be null."""
    spans = [] if value is None else value
    return isinstance(spans, list) and all(
        isinstance(span, list) and len(span) == 2 and all(isinstance(offset, int) for offset in span) for span in spans
    )


def compare(record: dict[str, object], extract: Extract) -> Article:
    """Return the attributions of one annotated article beside what `extract` finds in its text."""
    text = str(record["text"])
    starts = {match.start(): number for number, match in enumerate(_TOKEN.finditer(text))}
    gold = []
    labels: Sequence[dict[str, Any]] = record["attributions"]  # type: ignore[assignment]
    for label in labels:
        spans = {role: [(s, e) for s, e in label[_GOLD_ROLE[role]] or ()] for role in ROLES}
        gold.append(_compared(text, spans, _kind(text, spans["content"]), starts))
    predicted = []
    for quotation in extract(Document(id=str(record.get("id")), text=text)):
        by_role = {"speaker_mention": quotation.mention, "cue": quotation.cue, "content": quotation.content}
        spans = {role: [(span.start, span.end) for span in by_role[role]] for role in ROLES}
        predicted.append(_compared(text, spans, _kind(text, spans["content"]), starts))
    return Article(gold, predicted, _pairs(gold, predicted))


def _kind(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the kind by the marks in the content, the same for both sides."""
    words = " ".join(text[start:end].strip() for start, end in spans)
    if not re.search(r"[\"“”«»]", words):
        return "indirect"
    outside = re.sub(r"[\"“«][^\"”»]*(?:[\"”»]|$)", "", words)
    return "mixed" if len(_TOKEN.findall(outside)) > 1 else "direct"


def _compared(text: str, spans: Roles, kind: str, starts: dict[int, int]) -> Compared:
    trimmed = {role: sorted({cut for span in spans[role] if (cut := _trim(text, *span))}) for role in ROLES}
    tokens = {
        role: frozenset(starts[at] for start, end in trimmed[role] for at in range(start, end) if at in starts)
        for role in ROLES
    }
    mention = " ".join(text[start:end] for start, end in trimmed["speaker_mention"])
    return Compared(trimmed, tokens, kind, bool(_PRONOUN.match(mention)))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def _pairs(gold: Sequence[Compared], predicted: Sequence[Compared]) -> list[tuple[int, int]]:
    scored = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            score = _token_f1(one.tokens["content"], other.tokens["content"])
            if score >= 0.5 and _overlap(one.roles["speaker_mention"], other.roles["speaker_mention"]):
                scored.append((-score, i, j))
    pairs, used_gold, used_predicted = [], set(), set()
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_predicted:
            pairs.append((i, j))
            used_gold.add(i)
            used_predicted.add(j)
    return pairs


def _token_f1(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    if not one and not other:
        return True
    return any(a < d and c < b for a, b in one for c, d in other)


def _figures(
    articles: Sequence[Article], keep: Callable[[Compared], bool], *, intervals: bool = False
) -> dict[str, object]:
    found: dict[str, object] = {}
    for role in ROLES:
        counts = [_span_counts(article, role, keep) for article in articles]
        token_counts = [_token_counts(article, role, keep) for article in articles]
        found[role] = {"exact": _summed(counts, intervals), "token": _summed(token_counts, False)}
    found["attribution"] = _summed([_attribution_counts(article, keep) for article in articles], intervals)
    return found


def _summed(counts: Sequence[tuple[int, int, int]], intervals: bool) -> dict[str, object]:
    total: dict[str, object] = dict(figures(*summed(counts)))
    if intervals:
        total["interval"] = bootstrap(counts, lambda drawn: f1(*summed(drawn)))
    return total


def _span_counts(article: Article, role: str, keep: Callable[[Compared], bool]) -> tuple[int, int, int]:
    gold = {span for one in article.gold if keep(one) for span in one.roles[role]}
    predicted = {span for one in article.predicted if keep(one) for span in one.roles[role]}
    return len(gold & predicted), len(predicted), len(gold)


def _token_counts(article: Article, role: str, keep: Callable[[Compared], bool]) -> tuple[int, int, int]:
    gold = frozenset().union(*(one.tokens[role] for one in article.gold if keep(one)))
    predicted = frozenset().union(*(one.tokens[role] for one in article.predicted if keep(one)))
    return len(gold & predicted), len(predicted), len(gold)


def _attribution_counts(article: Article, keep: Callable[[Compared], bool]) -> tuple[int, int, int]:
    right_gold = sum(keep(article.gold[i]) for i, _ in article.pairs)
    unmatched = {j for j in range(len(article.predicted))} - {j for _, j in article.pairs}
    predicted = right_gold + sum(keep(article.predicted[j]) for j in unmatched)
    return right_gold, predicted, sum(keep(one) for one in article.gold)
