"""Documents of one's own: read by a job outside the web process, shown as a table of their own, kept where asked.

Goes in: files as bytes. Comes out: the token of a job (`dashboard/jobs.py`), and by it the folder of the table it made.
The job is the command line's own `python -m data build`, so a pasted text is read exactly as a build reads it. A result
is kept for a week; a table of one's own (`keep`) stays until somebody deletes its folder. Nothing here draws.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard import jobs
from dashboard.jobs import INPUT, NAMES, TABLE
from data import settings, store
from data.errors import InputError, OwnTableError

#: Limits of one reading: characters pasted, bytes uploaded in all, bytes of documents in one table of one's own.
MOST_CHARACTERS = 200_000
MOST_BYTES = 20_000_000
MOST_KEPT_BYTES = 200_000_000
ENDINGS = (".txt", ".jsonl", ".csv")


def start(files: Mapping[str, bytes]) -> str:
    """Start reading `files` (name to content) and return the job's token.

    Raises `InputError` for no files, too many bytes, another ending than `ENDINGS`, or too many jobs at once, and
    `OutputError` when the machine's folder for temporary files cannot be written.
    """
    _refuse(files)
    with jobs.made() as place:
        (place / INPUT).mkdir()
        called = {}
        for number, (name, content) in enumerate(files.items()):
            # The name is the reader's: only its ending and plain letters are kept.
            stem = re.sub(r"[^\w-]+", "-", Path(name).stem)[:60]
            stored = f"{number:03d}-{stem}{Path(name).suffix.lower()}"
            (place / INPUT / stored).write_bytes(content)
            called[stored] = " ".join(name.split())
        (place / NAMES).write_text(json.dumps(called), encoding="utf-8")
        jobs.launch(place, ["build", str(place / INPUT), "--out", str(place / TABLE)])
    return place.name


def told_apart(names: Sequence[str]) -> list[str]:
    """Return the names of files, each again with a number where it stood before: "a.txt", "a (2).txt"."""
    found: list[str] = []
    for name in names:
        tries = (f"{Path(name).stem} ({number}){Path(name).suffix}" for number in itertools.count(2))
        found.append(name if name not in found else next(other for other in tries if other not in [*found, *names]))
    return found


def keep(token: str, *, into: str = "") -> str:
    """Start adding the documents of a finished job to the table of one's own `into` ("" for a new one), by its token.

    The table stays readable as it was until the new one is whole. Raises `InputError` when there is nothing to add, the
    table is being built or would grow too large, `OutputError` when its folder cannot be written.
    """
    place, own = jobs.folder(token), jobs.folder(into) if is_kept(into) else None
    if place is None or not (place / INPUT).is_dir():
        raise InputError("there is nothing to add: the documents of that job are no longer here")
    jobs.refuse_too_many()
    if own is not None and jobs.running_in(own):
        raise InputError("documents are being added to that table: wait until it is done")
    own = own or settings.own_folder() / jobs.new_token()
    files = list((place / INPUT).iterdir())
    size = sum(f.stat().st_size for f in [*files, *(own / INPUT).glob("*")])
    if size > MOST_KEPT_BYTES:
        raise InputError(
            f"{size:,} bytes are too many here, {MOST_KEPT_BYTES:,} are allowed: use `make build INPUT=...`"
        )
    with jobs.made(own):
        (own / INPUT).mkdir(exist_ok=True)
        called, given = jobs.given_names(own), jobs.given_names(place)
        for file in files:
            stored = f"{token[:8]}-{file.name}"
            shutil.copyfile(file, own / INPUT / stored)
            called[stored] = given.get(file.name, file.name)
        (own / NAMES).write_text(json.dumps(called), encoding="utf-8")
        jobs.launch(own, ["build", str(own / INPUT), "--out", str(own / TABLE)])
    return own.name


def is_kept(token: str) -> bool:
    """Return whether the token names a table of one's own that is kept, rather than a result of the week."""
    place = jobs.folder(token)
    return place is not None and place.parent == settings.own_folder()


def called(token: str) -> dict[str, str]:
    """Return what the reader called each file behind a table of their own, by its name there; none without a table."""
    place = jobs.folder(token)
    return {} if place is None else jobs.given_names(place)


def table_of(token: str) -> Path | None:
    """Return the table folder a job made; None, which is the shared table, for no token ("").

    Raises `OwnTableError` where the token leads to no table: nobody may take the shared one for their own.
    """
    if not token:
        return None
    place, job = jobs.folder(token), jobs.look(token)
    if place is None or job is None:
        raise OwnTableError(
            "The documents this link leads to are no longer here. What is read on the Analyse page is kept for a week "
            "unless it is kept in a table of your own: read it again there, or go back to the shared table."
        )
    if (place / TABLE / store.POINTER).is_file():
        return place / TABLE
    if job.state == "running":
        raise OwnTableError("Your own table is still being built. Look again in a moment.")
    raise OwnTableError(f"Your own table was not built ({job.state}). The Analyse page shows what its job said.")


def _refuse(files: Mapping[str, bytes]) -> None:
    if not files or not any(content.strip() for content in files.values()):
        raise InputError("there is nothing to read: paste a text or choose a file")
    other = [name for name in files if Path(name).suffix.lower() not in ENDINGS]
    if other:
        raise InputError(f"{other[0]}: files may end in {', '.join(ENDINGS)}")
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        raise InputError(f"{size:,} bytes are too many here, {MOST_BYTES:,} are allowed: use `make build INPUT=...`")
    jobs.refuse_too_many()
