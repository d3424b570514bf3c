"""Builds on disk: Parquet parts beside a manifest, put in place whole or not at all.

    <table folder>/<build id>/<table>/part-00000.parquet ...
    <table folder>/<build id>/manifest.json
    <table folder>/current.json            {"build": "<build id>"}

A build is written into a hidden folder, renamed when it is complete, and becomes the current one when the small
pointer is replaced last (`os.replace`), so a reader sees the whole former build or the whole new one. Files carry
no time of writing: the same rows give the same bytes. This module knows nothing of what the rows mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from data import schema, settings
from data.errors import OutputError, TableError

POINTER = "current.json"
MANIFEST = "manifest.json"
#: Rows a Parquet part holds: large enough to compress, small enough to bound the writer's memory.
PART_ROWS = 100_000
PARTIAL = ".partial-"


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: its folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """The build's id."""
        return str(self.manifest["build"])

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
    build = place / str(_read_json(pointer).get("build", ""))
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
    try:
        sizes = [(build.folder / t / p["file"], p["bytes"]) for t, info in build.manifest["tables"].items() for p in info["parts"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise TableError(f"{build.folder / MANIFEST} is damaged ({error!r}): build the table again") from error
    for path, size in sizes:
        if not path.is_file() or path.stat().st_size != size:
            raise TableError(f"{path} is missing or not {size} bytes long: build the table again")


class BuildWriter:
    """Writes one build; use it as a context manager and call `finish` last.

    `columns` names the columns of every table (see `schema.TABLES`; scorers' columns added). Leaving the block
    without `finish` removes what was written, and the former build stays current.
    """

    def __init__(self, folder: Path, *, columns: Mapping[str, tuple[schema.Column, ...]], build_id: str) -> None:
        self.folder = folder
        self.build_id = build_id
        self._columns = dict(columns)
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in columns}
        self._parts: dict[str, list[dict[str, Any]]] = {name: [] for name in columns}
        self._partial = folder / f"{PARTIAL}{os.getpid()}-{build_id}"

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(self.folder)
            for name in self._columns:
                (self._partial / name).mkdir(parents=True)
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder} ({error.strerror}): name another folder with --out") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)

    def write(self, name: str, table: pa.Table) -> None:
        """Add rows to table `name`; raises `SchemaError` when they break the columns, `OutputError` on a full disk."""
        schema.check(table, self._columns[name], name=name)
        self._waiting[name].append(table)
        while sum(t.num_rows for t in self._waiting[name]) >= PART_ROWS:
            rows = pa.concat_tables(self._waiting[name])
            self._write_part(name, rows.slice(0, PART_ROWS))
            self._waiting[name] = [rows.slice(PART_ROWS)]

    def _write_part(self, name: str, rows: pa.Table) -> None:
        path = self._partial / name / f"part-{len(self._parts[name]):05d}.parquet"
        rows = rows.combine_chunks().cast(schema.arrow_schema(self._columns[name]))
        try:
            pq.write_table(rows, path, compression="zstd")
        except OSError as error:
            raise OutputError(f"cannot write {path} ({error}): free some space or name another folder with --out") from error
        content = path.read_bytes()
        self._parts[name].append(
            {"file": path.name, "rows": rows.num_rows, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        )

    def finish(
        self,
        *,
        inputs: list[dict[str, Any]],
        models: Mapping[str, Any],
        left_out: list[dict[str, Any]],
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
            "inputs": inputs,
            "models": dict(models),
            "tables": {n: {"rows": sum(p["rows"] for p in parts), "parts": parts} for n, parts in self._parts.items()},
            "left_out": left_out,
            "columns": {n: [describe_column(c) for c in columns] for n, columns in self._columns.items()},
            **(notes or {}),
        }
        try:
            _write_json(self._partial / MANIFEST, manifest)
            place = self.folder / self.build_id
            if place.exists():
                # The same id means the same content: the folder in place may be read right now, so it stays.
                shutil.rmtree(self._partial)
            else:
                os.replace(self._partial, place)
            _write_json(self.folder / POINTER, {"build": self.build_id})
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder} ({error.strerror}): name another folder with --out") from error
        return Build(place, manifest)


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


def _remove_abandoned(folder: Path) -> None:
    """Remove half-written builds whose process is gone."""
    for partial in folder.glob(f"{PARTIAL}*"):
        process = partial.name.removeprefix(PARTIAL).split("-", 1)[0]
        if process.isdigit() and not _alive(int(process)):
            shutil.rmtree(partial, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def remove_old(folder: Path, *, keep: Iterable[str]) -> None:
    """Remove the builds under `folder` whose ids are not in `keep`."""
    kept = set(keep)
    for place in folder.iterdir():
        if place.is_dir() and (place / MANIFEST).is_file() and place.name not in kept:
            shutil.rmtree(place, ignore_errors=True)
