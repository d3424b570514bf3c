"""The light job, killed at one step: `PODIUM_KILL_AT=N python -m tests.benchmarks.killed build ...`.

A step is anything the interpreter does to a file or folder under the table's folder: opening, renaming, removing,
making. At step N the process kills itself with SIGKILL, before the step is done. Without the variable nothing is
killed; either way the number of steps done so far is written to the file `PODIUM_STEPS`, where that is set.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from data.__main__ import main
from tests.benchmarks import light

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "sqlite3.connect")


class _Counter:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._kill_at = int(os.environ.get("PODIUM_KILL_AT", "0"))
        self.steps = 0

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        if event not in EVENTS or not any(self._folder in os.fsdecode(p) for p in given if isinstance(p, str | bytes)):
            return
        self.steps += 1
        if self.steps == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    light.make_light()
    counter = _Counter(sys.argv[sys.argv.index("--out") + 1])
    sys.addaudithook(counter)
    status = main()
    if "PODIUM_STEPS" in os.environ:
        Path(os.environ["PODIUM_STEPS"]).write_text(str(counter.steps), encoding="utf-8")
    sys.exit(status)
