"""Which labels change with the number type: `python -m tests.benchmarks.numbers INPUT... [--documents 40]`.

Builds the table of the same documents twice, with the matrix products in float32 and in bfloat16, and prints for each
label the share of rows in both tables where it differs, with n, and the rows that stand in one table alone. The first
runs on the processor, the second on a GPU where there is one. Where neither has bfloat16 in hardware the second build
is slow, its labels the same.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data import hardware, store
from tests.benchmarks import measured
from tests.benchmarks.job import documents, written

#: For each table what names a row, and the labels of a row.
LABELS = {
    "sentences": (["sentence_id"], ["voice", "speakers", "speaker_countries", "topic", "sentiment"]),
    "mentions": (["sentence_id", "start", "end"], ["kind", "entity", "sentiment"]),
    "stances": (["sentence_id", "target"], ["holder", "stance"]),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.numbers", description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = written(documents(chosen.inputs, count=chosen.documents), folder / "in.jsonl")
        for numbers in hardware.NUMBERS:
            measured.run(
                ["-m", "data", "build", str(source), "--out", str(folder / numbers), "--workers", str(chosen.workers)],
                environment={"PODIUM_NUMBERS": numbers, "PODIUM_DEVICE": "cpu" if numbers == "float32" else "auto"},
            )
        first, second = (store.current(folder / numbers) for numbers in hardware.NUMBERS)
        found = {table: changed(table, first, second) for table in LABELS}
    measured.print_json({"documents": chosen.documents, **found, "machine": measured.machine()})


def changed(table: str, first: store.Build, second: store.Build) -> dict[str, object]:
    """Return the rows in both builds, the share of them where each label differs, and the rows in one alone."""
    key, labels = LABELS[table]
    rows = [_rows(build, table, columns=[*key, *labels]) for build in (first, second)]
    both = rows[0].merge(rows[1], on=key, suffixes=("_first", "_second"))
    differ = {label: float((both[f"{label}_first"] != both[f"{label}_second"]).mean()) for label in labels}
    return {"rows": len(both), "in_one_alone": sum(map(len, rows)) - 2 * len(both), "share_changed": differ}


def _rows(build: store.Build, table: str, *, columns: list[str]) -> pd.DataFrame:
    rows = pd.concat([pd.read_parquet(path, columns=columns) for path in build.parts(table)])
    # Lists are compared as what they print; a missing label equals another.
    return rows.map(lambda value: str(list(value)) if hasattr(value, "tolist") else value).fillna("")


if __name__ == "__main__":
    main()
