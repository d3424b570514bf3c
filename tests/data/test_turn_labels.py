"""Turn labels of transcripts, as (label, outlet, date in; speaker out) tables."""

from __future__ import annotations

import pytest

from data.turns.turn_labels import country_of_outlet, parse_label
from data.words import people

WHITE_HOUSE, KREMLIN = "The White House", "en.kremlin.ru"


@pytest.mark.parametrize(
    ("label", "outlet", "date", "name", "kind", "country"),
    [
        ("THE PRESIDENT", WHITE_HOUSE, "2022-05-01", "Joe Biden", "person", "USA"),
        ("THE PRESIDENT", WHITE_HOUSE, "2025-05-01", "Donald Trump", "person", "USA"),
        ("THE VICE PRESIDENT:", WHITE_HOUSE, "2022-05-01", "Kamala Harris", "person", "USA"),
        ("PRESIDENT ZELENSKYY", WHITE_HOUSE, "2022-12-21", "Volodymyr Zelenskyy", "person", "UKR"),
        ("PRESIDENT ZELENSKYY (As interpreted.)", WHITE_HOUSE, "2022-12-21", "Volodymyr Zelenskyy", "person", "UKR"),
        ("CHANCELLOR SCHOLZ", WHITE_HOUSE, "2022-02-07", "Olaf Scholz", "person", "DEU"),
        ("MS. PSAKI", WHITE_HOUSE, "2021-06-01", "Jen Psaki", "person", "USA"),
        ("MS. JEAN-PIERE", WHITE_HOUSE, "2022-06-01", "Karine Jean-Pierre", "person", "USA"),
        ("SECRETARY-GENERAL GUTERRES", WHITE_HOUSE, "2022-09-21", "António Guterres", "person", None),
        ("SENIOR ADMIRALTY OFFICIAL", WHITE_HOUSE, "2022-01-01", "Senior admiralty official", "anonymous", "USA"),
        ("Q", WHITE_HOUSE, "2022-01-01", "Questioner", "anonymous", None),
        ("AUDIENCCE MEMBER", WHITE_HOUSE, "2022-01-01", "Audience member", "anonymous", None),
        ("PRESIDENT XI", WHITE_HOUSE, "2022-11-14", "Xi Jinping", "person", "CHN"),
        ("PRIME MINISTER HAN", WHITE_HOUSE, "2022-09-27", "Han Duck-soo", "person", "KOR"),
        ("MILITARY AIDE", WHITE_HOUSE, "2022-01-01", "Military aide", "anonymous", "USA"),
        ("FBI OFFICIAL", WHITE_HOUSE, "2022-01-01", "FBI official", "anonymous", "USA"),
        ("AIR FORCE ONE CREW MEMBER", WHITE_HOUSE, "2022-01-01", "Air Force One crew member", "anonymous", "USA"),
        ("Call centre operator", KREMLIN, "2016-01-01", "Call centre operator", "anonymous", None),
        ("NORWEGIAN OFFICIAL", WHITE_HOUSE, "2022-01-01", "Norwegian official", "anonymous", "NOR"),
        ("LIEUTENANT COLONEL MARN", WHITE_HOUSE, "2022-01-01", "Marn", "person", "USA"),
        ("MAYOR MARN", WHITE_HOUSE, "2022-01-01", "Marn", "person", "USA"),
        ("MR. MARN", WHITE_HOUSE, "2022-01-01", "Marn", "person", None),
        ("Vladimir Putin", KREMLIN, "2016-01-01", "Vladimir Putin", "person", "RUS"),
        ("President of Russia Vladimir Putin", KREMLIN, "2016-01-01", "Vladimir Putin", "person", "RUS"),
        ("Prime Minister of Japan Shinzo Abe", KREMLIN, "2016-01-01", "Shinzo Abe", "person", "JPN"),
        ("Governor of the Lower Marn Region Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("CEO of Norfell Ships Ilse van Norn", KREMLIN, "2016-01-01", "Ilse van Norn", "person", None),
        ("Emir of Qatar Ilan bin Omar Al Marn", KREMLIN, "2016-01-01", "Ilan bin Omar Al Marn", "person", "QAT"),
        ("President of The People’S Republic of China Ilan Marn", KREMLIN, "2016-01-01", "Ilan Marn", "person", "CHN"),
        ("King of Norfell Aldo Tesk", KREMLIN, "2016-01-01", "Aldo Tesk", "person", None),
        ("King Aldo II of Norfell", KREMLIN, "2016-01-01", "Aldo II", "person", None),
        ("Ilan al-Marn", KREMLIN, "2016-01-01", "Ilan al-Marn", "person", None),
        ("Seyed Mohammed Hossein Marn", KREMLIN, "2016-01-01", "Seyed Mohammed Hossein Marn", "person", None),
        ("Patriarch Aldo", KREMLIN, "2016-01-01", "Patriarch Aldo", "person", None),
        ("Winner of the Prize", KREMLIN, "2016-01-01", "Winner of the Prize", "anonymous", None),
        ("Anna Petrova, Channel Norfell", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("Vilja Tesk-zade, VNRK", KREMLIN, "2016-01-01", "Vilja Tesk-zade", "person", None),
        ("President of Norway ANNA PETROVA", KREMLIN, "2016-01-01", "Anna Petrova", "person", "NOR"),
        ("Anna PetROVA", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("Anna PetrovA", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("AnnaPETROVA", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("Anna McMarn", KREMLIN, "2016-01-01", "Anna McMarn", "person", "RUS"),
        ("Head of the Republic of Crimea Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("CSTO Secretary General Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", None),
        ("International Labour Organization Head Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", None),
        ("Minister of Labour Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("Question from Khabarovsk", KREMLIN, "2016-01-01", "Questioner", "anonymous", None),
        ("Question", KREMLIN, "2016-01-01", "Questioner", "anonymous", None),
        ("Remark", KREMLIN, "2016-01-01", "Remark", "anonymous", None),
    ],
)
def test_label(label: str, outlet: str, date: str, name: str, kind: str, country: str | None) -> None:
    found = parse_label(label, outlet=outlet, date=date)
    assert found is not None
    assert (found.name, found.kind, found.country) == (name, kind, country)


@pytest.mark.parametrize(
    ("label", "date", "identity"),
    [
        ("President of Norway Tomas Marnow", "2015-09-01", "tomas-marnov"),
        ("President of Norway Tomas Marnow", "2005-09-01", "tomas-marnow"),
        ("President of Finland Tomas Marnow", "2015-09-01", "tomas-marnow"),
        ("Foreign Minister of Norway Tomas Marnow", "2015-09-01", "tomas-marnow"),
        ("Tomas Marnow", "2015-09-01", "tomas-marnow"),
    ],
)
def test_a_slip_in_a_label_is_the_holder_of_that_office(
    label: str, date: str, identity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = people.Office("NOR", "President", "2010", None, "hand")
    son = people.Person("tomas-marnov", "Tomas Marnov", "NOR", "President", (), (held,))
    people.misspelled.cache_clear()
    monkeypatch.setattr(people, "_by_country", lambda: {"NOR": (son,)})
    found = parse_label(label, outlet=KREMLIN, date=date)
    people.misspelled.cache_clear()
    assert found is not None and found.id == identity


@pytest.mark.parametrize(
    "label", ["RESTORING COMMON SENSE TO ACQUISITION", "MAKING GLOBAL HISTORY", "WOIO-TV", "A BETTER TOMORROW", ""]
)
def test_headings_are_nobody(label: str) -> None:
    assert parse_label(label, outlet=WHITE_HOUSE, date="2025-05-01") is None


@pytest.mark.parametrize(
    ("label", "name"),
    [("MR. DWELLING", "Odo Dwelling"), ("VICE ADMIRAL MARN", "Vera Marn"), ("LT. COLONEL VESK", "Vesk")],
)
def test_a_title_makes_a_name_of_any_word(label: str, name: str) -> None:
    text = "By Odo Dwelling and Vice Admiral Vera Marn."
    found = parse_label(label, outlet=WHITE_HOUSE, date="2021-06-01", text=text)
    assert found is not None and found.name == name


def test_the_document_completes_a_surname() -> None:
    text = "Press Briefing by Deputy Harbour Secretary Vera Marn\n\nMS. MARN: Good afternoon."
    found = parse_label("MS. MARN", outlet=WHITE_HOUSE, date="2022-01-01", text=text)
    assert found is not None and found.name == "Vera Marn" and found.role == "Deputy Harbour Secretary"


def test_a_future_office_names_nobody() -> None:
    found = parse_label("MR. PATEL", outlet=WHITE_HOUSE, date="2021-11-02")
    assert found is not None and found.id == "patel"


@pytest.mark.parametrize(
    ("label", "text", "name", "country", "role"),
    [
        # The country stands behind the name, the given name behind the family name.
        ("VICE PRESIDENT MARN", "Remarks by Vice President Marn of Norway", "Marn", "NOR", "Vice President"),
        ("CHAIR MARN", "Remarks\nWelcome, Marn Do-sun of the Republic of Korea.", "Marn Do-sun", "KOR", "chair"),
        # The office stands behind the name, and whoever briefs the press does so for the house.
        ("MR. MARN", "Press Briefing\n\nI’m Ilan Marn, the Harbour Envoy.", "Ilan Marn", "USA", "Harbour Envoy"),
        ("MR. MARN", "Press Call\n\nI’m Ilan Marn, the Envoy for harbours.", "Ilan Marn", "USA", "Envoy for harbours"),
        ("MR. MARN", "Background Press Call on Harbours\n\nMR. MARN: Hello.", "Marn", "USA", None),
        ("MR. MARN", "Remarks at a Dinner\n\nMR. MARN: Hello.", "Marn", None, None),
        ("DR. MARN", "Remarks\nNow to Harbour Commissioner Marn.", "Marn", None, "Harbour Commissioner"),
        ("MR. MARN", "Remarks\nNext, the Tide Service Director, Tom Marn.", "Tom Marn", None, "Tide Service Director"),
        ("KING ALDO VI", "Remarks", "Aldo VI", None, "king"),
        # Three given names, a name at the end of the sentence before, a misspelled label.
        ("MR. MARN", "Remarks\nA talk with Andrew Ross Marn today.", "Andrew Ross Marn", None, None),
        ("MR. MARN", "Remarks\nTom. Tom Marn, say hello.", "Tom Marn", None, None),
        ("MR. MARNOSSO", "Remarks\nI thank Tom Marnoso.", "Tom Marnoso", None, None),
        ("MS. TESSKOR", "Remarks\n\nMS. TESKOR: Hi.\n\nMS. TESKOR: Yes.\n\nMS. TESSKOR: No.", "Teskor", None, None),
        ("MAYOR MARN", "Remarks\nPolice Chief Tom Marn is here.", "Marn", "USA", "mayor"),
        ("MS. MARN", "Virtual Gaggle on Harbours\n\nMS. MARN: Hi.", "Marn", "USA", None),
        ("MS. MARN", "Remarks in Press Conference in Vale\n\nMS. MARN: Hi.", "Marn", "USA", None),
        ("MS. MARN", "Remarks in Joint Press Conference\n\nMS. MARN: Hi.", "Marn", None, None),
        ("MS. MARN", "President Vesk and King Odo in Press Conference\n\nMS. MARN: Hi.", "Marn", None, None),
        # The office of somebody else of that surname.
        ("PRESIDENT BIDEN", "Remarks\nThank you, First Lady Jill Biden.", "Joe Biden", "USA", "President"),
    ],
)
def test_the_document_tells_of_the_speaker(
    label: str, text: str, name: str, country: str | None, role: str | None
) -> None:
    found = parse_label(label, outlet=WHITE_HOUSE, date="2022-01-01", text=text)
    assert found is not None
    assert (found.name, found.country, found.role) == (name, country, role)


@pytest.mark.parametrize(
    "label",
    [
        "Harbour Minister Anna Petrova",
        "Harbour.NO Minister Anna Petrova",
        "The Harbour Minister Ms Anna Petrova",
        "Harbour Minister Anna Petrova (on screen)",
        "Anna Petrova, Harbour Minister",
    ],
)
def test_a_bare_name_has_the_office_of_its_longer_label(label: str) -> None:
    role = "Harbour.NO Minister" if ".NO" in label else "Harbour Minister"
    text = f"Meeting\n\n{label}: Yes.\n\nIlan Tesk: Why?\n\nAnna Petrova: It is so."
    found = parse_label("Anna Petrova", outlet=KREMLIN, date="2016-01-01", text=text)
    assert found is not None and (found.role, found.country) == (role, "RUS")


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Here is Deputy Harbour Minister Anna Petrova.", "Deputy Harbour Minister"),
        ("Next come Envoy Tom Tesk and Harbour Director Anna Petrova.", "Harbour Director"),
        ("I call Anna Petrova, head of the harbour, now.", "head of the harbour"),
        ("I am Anna Petrova, a composer from Norfell.", "composer from Norfell"),
        ("My name is Anna Petrova, I am the Head Doctor here.", "Head Doctor here"),
        ("Anna Petrova, I head an office.", None),
        ("Anna Petrova, please.", None),
    ],
)
def test_running_text_gives_a_bare_name_its_office(said: str, role: str | None) -> None:
    text = f"Meeting\n\nIlan Tesk: {said}\n\nAnna Petrova: Yes."
    found = parse_label("Anna Petrova", outlet=KREMLIN, date="2016-01-01", text=text)
    assert found is not None and (found.role, found.country) == (role, "RUS")


def test_a_town_behind_a_given_name_is_no_surname() -> None:
    found = parse_label("Anna, Moscow", outlet=KREMLIN, date="2016-01-01")
    assert found is not None and (found.name, found.role) == ("Anna", None)


def test_a_quoted_statement_is_its_bodys() -> None:
    text = "WHAT THEY ARE SAYING\n\nTESKU: “We agree.”\n\nMORE TO COME: Next week we go on."
    found = parse_label("TESKU", outlet=WHITE_HOUSE, date="2022-01-01", text=text)
    assert found is not None and (found.name, found.kind, found.country) == ("TESKU", "organisation", None)
    assert parse_label("MORE TO COME", outlet=WHITE_HOUSE, date="2022-01-01", text=text) is None


@pytest.mark.parametrize(
    ("label", "role"),
    [("AIDE", "official"), ("MODERATOR", "moderator"), ("INTERPRETER", "interpreter"), ("CHILD", "audience")],
)
def test_unnamed_speakers_have_their_part(label: str, role: str) -> None:
    found = parse_label(label, outlet=WHITE_HOUSE, date="2022-01-01")
    assert found is not None and found.role == role


@pytest.mark.parametrize(
    ("outlet", "country"),
    [
        ("Government of Norway", "NOR"),
        ("Finnish Ministry of Ports", "FIN"),
        (WHITE_HOUSE, "USA"),
        (KREMLIN, "RUS"),
        ("The Norway Herald", None),
        ("Vale Star", None),
        (None, None),
    ],
)
def test_an_outlet_is_a_governments_or_a_newspaper(outlet: str | None, country: str | None) -> None:
    assert country_of_outlet(outlet) == country
