"""A command in; its time on the wall and on the processor, and the most memory it and its children held, out.

Memory is the sum over the process and all its descendants of their proportional share (PSS), looked at ten times a
second, so pages that workers share are counted once. Needs Linux.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVERY = 0.1
#: Where Linux says which processor this is; some containers hide it.
CPUINFO = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a finished command took: seconds, and MB at its peak; `output` is what it printed."""

    wall: float
    processor: float
    memory: float
    output: str


def run(arguments: Sequence[str], *, environment: dict[str, str] | None = None) -> Ran:
    """Run `python ARGUMENTS` in the project's folder to its end; raises `CalledProcessError` for a status over 1."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    peak = _Peak(process.pid)
    peak.start()
    output, errors = process.communicate()
    wall = time.perf_counter() - begun
    peak.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode > 1:
        print(errors, file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(wall, used, peak.kilobytes / 1e3, output)


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.kilobytes = 0

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            self.kilobytes = max(self.kilobytes, sum(_kilobytes(pid) for pid in _family(self._pid)))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _family(pid: int) -> list[int]:
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    return found


def _kilobytes(pid: int) -> int:
    try:
        share = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(share.group(1)) if share else 0


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    model = None
    with contextlib.suppress(OSError):
        model = re.search(r"model name\s*:\s*(.*)", CPUINFO.read_text())
    processor = model.group(1) if model else platform.processor()
    return {
        "processor": processor,
        "cores": len(os.sched_getaffinity(0)),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def print_json(found: object) -> None:
    """Print what was measured, figures to three digits."""
    print(json.dumps(_rounded(found), indent=1, ensure_ascii=False))


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.3g}") if abs(value) < 1_000 else round(value)
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value
