"""What a filter offers: values are found by a part of any of their names, case and accents aside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard import names
from dashboard.filters import Filters
from dashboard.queries.options import options
from dashboard.table import Table
from data import store
from tests.tables import make_build


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=400, speakers=20, seed=2)
    yield Table(store.current(folder))


@pytest.mark.parametrize(
    ("search", "wanted"),
    [("isländ", "ISL"), ("ICELAND", "ISL"), ("aotearoa", "NZL"), ("cote d’or", "GHA"), ("", "NOR"), ("nowhere", None)],
)
def test_countries_are_found_by_any_of_their_names(
    table: Table, search: str, wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_country_names", lambda: {"NZL": ("New Zealand", "Aotearoa")})
    shown = {"ISL": "Iceland or Islånd", "GHA": "Côte d'Or"}
    found = options(table, Filters(), "countries", search=search, name=lambda i: shown.get(i, names.country(i)))
    ids = found["id"].tolist()
    assert ids == ([wanted] if search and wanted else ids if wanted else []) and (wanted is None or wanted in ids)


@pytest.mark.parametrize(
    ("code", "search"), [("TUR", "turkiye"), ("TUR", "turkey"), ("CIV", "cote d'ivoire"), ("CIV", "ivory coast")]
)
def test_the_country_data_knows_these_names(code: str, search: str) -> None:
    every = (names.country(code), *names.others("country", code))
    assert any(search in names.folded(name) for name in every)
