"""The n of every mark is the number of sentences it leads to, whatever else is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pytest

from components.figures import (
    Way,
    by,
    by_bucket,
    by_cell,
    by_group_in_bucket,
    by_outlet_side,
    by_stance,
    by_stance_in_bucket,
)
from components.side_choice import Side, side_way
from dashboard.filters import SPOKEN, Filters
from dashboard.queries import compare, counts, evidence, grids, groups, profile, shares, stance
from dashboard.table import Table
from data import store
from data.records import STANCES
from tests import tables

OWN = {"targets": ("peace",), "voices": ("outlet",)}
SAID = {"targets": ("peace",), "voices": SPOKEN}
PAIRS = {
    kind: (Side("first", Filters(**{kind: first})), Side("second", Filters(**{kind: second})))
    for kind, first, second in (
        ("countries", ("NOR",), ("CHL",)),
        ("outlets", ("Open Record",), ("Lowland Wire",)),
        ("topics", ("energy",), ("economy",)),
        ("voices", ("direct",), ("outlet",)),
    )
}


def _compared(table: Table, filters: Filters, kind: str) -> pd.DataFrame:
    first, second = (replace(filters, also=side.own) for side in PAIRS[kind])
    return compare.compare(table, first, second, holder=PAIRS[kind][0].holder)


FIGURES: dict[str, tuple[Callable[[Table, Filters], pd.DataFrame], Way]] = {
    "speakers": (groups.by_speaker, by("speaker")),
    "countries": (groups.by_country, by("country")),
    "topics": (groups.by_topic, by("topic")),
    "timeline": (counts.timeline, by_bucket()),
    "shares": (shares.shares_over_time, by_group_in_bucket("topic")),
    "speakers by topic": (grids.speaker_by_topic, by_cell("speaker", "topic")),
    "countries by target": (stance.country_by_target, by_cell("country", "target", stances=STANCES)),
    "who about whom": (grids.country_about_country, by_cell("country", "named")),
    "about which countries": (profile.about_countries, by("named")),
    "stance by speaker": (lambda t, f: stance.stance_by(t, f, target="peace", by="speaker"),
                          by_stance("speaker", targets=("peace",))),
    "stance by country": (lambda t, f: stance.stance_by(t, f, target="peace", by="country"),
                          by_stance("country", targets=("peace",))),
    "stance by topic": (lambda t, f: stance.stance_by(t, f, target="peace", by="topic"), by_stance("topic", **SAID)),
    "stance by outlet": (lambda t, f: stance.stance_by(t, f, target="peace", by="outlet"), by_stance("outlet", **OWN)),
    "stance over time": (lambda t, f: stance.over_time(t, f, target="peace", holder="speaker"),
                         by_stance_in_bucket(**SAID)),
    "outlets' stance over time": (lambda t, f: stance.over_time(t, f, target="peace", holder="outlet"),
                                  by_stance_in_bucket(**OWN)),
    "outlets and speakers": (lambda t, f: stance.by_holder(t, f, target="peace"),
                             by_outlet_side(first="own", second="quoted", targets=("peace",))),
    **{f"two {kind}": (lambda t, f, kind=kind: _compared(t, f, kind), side_way(*pair))
       for kind, pair in PAIRS.items()},
}  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("ways")
    tables.make_build(folder, sentences=900, speakers=40, seed=6)
    yield Table(store.current(folder))


@pytest.mark.parametrize("chosen", [Filters(), Filters(topics=("energy", "sanctions"))], ids=["all", "some"])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_mark_leads_to_as_many_sentences_as_it_says(table: Table, figure: str, chosen: Filters) -> None:
    ask, way = FIGURES[figure]
    marks = way.marks(ask(table, chosen))
    assert marks
    found = {label: evidence.count(table, replace(chosen, also=way.filters(custom))) for custom, label, _ in marks}
    assert found == {label: n for _, label, n in marks}
