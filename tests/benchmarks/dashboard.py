"""How long each page of the dashboard takes on a large table: `python -m tests.benchmarks.dashboard --help`.

Makes a build of invented sentences (kept in `--folder` and used again), then asks and draws what each page does under
random filters, every answer computed anew. Prints one JSON object: for each page the median and 95th percentile
of milliseconds on the wall and on the processor, beside a naive page in the same run (the table pickled as
`st.cache_data` does, whole-table masks, groups in pandas), and the ratio of the two. Streamlit itself, the network and
the browser are not in these times. On a machine with other work the wall says little; the processor time holds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from components import charts
from dashboard.filters import Filters
from dashboard.queries import compare, counts, evidence, grids, groups, matching, profile, shares, stance, words
from dashboard.table import Table
from data import store
from tests import tables

Page = Callable[[Table, Filters], None]


def overview(table: Table, filters: Filters) -> None:
    """Ask and draw what the Overview shows."""
    counts.counts(table, filters)
    charts.build_timeline_chart(counts.timeline(table, filters), title="t")
    charts.build_stance_chart(groups.by_speaker(table, filters, target="peace", limit=10), title="t")
    charts.build_counts_chart(groups.by_topic(table, filters, limit=12), title="t")
    charts.build_map_chart(groups.by_country(table, filters), title="t")
    evidence.sentences(table, filters, limit=10)


def speakers(table: Table, filters: Filters) -> None:
    """Ask and draw what the list of speakers shows."""
    counts.counts(table, filters)
    frame = groups.by_speaker(table, filters, target="peace")
    charts.build_stance_chart(frame, title="t")
    charts.build_counts_chart(frame, title="t")
    charts.build_dots_chart(frame, title="t")
    evidence.sentences(table, filters, limit=10)


def speaker(table: Table, filters: Filters) -> None:
    """Ask and draw one speaker's profile."""
    one = replace(filters, speakers=("brina-vantreel",))
    counts.counts(table, one)
    profile.offices(table, one, speaker="brina-vantreel")
    charts.build_timeline_chart(counts.timeline(table, one), title="t")
    charts.build_counts_chart(groups.by_topic(table, one), title="t")
    charts.build_stance_chart(stance.by_target(table, one), title="t")
    charts.build_dots_chart(profile.about_whom(table, one), title="t")


def countries(table: Table, filters: Filters) -> None:
    """Ask and draw the map and both grids."""
    counts.counts(table, filters)
    charts.build_map_chart(groups.by_country(table, filters), title="t")
    charts.build_grid_chart(stance.country_by_target(table, filters), title="t")
    charts.build_grid_chart(grids.country_about_country(table, filters), title="t", measure="tone")


def topics(table: Table, filters: Filters) -> None:
    """Ask and draw topics, their tone and their shares over time."""
    counts.counts(table, filters)
    charts.build_counts_chart(groups.by_topic(table, filters), title="t")
    charts.build_share_timeline_chart(shares.shares_over_time(table, filters), title="t")
    charts.build_grid_chart(grids.speaker_by_topic(table, filters), title="t", measure="tone")


def one_target(table: Table, filters: Filters) -> None:
    """Ask and draw the stance toward one target."""
    counts.counts(table, filters)
    charts.build_stance_chart(stance.stance_by(table, filters, target="peace", by="speaker"), title="t")
    charts.build_net_timeline_chart(stance.over_time(table, filters, target="peace"), title="t")
    frame = stance.by_holder(table, filters, target="peace")
    charts.build_dumbbell_chart(frame, title="t", first="outlet", second="speakers")


def two_selections(table: Table, filters: Filters) -> None:
    """Ask and draw the comparison of two countries, without the words."""
    sides = [replace(filters, also=Filters(countries=(c,))) for c in ("NOR", "CHL")]
    charts.build_dumbbell_chart(compare.compare(table, *sides), title="t", first="Norway", second="Chile")
    compare.overlap(table, *sides)


def sentences(table: Table, filters: Filters) -> None:
    """Ask for one page of sentences, ordered."""
    counts.counts(table, filters)
    evidence.sentences(table, filters, order="negative", first=100, limit=20)


def distinctive(table: Table, filters: Filters) -> None:
    """Ask and draw the words of two countries."""
    sides = [replace(filters, also=Filters(countries=(c,))) for c in ("NOR", "CHL")]
    charts.build_words_chart(words.distinctive(table, *sides), title="t", first="Norway", second="Chile")


PAGES: dict[str, Page] = {
    "overview": overview, "speakers": speakers, "speaker": speaker, "countries": countries, "topics": topics,
    "stance": one_target, "compare": two_selections, "sentences": sentences, "words": distinctive,
}  # fmt: skip


def random_filters(rng: random.Random) -> Filters:
    """Return the kind of filters a reader sets: one or two fields, sometimes dates."""
    fields: dict[str, Callable[[], Any]] = {
        "outlets": lambda: (rng.choice(tables.OUTLETS),),
        "countries": lambda: tuple(rng.sample(tables.COUNTRIES, 2)),
        "topics": lambda: (rng.choice(tables.TOPICS),),
        "targets": lambda: (rng.choice(tables.TARGETS),),
        "voices": lambda: ("direct",),
        "start": lambda: date(2024, 1, 1) + timedelta(days=rng.randrange(600)),
        "speakers": lambda: (tables.speaker_name(rng.randrange(50)).lower().replace(" ", "-"),),
    }
    return Filters(**{name: fields[name]() for name in rng.sample(sorted(fields), rng.choice((1, 1, 2)))})


def naive(pickled: tuple[bytes, bytes], filters: Filters) -> None:
    """Do the Overview's questions as a page on `st.cache_data` would: a copy of the table, masks, groups in pandas."""
    s, held = (pickle.loads(part) for part in pickled)  # noqa: S301  the bytes are made in this run
    for name, column in (("speakers", "speaker_ids"), ("countries", "speaker_countries"), ("topics", "topics")):
        wanted = set(getattr(filters, name))
        if wanted:
            s = s[s[column].map(lambda v, wanted=wanted: not wanted.isdisjoint(v))]
    if filters.outlets:
        s = s[s["outlet"].isin(filters.outlets)]
    if filters.voices:
        s = s[s["voice"].isin(filters.voices)]
    if filters.start:
        s = s[s["date"] >= filters.start]
    if filters.targets:
        s = s[s["sentence_id"].isin(held.loc[held["target"].isin(filters.targets), "sentence_id"])]
    s["document_id"].nunique()
    s.groupby([pd.to_datetime(s["date"]).dt.to_period("W"), "voice"])["sentiment_score"].agg(["mean", "std", "size"])
    pairs = s[["sentence_id", "speaker_ids"]].explode("speaker_ids")
    peace = held[held["target"] == "peace"]
    pairs.merge(peace, on="sentence_id").groupby(["speaker_ids", "stance"]).size()
    for column in ("topics", "speaker_countries"):
        s[[column, "sentiment_score"]].explode(column).groupby(column)["sentiment_score"].agg(["mean", "std", "size"])
    s.sort_values("date", ascending=False).head(10)


def measure(work: Callable[[Filters], None], chosen: list[Filters], before: Callable[[], None]) -> dict[str, float]:
    """Return median and 95th percentile of milliseconds on the wall and on the processor."""
    wall, processor = [], []
    for filters in chosen:
        before()
        started, used = time.perf_counter(), time.process_time()
        work(filters)
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return {
        "wall_p50": statistics.median(wall), "wall_p95": _p95(wall),
        "processor_p50": statistics.median(processor), "processor_p95": _p95(processor),
    }  # fmt: skip


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


def run(folder: Path, *, rows: int, people: int, repeats: int, seed: int, with_naive: bool) -> dict[str, Any]:
    """Return every figure of the benchmark."""
    if not (folder / store.POINTER).is_file():
        tables.make_build(folder, sentences=rows, speakers=people)
    build = store.current(folder)
    started = time.perf_counter()
    table = Table(build)
    opened = time.perf_counter() - started
    rng = random.Random(seed)
    chosen = [random_filters(rng) for _ in range(repeats)]
    overview(table, Filters())  # imports, plotly's validators
    pages = {}
    for name, page in PAGES.items():
        pages[name] = measure(lambda f, p=page: p(table, f), chosen, lambda: matching.forget(table))
        print(name, {k: round(v) for k, v in pages[name].items()}, file=sys.stderr, flush=True)
    found: dict[str, Any] = {
        "sentences": table.rows("sentences"), "filters": repeats, "open_seconds": opened, "pages_ms": pages,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "machine": platform.processor(),
    }  # fmt: skip
    if with_naive:
        plain = (_read(build, "sentences"), _read(build, "stances"))
        slow = measure(lambda f: naive(plain, f), chosen[:5], lambda: None)
        found["naive_overview_ms"] = slow
        found["times_faster"] = {k: slow[k] / pages["overview"][k] for k in slow}
    return found


def _read(build: store.Build, name: str) -> bytes:
    return pickle.dumps(pd.concat(map(pd.read_parquet, build.parts(name)), ignore_index=True), protocol=5)


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where the invented build is, or will be, kept")
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--speakers", type=int, default=20_000)
    parser.add_argument("--filters", type=int, default=20, help="filters drawn at random for each page")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-naive", action="store_true", help="leave out the page in pandas (3 GB of memory)")
    asked = parser.parse_args()
    found = run(
        asked.folder, rows=asked.sentences, people=asked.speakers, repeats=asked.filters, seed=asked.seed,
        with_naive=not asked.without_naive,
    )  # fmt: skip
    print(json.dumps(found, indent=1, default=lambda v: round(float(v), 1)))


if __name__ == "__main__":
    main()
