"""What the person who started the job sees: a bar while it runs, a line for each document left out, a summary.

Everything goes to standard error but the summary, which is the answer; nothing here decides what the job does.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyarrow.compute as pc

from data import settings
from data.records import LeftOut

if TYPE_CHECKING:
    import pyarrow as pa

    from data.store import Build

#: Lines printed for the documents left out of one file; the table `left_out` lists them all.
SHOWN = 20
#: Seconds between two lines where there is no terminal to draw a bar on.
EVERY = 30.0
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_tells: ContextVar[bool] = ContextVar("tells", default=True)


@dataclass(slots=True)
class Tally:
    """What has been built so far; `attributed` counts sentences with a known speaker other than the outlet."""

    documents: int = 0
    duplicates: int = 0
    sentences: int = 0
    quotations: int = 0
    mentions: int = 0
    stances: int = 0
    attributed: int = 0
    unknown_speaker: int = 0
    read_before: int = 0
    lost: int = 0

    def add(self, made: Mapping[str, pa.Table], *, read_before: int, lost: int) -> None:
        """Count the rows of one chunk; `read_before` of its documents were not read now, `lost` parts could not be."""
        repeated = made["documents"].num_rows - made["documents"]["duplicate_of"].null_count
        self.read_before += read_before
        self.lost += lost
        self.documents += made["documents"].num_rows
        self.duplicates += repeated
        self.sentences += made["sentences"].num_rows
        self.quotations += made["quotations"].num_rows
        self.mentions += made["mentions"].num_rows
        self.stances += made["stances"].num_rows
        spoken = made["sentences"].filter(pc.not_equal(made["sentences"]["voice"], "outlet"))["speakers"]
        known = pc.sum(pc.greater(pc.list_value_length(spoken), 0)).as_py() or 0
        self.attributed += known
        self.unknown_speaker += len(spoken) - known


class Watch:
    """Shows the progress of one build; use it as a context manager. `total` documents are expected, 0 for unknown."""

    def __init__(self, *, total: int = 0, quiet: bool = False) -> None:
        self._total = total
        self._quiet = quiet
        self._bar = _Bar(total) if sys.stderr.isatty() and not quiet else None
        self._begun = self._last = time.monotonic()
        self._shown: Counter[str] = Counter()

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        if self._total:
            stage(f"{self._total} documents")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        for path, count in self._shown.items():
            if count > SHOWN and kind is None:
                say(f"left out: {path}: {count - SHOWN:,} more; the table left_out lists them all")

    @property
    def seconds(self) -> float:
        """Seconds since the build began."""
        return time.monotonic() - self._begun

    def left_out(self, found: LeftOut) -> None:
        """Print what was left out and why, the first `SHOWN` of each file."""
        self._shown[found.path] += 1
        if self._shown[found.path] <= SHOWN:
            say(f"left out: {where(found)}: {found.reason}")

    def at(self, tally: Tally) -> None:
        """Show how far the build has come."""
        now = time.monotonic()
        if self._bar is not None:
            self._bar.at(tally, now - self._begun)
        elif not self._quiet and now - self._last > EVERY:
            self._last = now
            of = f" of about {self._total:,}" if self._total else ""
            say(f"{tally.documents:,}{of} documents, {tally.sentences:,} sentences, {now - self._begun:,.0f} s")


class _Bar:
    """A bar of rich, on standard error."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._progress.add_task("reading", total=total or None)

    def start(self) -> None:
        self._progress.start()

    def stop(self) -> None:
        self._progress.stop()

    def at(self, tally: Tally, seconds: float) -> None:
        rate = tally.sentences / max(seconds, 1e-3)
        text = f"{tally.documents:,} documents, {tally.sentences:,} sentences, {rate:,.0f}/s"
        self._progress.update(self._task, completed=tally.documents, description=text)


def summary(done: Build, tally: Tally, *, seconds: float) -> str:
    """Return what was built, in a few lines; a rate where all of it was read now."""
    spoken = tally.attributed + tally.unknown_speaker
    share = f"{tally.attributed / spoken:.1%}" if spoken else "none"
    left_out = done.rows("left_out")
    rate = "" if tally.read_before else f", {tally.sentences / max(seconds, 1e-3):,.0f} sentences/s"
    return "\n".join(
        (
            f"documents   {tally.documents:,} ({tally.duplicates:,} repeat another, {tally.read_before:,} read before; "
            f"{left_out:,} more left out)",
            f"sentences   {tally.sentences:,}",
            f"speaker     known for {share} of the {spoken:,} sentences that somebody speaks",
            f"quotations  {tally.quotations:,}   mentions {tally.mentions:,}   stances {tally.stances:,}",
            f"time        {seconds:,.1f} s{rate}",
            f"build       {done.id} in {done.folder}",
        )
    )


def where(found: LeftOut) -> str:
    """Return file and line, as editors read them."""
    return f"{found.path}:{found.line}" if found.line is not None else found.path


def stage(name: str) -> None:
    """Say which stage a document has come to, where a program watches (`settings.tells_stages`)."""
    if _tells.get() and settings.tells_stages():
        say(f"{settings.STAGE}{name}")


@contextmanager
def untold() -> Iterator[None]:
    """Say no stage while this is entered: what is read to load the models is no document of the build."""
    before = _tells.set(False)
    try:
        yield
    finally:
        _tells.reset(before)


def say(text: str) -> None:
    """Print one line for the person, not for a program.

    A file's name may hold any character: those that steer a terminal, end the line or turn it around are replaced.
    """
    print(_STEERING.sub("\ufffd", text), file=sys.stderr, flush=True)
