"""Labels and readings in, figures out: the measures themselves, on cases counted by hand."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from data.__main__ import TASKS
from data.errors import InputError
from data.evaluate import classes, coreference, intervals, quotations, speakers
from data.records import Attribution, Document, Quotation, Sentence, Span, Speaker

TEXT = "Marn said it rained. It did. Vesk left."


def _read(document: Document) -> tuple[list[Sentence], list[Attribution]]:
    marn = Speaker("marn", "Vera Marn", "person", "FIN")
    found = [Sentence(0, 0, Span(0, 20)), Sentence(1, 0, Span(21, 28)), Sentence(2, 0, Span(29, 39))]
    return found, [Attribution("indirect", (marn,)), Attribution("indirect", (marn,)), Attribution("outlet")]


def _labels(tmp_path: Path) -> Path:
    def unit(start: int, end: int, voice: str, speaker: str | None, country: str | None) -> dict[str, object]:
        return {
            "start": start,
            "end": end,
            "voice": voice,
            "speaker": speaker,
            "speaker_kind": None,
            "country": country,
        }

    units = [
        unit(0, 20, "indirect", "Marn", "FIN"),
        unit(21, 28, "outlet", None, None),
        unit(29, 39, "direct", "Vesk", "CHL"),
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"id": "d", "text": TEXT, "sentences": units}) + "\n", encoding="utf-8")
    return path


def test_speaker_figures(tmp_path: Path) -> None:
    figures = speakers.evaluate(_labels(tmp_path), read=_read)
    assert figures["n"] == 3
    assert figures["voice_accuracy"]["value"] == round(1 / 3, 4)  # type: ignore[index]
    assert figures["voice_macro_f1"]["value"] == round((0 + 2 / 3 + 0) / 3, 4)  # type: ignore[index]
    assert figures["speaker"]["f1"] == 0.5  # type: ignore[index]
    assert figures["country_accuracy"]["value"] == 0.5  # type: ignore[index]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Marn Institute", "Marn Institute", True),
        ("Vera Marn", "Marn", True),
        ("Marn", "Vera Marn", True),
        ("Vera Marn", "Vera", False),
        ("Vera Marn", "Orlan Vesk", False),
    ],
)
def test_same_speaker(one: str, other: str, same: bool) -> None:
    assert speakers.same_speaker(one, other) is same


def test_quotation_figures(tmp_path: Path) -> None:
    gold = [
        {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 20]]},
        {"source": [[29, 33]], "cue": [[34, 38]], "content": [[21, 28]]},
    ]
    path = tmp_path / "quotes.jsonl"
    path.write_text(json.dumps({"id": "d", "text": TEXT, "attributions": gold}) + "\n", encoding="utf-8")
    predicted = [Quotation((Span(0, 4),), (Span(5, 9),), (Span(10, 19),), "indirect")]
    figures = quotations.evaluate(path, extract=lambda _: predicted)["all"]
    assert figures["content"]["exact"]["precision"] == 1.0  # type: ignore[index]
    assert figures["content"]["exact"]["recall"] == 0.5  # type: ignore[index]
    assert figures["attribution"]["f1"] == round(2 / 3, 4)  # type: ignore[index]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        speakers.evaluate(tmp_path / "nowhere.jsonl")
    with pytest.raises(InputError, match="nowhere"):
        quotations.evaluate(tmp_path / "nowhere.jsonl")


def test_coreference_figures(tmp_path: Path) -> None:
    text = "Vera Marn opened the talks on Monday. She called them a start."
    named = [{"start": start, "end": end, "cluster": 1, "type": "person"} for start, end in ((0, 9), (38, 41))]
    path = tmp_path / "gum.jsonl"
    path.write_text(json.dumps({"id": "d", "genre": "news", "text": text, "mentions": named}) + "\n", encoding="utf-8")
    figures = coreference.evaluate(path)
    assert figures["n"] == 1 and figures["pronoun"]["value"] == 1.0  # type: ignore[index]


@pytest.mark.parametrize("task", TASKS)
def test_a_record_without_its_labels_is_named_with_where_the_format_stands(task: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"id": "d", "genre": "news", "text": TEXT}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"seeds/gold/README\.md"):
        importlib.import_module(f"data.evaluate.{task}").evaluate(path)


def test_a_text_may_hold_line_separators_of_unicode(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"text": "One.\u2028Two."}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert classes.records(path) == [{"text": "One.\u2028Two."}]


def test_wilson_is_the_textbooks() -> None:
    assert intervals.wilson(8, 10) == [0.4902, 0.9433]
    assert intervals.wilson(0, 0) is None


def test_bootstrap_holds_the_figure() -> None:
    counts = [(1, 1, 1), (0, 1, 1), (1, 1, 1)]
    low, high = intervals.bootstrap(counts, lambda drawn: sum(c[0] for c in drawn) / len(drawn)) or (2.0, -1.0)
    assert low <= 2 / 3 <= high
