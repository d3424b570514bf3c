"""A document's text as written, with what the reading found in it marked.

Goes in: an `Article` and which marks to show. Comes out: HTML in which every character of its part of the text stands
once and in its order, escaped; marks only wrap it. Offsets that leave the part are cut to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from components.text import escaped, verbatim
from dashboard.queries.articles import Article

#: What can be marked, by the name on screen.
LAYERS = {"speaker": "who speaks", "cue": "reporting words", "content": "what is said", "tone": "tone"}
#: How each mark looks: class and words.
_LEGEND = {
    "speaker": (("speaker", "who speaks"),),
    "cue": (("cue", "reporting words"),),
    "content": (("content", "what is said"),),
    "tone": (("tone-negative", "negative sentence"), ("tone-positive", "positive sentence")),
}


def legend_html(layers: Iterable[str]) -> str:
    """Return what the marks of `layers` look like, each word in its own look."""
    marks = [f'<mark class="{kind}">{words}</mark>' for layer in layers for kind, words in _LEGEND[layer]]
    return f'<p class="pd-article pd-legend">{" · ".join(marks)}</p>'


def article_html(
    article: Article, *, layers: Iterable[str], sentence: int | None = None, way: str | None = None
) -> str:
    """Return the text with the chosen layers marked and the sentence at position `sentence` outlined.

    With `way`, an address that ends before a position, each sentence begins with its number as a link; the number is
    drawn by the style sheet, so that the text holds its own words only.
    """
    chosen = set(layers)
    text = article.text
    marks = [*_quotation_marks(article, chosen), *_sentence_marks(article, chosen, sentence)]
    edges = {edge for start, end, _ in marks for edge in (start, end) if 0 <= edge <= len(text)}
    bounds = sorted({0, len(text), *edges})
    sentences = zip(article.sentences["start"], article.sentences["position"], strict=True)
    anchors = {int(start) - article.begin: int(position) for start, position in sentences}
    opened: dict[int, list[tuple[int, str]]] = {}
    for start, end, kind in marks:
        opened.setdefault(max(0, start), []).append((end, kind))
    active: list[tuple[int, str]] = []
    pieces = []
    for begin, stop in pairwise(bounds):
        active = [(end, kind) for end, kind in active if end > begin] + opened.get(begin, [])
        if begin in anchors:
            pieces.append(_anchor(anchors[begin], way))
        kinds = " ".join(dict.fromkeys(kind for _, kind in active))
        piece = verbatim(text[begin:stop])
        pieces.append(f'<mark class="{kinds}">{piece}</mark>' if kinds else piece)
    here = "" if sentence is None or sentence < 0 else f' data-here="{sentence}"'
    return f'<div class="pd-article" lang="en"{here}>{"".join(pieces)}</div>'


def _anchor(position: int, way: str | None) -> str:
    link = f' href="{escaped(way)}{position}" target="_self" aria-label="Sentence {position + 1}"' if way else ""
    return f'<a id="s{position}" class="pd-n" data-n="{position + 1}"{link}></a>'


def _quotation_marks(article: Article, chosen: set[str]) -> list[tuple[int, int, str]]:
    columns = {"speaker": "mention", "cue": "cue", "content": "content"}
    return [
        (int(start) - article.begin, int(end) - article.begin, layer)
        for row in article.quotations.to_dict("records")
        for layer, column in columns.items()
        if layer in chosen
        for start, end in zip(row[f"{column}_starts"], row[f"{column}_ends"], strict=True)
    ]


def _sentence_marks(article: Article, chosen: set[str], sentence: int | None) -> list[tuple[int, int, str]]:
    marks = []
    hits = np.isin(article.sentences["position"].to_numpy(dtype=np.int64), article.hits).tolist()
    for row, hit in zip(article.sentences.to_dict("records"), hits, strict=True):
        kinds = [f"tone-{row['sentiment']}"] if "tone" in chosen and _has_tone(row) else []
        kinds += ["hit"] if hit else []
        kinds += ["here"] if row["position"] == sentence else []
        # A sentence without a mark still needs its bound, for its anchor.
        start, end = int(row["start"]) - article.begin, int(row["end"]) - article.begin
        marks += [(start, end, kind) for kind in kinds or ["sentence"]]
    return marks


def _has_tone(row: Mapping[str, Any]) -> bool:
    return row.get("sentiment") in ("negative", "positive")
