"""Questions to a model that a reader asks on the spot, each answered by a job outside the web process.

Goes in: sentences and a target in free words (the command line's own `python -m data score`), or one sentence with one
of its scores (`data.explain`). Comes out: the token of a job (`dashboard/jobs.py`), and by it the answers. Nothing here
draws.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard import jobs
from dashboard.jobs import ANSWER, ASKED, QUESTION, SCORES
from data.errors import InputError

#: Sentences asked at once, and characters of a target.
MOST_SENTENCES = 300
LONGEST_TARGET = 200


def start_scoring(sentences: Sequence[Mapping[str, Any]], *, target: str) -> str:
    """Start asking what each of `sentences` (id, text, holder, and whatever else) holds toward `target`, in free words.

    Raises `InputError` for no sentences, more than `MOST_SENTENCES`, an empty or too long target, or too many jobs.
    """
    if not target.strip() or len(target) > LONGEST_TARGET:
        raise InputError(f"a target has 1 to {LONGEST_TARGET} characters, this one {len(target.strip())}")
    if not 0 < len(sentences) <= MOST_SENTENCES:
        raise InputError(f"{len(sentences):,} sentences were given, 1 to {MOST_SENTENCES:,} can be asked")
    jobs.refuse_too_many()
    with jobs.made() as place:
        lines = [json.dumps({**sentence, "target": target}) for sentence in sentences]
        (place / ASKED).write_text("\n".join(lines) + "\n", encoding="utf-8")
        jobs.launch(place, ["score", str(place / ASKED), str(place / SCORES), "--task", "stance"])
    return place.name


def scores(token: str) -> list[dict[str, Any]]:
    """Return what a finished scoring found: each sentence as asked, with label, probabilities, abstained; else none."""
    place = jobs.folder(token)
    if place is None or not (place / SCORES).is_file():
        return []
    asked, found = _records(place / ASKED), _records(place / SCORES)
    return [{**a, **f} for a, f in zip(asked, found, strict=False) if "error" not in f]


def _records(path: Path) -> list[dict[str, Any]]:
    # A file ends its lines where JSON does; `splitlines` would also cut at U+2028 inside a text.
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def start_explaining(question: Mapping[str, Any]) -> str:
    """Start asking which words of one sentence moved a score: the fields of `data.explain.Question`, and any others.

    Raises `InputError` for too many jobs at once, `OutputError` when the folder cannot be written.
    """
    jobs.refuse_too_many()
    with jobs.made() as place:
        (place / QUESTION).write_text(json.dumps(dict(question)), encoding="utf-8")
        asked = {name: question.get(name) for name in ("text", "task", "target", "mention", "holder")}
        jobs.launch(place, [], module="data.explain", said=json.dumps(asked).encode(), answer=place / ANSWER)
    return place.name


def explained(token: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return question and answer ("score", "words") of a finished explanation; None where there is none."""
    place = jobs.folder(token)
    if place is None or not (place / QUESTION).is_file():
        return None
    try:
        answer = json.loads((place / ANSWER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return json.loads((place / QUESTION).read_text(encoding="utf-8")), answer
