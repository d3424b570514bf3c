"""Figures by the values in them: what is drawn where, hollow below the minimum, hostile words made harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from components import charts, palette
from components.charts.figure import WIDEN, percent, score_ticks
from components.charts.world import countries_drawn
from components.text import signed, with_interval

HOSTILE = '<a href="javascript:alert(1)">x</a> & <script>alert(1)</script> %{x} $5bn\n-- *very* :red[no]'
CLEAR = "rgba(0,0,0,0)"


def stances(n: int = 3, *, label: str = "Brina Vantreel") -> pd.DataFrame:
    """Rows for the stance chart: the last has only two answers."""
    frame = pd.DataFrame(
        {"id": [f"s{i}" for i in range(n)], "label": [label] * n, "against": [30] * n, "neither": [10] * n,
         "favor": [50] * n, "abstained": [10] * n, "net": [0.22] * n, "net_low": [0.0] * n, "net_high": [0.4] * n}
    )  # fmt: skip
    frame.loc[n - 1, ["against", "neither", "favor", "abstained"]] = [2, 0, 0, 0]
    return frame.assign(net_n=frame["against"] + frame["neither"] + frame["favor"])


def tones(n: int = 3, *, label: str = "Brina Vantreel") -> pd.DataFrame:
    """Rows for the dots, the map and the counts."""
    return pd.DataFrame(
        {"id": [("NOR", "CHL", "KEN")[i % 3] for i in range(n)], "label": [label] * n, "n": [40] * (n - 1) + [4],
         "tone": [0.2] * n, "tone_low": [0.1] * n, "tone_high": [0.3] * n, "tone_n": [40] * (n - 1) + [4]}
    )  # fmt: skip


def months(n: int, *, each: int = 30) -> pd.DataFrame:
    """Rows of a timeline by month, the third month missing."""
    starts = [d.date() for d in pd.date_range("2024-01-01", periods=n + 1, freq="MS")]
    kept = [d for i, d in enumerate(starts) if i != 2][:n]
    return pd.DataFrame(
        {"id": [d.isoformat() for d in kept], "label": [f"{d:%Y-%m}" for d in kept], "bucket": pd.to_datetime(kept),
         "unit": "month", "direct": each, "indirect": 5, "mixed": 1, "outlet": 9, "n": each + 15, "tone": 0.1,
         "tone_low": 0.0, "tone_high": 0.2, "tone_n": each + 15}
    )  # fmt: skip


def thin_months(*, label: str = "2024") -> pd.DataFrame:
    """Three months of which four sentences each have a tone."""
    return months(3).assign(label=label, tone_n=4)


def cells(*, label: str = "Norway") -> pd.DataFrame:
    """Two rows and two columns, one cell missing, one small."""
    rows = [("NOR", "peace", 0.5, 40), ("NOR", "nato", -0.8, 12), ("CHL", "peace", 0.9, 3)]
    return pd.DataFrame(
        [{"id": f"{r}\t{c}", "label": f"{label} · {c}", "row": r, "row_label": label, "column": c, "column_label": c,
          "value": v, "low": v - 0.1, "high": v + 0.1, "value_n": n, "n": n} for r, c, v, n in rows]
    )  # fmt: skip


def sides(*, label: str = "peace") -> pd.DataFrame:
    """Two measures compared, the second on one side only."""
    return pd.DataFrame(
        {"id": ["tone", "peace"], "label": [label] * 2, "a": [0.1, 0.4], "a_low": [0.0, 0.1], "a_high": [0.2, 0.6],
         "a_n": [50, 20], "b": [-0.1, None], "b_low": [-0.2, None], "b_high": [0.0, None], "b_n": [60, 0],
         "words": ["small difference", "one side only"]}
    ).astype({"b": float, "b_low": float, "b_high": float})  # fmt: skip


def words(*, label: str = "ceasefire") -> pd.DataFrame:
    """Two words, one a side."""
    return pd.DataFrame(
        {"word": [label, "tariff"], "z": [4.0, -2.5], "log_odds": [1.0, -0.7], "first_n": [30, 1], "second_n": [2, 9]}
    )


def net_months(*, label: str | None = None) -> pd.DataFrame:
    """Stances over three months."""
    frame = months(3)[["id", "label", "bucket", "unit"]]
    frame = frame if label is None else frame.assign(label=label)
    more = {"against": 5, "favor": 12, "abstained": 1, "net_n": [20, 20, 4], "net": 0.3}
    return frame.assign(**more, net_low=0.1, net_high=0.5)


def share_months(*, label: str = "Energy") -> pd.DataFrame:
    """Shares of two topics over three months."""
    frame = months(3)[["bucket", "unit"]].assign(n=10, total=[40, 40, 5], share=0.25, low=0.1, high=0.4)
    return pd.concat([frame.assign(id="energy", label=label), frame.assign(id="peace", label=label)], ignore_index=True)


def tone_months(*, label: str = "2024") -> pd.DataFrame:
    """The mean tone of two sides over three months, of few sentences in the last."""
    frame = months(3).drop(columns="n").rename(columns={"tone_n": "n"}).assign(label=label, n=[40, 40, 4])
    return pd.concat([frame.assign(side=0), frame.assign(side=1)], ignore_index=True)


def course(*, label: str = "Brina Vantreel") -> pd.DataFrame:
    """Three sentences of one document, the second in the outlet's words, without a tone."""
    return pd.DataFrame(
        {"position": [0, 1, 2], "label": [label, "narration", label], "tone": [0.4, None, -0.2], "text": [label] * 3}
    )


BUILDERS: dict[str, tuple[Callable[..., go.Figure], Callable[..., pd.DataFrame], dict[str, Any]]] = {
    "stance": (charts.build_stance_chart, stances, {}),
    "dots": (charts.build_dots_chart, tones, {}),
    "counts": (charts.build_counts_chart, tones, {}),
    "map": (charts.build_map_chart, tones, {}),
    "grid": (charts.build_grid_chart, cells, {}),
    "dumbbell": (charts.build_dumbbell_chart, sides, {"first": HOSTILE, "second": HOSTILE}),
    "words": (charts.build_words_chart, words, {"first": HOSTILE, "second": HOSTILE}),
    "shares": (charts.build_share_timeline_chart, share_months, {}),
    "timeline": (charts.build_timeline_chart, thin_months, {}),
    "net timeline": (charts.build_net_timeline_chart, net_months, {}),
    "course": (charts.build_course_chart, course, {}),
    "tones": (
        charts.build_tones_chart, tone_months,
        {"first": HOSTILE, "second": HOSTILE, "why_empty": f"No dated sentence has a tone. {WIDEN}"},
    ),
}


def strings(value: Any) -> list[str]:
    """Return every string in a figure, from marks, labels, notes and hovers."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    return [s for v in value for s in strings(v)] if isinstance(value, list | tuple) else []


def spec(figure: go.Figure) -> dict[str, Any]:
    """Return the figure as the browser gets it."""
    found: dict[str, Any] = json.loads(figure.to_json())
    return found


def test_every_figure_is_looked_at_here() -> None:
    listed = {build for build, _, _ in BUILDERS.values()}
    assert listed == {getattr(charts, name) for name in charts.__all__ if name.startswith("build_")}


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_from_the_data_are_never_markup(name: str, theme: palette.Theme) -> None:
    build, frame, more = BUILDERS[name]
    figure = build(frame(label=HOSTILE), title=HOSTILE, subtitle=HOSTILE, theme=theme, **more)
    for text in strings(spec(figure)):
        assert not re.search(r"<(?!/?(b|br|span|extra)\b)", text), text
    shown = " ".join(strings(spec(figure)))
    assert "&lt;" in shown and "alert(1)" in shown


@pytest.mark.parametrize("name", BUILDERS)
def test_every_mark_carries_its_id_and_n(name: str) -> None:
    build, frame, more = BUILDERS[name]
    figure = spec(build(frame(), title="t", **more))
    marked = [t for t in figure["data"] if t.get("customdata")]
    assert marked
    assert all(isinstance(row[2], int) for trace in marked for row in trace["customdata"])


@pytest.mark.parametrize("name", BUILDERS)
def test_an_empty_figure_says_why(name: str) -> None:
    build, frame, more = BUILDERS[name]
    figure = build(frame().head(0), title="t", **more)
    assert not figure.data
    assert re.search(r"Widen|widen", " ".join(a.text for a in figure.layout.annotations))


#: Counts, words and single sentences have no minimum: nothing in them is a mean.
WITH_A_MINIMUM = [name for name in BUILDERS if name not in ("words", "counts", "course")]


@pytest.mark.parametrize("name", WITH_A_MINIMUM)
def test_hollow_marks_are_explained(name: str) -> None:
    build, frame, more = BUILDERS[name]
    few = build(frame(), title="t", least_n=10, **more)
    assert "hollow: fewer than 10" in few.layout.title.text.replace("<br>", " ")
    assert "hollow" not in build(frame(), title="t", least_n=0, **more).layout.title.text


def test_stance_bars_stand_on_their_sides() -> None:
    figure = charts.build_stance_chart(stances(), title="t", least_n=10)
    bars = {t.name: t for t in figure.data if t.type == "bar"}
    assert list(bars["against"].x) == pytest.approx([-0.3, -0.3, -1.0])
    assert list(bars["favor"].x) == pytest.approx([0.5, 0.5, 0.0])
    assert list(bars["neither"].x) == pytest.approx([0.1, 0.1, 0.0])
    assert bars["abstained"].marker.pattern.shape == "/"
    assert (bars["against"].marker.color[0], bars["favor"].marker.color[0]) == (palette.AGAINST, palette.FAVOR)
    assert bars["against"].marker.color[2] == CLEAR
    notes = [a.text for a in figure.layout.annotations]
    assert notes.count("100") == 2 and "2" in notes


def test_people_of_one_name_stay_apart() -> None:
    figure = charts.build_stance_chart(stances(3), title="t")
    assert list(figure.layout.yaxis.tickvals) == [0, 1, 2]
    assert len(figure.layout.yaxis.ticktext) == 3


def test_dots_below_the_minimum_are_hollow() -> None:
    figure = charts.build_dots_chart(tones(), title="t", least_n=10)
    colors = figure.data[0].marker.color
    assert colors[2] == palette.color("paper", theme="light") != colors[0]


def test_a_group_without_a_tone_is_no_dot_at_zero() -> None:
    frame = tones()
    frame.loc[1, ["tone", "tone_low", "tone_high"]] = float("nan")
    figure = charts.build_dots_chart(frame, title="t")
    assert len(figure.data[0].x) == 2


def test_timeline_leaves_gaps_as_gaps() -> None:
    figure = charts.build_timeline_chart(months(6), title="t")
    line = next(t for t in figure.data if t.type == "scatter" and t.mode == "lines" and t.fill is None)
    assert not line.connectgaps
    assert sum(v is None for v in line.y) == 1
    assert sum(t.type == "scatter" and t.fill == "toself" for t in figure.data) == 2


def test_three_dots_are_no_trend() -> None:
    figure = charts.build_timeline_chart(months(3), title="t")
    assert not [t for t in figure.data if t.type == "scatter" and "lines" in (t.mode or "")]
    dots = next(t for t in figure.data if t.type == "scatter" and t.mode == "markers")
    assert dots.error_y.array is not None


def test_timeline_without_tone_has_one_panel() -> None:
    figure = charts.build_timeline_chart(months(4).assign(tone=float("nan"), tone_n=0), title="t")
    assert all(t.type == "bar" for t in figure.data)


def test_timeline_bars_stack_to_the_count() -> None:
    frame = months(3)
    bars = [t for t in charts.build_timeline_chart(frame, title="t").data if t.type == "bar"]
    assert [sum(values) for values in zip(*(b.y for b in bars), strict=True)] == frame["n"].tolist()
    assert list(bars[0].customdata[0][:2]) == ["2024-01-01", "2024-01-31"]


def test_net_over_time_is_between_its_ends() -> None:
    figure = charts.build_net_timeline_chart(net_months(), title="t", least_n=10)
    against = next(t for t in figure.data if t.type == "bar")
    assert against.y[0] == pytest.approx(-0.25)
    assert against.marker.color[2] == CLEAR


def test_small_cells_have_no_colour() -> None:
    figure = charts.build_grid_chart(cells(), title="t", least_n=10)
    heat = next(t for t in figure.data if t.type == "heatmap")
    assert [list(row) for row in heat.z] == [[0.5, -0.8], [None, None]]
    texts = next(t for t in figure.data if t.type == "scatter")
    assert list(texts.text)[2] == "+0.90<br>n 3"
    assert list(texts.customdata[1][:3]) == ["NOR", "nato", 12]
    assert len(figure.layout.shapes) == 1


def test_map_needs_no_network_and_names_what_it_cannot_draw() -> None:
    assert charts.MAP_CONFIG["topojsonURL"] == "app/static/"
    assert {"UKR", "RUS", "USA", "DEU"} <= countries_drawn()
    frame = pd.concat([tones(2), tones(1, label="Tiny Land").assign(id="VAT")], ignore_index=True)
    figure = charts.build_map_chart(frame, title="t")
    assert "Tiny Land" in " ".join(a.text for a in figure.layout.annotations)
    assert sum(len(t.locations) for t in figure.data) == 2


def test_a_bar_says_of_what_its_share_is_and_the_unknown_is_dark() -> None:
    frame = tones(2).assign(id=["NOR", "(unknown)"], share=[0.4, 0.1], share_low=0.38, share_high=0.42)
    bars = spec(charts.build_counts_chart(frame, title="t", whole="spoken sentences"))["data"][0]
    assert bars["customdata"][0][3] == "40% of the spoken sentences, 95 %: 38% to 42%"
    assert bars["marker"]["color"] == [palette.color(name, theme="light") for name in ("bar", "unknown")]


def test_a_map_of_small_countries_alone_names_them() -> None:
    small = tones(2).assign(id=["SGP", "VAT"], label=["Singapore", "Holy See"])
    said = [" ".join(a.text for a in charts.build_map_chart(f, title="t").layout.annotations)
            for f in (small, tones(1).assign(id="(unknown)"))]  # fmt: skip
    assert "listed under “Sentences behind …”: Singapore, Holy See" in said[0].replace("<br>", " ")
    assert "No speaker's country is known here" in said[1]


def test_words_that_may_be_chance_are_hollow() -> None:
    frame = words().assign(z=[4.0, -1.2])
    figure = charts.build_words_chart(frame, title="t", first="a", second="b")
    assert list(figure.data[0].marker.color) == [
        palette.color("text", theme="light"),
        palette.color("paper", theme="light"),
    ]
    assert "may be chance" in figure.layout.title.text


@pytest.mark.parametrize(
    ("words_of", "frame", "part"),
    [
        (charts.describe_stance, stances(), "30 against, 50 in favor, 10 neither, 10 abstained"),
        (charts.describe_dots, tones(), "+0.20 (n 40)"),
        (charts.describe_counts, tones(), "Brina Vantreel 40"),
        (charts.describe_map, tones(), "3 countries"),
        (charts.describe_grid, cells(), "2 rows by 2 columns"),
        (charts.describe_timeline, months(4), "2024-01 to 2024-05"),
        (charts.describe_net_timeline, net_months(), "5 against, 12 in favor of 20 answered"),
        (charts.describe_share_timeline, share_months(), "Energy 30"),
    ],
)
def test_every_figure_has_words(words_of: Callable[[pd.DataFrame], str], frame: pd.DataFrame, part: str) -> None:
    assert part in words_of(frame)
    assert words_of(frame.head(0))


@pytest.mark.parametrize(
    ("value", "shown"), [(0.123, "+0.12"), (-0.5, "−0.50"), (-0.001, "0.00"), (0.0, "0.00"), (float("nan"), "–")]
)
def test_signed(value: float, shown: str) -> None:
    assert signed(value) == shown


def test_one_sentence_has_no_interval_in_any_hover() -> None:
    none = float("nan")
    assert with_interval(0.3, 0.1, 0.52) == "+0.30 (+0.10 to +0.52)"
    assert with_interval(0.3, none, none) == "+0.30"
    alone = {"tone_low": none, "tone_high": none, "low": none, "high": none, "a_low": none, "a_high": none,
             "b_low": none, "b_high": none}  # fmt: skip
    for name in ("dots", "map", "grid", "dumbbell", "timeline"):
        build, frame, more = BUILDERS[name]
        rows = frame().assign(**{column: value for column, value in alone.items() if column in frame().columns})
        assert not [text for text in strings(spec(build(rows, title="t", **more))) if "(–" in text]


def test_score_ticks_hold_zero() -> None:
    ticks = score_ticks(0.23)
    assert "0" in ticks["ticktext"]
    assert max(ticks["tickvals"]) <= 0.23


def test_a_cell_says_its_names_value_and_interval() -> None:
    figure = spec(charts.build_grid_chart(cells(), title="Grid"))
    marks = next(trace for trace in figure["data"] if trace["type"] == "scatter")
    shown = marks["hovertemplate"]
    for place in re.findall(r"%{customdata\[(\d)\][^}]*}", shown):
        shown = re.sub(rf"%{{customdata\[{place}\][^}}]*}}", str(marks["customdata"][1][int(place)]), shown)
    assert shown == "Norway · nato<br>net stance −0.80 (−0.90 to −0.70), n 12<extra></extra>"


def test_a_cell_whose_mean_is_of_fewer_says_so_and_is_hollow_by_those() -> None:
    grid = spec(charts.build_grid_chart(cells().assign(value_n=[40, 2, 3]), title="Grid", least_n=10))
    heat, marks = (next(t for t in grid["data"] if t["type"] == kind) for kind in ("heatmap", "scatter"))
    assert heat["z"] == [[0.5, None], [None, None]]
    assert marks["customdata"][1][2:5] == [12, "Norway · nato", "−0.80 (−0.90 to −0.70), n 2 of 12"]
    # The number in the cell is the one that makes it hollow.
    assert marks["text"][1] == "−0.80<br>n 2"
    assert "n: those answered, of all in the hover" in grid["layout"]["title"]["text"].replace("<br>", " ")
    means = charts.build_grid_chart(cells().assign(value_n=2), title="t", measure="mean sentiment")
    assert "n: those with a sentiment" in spec(means)["layout"]["title"]["text"].replace("<br>", " ")
    assert "n: those" not in spec(charts.build_grid_chart(cells(), title="t"))["layout"]["title"]["text"]


def test_a_mean_whose_interval_holds_zero_takes_no_side() -> None:
    frame = tones(3).assign(tone=[0.2, -0.2, 0.01], tone_low=[0.1, -0.3, -0.1], tone_high=[0.3, -0.1, 0.12])
    dots = spec(charts.build_dots_chart(frame, title="Tone"))
    wanted = [palette.color(name, theme="light") for name in ("favor_ink", "against_ink", "bar")]
    assert dots["data"][0]["marker"]["line"]["color"] == wanted
    assert "grey: may be zero" in dots["layout"]["title"]["text"]


def test_a_net_of_one_answer_is_hollow_however_often_the_model_abstained() -> None:
    counts = {"against": 0, "neither": 0, "favor": 1, "abstained": 11, "net_n": 1, "n": 12}
    nets = {"net": 1.0, "net_low": -0.6, "net_high": 1.0}
    bars = spec(charts.build_stance_chart(stances(1).assign(**counts, **nets), title="S"))
    times = spec(charts.build_net_timeline_chart(net_months().assign(**counts, **nets), title="S"))
    for figure, place in ((bars, 0), (times, 0)):
        net = figure["data"][-1]
        assert net["marker"]["color"][place] == palette.color("paper", theme="light")
        assert net["text"][place] == "net +1.00 (−0.60 to +1.00), n 1 answered, 11 abstained"
        assert net["customdata"][place][2] == 1
        assert "hollow: fewer than 10 answered" in figure["layout"]["title"]["text"].replace("<br>", " ")
        favor = next(t for t in figure["data"] if t["customdata"][place][-1] == "favor")
        assert favor["marker"]["color"][place] == CLEAR


def test_an_abstained_stance_keeps_its_hatching_when_hollow() -> None:
    frame = stances(2)
    frame.loc[1, ["against", "neither", "favor", "abstained", "net_n"]] = [0, 0, 0, 2, 0]
    bars = {t["name"]: t["marker"] for t in spec(charts.build_stance_chart(frame, title="S"))["data"] if t.get("name")}
    assert bars["abstained"]["color"][1] != CLEAR and bars["abstained"]["line"]["width"][1] > 0
    assert bars["favor"]["line"]["width"][1] == 0


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.004, "&lt;1%"), (1 / 200, "1%"), (0.01, "1%"), (1 / 8, "13%"), (57 / 200, "29%"), (5 / 8, "63%"),
     (np.float64(0.994), "99%"), (199 / 200, "&gt;99%"), (0.9995, "&gt;99%"), (1.0, "100%"), (float("nan"), "–")],
)  # fmt: skip
def test_halves_are_rounded_up_and_almost_nothing_is_not_nothing(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_dot_beside_the_band_carries_its_interval_itself() -> None:
    frame = months(7).drop(index=4).reset_index(drop=True)
    dots = spec(charts.build_timeline_chart(frame, title="t"))["data"][-1]
    # January and February are one stretch, April and May one; July and August another.
    assert dots["error_y"]["array"] == [None] * 6
    alone = frame.drop(index=[4]).reset_index(drop=True)
    dots = spec(charts.build_timeline_chart(alone, title="t"))["data"][-1]
    assert dots["error_y"]["array"] == [None, None, None, None, pytest.approx(0.1)]


def test_shares_carry_their_intervals() -> None:
    bars, strokes = spec(charts.build_share_timeline_chart(share_months(), title="Shares"))["data"][:2]
    for i, share in enumerate(bars["y"]):
        assert strokes["x"][3 * i : 3 * i + 3] == [bars["x"][i], bars["x"][i], None]
        assert strokes["y"][3 * i : 3 * i + 2] == pytest.approx([share - 0.15, share + 0.15])
        assert strokes["y"][3 * i + 2] is None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["text", "muted", "against_ink", "favor_ink", "line"])
def test_inks_reach_aa_contrast(name: str, theme: palette.Theme) -> None:
    ink, paper = (_luminance(palette.color(n, theme=theme)) for n in (name, "paper"))
    light, dark = max(ink, paper), min(ink, paper)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_cells_reach_contrast(theme: palette.Theme) -> None:
    scale = palette.diverging(theme)
    for place, hue in scale:
        share = 2 * place - 1
        ink, cell = _luminance(palette.text_on(share, theme=theme)), _luminance(hue)
        assert (max(ink, cell) + 0.05) / (min(ink, cell) + 0.05) >= 4.5, (share, hue)


def _luminance(hue: str) -> float:
    parts = [int(hue[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_label_is_cut_before_it_is_made_safe() -> None:
    assert palette.label("<" * 40, characters=5) == "&lt;&lt;&lt;&lt;…"
    assert palette.lines_of("a " * 60, characters=20) == palette.wrapped("a " * 60, characters=20).count("<br>") + 1


def test_bucket_of_february_ends_on_its_last_day() -> None:
    frame = months(1).assign(bucket=pd.to_datetime([date(2024, 2, 1)]))
    bars = charts.build_timeline_chart(frame, title="t").data[0]
    assert bars.customdata[0][1] == "2024-02-29"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_a_bucket_at_an_end_of_the_calendar_is_drawn(day: date, unit: str) -> None:
    start = day - timedelta(days=day.weekday()) if unit == "week" else day
    frame = months(1).assign(bucket=np.array([start], dtype="datetime64[s]"), unit=unit)
    chart = charts.build_timeline_chart(frame, title="t")
    first, last, *_ = chart.data[0].customdata[0]
    assert first <= day.isoformat() <= last
    begin, end = (moment[:10] for moment in chart.layout.xaxis.range)
    assert begin <= first and last <= end


def test_the_map_says_the_interval() -> None:
    figure = spec(charts.build_map_chart(tones(2), title="t", least_n=1))
    assert figure["data"][0]["customdata"][0][3] == "+0.20 (+0.10 to +0.30)"


def test_how_far_two_sides_differ_stands_under_the_name() -> None:
    figure = spec(charts.build_dumbbell_chart(sides(label="Peace <b>"), title="t", first="A", second="B"))
    name, words = figure["layout"]["yaxis"]["ticktext"][0].split("<br>")
    assert name.strip() == "Peace &lt;b&gt;" and "small difference" in words
    assert not [a for a in figure["layout"]["annotations"] if "difference" in a["text"]]


def test_a_hollow_dot_lies_inside_the_panel() -> None:
    frame = months(8)
    frame.loc[5, ["tone", "tone_low", "tone_high", "tone_n"]] = [0.9, 0.2, 1.4, 2]
    figure = spec(charts.build_timeline_chart(frame, title="t", least_n=10))
    low, high = figure["layout"]["yaxis2"]["range"]
    assert low == -high and 0.9 < high <= 1.0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_country_with_a_neutral_tone_does_not_look_like_one_without_sentences(theme: palette.Theme) -> None:
    frame = tones(2).assign(tone=[0.0, 0.8], tone_low=-0.1, tone_high=0.1, tone_n=40)
    figure = spec(charts.build_map_chart(frame, title="t", theme=theme))
    geo, layer = figure["layout"]["geo"], figure["data"][0]
    assert not geo["showland"] and geo["showcoastlines"] and geo["showcountries"]
    neutral, ground = (_luminance(hue) for hue in (layer["colorscale"][3][1], palette.color("paper", theme=theme)))
    assert (max(neutral, ground) + 0.05) / (min(neutral, ground) + 0.05) >= 1.4
    edge = _luminance(layer["marker"]["line"]["color"][0])
    assert (max(edge, ground) + 0.05) / (min(edge, ground) + 0.05) >= 3
    assert layer["marker"]["line"]["width"] > geo["countrywidth"]
    assert "blank: no sentences" in " ".join(a["text"] for a in figure["layout"]["annotations"])


def test_a_map_of_few_sentences_fills_no_country_and_says_what_is_blank() -> None:
    figure = spec(charts.build_map_chart(tones(2), title="t", least_n=99, theme="dark"))
    assert {hue for _, hue in figure["data"][0]["colorscale"]} == {palette.color("paper", theme="dark")}
    assert "blank: no sentences" in " ".join(a["text"] for a in figure["layout"]["annotations"])


def test_the_words_of_a_map_leave_the_unknown_aside() -> None:
    frame = tones(3).assign(id=["NOR", "CHL", "(unknown)"], label=["Norway", "Chile", "unknown"])
    words = charts.describe_map(frame)
    assert "2 countries; most sentences: Norway" in words and "unknown" not in words
    assert charts.describe_map(frame[2:]) == "No countries to show."


@pytest.mark.parametrize("name", BUILDERS)
def test_nothing_is_escaped_twice(name: str) -> None:
    build, frame, more = BUILDERS[name]
    rows = frame(label="A <b> & C").assign(share=0.001, share_low=0.0005, share_high=0.002)
    sides = {side: "A <b> & C" for side in more}
    shown = strings(spec(build(rows, title="A <b> & C", subtitle="A <b> & C", **sides)))
    assert not [text for text in shown if re.search(r"&amp;(lt|gt|amp);", text)]


def test_a_share_of_almost_nothing_reads_so_in_the_hover() -> None:
    frame = tones(1).assign(share=0.002, share_low=0.001, share_high=0.996)
    bars = spec(charts.build_counts_chart(frame, title="t"))["data"][0]
    assert bars["customdata"][0][3] == "&lt;1% of the sentences, 95 %: &lt;1% to &gt;99%"


def test_a_stance_chart_says_what_its_diamond_is() -> None:
    shown = spec(charts.build_stance_chart(stances(), title="t", subtitle="s"))["layout"]["title"]["text"]
    plain = shown.replace("<br>", " ")
    assert "bars: shares of all · ◆ net, favor minus against, of the answered, 95 % interval" in plain
    none = stances(1).assign(against=0, neither=0, favor=0, abstained=3, net_n=0, net=np.nan, net_low=np.nan,
                             net_high=np.nan)  # fmt: skip
    assert "◆" not in spec(charts.build_stance_chart(none, title="t"))["layout"]["title"]["text"]


def test_a_mark_in_a_subtitle_stays_with_its_words() -> None:
    assert palette.wrapped("aaaa ◆ net of", characters=8) == "aaaa<br>◆ net of"


def test_the_words_of_a_heat_map_begin_with_cells_of_enough() -> None:
    few = "2 rows by 2 columns; strongest: Norway and nato −0.80 (n 12); Norway and peace +0.50 (n 40)."
    assert charts.describe_grid(cells()).endswith(few)
    none = charts.describe_grid(cells(), least_n=99)
    assert "every cell is of fewer than 99 and hollow; those of most: Norway and peace +0.50 (n 40); " in none
    assert charts.describe_grid(cells().assign(value=np.nan)).endswith("no cell has a value.")


def test_counts_have_whole_steps() -> None:
    few = tones(3).assign(n=[1, 2, 3])
    bars = spec(charts.build_counts_chart(few, title="t"))["layout"]["xaxis"]
    times = spec(charts.build_timeline_chart(months(2, each=1).assign(indirect=0, mixed=0, outlet=0, n=1), title="t"))
    short = spec(charts.build_course_chart(course(), title="t"))["layout"]["xaxis"]
    for axis in (bars, times["layout"]["yaxis"], short):
        assert (axis["tick0"], axis["dtick"]) == (0, 1)
    many = spec(charts.build_counts_chart(tones(3), title="t"))["layout"]["xaxis"]
    assert "dtick" not in many and many["nticks"] == 4


@pytest.mark.parametrize("name", BUILDERS)
def test_an_empty_figure_holds_with_and_without_filters(name: str) -> None:
    build, frame, more = BUILDERS[name]
    shown = " ".join(a.text for a in build(frame().head(0), title="t", **more).layout.annotations).replace("<br>", " ")
    # A document's course is empty only where filters leave none of it.
    assert name == "course" or WIDEN in shown


def test_an_empty_count_says_what_there_are_none_of() -> None:
    figure = charts.build_counts_chart(tones().head(0), title="t", whole="spoken sentences")
    assert "There are no spoken sentences to count here." in figure.layout.annotations[0].text.replace("<br>", " ")


def test_dots_say_of_how_many_of_their_sentences_they_are() -> None:
    frame = tones(2).assign(n=[40, 1300], tone_n=[40, 1200])
    figure = spec(charts.build_dots_chart(frame, title="t", measure="mean sentiment"))
    dots, layout = figure["data"][0], figure["layout"]
    assert [custom[2] for custom in dots["customdata"]] == [40, 1300]
    assert [text.rsplit(", ", 1)[1] for text in dots["text"]] == ["n 40", "n 1,200 of 1,300"]
    numbers = {note["text"]: note for note in layout["annotations"]}
    assert {"40", "1,200 of 1,300"} <= set(numbers)
    assert numbers["40"]["xshift"] == layout["margin"]["r"] - 12 > 0
    assert "n: those with a sentiment, of all sentences" in layout["title"]["text"].replace("<br>", " ")
    assert "(n 1,200 of 1,300)" in charts.describe_dots(frame)
    every = spec(charts.build_dots_chart(tones(2), title="t"))["layout"]
    assert "of all" not in every["title"]["text"] and every["margin"]["r"] == 12


def test_dots_call_their_mean_by_its_name() -> None:
    axis = spec(charts.build_dots_chart(tones(), title="t", measure="mean sentiment"))["layout"]["xaxis"]
    assert axis["title"]["text"] == "mean sentiment, −1 negative to +1 positive"
    assert charts.describe_dots(tones(), measure="mean sentiment").startswith("Dots of mean sentiment")


LONG = "Government of the United States and its conduct"


@pytest.mark.parametrize("name", ["stance", "dots", "counts", "grid", "course", "dumbbell"])
def test_a_long_name_takes_two_lines_and_its_rows_have_room(name: str) -> None:
    build, frame, more = BUILDERS[name]
    sides = {side: "a" for side in more}
    names = "Justice and human rights", "Talks"
    long, short = (spec(build(frame(label=words), title="t", **sides))["layout"] for words in names)
    # A few more characters a line than others have, for a name that would be cut.
    whole = spec(build(frame(label=LONG), title="t", **sides))["layout"]["yaxis"]["ticktext"]
    assert any(t.replace("  <br>", " ").startswith(LONG) for t in whole)
    first = next(t for t in long["yaxis"]["ticktext"] if "Justice" in t).split("<br>")
    assert " ".join(line.strip() for line in first[:2]) == "Justice and human rights"
    rows = len(long["yaxis"]["ticktext"])
    each = (long["height"] - short["height"]) / rows + {"grid": 36, "course": 32, "dumbbell": 44}.get(name, 28)
    assert each >= 40 + 18 * (name == "dumbbell")


def test_a_name_too_long_for_two_lines_is_whole_in_the_hover() -> None:
    bars = spec(charts.build_counts_chart(tones(1, label=2 * LONG), title="t"))
    assert bars["layout"]["yaxis"]["ticktext"] == ["Government of the United  <br>States and its conductGov…  "]
    assert bars["data"][0]["customdata"][0][1] == 2 * LONG
    assert palette.label_lines("<" * 40, characters=5) == ["&lt;" * 5, "&lt;&lt;&lt;&lt;…"]


def test_a_long_name_of_a_column_stands_upright_and_whole() -> None:
    frame = cells()
    short = spec(charts.build_grid_chart(frame, title="t"))["layout"]["xaxis"]
    assert (short["tickangle"], short["ticktext"]) == (-40, ["peace", "nato"])
    long = spec(charts.build_grid_chart(frame.assign(column_label=LONG), title="t"))["layout"]["xaxis"]
    assert (long["tickangle"], long["ticktext"][0]) == (-90, "Government of the United<br>States and its conduct")
    many = pd.concat([frame.assign(column=str(i), column_label="Nuclear weapons and arms control") for i in range(8)])
    assert spec(charts.build_grid_chart(many, title="t"))["layout"]["xaxis"]["ticktext"][0] == (
        "Nuclear weapons and arms control"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_grey_bars_are_outlined_so_that_they_stand_out_from_the_page(theme: palette.Theme) -> None:
    bars = {t["name"]: t["marker"] for t in spec(charts.build_stance_chart(stances(2), title="t", theme=theme))["data"]
            if t.get("name")}  # fmt: skip
    volume = spec(charts.build_timeline_chart(months(3), title="t", theme=theme))["data"]
    narration = next(t["marker"] for t in volume if t.get("name") == "narration")
    ground = _luminance(palette.color("paper", theme=theme))
    for marker in (bars["neither"], bars["abstained"], narration):
        edge = _luminance(marker["line"]["color"])
        assert (max(edge, ground) + 0.05) / (min(edge, ground) + 0.05) >= 3
        assert marker["line"]["width"][0] > 0
    assert bars["favor"]["line"]["width"][0] == 0
    none = spec(charts.build_timeline_chart(months(3).assign(outlet=0), title="t"))["data"]
    assert next(t["marker"] for t in none if t.get("name") == "narration")["line"]["width"] == [0, 0, 0]


def test_countries_of_few_sentences_are_not_the_loudest_of_the_map() -> None:
    full, few = spec(charts.build_map_chart(tones(3), title="t", least_n=10))["data"]
    assert few["marker"]["line"]["width"] <= full["marker"]["line"]["width"]
    assert few["marker"]["line"]["color"] == [palette.faded(palette.color("favor_ink", theme="light"), alpha=0.55)]


def test_marks_at_the_ends_of_a_scale_are_whole() -> None:
    ends = tones(2).assign(tone=1.0, tone_low=1.0, tone_high=1.0)
    sure = stances(2).assign(against=0, neither=0, abstained=0, favor=30, net_n=30, net=1.0, net_low=1.0, net_high=1.0)
    for figure in (charts.build_dots_chart(ends, title="t"), charts.build_stance_chart(sure, title="t")):
        low, high = spec(figure)["layout"]["xaxis"]["range"]
        assert -low == high == pytest.approx(1.06)


@pytest.mark.parametrize("name", ["dots", "dumbbell", "words"])
def test_the_grid_does_not_cut_through_the_lines_of_marks(name: str) -> None:
    build, frame, more = BUILDERS[name]
    shapes = spec(build(frame(), title="t", **more))["layout"]["shapes"]
    assert shapes and {shape["layer"] for shape in shapes} == {"between"}


@pytest.mark.parametrize("name", BUILDERS)
def test_the_hover_has_the_letters_of_the_page(name: str) -> None:
    build, frame, more = BUILDERS[name]
    layout = spec(build(frame(), title="t", **more))["layout"]
    assert layout["hoverlabel"]["font"]["family"] == layout["font"]["family"]
