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
#: The stages of a document in order, as `data.job.progress.stage` says them, and the end of what counts scored lines.
STAGES = ("quotations and speakers", "names and countries", "topics, tone and stance")
_LINES = " lines"
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
    started = time.time()
    _note(place, {"started": started})
    (place / _LOG).write_bytes(b"")
    with (place / _LOG).open("ab") as log, (answer or place / _LOG).open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=settings.ROOT, stdin=subprocess.PIPE,
            stdout=out, stderr=log, start_new_session=True, env={**os.environ, settings.STAGES_ASKED: "1"},
        )  # fmt: skip
    _running[place.name] = process
    # A dashboard that is started anew while the job runs finds it by its process.
    told = _told_of(process.pid)
    noted = {"started": started, "process": process.pid, "born": told and told[1], "dashboard": os.getpid()}
    _note(place, noted)
    if process.stdin is not None:
        process.stdin.write(said)
        process.stdin.close()
    threading.Thread(target=_end_when_late, args=(place, process), daemon=True).start()


def _end_when_late(place: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait for the job and end it when it takes too long, whether or not somebody watches it."""
    try:
        process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired:
        _end(place, process.pid, "too long")


def look(token: str) -> Job | None:
    """Return how the job stands, None when there is none of that token."""
    place = folder(token)
    if place is None:
        return None
    _end_when_left(place)
    seconds = time.time() - float(_noted(place)["started"])
    log = _log(place)
    told = [line.removeprefix(settings.STAGE) for line in log.splitlines() if line.startswith(settings.STAGE)]
    share, stage = _share_of_scores(place, told) if (place / ASKED).is_file() else _share_of_build(told)
    return Job(token, _state(place), seconds, _last_words(place, log), share, stage)


def cancel(token: str) -> None:
    """End a running job; its former result, if any, is not touched."""
    place = folder(token)
    process = None if place is None else _process(place)
    if place is not None and process is not None:
        _end(place, process, "cancelled")


def folder(token: str) -> Path | None:
    """Return the folder of a job; None for a token that has none."""
    if not _TOKEN.fullmatch(token):
        return None
    places = (home() / token, settings.own_folder() / token)
    return next((place for place in places if (place / _STATE).is_file()), None)


def running_in(place: Path) -> bool:
    """Return whether a job runs in this folder."""
    return _process(place) is not None


def refuse_too_many() -> None:
    """Raise `InputError` where no other job may start now."""
    places = [p for among in (home(), settings.own_folder()) for p in among.glob("*") if folder(p.name) == p]
    for place in places:
        _end_when_left(place)
    ours = sum(process.poll() is None for process in _running.values())
    if ours + sum(_left(place) is not None for place in places) >= MOST_JOBS:
        raise InputError(f"{MOST_JOBS} jobs are running already: wait for one to end, or cancel it")


def _process(place: Path) -> int | None:
    """Return the id of the process that works in the folder of a job, None when there is none (any more).

    One that an earlier dashboard started is known by when it was born, too: its number may be another's by now.
    """
    started = _running.get(place.name)
    if started is not None:
        return started.pid if started.poll() is None else None
    noted = _noted(place)
    process, born = noted.get("process"), noted.get("born")
    told = _told_of(process) if isinstance(process, int) and born is not None else None
    return process if told is not None and told[1] == born else None


def _told_of(process: int) -> tuple[int, str] | None:
    """Return a process's parent and when it began, in ticks of the machine; None when it has ended, or off Linux."""
    try:
        # After the name, which may hold anything: the state, the parent, and as the twentieth the beginning.
        told = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if told[0] in "ZX" else (int(told[1]), told[19])


def _left(place: Path) -> int | None:
    """Return the process that works in the folder of a job whose dashboard is gone, None when there is none."""
    process = None if place.name in _running else _process(place)
    told = None if process is None else _told_of(process)
    # A process that was left has another parent than the one that started it.
    return process if told is not None and told[0] != _noted(place).get("dashboard") else None


def _end_when_left(place: Path) -> None:
    """End a job that takes too long where whoever was to end it is gone."""
    process = _left(place)
    if process is not None and time.time() - float(_noted(place)["started"]) > MOST_SECONDS:
        _end(place, process, "too long")


def _state(place: Path) -> str:
    ended = _noted(place).get("ended")
    if ended in STATES:
        return str(ended)
    if running_in(place):
        return "running"
    process = _running.get(place.name)
    if (place / ASKED).is_file():
        return "done" if _lines(place / SCORES) == _lines(place / ASKED) else "failed"
    # Status 1 says that something was left out and the rest was done.
    ended_well = process is None or process.returncode in (0, 1)
    there = (place / TABLE / store.POINTER).is_file() or (place / ANSWER).is_file()
    return "done" if ended_well and there else "failed"


def _share_of_scores(place: Path, told: Sequence[str]) -> tuple[float, str]:
    # The scores appear when they are complete.
    last = next((int(line.split()[0]) for line in reversed(told) if line.endswith(_LINES)), 0)
    done, asked = max(last, _lines(place / SCORES)), max(1, _lines(place / ASKED))
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


def _end(place: Path, process: int, state: str) -> None:
    # The state comes first: who sees that the process is gone finds why.
    _note(place, {**_noted(place), "ended": state})
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGTERM)


def _noted(place: Path) -> dict[str, Any]:
    noted: dict[str, Any] = json.loads((place / _STATE).read_text())
    return noted


def _note(place: Path, state: Mapping[str, Any]) -> None:
    """Write the state of a job in one go: a page may read it at any moment."""
    unfinished = place / f".{_STATE}"
    unfinished.write_text(json.dumps(dict(state)))
    os.replace(unfinished, place / _STATE)


def _log(place: Path) -> str:
    """Return all that a job has said: its first stage counts the documents, and each begins with a stage."""
    try:
        return (place / _LOG).read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""


def _last_words(place: Path, log: str) -> str:
    """Return the end of what a job has said for its reader."""
    words = "\n".join(line for line in log.splitlines() if not line.startswith(settings.STAGE))[-200_000:]
    # Paths of the server are nobody's business: a file is called what its reader called it.
    words = words.replace(f"{place / INPUT}{os.sep}", "")
    called = given_names(place)
    if called:
        stored = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
        words = re.sub(stored, lambda found: called[found[0]], words)
    return words.replace(str(place), "").strip()[-4000:]


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
