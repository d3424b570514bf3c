"""Read documents and print what each stage of the reading costs: CPU seconds, and sentences for each of them.

    python -m tests.benchmarks.reading news.jsonl whitehouse.jsonl.gz --documents 60 --seed 7

The stages are those of `data.pipeline.read_document`: sentences, rules, tagger, the joining of both, speakers, and
mentions. CPU time of the process is counted, so that other work on the machine does not show, and one thread
multiplies, as in the job's workers: a second one would be counted while it waits. The first documents are read once
before to load tables and weights. "reading" is sentences, quotations and speakers without mentions.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from data import hardware, mentions, quotations, sentences, speakers
from data.quoting import merging, quote_marks, tagger
from data.readers.json_lines import document_from_record
from data.records import Document, Sentence
from tests.benchmarks.measured import machine

READING = ("sentences", "rules", "tagger", "merging", "speakers")
Result = TypeVar("Result")


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        """Return what `work` returns and add its CPU seconds to `stage`."""
        begun = time.process_time()
        result = work()
        self.seconds[stage] += time.process_time() - begun
        return result


def read(document: Document, clock: Clock) -> int:
    """Read one document as the job does; return the number of its sentences."""
    found = clock.time("sentences", lambda: sentences.split(document))
    rules = clock.time("rules", lambda: quotations.by_rules(document, found))
    joined = _joined(document, found, rules, clock)
    quoted, _ = clock.time("speakers", lambda: speakers.resolve(document, found, joined))
    clock.time("mentions", lambda: mentions.find(document, found, quoted))
    return len(found)


def _joined(document: Document, found: Sequence[Sentence], rules: list, clock: Clock) -> Sequence:  # type: ignore[type-arg]
    if document.turns or document.speaker or not tagger.available():
        return rules
    tagged = clock.time("tagger", lambda: tagger.attributions(document))
    regions = quote_marks.regions(document.text)
    return clock.time("merging", lambda: merging.merge(document.text, rules=rules, tagged=tagged, regions=regions))


def drawn(path: Path, *, documents: int, seed: int) -> list[Document]:
    """Return that many documents of a JSON Lines file, drawn at random."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]
    chosen = random.Random(seed).sample(records, min(documents, len(records)))
    return [document_from_record(record) for record in chosen]


def measure(documents: Sequence[Document]) -> dict[str, object]:
    """Return sentences, CPU seconds by stage, and sentences for each CPU second of the reading."""
    for document in documents[:3]:
        read(document, Clock())
    clock = Clock()
    count = sum(read(document, clock) for document in documents)
    spent = sum(clock.seconds[stage] for stage in READING)
    return {
        "documents": len(documents),
        "sentences": count,
        "cpu_seconds": {stage: round(seconds, 2) for stage, seconds in clock.seconds.items()},
        "reading_sentences_per_cpu_second": round(count / spent, 1),
        "with_mentions": round(count / sum(clock.seconds.values()), 1),
    }


def main() -> None:
    """Read the command line and print one JSON object a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    hardware.limit_threads(1)
    for path in arguments.files:
        figures = measure(drawn(path, documents=arguments.documents, seed=arguments.seed))
        print(json.dumps({"file": path.name, **figures, "machine": machine()}))


if __name__ == "__main__":
    main()
