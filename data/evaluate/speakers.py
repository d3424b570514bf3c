"""Labelled articles in, figures out: voice, speaker and country, sentence by sentence.

A gold unit is compared with the predicted sentence that shares most characters with it; headline units and text
without a gold unit are not scored; a missed sentence is a miss. Of several joined speakers any right one counts.
The reading under test sees the text only, never the labels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import quotations, sentences, settings, speakers
from data.errors import InputError
from data.evaluate import classes
from data.evaluate.intervals import bootstrap, f1, figures, rounded, summed, wilson
from data.records import VOICES, Attribution, Document, Sentence, Span
from data.words import joint_mentions, names, people

#: Right, predicted and gold counts.
Counts = tuple[int, int, int]
Read = Callable[[Document], tuple[Sequence[Sentence], Sequence[Attribution]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled stretch of text with what was predicted for it."""

    document: str
    voice: str
    speaker: str | None
    country: str | None
    predicted_voice: str
    predicted_speakers: tuple[str, ...]
    predicted_countries: tuple[str, ...]
    confidence: float = 1.0


def evaluate(path: str | Path | None = None, *, read: Read | None = None) -> dict[str, object]:
    """Return the figures for the labelled articles in `path`; without it those of the seed article and, as "invented",
    those of the invented sentences in `seeds/gold/`.

    `path` is JSON Lines with `text` and `sentences` in each object, or one JSON object as `seed_article.json`.
    Shares lie in [0, 1], each with n and its 95 % interval. Raises `InputError` when the file cannot be read.
    """
    reading = read or _read
    if path is not None:
        return _of_file(Path(path), reading)
    seed = _of_file(settings.GOLD / "seed_article.json", reading)
    return {**seed, "invented": _of_file(settings.GOLD / "invented.jsonl", reading)}


def _of_file(path: Path, read: Read) -> dict[str, object]:
    return figures_of([unit for article in _articles(path) for unit in compare(article, read)])


def _read(document: Document) -> tuple[Sequence[Sentence], Sequence[Attribution]]:
    found = sentences.split(document)
    _, attributions = speakers.resolve(document, found, quotations.extract(document, found))
    return found, attributions


def _articles(path: Path) -> Iterable[dict[str, object]]:
    articles = [_with_text(classes.article(path))] if path.suffix == ".json" else classes.records(path)
    for number, article in enumerate(articles, start=1):
        classes.asked(article, "text")
        classes.asked_rows(article, "sentences", "start", "end", "voice", "speaker", "country")
        # An article without a name of its own is told from others by its place.
        yield {**article, "id": article.get("id") or article.get("file") or f"article {number}"}


def _with_text(article: dict[str, Any]) -> dict[str, Any]:
    """Return the article with the text of the file under `seeds/articles/` that it names where it holds none."""
    if "text" in article:
        return article
    file = settings.ARTICLES / classes.asked(article, "text", "file")
    try:
        return {**article, "text": file.read_text(encoding="utf-8")}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{article['id']}: its text {file} cannot be read ({error}): give it as text") from error


def compare(article: dict[str, object], read: Read) -> list[Unit]:
    """Return the scored gold units of one article, each with the prediction that shares most characters with it."""
    document = Document(id=str(article["id"]), text=str(article["text"]))
    found, attributions = read(document)
    units = []
    gold: Sequence[dict[str, Any]] = article["sentences"]  # type: ignore[assignment]
    for label in gold:
        if label["voice"] not in VOICES:
            continue
        span = Span(label["start"], label["end"])
        attribution = _nearest(span, found, attributions)
        units.append(
            Unit(
                document.id,
                str(label["voice"]),
                _text(label["speaker"]),
                _text(label["country"]),
                attribution.voice if attribution else "",
                tuple(one.name for one in attribution.speakers) if attribution else (),
                tuple(one.country for one in attribution.speakers if one.country) if attribution else (),
                attribution.confidence if attribution else 0.0,
            )
        )
    return units


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _nearest(span: Span, found: Sequence[Sentence], attributions: Sequence[Attribution]) -> Attribution | None:
    best, most = None, 0
    for sentence, attribution in zip(found, attributions, strict=True):
        shared = min(span.end, sentence.span.end) - max(span.start, sentence.span.start)
        if shared > most:
            best, most = attribution, shared
    return best


def same_speaker(one: str, other: str) -> bool:
    """Return whether two names are one: equal when normalised, or one the surname or a listed alias of the other."""
    a, b = _normal(one), _normal(other)
    if a == b:
        return True
    if b == a.split(" ")[-1] or a == b.split(" ")[-1]:
        return True
    return people.slug(one) == people.slug(other) or names.fold(one) == names.fold(other)


def _normal(name: str) -> str:
    name = re.sub(r"[.,’'\"“”]", "", name.lower())
    return re.sub(r"\s+", " ", re.sub(r"^(?:the|a|an)\s+", "", name.strip())).strip()


def speaker_right(unit: Unit) -> bool:
    """Return whether any predicted speaker is any gold one; a joint group ("both A and B ministers") is several."""
    gold = [
        part for name in (unit.speaker or "").split(";") if name.strip() for part in (name, *joint_mentions.parts(name))
    ]
    return any(same_speaker(name, predicted) for name in gold for predicted in unit.predicted_speakers)


def country_right(unit: Unit) -> bool:
    """Return whether the gold country is among the predicted ones."""
    return bool(set((unit.country or "").replace(" ", "").split(";")) & set(unit.predicted_countries))


def macro_f1(counts: Sequence[Sequence[Counts]]) -> float | None:
    """Return the mean F1 of the voices that occur in gold or prediction, from counts by document and voice."""
    scores = [f1(*summed([part[place] for part in counts])) for place in range(len(VOICES))]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def voice_counts(units: Sequence[Unit]) -> list[Counts]:
    """Return right, predicted and gold counts for each voice."""
    return [
        (
            sum(unit.voice == voice == unit.predicted_voice for unit in units),
            sum(unit.predicted_voice == voice for unit in units),
            sum(unit.voice == voice for unit in units),
        )
        for voice in VOICES
    ]


def speaker_counts(units: Sequence[Unit]) -> Counts:
    """Return right, predicted and gold counts of sentences with a speaker."""
    right = sum(speaker_right(unit) for unit in units)
    return right, sum(bool(unit.predicted_speakers) for unit in units), sum(unit.speaker is not None for unit in units)


def figures_of(units: Sequence[Unit]) -> dict[str, object]:
    """Return every figure of the task for compared units."""
    by_document: dict[str, list[Unit]] = {}
    for unit in units:
        by_document.setdefault(unit.document, []).append(unit)
    by_voice = [voice_counts(part) for part in by_document.values()]
    by_speaker = [speaker_counts(part) for part in by_document.values()]
    voices_right = sum(unit.voice == unit.predicted_voice for unit in units)
    with_country = [unit for unit in units if unit.country]
    countries_right = sum(country_right(unit) for unit in with_country)
    return {
        "task": "speakers",
        "documents": len(by_document),
        "n": len(units),
        "voice_accuracy": _share(voices_right, len(units)),
        "voice_macro_f1": {
            "value": rounded(macro_f1(by_voice)),
            "n": len(units),
            "interval": bootstrap(by_voice, macro_f1),
        },
        "voices": {voice: figures(*counts) for voice, counts in zip(VOICES, voice_counts(units), strict=True)},
        "speaker": {
            **figures(*summed(by_speaker)),
            "interval": bootstrap(by_speaker, lambda drawn: f1(*summed(drawn))),
        },
        "country_accuracy": _share(countries_right, len(with_country)),
        "confidence": _confidence(units),
    }


def _confidence(units: Sequence[Unit]) -> dict[str, object]:
    """Return how far the confidence in the speakers that were found is from the share of them that is right."""
    held = [(unit.confidence, speaker_right(unit)) for unit in units if unit.predicted_speakers]
    return {"calibration_error": rounded(classes.expected_error(held)) if held else None, "n": len(held)}


def _share(right: int, n: int) -> dict[str, object]:
    return {"value": rounded(right / n) if n else None, "n": n, "interval": wilson(right, n)}
