"""The job with rules and lexicons alone: `python -m tests.benchmarks.light build PATH --out DIR --scorers vader`.

No transformer is loaded: quotations come from the rules, sentences have no topic, and the scorer must be `vader`. What
is left is all that is not inference: reading, duplicates, sentences, speakers, rows, the readings kept, Parquet. The
other benchmarks measure and kill that part many times; worker processes that import this module are light too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from data import hardware, topics
from data.__main__ import main
from data.quoting import tagger


def make_light() -> None:
    """Let this process do without transformers."""
    hardware.numbers = lambda: "none"
    hardware.device = lambda: "cpu"
    tagger.available = lambda: False
    topics.label = _no_topics  # type: ignore[assignment]


def _no_topics(texts: Sequence[str], *, topics: object = None) -> list[tuple[tuple[str, float], ...]]:
    return [()] * len(texts)


make_light()

if __name__ == "__main__":
    sys.exit(main())
