"""Documents in, the same with who speaks in them out."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from data import sentences
from data.records import Document, Span, Turn
from data.turns import transcripts, turn_labels
from data.words import people

OWN = "We open the harbour today. I thank the crews."
STATED = "Today’s decision closes the harbour. It threatens every crew in Vale."
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
        ("Statement by Secretary of Ports Vera Marn on the Ferry Act", "Vera Marn"),
        ("Statement by Harbour Secretary Vera Marn on Ice and others", "Vera Marn"),
        ("Statement by Senior Advisor and Chief Spokesperson Vera Marn on the Ferry Act", "Vera Marn"),
        ("Statement by Deputy Advisor for Ports and Emerging Ferries Vera Marn on the Ferry Act", "Vera Marn"),
        ("Excerpts from Remarks as Prepared for Delivery by Harbour Secretary Vera Marn", "Vera Marn"),
        ("Letter from Harbour Secretary Vera Marn to the Crews", "Vera Marn"),
        ("Article by Harbour Secretary Vera Marn published in the Vale Post", "Vera Marn"),
        ("Remarks Prepared for Delivery by Harbour Secretary Vera Marn for the Vale Awards", "Vera Marn"),
        ("Remarks on the Ferry Act and Its Crews By Harbour Secretary Vera Marn", "Vera Marn"),
        ("Remarks by Assistant to the Governor for Ports, Dr. Vera Marn on the Ferry Act", "Vera Marn"),
    ],
)
def test_a_title_names_the_speaker(title: str, speaker: str) -> None:
    found = transcripts.told(_document(title))
    assert found.speaker is not None and found.speaker.removesuffix(", Jr.") == speaker
    assert found.country == "USA" and found.role


@pytest.mark.parametrize(
    "title", ["Remarks by Vice President {} A New Harbour", "Remarks as Prepared for {} Vale Forum"]
)
def test_a_subtitle_behind_a_name_is_no_part_of_it(title: str) -> None:
    holder = people.holder("Vice President", "USA", "2022-05-04")
    assert holder is not None and transcripts.told(_document(title.format(holder.name))).speaker == holder.name


def test_a_press_office_gives_a_statement_without_an_i() -> None:
    title = "Statement by Harbour Secretary Vera Marn on the Harbour Ruling"
    assert transcripts.told(_document(title, STATED)).speaker == "Vera Marn"
    elsewhere = replace(_document(title, STATED), outlet="The Vale Herald")
    assert transcripts.told(elsewhere) == elsewhere


def test_a_joint_statement_is_of_both() -> None:
    found = transcripts.told(_document("Statement by Secretary Vera Marn and Governor Orlan Vesk on the Ferry Act"))
    assert (found.speaker, found.country, found.role) == ("Vera Marn; Orlan Vesk", "USA; USA", None)


@pytest.mark.parametrize(
    ("title", "speakers", "country"),
    [
        ("Joint Statement from Norway and Finland on the Harbour", "Norway; Finland", "NOR; FIN"),
        ("Joint Statement of Leaders of Norway, Finland, and the EU", "Norway; Finland; European Union", "NOR; FIN; "),
        ("A Joint Statement by the Governments of Norway and Finland", "Norway; Finland", "NOR; FIN"),
        ("The Vale Declaration Joint Statement from Norway and Finland", "Norway; Finland", "NOR; FIN"),
        ("Norway-Finland Joint Leaders’ Statement", "Norway; Finland", "NOR; FIN"),
        ("Norway – Finland Joint Statement on the Harbour", "Norway; Finland", "NOR; FIN"),
        ("G7 Valemouth Leaders’ Communiqué", "G7 leaders", None),
        ("Joint Statement from G7 Leaders on the Harbour", "G7 leaders", None),
        ("VALEMOUTH G7 SUMMIT COMMUNIQUÉ", "G7 leaders", None),
        ("G7 Statement on the Harbour, 11 May 2022", "G7 leaders", None),
        ("Norway-EU Summit Statement", "Norway; European Union", "NOR; "),
        ("Norway-EU Special Summit 2022, Joint Vision Statement", "Norway; European Union", "NOR; "),
        ("Norway-EU Harbour Council Inaugural Joint Statement", "Norway; European Union", "NOR; "),
        ("Joint Norway-Finland Statement on the Harbour", "Norway; Finland", "NOR; FIN"),
        ("Joint Statement: 2022 Norway-Finland Harbour Dialogue", "Norway; Finland", "NOR; FIN"),
        ("Joint Statement Following the Norway-Finland Talks", "Norway; Finland", "NOR; FIN"),
        ("Statement by Norway, Finland, and Chile on the Harbour", "Norway; Finland; Chile", "NOR; FIN; CHL"),
        ("Joint Statement by Secretary Vera Marn and Governor Orlan Vesk", "Vera Marn; Orlan Vesk", "USA; USA"),
        ("Joint Statement by Secretary Marn and Governor von der Vesk", "Marn; von der Vesk", "USA; USA"),
        ("Statement by Secretary Vera Marn, Governor Odo Lind, and Mayor Orlan Vesk Mourning the Pilot",
         "Vera Marn; Odo Lind; Orlan Vesk", "USA; USA; USA"),
    ],
)
def test_a_joint_statement_is_of_the_states_or_bodies_its_title_names(
    title: str, speakers: str, country: str | None
) -> None:
    found = transcripts.told(_document(title))
    assert (found.speaker, found.country) == (speakers, country)


@pytest.mark.parametrize(
    "title",
    [
        "Joint Statement on the Strategic Partnership between Norway and Finland",
        "Joint Statement Following the Meeting of Norway and Finland",
        "Joint Statement from Norway and the Harbour Guild",
        "Joint Statement by Secretary Vera Marn of Norway and the Harbour Guild",
        "G7 Leaders’ Statement Angers Farmers",
        "G7 Summit Statement Angers Farmers",
        "Fishermen reject G7 summit statement",
        "Protesters slam NATO summit declaration on Norway",
        "Remarks on the Visit by Harbour Secretary Vera Marn",
        "Remarks on the Deal Brokered by Harbour Secretary Vera Marn",
        "Remarks on the Ferry Act by Harbour Secretary Vera Marn to the Crews",
        "Joint Statement on Norway-Finland Harbours",
        "Statement by Norway on the Harbour",
        "Vesk-Marn Joint Statement",
        "Valemouth Leaders’ Statement",
    ],
)
def test_a_title_that_does_not_say_whose_tells_no_speaker(title: str) -> None:
    assert transcripts.told(_document(title)).speaker is None


@pytest.mark.parametrize(
    "title",
    ["G7 statement on the harbour", "Norway-EU Summit Statement", "Statement by Norway, Finland and Chile on Ports"],
)
def test_what_a_newspaper_has_as_a_headline_is_its_own(title: str) -> None:
    document = replace(_document(title), outlet="The Vale Post")
    assert transcripts.told(document) == document


def test_a_joint_statement_that_nobody_speaks_in_is_a_report() -> None:
    document = _document("Joint Statement from Norway and Finland", "Norway and Finland have agreed on a harbour.")
    assert transcripts.told(document) == document


def test_a_name_with_particles_is_not_cut_to_its_office() -> None:
    found = transcripts.told(_document("Statement by President von der Leyen on the Harbour"))
    assert found.speaker == "Ursula von der Leyen"


@pytest.mark.parametrize("authors", ["Minister Vera Marn", "Minister Vera Marn and Minister Orlan Vesk"])
def test_where_no_author_has_a_country_none_is_given(authors: str) -> None:
    found = transcripts.told(Document(id="d", text=OWN, title=f"Statement by {authors} on the Harbour Act"))
    assert found.speaker and found.country is None


@pytest.mark.parametrize(
    "title",
    ["Statement by the Vice President Three Years After the Flood", "The Vice President Statement on the Harbour"],
)
def test_an_office_that_one_person_holds_names_the_speaker(title: str) -> None:
    holder = people.holder("Vice President", "USA", "2022-05-04")
    assert holder is not None and transcripts.told(_document(title)).speaker == holder.name


def test_who_signs_in_capitals_is_the_author() -> None:
    holder = people.holder("President", "USA", "2022-05-04")
    assert holder is not None
    text = f"It is ordered that the harbour be dredged.\n\n{holder.name.upper()}\n\nTHE WHITE HOUSE,\n\nMay 4, 2022."
    assert transcripts.told(_document("Executive Order on the Harbour", text)).speaker == holder.name
    unknown = _document("Order on the Harbour", "The harbour is to be dredged.\n\nORLAN T. VESK")
    assert transcripts.told(unknown) == unknown


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Statement by Harbour Secretary Vera Marn on a Call", REPORT),
        ("Statement by Harbour Secretary Vera Marn on a Call", REPORT + " “I am glad,” she said."),
        ("Remarks by Secretary Vera Marn and Governor Orlan Vesk on the Ferry Act", OWN),
        ("Statement by Secretary Vera Marn and the Port of Vale on the Ferry Act", OWN),
        ("Statement by Harbour Secretary Vera Marn on Governor Vesk’s Visit", STATED),
        ("Statement by Harbour Secretary Vera Marn on Orlan Vesk", "Today, Secretary Marn named a new pilot."),
        ("Statement of Harbour Policy H.R. 21", STATED),
        ("Harbour Secretary Vera Marn Delivers Statement on the Ferry Act", OWN),
        ("The Vice President sent a message to the pilots", OWN),
        ("Statement by Harbour Secretary Vera Marn, Harbour Minister Orlan Vesk of Norfell, and others", OWN),
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


def test_a_label_may_hold_accents() -> None:
    text = "Harbour Hall\n\nGOVERNOR VÉSK: Good morning.\n\nSECOND GENTLEMAN ORLAN MARN: Thank you."
    found = transcripts.told(_document("Remarks at the Harbour", text))
    assert [turn.label for turn in found.turns] == ["GOVERNOR VÉSK", "SECOND GENTLEMAN ORLAN MARN"]


def test_labels_in_capitals_make_turns() -> None:
    text = "Harbour Hall\n\n3:04 P.M. EST\n\nTHE PRESIDENT: Good morning. Sit down.\n\nGOVERNOR VESK: Thank you."
    found = transcripts.told(_document("Remarks by the President at the Harbour", text))
    assert [(turn.label, turn.span.of(text)[:16]) for turn in found.turns] == [
        ("THE PRESIDENT", "THE PRESIDENT: G"),
        ("GOVERNOR VESK", "GOVERNOR VESK: T"),
    ]
    assert found.speaker is None


def test_collected_statements_are_no_turns() -> None:
    who = ("Vera Marn", "NATO", "Orlan Vesk, CEO, Vale Guild", "Vale Boat Society")
    text = "\n\n".join(f"{name}: “We welcome it.”" for name in who)
    for start in (text.index("NATO"), text.index("NATO: ") + len("NATO: ")):
        given = Turn("NATO", Span(start, len(text)))
        assert not transcripts.told(replace(_document("What They Are Saying", text), turns=(given,))).turns
    # A transcript and a speech in which somebody reads such a list stay what they are.
    spoken = f"MAYOR ROE: I read you some.\n\n{text}"
    turns = (Turn("MAYOR ROE", Span(0, len(spoken))),)
    assert transcripts.told(replace(_document("Remarks", spoken), turns=turns)).turns == turns
    told = transcripts.told(_document("Remarks by Harbour Secretary Tilda Roe at the Port", f"{OWN}\n\n{text}"))
    assert told.speaker == "Tilda Roe"
    # So does a talk of many turns in which messages are read aloud.
    talk = "\n\n".join([text, *(f"{name}: We answer it." for name in who[1:] * 3)])
    given = tuple(Turn(one.group(1), Span(one.end(), one.end())) for one in re.finditer(r"^([^:\n]+): ", talk, re.M))
    assert transcripts.told(replace(_document("The Ferry Hour", talk), turns=given)).turns


@pytest.mark.parametrize(
    "text",
    [
        "The hearing went on for hours in the old hall of Vale, and few stayed.\n\nGOVERNOR VESK: No.",
        "HARBOURS: The plan will dredge three of them.\n\nFERRIES: It will buy four.",
    ],
)
def test_labels_that_open_no_transcript(text: str) -> None:
    assert not transcripts.told(_document("The Ferry Act", text)).turns


def _hearing(turns: int) -> Document:
    """A transcript of so many turns: two speakers, of whom each says "I" outside and inside quotations."""
    said = (f"Number {number}. I thank the crews. They say, “I agree.”" for number in range(turns))
    labels = ("MR. VESK", "GOVERNOR MARN")
    lines = [f"{labels[number % 2]}: {words}" for number, words in enumerate(said)]
    return _document("Hearing on the Ferry Act", "Harbour Hall\n\n" + "\n\n".join(lines))


def _lines_run(document: Document) -> int:
    """Return how many lines of Python it takes to read the document's turns, complete them and split it."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        found = transcripts.told(document)
        transcripts.told(replace(found, turns=found.turns[::2]))
        sentences.split(found)
    finally:
        sys.settrace(before)
    return count


def test_twice_the_turns_take_twice_the_work() -> None:
    _lines_run(_hearing(4))  # loads the tables
    assert _lines_run(_hearing(400)) < 2.2 * _lines_run(_hearing(200))


def test_a_label_is_read_once_however_often_it_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    parse = turn_labels.parse_label

    def counted(label: str, **given: Any) -> Any:
        read.append(len(given["text"]))
        return parse(label, **given)

    monkeypatch.setattr(turn_labels, "parse_label", counted)
    monkeypatch.setattr(turn_labels, "NEAR", 1000)
    assert len(transcripts.told(_hearing(100)).turns) == 100
    # What a label is looked up in does not grow with the document.
    assert len(read) == 2 and max(read) < 2100
