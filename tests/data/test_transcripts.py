"""Documents in, the same with who speaks in them out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data import transcripts
from data.records import Document

OWN = "We open the harbour today. I thank the crews."
REPORT = "The minister spoke with her colleague. They agreed on the harbour."


def _document(title: str, text: str = OWN) -> Document:
    return Document(id="d", text=text, title=title, outlet="The White House", published="2022-05-04")


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement by Harbour Secretary Vera Marn on the Ferry Act", "Vera Marn"),
        ("Remarks as Prepared for Delivery by Harbour Secretary Vera Marn at the Vale Awards", "Vera Marn"),
        ("Pre-Taped Remarks by Governor Orlan Vesk, Jr. As Delivered to the Pilots", "Orlan Vesk"),
        ("Statement of Harbour Secretary Vera Marn Marking the Vale Holiday", "Vera Marn"),
    ],
)
def test_a_title_names_the_speaker(title: str, speaker: str) -> None:
    found = transcripts.told(_document(title))
    assert found.speaker is not None and found.speaker.removesuffix(", Jr.") == speaker
    assert found.country == "USA" and found.role


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Statement by Harbour Secretary Vera Marn on a Call", REPORT),
        ("Statement by Harbour Secretary Vera Marn on a Call", REPORT + " “I am glad,” she said."),
        ("Statement by Secretary Vera Marn and Governor Orlan Vesk on the Ferry Act", OWN),
        ("Readout of Harbour Secretary Vera Marn’s Call", OWN),
        ("Statement by the port shakes the Vale", OWN),
        ("Vera Marn", OWN),
    ],
)
def test_other_documents_stay_as_they_are(title: str, text: str) -> None:
    document = _document(title, text)
    assert transcripts.told(document) == document


def test_a_speaker_given_with_the_document_stays() -> None:
    document = replace(_document("Statement by Harbour Secretary Vera Marn"), speaker="Orlan Vesk")
    assert transcripts.told(document) == document


def test_labels_in_capitals_make_turns() -> None:
    text = "Harbour Hall\n\n3:04 P.M. EST\n\nTHE PRESIDENT: Good morning. Sit down.\n\nGOVERNOR VESK: Thank you."
    found = transcripts.told(_document("Remarks by the President at the Harbour", text))
    assert [(turn.label, turn.span.of(text)[:16]) for turn in found.turns] == [
        ("THE PRESIDENT", "THE PRESIDENT: G"),
        ("GOVERNOR VESK", "GOVERNOR VESK: T"),
    ]
    assert found.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "The hearing went on for hours in the old hall of Vale, and few stayed.\n\nGOVERNOR VESK: No.",
        "HARBOURS: The plan will dredge three of them.\n\nFERRIES: It will buy four.",
    ],
)
def test_labels_that_open_no_transcript(text: str) -> None:
    assert not transcripts.told(_document("The Ferry Act", text)).turns
