"""What a second worker of a Dask cluster is worth: `python -m tests.benchmarks.cluster INPUT... [--documents 60]`.

Starts a cluster of this machine with one single-threaded worker, then with two, builds the table of the same real
documents on each, and prints sentences a second, the ratio of the two, and whether the tables are the same, byte for
byte, as one built here. Models are loaded before the clock starts: each worker reads one document first. The ratio is
of the wall's clock and means something on an idle machine with a core for each worker alone.
"""

from __future__ import annotations

import argparse
import functools
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data import pipeline, scorers
from data.job import cluster
from tests.benchmarks.incremental import contents
from tests.benchmarks.job import documents, written
from tests.benchmarks.measured import machine, print_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the status is 1 when the tables differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cluster", description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--documents", type=int, default=60)
    chosen = parser.parse_args(arguments)
    found = documents(chosen.inputs, count=chosen.documents + 4)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = written(found[:4], folder / "warm.jsonl")
        source = written(found[4:], folder / "in.jsonl")
        rates = [_rate(source, warm, folder / str(workers), workers=workers) for workers in (1, 2)]
        pipeline.build([source], out=folder / "here", scored_by=scorers.DEFAULT)
        same = contents(folder / "1") == contents(folder / "2") == contents(folder / "here")
    print_json({
        "documents": len(found) - 4,
        "sentences_a_second": {"one worker": rates[0], "two workers": rates[1]},
        "two_over_one": rates[1] / rates[0],
        "same_bytes_as_here": same,
        "machine": machine(),
    })  # fmt: skip
    return 0 if same else 1


def _rate(source: Path, warm: Path, out: Path, *, workers: int) -> float:
    from distributed import LocalCluster

    options: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(n_workers=workers, processes=True, **options) as started:  # type: ignore[no-untyped-call]
        run = functools.partial(cluster.run, scheduler=started.scheduler_address)
        with started.get_client() as client:
            client.run(_warm, warm)
        begun = time.perf_counter()
        _, tally = pipeline.build([source], out=out, scored_by=scorers.DEFAULT, run=run)
        return tally.sentences / (time.perf_counter() - begun)


def _warm(source: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build([source], out=Path(folder), scored_by=scorers.DEFAULT)


if __name__ == "__main__":
    raise SystemExit(main())
