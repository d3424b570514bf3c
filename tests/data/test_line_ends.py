"""Texts with other line ends in, the same table out; the offsets are those of the text as given."""

from __future__ import annotations

from typing import Any

import pytest

from data import annotate, line_ends, settings
from data.job import long_documents
from data.records import Document
from data.words import people

ARTICLE = next(settings.ARTICLES.glob("*.txt")).read_text(encoding="utf-8")
TRANSCRIPT = (
    "Harbour Hall\n\n10:04 A.M. EST\n\nMR. VESK: Good morning. We open the harbour.\n\n***\n\nQ Who pays?\n\n"
    "GOVERNOR MARN:\nThe crews of Norway do. I thank them.\n(Applause.)\n\nEND 10:30 A.M. EST"
)
_HOLDER = people.holder("President", "USA", "2022-05-04")
STATEMENT = f"The harbour is closed.\n\n{_HOLDER and _HOLDER.name.upper()}\n\nTHE WHITE HOUSE,\n\nMay 4, 2022."
NEWS = (
    "Ferries stay\n\nVALE — An expert said the ferries would stay.\n\n“We had no water.” — Vera Marn\n\n"
    "Tom Vesk, Finland’s harbour minister, said:\n\n“We will pay.”\n\n“But not today,\n\n“nor tomorrow,” he said.\n\n"
    "A union leader said crews would strike.\n\n“They know it,” said Orlan Lind, the leader of the union."
)


def _table(record: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the sentences, with who says them, and the quotations, offsets replaced by words."""
    text, found = record["text"], annotate.annotated(record)

    def words(start: int, end: int) -> str:
        return " ".join(text[start:end].split())

    said = [
        (words(one["start"], one["end"]), one["voice"], one["speaker"], one["speaker_kind"], one["speaker_country"])
        for one in found["sentences"]
    ]
    quoted = [
        tuple(words(*span) for part in ("speaker_mention", "cue", "content") for span in one[part])
        for one in found["quotations"]
    ]
    return [*said, *quoted]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("text", [ARTICLE, TRANSCRIPT, STATEMENT, NEWS])
def test_other_line_ends_give_the_same_table(text: str, end: str) -> None:
    record = {"id": "d", "outlet": "The White House", "published": "2022-05-04"}
    assert _table({**record, "text": text.replace("\n", end)}) == _table({**record, "text": text})


def test_turns_that_leave_out_their_labels() -> None:
    def table(text: str) -> list[tuple[Any, ...]]:
        starts = [text.index("Good"), text.index("The crews"), len(text)]
        turns = [
            {"speaker": label, "start": start, "end": end}
            for label, start, end in zip(("MR. VESK", "GOVERNOR MARN"), starts, starts[1:], strict=False)
        ]
        return _table({"id": "d", "text": text, "turns": turns})

    found = table(TRANSCRIPT)
    assert table(TRANSCRIPT.replace("\n", "\r\n")) == found
    assert not any("GOVERNOR" in sentence for sentence, *_ in found)


def test_no_character_moves() -> None:
    assert line_ends.plain("a\r\nb\rc\u2029d\n") == "a \nb\nc\nd\n"


def test_the_parts_of_a_long_document_count_the_same_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_documents, "LONGEST", 120)
    monkeypatch.setattr(long_documents, "SLACK", 60)
    monkeypatch.setattr(long_documents, "CONTEXT", 0)
    text = "\n***\n".join(f"The harbour {number} opens. The crews stay." for number in range(20))
    counts = {
        long_documents.sentences_in(Document(id="d", text=text.replace("\n", end))) for end in ("\n", "\r\n")
    }
    assert counts == {40}


def test_a_paragraph_ends_with_its_line() -> None:
    lines = [f"The harbour {number} opened." for number in ("one", "two", "three", "four", "five")]
    lines += ["An expert said the ferries would stay.", "The harbour is old and wide. " * 18]
    lines += ["“They know it,” said Orlan Lind, an expert in harbours."]

    def speakers(text: str) -> list[Any]:
        return [one["speaker"] for one in annotate.annotated({"text": text})["quotations"]]

    assert speakers("\n".join(lines)) == speakers("\n\n".join(lines)) == ["an expert", "Orlan Lind"]
