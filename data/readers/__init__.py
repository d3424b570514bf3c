"""Files, folders, globs and addresses in, documents out: one file here for each input format.

To add a format, add one file with
- `SUFFIXES`, the endings of its files, lower-case ("`.csv`"; the longest ending that fits decides), and
- `read(path) -> Iterator[Document | LeftOut]`, which keeps the text exactly as given, bounds its memory, and yields
  a `LeftOut` with the reason, and the line, for what it cannot read (`data.decoding` opens and decodes),
and a sample of it to `tests/data/test_readers.py`. The job finds it by its file. What tells users of the formats is
written by hand: README.md, docs/formats.md, and `ENDINGS` in `dashboard/own_documents.py` where it may be uploaded. A
format with a document a line joins `LINE_BY_LINE` below.
A reader leaves `Document.id` empty where the file gives none: `read_all` names the document by its path.
"""

from __future__ import annotations

import glob
import importlib
import os
import pkgutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from data import settings, urls
from data.decoding import opened
from data.errors import FAULTS, InputError, fault
from data.ledger import Ledger
from data.records import Document, LeftOut
from data.turns import transcripts

#: Endings of files of which a line is about a document.
LINE_BY_LINE = (".gz", ".jsonl", ".ndjson", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is its path from the folder that was named, or its own name.

    `origin` is the address that `path` was copied from, None for a file of this machine.
    """

    path: Path
    name: str
    origin: str | None = None

    @property
    def shown(self) -> str:
        """The path or address as text that can be printed and stored."""
        return self.origin if self.origin is not None else shown(self.path)


#: Characters of a field beside the text and the turns: such a field stands again in the row of each sentence.
LONGEST_FIELD = 2_000
_SEE = "INSERT OR IGNORE INTO seen VALUES (?)"

_SPECIAL = "neither a file nor a folder (a pipe, a socket or a device): copy what it gives into a file"

#: What a job is given to read: paths and patterns, or what `fetched` made of addresses.
Given = str | Path | InputFile | LeftOut


@lru_cache(maxsize=1)
def by_suffix() -> dict[str, ModuleType]:
    """Return the reader of each file ending, longest ending first."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    pairs = {suffix: module for module in modules for suffix in module.SUFFIXES}
    return dict(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@contextmanager
def fetched(paths: Iterable[str | Path]) -> Iterator[list[Given]]:
    """Give the paths with each address in them copied to this machine (`data.urls`), for as long as it is entered."""
    with tempfile.TemporaryDirectory(prefix="podium-") as folder:
        found: list[Given] = []
        for number, given in enumerate(paths):
            if not urls.is_url(given):
                found.append(given)
            elif (path := urls.local(given)) is not None:
                found.append(path)
            else:
                found += _copied(str(given), Path(folder) / str(number))
        yield found


def _copied(url: str, folder: Path) -> Iterator[InputFile | LeftOut]:
    try:
        for copy in urls.copied(url, into=folder):
            yield copy if isinstance(copy, LeftOut) else InputFile(copy.path, copy.name, copy.shown)
    except InputError as error:
        yield LeftOut(urls.shown(url), str(error))


def find(paths: Iterable[Given]) -> Iterator[InputFile | LeftOut]:
    """Yield the files that `paths` name, each once, those of a folder or glob in the order of their names.

    Hidden files in folders are passed over. A path or pattern that names nothing is yielded as left out.
    """
    seen = Ledger("CREATE TABLE seen (path BLOB PRIMARY KEY) WITHOUT ROWID")
    for given in paths:
        for found in (given,) if isinstance(given, InputFile | LeftOut) else _named(str(given)):
            if isinstance(found, LeftOut) or seen.put(_SEE, [(os.fsencode(found.path.resolve()),)]):
                yield found


def _named(given: str) -> Iterator[InputFile | LeftOut]:
    if not given.strip():
        # As a path it would mean the current folder; mostly it is a shell variable that is not set.
        yield LeftOut(given, "an empty path names no file or folder")
        return
    path = settings.expanded(given)
    try:
        is_pattern = glob.has_magic(given) and not path.exists()
    except OSError as error:
        yield _not_opened(given, error)
        return
    if not is_pattern:
        yield from _standing(path, given)
        return
    # What a pattern matches is a path as it stands: its name may begin with "~".
    matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))
    for match in matches:
        yield from _standing(match, str(match))
    if not matches:
        yield LeftOut(shown(given), "no file matches the pattern")


def _standing(path: Path, given: str) -> Iterator[InputFile | LeftOut]:
    """Yield the file at the path or those in the folder; `given` is how it was named."""
    try:
        if path.is_dir():
            found = _in_folder(path, top=path.resolve())
        elif path.exists() and not path.is_file():
            yield LeftOut(shown(given), _SPECIAL)
            return
        elif path.exists():
            found = iter([InputFile(path, path.name)])
        else:
            yield LeftOut(shown(given), "no such file or folder")
            return
    except OSError as error:
        yield _not_opened(given, error)
        return
    first = next(found, None)
    yield first if first is not None else LeftOut(shown(given), "the folder holds no files")
    yield from found


def _in_folder(folder: Path, *, top: Path, within: str = "") -> Iterator[InputFile | LeftOut]:
    """Yield every file under the folder in the order of their names, and what cannot be opened.

    `top` is the folder that was named, without links, and `within` the path from it. What a link in it leads to
    elsewhere was not named and is not read. Memory holds the names in the folders that are open.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield _not_opened(folder, error)
        return
    for name in names:
        path = folder / name
        try:
            if name.startswith("."):
                continue
            linked = path.is_symlink()
            if linked and not path.resolve().is_relative_to(top):
                yield LeftOut(shown(path), "a link that leads out of the folder: name what it leads to")
            elif path.is_file():
                yield InputFile(path, f"{within}{name}")
            elif not path.is_dir():
                yield LeftOut(shown(path), "a link that leads nowhere" if linked else _SPECIAL)
            elif not linked:
                # What a link leads to inside the folder is met in its own place.
                yield from _in_folder(path, top=top, within=f"{within}{name}/")
        except OSError as error:
            yield _not_opened(path, error)


def _not_opened(path: str | Path, error: OSError) -> LeftOut:
    return LeftOut(shown(path), f"cannot be opened: {error.strerror}")


def shown(path: str | Path) -> str:
    """Return the path as text that can be printed and stored, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_all(paths: Iterable[Given]) -> Iterator[Document | LeftOut]:
    """Yield every document in the files, folders and globs, and what was left out with its reason.

    Every document has an id that no other document of this call has: a second "7" becomes "7#2".
    """
    used = Ledger("CREATE TABLE used (id TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID")
    for file in find(paths):
        if isinstance(file, LeftOut):
            yield file
            continue
        for found in read_file(file):
            yield found if isinstance(found, LeftOut) else _with_own_id(found, used)


def _with_own_id(document: Document, used: Ledger) -> Document:
    wanted = document.id
    while not used.put("INSERT OR IGNORE INTO used VALUES (?, 1)", [(document.id,)]):
        used.put("UPDATE used SET count = count + 1 WHERE id = ?", [(wanted,)])
        ((count,),) = used.rows("SELECT count FROM used WHERE id = ?", (wanted,))
        document = replace(document, id=f"{wanted}#{count}")
    return document


def read_file(file: InputFile) -> Iterator[Document | LeftOut]:
    """Yield the documents of one file; an unknown ending or an unreadable file is yielded as left out.

    What ends the reading of one document costs that document; what ends the reader itself, the rest of the file.
    """
    path = file.shown
    found: Document | LeftOut | None = None
    line = None
    try:
        for found in reader_of(file.path).read(file.path):
            line = found.line
            yield _told(found, file) if isinstance(found, Document) else replace(found, path=path)
        if found is None:
            yield LeftOut(path, "the file holds no document")
    except InputError as error:
        yield LeftOut(path, str(error))
    except OSError as error:
        yield LeftOut(path, f"cannot be read: {error.strerror or error}")
    except FAULTS as error:
        behind = "" if line is None else f"; what stands behind line {line} was not read"
        yield LeftOut(path, f"{fault(error)}{behind}")


def _told(document: Document, file: InputFile) -> Document | LeftOut:
    """Return the document with its own name and with what its text tells of who speaks, or why it cannot be read."""
    line = f":{document.line}" if document.line is not None else ""
    try:
        document = _bounded(document)
    except InputError as error:
        return LeftOut(file.shown, str(error), line=document.line)
    document = replace(document, id=document.id or f"{shown(file.name)}{line}", path=file.shown)
    try:
        return transcripts.told(document)
    except FAULTS as error:
        return LeftOut(file.shown, fault(error), line=document.line, id=document.id)


def _bounded(document: Document) -> Document:
    """Return the document with no field longer than `LONGEST_FIELD`: a title, outlet or role is cut, a URL left away.

    Raises `InputError` for an id, speaker, country or label of a turn that is longer: cut, it would be another one.
    """
    lengths = {name: len(getattr(document, name) or "") for name in ("id", "speaker", "country")}
    lengths["turns"] = max((len(turn.label) for turn in document.turns), default=0)
    for name, length in lengths.items():
        if length > LONGEST_FIELD:
            raise InputError(
                f'"{name}" holds {length:,} characters, at most {LONGEST_FIELD:,} are allowed: shorten or remove it'
            )
    return replace(
        document,
        title=_cut(document.title),
        outlet=_cut(document.outlet),
        role=_cut(document.role),
        url=None if len(document.url or "") > LONGEST_FIELD else document.url,
    )


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_FIELD else f"{text[: LONGEST_FIELD - 1].rstrip()}…"


def expected(paths: Iterable[Given]) -> int:
    """Return about how many documents the paths hold, for a progress bar: lines of the files read line by line."""
    return sum(_lines_of(f.path) for f in find(paths) if isinstance(f, InputFile))


def _lines_of(path: Path) -> int:
    if not path.name.lower().endswith(LINE_BY_LINE):
        return 1
    try:
        with opened(path) as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except (InputError, OSError, EOFError, zlib.error):
        return 1


def reader_of(path: Path) -> ModuleType:
    """Return the reader for the file's ending; raises `InputError` when there is none."""
    name = path.name.lower()
    for suffix, module in by_suffix().items():
        if name.endswith(suffix):
            return module
    known = ", ".join(sorted(by_suffix()))
    raise InputError(f"no reader for the ending {path.suffix or path.name!r}: allowed are {known}")
