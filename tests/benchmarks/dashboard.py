"""How long the dashboard takes on a large table: `python -m tests.benchmarks.dashboard --help`.

Makes a build of invented sentences (kept in `--folder` and used again), then runs every page of the app under random
filters as the server runs it, widgets and figures included, every answer computed anew. Prints one JSON object: for
each page the median and 95th percentile of milliseconds on the wall and on the processor, for Compare without and with
the words that follow in their place; the same for a naive page in the same run (the Overview's questions without any
drawing: the table pickled as `st.cache_data` does, whole-table masks, groups in pandas, on the first 100,000 sentences
alone) and how many times as long it takes at least; the memory of the process; and with `--chromium` how long a browser
takes from a click on a filter until the new numbers stand, and until everything is drawn. On a machine with other work
the wall says little; the processor time holds.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import resource
import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from dashboard import downloading
from dashboard.filters import Filters
from dashboard.queries import matching, words
from dashboard.table import Table, open_table
from data import settings, store
from tests import tables
from tests.benchmarks.chromium import paint_times
from tests.benchmarks.measured import machine

APP = settings.ROOT / "dashboard" / "app.py"
CONFIG = APP.parent / ".streamlit" / "config.toml"
#: What is opened: a name, the page, and what stands in its address beside the filters.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("Overview", {}),
    "speakers": ("Speakers", {}),
    "one speaker": ("Speakers", {"speaker": "brina-vantreel"}),
    "countries": ("Countries", {}),
    "topics": ("Topics", {}),
    "stance": ("Stance", {"toward": "peace"}),
    "compare": ("Compare", {"by": "country", "a": "country:NOR", "b": "country:CHL"}),
    "sentences": ("Sentences", {"order": "negative"}),
}
#: Sentences the naive page is given at most, from how many files of the build, and filters it is asked under.
NAIVE_ROWS, NAIVE_PARTS, NAIVE_FILTERS = 100_000, 2, 3
#: Seconds a run of a page may take on a busy machine.
PATIENCE = 300


class Clock:
    """Times the script of the app alone, as the server runs it, without what the test harness does before and after.

    The server keeps the compiled scripts, reads `dashboard/.streamlit/config.toml` and serves downloads as links.
    """

    def __init__(self) -> None:
        scripts = ScriptCache()
        app_test.ScriptCache = local_script_runner.ScriptCache = lambda: scripts  # type: ignore[assignment]
        downloading.served = True
        for section, values in tomllib.loads(CONFIG.read_text(encoding="utf-8")).items():
            for name, value in values.items():
                if section in ("browser", "client"):
                    config.set_option(f"{section}.{name}", value)
        self.wall: list[float] = []
        self.processor: list[float] = []
        #: The same up to the words that set two selections apart, which are counted last and follow in their place.
        self.wall_before_words: list[float] = []
        self.processor_before_words: list[float] = []
        self._run = script_runner.ScriptRunner._run_script
        self._distinctive = words.distinctive

    def __enter__(self) -> Clock:
        clock, run, distinctive = self, self._run, self._distinctive
        begun = (0.0, 0.0)

        def timed(runner: Any, data: Any) -> None:
            nonlocal begun
            begun = time.perf_counter(), time.process_time()
            run(runner, data)
            clock.wall.append((time.perf_counter() - begun[0]) * 1000)
            clock.processor.append((time.process_time() - begun[1]) * 1000)

        def counted_last(*args: Any, **own: Any) -> pd.DataFrame:
            clock.wall_before_words.append((time.perf_counter() - begun[0]) * 1000)
            clock.processor_before_words.append((time.process_time() - begun[1]) * 1000)
            return distinctive(*args, **own)

        script_runner.ScriptRunner._run_script = timed  # type: ignore[assignment]
        words.distinctive = counted_last
        return self

    def __exit__(self, *error: object) -> None:
        script_runner.ScriptRunner._run_script = self._run  # type: ignore[method-assign]
        words.distinctive = self._distinctive


def run_page(
    table: Table, page: str, query: dict[str, str], chosen: list[Filters]
) -> dict[str, dict[str, float]]:
    """Return the times of one page under each of the filters: "", and where words follow, " with its words".

    Raises `RuntimeError` when a page fails.
    """
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    path = next(settings.ROOT.glob(f"pages/*_{page}.py"))
    if path != min(settings.ROOT.glob("pages/[0-9]*_*.py")):
        app.switch_page(f"../pages/{path.name}")
    app.run()
    with Clock() as clock:
        for filters in chosen:
            matching.forget(table)
            st.cache_data.clear()
            app.query_params.clear()
            for name, value in {**filters.to_query(), **query}.items():
                app.query_params[name] = value
            app.run()
            if app.exception:
                raise RuntimeError(f"{page} under {filters.words()}: {app.exception[0].message}")
    if clock.wall_before_words:
        whole = figures(clock.wall, clock.processor)
        return {"": figures(clock.wall_before_words, clock.processor_before_words), " with its words": whole}
    return {"": figures(clock.wall, clock.processor)}


def figures(wall: list[float], processor: list[float]) -> dict[str, float]:
    """Return median and 95th percentile of both."""
    return {
        "wall_p50": statistics.median(wall), "wall_p95": _p95(wall),
        "processor_p50": statistics.median(processor), "processor_p95": _p95(processor),
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


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


def run_naive(build: store.Build, chosen: list[Filters]) -> tuple[int, dict[str, float]]:
    """Return how many sentences the naive page holds, and its times under each of the filters.

    Of a large table it is given the first `NAIVE_ROWS` alone, since it takes 6 GB and minutes for a million: what it
    would take for all of them is more, in proportion to the rows.
    """
    s, held = (pd.concat(map(pd.read_parquet, build.parts(name)[:NAIVE_PARTS])) for name in ("sentences", "stances"))
    s = s.head(NAIVE_ROWS)
    plain = (pickle.dumps(s, protocol=5), pickle.dumps(held[held["sentence_id"].isin(s["sentence_id"])], protocol=5))
    rows = len(s)
    del s, held
    wall, processor = [], []
    for filters in chosen:
        started, used = time.perf_counter(), time.process_time()
        naive(plain, filters)
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return rows, figures(wall, processor)


def run(folder: Path, *, rows: int, people: int, repeats: int, seed: int, naive_too: bool, chromium: bool) -> Any:
    """Return every figure of the benchmark."""
    if not (folder / store.POINTER).is_file():
        tables.make_build(folder, sentences=rows, speakers=people)
    os.environ["PODIUM_TABLE"] = str(folder)
    started = time.perf_counter()
    table = open_table(folder)
    found: dict[str, Any] = {
        "sentences": table.codes.rows, "filters": repeats, "open_seconds": time.perf_counter() - started, "pages_ms": {}
    }  # fmt: skip
    rng = random.Random(seed)
    chosen = [random_filters(rng) for _ in range(repeats)]
    for name, (page, query) in PAGES.items():
        for part, times in run_page(table, page, query, chosen).items():
            found["pages_ms"][name + part] = times
            shown = {k: round(v) for k, v in times.items()}
            print(name + part, shown, f"peak {memory()['peak']:.0f} MB", file=sys.stderr, flush=True)
    found["memory_mb"] = memory()
    found["load"] = os.getloadavg()[0]
    found["machine"] = machine()
    if naive_too:
        rows, slow = run_naive(table.build, chosen[:NAIVE_FILTERS])
        found["naive_overview_ms"] = slow | {"sentences": rows}
        found["times_faster_at_least"] = {k: slow[k] / found["pages_ms"]["overview"][k] for k in slow}
        print("naive overview", found["naive_overview_ms"], found["times_faster_at_least"], file=sys.stderr)
    if chromium:
        found["chromium_ms"] = paint_times(folder, pages=sorted({page for page, _ in PAGES.values()}))
    return found


def memory() -> dict[str, float]:
    """Return what the process takes: its own memory, the files it has mapped (the system may drop them), the peak."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines() if sys.platform == "linux" else []
    parts = {line.split(":")[0]: float(line.split()[1]) / 1024 for line in lines if line.startswith("Rss")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"own": parts.get("RssAnon", peak), "mapped": parts.get("RssFile", 0.0), "peak": peak}


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where the invented build is, or will be, kept")
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--speakers", type=int, default=20_000)
    parser.add_argument("--filters", type=int, default=20, help="filters drawn at random for each page")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-naive", action="store_true", help="leave out the page in pandas")
    parser.add_argument("--chromium", action="store_true", help="measure in a browser too")
    asked = parser.parse_args()
    found = run(
        asked.folder, rows=asked.sentences, people=asked.speakers, repeats=asked.filters, seed=asked.seed,
        naive_too=not asked.without_naive, chromium=asked.chromium,
    )  # fmt: skip
    print(json.dumps(found, indent=1, default=lambda v: round(float(v), 1)))


if __name__ == "__main__":
    main()
