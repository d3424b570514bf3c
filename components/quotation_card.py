"""One sentence as a card: the words as written, who speaks, where, when, and what the scorers made of it.

Goes in: one record of `queries.evidence.sentences` with at least `COLUMNS`. Comes out: HTML of which every piece from
the data was escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.text import escaped, known, moment, signed, verbatim
from dashboard import names

#: What a card says of a sentence, beside its tone and stances.
COLUMNS = (
    "sentence_id", "text", "voice", "speakers", "speaker_roles", "countries_by_speaker", "outlet", "title", "published",
    "topics", "sentiment",
)  # fmt: skip
_LEANS = {"favor": "in favor of", "against": "against"}


def card(row: Mapping[str, Any]) -> str:
    """Return the card of one sentence as HTML."""
    return (
        f'<article class="pd-card {escaped(row["voice"])}"><p class="pd-text">{verbatim(str(row["text"]))}</p>'
        f'<p class="pd-meta">{_who(row)}<br>{_where(row)}</p><p>{"".join(_tags(row))}</p>{_no_side(row)}</article>'
    )


def who_words(row: Mapping[str, Any]) -> str:
    """Return who speaks, in plain words: each name with role and country, the outlet, or "unknown speaker".

    A country that was guessed says so.
    """
    if row["voice"] == "outlet":
        return f"{known(row['outlet']) or 'the outlet'} (the outlet's own words)"
    guessed = "; guessed from the rest of the text" if row.get("country_guessed") else ""
    people = [
        ", ".join(p for p in (name, role) if p) + (f" ({names.country(country)}{guessed})" if country else "")
        for name, role, country in zip(row["speakers"], row["speaker_roles"], row["countries_by_speaker"], strict=False)
    ]
    return "; ".join(people) or "unknown speaker"


def _who(row: Mapping[str, Any]) -> str:
    return f"<b>{escaped(who_words(row))}</b> · {escaped(names.name('voice', row['voice']))}"


def _where(row: Mapping[str, Any]) -> str:
    parts = [escaped(p) for p in (known(row[name]) for name in ("title", "outlet")) if p]
    when = known(row["published"])
    # A date is not broken at its hyphens.
    return " · ".join([*parts, *([f'<span class="pd-when">{escaped(moment(when))}</span>'] if when else [])])


def _tags(row: Mapping[str, Any]) -> list[str]:
    tags = [f'<span class="pd-tag">{escaped(names.topic(t))}</span>' for t in row["topics"]]
    label = known(row.get("sentiment"))
    if label:
        tone = row.get("tone")
        number = "" if tone is None or pd.isna(tone) else f" {signed(float(tone))}"
        tags.append(f'<span class="pd-tag {escaped(label)}">tone: {escaped(label)}{number}</span>')
    for stance in row["stances"]:
        kind = str(stance["stance"])
        if kind in _LEANS and not stance["abstained"]:
            about = escaped(names.target(str(stance["target"])))
            tags.append(f'<span class="pd-tag {escaped(kind)}">{_LEANS[kind]} {about}</span>')
    return tags


def _no_side(row: Mapping[str, Any]) -> str:
    """Return the targets on which the sentence takes no side, and those on which the model abstained, on one line."""
    parts = []
    for words, wanted in (("neither for nor against", False), ("stance open, the model abstained", True)):
        about = [
            escaped(names.short_target(str(s["target"])))
            for s in row["stances"]
            if bool(s["abstained"]) is wanted and (wanted or str(s["stance"]) not in _LEANS)
        ]
        parts += [f"{words}: {', '.join(about)}"] if about else []
    return f'<p class="pd-meta">{" · ".join(parts)}</p>' if parts else ""
