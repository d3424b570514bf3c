"""Jobs the dashboard starts outside the web process: started, watched, ended. Models never enter the web process.

Goes in: a folder with what a job needs and the arguments of `python -m data`. Comes out: how the job stands, found
again by a token nobody can guess. What is asked of jobs stands in `own_documents.py` (reading documents) and
`questions.py` (a target of one's own, the words that moved a score). Results are kept for a week. Nothing here draws.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import settings, store
from data.errors import InputError, OutputError

#: Seconds a job may run, jobs at once, seconds a result is kept.
MOST_SECONDS = 900
MOST_JOBS = 2
KEPT_SECONDS = 7 * 24 * 3600
STATES = ("running", "done", "failed", "cancelled", "too long")

_TOKEN = re.compile(r"[0-9a-f]{24}")
#: What lies in the folder of every job; of documents, with what their reader called each file; of sentences to score;
#: of a question about one of them.
_LOG, _STATE = "log.txt", "job.json"
INPUT, TABLE, NAMES = "input", "table", "names.json"
ASKED, SCORES = "asked.jsonl", "scores.jsonl"
QUESTION, ANSWER = "question.json", "answer.json"
#: The stages of a document in order, as `data.job.progress.stage` says them.
STAGES = ("quotations and speakers", "names and countries", "topics, tone and stance")
_STAGE = "stage: "
#: Share of a build in which its models are loaded and its table is written, at either end.
_ENDS = 0.1
_running: dict[str, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Job:
    """A job as it stands: its token, one of `STATES`, seconds since its start, and what it has said so far.

    `share` is how much of it is done, in [0, 1]: by lines for scores, by documents and stages for a table. `stage` says
    in words what it is doing.
    """

    token: str
    state: str
    seconds: float
    said: str
    share: float
    stage: str


def home() -> Path:
    """Return the folder of the jobs whose results are kept for a week."""
    return Path(tempfile.gettempdir()) / f"podium-{os.getuid()}"


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_hex(12)


@contextlib.contextmanager
def made(place: Path | None = None) -> Iterator[Path]:
    """Make the folder of a job (default: of a new one), to be filled and launched from.

    No other user of the machine can read it, nor its name: that is the token. Raises `OutputError` when it cannot be
    written.
    """
    place = place or home() / new_token()
    try:
        _forget_old()
        place.mkdir(parents=True, exist_ok=True)
        for private in (place.parent, place):
            private.chmod(0o700)
        yield place
    except OSError as error:
        raise OutputError(f"the job cannot be started in {place} ({error.strerror})") from error


def launch(
    place: Path, arguments: list[str], *, module: str = "data", said: bytes = b"", answer: Path | None = None
) -> None:
    """Start `python -m module arguments` in the folder of a job; it is given `said`, and `answer` holds what it says.

    Without `answer` that goes into the log, where errors go. It is ended after `MOST_SECONDS`.
    """
    _note(place, {"started": time.time()})
    (place / _LOG).write_bytes(b"")
    with (place / _LOG).open("ab") as log, (answer or place / _LOG).open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=settings.ROOT, stdin=subprocess.PIPE,
            stdout=out, stderr=log, start_new_session=True, env={**os.environ, "PODIUM_STAGES": "1"},
        )  # fmt: skip
    _running[place.name] = process
    if process.stdin is not None:
        process.stdin.write(said)
        process.stdin.close()
    threading.Thread(target=_end_when_late, args=(place, process), daemon=True).start()


def _end_when_late(place: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait for the job and end it when it takes too long, whether or not somebody watches it."""
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        _end(place, process, "too long")


def look(token: str) -> Job | None:
    """Return how the job stands, None when there is none of that token."""
    place = folder(token)
    if place is None:
        return None
    begun = float(json.loads((place / _STATE).read_text())["started"])
    seconds = time.time() - begun
    process = _running.get(token)
    words = _last_words(place)
    told = [line.removeprefix(_STAGE) for line in words.splitlines() if line.startswith(_STAGE)]
    said = "\n".join(line for line in words.splitlines() if not line.startswith(_STAGE))
    share, stage = _share_of_scores(place) if (place / ASKED).is_file() else _share_of_build(told)
    return Job(token, _state(place, process), seconds, said[-4000:], share, stage)


def cancel(token: str) -> None:
    """End a running job; its former result, if any, is not touched."""
    place, process = folder(token), _running.get(token)
    if place is not None and process is not None and process.poll() is None:
        _end(place, process, "cancelled")


def folder(token: str) -> Path | None:
    """Return the folder of a job; None for a token that has none."""
    if not _TOKEN.fullmatch(token):
        return None
    places = (home() / token, settings.own_folder() / token)
    return next((place for place in places if (place / _STATE).is_file()), None)


def running_in(place: Path) -> bool:
    """Return whether a job runs in this folder."""
    process = _running.get(place.name)
    return process is not None and process.poll() is None


def refuse_too_many() -> None:
    """Raise `InputError` where no other job may start now."""
    if sum(process.poll() is None for process in _running.values()) >= MOST_JOBS:
        raise InputError(f"{MOST_JOBS} jobs are running already: wait for one to end, or cancel it")


def _state(place: Path, process: subprocess.Popen[bytes] | None) -> str:
    ended = json.loads((place / _STATE).read_text()).get("ended")
    if ended in STATES:
        return str(ended)
    if process is not None and process.poll() is None:
        return "running"
    if (place / ASKED).is_file():
        return "done" if _lines(place / SCORES) == _lines(place / ASKED) else "failed"
    # Status 1 says that something was left out and the rest was done.
    ended_well = process is None or process.returncode in (0, 1)
    there = (place / TABLE / store.POINTER).is_file() or (place / ANSWER).is_file()
    return "done" if ended_well and there else "failed"


def _share_of_scores(place: Path) -> tuple[float, str]:
    done, asked = _lines(place / SCORES), max(1, _lines(place / ASKED))
    return min(1.0, done / asked), f"{done:,} of {asked:,} sentences asked" if done else "loading the model"


def _share_of_build(told: Sequence[str]) -> tuple[float, str]:
    """Return how much of a build is done, by the stages it told, and which stage it is at."""
    if not told:
        return 0.0, "loading the models"
    if told[-1] not in STAGES:
        return (1 - _ENDS, told[-1]) if told.count(STAGES[0]) else (0.0, "loading the models")
    documents = next((int(t.split()[0]) for t in told if t.endswith(" documents")), 1)
    begun = told.count(STAGES[0])
    share = (begun - 1 + STAGES.index(told[-1]) / len(STAGES)) / max(1, documents, begun)
    which = f"document {begun:,} of {max(documents, begun):,}: " if documents > 1 else ""
    return _ENDS + (1 - 2 * _ENDS) * share, which + told[-1]


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def _end(place: Path, process: subprocess.Popen[bytes], state: str) -> None:
    # The state comes first: who sees that the process is gone finds why.
    _note(place, {**json.loads((place / _STATE).read_text()), "ended": state})
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


def _note(place: Path, state: Mapping[str, Any]) -> None:
    """Write the state of a job in one go: a page may read it at any moment."""
    unfinished = place / f".{_STATE}"
    unfinished.write_text(json.dumps(dict(state)))
    os.replace(unfinished, place / _STATE)


def _last_words(place: Path) -> str:
    try:
        words = (place / _LOG).read_bytes()[-200_000:].decode("utf-8", errors="replace")
    except OSError:
        return ""
    # Paths of the server are nobody's business: a file is called what its reader called it.
    words = words.replace(f"{place / INPUT}{os.sep}", "")
    called = given_names(place)
    if called:
        stored = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
        words = re.sub(stored, lambda found: called[found[0]], words)
    return words.replace(str(place), "").strip()


def given_names(place: Path) -> dict[str, str]:
    """Return what the reader called each file of a job's input, by its name there."""
    try:
        called: dict[str, str] = json.loads((place / NAMES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return called


def _forget_old() -> None:
    for place in home().glob("*"):
        if _TOKEN.fullmatch(place.name) and time.time() - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
