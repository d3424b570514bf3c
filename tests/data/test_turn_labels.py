"""Turn labels of transcripts, as (label, outlet, date in; speaker out) tables."""

from __future__ import annotations

import pytest

from data.people import parse_label

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
        ("SENIOR ADMINISTRATION OFFICIAL", WHITE_HOUSE, "2022-01-01", "Senior admin", "anonymous", "USA"),
        ("Q", WHITE_HOUSE, "2022-01-01", "Questioner", "anonymous", None),
        ("AUDIENCCE MEMBER", WHITE_HOUSE, "2022-01-01", "Audience member", "anonymous", None),
        ("MAYOR MARN", WHITE_HOUSE, "2022-01-01", "Marn", "person", "USA"),
        ("MR. MARN", WHITE_HOUSE, "2022-01-01", "Marn", "person", None),
        ("Vladimir Putin", KREMLIN, "2016-01-01", "Vladimir Putin", "person", "RUS"),
        ("President of Russia Vladimir Putin", KREMLIN, "2016-01-01", "Vladimir Putin", "person", "RUS"),
        ("Prime Minister of Japan Shinzo Abe", KREMLIN, "2016-01-01", "Shinzo Abe", "person", "JPN"),
        ("Governor of the Lower Marn Region Anna Petrova", KREMLIN, "2016-01-01", "Anna Petrova", "person", "RUS"),
        ("CEO of Norfell Ships Ilse van Norn", KREMLIN, "2016-01-01", "Ilse van Norn", "person", None),
        ("King of Norfell Aldo Tesk", KREMLIN, "2016-01-01", "Aldo Tesk", "person", None),
        ("King Aldo II of Norfell", KREMLIN, "2016-01-01", "Aldo II", "person", None),
        ("Question", KREMLIN, "2016-01-01", "Questioner", "anonymous", None),
        ("Remark", KREMLIN, "2016-01-01", "Remark", "anonymous", None),
    ],
)
def test_label(label: str, outlet: str, date: str, name: str, kind: str, country: str | None) -> None:
    found = parse_label(label, outlet=outlet, date=date)
    assert found is not None
    if kind == "anonymous":
        assert found.name.lower().startswith(name.lower()[:8])
    else:
        assert found.name == name
    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize(
    "label", ["RESTORING COMMON SENSE TO ACQUISITION", "MAKING GLOBAL HISTORY", "WOIO-TV", "A BETTER TOMORROW", ""]
)
def test_headings_are_nobody(label: str) -> None:
    assert parse_label(label, outlet=WHITE_HOUSE, date="2025-05-01") is None


def test_the_document_completes_a_surname() -> None:
    text = "Press Briefing by Deputy Harbour Secretary Vera Marn\n\nMS. MARN: Good afternoon."
    found = parse_label("MS. MARN", outlet=WHITE_HOUSE, date="2022-01-01", text=text)
    assert found is not None and found.name == "Vera Marn" and found.role == "Deputy Harbour Secretary"


def test_a_future_office_names_nobody() -> None:
    found = parse_label("MR. PATEL", outlet=WHITE_HOUSE, date="2021-11-02")
    assert found is not None and found.id == "patel"
