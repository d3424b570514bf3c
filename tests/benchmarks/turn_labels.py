"""Draw turn labels at random from transcripts and print how each is read, to be checked by hand.

    python -m tests.benchmarks.turn_labels whitehouse.jsonl.gz kremlin.jsonl.gz --each 100 --seed 31415

Each line: the label as printed, the date, and the name, kind, country and role it was read as (None: a heading).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from data.turns.turn_labels import parse_label


def transcripts(path: Path) -> Iterator[dict[str, object]]:
    """Yield the documents of a gzip JSON Lines file that have turns."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record.get("turns"):
                yield record


def drawn(path: Path, *, each: int, draw: random.Random) -> Iterator[str]:
    """Yield one line for each of `each` labels drawn from the distinct pairs of label and document in `path`."""
    records = {str(record["id"]): record for record in transcripts(path)}
    pairs = sorted({(turn[0], key) for key, record in records.items() for turn in record["turns"]})  # type: ignore[attr-defined]
    for label, key in draw.sample(pairs, each):
        record = records[key]
        text = f"{record['title']}\n{record['text']}"
        found = parse_label(label, outlet=str(record["outlet"]), date=str(record["date"]), text=text)
        read = (found.name, found.kind, found.country, found.role) if found else None
        yield f"{label!r:45} {record['date']} {read}"


def main() -> None:
    """Read the command line and print the lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    for path in arguments.files:
        for line in drawn(path, each=arguments.each, draw=draw):
            print(line)


if __name__ == "__main__":
    main()
