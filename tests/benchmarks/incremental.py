"""What a second build costs: `python -m tests.benchmarks.incremental INPUT... [--documents 300] [--light]`.

Builds a table of real documents, changes every hundredth, builds again and compares, byte for byte, with a build of
the changed documents from nothing. Prints the processor time of the second over the first; what a build of a single
document takes (the start: imports, models, tables) is measured too and taken off both in `past_the_start`.
With `--light` rules and lexicon alone are run, where a first build is cheapest and the share therefore highest.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data import schema, store
from tests.benchmarks.job import built, documents, written
from tests.benchmarks.measured import machine, print_json

EVERY = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the status is 1 when the tables differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.incremental", description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--light", action="store_true")
    chosen = parser.parse_args(arguments)
    before = documents(chosen.inputs, count=chosen.documents)
    after = [replace(d, text=d.text + " Nobody left.") if n % EVERY == 50 else d for n, d in enumerate(before)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = built(written(before[:1], folder / "one.jsonl"), folder / "one", light=chosen.light)
        first = built(written(before, folder / "in.jsonl"), folder / "out", light=chosen.light)
        second = built(written(after, folder / "in.jsonl"), folder / "out", light=chosen.light)
        built(folder / "in.jsonl", folder / "fresh", light=chosen.light)
        same = contents(folder / "out") == contents(folder / "fresh")
    seconds = [run["seconds"]["processor"] for run in (start, first, second)]
    print_json({
        "documents": len(before),
        "changed": sum(a is not b for a, b in zip(before, after, strict=True)),
        "sentences": first["sentences"],
        "processor_seconds": dict(zip(("start", "first", "second"), seconds, strict=True)),
        "second_over_first": seconds[2] / seconds[1],
        "past_the_start": max(0.0, seconds[2] - seconds[0]) / (seconds[1] - seconds[0]),
        "same_bytes_as_from_nothing": same,
        "machine": machine(),
    })  # fmt: skip
    return 0 if same else 1


def contents(folder: Path) -> list[bytes]:
    """Return the bytes of all parts of the current build."""
    build = store.current(folder)
    return [path.read_bytes() for table in schema.TABLES for path in build.parts(table)]


if __name__ == "__main__":
    raise SystemExit(main())
