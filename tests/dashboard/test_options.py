"""What a filter offers: values are found by a part of any of their names, case and accents aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard import names
from dashboard.filters import UNKNOWN, Filters
from dashboard.queries.articles import documents
from dashboard.queries.matching import selected
from dashboard.queries.options import options
from dashboard.table import Table
from data import settings, store
from tests import tables
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


@pytest.mark.parametrize(("written", "searched"), [("O’Brale", "o'brale"), ("O'Brale", "O’BRALE")])
def test_either_form_of_the_apostrophe_finds_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, searched: str
) -> None:
    plain = tables._sentences

    def titled(*given: Any, **more: Any) -> dict[str, list[Any]]:
        made = plain(*given, **more)
        return made | {"title": [f"What {written} said"] * len(made["title"])}

    monkeypatch.setattr(tables, "LAST", (written,))
    monkeypatch.setattr(tables, "_sentences", titled)
    make_build(tmp_path, sentences=60, speakers=5, seed=2)
    table = Table(store.current(tmp_path))
    assert 0 < len(options(table, Filters(), "speakers", search=searched)) == len(table.ids("speaker"))
    assert len(documents(table, Filters(), search=searched)) == table.rows("documents")


def test_the_unknown_take_one_of_the_places(table: Table) -> None:
    found = options(table, Filters(), "speakers", limit=10)
    assert len(found) == 10 and found["id"].tolist()[-1] == UNKNOWN
    named = options(table, Filters(), "speakers", search="a", limit=3)
    assert len(named) == 3 and UNKNOWN not in named["id"].tolist()


def test_targets_under_a_stance_count_what_choosing_them_gives(table: Table) -> None:
    filters = Filters(stances=("favor",))
    found = options(table, filters, "targets")
    assert len(found) > 1
    for target, n in found[["id", "n"]].itertuples(index=False):
        assert n == selected(table, replace(filters, targets=(target,))).n


@pytest.mark.parametrize(
    ("code", "search"), [("TUR", "turkiye"), ("TUR", "turkey"), ("CIV", "cote d'ivoire"), ("CIV", "ivory coast")]
)
def test_the_country_data_knows_these_names(code: str, search: str) -> None:
    every = (names.country(code), *names.others("country", code))
    assert any(search in names.folded(name) for name in every)


def test_a_name_changed_in_the_file_is_shown_by_a_running_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = tmp_path / "targets.toml"
    monkeypatch.setattr(settings, "TARGETS", targets)
    assert names.target("ferry_line") == "ferry line"
    for second, name in enumerate(("the ferry line", "the Vale ferry")):
        targets.write_text(f'[[target]]\nid = "ferry_line"\nname = "{name}"\n', encoding="utf-8")
        os.utime(targets, (second, second))
        assert names.target("ferry_line") == name
