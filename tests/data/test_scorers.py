"""Scorers on one small reading: their columns keep the schema, and the holder of a stance is who speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data import schema, scorers
from data.errors import ModelError
from data.job import rows
from data.records import Attribution, Document, Mention, Reading, Sentence, Span, Speaker
from data.scorers import _hub, vader

TEXTS = (
    "Ada Brook met the envoys of Norland.",
    "“The sanctions on Russia are right and must stay,” she said.",
    "The market opened at nine.",
)
BROOK = Speaker("ada-brook", "Ada Brook", "person", "GBR")


def _reading() -> Reading:
    text = " ".join(TEXTS)
    starts = [text.index(one) for one in TEXTS]
    sentences = tuple(Sentence(i, 0, Span(s, s + len(t))) for i, (s, t) in enumerate(zip(starts, TEXTS, strict=True)))
    said = (Attribution("outlet"), Attribution("direct", (BROOK,)), Attribution("outlet"))
    named = (Mention(Span(0, 9), "person", "ada-brook", "Ada Brook"),)
    return Reading(Document("d", text), sentences, attributions=said, mentions=named)


@pytest.fixture(scope="module")
def scored() -> dict[str, list[dict[str, Any]]]:
    reading = _reading()
    plain = rows.of_reading(reading, topics=[()] * len(TEXTS))
    return scorers.apply(scorers.load(scorers.names()), reading, plain)


@pytest.mark.parametrize("table", ["sentences", "mentions", "stances"])
def test_columns_keep_the_schema(scored: dict[str, list[dict[str, Any]]], table: str) -> None:
    columns = scorers.columns(scorers.names())[table]
    made = pa.Table.from_pylist(scored[table], schema=schema.arrow_schema(columns))
    schema.check(made, columns, name=table)
    assert made.num_rows == {"sentences": 3, "mentions": 1, "stances": 2}[table]


def test_stance_is_asked_only_where_a_key_term_stands(scored: dict[str, list[dict[str, Any]]]) -> None:
    asked = {(row["sentence_id"][-2:], row["target"]) for row in scored["stances"]}
    assert asked == {("-1", "sanctions"), ("-1", "russia")}


def test_stance_is_held_by_the_speaker(scored: dict[str, list[dict[str, Any]]]) -> None:
    [row] = [row for row in scored["stances"] if row["target"] == "sanctions"]
    assert (row["holder"], row["stance"]) == ("speaker", "favor")
    assert row["stance_score"] == pytest.approx(row["p_favor"] - row["p_against"], abs=1e-3)


def test_the_same_words_in_narration_are_the_outlets() -> None:
    reading = _reading()
    told = Reading(reading.document, reading.sentences, attributions=(Attribution("outlet"),) * 3)
    plain = rows.of_reading(told, topics=[()] * 3)
    [stance] = scorers.load(["stance"])
    assert {row["holder"] for row in scorers.apply([stance], told, plain)["stances"]} == {"outlet"}


@pytest.mark.usefixtures("first_entries")
@pytest.mark.parametrize(
    ("outlet", "speaker", "asked"),
    [
        ("The White House", None, {"speaker", "outlet"}),
        ("The White House", "GBR", {"outlet"}),
        ("en.kremlin.ru", "USA", {"speaker"}),
        ("en.kremlin.ru", None, set()),
        ("Vale Star", None, set()),
    ],
)
def test_the_president_is_whose_country_speaks(outlet: str, speaker: str | None, asked: set[str]) -> None:
    text = "The President is right, she said."
    said = (Attribution("indirect", (Speaker("ada-brook", "Ada Brook", "person", speaker),)), Attribution("outlet"))
    sentences = tuple(Sentence(i, 0, Span(0, len(text))) for i in range(2))
    reading = Reading(Document("d", text, outlet=outlet), sentences, attributions=said)
    [stance] = scorers.load(["stance"])
    made = scorers.apply([stance], reading, rows.of_reading(reading, topics=[()] * 2))["stances"]
    assert {row["holder"] for row in made if row["target"] == "us"} == asked


def test_scores_have_three_digits(scored: dict[str, list[dict[str, Any]]]) -> None:
    values = [row[n] for row in scored["stances"] for n in ("p_against", "p_neither", "p_favor")]
    values += [row["sentiment_score"] for row in scored["sentences"]]
    assert all(value == round(value, 3) for value in values)


def test_a_document_without_sentences_is_no_error() -> None:
    empty = Reading(Document("d", ""), ())
    made = scorers.apply(scorers.load(scorers.names()), empty, rows.of_reading(empty, topics=[]))
    assert made["sentences"] == made["stances"] == made["mentions"] == []


@pytest.mark.parametrize("name", ["/nope", "./nope", "~/nope/nope", "some/nope/nope", "nope/", " ", ""])
def test_a_model_whose_name_can_only_be_a_folder_is_not_looked_for_elsewhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for use in (_hub.folder, _hub.opened):
        with pytest.raises(ModelError, match=r"cannot be had \(no such folder\): name a folder"):
            use(name)


def test_a_file_is_no_model_and_a_name_on_the_hub_no_folder(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(ModelError, match=r"cannot be had \(it is a file\)"):
        _hub.folder(str(tmp_path / "model.safetensors"))
    assert [_hub.folder(name) for name in ("some-model", "some.body/some_model-2")] == [None, None]
    assert _hub.folder(str(tmp_path)) == tmp_path


@pytest.mark.parametrize(
    ("compound", "expected"), [(-0.05, "negative"), (0.0, "neutral"), (0.049, "neutral"), (0.05, "positive")]
)
def test_vaders_own_cut(compound: float, expected: str) -> None:
    assert vader.label(compound) == expected
