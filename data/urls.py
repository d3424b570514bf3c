"""Addresses in place of paths: what they name copied to this machine, and a finished table copied to where they say.

Any address that fsspec opens: `https://`, `zip://inside.txt::file:///archive.zip`, and with the package that fsspec
names for it, those of cloud stores (`s3://` and others). An input is copied once, into a folder for temporary files,
so that what is hashed is what is read. A table is built in a folder of this machine and then copied, its pointer last,
so that whoever reads there sees the former build or the whole new one.

Tables are read from folders of this machine alone (`file://` is one).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from data import settings
from data.errors import FAULTS, InputError, OutputError
from data.records import LeftOut

if TYPE_CHECKING:
    from data.store import Build

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[a-z0-9]+::")
_UNSAFE = re.compile(r"[^\w.-]")
#: What fsspec reads only: no table can be copied there.
_READ_ONLY = frozenset("http https zip tar libarchive data git github gist reference".split())
_INPUT_READS = "an address reads like https://host/file.jsonl or zip://inside.txt::file:///archive.zip"
_OUTPUT_READS = "a table's address reads like s3://bucket/folder"
#: Letters of a name that are kept for the copy; its ending is what matters.
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that was copied here: where it lies, its name at the address, and the address as it may be shown."""

    path: Path
    name: str
    shown: str


def is_url(given: str | Path) -> bool:
    """Return whether this is an address, not a path."""
    return _ADDRESS.match(str(given)) is not None


def local(given: str | Path) -> Path | None:
    """Return the path that a path or a `file://` address names; None for an address of somewhere else."""
    if not is_url(given):
        return settings.expanded(given)
    try:
        parts = urlsplit(str(given))
    except ValueError:
        # "http://[::1": what is wrong with it is said when it is opened.
        return None
    return Path(unquote(parts.path)) if parts.scheme == "file" and parts.netloc in ("", "localhost") else None


def table_folder(given: str | Path) -> Path:
    """Return the folder in which the table that belongs at `given` is built: the folder itself where it is local."""
    folder = local(given)
    name = hashlib.sha256(str(given).encode()).hexdigest()[:12]
    return folder if folder is not None else settings.BUILT / ".elsewhere" / name


def readable_folder(given: str | Path) -> Path:
    """Return the folder of a table to read; raises `InputError` for an address of somewhere else, or for no name."""
    if not str(given).strip():
        # As a path it would mean the current folder; mostly it is a shell variable that is not set.
        raise InputError("an empty path names no folder: name the table's, or leave it away for the default one")
    folder = local(given)
    if folder is None:
        raise InputError(f"{shown(str(given))}: a table is read from a folder of this machine: copy it here first")
    return folder


def shown(url: str) -> str:
    """Return the address without what may be secret: the user's name, the password and the query."""
    return re.sub(r"(?<=://)[^/@]*@", "", url).partition("?")[0]


def copied(url: str, *, into: Path) -> Iterator[Copied | LeftOut]:
    """Copy the files that the address names (a file, a folder, or a pattern); yield each, or why it cannot be had.

    Raises `InputError` that says what is wrong with the address.
    """
    system, found = _opened(url)
    for number, name in enumerate(found):
        where = shown(url if name in url or len(found) == 1 else system.unstrip_protocol(name))
        try:
            base = _base(name)
            place = into / f"{number}" / base
            place.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(name, str(place))
        except _errors() as error:
            yield LeftOut(where, f"cannot be fetched: {_said(error)}")
        else:
            yield Copied(place, base, where)


def _base(name: str) -> str:
    """Return the last part of a name as the name of a file: its ending tells how it is read."""
    if name.startswith(("http://", "https://")):
        name = urlsplit(name).path
    last = unquote(name.rstrip("/").rpartition("/")[2])
    return _UNSAFE.sub("_", last)[-_LONGEST_NAME:].lstrip(".") or "file"


def _opened(url: str) -> tuple[Any, list[str]]:
    import fsspec

    try:
        system, path = fsspec.url_to_fs(url)
        web = url.startswith(("http://", "https://"))
        if not web and any(mark in path for mark in "*?["):
            found = sorted(str(name) for name in system.glob(path) if not system.isdir(name))
        elif not web and system.isdir(path):
            found = sorted(str(name) for name in system.find(path) if "/." not in f"/{name}"[len(path) :])
        else:
            # strict: otherwise fsspec takes a host that does not answer for one that has no such file.
            found = [path] if system.exists(path, **({"strict": True} if web else {})) else []
    except _errors() as error:
        raise InputError(_not_opened(error)) from error
    if not found:
        raise InputError("nothing is there")
    return system, found


def _errors() -> tuple[type[Exception], ...]:
    """Return what fsspec and the libraries behind it raise for an address that cannot be read."""
    # FAULTS: an address that lacks a part (the archive of zip://, the folder of dir://), a link inside a tar file, an
    # encrypted member of a zip file.
    found: tuple[type[Exception], ...] = (*FAULTS, OSError, ImportError, *_damage())
    try:
        from aiohttp import ClientError
    except ImportError:
        return found
    return (*found, ClientError)


def _damage() -> tuple[type[Exception], ...]:
    """Return what is raised for an archive that is cut or damaged; none of these is an `OSError` or a `ValueError`."""
    import lzma
    import struct
    import tarfile
    import zipfile
    import zlib

    return (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, struct.error)


def _not_opened(error: Exception) -> str:
    """Return why an address cannot be opened: a host that does not answer is told from an address that is amiss."""
    try:
        from aiohttp import ClientConnectionError, ClientResponseError
    except ImportError:
        return f"cannot be opened: {_said(error)}"
    if isinstance(error, ClientResponseError):
        return f"cannot be opened: the server answers {error.status} {error.message}".rstrip()
    if isinstance(error, ClientConnectionError | TimeoutError):
        return f"cannot be reached: {shown(str(error)) or type(error).__name__}"
    return f"cannot be opened: {_said(error)}"


def _said(error: Exception, *, form: str = _INPUT_READS) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, ImportError):
        return f"{text} (such addresses need that package: pip install it)"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, _damage()):
        return f"{text} (the archive is cut, damaged or of another kind: fetch it again)"
    if isinstance(error, RuntimeError) and "encrypted" in text:
        return f"{text} (unpack the archive and name the files in it)"
    return f"{shown(text)} ({form})"


def publish(build: Build, url: str) -> None:
    """Copy the finished build to the address, its pointer last; raises `OutputError` when that fails.

    Builds that lie there already are left alone.
    """
    import fsspec

    from data import store

    try:
        system, root = fsspec.url_to_fs(url)
        folder = f"{root.rstrip('/')}/{build.folder.name}"
        files = [path for table in build.manifest["tables"] for path in build.parts(table)]
        for path in [*files, build.folder / store.MANIFEST]:
            there = f"{folder}/{path.relative_to(build.folder).as_posix()}"
            system.makedirs(there.rpartition("/")[0], exist_ok=True)
            system.put_file(str(path), there)
        system.pipe_file(f"{root.rstrip('/')}/{store.POINTER}", json.dumps({"build": build.folder.name}).encode())
    except _errors() as error:
        reason = _said(error, form=_OUTPUT_READS)
        raise OutputError(
            f"the table is whole in {build.folder} but cannot be copied to {shown(url)} ({reason}): name another place "
            "with --out and build again; nothing is read twice"
        ) from error


def check_output(url: str) -> None:
    """Raise `OutputError` when no table can be copied to the address; asked before the work begins."""
    import fsspec

    # By the name: such an address may lack a part, which would be said instead.
    if re.split("::|://", url.lower(), maxsplit=1)[0] in _READ_ONLY:
        raise OutputError(f"cannot write to {shown(url)}: name a folder, or a store that takes files such as s3://")
    try:
        fsspec.url_to_fs(url)
    except _errors() as error:
        raise OutputError(f"cannot write to {shown(url)}: {_said(error, form=_OUTPUT_READS)}") from error
