"""How fast the whole job is: `python -m tests.benchmarks.job speed|encoder|sizes INPUT... --help`.

speed    sentences a second of the whole job, over the same models asked one input at a time through
         `transformers.pipeline` in float32 in the same run: exactly the calls the job makes, their time alone
encoder  tokens a second on real sentences, over the limit set by the measured rate of matrix products in the same
         number type; padding counts as loss
sizes    processor time a sentence and peak memory of the job at two sizes

INPUT are JSON Lines of real documents. Each prints one JSON object with the machine it was measured on. On a machine
with other work the wall says little; the processor time holds where one thread is used (OMP_NUM_THREADS=1).
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data import hardware, readers, scorers, store, word_pieces
from data.records import Document
from tests.benchmarks import measured


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one thing and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.job", description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(required=True)
    for name, run in (("speed", speed), ("encoder", encoder_share), ("sizes", sizes)):
        verb = verbs.add_parser(name)
        verb.add_argument("inputs", nargs="+", metavar="INPUT")
        verb.set_defaults(run=run)
        if name == "sizes":
            verb.add_argument("--documents", default="100,1000", metavar="A,B", help="documents of the two runs")
            verb.add_argument("--light", action="store_true", help="rules and lexicon alone, no models")
            verb.add_argument("--workers", type=int, default=1)
        else:
            verb.add_argument("--documents", type=int, default=100, help="documents the job reads (default: 100)")
        if name == "speed":
            verb.add_argument("--singly", type=int, default=10, help="of these, asked one by one too (default: 10)")
            verb.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args(arguments)
    measured.print_json({**chosen.run(chosen), "machine": measured.machine()})


def documents(inputs: Sequence[str], *, count: int) -> list[Document]:
    """Return documents taken evenly from all inputs."""
    sources = [(d for d in readers.read_all([path]) if isinstance(d, Document)) for path in inputs]
    turns = (found for row in itertools.zip_longest(*sources) for found in row if found is not None)
    return list(itertools.islice(turns, count))


def speed(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the job's sentences a second over those of single calls."""
    found = documents(chosen.inputs, count=chosen.documents)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = built(written(found[:1], folder / "one.jsonl"), folder / "one", workers=chosen.workers)
        job = built(written(found, folder / "in.jsonl"), folder / "out", workers=chosen.workers)
    job["past_the_start"] = _past(start, job)
    singly = _singly(found[:: max(1, len(found) // chosen.singly)][: chosen.singly])
    return {
        "job": job,
        "singly": singly,
        "times_faster": _ratio(job["sentences_a_second"], singly["sentences_a_second"]),
        "times_faster_past_the_start": _ratio(job["past_the_start"], singly["sentences_a_second"]),
    }


def _past(start: dict[str, Any], job: dict[str, Any]) -> dict[str, float]:
    """Return sentences a second once models are loaded: what a run of one document took is taken off."""
    sentences = job["sentences"] - start["sentences"]
    return {clock: sentences / (job["seconds"][clock] - start["seconds"][clock]) for clock in job["seconds"]}


def _ratio(first: dict[str, float], second: dict[str, float]) -> dict[str, float]:
    return {clock: first[clock] / second[clock] for clock in first}


def _singly(found: list[Document]) -> dict[str, Any]:
    from tests.benchmarks import one_by_one

    calls = one_by_one.asked(found, scored_by=scorers.DEFAULT)
    slow = one_by_one.Slow()
    wall, processor = time.perf_counter(), time.process_time()
    slow.answer(calls)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return {
        "documents": len(found),
        "sentences": calls.sentences,
        "calls": {"sentences": len(calls.worded), "pairs": len(calls.pairs), "windows": len(calls.windows)},
        "sentences_a_second": {"wall": calls.sentences / wall, "processor": calls.sentences / processor},
        "answers_apart": one_by_one.differences(calls, slow),
    }


def written(found: Sequence[Document], path: Path) -> Path:
    """Write the documents as JSON Lines and return the path."""
    names = ("id", "text", "title", "outlet", "published", "url", "speaker", "country", "role")
    with path.open("w", encoding="utf-8") as file:
        for document in found:
            record = {name: value for name in names if (value := getattr(document, name)) is not None}
            record["turns"] = [[turn.label, turn.span.start, turn.span.end] for turn in document.turns]
            file.write(json.dumps(record) + "\n")
    return path


def built(source: Path, out: Path, *, workers: int = 1, light: bool = False) -> dict[str, Any]:
    """Build the table of `source` and return its counts, time and peak memory."""
    module = ["-m", "tests.benchmarks.light"] if light else ["-m", "data"]
    options = ["--scorers", "vader"] if light else []
    ran = measured.run([*module, "build", str(source), "--out", str(out), "--workers", str(workers), *options])
    manifest = store.current(out).manifest
    sentences = manifest["counts"]["sentences"]
    return {
        "documents": manifest["counts"]["documents"],
        "sentences": sentences,
        "quotations": manifest["counts"]["quotations"],
        "seconds": {"wall": ran.wall, "processor": ran.processor},
        "sentences_a_second": {"wall": sentences / ran.wall, "processor": sentences / ran.processor},
        "peak_memory_mb": ran.memory,
    }


def encoder_share(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the encoder's tokens a second over the limit of the matrix products."""
    import torch

    from data import encoder, sentences

    numbers = getattr(torch, hardware.numbers())
    trunk = encoder.load_trunk("pair")
    batches = [
        word_pieces.text_inputs([" ".join(s.span.of(d.text).split()) for s in sentences.split(d)])
        for d in documents(chosen.inputs, count=chosen.documents)
    ]
    once = [list(dict.fromkeys(batch)) for batch in batches]
    tokens = sum(len(one.ids) for batch in once for one in batch)
    work = sum(_products(trunk.model.config, len(one.ids)) for batch in once for one in batch)
    rates = [_matrix_rate(numbers)]
    took = min(_seconds(trunk, batches) for _ in range(3))
    rates.append(_matrix_rate(numbers))
    return {
        "numbers": str(numbers).removeprefix("torch."),
        "threads": torch.get_num_threads(),
        "tokens_a_second": tokens / took,
        "matrix_gflops": max(rates) / 1e9,
        "limit_tokens_a_second": max(rates) * tokens / work,
        "share_of_limit": work / took / max(rates),
    }


def _seconds(trunk: Any, batches: Sequence[Any]) -> float:
    from data import encoder

    begun = time.perf_counter()
    for inputs in batches:
        encoder.encode(trunk, inputs, pool=lambda hidden, _, mask: encoder.mean_of(hidden, mask))
    return time.perf_counter() - begun


def _products(config: Any, tokens: int) -> float:
    """Return the floating point operations of all matrix products over one text of so many tokens."""
    width, wide = config.hidden_size, config.intermediate_size
    weights = 2 * tokens * (4 * width * width + 2 * width * wide)
    return float(config.num_hidden_layers * (weights + 4 * tokens * tokens * width))


def _matrix_rate(numbers: Any) -> float:
    """Return the most floating point operations a second of one matrix product, over several sizes and tries."""
    import torch

    best = 0.0
    for size in (512, 1024, 2048):
        first, second = torch.randn(size, size).to(numbers), torch.randn(size, size).to(numbers)
        for _ in range(12):
            begun = time.perf_counter()
            first @ second
            best = max(best, 2 * size**3 / (time.perf_counter() - begun))
    return best


def sizes(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the cost a sentence and the memory of the job at two sizes."""
    counts = [int(count) for count in chosen.documents.split(",")]
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            source = written(documents(chosen.inputs, count=count), Path(folder) / f"{count}.jsonl")
            runs.append(built(source, Path(folder) / str(count), workers=chosen.workers, light=chosen.light))
    costs = [run["seconds"]["processor"] / run["sentences"] * 1e3 for run in runs]
    return {"runs": runs, "milliseconds_a_sentence": costs, "last_over_first": costs[-1] / costs[0]}


if __name__ == "__main__":
    main()
