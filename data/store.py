"""Builds on disk: Parquet parts beside a manifest, put in place whole or not at all.

    <table folder>/<build id>/<table>/part-00000.parquet ...
    <table folder>/<build id>/manifest.json
    <table folder>/current.json            {"build": "<build id>"}

A build is written into a hidden folder, renamed when it is complete, and becomes the current one when the small
pointer is replaced last (`os.replace`), so a reader sees the whole former build or the whole new one. One build at a
time works in a table folder (`alone`). Files carry no time of writing: the same rows give the same bytes. This module
knows nothing of what the rows mean.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import platform
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import schema, settings
from data.errors import OutputError, TableError

POINTER = "current.json"
MANIFEST = "manifest.json"
#: Rows a Parquet part holds: large enough to compress, small enough to bound the writer's memory. A document's row
#: holds its whole text. Parts are cut by the rows alone, however they come in, so the same rows give the same files.
PART_ROWS = 50_000
PART_ROWS_OF = {"documents": 2_000}
#: Bytes of text at which a part is closed before that.
PART_TEXT = 64_000_000
PARTIAL = ".partial-"
LOCK = ".lock"
#: Seconds to wait for the lock: the worker processes of a build that was killed hold it a moment longer.
PATIENCE = 5.0
#: Names of what a build leaves in its folder, and what alone is removed there: anything else is somebody's own.
_BUILD = re.compile(r"([0-9a-f]{12})(?:-\d+)?")
#: What a manifest may name: parts, builds and columns, and the types of columns.
_PART = re.compile(r"part-\d{5,}\.parquet")
_NAME = re.compile(r"[\w-]+", re.ASCII)
_TYPE = re.compile(r"(list<item: )?(string|int32|int64|float|double|bool|date32\[day\])(?(1)>)")
_HALF_WRITTEN = re.compile(re.escape(PARTIAL) + r"[0-9a-f]{12}-\d+")


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: its folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """The build's id."""
        return str(self.manifest["build"])

    def rows(self, table: str) -> int:
        """Return how many rows `table` has."""
        return int(self.manifest["tables"][table]["rows"])

    def parts(self, table: str) -> list[Path]:
        """Return the Parquet parts of `table`, in order; empty when the table has no rows."""
        return [self.folder / table / part["file"] for part in self.manifest["tables"][table]["parts"]]


def current(folder: Path | None = None) -> Build:
    """Return the current build under `folder` (default: the table folder of the settings).

    Raises `TableError` when there is none, when the pointer or manifest is damaged, when a part is missing or cut,
    or when the build was written with other columns than this version reads.
    """
    place = folder if folder is not None else settings.table_folder()
    pointer = place / POINTER
    if not pointer.is_file():
        raise TableError(f"no table in {place}: build one with `python -m data build PATH --out {place}`")
    named = str(_read_json(pointer).get("build", ""))
    if not _NAME.fullmatch(named):
        raise TableError(f"{pointer} names the build {named!r}, which is no build's name: build the table again")
    build = place / named
    if not (build / MANIFEST).is_file():
        raise TableError(f"{pointer} names the build {named!r}, which has no {MANIFEST}: build the table again")
    manifest = _read_json(build / MANIFEST)
    version = manifest.get("schema_version")
    if version != settings.SCHEMA_VERSION:
        raise TableError(
            f"the table in {build} has columns of version {version}, this program reads {settings.SCHEMA_VERSION}: "
            "build it again"
        )
    found = Build(build, manifest)
    _check_parts(found)
    return found


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TableError(f"{path} cannot be read ({error}): build the table again") from error
    if not isinstance(value, dict):
        raise TableError(f"{path} holds {type(value).__name__}, expected an object: build the table again")
    return value


def _check_parts(build: Build) -> None:
    """Raise `TableError` where the manifest names what no build writes, or a part is not as long as it says.

    A table may come from others, and its names go into paths and statements: only those a build writes pass.
    """
    try:
        tables = build.manifest["tables"].items()
        sizes = [(build.folder / name / p["file"], p["bytes"]) for name, info in tables for p in info["parts"]]
        parts = [p["file"] for _, info in tables for p in info["parts"]]
        columns = [(c["name"], c["type"]) for name in schema.TABLES for c in build.manifest["columns"][name]]
    except (KeyError, TypeError, AttributeError) as error:
        raise TableError(f"{build.folder / MANIFEST} is damaged ({error!r}): build the table again") from error
    strange = [name for name in build.manifest["tables"] if name not in schema.TABLES]
    strange += [part for part in parts if not _PART.fullmatch(str(part))]
    strange += [name for name, kind in columns if not (_NAME.fullmatch(str(name)) and _TYPE.fullmatch(str(kind)))]
    if strange:
        told = f"{build.folder / MANIFEST} names {strange[0]!r}"
        raise TableError(f"{told}, which no build writes: build the table again")
    for path, size in sizes:
        if not path.is_file() or path.stat().st_size != size:
            raise TableError(f"{path} is missing or not {size} bytes long: build the table again")


def verify(build: Build) -> None:
    """Read every part of the build and compare it with the manifest; raises `TableError` naming the file that differs.

    `current` looks at sizes alone, for it is asked at every page; this is for whoever reads the whole table anyway.
    """
    for table, info in build.manifest["tables"].items():
        for part, path in zip(info["parts"], build.parts(table), strict=True):
            try:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                raise TableError(f"{path} cannot be read ({error.strerror}): build the table again") from error
            if digest != part["sha256"]:
                raise TableError(f"{path} is damaged: its content is not what was written; build the table again")


class BuildWriter:
    """Writes one build; use it as a context manager and call `finish` last.

    `columns` names the columns of every table (see `schema.TABLES`; scorers' columns added). Leaving the block
    without `finish` removes what was written, and the former build stays current. Builds that others start at the same
    time are kept out by `alone`.
    """

    def __init__(self, folder: Path, *, columns: Mapping[str, tuple[schema.Column, ...]], build_id: str) -> None:
        self.folder = folder
        self.build_id = build_id
        self._columns = dict(columns)
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in columns}
        self._rows: dict[str, int] = dict.fromkeys(columns, 0)
        self._text: dict[str, int] = dict.fromkeys(columns, 0)
        self._parts: dict[str, list[dict[str, Any]]] = {name: [] for name in columns}
        self._partial = folder / f"{PARTIAL}{build_id}-{os.getpid()}"

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._partial.mkdir()
            for name in self._columns:
                (self._partial / name).mkdir()
        except OSError as error:
            raise _refused(self.folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)

    def write(self, name: str, table: pa.Table) -> None:
        """Add rows to table `name`; raises `SchemaError` when they break the columns, `OutputError` on a full disk."""
        schema.check(table, self._columns[name], name=name)
        if not table.num_rows:
            return
        self._waiting[name].append(table)
        self._rows[name] += table.num_rows
        self._text[name] += _text_of(table)
        limit = PART_ROWS_OF.get(name, PART_ROWS)
        while self._rows[name] >= limit or self._text[name] >= PART_TEXT:
            rows = pa.concat_tables(self._waiting[name])
            count = _rows_of_part(rows, limit)
            self._write_part(name, rows.slice(0, count))
            self._waiting[name] = [rows.slice(count)]
            self._rows[name] -= count
            self._text[name] = _text_of(self._waiting[name][0])

    def _write_part(self, name: str, rows: pa.Table) -> None:
        path = self._partial / name / f"part-{len(self._parts[name]):05d}.parquet"
        rows = rows.combine_chunks().cast(schema.arrow_schema(self._columns[name]))
        try:
            pq.write_table(rows, path, compression="zstd")
        except OSError as error:
            raise OutputError(f"cannot write {path} ({error}): {_what_next(error)}") from error
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        self._parts[name].append({"file": path.name, "rows": rows.num_rows, "bytes": len(content), "sha256": digest})

    def finish(
        self,
        *,
        inputs: Mapping[str, Any],
        models: Mapping[str, Any],
        notes: Mapping[str, Any] | None = None,
    ) -> Build:
        """Write the last parts and the manifest, put the build in place and make it current; return it."""
        for name, waiting in self._waiting.items():
            rows = pa.concat_tables(waiting) if waiting else None
            if rows is not None and rows.num_rows:
                self._write_part(name, rows)
            self._waiting[name] = []
        manifest = {
            "build": self.build_id,
            "schema_version": settings.SCHEMA_VERSION,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "inputs": dict(inputs),
            "models": dict(models),
            "tables": {n: {"rows": sum(p["rows"] for p in parts), "parts": parts} for n, parts in self._parts.items()},
            "columns": {n: [describe_column(c) for c in columns] for n, columns in self._columns.items()},
            **(notes or {}),
        }
        try:
            _write_json(self._partial / MANIFEST, manifest)
            place = _free(self.folder / self.build_id)
            os.replace(self._partial, place)
            make_current(place)
        except OSError as error:
            raise _refused(self.folder, error) from error
        return Build(place, manifest)


def _text_of(table: pa.Table) -> int:
    """Return the bytes of the table's texts."""
    return int(pc.sum(pc.binary_length(table["text"])).as_py() or 0) if "text" in table.column_names else 0


def _rows_of_part(rows: pa.Table, limit: int) -> int:
    """Return how many of the rows fill a part: at most `limit`, up to the one with which its text is too long."""
    if _text_of(rows) < PART_TEXT:
        return limit
    so_far = pc.cumulative_sum(pc.cast(pc.binary_length(rows["text"]), pa.int64()))
    return min(limit, int(pc.sum(pc.less(so_far, PART_TEXT)).as_py() or 0) + 1)


def _refused(folder: Path, error: OSError) -> OutputError:
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        for place in (folder, *folder.parents):
            if os.path.isfile(place):
                what = "it is a file" if place == folder else f"{place} is a file"
                return OutputError(f"cannot write to {folder} ({what}): {_what_next(error)}")
    return OutputError(f"cannot write to {folder} ({error.strerror}): {_what_next(error)}")


def _what_next(error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return f"{'free some space, or ' if full else ''}name another folder with --out"


def describe_column(column: schema.Column) -> dict[str, Any]:
    """Return the column as plain JSON values, as `describe` and the codebook print it."""
    return {
        "name": column.name,
        "type": str(column.type),
        "meaning": column.meaning,
        "allowed": list(column.allowed) if column.allowed is not None else None,
        "low": column.low,
        "high": column.high,
        "required": column.required,
        "unit": column.unit,
    }


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(temporary, path)


def pointed_at(folder: Path) -> str | None:
    """Return the name of the current build's folder, None when there is no pointer or it cannot be read."""
    try:
        return str(_read_json(folder / POINTER)["build"])
    except (TableError, KeyError):
        return None


def make_current(build: Path) -> None:
    """Let the pointer name the finished build in folder `build`; one `os.replace`, so readers see one or the other."""
    try:
        _write_json(build.parent / POINTER, {"build": build.name})
    except OSError as error:
        raise _refused(build.parent, error) from error


def finished(folder: Path, *, build_id: str) -> Build | None:
    """Return the whole build of that id under `folder`, None when there is none or it is damaged.

    Of several (what was lost at first was read later) it is the current one, where that is one of them.
    """
    current = pointed_at(folder)
    for place in sorted(folder.glob(f"{build_id}*"), key=lambda place: (place.name != current, place.name)):
        try:
            build = Build(place, _read_json(place / MANIFEST))
            _check_parts(build)
        except TableError:
            continue
        if build.id == build_id and build.manifest.get("schema_version") == settings.SCHEMA_VERSION:
            return build
    return None


def _free(place: Path) -> Path:
    """Return `place`, or the next free name: a damaged build of the same id may be open in a dashboard, so it stays."""
    number = 2
    free = place
    while free.exists():
        free = place.with_name(f"{place.name}-{number}")
        number += 1
    return free


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other builds out of `folder` while this is entered; half-written builds of the past are removed.

    Raises `OutputError` when another build is at work there, or the folder cannot be written or locked.
    """
    if str(folder).startswith("~"):
        # Made as it stands, it would lie in the current folder, where nobody looks for it.
        raise OutputError(f"cannot write to {folder} (its ~ stands for no user's home): name the folder in full")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise _refused(folder, error) from error
    with file:
        _wait_for_lock(file, folder)
        _remove_abandoned(folder)
        yield


def _wait_for_lock(file: IO[str], folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _lock(file)
        except BlockingIOError as error:
            if time.monotonic() > end:
                file.seek(0)
                raise OutputError(
                    f"another build is at work in {folder} ({file.read().strip() or 'just begun'}): wait until it has "
                    "ended, or name another folder with --out"
                ) from error
            time.sleep(0.1)
        except OSError as error:
            raise OutputError(
                f"{folder} lies where files cannot be locked ({error.strerror}), so two builds could destroy each "
                "other: name a folder of a local disk with --out"
            ) from error
        else:
            break
    try:
        file.truncate(0)
        begun = datetime.now(UTC).isoformat(timespec="seconds")
        print(f"process {os.getpid()} on {platform.node()}, begun {begun}", file=file, flush=True)
    except OSError as error:
        raise _refused(folder, error) from error


def _lock(file: IO[str]) -> None:
    """Lock the file; raises `BlockingIOError` while another process has it. The system frees it at the end."""
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_abandoned(folder: Path) -> None:
    """Remove half-written builds; whoever wrote them is gone, for the folder is this build's alone."""
    for partial in folder.glob(f"{PARTIAL}*"):
        if _HALF_WRITTEN.fullmatch(partial.name):
            shutil.rmtree(partial, ignore_errors=True)


def remove_old(folder: Path, *, keep: Iterable[str | None]) -> None:
    """Remove the builds under `folder` whose folders' names are not in `keep`; what is no build stays."""
    kept = set(keep)
    for place in folder.iterdir():
        if place.name not in kept and _is_build(place):
            shutil.rmtree(place, ignore_errors=True)


def _is_build(place: Path) -> bool:
    """Return whether the folder bears a build's name and holds its manifest: others keep a manifest.json too."""
    named = _BUILD.fullmatch(place.name)
    if named is None or not place.is_dir():
        return False
    try:
        manifest = _read_json(place / MANIFEST)
    except TableError:
        return False
    return manifest.get("build") == named.group(1) and "schema_version" in manifest
