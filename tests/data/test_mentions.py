"""Named mentions in invented sentences: span, kind, identity."""

from __future__ import annotations

from itertools import pairwise

import pytest

from data import mentions, sentences
from data.records import Attribution, Document, Speaker
from data.words import people


def found(text: str, date: str | None = None) -> list[tuple[str, str, str]]:
    document = Document("d", text, published=date)
    return [(m.span.of(text), m.kind, m.entity_id) for m in mentions.find(document, sentences.split(document))]


@pytest.mark.parametrize("name", ["[ ]", "[] []"])
def test_a_speaker_of_whose_name_nothing_is_left_costs_no_document(name: str) -> None:
    document = Document("d", "Vera Marn came.")
    heard = [Attribution("direct", (Speaker("s", name, "person", None),))]
    made = mentions.find(document, sentences.split(document), attributions=heard)
    assert [m.entity_id for m in made] == ["vera-marn"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade Minister Vera Marn arrived.", [("Vera Marn", "person", "vera-marn")]),
        (
            "Mr. Lind met Vera Marn and Oskar Lind in Aldry.",
            [
                ("Lind", "person", "oskar-lind"),
                ("Vera Marn", "person", "vera-marn"),
                ("Oskar Lind", "person", "oskar-lind"),
            ],
        ),
        (
            "Norway and the U.S. signed; Canberra did not.",
            [("Norway", "country", "NOR"), ("U.S.", "country", "USA"), ("Canberra", "country", "AUS")],
        ),
        (
            "The Ministry of Health and Welfare closed.",
            [("Ministry of Health and Welfare", "organisation", "ministry-of-health-and-welfare")],
        ),
        ("He works for the Bank of Aldry.", [("Bank of Aldry", "organisation", "bank-of-aldry")]),
        ("It happened on a Monday in May.", []),
        ("She said so.", []),
        ("The delegation left NATO.", [("NATO", "organisation", "nato")]),
    ],
)  # fmt: skip
def test_find(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The High Commissioner left, and so did the Baltic States.", []),
        ("Neutral Norway agreed.", ["NOR"]),
        ("Saint Lucia and the Bahamas agreed.", ["LCA", "BHS"]),
        ("Messrs Marn and Vesk met. Mr Orlan Vesk left.", ["marn", "orlan-vesk", "orlan-vesk"]),
        ("The UN, the United Nations and the U.N. agree.", ["united-nations"] * 3),
        ("The EU is the European Union; SIDS are no union.", ["european-union"] * 2),
    ],
)  # fmt: skip
def test_what_a_name_is(text: str, expected: list[str]) -> None:
    assert [entity for _, _, entity in found(text)] == expected


def test_an_office_before_a_name_tells_its_country() -> None:
    text = "He wrote to Finnish Prime Minister Vera Marn. Marn, her Chilean guest Odo Vesk said, was late."
    document = Document("d", text)
    countries = {m.entity_id: m.country for m in mentions.find(document, sentences.split(document))}
    assert countries["vera-marn"] == "FIN" and countries["odo-vesk"] is None


def test_a_title_tells_two_bearers_of_a_surname_apart() -> None:
    text = "Vice President Harris and Secretary-General Guterres spoke."
    assert [entity for _, _, entity in found(text, "2021-02-11")] == ["kamala-harris", "antonio-guterres"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Labour Secretary and the First Lady met a Policy Advisor.", []),
        ("Your Excellency, the Attaché is late.", []),
        ("Presidents Marn and Orlan Vesk met.", ["marn", "orlan-vesk"]),
        ("Later the fifteen-year-old Orlan Vesk left. Fifteen-year-old Odo Marn stayed.", ["orlan-vesk", "odo-marn"]),
        ("The Harbour Bank Secrecy Act passed.", []),
        ("They left St Petersburg by train.", []),
        ("The Government of the Republic of Aldry met.", ["government-of-the-republic-of-aldry"]),
        ("They met at the Poklonnaya Gora memorial.", []),
        ("Vera Marn holds a B.A. and a J.D. in law.", ["vera-marn"]),
        ("They met in the Marn Garden, above the Vesk Room. Above Vera the flag flew.", ["vera"]),
        ("In Roe v. Marn the court ruled.", []),
        ("Vera Marn vs. Odo Vesk was close. Mary Room left.", ["vera-marn", "odo-vesk", "mary-room"]),
        ("Secretary of Commerce Vera Marn came.", ["vera-marn"]),
        ("Secretary of Harbour Security Vera Rosa Marn came.", ["vera-rosa-marn"]),
        ("The Vale Office on Ice and the Council on the Arts met.", ["vale-office-on-ice", "council-on-the-arts"]),
    ],
)
def test_what_is_no_part_of_a_name(text: str, expected: list[str]) -> None:
    assert [entity for _, _, entity in found(text)] == expected


def test_a_surname_alone_is_spelled_as_its_bearers_is() -> None:
    text = "He was rated by Moody’s. They were told that Modi agreed, and so did Orlando and Jonathan."
    told = [entity for _, _, entity in found(text, "2022-05-01")]
    assert "narendra-modi" in told and len([entity for entity in told if entity == "narendra-modi"]) == 1
    assert not any(entity.startswith(("juan-orlando", "goodluck")) for entity in told)


def test_a_first_name_is_the_speakers() -> None:
    text = "Thank you, Vera."
    document = Document("d", text)
    heard = [Attribution("direct", (Speaker("vera-tesk", "Vera Tesk", "person", "NOR"),))]
    named = mentions.find(document, sentences.split(document), (), heard)
    assert [(m.entity_id, m.country) for m in named] == [("vera-tesk", "NOR")]


def test_an_office_tells_a_bearer_from_a_namesake_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "First Lady Elena Ruval came late. President Ruval did not. Ruval slept."
    ruval = people.Person("odo-ruval", "Odo Ruval", "FIN", "President", (), (), current=True)
    monkeypatch.setattr(people, "of_office", lambda name, office, date: ruval if office == "President" else None)
    assert [entity for _, _, entity in found(text)] == ["elena-ruval", "odo-ruval", "odo-ruval"]
    text = "President Elena Ruval came late. President Ruval did not."
    assert [entity for _, _, entity in found(text)] == ["elena-ruval", "elena-ruval"]


def test_a_surname_is_its_bearer_in_the_document() -> None:
    text = "Minister Vera Marn spoke first. Later Marn left."
    assert found(text) == [("Vera Marn", "person", "vera-marn"), ("Marn", "person", "vera-marn")]


def test_two_bearers_of_a_surname_stay_two() -> None:
    text = "Minister Elena Ruval met Senator Marta Ruval."
    assert [identity for _, _, identity in found(text)] == ["elena-ruval", "marta-ruval"]


def test_an_acronym_is_its_long_form() -> None:
    text = "The Nordic Bird Observatory counts swifts. The NBO has done so for years."
    assert [identity for _, _, identity in found(text)] == ["nordic-bird-observatory", "nordic-bird-observatory"]


def test_a_known_surname_is_resolved_by_date() -> None:
    assert found("Later Zelensky thanked Norway.", "2022-06-01")[0] == ("Zelensky", "person", "volodymyr-zelensky")


def test_spans_do_not_overlap_and_lie_in_their_sentences() -> None:
    text = "Norway's Bank of Aldry, the University of Tromvik and Mr. Lind met the Chilean Oskar Lind of the EU."
    document = Document("d", text)
    split = sentences.split(document)
    spans = [m.span for m in mentions.find(document, split)]
    assert len(spans) > 3 and all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(one.span.start <= span.start and span.end <= one.span.end for one in split) for span in spans)


def bodies(text: str, **of_document: str) -> list[tuple[str, str, str | None]]:
    """Return words, id and country of the organisations in a document."""
    document = Document("d", text, **of_document)  # type: ignore[arg-type]
    named = mentions.find(document, sentences.split(document))
    return [(m.span.of(text), m.entity_id, m.country) for m in named if m.kind == "organisation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department of Ferries and Vale Ports (FVP) met. Later FVP left.",
         ["department-of-ferries-and-vale-ports"] * 3),
        ("The Bureau of Vale Rivers (BuVaR) met.", ["bureau-of-vale-rivers"] * 2),
        # Other initials tell nothing.
        ("The Vale Harbour Guard (VHG) met the Vale Hill Group. VHG left.",
         ["vale-harbour-guard", "vale-harbour-guard", "vale-hill-group", "vale-harbour-guard"]),
        # What the table knows by its letters stays what it is.
        ("The Nordic Alliance of Town Orchestras (NATO) played.", ["nordic-alliance-of-town-orchestras", "nato"]),
        # Brackets behind another name are no short form of it.
        ("The Vale Harbour Guard (OSX) met.", ["vale-harbour-guard", "osx"]),
    ],
)  # fmt: skip
def test_a_short_form_in_brackets_is_its_long_form(text: str, expected: list[str]) -> None:
    assert [entity for _, entity, _ in bodies(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Convention on the Law of Vale Rivers (CLVR) holds. CLVR is old.",
        "They want Least Favoured Harbour Nation (LFHN) status. LFHN is dear.",
        "They burn liquefied harbour gas (LHG). LHG is dear.",
    ],
)
def test_a_short_form_of_no_body_is_no_mention(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Vale Harbour Union met. The Union is old.", ["vale-harbour-union"] * 2),
        ("The Commission met. So did the Vale Ferry Commission.", ["vale-ferry-commission"] * 2),
        ("The Ministry of Ferries met. The Ministry is new.", ["ministry-of-ferries"] * 2),
        # Of two, either can be meant.
        ("The Vale Ferry Commission met the Aldry Ports Commission. The Commission left.",
         ["vale-ferry-commission", "aldry-ports-commission", "commission"]),
        # "The House" is a chamber.
        ("The White House asked. The House voted.", ["white-house", "house"]),
        # Several words are a name by themselves.
        ("The New Ferry Council met. The Ferry Council left.", ["new-ferry-council", "ferry-council"]),
        ("The Finnish Ferry Council met. The Ferry Council left.", ["finnish-ferry-council"] * 2),
    ],
)  # fmt: skip
def test_a_last_part_is_the_one_body_that_ends_in_it(text: str, expected: list[str]) -> None:
    assert [entity for _, entity, _ in bodies(text)] == expected


def test_a_body_of_the_title_completes_a_last_part() -> None:
    told = bodies("The Union met.", title="Session of the Vale Harbour Union")
    assert told == [("Union", "vale-harbour-union", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He asked the Government.", [("government-rus", "RUS")]),
        ("He asked the Ministry of Finance.", [("ministry-of-finance-rus", "RUS")]),
        ("He asked the Presidential Executive Office.", [("presidential-executive-office-rus", "RUS")]),
        ("He asked the State Ferry Service.", [("state-ferry-service-rus", "RUS")]),
        ("He asked the Finnish Government.", [("finnish-government", "FIN")]),
        ("He asked Finland’s Ministry of Finance.", [("ministry-of-finance-fin", "FIN")]),
        ("He greeted the Government and people of Finland.", [("government-fin", "FIN")]),
        ("He asked their Government.", [("government", None)]),
        ("He asked the Ferry Bank, the Ferry Fund and the Ferry Council.",
         [("ferry-bank", None), ("ferry-fund", None), ("ferry-council", None)]),
        ("He asked the Department of the United Nations.", [("department-of-the-united-nations", None)]),
        ("He asked the Secretary of the Security Council.", [("security-council-rus", "RUS")]),
        ("He spoke at the Security Council.", [("security-council", None)]),
    ],
)  # fmt: skip
def test_a_body_that_states_have_is_the_publishers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(entity, country) for _, entity, country in bodies(text, outlet="Kremlin")] == expected


def test_an_agency_is_not_the_administration() -> None:
    text = "The Ferry Safety Administration met. The Administration knows."
    assert [entity for _, entity, _ in bodies(text, outlet="Kremlin")] == [
        "ferry-safety-administration-rus",
        "administration-rus",
    ]


def test_a_newspaper_has_no_government() -> None:
    assert bodies("He asked the Government.", outlet="The Vale Herald") == [("Government", "government", None)]


def test_the_title_of_a_government_tells_its_own_security_council() -> None:
    text = "They spoke at the Security Council."
    told = {"outlet": "Kremlin", "title": "Meeting of the Security Council"}
    assert bodies(text, **told) == [("Security Council", "security-council-rus", "RUS")]
    told["title"] = "Decree on UN Security Council Resolution 1"
    assert bodies(text, **told) == [("Security Council", "security-council", None)]


def test_a_speech_tells_of_the_speakers_own_state() -> None:
    text = "The Government knows. The Department of Peace helps."
    document = Document("d", text)
    lines = sentences.split(document)
    heard = [Attribution("direct", (Speaker("vera-tesk", "Vera Tesk", "person", "NOR"),))] * len(lines)
    named = mentions.find(document, lines, (), heard)
    # Before the United Nations a department is theirs.
    assert [(m.entity_id, m.country) for m in named] == [("government-nor", "NOR"), ("department-of-peace", None)]


def test_a_body_that_speaks_lends_its_id_and_country() -> None:
    text = "The Vale Ferry Association closed."
    document = Document("d", text)
    heard = [Attribution("indirect", (Speaker("ferry-club", "Vale Ferry Association", "organisation", "NOR"),))]
    named = mentions.find(document, sentences.split(document), (), heard)
    assert [(m.entity_id, m.country) for m in named] == [("ferry-club", "NOR")]


def test_the_title_completes_a_surname() -> None:
    title = "Meeting of Vera Marn with Finnish President Odo Tesk"
    document = Document("d", "Mr Tesk agreed.", title=title)
    named = mentions.find(document, sentences.split(document))
    assert [(m.entity_id, m.country) for m in named] == [("odo-tesk", "FIN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("James Marn came with Susan Marn. Mr Marn left.", ["james-marn", "susan-marn", "james-marn"]),
        ("James Marn came. Ms Marn left.", ["james-marn", "marn"]),
        ("Maria Rosa Tesk Vand came. Ms Tesk Vand left.", ["maria-rosa-tesk-vand"] * 2),
    ],
)  # fmt: skip
def test_who_is_meant_by_a_part_of_a_name(text: str, expected: list[str]) -> None:
    assert [entity for _, _, entity in found(text)] == expected


def test_a_given_name_in_square_brackets_is_the_surnames() -> None:
    assert found("[James] Marn agreed. Marn left.")[1:] == [("Marn", "person", "james-marn")] * 2


def test_an_office_right_before_tells_who_of_a_family_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "President Odo Ruval came. Elena Ruval came late. President Ruval did not."
    ruval = people.Person("odo-ruval", "Odo Ruval", "FIN", "President", (), (), current=True)
    monkeypatch.setattr(people, "of_office", lambda name, office, date: ruval if office == "President" else None)
    assert [entity for _, _, entity in found(text)] == ["odo-ruval", "elena-ruval", "odo-ruval"]


def test_two_leaders_joined_by_a_hyphen_lend_their_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_led", {"Marn": "FIN", "Vesk": None, "Tesk": "NOR"}.get)
    assert people.country_in_title("Marn-Vesk Administration") == "FIN"
    assert people.country_in_title("Marn-Tesk Administration") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He signed the Norwegian Rescue Plan and the Radio Range Directive.", []),
        ("The International Day against Rust and the Bank Building Code are new.", []),
        ("They spoke aboard Air Force One at Vale International Airport.", []),
        ("The United Nations Marsh Programme met.", ["united-nations-marsh-programme"]),
        ("Vale Plan Bank sent clerks.", ["vale-plan-bank"]),
        ("Near Marn Reef and Vale Shoal, Super-typhoon Odo sank a ferry.", []),
    ],
)
def test_the_head_noun_tells_a_body_from_a_thing(text: str, expected: list[str]) -> None:
    assert [entity for _, _, entity in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She joined the Council of Europe in May.", ["Council of Europe"]),
        ("The Aldry Council in Europe met.", ["Aldry Council"]),
        (
            "He left the Organization for Security and Cooperation in Europe.",
            ["Organization for Security and Cooperation in Europe"],
        ),
        ("The Aldry Bank for Ports and Ferries paid.", ["Aldry Bank for Ports and Ferries"]),
        ("The Centre for the Protection of Lighthouses paid.", ["Centre for the Protection of Lighthouses"]),
        ("The Department of Health and Human Services paid.", ["Department of Health and Human Services"]),
        ("The Department of the Marsh and HMB paid.", ["Department of the Marsh", "HMB"]),
        ("The Ministry of Ferries and Vera Marn agreed.", ["Ministry of Ferries", "Vera Marn"]),
        ("Norway and Association of Northern Nations agreed.", ["Norway", "Association of Northern Nations"]),
        ("The Council on Old Ferries met the Council on Monday.", ["Council on Old Ferries", "Council"]),
        ("The Council on Norway agreed.", ["Council", "Norway"]),
    ],
)  # fmt: skip
def test_a_body_goes_on_behind_a_link(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN Under-Secretary-General Vera Marn left.", ["UN", "Vera Marn"]),
        ("The G20 Leaders and NATO Allies met at the OIC Summit.", ["G20", "NATO", "OIC"]),
        ("The UN Marsh Committee met.", ["UN Marsh Committee"]),
        ("The Aldry Council Speaker left.", ["Aldry Council"]),
        ("First Deputy State Duma Speakers Oskar Lind and Vera Marn left.", ["State Duma", "Oskar Lind", "Vera Marn"]),
        ("The Aldry Harbour Committee Chairman Ildan Vesk left.", ["Aldry Harbour Committee", "Ildan Vesk"]),
        ("Presidential Aide Oskar Lind left.", ["Oskar Lind"]),
        ("The Association of Court Judges met.", ["Association of Court Judges"]),
        ("The Army General Staff and the Department of State met.", ["Army General Staff", "Department of State"]),
    ],
)  # fmt: skip
def test_an_office_is_no_part_of_a_body(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UNESCO-led group and a NATO-funded Marsh Committee met.", ["UNESCO", "NATO", "Marsh Committee"]),
        ("Kim Jin-ok left.", ["Kim Jin-ok"]),
        ("Karla Ann Marn and Artist Walter Lind left.", ["Karla Ann Marn", "Walter Lind"]),
        ("Vera King spoke. Dr. King left. The King did not.", ["Vera King", "King"]),
        ("Mr. President, we thank Oskar Lind Jr. of the ferry.", ["Oskar Lind Jr"]),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister met the envoy in Brussels.", []),
        ("He travelled to Brussels.", []),
        ("Brussels warned the port.", ["Brussels"]),
        ("Talks between Brussels and Oslo go on.", ["Brussels"]),
    ],
)
def test_a_seat_is_its_body_only_where_it_acts(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in bodies(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Programmes of the United Nations are bodies, and what the table knows is none of the things.
        ("The United Nations Reef Programme (UNRP) met. UNRP left.", ["united-nations-reef-programme"] * 3),
        ("The Public Broadcasting System (PBS) asked. PBS aired it.", ["pbs", "pbs"]),
        # What a listed council speaks about is no part of its name.
        ("She briefed the Security Council on Darfur.", ["security-council"]),
        # What every state has is no other body's short name.
        ("The Salvation Army helped. The Army left.", ["salvation-army", "army"]),
    ],
)
def test_bodies_keep_to_themselves(text: str, expected: list[str]) -> None:
    assert [entity for _, entity, _ in bodies(text)] == expected
