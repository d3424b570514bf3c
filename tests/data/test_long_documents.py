"""Long documents are cut between paragraphs, and nothing that is said is lost at the cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from data import pipeline, sentences, store
from data.job import long_documents
from data.records import Document, Span, Turn

LIGHT = ("vader",)
PARAGRAPHS = tuple(
    f"Envoy Dorea Tesk of Norway opened meeting {n} late. “We will stay for day {n},” she said.\n"
    f"“The harbour stays open.\n"
    f"“It will be so for {n} weeks,” Tesk added. Nobody from Chile came to hall {n}.\n"
    for n in range(60)
)
TEXT = "".join(PARAGRAPHS)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_documents, "LONGEST", 1_500)
    monkeypatch.setattr(long_documents, "SLACK", 700)
    monkeypatch.setattr(long_documents, "CONTEXT", 250)


def own(part: long_documents.Part) -> str:
    return part.document.text[part.context :]


def test_a_short_document_is_one_part_as_it_is() -> None:
    document = Document(id="a", text="One. Two.")
    assert list(long_documents.parts(document)) == [long_documents.Part(document)]


@pytest.mark.usefixtures("short")
def test_parts_hold_the_text_and_its_sentences_once() -> None:
    document = Document(id="a", text=TEXT)
    parts = list(long_documents.parts(document))
    assert len(parts) > 5 and "".join(map(own, parts)) == TEXT
    assert all(TEXT[p.begin :].startswith(p.document.text) for p in parts)
    whole = sentences.split(document)
    assert long_documents.sentences_in(document) == len(whole)
    for part in parts:
        first = whole[part.position]
        assert (first.span.start, first.paragraph) == (part.begin + part.context, part.paragraph)


@pytest.mark.usefixtures("short")
def test_no_cut_inside_what_is_quoted_over_two_paragraphs() -> None:
    for part in list(long_documents.parts(Document(id="a", text=TEXT)))[1:]:
        assert own(part).startswith("Envoy")


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("text", ["word " * 2_000, "x" * 9_000, "One ends here. " * 600, "One.\n\n" * 2_000])
def test_text_without_paragraphs_sentences_or_spaces(text: str) -> None:
    document = Document(id="a", text=text)
    parts = list(long_documents.parts(document))
    assert "".join(map(own, parts)) == text and max(len(own(part)) for part in parts) <= long_documents.LONGEST


@pytest.mark.usefixtures("short")
def test_turns_and_omitted_spans_go_along() -> None:
    at = TEXT.index("Nobody")
    document = Document(id="a", text=TEXT, turns=(Turn("T", Span(0, len(TEXT))),), omitted=(Span(at, at + 6),))
    for part in long_documents.parts(document):
        (turn,) = part.document.turns
        assert turn.span == Span(0, len(part.document.text))
    (first, *_) = long_documents.parts(document)
    assert first.document.omitted == (Span(at, at + 6),)


def table(done: store.Build, name: str) -> list[dict[str, Any]]:
    return [row for part in done.parts(name) for row in pq.read_table(part).to_pylist()]


def test_the_rows_of_parts_are_those_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paragraph names its speaker, so nothing here depends on more than the context."""
    monkeypatch.setattr("data.quoting.tagger.available", lambda: False)
    monkeypatch.setattr("data.job.provenance.code", lambda: "this")
    source = tmp_path / "long.txt"
    source.write_text("Minutes of the harbour talks\n\n" + TEXT, encoding="utf-8")
    whole, _ = pipeline.build([source], out=tmp_path / "whole", scored_by=LIGHT)
    monkeypatch.setattr(long_documents, "LONGEST", 1_500)
    monkeypatch.setattr(long_documents, "SLACK", 700)
    monkeypatch.setattr(long_documents, "CONTEXT", 250)
    cut, tally = pipeline.build([source], out=tmp_path / "cut", scored_by=LIGHT)
    assert tally.documents == 1 and table(cut, "documents") == table(whole, "documents")
    numbered = ("quotation_id",)
    for name in ("sentences", "mentions", "quotations"):
        found, expected = table(cut, name), table(whole, name)
        for row in found + expected:
            for column in numbered:
                row.pop(column, None)
        assert found == expected
    ids = {row["quotation_id"] for row in table(cut, "quotations")}
    assert len(ids) == len(table(cut, "quotations"))
    assert {row["quotation_id"] for row in table(cut, "sentences")} - {None} <= ids
