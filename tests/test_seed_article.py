"""The seed article as a golden table: voice, speaker and country of every sentence, as labelled by hand."""

from __future__ import annotations

import json

from data import quotations, sentences, settings, speakers
from data.evaluate import speakers as measure
from data.records import Document, Span

LABELS = json.loads((settings.GOLD / "seed_article.json").read_text(encoding="utf-8"))
TEXT = (settings.ARTICLES / LABELS["file"]).read_text(encoding="utf-8")


def _document() -> Document:
    title = TEXT.split("\n", 1)[0]
    omitted = (Span(0, len(title)), Span(*LABELS["repeated_headline"]))
    return Document(id="seed", text=TEXT, title=title, omitted=omitted)


def test_sentences_are_the_labelled_ones() -> None:
    found = [(one.span.start, one.span.end) for one in sentences.split(_document())]
    assert found == [(one["start"], one["end"]) for one in LABELS["sentences"] if one["voice"] != "headline"]


def test_voice_speaker_and_country_of_every_sentence() -> None:
    document = _document()
    found = sentences.split(document)
    _, attributions = speakers.resolve(document, found, quotations.extract(document, found))
    read = {
        sentence.span.start: (
            attribution.voice,
            "; ".join(one.name for one in attribution.speakers) or None,
            "; ".join(one.country for one in attribution.speakers if one.country) or None,
        )
        for sentence, attribution in zip(found, attributions, strict=True)
    }
    wanted = {
        one["start"]: (one["voice"], one["speaker"], one["country"])
        for one in LABELS["sentences"]
        if one["voice"] != "headline"
    }
    assert read == wanted


def test_the_shipped_measure_finds_no_error() -> None:
    figures = measure.evaluate(settings.GOLD / "seed_article.json")
    assert figures["voice_accuracy"]["value"] == 1.0
    assert figures["speaker"]["f1"] == 1.0
    assert figures["country_accuracy"]["value"] == 1.0
    assert figures["n"] == 20
