"""The way from a mark to its sentences: what a click gives and what the list under the chart offers are the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import charts
from components.charts.sheet import Sheet, select
from components.charts.time_axis import Buckets
from components.downloads import figure_csv, figure_file
from components.figures import (
    by,
    by_bucket,
    by_cell,
    by_group_in_bucket,
    by_outlet_side,
    by_stance,
    by_stance_in_bucket,
    chosen_mark,
    image_settings,
    why_empty,
)
from components.side_choice import Side, word_way
from dashboard.filters import Filters
from dashboard.names import target as target_name
from dashboard.queries.counts import counts
from dashboard.session import View
from dashboard.table import Table
from data import settings, store
from data.records import STANCES
from tests.pages.conftest import APP, PATIENCE
from tests.tables import make_build


@pytest.mark.parametrize(
    ("points", "wanted"),
    [([], []), ([{}], []), ([{"customdata": [0, "Arlo Vantreel", 1]}], [0, "Arlo Vantreel", 1]),
     ([{"customdata": {"1": "Arlo Vantreel", "0": 0, "2": 1}}], [0, "Arlo Vantreel", 1])],
)  # fmt: skip
def test_the_mark_clicked_is_read_in_either_form(points: list[dict[str, Any]], wanted: list[Any]) -> None:
    assert chosen_mark({"selection": {"points": points}}) == wanted


def test_values_of_a_group() -> None:
    way = by("speaker")
    frame = pd.DataFrame({"id": ["a", "b"], "label": ["A", "B"], "n": [3, 1], "more": [0, 0]})
    assert way.filters(["a", "A", 3]) == Filters(speakers=("a",))
    assert way.marks(frame) == [(("a",), "A", 3), (("b",), "B", 1)]


def test_what_stands_behind_a_long_name_is_never_cut() -> None:
    name = "Harbour Ministry of Ships, Sails, Tides, Lighthouses and Fish" * 2
    frame = pd.DataFrame({"id": ["a", "b"], "label": name, "country": ["KEN", "NOR"], "net_n": 3, "n": 3,
                          "against": 3, "neither": 0, "favor": 3, "abstained": 0})  # fmt: skip
    listed = [label for _, label, _ in by_stance("speaker").marks(frame)]
    assert len(set(listed)) == 6 and listed[1].startswith(name[:50])
    assert listed[1].endswith("… (Kenya): against") and listed[5].endswith("… (Norway): in favor")
    frame = pd.DataFrame({"row": ["a", "b"], "row_label": name, "column": "c", "column_label": "Fish", "n": 3})
    assert [label[-10:] for _, label, _ in by_cell("speaker", "topic").marks(frame)] == ["es… × Fish", "(2) × Fish"]


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", date(2024, 2, 29), date(2024, 2, 29)),
        ("week", date(2024, 12, 30), date(2025, 1, 5)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2023, 12, 1), date(2023, 12, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_buckets_of_time(unit: str, first: date, last: date) -> None:
    frame = pd.DataFrame({"bucket": [pd.Timestamp(first)], "unit": [unit], "n": [4]})
    way = by_bucket()
    ((custom, _, n),) = way.marks(frame)
    assert (custom, n) == ((first, last), 4)
    clicked = Buckets.of(frame).customs([4])[0]
    assert way.filters(clicked) == way.filters(custom) == Filters(start=first, end=last)


def test_groups_in_buckets_of_time() -> None:
    starts = [pd.Timestamp("2024-02-01"), pd.Timestamp("2024-03-01")] * 2
    frame = pd.DataFrame(
        {"bucket": starts, "unit": ["month"] * 4, "id": ["aid", "aid", "talks", "talks"],
         "label": ["Aid", "Aid", "Talks", "Talks"], "n": [4, 0, 3, 6], "total": [7, 6, 7, 6],
         "share": [4 / 7, 0.0, 3 / 7, 1.0], "low": [0.2, 0.0, 0.1, 0.6], "high": [0.8, 0.4, 0.7, 1.0]}
    )  # fmt: skip
    way = by_group_in_bucket("topic")
    custom, label, n = way.marks(frame)[1]
    assert (label, n) == ("Talks × 2024-02", 3)
    assert len(way.marks(frame)) == 3
    drawn = charts.build_share_timeline_chart(frame, title="Shares")
    clicked = drawn.data[0]["customdata"][0]
    wanted = Filters(start=date(2024, 2, 1), end=date(2024, 2, 29), topics=("talks",))
    assert way.filters(clicked) == way.filters(custom) == wanted


def test_rows_and_bars_of_stances() -> None:
    frame = pd.DataFrame(
        {"id": ["a"], "label": ["A"], "against": [2], "neither": [0], "favor": [5], "abstained": [1], "net_n": [7],
         "net": [0.4], "net_low": [0.0], "net_high": [0.7]}
    )  # fmt: skip
    way = by_stance("speaker", targets=("aid",))
    listed = {label: (way.filters(custom), n) for custom, label, n in way.marks(frame)}
    row = Filters(speakers=("a",), targets=("aid",))
    assert listed == {
        "A": (replace(row, stances=STANCES), 7), "A: against": (replace(row, stances=("against",)), 2),
        "A: in favor": (replace(row, stances=("favor",)), 5),
        "A: the model abstained": (replace(row, stances=("abstained",)), 1),
    }  # fmt: skip
    drawn = charts.build_stance_chart(frame, title="Stance")
    clicked = {trace["name"] or "net": way.filters(trace["customdata"][0]) for trace in spec(drawn)}
    assert clicked["net"] == listed["A"][0] and clicked["favor"] == listed["A: in favor"][0]


def test_periods_and_sides_of_stances_over_time() -> None:
    frame = pd.DataFrame(
        {"bucket": [pd.Timestamp("2024-02-01")], "unit": ["month"], "against": [2], "neither": [4], "favor": [0],
         "abstained": [1], "net_n": [6], "net": [-0.3], "net_low": [-0.7], "net_high": [0.2]}
    )  # fmt: skip
    way = by_stance_in_bucket(targets=("aid",))
    listed = {label: (way.filters(custom), n) for custom, label, n in way.marks(frame)}
    period = Filters(start=date(2024, 2, 1), end=date(2024, 2, 29), targets=("aid",))
    against, favor = (replace(period, stances=(side,)) for side in ("against", "favor"))
    # No bar is drawn in favor, so none is listed.
    answered = replace(period, stances=STANCES)
    assert listed == {"2024-02": (answered, 6), "2024-02: against": (against, 2)}
    drawn = spec(charts.build_net_timeline_chart(frame, title="Stance"))
    assert [way.filters(trace["customdata"][0]) for trace in drawn] == [against, favor, answered]
    assert [trace["customdata"][0][2] for trace in drawn] == [2, 0, 6]


def spec(figure: Any) -> list[dict[str, Any]]:
    """Return the figure's traces as the browser gets them."""
    return [{"name": None, **trace} for trace in json.loads(figure.to_json())["data"]]


def test_words_of_two_sides() -> None:
    sides = Side("Norway", Filters(countries=("NOR",))), Side("Chile", Filters(countries=("CHL",)))
    frame = pd.DataFrame({"word": ["grain", "veto"], "z": [2.5, -3.0], "first_n": [9, 1], "second_n": [2, 7]})
    way = word_way(*sides)
    (first, label, n), (second, _, _) = way.marks(frame)
    assert (label, n) == ("Norway: grain, times said", 9)
    drawn = charts.build_words_chart(frame, title="Words", first="Norway", second="Chile")
    for custom, clicked in zip((first, second), spec(drawn)[0]["customdata"], strict=True):
        assert way.filters(custom) == way.filters(clicked)
    assert way.filters(second) == Filters(countries=("CHL",), text="veto")


def test_an_outlet_and_those_it_quotes_lead_to_their_own_sentences() -> None:
    frame = pd.DataFrame(
        {"id": ["Open Record", "Lowland Wire"], "label": ["Open Record", "Lowland Wire"], "a": [0.2, 0.1],
         "a_low": [0.0, 0.0], "a_high": [0.4, 0.3], "a_n": [30, 12], "b": [0.5, float("nan")],
         "b_low": [0.3, float("nan")], "b_high": [0.7, float("nan")], "b_n": [40, 0]}
    )  # fmt: skip
    way = by_outlet_side(first="its own words", second="those it quotes", targets=("aid",))
    listed = {label: (way.filters(custom), n) for custom, label, n in way.marks(frame)}
    record = Filters(outlets=("Open Record",), targets=("aid",), stances=STANCES)
    wire = Filters(outlets=("Lowland Wire",), targets=("aid",), stances=STANCES)
    assert listed == {
        "Open Record: its own words": (replace(record, voices=("outlet",)), 30),
        "Open Record: those it quotes": (replace(record, voices=("direct", "indirect", "mixed")), 40),
        "Lowland Wire: its own words": (replace(wire, voices=("outlet",)), 12),
    }
    drawn = spec(charts.build_dumbbell_chart(frame, title="Outlets", first="its own words", second="those it quotes"))
    clicked = [way.filters(trace["customdata"][0]) for trace in drawn]
    assert clicked == [listed["Open Record: its own words"][0], listed["Open Record: those it quotes"][0]]


def test_cells_of_a_grid() -> None:
    way = by_cell("country", "target")
    frame = pd.DataFrame(
        {"row": ["NOR", "NOR"], "row_label": ["Norway"] * 2, "column": ["aid", "nato"], "column_label": ["Aid", "NATO"],
         "n": [2, 0]}
    )  # fmt: skip
    assert way.filters(["NOR", "aid", 2]) == Filters(countries=("NOR",), targets=("aid",))
    assert way.marks(frame) == [(("NOR", "aid"), "Norway × Aid", 2)]


def test_a_figures_numbers_and_image_say_what_they_are_of(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=60, speakers=5)
    table, filters = Table(store.current(tmp_path)), Filters(voices=("direct",))
    view = View(table, filters, counts(table, filters), "light", 10)
    ways = (by_stance("speaker", targets=("nato",)), by_stance("speaker", targets=("peace",)),
            by_stance("country", targets=("nato",)), by_stance_in_bucket(targets=("nato",)), by("speaker"),
            by_cell("speaker", "topic"))  # fmt: skip
    sides = ({"a_side": "Norway", "b_side": "Chile"}, {"a_side": "Chile", "b_side": "Norway"})
    every = [*(way.about for way in ways), *sides]
    names = {figure_file(view, what="stance", ending="csv", about=about) for about in every}
    images = {
        image_settings(view, go.Figure(), key="stance", about=about)["toImageButtonOptions"]["filename"]
        for about in every
    }
    assert len(names) == len(images) == len(every)
    frame = pd.DataFrame({"label": ["A", "B"], "n": [3, 4]})
    rows = list(csv.DictReader(io.StringIO(figure_csv(view, frame, about=ways[0].about).decode("utf-8-sig"))))
    told = {"group": "speaker", "target": target_name("nato"), "build": table.id, "filters": "voice: direct speech"}
    assert rows == [{"label": "A", "n": "3", **told}, {"label": "B", "n": "4", **told}]


def test_the_advice_to_widen_is_for_those_who_have_filters(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=20, speakers=5)
    table = Table(store.current(tmp_path))
    views = [View(table, f, counts(table, f), "light", 10) for f in (Filters(), Filters(voices=("direct",)))]
    assert [why_empty(view, "None.") for view in views] == ["None.", "None. Widen the filters."]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Open a page over a small invented build with query parameters."""
    st.cache_resource.clear()
    st.cache_data.clear()
    make_build(tmp_path, sentences=200, speakers=5)
    monkeypatch.setenv("PODIUM_TABLE", str(tmp_path))

    def opener(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        app.switch_page(f"../pages/{next(settings.ROOT.glob(f'pages/*_{page}.py')).name}")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    yield opener
    st.cache_resource.clear()
    st.cache_data.clear()


def test_beside_the_figure_of_a_chosen_mark_stands_the_way_to_its_sentences(opened: Callable[..., AppTest]) -> None:
    def ways(app: AppTest) -> list[str]:
        return [found for e in app.get("html") for found in re.findall(r'"#sentences">(To its [^<]*)<', e.proto.body)]

    app = opened("Topics", mark="topic=sanctions")
    n = re.search(r"Sanctions[^<]*</b>: ([\d,]+ sentences)", "".join(e.proto.body for e in app.get("html")))
    assert n
    # Once at the top of the page, once at each of the two figures that have this mark.
    assert ways(app) == ["To its sentences", *[f"To its {n[1]}"] * 2]
    assert ways(opened("Topics", mark="topic=sanctions&voice=direct")) == ["To its sentences"]
    assert ways(opened("Topics")) == []


def test_the_list_under_a_figure_takes_the_room_there_is(
    opened: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, widths = st.selectbox, {}

    def selectbox(*args: Any, **own: Any) -> Any:
        widths[own["key"]] = own.get("width")
        return drawn(*args, **own)

    monkeypatch.setattr(st, "selectbox", selectbox)
    opened("Topics")
    lists = {key: width for key, width in widths.items() if key.startswith("twin-")}
    assert lists and set(lists.values()) == {"stretch"}


def test_empty_figures_of_spoken_sentences_say_so(opened: Callable[..., AppTest]) -> None:
    app = opened("Overview", voice="outlet")
    shown = " ".join(
        note["text"] for e in app.get("plotly_chart") for note in json.loads(e.proto.spec)["layout"]["annotations"]
    ).replace("<br>", " ")
    for why in ("No spoken sentence has a stance toward it.", "There are no spoken sentences to count here.",
                "No spoken sentence is of a speaker whose country is known."):  # fmt: skip
        assert f"{why} Widen the filters." in shown


def test_a_profile_calls_the_sentiment_toward_countries_by_its_name(opened: Callable[..., AppTest]) -> None:
    app = opened("Speakers", speaker="arlo-vantreel")
    layouts = [json.loads(e.proto.spec)["layout"] for e in app.get("plotly_chart")]
    whom = next(one for one in layouts if "About which countries" in one["title"]["text"])
    assert whom["xaxis"]["title"]["text"].startswith("mean sentiment")


def test_the_mark_of_the_address_is_shown_as_chosen() -> None:
    sheet = Sheet()
    sheet.trace("bar", y=[1, 2], customdata=[["a"], ["b"]])
    sheet.trace("bar", y=[3], customdata=[["c"]])
    sheet.trace("scatter", y=[4])
    figure = sheet.drawn()
    select(figure, lambda custom: list(custom) == ["z"])
    assert all("selectedpoints" not in trace for trace in figure.to_dict()["data"])
    select(figure, lambda custom: list(custom) == ["b"])
    assert [trace.get("selectedpoints") for trace in figure.to_dict()["data"]] == [[1], [], None]
