"""Jobs the dashboard starts outside the web process: reading a person's own documents into a table of their own.

Goes in: files as bytes. Comes out: a folder with a table, found again by a token nobody can guess. The job is the
command line's own `python -m data build`, so a pasted text is read exactly as a build reads it; models never enter the
web process. Nothing here draws.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data import settings, store
from data.errors import InputError, OutputError

#: Limits of one job: characters pasted, bytes uploaded in all, seconds it may run, jobs at once, days a result is kept.
MOST_CHARACTERS = 200_000
MOST_BYTES = 20_000_000
MOST_SECONDS = 900
MOST_JOBS = 2
KEPT_SECONDS = 7 * 24 * 3600
ENDINGS = (".txt", ".jsonl", ".csv")
STATES = ("running", "done", "failed", "cancelled", "too long")

_TOKEN = re.compile(r"[0-9a-f]{24}")
_INPUT, _TABLE, _LOG, _STATE = "input", "table", "log.txt", "job.json"
_running: dict[str, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Job:
    """A job as it stands: its token, one of `STATES`, seconds since its start, and what it has said so far."""

    token: str
    state: str
    seconds: float
    said: str


def start(files: Mapping[str, bytes]) -> str:
    """Start reading `files` (name to content) and return the job's token.

    Raises `InputError` for no files, too many bytes, another ending than `ENDINGS`, or too many jobs at once, and
    `OutputError` when the machine's folder for temporary files cannot be written.
    """
    _refuse(files)
    token = secrets.token_hex(12)
    place = _home() / token
    try:
        _forget_old()
        (place / _INPUT).mkdir(parents=True, mode=0o700)
        for number, (name, content) in enumerate(files.items()):
            # The name is the reader's: only its ending and plain letters are kept.
            stem = re.sub(r"[^\w-]+", "-", Path(name).stem)[:60]
            (place / _INPUT / f"{number:03d}-{stem}{Path(name).suffix.lower()}").write_bytes(content)
        (place / _STATE).write_text(json.dumps({"started": time.time()}))
        with (place / _LOG).open("wb") as log:
            command = [sys.executable, "-m", "data", "build", str(place / _INPUT), "--out", str(place / _TABLE)]
            _running[token] = subprocess.Popen(
                command, cwd=settings.ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
    except OSError as error:
        raise OutputError(f"the job cannot be started in {place} ({error.strerror})") from error
    return token


def look(token: str) -> Job | None:
    """Return how the job stands, None when there is none of that token."""
    place = folder(token)
    if place is None:
        return None
    begun = float(json.loads((place / _STATE).read_text())["started"])
    seconds = time.time() - begun
    process = _running.get(token)
    if process is not None and process.poll() is None and seconds > MOST_SECONDS:
        _end(place, process, "too long")
    return Job(token, _state(place, process), seconds, _last_words(place))


def cancel(token: str) -> None:
    """End a running job; its former result, if any, is not touched."""
    place, process = folder(token), _running.get(token)
    if place is not None and process is not None and process.poll() is None:
        _end(place, process, "cancelled")


def folder(token: str) -> Path | None:
    """Return the folder of a job; None for a token that has none."""
    if not _TOKEN.fullmatch(token):
        return None
    place = _home() / token
    return place if (place / _STATE).is_file() else None


def table_of(token: str) -> Path | None:
    """Return the table folder of a finished job, None where there is none."""
    place = folder(token)
    return place / _TABLE if place is not None and (place / _TABLE / store.POINTER).is_file() else None


def _refuse(files: Mapping[str, bytes]) -> None:
    if not files or not any(content.strip() for content in files.values()):
        raise InputError("there is nothing to read: paste a text or choose a file")
    other = [name for name in files if Path(name).suffix.lower() not in ENDINGS]
    if other:
        raise InputError(f"{other[0]}: files may end in {', '.join(ENDINGS)}")
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        raise InputError(f"{size:,} bytes are too many here, {MOST_BYTES:,} are allowed: use `make build INPUT=...`")
    if sum(process.poll() is None for process in _running.values()) >= MOST_JOBS:
        raise InputError(f"{MOST_JOBS} jobs are running already: wait for one to end, or cancel it")


def _state(place: Path, process: subprocess.Popen[bytes] | None) -> str:
    ended = json.loads((place / _STATE).read_text()).get("ended")
    if ended in STATES:
        return str(ended)
    if process is not None and process.poll() is None:
        return "running"
    return "done" if (place / _TABLE / store.POINTER).is_file() else "failed"


def _end(place: Path, process: subprocess.Popen[bytes], state: str) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    kept = json.loads((place / _STATE).read_text())
    (place / _STATE).write_text(json.dumps({**kept, "ended": state}))


def _last_words(place: Path) -> str:
    try:
        words = (place / _LOG).read_bytes()[-4000:].decode("utf-8", errors="replace")
    except OSError:
        return ""
    # Paths of the server are nobody's business.
    return words.replace(str(place), "").strip()


def _home() -> Path:
    return Path(tempfile.gettempdir()) / f"podium-{os.getuid()}"


def _forget_old() -> None:
    for place in _home().glob("*"):
        if _TOKEN.fullmatch(place.name) and time.time() - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
