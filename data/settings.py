"""Every path and every environment variable of the project, named once; any layer may import it.

Nothing here touches the disk or reads a file: paths are only named. Functions read the environment when they
are called, so a test or a user may change a variable without reloading a module.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SEEDS = ROOT / "seeds"
ARTICLES = SEEDS / "articles"
REFERENCE = SEEDS / "reference"
GOLD = SEEDS / "gold"
#: Says how the labelled data of each measure is written; errors about such data name it by this path in the project.
FORMATS = (GOLD / "README.md").relative_to(ROOT)
TARGETS = SEEDS / "targets.toml"
TOPICS = SEEDS / "topics.toml"
MODELS = DATA / "models"
BUILT = DATA / "built"

#: The variable with which a program asks the job for its stages, and what begins a line that says one.
STAGES_ASKED, STAGE = "PODIUM_STAGES", "stage: "

#: Version of the table's columns; a table written by another version is refused with a clear message.
SCHEMA_VERSION = 4


def expanded(given: str | Path) -> Path:
    """Return the path with a `~` or `~name` at its head as that user's home.

    Where there is no such user the path stays as it is, as in a shell: "~$name" is the lock of an office program.
    """
    return Path(os.path.expanduser(given))


def table_folder() -> Path:
    """Return the folder that holds the builds: `PODIUM_TABLE` where it is set, else `data/built/`."""
    named = os.environ.get("PODIUM_TABLE", "").strip()
    return expanded(named) if named else BUILT


def own_folder() -> Path:
    """Return the folder of the tables readers keep for themselves: `PODIUM_OWN` where it is set, else `data/own/`."""
    named = os.environ.get("PODIUM_OWN", "").strip()
    return expanded(named) if named else DATA / "own"


def cache_folder() -> Path:
    """Return the user's own cache for what is derived from a table that cannot be written (`XDG_CACHE_HOME`)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "podium"


def numbers() -> str:
    """Return the number type asked for with `PODIUM_NUMBERS` ("float32", "bfloat16"), "auto" where it is not set."""
    return os.environ.get("PODIUM_NUMBERS", "").strip().lower() or "auto"


def device() -> str:
    """Return where the models are to run (`PODIUM_DEVICE`: "cpu" or "cuda"), "auto" where it is not set."""
    return os.environ.get("PODIUM_DEVICE", "").strip().lower() or "auto"


def tells_stages() -> bool:
    """Return whether the job says each stage of each document (`PODIUM_STAGES`), for a program that watches it."""
    return bool(os.environ.get("PODIUM_STAGES", "").strip())


def cpu_count() -> int:
    """Return how many processors this process may use (at least 1)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
