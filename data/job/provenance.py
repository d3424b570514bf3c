"""What a table was made from: inputs, models, seeds and code in, their hashes and the build's id out.

The same inputs, models, seeds, code, number type and kind of device give the same id, whatever the time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from data import hardware, readers, settings
from data.errors import InputError
from data.records import LeftOut

#: Input files that a manifest names one by one; each document's row has its own path and SHA-256.
NAMED = 100
_BLOCK = 1 << 20
#: Libraries whose version can change a result.
_LIBRARIES = tuple(
    "torch transformers tokenizers numpy pyarrow trafilatura lingua-language-detector datasketch vaderSentiment".split()
)
#: Endings of the files that make up a model; its card is documentation.
_WEIGHTS = (".safetensors", ".json", ".txt", ".toml")
#: Endings of the reference tables; their README is documentation.
_TABLES = (".csv", ".toml", ".txt")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a build is made from; `build_id` stands for all of it, `generation` for all but the inputs."""

    build_id: str
    generation: str
    inputs: dict[str, Any]
    models: dict[str, str]
    seeds: dict[str, str]
    code: str
    scorers: tuple[str, ...]
    numbers: str
    device: str


def of(paths: Sequence[readers.Given], *, scorers: Sequence[str]) -> Origin:
    """Return what a build of `paths` is made from."""
    origin = _without_inputs(scorers)
    read = inputs(paths)
    return replace(origin, inputs=read, build_id=key([origin.generation, read["sha256"]]))


def generation(scorers: Sequence[str]) -> str:
    """Return what stands for the models, seeds, code, scorers, number type and device of this process."""
    return _without_inputs(scorers).generation


def _without_inputs(scorers: Sequence[str]) -> Origin:
    read_with = models() | other_models(scorers)
    origin = Origin("", "", {}, read_with, seeds(), code(), tuple(scorers), hardware.numbers(), hardware.device())
    arithmetic = [origin.numbers, origin.device]
    made_of = [origin.models, origin.seeds, origin.code, origin.scorers, *arithmetic, settings.SCHEMA_VERSION]
    return replace(origin, generation=key(made_of))


def sha256(path: Path) -> str:
    """Return the SHA-256 of the file's bytes; raises `InputError` when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}") from error
    return digest.hexdigest()


def inputs(paths: Iterable[readers.Given]) -> dict[str, Any]:
    """Return how many input files can be read, their bytes, one SHA-256 for all of them and what is asked for in vain,
    and path, size and SHA-256 of the first `NAMED`.
    """
    digest, named, files, size = hashlib.sha256(), [], 0, 0
    for file in readers.find(paths):
        if isinstance(file, LeftOut):
            told = asdict(file)
        else:
            try:
                told = {"path": file.shown, "bytes": file.path.stat().st_size, "sha256": sha256(file.path)}
            except (InputError, OSError):
                continue
            files, size = files + 1, size + told["bytes"]
            named += [told] if files <= NAMED else []
        digest.update(f"{json.dumps(told, sort_keys=True)}\n".encode())
    return {"files": files, "bytes": size, "sha256": digest.hexdigest(), "first": named}


def models() -> dict[str, str]:
    """Return the SHA-256 of every file of the shipped models, by its name under `data/models/`."""
    return _hashes(settings.MODELS, _WEIGHTS)


def other_models(specs: Iterable[str]) -> dict[str, str]:
    """Return what stands for the models named in scorers' specs, `stance=NAME_OR_DIR`.

    For a folder the SHA-256 of every file in it, for a name on the hub the revision in use. Raises `ModelError` when
    the name is neither.
    """
    from data.scorers import _hub

    found: dict[str, str] = {}
    for name in filter(None, (spec.partition("=")[2] for spec in specs)):
        if (folder := _hub.folder(name)) is not None:
            found |= {f"{name}/{p.name}": sha256(p) for p in sorted(folder.iterdir()) if p.is_file()}
        else:
            found[name] = _hub.revision(name)
    return found


def seeds() -> dict[str, str]:
    """Return the SHA-256 of the targets, the topics and every reference table, by name under `seeds/`."""
    listed = [p for p in (settings.TARGETS, settings.TOPICS) if p.is_file()]
    tables = _hashes(settings.REFERENCE, _TABLES)
    return {p.name: sha256(p) for p in listed} | {f"{settings.REFERENCE.name}/{n}": h for n, h in tables.items()}


def code() -> str:
    """Return one hash over the source of `data/` and the versions of the libraries that can change a result."""
    digest = hashlib.sha256()
    for path in sorted(settings.DATA.rglob("*.py")):
        digest.update(f"{path.relative_to(settings.DATA).as_posix()} {sha256(path)}\n".encode())
    for name, version in _versions():
        digest.update(f"{name}=={version}\n".encode())
    return digest.hexdigest()


def key(value: Any) -> str:
    """Return twelve hex digits that stand for a value of plain JSON types."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def _versions() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


def _hashes(folder: Path, endings: tuple[str, ...]) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.suffix in endings and p.is_file())
    return {p.relative_to(folder).as_posix(): sha256(p) for p in files}
