"""What a model is asked about one sentence is what the build asked it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components import reasons
from dashboard.filters import Filters
from dashboard.queries import evidence
from dashboard.queries.articles import stance_shares
from dashboard.queries.counts import counts
from dashboard.session import View
from dashboard.table import Table
from data import store
from tests import tables


def test_the_holder_is_spelled_as_in_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every third document spells its speakers otherwise; on screen all have one name."""
    made = tables._sentences

    def spelled(*given: Any, **more: Any) -> dict[str, list[Any]]:
        found = made(*given, **more)
        other = [int(one.rpartition("/")[2]) % 3 == 0 for one in found["document_id"]]
        found["speakers"] = [[f"{n}e" for n in s] if o else s for s, o in zip(found["speakers"], other, strict=True)]
        return found

    monkeypatch.setattr(tables, "_sentences", spelled)
    tables.make_build(tmp_path, sentences=120, speakers=3, seed=4)
    table = Table(store.current(tmp_path))
    view = View(table, Filters(), counts(table, Filters()), "light", 10)
    held = {}
    for row in evidence.sentences(table, Filters(), order="given", limit=120):
        shares = stance_shares(table, row["row"]).to_dict("records")
        asked = [one["holder"] for one in reasons._questions(view, row, shares).values() if one["task"] == "stance"]
        if asked and row["speakers"]:
            stored = table.sentences.take([row["row"]], columns=["speakers"]).column("speakers").to_pylist()[0][0]
            held[stored != row["speakers"][0]] = True
            assert all(one.startswith(f"{stored} (") for one in asked)
    assert held == {True: True, False: True}


def test_two_targets_of_one_short_name_are_asked_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.make_build(tmp_path, sentences=20, speakers=3, seed=4)
    table = Table(store.current(tmp_path))
    called = {"fleet_aims": "the Harbour League, its aims", "fleet_head": "the Harbour League, its head"}
    monkeypatch.setattr(reasons.names, "target", called.__getitem__)
    view = View(table, Filters(), counts(table, Filters()), "light", 10)
    (row,) = evidence.sentences(table, Filters(), order="given", limit=1)
    shares = [{"target": target, "p_favor": 0.5, "p_against": 0.1} for target in called]
    asked = reasons._questions(view, row | {"sentiment": None}, shares)
    assert {label: one["target"] for label, one in asked.items()} == {
        f"its stance on: Harbour League ({name})": target for target, name in called.items()
    }
