"""A folder in; out, what a build does there when the disk is full: part of `tests.benchmarks.faults`.

The disk is a tmpfs with room for the table that stands and some kilobytes more. Where none may be mounted (that takes
the rights of the system's administrator), the writer of Parquet files raises ENOSPC at its first, second, ... call.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import store
from data.errors import OutputError

#: Room on the disk beside the table that stands, in kilobytes.
ROOM = (8, 24, 40, 60, 80, 100, 140, 200, 300)


def run(place: Path) -> dict[str, object]:
    """Fill the disk at several places of a build; the former table must stay, whole."""
    from tests.benchmarks import faults

    place.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, check=False)
    if mounted.returncode != 0:
        return _with_writer(place)
    try:
        return _on_small_disk(place, faults)
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _on_small_disk(place: Path, faults: Any) -> dict[str, object]:
    counts, wrong = Counter[str](), list[str]()
    problem = faults.completed(faults.write(place.parent / "disk-in.jsonl", version=0), place / "out")
    if problem:
        return {"wrong": [problem]}
    for number, room in enumerate(ROOM, start=1):
        former = faults.whole(place / "out").id
        used = sum(p.stat().st_blocks * 512 for p in place.rglob("*")) // 1024
        subprocess.run(["mount", "-o", f"remount,size={used + room}k", str(place)], check=True)
        source = faults.write(place.parent / "disk-in.jsonl", version=number, count=400)
        process = faults.started(faults.command(source, place / "out"))
        _, errors = process.communicate()
        subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
        wrong += _judged(f"{room} kB", process.returncode, errors, counts)
        after = faults.whole(place / "out").id
        if process.returncode != 0 and after != former:
            wrong.append(f"{room} kB: the former table is gone")
    return {"means": "tmpfs", "counts": dict(counts), "wrong": wrong}


def _judged(where: str, status: int, errors: str, counts: Counter[str]) -> list[str]:
    if status == 0:
        counts["there was room enough"] += 1
        return []
    counts["disk full"] += 1
    if status != 2 or "Traceback" in errors or "podium: cannot write" not in errors or "free some space" not in errors:
        return [f"{where}: exit status {status}: {errors[-400:]}"]
    counts["said so, former table whole"] += 1
    return []


def _with_writer(place: Path) -> dict[str, object]:
    from data import pipeline
    from tests.benchmarks import faults, light

    light.make_light()
    counts, wrong = Counter[str](), list[str]()
    pipeline.build([faults.write(place / "in.jsonl", version=0)], out=place / "out", scored_by=("vader",))
    for number in range(1, 6):
        former = faults.whole(place / "out").id
        source = faults.write(place / "in.jsonl", version=number)
        real = store.pq.write_table
        store.pq.write_table = _full_at(number, real)
        try:
            pipeline.build([source], out=place / "out", scored_by=("vader",))
            counts["there was room enough"] += 1
        except OutputError as error:
            counts["disk full"] += 1
            if "free some space" in str(error) and faults.whole(place / "out").id == former:
                counts["said so, former table whole"] += 1
            else:
                wrong.append(str(error))
        finally:
            store.pq.write_table = real
    return {"means": "a writer that fails", "counts": dict(counts), "wrong": wrong}


def _full_at(call: int, real: Callable[..., None]) -> Callable[..., None]:
    calls = 0

    def write_table(*given: Any, **options: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(*given, **options)

    return write_table
