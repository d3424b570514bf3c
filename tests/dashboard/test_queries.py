"""Every question to the table against a plain pandas recomputation from the build's files, on random filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from components.charts.time_axis import Buckets
from dashboard.filters import UNKNOWN, Filters
from dashboard.queries import compare as comparing
from dashboard.queries import counts as counting
from dashboard.queries import evidence, grids, groups, own_target, profile, shares, stance, words
from dashboard.queries.articles import article
from dashboard.table import Table
from data import store
from data.records import Speaker
from data.scorers.stance import holder_of
from tests import tables

SPEAKERS = [tables.speaker_name(n).lower().replace(" ", "-") for n in range(8)]
#: No shrinking: a failing filter is short already, and each try asks ten questions.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FEW = settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))


@dataclass
class Plain:
    """The build as pandas reads it, and the table that the dashboard asks."""

    table: Table
    sentences: pd.DataFrame
    stances: pd.DataFrame
    mentions: pd.DataFrame

    def match(self, filters: Filters) -> pd.DataFrame:
        """Return the sentences that match, by whole-table masks."""
        s = self.sentences
        keep = pd.Series(True, index=s.index)
        if filters.start:
            keep &= s["date"] >= filters.start
        if filters.end:
            keep &= s["date"] <= filters.end
        if filters.outlets:
            keep &= s["outlet"].isin(filters.outlets)
        if filters.voices:
            keep &= s["voice"].isin(filters.voices)
        keep &= _listed(s, "speaker_ids", filters.speakers) & _listed(s, "speaker_countries", filters.countries)
        if filters.topics:
            keep &= s["topics"].map(lambda v: bool(set(v) & set(filters.topics)))
        if filters.targets:
            keep &= s["sentence_id"].isin(self.stances.loc[self.stances["target"].isin(filters.targets), "sentence_id"])
        return s[keep]


def _listed(s: pd.DataFrame, column: str, values: tuple[str, ...]) -> pd.Series:
    if not values:
        return pd.Series(True, index=s.index)
    found = s[column].map(lambda v: bool(set(v) & set(values)))
    return found | ((s["voice"] != "outlet") & (s[column].map(len) == 0)) if UNKNOWN in values else found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    folder = tmp_path_factory.mktemp("queries")
    tables.make_build(folder, sentences=900, speakers=40, seed=5)
    build = store.current(folder)
    frames = [
        pd.concat(map(pd.read_parquet, build.parts(t)), ignore_index=True) for t in ("sentences", "stances", "mentions")
    ]
    yield Plain(Table(build), *frames)


def chosen(values: list[str]) -> some.SearchStrategy[tuple[str, ...]]:
    return some.lists(some.sampled_from(values), max_size=2, unique=True).map(tuple)


days = some.integers(0, 729).map(lambda d: date(2024, 1, 1) + timedelta(days=d))
random_filters = some.builds(
    Filters,
    start=some.none() | days,
    end=some.none() | days,
    outlets=chosen(list(tables.OUTLETS)),
    speakers=chosen([*SPEAKERS, UNKNOWN]),
    countries=chosen([*tables.COUNTRIES, UNKNOWN]),
    topics=chosen(list(tables.TOPICS)),
    targets=chosen(list(tables.TARGETS)),
    voices=chosen(["direct", "indirect", "mixed", "outlet"]),
)


@FEW
@given(filters=random_filters)
def test_counts(plain: Plain, filters: Filters) -> None:
    found, want = counting.counts(plain.table, filters), plain.match(filters)
    spoken = want[want["voice"] != "outlet"]
    assert (found.sentences, found.total) == (len(want), len(plain.sentences))
    assert found.documents == want["document_id"].nunique()
    assert found.speakers == len({i for ids in want["speaker_ids"] for i in ids})
    assert found.spoken == len(spoken)
    assert found.unknown == int((spoken["speaker_ids"].map(len) == 0).sum())
    assert (found.first, found.last) == ((want["date"].min(), want["date"].max()) if len(want) else (None, None))


@FEW
@given(filters=random_filters)
def test_timeline(plain: Plain, filters: Filters) -> None:
    found, want = counting.timeline(plain.table, filters), plain.match(filters)
    unit = found["unit"].iloc[0] if len(found) else "day"
    bucket = pd.to_datetime(want["date"]).dt.to_period({"day": "D", "week": "W", "month": "M", "year": "Y"}[unit])
    by = want.groupby(bucket.dt.start_time)
    assert found["n"].tolist() == by.size().tolist()
    assert found["tone"].tolist() == pytest.approx(by["sentiment_score"].mean().tolist(), abs=1e-6)
    assert found[["direct", "indirect", "mixed", "outlet"]].sum(axis=1).tolist() == found["n"].tolist()
    if len(found):
        deviation = by["sentiment_score"].std().to_numpy(float)
        half = (found["tone_high"] - found["tone"]).to_numpy(float)
        n = by.size().to_numpy(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            assert np.allclose(half[n > 30], 1.97 * (deviation / np.sqrt(n))[n > 30], rtol=0.05)
        assert np.isnan(half[n < 2]).all()


def test_tones_of_two_sides_stand_in_the_same_buckets(plain: Plain) -> None:
    sides = [Filters(countries=(code,)) for code in ("NOR", "CHL")]
    either = Filters(countries=("NOR", "CHL"))
    letters = {"day": "D", "week": "W", "month": "M", "year": "Y"}
    found = comparing.tones_over_time(plain.table, *sides, either=either)
    assert found["unit"].nunique() == 1 and found.attrs["undated"] == int(plain.match(either)["date"].isna().sum())
    for number, side in enumerate(sides):
        own, want = found[found["side"] == number], plain.match(side)
        bucket = pd.to_datetime(want["date"]).dt.to_period(letters[found["unit"].iloc[0]])
        by = want.groupby(bucket.dt.start_time)["sentiment_score"]
        assert own["n"].tolist() == by.count().tolist() and found.attrs["sizes"][number] == by.count().sum()
        assert own["tone"].tolist() == pytest.approx(by.mean().tolist(), abs=1e-6)


COLUMNS = {
    "speaker": "speaker_ids",
    "country": "speaker_countries",
    "topic": "topics",
    "outlet": "outlet",
    "voice": "voice",
}


@FEW
@given(filters=random_filters, by=some.sampled_from(list(COLUMNS)))
def test_groups(plain: Plain, filters: Filters, by: str) -> None:
    found, want = groups.by_group(plain.table, filters, by=by, limit=5), plain.match(filters)
    pairs = _pairs(want, by)
    sizes = pairs.groupby("key").size().sort_values(ascending=False)
    known = found[found["id"] != UNKNOWN]
    assert known["n"].tolist() == sizes[sizes.index != UNKNOWN].head(5).tolist()
    assert all(sizes[i] == n for i, n in zip(found["id"], found["n"], strict=True))
    tones = pairs.groupby("key")["sentiment_score"].mean()
    assert found["tone"].tolist() == pytest.approx([tones[i] for i in found["id"]], abs=1e-6)
    # The counts add up to the sentences that match, as the module says.
    every = found["n"].sum() + found.attrs["rest"]
    assert every - found.attrs["counted_more"] + found.attrs["narration"] == len(want)


def _pairs(want: pd.DataFrame, by: str) -> pd.DataFrame:
    column = COLUMNS[by]
    pairs = want.assign(key=want[column]).explode("key")
    if by in ("speaker", "country"):
        pairs = pairs[pairs["key"].notna() | (pairs["voice"] != "outlet")]
    return pairs.assign(key=pairs["key"].fillna(UNKNOWN))


def _held(
    plain: Plain, pairs: pd.DataFrame, *, by: str, target: str | None = None, holder: str | None = None
) -> pd.DataFrame:
    whose = holder or {"speaker": "speaker", "country": "speaker", "topic": "speaker", "outlet": "outlet"}.get(by)
    kept = plain.stances
    if whose:
        kept = kept[kept["holder"] == whose]
    if target:
        kept = kept[kept["target"] == target]
    return pairs[["sentence_id", "key"]].merge(kept, on="sentence_id")


@FEW
@given(filters=random_filters, by=some.sampled_from(list(COLUMNS)))
def test_stance_by(plain: Plain, filters: Filters, by: str) -> None:
    found = stance.stance_by(plain.table, filters, target="peace", by=by, limit=4)
    held = _held(plain, _pairs(plain.match(filters), by), by=by, target="peace")
    sizes = held.groupby("key").size()
    assert found["n"].sum() + found.attrs["rest"] == len(held)
    everything = plain.stances[plain.stances["sentence_id"].isin(plain.match(filters)["sentence_id"])]
    drawn = len(held) - found.attrs["counted_more"] + found.attrs["others"]
    assert drawn == (everything["target"] == "peace").sum()
    assert found.attrs["counted_more"] == len(held) - held.drop(columns="key").drop_duplicates().shape[0]
    assert all(sizes[i] == n for i, n in zip(found["id"], found["n"], strict=True))
    for row in found.itertuples():
        answered = held[(held["key"] == row.id) & ~held["abstained"]]["stance"]
        net = ((answered == "favor").sum() - (answered == "against").sum()) / len(answered) if len(answered) else None
        assert (net is None and np.isnan(row.net)) or row.net == pytest.approx(net)
    values = found.loc[found["id"] != UNKNOWN, "n"].tolist()
    assert values == sorted(values, reverse=True)


@FEW
@given(filters=random_filters)
def test_stance_by_target_and_over_time(plain: Plain, filters: Filters) -> None:
    held = plain.stances.merge(plain.match(filters)[["sentence_id", "date"]], on="sentence_id")
    targets = stance.by_target(plain.table, filters, holder=None)
    assert dict(zip(targets["id"], targets["n"], strict=True)) == held.groupby("target").size().to_dict()
    nato = held[held["target"] == "nato"]
    for holder in ("speaker", "outlet"):
        times, own = stance.over_time(plain.table, filters, target="nato", holder=holder), nato["holder"] == holder
        assert times["n"].sum() == own.sum()
        assert times.attrs["others"] == (~own).sum()


@FEW
@given(filters=random_filters)
def test_outlets_beside_their_speakers(plain: Plain, filters: Filters) -> None:
    found = stance.by_holder(plain.table, filters, target="sanctions")
    held = plain.stances[plain.stances["target"] == "sanctions"].merge(
        plain.match(filters)[["sentence_id", "outlet"]], on="sentence_id"
    )
    for side, holder in (("a_n", "outlet"), ("b_n", "speaker")):
        sizes = held[(held["holder"] == holder) & ~held["abstained"]].groupby("outlet").size()
        assert found[side].tolist() == [int(sizes.get(i, 0)) for i in found["id"]]
    assert found["n"].sum() == (~held["abstained"]).sum()


@FEW
@given(filters=random_filters)
def test_grids(plain: Plain, filters: Filters) -> None:
    want = plain.match(filters)
    cells = want.explode("speaker_countries").dropna(subset="speaker_countries")
    sizes = _naming(plain, cells, by=["speaker_countries"])
    found = grids.country_about_country(plain.table, filters, limit=50)
    drawn = found[found["n"] > 0]
    assert len(drawn) == len(sizes)
    for row in drawn.itertuples():
        own: Any = sizes.loc[(row.row, row.column)]
        assert (row.n, row.value_n) == (own["size"], own["count"])
        assert row.value == pytest.approx(own["mean"], abs=1e-6, nan_ok=True)
        # The sentences one click away.
        cell = replace(filters, also=Filters(countries=(row.row,), named=(row.column,)))
        assert evidence.count(plain.table, cell) == row.n
    _columns_appear_in_one_order(found)

    targets = stance.country_by_target(plain.table, filters, limit=50)
    held = _held(plain, _pairs(want, "country"), by="country")
    held = held[(held["key"] != UNKNOWN) & ~held["abstained"]]
    assert targets["n"].sum() == targets["value_n"].sum() == len(held)
    _columns_appear_in_one_order(targets)

    topics = grids.speaker_by_topic(plain.table, filters, limit=100)
    both = _pairs(want, "speaker")
    both = both[both["key"] != UNKNOWN].explode("topics")
    assert topics["n"].sum() == len(both)


def _naming(plain: Plain, cells: pd.DataFrame, *, by: list[str]) -> pd.DataFrame:
    """Return the sentences `cells` by the countries they name, and the sentiment toward the country itself."""
    named = cells.explode("countries_mentioned").dropna(subset="countries_mentioned")
    itself = plain.mentions[plain.mentions["kind"] == "country"].rename(columns={"country": "countries_mentioned"})
    keys = ["sentence_id", "countries_mentioned"]
    told = itself.groupby(keys, as_index=False)["sentiment_score"].mean().rename(columns={"sentiment_score": "toward"})
    pairs = named.merge(told, on=keys, how="left")
    return pairs.groupby([*by, "countries_mentioned"])["toward"].agg(["size", "count", "mean"])


def _columns_appear_in_one_order(cells: pd.DataFrame) -> None:
    """The figure takes the order of columns from appearance: the first row names them all, in the rows' order."""
    order = {c: i for i, c in enumerate(cells.drop_duplicates("column")["column"])}
    for _, row in cells.groupby("row", sort=False):
        places = [order[c] for c in row["column"]]
        assert places == sorted(places)


@FEW
@given(filters=random_filters)
def test_shares_over_time(plain: Plain, filters: Filters) -> None:
    found, want = shares.shares_over_time(plain.table, filters, limit=3), plain.match(filters)
    unit = found["unit"].iloc[0] if len(found) else "day"
    when = pd.to_datetime(want["date"]).dt.to_period({"day": "D", "week": "W", "month": "M", "year": "Y"}[unit])
    totals = want.groupby(when.dt.start_time).size()
    pairs = want.assign(when=when.dt.start_time).explode("topics").groupby(["when", "topics"]).size()
    for row in found.itertuples():
        assert row.total == totals[row.bucket]
        assert row.n == pairs.get((row.bucket, row.id), 0)
        assert row.low <= row.share <= row.high
    assert len(found) == len(totals) * found["id"].nunique()
    assert found["bucket"].nunique() <= shares.MOST


@FEW
@given(filters=random_filters, speaker=some.sampled_from(SPEAKERS))
def test_profile(plain: Plain, filters: Filters, speaker: str) -> None:
    want = plain.match(filters)
    mine = want[want["speaker_ids"].map(lambda ids: speaker in set(ids))]
    offices = profile.offices(plain.table, filters, speaker=speaker)
    assert offices["n"].sum() == len(mine)
    assert profile.names_used(plain.table, filters, speaker=speaker)["n"].sum() == len(mine)
    named, sizes = profile.about_countries(plain.table, filters, limit=100), _naming(plain, want, by=[])
    assert dict(zip(named["id"], named["n"], strict=True)) == sizes["size"].to_dict()
    assert dict(zip(named["id"], named["tone_n"], strict=True)) == sizes["count"].to_dict()


@FEW
@given(first=random_filters, second=random_filters)
def test_compare(plain: Plain, first: Filters, second: Filters) -> None:
    found = comparing.compare(plain.table, first, second, holder="speaker").set_index("id")
    a, b = plain.match(first), plain.match(second)
    assert comparing.overlap(plain.table, first, second) == len(a.index.intersection(b.index))
    if not len(a) and not len(b):
        assert found.empty
        return
    tone: Any = found.loc["tone"]
    assert (tone["a_n"], tone["b_n"]) == (len(a), len(b))
    if len(a) and len(b):
        x, y = a["sentiment_score"].to_numpy(float), b["sentiment_score"].to_numpy(float)
        assert tone["difference"] == pytest.approx(x.mean() - y.mean(), abs=1e-6)
        signs = np.sign(np.round(x, 3)[:, None] - np.round(y, 3)[None, :])
        assert tone["delta"] == pytest.approx(signs.mean(), abs=1e-6)
    else:
        assert tone["words"] == "one side only"


def _compared(plain: Plain, side: Filters, *, least_n: int) -> pd.DataFrame:
    return comparing.compare(plain.table, side, Filters(), holder="speaker", least_n=least_n).set_index("id")


def test_stances_of_speakers_and_outlets_are_not_added_up(plain: Plain) -> None:
    answered = plain.stances[~plain.stances["abstained"]]
    for holder in ("speaker", "outlet"):
        found = comparing.compare(plain.table, Filters(), Filters(outlets=("Open Record",)), holder=holder)
        sizes = answered[answered["holder"] == holder].groupby("target").size()
        assert dict(zip(found["id"], found["a_n"], strict=True)) == {"tone": len(plain.sentences), **sizes.to_dict()}
        record = plain.match(Filters(outlets=("Open Record",)))["sentence_id"]
        others = plain.stances[plain.stances["holder"] != holder]["sentence_id"]
        assert found.attrs["others"] == len(others) + others.isin(record).sum()


def test_a_side_of_three_is_too_few_to_tell(plain: Plain) -> None:
    sizes = plain.sentences["speaker_ids"].explode().value_counts()
    few = Filters(speakers=(str(sizes[sizes > 2].index[-1]),))
    n = len(plain.match(few))
    at_least, more = (_compared(plain, few, least_n=k) for k in (n, n + 1))
    assert "large" in at_least.loc["tone", "words"]
    assert more.loc["tone", "words"] == comparing.TOO_FEW
    assert more.loc["tone", "delta"] == at_least.loc["tone", "delta"]


@pytest.mark.parametrize(
    ("n", "days", "unit"),
    [
        (20, 0, "day"),
        (5_000, 60, "day"),
        (400, 60, "week"),
        (20_000, 700, "day"),
        (900, 700, "month"),
        (30, 700, "month"),
    ],
)
def test_buckets_are_wide_enough_to_hold_something(n: int, days: int, unit: str) -> None:
    assert counting.filled_unit("day", n=n, days=days, coarsest="month") == unit


def test_a_thin_target_is_cut_by_the_year(plain: Plain) -> None:
    thin = stance.over_time(plain.table, Filters(), target="peace", holder="speaker")
    assert thin["unit"].unique().tolist() == ["year"]
    assert counting.bucket_unit(plain.table, Filters()) == "month"


def test_distinctive_words_find_the_word_only_one_side_says(plain: Plain) -> None:
    # Log-odds by hand: a word said 30 of 100 times on one side and 5 of 100 on the other.
    z, delta = words.log_odds(np.array([30, 70]), np.array([5, 95]), prior=10)
    alpha = 10 * 35 / 200
    want = np.log((30 + alpha) / (110 - 30 - alpha)) - np.log((5 + alpha) / (110 - 5 - alpha))
    assert delta[0] == pytest.approx(want)
    assert z[0] == pytest.approx(want / np.sqrt(1 / (30 + alpha) + 1 / (5 + alpha)))
    assert z[0] > 1.96 > -1.96 > z[1]


def test_distinctive_words_count_whole_words(plain: Plain) -> None:
    first = Filters(voices=("direct",))
    found = words.distinctive(plain.table, first, Filters(voices=("outlet",)), limit=50)
    texts = plain.match(first)["text"].str.lower()
    assert not found.empty
    for row in found.itertuples():
        assert row.first_n == texts.str.count(rf"\b{row.word}\b").sum()
    assert found["z"].is_monotonic_decreasing
    assert not found.attrs["sampled"]


@pytest.mark.parametrize("ask", [
    lambda t: groups.by_group(t, Filters(), by="colour"),
    lambda t: counting.buckets(t, "decade"),
])  # fmt: skip
def test_a_wrong_choice_is_named(plain: Plain, ask: Any) -> None:
    with pytest.raises(ValueError, match="allowed are"):
        ask(plain.table)


def test_a_filter_that_matches_nothing_gives_empty_frames(plain: Plain) -> None:
    nobody, table = Filters(outlets=("No Such Paper",)), plain.table
    frames = [
        counting.timeline(table, nobody), groups.by_speaker(table, nobody),
        stance.by_target(table, nobody, holder=None), stance.stance_by(table, nobody, target="peace", by="country"),
        stance.over_time(table, nobody, target="peace", holder="outlet"), stance.country_by_target(table, nobody),
        grids.speaker_by_topic(table, nobody), shares.shares_over_time(table, nobody),
        profile.about_countries(table, nobody), words.distinctive(table, nobody, nobody),
        comparing.compare(table, nobody, nobody, holder=None),
        comparing.tones_over_time(table, nobody, nobody, either=nobody),
    ]  # fmt: skip
    assert all(frame.empty for frame in frames)


def test_without_a_scorer_there_is_no_tone(tmp_path: Path) -> None:
    build = tables.make_build(tmp_path, sentences=60, speakers=5, seed=1, tone=False)
    table = Table(store.current(tmp_path))
    assert table.id == build
    found = counting.timeline(table, Filters())
    assert found["tone"].isna().all() and (found["tone_n"] == 0).all()
    assert groups.by_topic(table, Filters())["tone"].isna().all()
    assert "tone" not in set(comparing.compare(table, Filters(), Filters(voices=("direct",)), holder=None)["id"])


def test_without_dates_sentences_stand_as_they_were_given(tmp_path: Path) -> None:
    tables.make_build(tmp_path, sentences=60, speakers=5, seed=1, dated=False)
    table = Table(store.current(tmp_path))
    assert evidence.orders(table, Filters()) == ("given", "negative", "positive", "unsure")
    assert evidence.orders(table, Filters(text="grain"))[:2] == ("relevant", "given")
    for filters in (Filters(), Filters(voices=("direct",))):
        every = [one["row"] for one in evidence.sentences(table, filters, order="given", limit=60)]
        assert every == sorted(every) and len(every) == evidence.count(table, filters) > 10
        part = evidence.sentences(table, filters, order="given", first=4, limit=3)
        assert [one["row"] for one in part] == every[4:7]


def test_dated_sentences_are_offered_by_date(plain: Plain) -> None:
    assert evidence.orders(plain.table, Filters()) == ("newest", "oldest", "negative", "positive", "unsure")


@FEW
@given(filters=random_filters)
def test_sentences_of_a_known_country_count_once(plain: Plain, filters: Filters) -> None:
    want = plain.match(filters)
    known = groups.by_country(plain.table, filters).attrs["known"]
    assert known == int((want["speaker_countries"].map(len) > 0).sum())


def test_what_has_no_date_is_counted_beside_what_is_drawn_over_time(tmp_path: Path) -> None:
    tables.make_build(tmp_path, sentences=600, speakers=6, seed=4, dated=0.7)
    table = Table(store.current(tmp_path))
    for filters in (Filters(), Filters(topics=("sanctions",))):
        matching, undated = evidence.count(table, filters), evidence.count(table, replace(filters, dates=(UNKNOWN,)))
        volume, parts = counting.timeline(table, filters), shares.shares_over_time(table, filters)
        assert volume.attrs["undated"] == parts.attrs["undated"] == undated > 0
        assert volume["n"].sum() == parts.attrs["sentences"] == matching - undated
        held = stance.over_time(table, filters, target="sanctions", holder="speaker")
        every = stance.by_target(table, filters, holder="speaker").set_index("id")["n"]["sanctions"]
        assert held["n"].sum() + held.attrs["undated"] == every and held.attrs["undated"] > 0


@pytest.mark.parametrize(
    ("unit", "name"), [("day", "2024-01-01"), ("week", "week of 2024-01-01"), ("month", "2024-01"), ("year", "2024")]
)
def test_a_bucket_has_one_name(unit: str, name: str) -> None:
    frame = counting.bucket_frame(np.array([(date(2024, 1, 1) - date(1970, 1, 1)).days]), unit)
    assert frame["label"].tolist() == Buckets.of(frame).words == [name]


@pytest.mark.parametrize("code", ["NOR", "TUR", "CIV", "NOR; CHL", "ZZZ", ""])
def test_the_model_is_told_the_same_holder_as_in_a_build(code: str) -> None:
    speaker = Speaker("arlo-tesk", "Arlo Tesk", "person", country=code or None)
    row = {"voice": "direct", "outlet": None, "speakers": ["Arlo Tesk", "Vera"], "countries_by_speaker": [code, ""]}
    assert own_target.holder_words(row) == holder_of((speaker, Speaker("vera", "Vera", "person")))


def test_a_speaker_has_one_name_in_all_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents whose number ends in 3 spell their speakers otherwise; the ids are those of the persons."""
    names_of = tables._sentences

    def spelled(*given: Any, **more: Any) -> dict[str, list[Any]]:
        made = names_of(*given, **more)
        other = [one.endswith("3") for one in made["document_id"]]
        made["speakers"] = [[f"{n}e" for n in s] if o else s for s, o in zip(made["speakers"], other, strict=True)]
        return made

    monkeypatch.setattr(tables, "_sentences", spelled)
    tables.make_build(tmp_path, sentences=600, speakers=6, seed=4)
    table = Table(store.current(tmp_path))
    shown = groups.speaker_names(table, table.ids("speaker"))
    rows = evidence.sentences(table, Filters(), limit=600, columns=["speakers"])
    asked = own_target.to_ask(table, Filters(), limit=600)
    for one in (*rows, *asked):
        assert one["speakers"] == [shown[i] for i in one["speaker_ids"]]
    # The models read the spelling of the document.
    for row, one in enumerate(table.sentences.take(range(100)).to_pylist()):
        held = own_target.holder_of(table, row)
        assert held == own_target.holder_words(one)
        assert one["voice"] == "outlet" or not one["speakers"] or str(held).startswith(f"{one['speakers'][0]} (")
    for chosen in (Filters(), Filters(topics=("sanctions",))):
        loaded = [one for batch in evidence.batches(table, chosen) for one in batch.to_pylist()]
        assert len(loaded) == evidence.count(table, chosen) > 50
        assert all(one["speakers"] == [shown[i] for i in one["speaker_ids"]] for one in loaded)
    for key in dict.fromkeys(one["sentence_id"].rsplit("-", 1)[0] for one in loaded):
        read = article(table, Filters(), key)
        assert read is not None and len(read.quotations)
        for one in read.quotations.to_dict("records"):
            assert one["speakers"] == [shown[i] for i in one["speaker_ids"]]
    answers = [{**one, "label": "favor", "abstained": False} for one in asked]
    frame = own_target.by_speaker([{**one, "speakers": [f"{n} {k}" for n in one["speakers"]]} for k, one in
                                   enumerate(answers)])  # fmt: skip
    assert frame["id"].is_unique and len(frame) == 8
