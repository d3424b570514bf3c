"""One sentence as a card: the words as written, who speaks, where, when, and what the scorers made of it.

Goes in: one row of `queries.evidence.sentences`. Comes out: HTML of which every piece from the data was escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.text import counted, escaped
from dashboard import names

_LEANS = {"favor": "in favor of", "against": "against", "neither": "neither for nor against"}


def card(row: Mapping[str, Any]) -> str:
    """Return the card of one sentence as HTML."""
    return (
        f'<article class="pd-card {escaped(row["voice"])}"><p class="pd-text">{escaped(row["text"])}</p>'
        f'<p class="pd-meta">{_who(row)}<br>{_where(row)}</p><p>{"".join(_tags(row))}</p></article>'
    )


def who_words(row: Mapping[str, Any]) -> str:
    """Return who speaks, in plain words: names with role and country, the outlet, or "unknown speaker"."""
    if row["voice"] == "outlet":
        return f"{_known(row['outlet']) or 'the outlet'} (the outlet's own words)"
    people = [
        ", ".join(p for p in (name, role) if p)
        for name, role in zip(row["speakers"], row["speaker_roles"], strict=False)
    ]
    countries = ", ".join(names.country(c) for c in row["speaker_countries"])
    return ("; ".join(people) or "unknown speaker") + (f" ({countries})" if countries else "")


def _who(row: Mapping[str, Any]) -> str:
    return f"<b>{escaped(who_words(row))}</b> · {escaped(names.name('voice', row['voice']))}"


def _where(row: Mapping[str, Any]) -> str:
    parts = [_known(row[name]) for name in ("title", "outlet", "published")]
    return " · ".join(escaped(p) for p in parts if p)


def _tags(row: Mapping[str, Any]) -> list[str]:
    tags = [f'<span class="pd-tag">{escaped(names.topic(t))}</span>' for t in row["topics"]]
    label = _known(row.get("sentiment"))
    if label:
        tone = row.get("tone")
        number = "" if tone is None or pd.isna(tone) else f" {tone:+.2f}"
        tags.append(f'<span class="pd-tag {escaped(label)}">tone: {escaped(label)}{number}</span>')
    open_questions = [str(s["target"]) for s in row["stances"] if s["abstained"]]
    for stance in row["stances"]:
        if not stance["abstained"]:
            kind = str(stance["stance"])
            about = escaped(names.target(str(stance["target"])))
            tags.append(f'<span class="pd-tag {escaped(kind)}">{escaped(_LEANS.get(kind, kind))} {about}</span>')
    if open_questions:
        asked = escaped(", ".join(names.target(target) for target in open_questions))
        words = f"stance open on {counted(len(open_questions), 'target')}"
        tags.append(f'<span class="pd-tag abstained" title="{asked}">{words}</span>')
    return tags


def _known(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)
