"""Words from documents on the screen exactly as written, whatever they hold.

`plain` makes a string safe for the places where Streamlit reads Markdown (labels, captions, buttons); `escaped` makes
it safe inside `st.html`. Texts of any length go through `st.text` or `escaped`, never through `st.markdown`.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

import pandas as pd

Key = TypeVar("Key", bound=Hashable)

#: Characters Streamlit's Markdown gives a meaning to; a backslash takes it away.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|$:~<>&=^\-])")
#: Invisible and without width: it keeps apart what Streamlit changes after it has taken the backslashes away: "--",
#: "<-" and ">=" would be a dash, an arrow and a sign, bare addresses links, ":material/home:" a picture.
_JOINER = "\u2060"
_TYPOGRAPHIC = re.compile(r"(\\[<>~-])(?=\\[<>=-])")
_LINKED = re.compile(r":(?=//|material/|streamlit:)|www(?=\.)|(?=@)", re.IGNORECASE)
#: Embeddings, overrides and isolates: one that a name leaves open sets what Podium writes after it from right to left.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return `text` so that a Markdown label shows it character by character, line breaks made spaces."""
    one_line = _LINKED.sub(rf"\g<0>{_JOINER}", steady(" ".join(text.split())))
    return _TYPOGRAPHIC.sub(rf"\1{_JOINER}", _SPECIAL.sub(r"\\\1", one_line))


def escaped(text: object) -> str:
    """Return `text` with `& < > "` as HTML entities, its marks of direction as `steady` shows them."""
    return verbatim(steady(str(text)))


def verbatim(text: str) -> str:
    """Return `text` with `& < > "` as HTML entities, every character kept: for an article's own words in a block."""
    return html.escape(text, quote=True)


def steady(text: str) -> str:
    """Return `text` with each mark that would turn the words after it around as "\ufffd"."""
    return _DIRECTIONS.sub("\ufffd", text)


def told_apart(
    names: Mapping[Key, str], *, beside: Mapping[Key, str] | None = None, after: Mapping[Key, str] | None = None
) -> dict[Key, str]:
    """Return labels for a choice, no two alike: a browser sends the label back, and of equal ones the last would win.

    A name that several have is followed by what `beside` says of each (a country), then by a number. `after` follows
    every name, its n.
    """
    often, labels, numbers = Counter(names.values()), dict[Key, str](), Counter[str]()
    taken: set[str] = set()
    for key, name in names.items():
        more = (beside or {}).get(key) if often[name] > 1 else None
        first = words = steady(f"{name} ({more})" if more else name)
        end = (after or {}).get(key, "")
        while not taken.isdisjoint({words, words + end}):
            numbers[first] += 1
            words = f"{first} ({numbers[first] + 1})"
        taken |= {words, words + end}
        labels[key] = words + end
    return labels


def known(value: Any) -> str | None:
    """Return a value of a record as text, None where it is missing."""
    return None if value is None or pd.isna(value) else str(value)


def cut(text: str, *, characters: int) -> str:
    """Return `text` on one line, cut to `characters` with an ellipsis."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= characters else one_line[: characters - 1].rstrip() + "…"


def counted(n: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 sentence", "1,284 sentences"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def counted_on_sides(first: int, second: int) -> str:
    """Return how many sentences the two sides of a comparison have: "1,284 and 97 sentences"."""
    return f"{first:,} and {counted(second, 'sentence')}"


def brief(n: int) -> str:
    """Return a count in at most four characters where there is little room: 999, 1.2k, 12k, 123k, 1.2M."""
    if n < 1_000:
        return str(n)
    # From where thousands would be rounded to 1000k.
    size, unit = (1_000, "k") if n < 999_500 else (1_000_000, "M")
    return f"{n / size:.1f}{unit}" if n < 9.95 * size else f"{n / size:.0f}{unit}"


def percent(share: float) -> str:
    """Return a share in [0, 1] as whole percent, halves rounded up; "–" where it is missing.

    What would be rounded to none or all without being so is "<1%" or ">99%": 1 of 200 is 1%, 199 of 200 >99%.
    """
    if share != share:
        return "–"
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    # Through its shortest digits: 0.285, which no binary number is, is meant as a half.
    return f"{(Decimal(repr(float(share))) * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"


def moment(published: str) -> str:
    """Return a date in ISO 8601 as people write it: a time of day follows after a space, its seconds left out."""
    day, _, time = published.partition("T")
    return f"{day} {time[:5]}" if time else day


def signed(value: float) -> str:
    """Return a number with its sign, as +0.12, −0.12 or 0.00; "–" where it is missing."""
    if value != value:
        return "–"
    words = f"{value:+.2f}".replace("-", "−")
    return words[1:] if not words.strip("+−0.") else words


def with_interval(value: float, low: float, high: float) -> str:
    """Return a number with its interval, as +0.12 (−0.03 to +0.27); the number alone where there is no interval."""
    known = value == value and low == low and high == high
    return f"{signed(value)} ({signed(low)} to {signed(high)})" if known else signed(value)
