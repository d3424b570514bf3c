"""What becomes of the table when things go wrong: `python -m tests.benchmarks.faults [--kills 100]`.

Everything runs with rules and lexicon alone on invented documents, for the table does not care what is in it.

kills     the job is killed (SIGKILL) at random: half at a moment anywhere in the time a build takes, half at a step
          anywhere among the things it does to files; in half of each a reader opens the table all the while as the
          dashboard does. After each kill the table must be a whole former or a whole new one, and the next build
          must complete. Every tenth is compared, byte for byte, with a build from nothing.
worker    a worker process is killed in the middle: the build completes with the same bytes
disk      the disk is full at several places of a build (a small tmpfs where one can be mounted, else a writer that
          raises ENOSPC): a message, no traceback, and the former table stays whole
damage    parts, manifest and pointer are damaged in turn: the message names the file and says what to do

Prints the counts as JSON; the exit status is 1 when anything was not as it must be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from data import schema, store
from data.errors import TableError
from tests.benchmarks import full_disk
from tests.benchmarks.measured import ROOT, print_json

NAMES = ("Arlo Vantreel", "Brina Marrowby", "Cassel Tesk", "Dorea Quillane", "Elvin Drave")
WORDS = "harbour treaty envoy ceasefire grain border convoy winter summit tariff".split()
DOCUMENTS = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all faults and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100, help="times the job is killed (default: 100)")
    parser.add_argument("--seed", type=int, default=0, help="of the moments (default: 0)")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = {
            "kills": kills(place / "kills", count=chosen.kills, rng=random.Random(chosen.seed)),
            "worker": worker(place / "worker"),
            "disk": full_disk.run(place / "disk"),
            "damage": damage(place / "damage"),
        }
    print_json(found)
    return 0 if all(not part["wrong"] for part in found.values()) else 1


def write(path: Path, *, version: int, count: int = DOCUMENTS) -> Path:
    """Write invented documents as JSON Lines; half of them differ from version to version. Return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(count):
        rng = random.Random(f"{number} {version if number % 2 else 0}")
        name = rng.choice(NAMES)
        said = [f"“The {rng.choice(WORDS)} will stay {n},” {name} said on Monday." for n in range(rng.randint(3, 12))]
        lines.append(json.dumps({"id": f"d{number}", "text": f"{name} of Norway spoke. " + "\n".join(said)}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def command(source: Path, out: Path, *options: str, killed: bool = False) -> list[str]:
    """Return the command line of a light build."""
    module = "tests.benchmarks.killed" if killed else "tests.benchmarks.light"
    return [sys.executable, "-m", module, "build", str(source), "--out", str(out), "--scorers", "vader", *options]


def started(line: list[str], **environment: str) -> subprocess.Popen[str]:
    """Start a command quietly in a process group of its own."""
    return subprocess.Popen(
        line, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip


def completed(source: Path, out: Path, *options: str) -> str | None:
    """Build to the end; return what went wrong, None when nothing did."""
    process = started(command(source, out, *options))
    _, errors = process.communicate()
    return None if process.returncode == 0 else f"exit status {process.returncode}: {errors[-300:]}"


def contents(build: store.Build) -> list[bytes]:
    """Return the bytes of all parts."""
    return [path.read_bytes() for table in schema.TABLES for path in build.parts(table)]


def whole(folder: Path) -> store.Build:
    """Return the current build, every part of it read and counted; raises `TableError` or `AssertionError`."""
    build = store.current(folder)
    store.verify(build)
    for table, info in build.manifest["tables"].items():
        rows = sum(pq.read_table(path).num_rows for path in build.parts(table))
        assert rows == info["rows"], f"{table}: {rows} rows, the manifest says {info['rows']}"
    told = sum(sum(pq.read_table(path)["sentences"].to_pylist()) for path in build.parts("documents"))
    assert told == build.manifest["counts"]["sentences"], "sentences of the documents and of the manifest differ"
    return build


def kills(place: Path, *, count: int, rng: random.Random) -> dict[str, object]:
    """Kill the job `count` times; see the module."""
    out, counts, wrong = place / "out", Counter[str](), list[str]()
    source = write(place / "in.jsonl", version=0)
    begun = time.monotonic()
    problem = completed(source, out)
    if problem:
        return {"wrong": [problem]}
    former, lasts, steps = whole(out), time.monotonic() - begun, _steps(place, out)
    reader: subprocess.Popen[str] | None = None
    for number in range(1, count + 1):
        if reader is None and number > count // 2:
            line = [sys.executable, "-m", "tests.benchmarks.table_reader", str(out), str(place / "read.json")]
            reader = started(line)
        source = write(place / "in.jsonl", version=number)
        by_step = number % 2 == 0
        process = started(
            command(source, out, killed=True), **({"PODIUM_KILL_AT": str(rng.randint(1, steps))} if by_step else {})
        )
        if not by_step:
            time.sleep(rng.uniform(0, lasts))
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        counts["killed" if process.returncode == -signal.SIGKILL else "done before the kill"] += 1
        counts["killed at a step" if by_step else "killed at a moment"] += 1
        wrong += _after(number, out, source, former, counts)
        former = store.current(out)
        if number % 10 == 0:
            wrong += _as_from_nothing(place, source, former, counts)
    leftovers = [p.name for p in out.iterdir() if p.name.startswith((store.PARTIAL, "."))]
    counts["half-written folders left"] = sum(name.startswith(store.PARTIAL) for name in leftovers)
    return {"counts": dict(counts), "steps of a build": steps, "reader": _stopped(reader, place, wrong), "wrong": wrong}


def _steps(place: Path, out: Path) -> int:
    """Return how many steps a build takes on files under `out`."""
    source = write(place / "in.jsonl", version=10_000)
    started(command(source, out, killed=True), PODIUM_STEPS=str(place / "steps")).communicate()
    return int((place / "steps").read_text(encoding="utf-8"))


def _after(number: int, out: Path, source: Path, former: store.Build, counts: Counter[str]) -> list[str]:
    """Check the table after a kill, and that the next build completes."""
    try:
        found = whole(out)
        counts["former table whole" if found.id == former.id else "new table whole"] += 1
    except (TableError, AssertionError) as error:
        return [f"kill {number}: {error}"]
    problem = completed(source, out)
    if problem:
        return [f"kill {number}: the next build did not complete: {problem}"]
    counts["next build completed"] += 1
    try:
        done = whole(out)
    except (TableError, AssertionError) as error:
        return [f"kill {number}: after the next build: {error}"]
    return [] if done.id != former.id else [f"kill {number}: the next build is not current"]


def _as_from_nothing(place: Path, source: Path, done: store.Build, counts: Counter[str]) -> list[str]:
    fresh = place / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    problem = completed(source, fresh)
    if problem or contents(store.current(fresh)) != contents(done):
        return [f"a build after a kill differs from one from nothing ({problem})"]
    counts["equal to a build from nothing"] += 1
    return []


def _stopped(reader: subprocess.Popen[str] | None, place: Path, wrong: list[str]) -> dict[str, object]:
    if reader is None:
        return {}
    reader.terminate()
    _, errors = reader.communicate()
    try:
        found: dict[str, object] = json.loads((place / "read.json").read_text(encoding="utf-8"))
    except OSError:
        wrong.append(f"the reader did not end well: {errors[-300:]}")
        return {}
    wrong += [f"reader: {one}" for one in found["wrong"]]  # type: ignore[attr-defined]
    return found


def worker(place: Path) -> dict[str, object]:
    """Kill a worker process in the middle of a build."""
    source = write(place / "in.jsonl", version=1, count=400)
    problem = completed(source, place / "one")
    process = started(command(source, place / "two", "--workers", "2"))
    killed = 0
    while process.poll() is None and not killed:
        if (place / "two").is_dir() and (workers := _workers(process.pid)):
            time.sleep(2.0)
            for pid in workers[:1]:
                os.kill(pid, signal.SIGKILL)
                killed += 1
        time.sleep(0.05)
    _, errors = process.communicate()
    wrong = [problem] if problem else []
    if process.returncode != 0:
        wrong.append(f"exit status {process.returncode}: {errors[-300:]}")
    elif contents(whole(place / "one")) != contents(whole(place / "two")):
        wrong.append("the tables differ")
    counts = {"workers killed": killed, "builds completed with the same bytes": int(not wrong)}
    return {"counts": counts, "wrong": wrong}


def _workers(pid: int) -> list[int]:
    """Return the processes that read documents: those that multiprocessing spawned."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        line = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"spawn_main" in line:
            found.append(int(child))
    return found


def damage(place: Path) -> dict[str, object]:
    """Damage one file at a time and look at what the dashboard's door to the table says."""
    from dashboard.table import Table

    counts, wrong = Counter[str](), list[str]()
    if problem := completed(write(place / "in.jsonl", version=1), place / "whole"):
        return {"wrong": [problem]}
    names = sorted(p.relative_to(place / "whole").as_posix() for p in (place / "whole").rglob("*") if p.is_file())
    names = [name for name in names if name.endswith((".parquet", ".json"))]
    for name in names:
        for what, harm in HARMS.items():
            folder = place / "damaged"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(place / "whole", folder)
            harm(folder / name)
            try:
                Table(store.current(folder))
                wrong.append(f"{name} {what}: not noticed")
            except TableError as error:
                said = str(error)
                named = (folder / name).name in said or (name == store.POINTER and "no table in" in said)
                told = named and "build" in said
                counts[f"{what}: file and what to do named"] += told
                wrong += [] if told else [f"{name} {what}: {said}"]
    counts["files"] = len(names)
    return {"counts": dict(counts), "wrong": wrong}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8] = bytes(b ^ 0x5A for b in content[middle : middle + 8])
    path.write_bytes(bytes(content))


HARMS: dict[str, Callable[[Path], None]] = {
    "removed": Path.unlink,
    "cut in half": _cut,
    "eight bytes changed": _changed,
    "emptied": lambda path: path.write_bytes(b"") and None,
}

if __name__ == "__main__":
    sys.exit(main())
