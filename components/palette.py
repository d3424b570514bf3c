"""Colours and text rules that every chart shares: one colour, one meaning.

Goes in: a theme name ("light" or "dark"), strings from the data. Comes out: hex colours and scales, strings that are
safe in a figure. Draws nothing and knows nothing of Streamlit.

The hues are those of Okabe and Ito (2008, "Color Universal Design"), safe for readers who confuse red and green.
"""

from __future__ import annotations

import html
import re
import textwrap
from typing import Any, Literal

from components.text import cut, steady

Theme = Literal["light", "dark"]

#: Against and favor, as areas. Text in these colours uses `ink`, which is darker or lighter for contrast.
AGAINST = "#D55E00"
FAVOR = "#0072B2"

_LIGHT = {
    "text": "#1B1F24",
    "muted": "#57606A",
    "grid": "#D8DEE4",
    "axis": "#8C959F",
    "paper": "#FFFFFF",
    "neither": "#BFC5CC",
    "other": "#9AA3AD",
    "unknown": "#3A424B",
    "bar": "#6E7781",
    "against_ink": "#A84600",
    "favor_ink": "#00629B",
    "line": "#24292F",
}
_DARK = {
    "text": "#E6EDF3",
    "muted": "#9DA7B3",
    "grid": "#30363D",
    "axis": "#6E7681",
    "paper": "#0E1117",
    "neither": "#5F6873",
    "other": "#7D8590",
    "unknown": "#C6CDD5",
    "bar": "#8B949E",
    "against_ink": "#FF9B50",
    "favor_ink": "#62B5E8",
    "line": "#E6EDF3",
}
#: Against to favor, negative to positive, around a neutral grey that differs by theme. The grey stands out from the
#: page's ground (1.4 to 1 and more), so that a neutral value never looks like none; it is about as dark as its
#: neighbours.
_DIVERGING = {
    "light": (AGAINST, "#E89A5B", "#F3CFB0", "#D3D8DD", "#B5D3E6", "#5FA3CE", FAVOR),
    "dark": ("#F07A1F", "#B0611F", "#6B4324", "#454C55", "#234D68", "#1F74A8", "#3AA0E0"),
}
TITLE_CHARACTERS = 46
SUBTITLE_CHARACTERS = 60
LABEL_CHARACTERS = 30


def color(name: str, *, theme: Theme) -> str:
    """Return the hex colour of `name` ("text", "muted", "grid", "neither", "unknown", "against_ink", ...)."""
    return (_DARK if theme == "dark" else _LIGHT)[name]


def diverging(theme: Theme) -> list[list[Any]]:
    """Return a plotly colour scale from -1 (against, negative) over 0 to 1 (favor, positive)."""
    steps = _DIVERGING[theme]
    return [[i / (len(steps) - 1), hue] for i, hue in enumerate(steps)]


def text_on(share: float, *, theme: Theme) -> str:
    """Return black or white, whichever reads better on a cell of the diverging scale at `share` in [-1, 1]."""
    steps = _DIVERGING[theme]
    place = (min(1.0, max(-1.0, share)) + 1) / 2 * (len(steps) - 1)
    low = min(int(place), len(steps) - 2)
    ends = (_channels(steps[low]), _channels(steps[low + 1]))
    mixed = [a + (b - a) * (place - low) for a, b in zip(*ends, strict=True)]
    # Relative luminance as in WCAG 2.2; 0.179 is where black and white contrast equally (4.58 to 1).
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in mixed)]
    return "#000000" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 else "#FFFFFF"


def _channels(hue: str) -> tuple[int, int, int]:
    return int(hue[1:3], 16), int(hue[3:5], 16), int(hue[5:7], 16)


def faded(hue: str, *, alpha: float) -> str:
    """Return `hue` (#RRGGBB) as an rgba colour of opacity `alpha` in [0, 1]."""
    red, green, blue = _channels(hue)
    return f"rgba({red},{green},{blue},{alpha})"


def safe(text: object) -> str:
    """Return `text` with `& < >` escaped and line breaks made spaces, as `steady`: plotly reads labels as HTML."""
    return html.escape(steady(re.sub(r"[\s\x00-\x1f\x7f]+", " ", str(text))), quote=False)


def label(text: object, *, characters: int = LABEL_CHARACTERS) -> str:
    """Return `text` cut to `characters` with an ellipsis, then made safe."""
    return safe(cut(str(text), characters=characters))


def label_lines(text: object, *, characters: int, lines: int = 2) -> list[str]:
    """Return `text` as at most `lines` lines of at most `characters`, the last cut with an ellipsis, each made safe."""
    found = textwrap.wrap(" ".join(str(text).split()), width=characters) or [""]
    # The last line takes all that is left, which the cut then makes the most of.
    kept = [*found[: lines - 1], " ".join(found[lines - 1 :])] if len(found) > lines else found
    return [label(line, characters=characters) for line in kept]


def wrapped(text: object, *, characters: int) -> str:
    """Return `text` made safe and broken into lines of at most `characters`, joined by plotly's line break."""
    return "<br>".join(safe(line) for line in _lines(text, characters=characters))


def lines_of(text: object, *, characters: int) -> int:
    """Return how many lines `wrapped` makes of `text`."""
    return len(_lines(text, characters=characters))


def _lines(text: object, *, characters: int) -> list[str]:
    # A separator stays with the word before it, so that no line begins with one; a mark with the words it explains.
    plain = " ".join(str(text).split()).replace(" ·", "\u00a0·").replace("◆ ", "◆\u00a0")
    return textwrap.wrap(plain, width=characters) or [""]
