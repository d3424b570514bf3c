"""What a president's office publishes, in; whose words they are, out. The president is invented."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.records import Document, Span, Turn
from data.turns import press_office, transcripts
from data.words import people

OUTLET = "The White House"


@pytest.fixture(autouse=True)
def _in_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vera Marn is president of the country asked for."""
    marn = people.Person("vera-marn", "Vera Marn", "USA", "President", (), (), current=True)
    monkeypatch.setattr(people, "holder", lambda role, country, date: marn if role == "President" else None)


def _document(text: str, title: str = "", outlet: str = OUTLET) -> Document:
    return Document(id="d", text=text, title=title, outlet=outlet, published="2022-05-04")


def _spoken(document: Document) -> list[tuple[str, str]]:
    found = sentences.split(document)
    _, read = speakers.resolve(document, found, quotations.by_rules(document, found))
    return [(one.voice, "; ".join(speaker.name for speaker in one.speakers)) for one in read]


@pytest.mark.parametrize(
    "lead",
    [
        "The message reads, in part:",
        "The message of greetings reads, in part:",
        "The President’s congratulatory telegram says:",
    ],
)
def test_a_letter_without_a_sender_is_the_presidents(lead: str) -> None:
    document = _document(f"{lead}\n\n“The bay is open.\n\n“Ships may come.”", title="Greetings to the pilots")
    assert _spoken(document)[1:] == [("direct", "Vera Marn")] * 2


def test_who_is_quoted_in_the_presidents_letter_does_not_write_it() -> None:
    text = "Ms Marn’s letter to Chairman Odo Vesk reads:\n\n“The pilots said it was late. We will send ships.”"
    written = _spoken(_document(text, title="On the pilots"))[1:]
    assert [voice for voice, _ in written] == ["direct"] * 2
    assert all(name.endswith("Marn") for _, name in written)


@pytest.mark.parametrize(
    ("lead", "outlet"),
    [("The message reads, in part:", "Vale Star"), ("The message from Odo Lind reads, in part:", OUTLET),
     ("Mr Lind’s letter to the President reads:", OUTLET)],
)  # fmt: skip
def test_a_letter_of_others_is_not(lead: str, outlet: str) -> None:
    document = _document(f"{lead}\n\n“The bay is open.”", title="Greetings to the pilots", outlet=outlet)
    assert "Vera Marn" not in [speaker for _, speaker in _spoken(document)]


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("the President", True),
        ("the acting head of state", True),
        ("the American President", True),
        ("the head of the American state", True),
        ("the President of the United States", True),
        ("the President of Finland", False),
        ("the Finnish President", False),
        ("the former president", False),
        ("the president of the club", False),
    ],
)
def test_whom_the_president_means(words: str, known: bool) -> None:
    assert (press_office.meant(words, _document("")) is not None) == known


def test_the_president_of_the_text_comes_first() -> None:
    text = "Finnish President Odo Lind came. The President said the bay was open."
    assert _spoken(_document(text))[1] == ("indirect", "Odo Lind")
    assert _spoken(_document("The President said the bay was open.")) == [("indirect", "Vera Marn")]


@pytest.mark.parametrize("words", ["the American President", "the head of the American state", "the President"])
def test_the_own_president_comes_before_others_where_the_words_or_the_text_name_her(words: str) -> None:
    title = "President Vera Marn met President Odo Lind"
    text = f"Mr Lind, the president of the Guild, came. In {words}’s view, the bay was open."
    assert _spoken(_document(text, title))[1] == ("indirect", "Vera Marn")


def test_a_head_of_state_is_no_director() -> None:
    text = "Port Director Odo Lind came. The head of state said the bay was open."
    assert _spoken(_document(text))[1] == ("indirect", "Vera Marn")


@pytest.mark.parametrize(
    ("title", "publisher", "own"),
    [
        ("Deputy Prime Minister", "RUS", True),
        ("Governor", "RUS", True),
        ("Prime Minister", "RUS", False),
        ("Senator", "USA", True),
        ("Foreign Minister", "USA", False),
        ("Deputy Prime Minister", None, False),
    ],
)
def test_an_office_without_a_country_is_the_publishers(title: str, publisher: str | None, own: bool) -> None:
    assert press_office.is_own_office(title, publisher) == own


def test_a_deputy_of_the_kremlins_news_is_no_foreigner() -> None:
    text = "The pact was signed by Odo Vesk and French minister Lars Lind in Paris. Mr Vesk said France was glad."
    document = _document(text, "Vera Marn spoke with Deputy Prime Minister Odo Vesk", "en.kremlin.ru")
    found = sentences.split(document)
    _, read = speakers.resolve(document, found, quotations.by_rules(document, found))
    assert [speaker.country for speaker in read[1].speakers] == ["RUS"]


@pytest.mark.parametrize(
    "text",
    [
        "President Marn met Finnish President Odo Lind. The President said the bay was open.",
        "Vice President Odo Lind came to see President Marn. The President said the bay was open.",
        "Minister Odo Lind came. The President said the bay was open.",
    ],
)
def test_the_president_of_the_publisher_comes_first_where_named(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = people.holder("President", "USA", "2022-05-04")
    asked = people.lookup
    monkeypatch.setattr(
        people, "lookup", lambda name, *rest, **only: [known] if name.endswith("Marn") else asked(name, *rest, **only)
    )
    assert _spoken(_document(text))[-1][1].endswith("Marn")


def test_the_president_is_not_a_vice_president_nor_the_other_way() -> None:
    text = "Vice President Odo Lind came. The president said the bay was open."
    assert _spoken(_document(text, outlet="Vale Star"))[-1][1] == "the president"
    text = "President Odo Lind came. The vice president said the bay was open."
    assert _spoken(_document(text, outlet="Vale Star"))[-1][1] == "the vice president"


def test_the_president_and_the_vice_president_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"President": "Vera Marn", "Vice President": "Odo Lind"}
    monkeypatch.setattr(
        people,
        "holder",
        lambda role, country, date: people.Person(
            people.slug(held[role]), held[role], country, role, (), (), current=True
        ),
    )
    text = "The President and Vice President said the bay was open."
    assert _spoken(_document(text)) == [("indirect", "Vera Marn; Odo Lind")]


@pytest.mark.parametrize(
    ("text", "outlet", "country"),
    [
        ("The bays of Burma are closed in Burma. The Administration said Burma must open them.", OUTLET, "USA"),
        ("The bays of Burma are closed in Burma. The Administration said Burma must open them.", "Vale Star", "MMR"),
        ("Burma shut its ports in Burma. Odo Lind, Adviser to the Vice President, said Burma must pay.", OUTLET, "USA"),
    ],
)
def test_whose_administration_a_press_office_means(text: str, outlet: str, country: str) -> None:
    document = _document(text, outlet=outlet)
    found = sentences.split(document)
    _, read = speakers.resolve(document, found, quotations.by_rules(document, found))
    assert [speaker.country for speaker in read[-1].speakers] == [country]


def test_a_common_word_that_opens_a_sentence_is_nobody() -> None:
    assert _spoken(_document("Strategy says the bay is open.")) == [("indirect", "")]
    named = "Odo Strategy came. Strategy said the bay was open."
    assert _spoken(_document(named))[-1] == ("indirect", "Odo Strategy")


@pytest.mark.parametrize(
    "title",
    [
        "Presidential Message on Harbour Day",
        "Norfell 250: Presidential Message on Harbour Day",
        "A Proclamation on Harbour Day, 2022",
        "Letter to the Speaker of the House on the Bay",
        "A Message to the Congress on the Bay",
        "Statement from the President on H.R. 12",
    ],
)
def test_a_title_announces_the_presidents_words(title: str) -> None:
    found = transcripts.told(_document("I thank the crews of the harbour.", title))
    assert (found.speaker, found.country, found.role) == ("Vera Marn", "USA", "President")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Presidential Message on Harbour Day", "The crews were thanked."),
        ("Fact Sheet: The President Signs the Harbour Act", "We open the harbour."),
        ("Statement by the Press Secretary on the Bay", "We open the harbour."),
        ("Letter to the Editor", "I thank the crews."),
    ],
)
def test_other_titles_do_not(title: str, text: str) -> None:
    assert transcripts.told(_document(text, title)).speaker is None


def test_turns_that_are_all_headings_are_none() -> None:
    text = "PROTECTING THE BAY: The plan dredges it.\n\nLOWERING THE COSTS: Ferries are cheap."
    second = text.index("LOWERING")
    turns = (Turn("PROTECTING THE BAY", Span(0, second)), Turn("LOWERING THE COSTS", Span(second, len(text))))
    document = Document(id="d", text=text, title="Fact Sheet: The Harbour Act", outlet=OUTLET, turns=turns)
    assert transcripts.told(document).turns == ()
    spoken = Document(id="d", text="MS. LIND: Yes.", outlet=OUTLET, turns=(Turn("MS. LIND", Span(0, 14)),))
    assert transcripts.told(spoken) == spoken
