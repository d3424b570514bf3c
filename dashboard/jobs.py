"""Jobs the dashboard starts outside the web process: reading one's own documents, asking about a target of one's own,
asking which words moved a score.

Goes in: files as bytes, sentences and a target, or one sentence. Comes out: a folder with a table, scores or an answer,
found again by a token nobody can guess. The jobs are the command line's own `python -m data build` and `score`, so a
pasted text is read exactly as a build reads it; models never enter the web process. Results are kept for a week; a
table of one's own (`keep`) stays until somebody deletes its folder. Nothing here draws.
"""

from __future__ import annotations

import itertools
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import settings, store
from data.errors import InputError, OutputError

#: Limits of one job: characters pasted, bytes uploaded in all, seconds it may run, jobs at once, days a result is kept.
MOST_CHARACTERS = 200_000
MOST_BYTES = 20_000_000
MOST_SECONDS = 900
MOST_JOBS = 2
MOST_SENTENCES = 300
#: Bytes of documents in one table of one's own.
MOST_KEPT_BYTES = 200_000_000
LONGEST_TARGET = 200
KEPT_SECONDS = 7 * 24 * 3600
ENDINGS = (".txt", ".jsonl", ".csv")
STATES = ("running", "done", "failed", "cancelled", "too long")

#: What a reader called each file of the input, by its name there.
_NAMES = "names.json"
_TOKEN = re.compile(r"[0-9a-f]{24}")
_INPUT, _TABLE, _LOG, _STATE = "input", "table", "log.txt", "job.json"
_ASKED, _SCORES = "asked.jsonl", "scores.jsonl"
_QUESTION, _ANSWER = "question.json", "answer.json"
#: The stages of a document in order, as `data.progress.stage` says them.
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
        called = {}
        for number, (name, content) in enumerate(files.items()):
            # The name is the reader's: only its ending and plain letters are kept.
            stem = re.sub(r"[^\w-]+", "-", Path(name).stem)[:60]
            stored = f"{number:03d}-{stem}{Path(name).suffix.lower()}"
            (place / _INPUT / stored).write_bytes(content)
            called[stored] = " ".join(name.split())
        (place / _NAMES).write_text(json.dumps(called), encoding="utf-8")
        _launch(place, ["build", str(place / _INPUT), "--out", str(place / _TABLE)])
    except OSError as error:
        raise OutputError(f"the job cannot be started in {place} ({error.strerror})") from error
    return token


def told_apart(names: Sequence[str]) -> list[str]:
    """Return the names of files, each again with a number where it stood before: "a.txt", "a (2).txt"."""
    found: list[str] = []
    for name in names:
        tries = (f"{Path(name).stem} ({number}){Path(name).suffix}" for number in itertools.count(2))
        found.append(name if name not in found else next(other for other in tries if other not in [*found, *names]))
    return found


def start_scoring(sentences: Sequence[Mapping[str, Any]], *, target: str) -> str:
    """Start asking what each of `sentences` (id, text, holder, and whatever else) holds toward `target`, in free words.

    Raises `InputError` for no sentences, more than `MOST_SENTENCES`, an empty or too long target, or too many jobs.
    """
    if not target.strip() or len(target) > LONGEST_TARGET:
        raise InputError(f"a target has 1 to {LONGEST_TARGET} characters, this one {len(target.strip())}")
    if not 0 < len(sentences) <= MOST_SENTENCES:
        raise InputError(f"{len(sentences):,} sentences were given, 1 to {MOST_SENTENCES:,} can be asked")
    _refuse_too_many()
    token = secrets.token_hex(12)
    place = _home() / token
    try:
        _forget_old()
        (place / _INPUT).mkdir(parents=True, mode=0o700)
        lines = [json.dumps({**sentence, "target": target}) for sentence in sentences]
        (place / _ASKED).write_text("\n".join(lines) + "\n", encoding="utf-8")
        _launch(place, ["score", str(place / _ASKED), str(place / _SCORES), "--task", "stance"])
    except OSError as error:
        raise OutputError(f"the job cannot be started in {place} ({error.strerror})") from error
    return token


def scores(token: str) -> list[dict[str, Any]]:
    """Return what a finished scoring found: each sentence as asked, with label, probabilities, abstained; else none."""
    place = folder(token)
    if place is None or not (place / _SCORES).is_file():
        return []
    asked = [json.loads(line) for line in (place / _ASKED).read_text(encoding="utf-8").splitlines()]
    found = [json.loads(line) for line in (place / _SCORES).read_text(encoding="utf-8").splitlines()]
    return [{**a, **f} for a, f in zip(asked, found, strict=False) if "error" not in f]


def start_explaining(question: Mapping[str, Any]) -> str:
    """Start asking which words of one sentence moved a score: the fields of `data.explain.Question`, and any others.

    Raises `InputError` for too many jobs at once, `OutputError` when the folder cannot be written.
    """
    _refuse_too_many()
    token = secrets.token_hex(12)
    place = _home() / token
    try:
        _forget_old()
        place.mkdir(parents=True, mode=0o700)
        (place / _QUESTION).write_text(json.dumps(dict(question)), encoding="utf-8")
        asked = {name: question.get(name) for name in ("text", "task", "target", "mention", "holder")}
        _launch(place, [], module="data.explain", said=json.dumps(asked).encode(), answer=place / _ANSWER)
    except OSError as error:
        raise OutputError(f"the job cannot be started in {place} ({error.strerror})") from error
    return token


def explained(token: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return question and answer ("score", "words") of a finished explanation; None where there is none."""
    place = folder(token)
    if place is None or not (place / _QUESTION).is_file():
        return None
    try:
        answer = json.loads((place / _ANSWER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return json.loads((place / _QUESTION).read_text(encoding="utf-8")), answer


def keep(token: str, *, into: str = "") -> str:
    """Start adding the documents of a finished job to the table of one's own `into` ("" for a new one), by its token.

    The table stays readable as it was until the new one is whole. Raises `InputError` when there is nothing to add, the
    table is being built or would grow too large, `OutputError` when its folder cannot be written.
    """
    place, own = folder(token), folder(into) if is_kept(into) else None
    if place is None or not (place / _INPUT).is_dir():
        raise InputError("there is nothing to add: the documents of that job are no longer here")
    _refuse_too_many()
    if own is not None and _running_there(own):
        raise InputError("documents are being added to that table: wait until it is done")
    own = own or settings.own_folder() / secrets.token_hex(12)
    files = list((place / _INPUT).iterdir())
    size = sum(f.stat().st_size for f in [*files, *(own / _INPUT).glob("*")])
    if size > MOST_KEPT_BYTES:
        raise InputError(
            f"{size:,} bytes are too many here, {MOST_KEPT_BYTES:,} are allowed: use `make build INPUT=...`"
        )
    try:
        (own / _INPUT).mkdir(parents=True, exist_ok=True, mode=0o700)
        called, given = _names(own), _names(place)
        for file in files:
            stored = f"{token[:8]}-{file.name}"
            shutil.copyfile(file, own / _INPUT / stored)
            called[stored] = given.get(file.name, file.name)
        (own / _NAMES).write_text(json.dumps(called), encoding="utf-8")
        _launch(own, ["build", str(own / _INPUT), "--out", str(own / _TABLE)])
    except OSError as error:
        raise OutputError(f"the table cannot be kept in {own} ({error.strerror})") from error
    return own.name


def is_kept(token: str) -> bool:
    """Return whether the token names a table of one's own that is kept, rather than a result of the week."""
    place = folder(token)
    return place is not None and place.parent == settings.own_folder()


def _launch(
    place: Path, arguments: list[str], *, module: str = "data", said: bytes = b"", answer: Path | None = None
) -> None:
    (place / _STATE).write_text(json.dumps({"started": time.time()}))
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
    words = _last_words(place)
    told = [line.removeprefix(_STAGE) for line in words.splitlines() if line.startswith(_STAGE)]
    said = "\n".join(line for line in words.splitlines() if not line.startswith(_STAGE))
    share, stage = _share_of_scores(place) if (place / _ASKED).is_file() else _share_of_build(told)
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
    places = (_home() / token, settings.own_folder() / token)
    return next((place for place in places if (place / _STATE).is_file()), None)


def table_of(token: str) -> Path | None:
    """Return the table folder of a finished job, None where there is none."""
    place = folder(token)
    return place / _TABLE if place is not None and (place / _TABLE / store.POINTER).is_file() else None


def called(token: str) -> dict[str, str]:
    """Return what the reader called each file behind a table of their own, by its name there; none without a table."""
    place = folder(token)
    return {} if place is None else _names(place)


def _refuse(files: Mapping[str, bytes]) -> None:
    if not files or not any(content.strip() for content in files.values()):
        raise InputError("there is nothing to read: paste a text or choose a file")
    other = [name for name in files if Path(name).suffix.lower() not in ENDINGS]
    if other:
        raise InputError(f"{other[0]}: files may end in {', '.join(ENDINGS)}")
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        raise InputError(f"{size:,} bytes are too many here, {MOST_BYTES:,} are allowed: use `make build INPUT=...`")
    _refuse_too_many()


def _running_there(place: Path) -> bool:
    process = _running.get(place.name)
    return process is not None and process.poll() is None


def _refuse_too_many() -> None:
    if sum(process.poll() is None for process in _running.values()) >= MOST_JOBS:
        raise InputError(f"{MOST_JOBS} jobs are running already: wait for one to end, or cancel it")


def _state(place: Path, process: subprocess.Popen[bytes] | None) -> str:
    ended = json.loads((place / _STATE).read_text()).get("ended")
    if ended in STATES:
        return str(ended)
    if process is not None and process.poll() is None:
        return "running"
    if (place / _ASKED).is_file():
        return "done" if _lines(place / _SCORES) == _lines(place / _ASKED) else "failed"
    # Status 1 says that something was left out and the rest was done.
    ended_well = process is None or process.returncode in (0, 1)
    there = (place / _TABLE / store.POINTER).is_file() or (place / _ANSWER).is_file()
    return "done" if ended_well and there else "failed"


def _share_of_scores(place: Path) -> tuple[float, str]:
    done, asked = _lines(place / _SCORES), max(1, _lines(place / _ASKED))
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
    os.killpg(process.pid, signal.SIGTERM)
    kept = json.loads((place / _STATE).read_text())
    (place / _STATE).write_text(json.dumps({**kept, "ended": state}))


def _last_words(place: Path) -> str:
    try:
        words = (place / _LOG).read_bytes()[-200_000:].decode("utf-8", errors="replace")
    except OSError:
        return ""
    # Paths of the server are nobody's business: a file is called what its reader called it.
    words = words.replace(f"{place / _INPUT}{os.sep}", "")
    called = _names(place)
    if called:
        stored = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
        words = re.sub(stored, lambda found: called[found[0]], words)
    return words.replace(str(place), "").strip()


def _names(place: Path) -> dict[str, str]:
    """Return what the reader called each file of a job's input, by its name there."""
    try:
        called: dict[str, str] = json.loads((place / _NAMES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return called


def _home() -> Path:
    return Path(tempfile.gettempdir()) / f"podium-{os.getuid()}"


def _forget_old() -> None:
    for place in _home().glob("*"):
        if _TOKEN.fullmatch(place.name) and time.time() - place.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
