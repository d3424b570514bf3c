"""Texts in, speakers and voices out, sentence by sentence. Persons are invented, countries are not."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.readers.json_lines import document_from_record
from data.records import Document, Quotation, Span, Turn
from data.resolution import coreference, named_persons, speaker_countries
from data.words import people

Row = tuple[str, str | None, str | None]


def _read(text: str, **fields: object) -> list[Row]:
    document = Document(id="d", text=text, **fields)  # type: ignore[arg-type]
    found = sentences.split(document)
    rules = quotations.by_rules(document, found)
    _, attributions = speakers.resolve(document, found, rules)
    return [
        (
            one.voice,
            "; ".join(speaker.name for speaker in one.speakers) or None,
            "; ".join(speaker.country for speaker in one.speakers if speaker.country) or None,
        )
        for one in attributions
    ]


CASES: list[tuple[str, list[Row]]] = [
    (
        "Odo Marn, a baker in Oslo, spoke in May.\n\n"
        + "“We go on and the bay is cold and the hall was full,” he said. It rained.\n\n" * 14
        + "The hall thought of President Tom Vesk.\n\nThe trouble, he said, is the ice of Norway.",
        [
            ("outlet", None, None), *([("direct", "Odo Marn", "NOR"), ("outlet", None, None)] * 14),
            ("outlet", None, None), ("indirect", "Odo Marn", "NOR"),
        ],
    ),
    (
        "Tom Vesk leads in Norway. Tom Vesk is late. Tom Vesk waits. Odo Marn, a baker in Oslo, was firmer.\n\n"
        "“Never,” he said of Vesk.",
        [("outlet", None, None)] * 4 + [("direct", "Odo Marn", "NOR")],
    ),
    (
        "President Tom Vesk came to Oslo in Norway. A reporter asked if he would stay. “For a week,” he said.",
        [("outlet", None, None), ("indirect", "a reporter", None), ("direct", "Tom Vesk", "NOR")],
    ),
    (
        "In Oslo, Ms. Marn was shocked by the cold of Norway, she said later.",
        [("indirect", "Marn", "NOR")],
    ),
    (
        "Mayor Vera R. Marn, Jr. spoke today with Mayor Odo Vesk of Oslo on shared challenges, including the ice.",
        [("indirect", "Vera R. Marn", "NOR")],
    ),
    (
        "Mayor Vera Marn and Harbour Chief Odo Marn came to Oslo. Mayor Marn said it was cold in Norway.",
        [("outlet", None, None), ("indirect", "Vera Marn", "NOR")],
    ),
    (
        "Vera Lima came home to Turku. Lima was late. Lima slept. “It is cold,” Lima said.",
        [("outlet", None, None)] * 3 + [("direct", "Vera Lima", "FIN")],
    ),
    (
        "“It was late,” Vera Marn said.\n\nNorway waits in Oslo.\n\nVera Marn of the Turku Gazette said it was cold.",
        [("direct", "Vera Marn", "FIN"), ("outlet", None, None), ("indirect", "Vera Marn", "FIN")],
    ),
    (
        "Ohio, Texas and Atlanta voted. Vera Marn, a baker from Georgia, said that it was late.",
        [("outlet", None, None), ("indirect", "Vera Marn", "USA")],
    ),
    (
        "Bergen in Norway is the Norwegian port.\n\nVera Marn, a baker, said Chile was far and Chileans were late.",
        [("outlet", None, None), ("indirect", "Vera Marn", "NOR")],
    ),
    (
        "Bergen in Norway is the Norwegian port.\n\nVale Bank said that Chile was far and that Chileans were late.",
        [("outlet", None, None), ("indirect", "Vale Bank", "NOR")],
    ),
    (
        "HELSINKI, May 2 - Chilean and Peruvian envoys met. Residents said the road to Lima and Santiago was long.",
        [("outlet", None, None), ("indirect", "Residents", "FIN")],
    ),
    (
        "“It was late,” said Dorea Tesk, who sells bread in Turku. Chilean and Peruvian envoys left for Peru.",
        [("direct", "Dorea Tesk", "FIN"), ("outlet", None, None)],
    ),
    (
        "Norway's Vesk said it was late. Norwegian envoy Orlan Vesk left.",
        [("indirect", "Orlan Vesk", "NOR"), ("outlet", None, None)],
    ),
    (
        "Chilean Senator Vera Marn met Finnish envoy Orlan Vesk. He said that Vesk was late. Marn left.",
        [("outlet", None, None), ("indirect", None, None), ("outlet", None, None)],
    ),
    (
        "“The bay is open,” said Vera Marn, a baker from Tampere.",
        [("direct", "Vera Marn", "FIN")],
    ),
    (
        "Rep. Vera Marn of Ohio said the bay was open. Marn's office said it would close.",
        [("indirect", "Vera Marn", "USA"), ("indirect", "Marn's office", "USA")],
    ),
    (
        "“It is open,” said Vera Marn, president of the Vale club. The European Council president said it was not.",
        [("direct", "Vera Marn", None), ("indirect", "the European Council president", None)],
    ),
    (
        "A young woman asked Mayor Vera Marn of Turku to open the bay. “It is cold,” the woman said.",
        [("indirect", "a young woman", None), ("direct", "a young woman", None)],
    ),
    (
        "Finnish Trade Minister Vera Marn said the port was open. “It is safe,” she said. The port opened in 1950.",
        [("indirect", "Vera Marn", "FIN"), ("direct", "Vera Marn", "FIN"), ("outlet", None, None)],
    ),
    (
        "Chile's president, Orlan Vesk, spoke. Vesk said the road was safe. The president added that it was short.",
        [("outlet", None, None), ("indirect", "Orlan Vesk", "CHL"), ("indirect", "Orlan Vesk", "CHL")],
    ),
    (
        "The Kremlin said the bridge was closed.",
        [("indirect", "Kremlin", "RUS")],
    ),
    (
        "Finnish officials said the bridge was closed.",
        [("indirect", "Finnish officials", "FIN")],
    ),
    (
        "Both Finnish and Chilean ministers stressed that the sea was rising.",
        [("indirect", "Finnish ministers; Chilean ministers", "FIN; CHL")],
    ),
    (
        "“The bridge is closed,” Vera Marn told the Interfax news agency.",
        [("direct", "Vera Marn", None)],
    ),
    (
        "The road in what Finnish envoy Vera Marn described as “a good week” stayed open.",
        [("mixed", "Vera Marn", "FIN")],
    ),
    (
        "Chile's President Vera Ines Orlan da Marn spoke late. Orlan said the road was safe.",
        [("outlet", None, None), ("indirect", "Vera Ines Orlan da Marn", "CHL")],
    ),
    (
        "Finnish President Vera von der Vesk spoke late. Von der Vesk said the road was safe. “Go,” von der Vesk said.",
        [("outlet", None, None), ("indirect", "Vera von der Vesk", "FIN"), ("direct", "Vera von der Vesk", "FIN")],
    ),
    (
        "“The port is shut,” Finnish minister Vera Marn said, according to the Vale Gazette.",
        [("direct", "Vera Marn", "FIN")],
    ),
    ("Finnish minister Vera Marn hopes that the road will open.", [("outlet", None, None)]),
    ("Officials believe the road will open.", [("indirect", "Officials", None)]),
    ("The so-called “ice tax” rose in May.", [("outlet", None, None)]),
    (
        "Chilean envoy Vera Marn met a clerk at the Vale Office, who said the bay was frozen.",
        [("indirect", "a clerk at the Vale Office", None)],
    ),
    (
        "“It is late,” said Vera Marn, a Finnish envoy who served under Chilean Prime Minister Orlan Vesk.",
        [("direct", "Vera Marn", "FIN")],
    ),
    (
        "Chilean envoy Vera Marn left. Although Marn said the bay was frozen, she sailed.",
        [("outlet", None, None), ("indirect", "Vera Marn", "CHL")],
    ),
    (
        "Finnish officials said the bay was frozen. The agency said it was not.",
        [("indirect", "Finnish officials", "FIN"), ("indirect", "agency", "FIN")],
    ),
    (
        "“It is late,” said Vera Marn, an expert on Chile at the University of Helsinki.",
        [("direct", "Vera Marn", "FIN")],
    ),
    (
        "“It is late,” said Vera Marn, who served as envoy when Chilean and Finnish troops took the bay.",
        [("direct", "Vera Marn", None)],
    ),
    (
        "“It is late,” said Vera Marn, a Chilean-American envoy.",
        [("direct", "Vera Marn", "USA")],
    ),
    (
        "The Chilean government said it was late. The government in Oslo said it was not.",
        [("indirect", "Chilean government", "CHL"), ("indirect", "government in Oslo", "NOR")],
    ),
    (
        "Experts on Norway said the bays would freeze.",
        [("indirect", "Experts on Norway", None)],
    ),
    (
        "“It is late,” said Vera Marn, a lecturer at Bill Turku College in Chile.",
        [("direct", "Vera Marn", "CHL")],
    ),
    (
        "The United States Ferry Agency said the bay was frozen.",
        [("indirect", "United States Ferry Agency", "USA")],
    ),
    (
        "A Western official said the plan was dead. The official added that nobody mourned it.",
        [("indirect", "a Western official", None), ("indirect", "a Western official", None)],
    ),
    (
        "According to the Chilean team's coach, Aldro Mehrab, the kite was lost. He said it was found.",
        [("indirect", "Aldro Mehrab", "CHL"), ("indirect", "Aldro Mehrab", "CHL")],
    ),
    (
        "Dr Orla Vesk said that salt helps. The report says few makers use salt.",
        [("indirect", "Orla Vesk", None), ("indirect", "report", None)],
    ),
    (
        "Kevan Marn, an instructor in English at a school in Oslo, said he had seen it.",
        [("indirect", "Kevan Marn", "NOR")],
    ),
    (
        "Mr. Orlan Roy called on Mr. Tessel to “use today’s papers to challenge” Mr. Vesk at the talks, adding, “We "
        "can’t give ground.”",
        [("mixed", "Orlan Roy", None)],
    ),
    (
        "“It was late,” Orlan Stove said.\n\nVera Marn, a lawyer who met Stove’s aide, Stove’s attorney and others, "
        "left.\n\nStove’s attorney called the arrest a “spectacle.”",
        [("direct", "Orlan Stove", None), ("outlet", None, None), ("mixed", "Stove’s attorney", None)],
    ),
    (
        "Senator Vera Marn of Texas, who said that the bay froze, left.",
        [("indirect", "Vera Marn", "USA")],
    ),
    (
        "A senior Marn aide said the bay froze.\n\nTom Vesk said it did not.\n\n“It did,” said the senior Marn aide.",
        [
            ("indirect", "a senior Marn aide", None),
            ("indirect", "Tom Vesk", None),
            ("direct", "a senior Marn aide", None),
        ],
    ),
    (
        "According to Variety, the show ended.",
        [("indirect", "Variety", "USA")],
    ),
    (
        "Orlan Stove said he would plead not guilty to all of the many charges, and said he “looks forward” to it.",
        [("mixed", "Orlan Stove", None)],
    ),
    (
        "Minister Vera Marn met the crews on Monday.\n\nThe retired skipper said the bay was shut.",
        [("outlet", None, None), ("indirect", "Vera Marn", None)],
    ),
    (
        "Minister Vera Marn met envoy Tom Vesk on Monday.\n\nThe retired skipper said the bay was shut.",
        [("outlet", None, None), ("indirect", "the retired skipper", None)],
    ),
    (
        "Minister Vera Marn was hit by an egg on Monday.\n\nThe attacker said the bay was shut.",
        [("outlet", None, None), ("indirect", "the attacker", None)],
    ),
    (
        "Police came for a man who threw a stone at Minister Tom Vesk.\n\nThe 57-year-old said the bay was shut.",
        [("outlet", None, None), ("indirect", "the 57-year-old", None)],
    ),
    (
        "“President Tom Vesk lied to us all about the ice,” the retired skipper said.",
        [("direct", "the retired skipper", None)],
    ),
    (
        "Vera Marn walked home on Monday. She was tired.\n\nThe 57-year-old said the bay was shut.",
        [("outlet", None, None), ("outlet", None, None), ("indirect", "Vera Marn", None)],
    ),
    (
        "After a meeting with President Vera Marn, a spokesman for the union said the bay was shut.",
        [("indirect", "a spokesman for the union", None)],
    ),
    (
        "President Vera Marn won the vote on Monday.\n\nThe ex-president said the vote was stolen.",
        [("outlet", None, None), ("indirect", "the ex-president", None)],
    ),
    (
        "Prime Minister Vera Marn spoke on Monday.\n\nThe Green Party leader said the ice was thick.",
        [("outlet", None, None), ("indirect", "the Green Party leader", None)],
    ),
    (
        "Tom Vesk, a historian, came too.\n\nA tired Vesk said the bay was shut.",
        [("outlet", None, None), ("indirect", "Tom Vesk", None)],
    ),
    (
        "Vera Orlan Marn, a historian, came too.\n\nOrlan Marn said the bay was shut.",
        [("outlet", None, None), ("indirect", "Vera Orlan Marn", None)],
    ),
    (
        "Tom Vesk, a historian, came too.\n\nHis friend said the bay was shut.",
        [("outlet", None, None), ("indirect", "His friend", None)],
    ),
    (
        "Vera Marn said the bay was shut. Take Senators Tom Vesk and Orlan Lind. They said it was open.",
        [("indirect", "Vera Marn", None), ("outlet", None, None), ("indirect", "Tom Vesk; Orlan Lind", None)],
    ),
    (
        "Top Norwegian Diplomat Says Bay May Freeze\n\nNorwegian Foreign Minister Vera Marn said the ice was thick.",
        [("indirect", "Vera Marn", "NOR"), ("indirect", "Vera Marn", "NOR")],
    ),
    (
        "Vale Spokesman Says Bay May Freeze\n\nVale spokesman Tom Vesk said the ice was thick.",
        [("indirect", "Tom Vesk", None), ("indirect", "Tom Vesk", None)],
    ),
    (
        "Her spokesman said the bay was shut.\n\nPolice spokesman Tom Lind said the road was shut.",
        [("indirect", "Her spokesman", None), ("indirect", "Tom Lind", None)],
    ),
    (
        "Norwegian President Tom Vesk rang President of Finland Vera Marn. Her aide Orlan Stove was there.\n\n"
        "The two leaders said the ice was thin. The leaders stressed that the bay was shut.",
        [
            ("outlet", None, None),
            ("outlet", None, None),
            ("indirect", "Tom Vesk; Vera Marn", "NOR; FIN"),
            ("indirect", "Tom Vesk; Vera Marn", "NOR; FIN"),
        ],
    ),
    (
        "Norwegian President Tom Vesk rang President of Finland Vera Marn.\n\nThe rebel leaders said the ice was thin.",
        [("outlet", None, None), ("indirect", "the rebel leaders", None)],
    ),
    (
        "The Vale Star reported that the bay was shut.\n\nThe tabloid said the ice was thick.",
        [("indirect", "Vale Star", None), ("indirect", "Vale Star", None)],
    ),
    (
        "Minister Vera Marn spoke to the press. She is called Mad Dog Marn by some. “We stay,” Marn said.",
        [("outlet", None, None), ("outlet", None, None), ("direct", "Vera Marn", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_resolve(text: str, expected: list[Row]) -> None:
    assert _read(text) == expected


MET = "President Joseph Biden spoke with President of Finland Vera Lind about ice. President Tom Vesk was there too."
AGREED = "The two leaders said the ice was thin."


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Readout of President Biden’s Call with President Vera Lind of Finland", AGREED, "Joseph Biden; Vera Lind"),
        ("Meeting Between President Biden and President Lind", "Both presidents said it.", "Joseph Biden; Vera Lind"),
        ("Meeting with President Lind", "The sides said it was thin.", "United States; Finland"),
        ("Call with President Lind", "It named Tom Marn and Orlan Roe. They said it.", "Joseph Biden; Vera Lind"),
        ("Call with President Lind", "Both heads of state said it was thin.", "Joseph Biden; Vera Lind"),
        # Who only tells of it takes no part.
        ("Readout by Spokesperson Orlan Roe of President Biden’s Call with Ms Lind", AGREED, "Joseph Biden; Vera Lind"),
        ("A Long Winter", AGREED, "the two leaders"),
    ],
)
def test_the_two_whose_talk_a_title_announces(title: str, text: str, expected: str) -> None:
    fields = {"title": title, "outlet": "The White House", "published": "2022-05-04"}
    assert _read(f"{MET}\n\n{text}", **fields)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Biden later met British Prime Minister Tom Stove. The two leaders said it was thin.", None),
        ("President Tom Vesk met President Anna Stove on Friday.\n\nThe two leaders said it was thin.", None),
        ("Israel and Hamas have traded fire. Both sides said they were ready.", "sides"),
    ],
)
def test_a_newspapers_title_does_not_say_whom_the_leaders_are(text: str, expected: str | None) -> None:
    rows = _read(f"{MET}\n\n{text}", title="President Biden to Call President Lind", outlet="Vale Post")
    assert "Vera Lind" not in (rows[-1][1] or "") and (expected is None or rows[-1][1] == expected)


@pytest.mark.parametrize(
    ("title", "text", "wrong"),
    [
        # Others are told of just before, spoke last, or are whom a talk is about.
        ("Call with President Lind", "Russian officials rejected it. They said that it was a threat.", "Vera Lind"),
        ("Call with President Lind", "Israel and Hamas are at war. Both sides said they wanted it.", "Finland"),
        ("President Biden’s Call with the Family of Sergeant Anna Roe", "They said that she was brave.", "Anna Roe"),
        # Who makes the statement takes no part in the talk.
        ("Statement from Secretary Tom Roe on Call with President Lind", "The leaders agreed that it was.", "Tom Roe"),
        ("Joint Statement from Norway and Chile on Peace", "Israel and Iran met. Both sides said it ends.", "Chile"),
    ],
)
def test_a_talk_is_not_of_everybody_told_of_in_its_readout(title: str, text: str, wrong: str) -> None:
    rows = _read(f"{MET}\n\n{text}", title=title, outlet="The White House", published="2022-05-04")
    assert wrong not in (rows[-1][1] or "")


def test_two_presidents_who_met_in_a_ministers_readout_are_the_leaders() -> None:
    title = "Readout of National Security Advisor Tom Roe’s Meeting with Foreign Minister Orlan Stove"
    text = "Advisor Roe met Minister Orlan Stove.\n\nPresident Joseph Biden and President Vera Lind had met before."
    rows = _read(f"{text} {AGREED}", title=title, outlet="The White House", published="2022-05-04")
    assert rows[-1][1] == "Joseph Biden; Vera Lind"


def test_a_host_that_the_text_leaves_out_is_the_president_in_office() -> None:
    fields = {"title": "Telephone Conversation with President of Finland Vera Lind", "published": "2022-05-04"}
    text = "The presidents said the ice was thin.\n\nThey stressed that the bay was shut."
    assert [row[1] for row in _read(text, outlet="The White House", **fields)] == ["Joe Biden; Vera Lind"] * 2
    assert [row[1] for row in _read(text, outlet="Vale Post", **fields)] == ["the presidents"] * 2


def test_the_leaders_of_a_joint_statement_are_the_states_of_its_title() -> None:
    text = "The leaders said the ice was thin.\n\nBoth sides stressed that the bay was shut.\n\nThey said it was."
    rows = _read(text, title="Norway-Finland Joint Leaders’ Statement", outlet="The White House")
    assert [row[1] for row in rows] == ["Norway; Finland"] * 3


def test_they_are_those_who_spoke_together_last() -> None:
    text = (
        "Norwegian President Tom Vesk rang President of Finland Vera Marn. Vale Council said it was shut. "
        "The two leaders said the ice was thin. They added that the bay was shut."
    )
    assert _read(text)[-1][1] == "Tom Vesk; Vera Marn"


@pytest.mark.parametrize(("words", "kind"), [("the advertisement", "organisation"), ("her wife", "person")])
def test_what_is_described_is_a_person_where_its_noun_names_one(words: str, kind: str) -> None:
    document = Document(id="d", text=f"“The bay is open,” {words} said.")
    named = coreference.Resolver(document).named(words, document.text.index(words))
    assert [speaker.kind for speaker in named] == [kind]


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("The Department of State", "the Department of Energy", "Department of Energy"),
        ("The University of Oslo", "the University of Bergen", "University of Bergen"),
        ("The Ministry of Trade of Norway", "the ministry", "Ministry of Trade of Norway"),
        ("The Ministry of Trade", "the Trade Ministry", "Ministry of Trade"),
        ("The Vale Office's Bureau of Ice", "the Vale Office", "Vale Office"),
        ("The Marn administration", "the former administration", "former administration"),
    ],
)
def test_a_body_is_the_one_before_where_no_other_is_named(before: str, words: str, name: str) -> None:
    text = f"{before} said on Monday that the ice is thin.\n\n“It snowed,” {words} said."
    document = Document(id="d", text=text)
    rules = quotations.by_rules(document, sentences.split(document))
    filled, _ = speakers.resolve(document, sentences.split(document), rules)
    assert [speaker.name for speaker in filled[-1].speakers] == [name]


def test_a_surname_with_its_body_is_the_persons() -> None:
    document = Document(id="d", text="Tom Vesk, a historian, came too. “It is shut,” said Vesk of the Vale Teachers.")
    words = "Vesk of the Vale Teachers"
    assert [one.name for one in coreference.Resolver(document).named(words, document.text.index(words))] == ["Tom Vesk"]


def test_a_share_of_those_asked_has_no_name() -> None:
    text = "The vote in Oslo is near. “It is late,” 42% said in May."
    share = text.index("42")
    said = Quotation(
        mention=(Span(share, share + 2),), cue=(Span(share + 4, share + 8),), content=(Span(26, 40),), kind="direct"
    )
    assert coreference.Resolver(Document(id="d", text=text)).speakers(said) == ()


def test_a_speech_is_its_speakers() -> None:
    rows = _read("We came late. “Never again,” my father said.", speaker="Vera Marn", country="FIN")
    assert rows == [("direct", "Vera Marn", "FIN")] * 2


@pytest.mark.parametrize(
    ("given", "shown"),
    [("Mr. Odo Marn", "Odo Marn"), ("H.E. Mrs. Vera Marn", "Vera Marn"), ("King Aldo", "King Aldo"),
     ("His Holiness Pope Aldo", "Pope Aldo")],
)  # fmt: skip
def test_a_speech_is_given_without_titles(given: str, shown: str) -> None:
    assert _read("We came late.", speaker=given, country="NOR") == [("direct", shown, "NOR")]


def test_a_title_tells_who_is_meant_and_for_whom() -> None:
    text = "Ms Marn said the bay was open. Mr Vesk said it was not."
    title = "Finnish Harbour Minister Vera Marn met with Chilean President Orlan Vesk"
    assert _read(text, title=title) == [("indirect", "Vera Marn", "FIN"), ("indirect", "Orlan Vesk", "CHL")]
    assert _read(text) == [("indirect", "Marn", None), ("indirect", "Vesk", None)]


@pytest.mark.parametrize("lead", ["The message said, in part:", "The full text of the letter reads:"])
def test_a_letter_is_by_whom_the_title_says_sent_it(lead: str) -> None:
    text = f"{lead}\n\n“The bay is open.\n\n“Ships may come.”"
    rows = _read(text, title="Finnish President Vera Marn congratulated Orlan Vesk on his feast")
    assert rows[1:] == [("direct", "Vera Marn", "FIN")] * 2


def test_a_surname_alone_is_shown_as_the_table_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ruval = people.Person("odo-ruval", "Odo Ruval", "FIN", "President", (), (), current=True)
    monkeypatch.setattr(people, "lookup", lambda name, date=None, *, country=None: [ruval])
    assert _read("President Ruval said the bay was open.") == [("indirect", "Odo Ruval", "FIN")]


def test_who_spoke_last_goes_on_under_the_surname_the_text_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    ruval = people.Person("odo-ruval", "Odo Ruval", "FIN", "President", (), (), current=True)
    monkeypatch.setattr(people, "lookup", lambda name, date=None, *, country=None: [ruval] * name.endswith("Ruval"))
    text = (
        "Mr. Tom Vesk met President Ruval. Tom Vesk was early. Mr. Vesk wore a hat.\n\n"
        "Ruval hinted that Irma Holt and Tom Vesk would leave. On the port, he said it was closed."
    )
    assert [speaker for _, speaker, _ in _read(text)][-2:] == ["Odo Ruval", "Odo Ruval"]


def test_an_office_tells_who_speaks_from_a_namesake_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    odo, elena = (
        people.Person(f"{first.lower()}-ruval", f"{first} Ruval", "FIN", role, (), (), current=True)
        for first, role in (("Odo", "President"), ("Elena", "First Lady"))
    )
    monkeypatch.setattr(people, "of_office", lambda name, title, date: odo if title == "President" else None)
    monkeypatch.setattr(
        people, "lookup", lambda name, date=None, *, country=None: [elena if "Elena" in name else odo]
    )
    text = "First Lady Elena Ruval said it was late. President Ruval said it was not."
    assert [speaker for _, speaker, _ in _read(text)] == ["Elena Ruval", "Odo Ruval"]


def test_a_title_with_two_offices_gives_both() -> None:
    document = Document(
        id="d",
        text="The acting president said the bay was open. Mr Marn left.",
        title="Acting President and Harbour Minister Orlan Marn met Vera Lind",
    )
    found = sentences.split(document)
    (quoted,), _ = speakers.resolve(document, found, quotations.by_rules(document, found))
    assert [(one.name, one.role) for one in quoted.speakers] == [
        ("Orlan Marn", "Acting President and Harbour Minister")
    ]


def test_they_are_the_two_named_together_before() -> None:
    text = "Finnish Minister Vera Marn and Chilean President Orlan Vesk met. They said the bay was open."
    assert _read(text)[1] == ("indirect", "Vera Marn; Orlan Vesk", "FIN; CHL")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ms Vesk passed Mr Marn a note. Mr Marn said it was late.", None),
        ("Mr Marn, accompanied by Mayor Orlan Vesk, said it was late.", None),
        ("The guard stopped Odo Marn, Secretary of the club. Marn said it was late.", "Secretary of the club"),
        ("Governor Odo Marn, Jr. of Vale opened it. Mr Marn said it was late.", "Governor"),
        ("The President and Chancellor Marn spoke. Marn said it was late.", "Chancellor"),
        ("The Minister for Harbours Odo Marn said it was late.", "Minister for Harbours"),
        ("Odo Marn, 17, said it was late.", None),
        ("Odo Marn, who is also a ferry clerk, said it was late.", "a ferry clerk"),
        ("Odo Marn, who is flying to the clerk tomorrow, said it was late.", None),
        ("Odo Marn, who heads the ferry clerks, said it was late.", "who heads the ferry clerks"),
        ("Neither Mayor Odo Marn nor Vera Lind came. Mr Marn said it was late.", "Mayor"),
        ("Odo Marn, a lawyer for Vera Lind, said it was late.", "a lawyer for Vera Lind"),
        ("Finnish Prime Minister Odo Marn said it was late.", "Finnish Prime Minister"),
        ("President Vera Lind and President of Vale Odo Marn met. Mr Marn said it was late.", "President of Vale"),
    ],
)
def test_roles_hold_no_other_words(text: str, role: str | None) -> None:
    document = Document(id="d", text=text)
    found = sentences.split(document)
    quoted, _ = speakers.resolve(document, found, quotations.by_rules(document, found))
    assert [one.role for one in quoted[-1].speakers] == [role]


def test_a_joint_speech_has_every_speaker() -> None:
    rows = _read("We agreed.", speaker="Vera Marn; Orlan Vesk", country="FIN; CHL")
    assert rows == [("direct", "Vera Marn; Orlan Vesk", "FIN; CHL")]


def test_a_document_may_be_spoken_by_states_bodies_and_their_leaders() -> None:
    record = {"text": "We agreed.", "speakers": ["Norway", "the EU", "G7 leaders", "French", "Vera Marn"]}
    found = speakers.document_speakers(document_from_record(record))
    assert [(one.name, one.kind, one.country) for one in found] == [
        ("Norway", "government", "NOR"),
        ("European Union", "organisation", None),
        ("G7 leaders", "group", None),
        ("French", "person", None),
        ("Vera Marn", "person", None),
    ]


def test_a_speaker_whose_country_is_none_does_not_get_the_others() -> None:
    record = {"text": "We agreed.", "speakers": ["Vera Marn", "Tom Vesk"], "countries": ["Norway", "League of Ports"]}
    found = speakers.document_speakers(document_from_record(record))
    assert [(one.name, one.country) for one in found] == [("Vera Marn", "NOR"), ("Tom Vesk", None)]


def test_turns_hold_their_sentences_and_the_rest_is_the_outlets() -> None:
    text = "The meeting began at noon.\nMS. MARN: We came late. Sorry."
    rows = _read(text, turns=(Turn("MS. MARN", Span(27, len(text))),))
    assert [voice for voice, _, _ in rows] == ["outlet", "direct", "direct"]
    assert rows[1][1] == rows[2][1] is not None


def test_a_printed_interview_is_read_by_its_names() -> None:
    text = "The Gazette: Why now?\nVera Marn: It was late.\nThe Gazette: And then?\nVera Marn: Then we left. All of us."
    assert [(voice, name) for voice, name, _ in _read(text)] == [
        ("direct", "Gazette"),
        ("direct", "Vera Marn"),
        ("direct", "Gazette"),
        ("direct", "Vera Marn"),
        ("direct", "Vera Marn"),
    ]


def test_a_list_of_the_same_headings_is_no_interview() -> None:
    text = "\n".join(f"Vera Marn {n}, Vale\nOld Fine: Fishing without a permit.\nNew Fine: None." for n in range(3))
    assert {(voice, name) for voice, name, _ in _read(text)} == {("outlet", None)}


def test_confidence_is_a_probability() -> None:
    text = "Vera Marn said the port was open. It opened."
    document = Document(id="d", text=text)
    found = sentences.split(document)
    _, attributions = speakers.resolve(document, found, quotations.by_rules(document, found))
    assert all(0.0 <= one.confidence <= 1.0 for one in attributions)


@pytest.mark.parametrize(
    ("title", "international"),
    [
        ("European Council President", True),
        ("president of the UN Security Council", True),
        ("former European Council President", False),
        ("ambassador to the UN", False),
        ("president of the West Virginia Miners", False),
    ],
)
def test_who_heads_an_international_body_has_no_country(title: str, international: bool) -> None:
    assert speaker_countries._serves_a_body(title) is international


def test_of_two_presidents_the_unknown_one_leads_the_other_country(monkeypatch: pytest.MonkeyPatch) -> None:
    held = people.Office("NOR", "President", "2001", "2009", "hand")
    marn = people.Person("vera-marn", "Vera Marn", "NOR", "President", (), (held,), current=True)
    monkeypatch.setattr(people, "lookup", lambda name, date=None, **_: [marn] if name.endswith("Marn") else [])
    text = "Presidents Vera Marn and Odo Vesk met in Norway. Norwegians came from Finland. Mr Vesk said it was late."
    assert _read(text, published="2003-07-04")[2] == ("indirect", "Odo Vesk", "FIN")


def test_who_heads_a_body_is_of_the_country_told_of_it() -> None:
    text = "The head of Havgas, Odo Vesk, said that the firm had bought stations in Chile. Chileans came to Chile."
    title = "Vera Marn visited the Norwegian oil company Havgas in Chile"
    assert _read(text, title=title)[0] == ("indirect", "Odo Vesk", "NOR")


def test_the_head_of_the_republic_may_be_its_chairman() -> None:
    text = (
        "Port Chief Lars Lind came. She called Chairman of the State Council of Aldry Odo Vesk. "
        "The head of the republic said it was late."
    )
    assert _read(text)[2][1] == "Odo Vesk"


def test_they_are_those_who_spoke_together() -> None:
    text = "The Mayor of Turku and the Mayor of Oslo said it was late. They said the bay was open."
    read = _read(text)
    assert read[1] == read[0]


def test_what_stands_before_the_first_turn_is_read_as_a_report() -> None:
    lead = "Meeting on the Bay\n\nThe two ministers noted that the bay was open. The hall was full.\n\n"
    text = f"{lead}MS. MARN: Odo Lund said it was late.\n\nMR. LUND: So it was."
    places = [text.index("MS. MARN"), text.index("MR. LUND"), len(text)]
    turns = (Turn("MS. MARN", Span(places[0], places[1])), Turn("MR. LUND", Span(places[1], places[2])))
    assert [(voice, speaker) for voice, speaker, _ in _read(text, turns=turns)] == [
        ("indirect", "the two ministers"), ("outlet", None), ("direct", "Marn"), ("direct", "Odo Lund"),
    ]


def test_who_writes_the_text_is_not_told_of_by_it() -> None:
    text = "Today, we announced that the port is open. Vera Marn said it is."
    assert [row[0] for row in _read(text, outlet="The White House")] == ["outlet", "indirect"]


def test_the_mark_of_a_question_is_no_given_name() -> None:
    text = "Go on.\n\nQ Tilda, is it cold?\n\nQ Yeah. Vera Q. Marn left."
    assert {one.name for one in named_persons.find(text)} & {"Q Tilda", "Q Yeah", "Vera Q. Marn"} == {"Vera Q. Marn"}


def test_a_persons_country_is_not_that_of_whoever_was_asked_for_before() -> None:
    text = "The port is shut, ministers said."
    resolver = coreference.Resolver(Document(id="d", text=text))
    named = ("Finnish Minister Vera Marn", "Norwegian Minister Tom Vesk", "Danish Minister Odo Lind")
    assert [resolver.named(words, 0)[0].country for words in named] == ["FIN", "NOR", "DNK"]
