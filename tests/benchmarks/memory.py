"""What memory the job takes: `python -m tests.benchmarks.memory [--documents 2000,20000] [--megabytes 50]`.

With rules and lexicon alone on invented documents: the peak at two numbers of documents, and with one huge document
in which every paragraph holds a quotation; how many of those are found tells whether any was lost where it is cut.
Models add what they weigh, whatever the input.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.job import built
from tests.benchmarks.measured import machine, print_json

NAMES = ("Arlo Vantreel", "Brina Marrowby", "Cassel Tesk", "Dorea Quillane", "Elvin Drave")
WORDS = "harbour treaty envoy ceasefire grain border convoy winter summit tariff ferry lantern orchard".split()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.memory", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", default="2000,20000", metavar="A,B")
    parser.add_argument("--megabytes", type=float, default=50, help="of the huge document, 0 for none (default: 50)")
    chosen = parser.parse_args(arguments)
    found: dict[str, Any] = {"documents": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in map(int, chosen.documents.split(",")):
            source = folder / f"{count}.jsonl"
            with source.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(one) + "\n" for one in short(count))
            found["documents"][count] = built(source, folder / str(count), light=True)
        if chosen.megabytes:
            paragraphs = huge(folder / "huge.txt", characters=int(chosen.megabytes * 1e6))
            made = built(folder / "huge.txt", folder / "huge", light=True)
            found["huge"] = {**made, "quotations_written": paragraphs}
    print_json({**found, "machine": machine()})


def short(count: int) -> Iterator[dict[str, Any]]:
    """Yield short documents of invented words, no two alike."""
    for number in range(count):
        rng = random.Random(number)
        name, words = rng.choice(NAMES), " ".join(rng.choices(WORDS, k=60))
        yield {"id": str(number), "text": f"Item {number}: {words}. “We will stay for day {number},” {name} said."}


def huge(path: Path, *, characters: int) -> int:
    """Write a text whose every paragraph holds one quotation; return how many."""
    rng, written, paragraphs = random.Random(0), 0, 0
    with path.open("w", encoding="utf-8") as file:
        while written < characters:
            words = " ".join(rng.choices(WORDS, k=30))
            said = f"The record of day {paragraphs} names {words}. “We will stay for day {paragraphs},” "
            written += file.write(f"{said}{rng.choice(NAMES)} said.\n\n")
            paragraphs += 1
    return paragraphs


if __name__ == "__main__":
    main()
