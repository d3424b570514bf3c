"""Countries in text and titles, as (text in, expected out) tables."""

from __future__ import annotations

import csv
import re

import pytest

from data.settings import REFERENCE
from data.words import countries, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UK and the U.S. met in Oslo.", [("UK", "GBR"), ("U.S.", "USA")]),
        ("They told us to wait.", []),
        ("Talks with Moscow stalled, and Kyiv waited.", [("Moscow", "RUS"), ("Kyiv", "UKR")]),
        ("The train left from a station near Moscow.", []),
        ("Nigeria borders Niger.", [("Nigeria", "NGA"), ("Niger", "NER")]),
        ("Oil from the Niger Delta went to Papua New Guinea.", [("Papua New Guinea", "PNG")]),
        ("Dominica is not the Dominican Republic.", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
        ("Jordan's king met Tom Jordan.", [("Jordan", "JOR")]),
        ("The vote in Georgia and Ohio was close.", []),
        ("Vera Marn left the Georgia Institute of Vale.", []),
        ("Georgia Prime Minister Vera Marn left Georgia Monday.", [("Georgia", "GEO"), ("Georgia", "GEO")]),
        ("Georgia and Moldova signed.", [("Georgia", "GEO"), ("Moldova", "MDA")]),
        ("Chad Marn flew to Chad.", [("Chad", "TCD")]),
        ("Roast turkey was served; Turkey objected.", [("Turkey", "TUR")]),
        ("Equatorial Guinea and Guinea", [("Equatorial Guinea", "GNQ"), ("Guinea", "GIN")]),
        ("Guinea-Bissau voted.", [("Guinea-Bissau", "GNB")]),
        ("The DRC and the Republic of the Congo", [("DRC", "COD"), ("Republic of the Congo", "COG")]),
        ("African Americans and Latin American poets", []),
        ("Côte d’Ivoire thanked the Norwegians.", [("Côte d’Ivoire", "CIV"), ("Norwegians", "NOR")]),
        ("Europe, Asia and America must act.", []),
        ("They trade with Africa, America and Europe.", []),
        ("Europe and America agreed.", [("America", "USA")]),
        ("UKRAINE WINS", [("UKRAINE", "UKR")]),
        ("The European Union and NATO met.", []),
    ],
)  # fmt: skip
def test_mentioned(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(span.of(text), code) for span, code in countries.mentioned(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vera Marn visited Oslo.", "Her visit to Oslo was short.", "They were flying from Bergen to Oslo.",
        "She left Oslo.", "She left Oslo on Monday.", "She will travel to Oslo, where she was born.",
        "Sabotage groups entered Oslo.", "They held out after the siege of Oslo.", "The army defended Oslo.",
        "They were pushed out of Oslo.", "A village east of Oslo burned.", "He spoke from Oslo, our capital.",
        "The Oslo-Bergen highway is open.", "The Oslo amendments were ratified.", "The Oslo gas agreements failed.",
        "World Expo 2025 Oslo opens.", "The talks in Paris, Oslo and Bergen failed.", "He moved from Bergen to Oslo.",
        "Oslo, Norway", "Air over the sea and Oslo’s residents", "The summit is on July 11 in Brussels.",
        "The trip to Brussels was long.",
    ],
)  # fmt: skip
def test_a_capital_that_is_a_place_is_no_government(text: str) -> None:
    named = [span.of(text) for span, _, form in countries.named(text) if form in ("place", "body")]
    assert not {"Oslo", "Brussels"} & set(named)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said it would wait.", "They heard from Oslo.", "Talks between Oslo and Bergen began.",
        "The decision left Oslo isolated.", "This left Oslo on the sidelines.", "She defended Oslo’s record.",
        "When it comes to Oslo, be clear.", "They sent arms to Oslo.", "In Bergen, Oslo said, all was calm.",
        "Oslo plans a summit.", "Oslo’s plan failed.", "Oslo wants agreements.", "Oslo talks tough.",
        "Oslo, Sweden’s neighbour, agreed.",
    ],
)  # fmt: skip
def test_a_capital_that_acts_or_is_dealt_with_is_the_government(text: str) -> None:
    assert "Oslo" in [span.of(text) for span, _, form in countries.named(text) if form == "place"]


def test_brussels_is_a_body_where_it_acts() -> None:
    assert [form for _, _, form in countries.named("Brussels warned them.")] == ["body"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russia", "RUS"), ("russian federation", "RUS"), ("RUS", "RUS"), ("RU", "RUS"), ("the Netherlands", "NLD"),
        ("Moldova, Republic of", "MDA"), ("U.S.", "USA"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Congo", "COG"),
        ("Swiss", "CHE"), ("Kosovo", "XKX"), ("us", None), ("Vornia", None), ("", None), ("PM", None),
    ],
)  # fmt: skip
def test_of_name(name: str, expected: str | None) -> None:
    assert countries.of_name(name) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("German Defence Minister", "DEU"),
        ("UK Defence Secretary", "GBR"),
        ("Minister of Foreign Affairs of Japan", "JPN"),
        ("Minister of Foreign Affairs", None),
        ("Ministry of Foreign Affairs", None),
        ("editor of Foreign Affairs magazine", "USA"),
        ("commander of the National Guard", None),
        ("Kremlin spokesperson", "RUS"),
        ("former Trump administration official", "USA"),
        ("US ambassador to Ukraine", "USA"),
        ("ambassador of Chile to Norway", "CHL"),
        ("ambassador to Ukraine", None),
        ("special envoy for Sudan", None),
        ("NATO Secretary General", None),
        ("EU ambassador to Russia", None),
        ("Ukraine's permanent representative to the UN", "UKR"),
        ("governor of Texas", "USA"),
        ("mayor of Kharkiv", "UKR"),
        ("fellow at the Orla Jackson Society", None),
        ("a tweet Friday by the president", None),
        ("Sen.", None),
        ("Republican of Nebraska", "USA"),
        ("Ukraine analyst at the Berlin-based Marn Institute", "DEU"),
        ("professor at Stockholm University", "SWE"),
        ("who lives in Kalamata", None),
        ("reporter studying Russia in Helsinki", "FIN"),
        ("minister", None),
        ("leading voice of support for the war in Norway", None),
    ],
)
def test_of_title(title: str, expected: str | None) -> None:
    assert countries.of_title(title) == expected


@pytest.mark.parametrize(
    ("words", "country", "kind"),
    [
        ("the Kremlin", "RUS", "institution"),
        ("Downing Street", "GBR", "institution"),
        ("the Élysée", "FRA", "institution"),
        ("Canberra", "AUS", "place"),
        ("Brussels", None, "body"),
        ("the IAEA", None, "body"),
    ],
)
def test_metonym(words: str, country: str | None, kind: str) -> None:
    found = countries.metonym(words)
    assert found is not None
    assert (found.iso3, found.kind) == (country, kind)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Organisation of American States", "Organization of American States"),
        ("the World Trade Organisation", "World Trade Organization"),
        ("Organisation of the Islamic Conference", "Organization of Islamic Cooperation"),
        ("G-20", "G20"),
        ("EAEU", "Eurasian Economic Union"),
    ],
)
def test_a_body_is_one_under_its_long_and_short_names_and_both_spellings(name: str, meant: str) -> None:
    found = countries.metonym(name)
    assert found is not None and (found.kind, found.refers_to) == ("body", meant)
    assert [form for _, _, form in countries.named(f"They left {name} early.")] == ["body"]


def test_metonym_of_plain_word_is_none() -> None:
    assert countries.metonym("the harbour") is None


def test_the_document_tells_the_state_of_georgia_from_the_country() -> None:
    sentence = "Georgia just proved it."
    assert countries.mentioned(sentence, context="Voters in Ohio, Texas and Atlanta queued. " + sentence) == ()
    assert [code for _, code in countries.mentioned(sentence, context="In Tbilisi they queued. " + sentence)] == ["GEO"]
    assert countries.of_title("baker from Georgia", context="Voters in Ohio, Texas and Atlanta queued.") is None


def test_every_country_is_found_by_its_own_name_and_code() -> None:
    for code, country in countries.table().items():
        assert countries.of_name(code) == code
        assert countries.of_name(country.name) == code


def test_no_name_of_a_country_is_shared_by_two() -> None:
    seen: dict[str, str] = {}
    for country in countries.table().values():
        for word in country.names:
            assert seen.setdefault(word, country.iso3) == country.iso3


def test_metonyms_name_known_countries_kinds_and_origins() -> None:
    with open(REFERENCE / "metonyms.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert not row["iso3"] or row["iso3"] in countries.table(), row
            assert row["kind"] in ("institution", "body", "place") and row["origin"], row


@pytest.mark.parametrize(
    ("file", "name", "always"),
    [
        ("places.csv", "place", True),
        ("cities.csv", "city", True),
        ("nationals.csv", "person", True),
        ("organisations.csv", "name", False),
    ],
)
def test_rows_name_known_countries_and_origins_each_name_once(file: str, name: str, always: bool) -> None:
    with open(REFERENCE / file, encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    origins = re.findall(r"^\| `([\w-]+)", (REFERENCE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    for row in rows:
        assert row["iso3"] in countries.table() or not (always or row["iso3"]), row
        assert row[name] and row[name] == row[name].strip(), row
        assert row["origin"].split(":")[0] in origins, row
    assert len({row[name] for row in rows}) == len(rows)


def test_organisations_are_of_known_kinds() -> None:
    kinds = {"outlet", "agency", "organisation", "think tank", "university"}
    assert {kind for _, kind in places.organisations().values()} == kinds


@pytest.mark.parametrize("text", ["Erbil and Baghdad agreed on oil.", "Attention returned to Baghdad’s programme."])
def test_a_capital_that_acts_beside_a_city_is_a_government(text: str) -> None:
    assert [code for _, code, _ in countries.named(text)] == ["IRQ"]
