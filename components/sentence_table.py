"""Sentences as a table with the columns the reader chose, every column of the build on offer; the address holds them.

Goes in: rows of `queries.evidence.sentences`. Comes out: an HTML table of which every piece from the data was escaped;
a screen reader and a keyboard reach each cell, and the text stands as written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.text import escaped, moment, signed
from dashboard import names, session
from dashboard.queries.evidence import added_columns, place_of
from dashboard.session import View

SHAPES = ("cards", "table")
PARAMETER = "columns"
#: Columns of the table before the reader chooses, where the build has them.
USUAL = ("text", "speakers", "speaker_countries", "topic", "sentiment", "published", "title")
MISSING = "–"
#: Columns that hold ids, and the field of `dashboard.names` that names them.
NAMED = {
    "topic": "topic", "topics": "topic", "speaker_countries": "country", "countries_by_speaker": "country",
    "countries_mentioned": "country", "voice": "voice",
}  # fmt: skip
#: Columns of numbers from -1 to +1, which have a sign.
SIGNED = ("sentiment_score",)
#: Columns of moments in ISO 8601.
MOMENTS = ("published",)
OPERATORS = """
| you write | it finds |
|---|---|
| `ceasefire talks` | sentences with both words, in any order |
| `"peace talks"` | the phrase |
| `negotiat*` | words that begin so |
| `talks AND sanctions`, `talks OR sanctions`, `talks NOT sanctions` | both, either, the first without the second |
| `NEAR(talks sanctions, 5)` | both with at most five words between them |
| `(talks OR summit) NOT sanctions` | brackets group |

Operators are in capitals. Case and accents do not count; any other sign is taken as part of a word.
"""


def show_operators(*, opened: bool = False) -> None:
    """Draw what the search above the page understands, `opened` where it is needed at once."""
    with st.expander("How to search", icon=":material/help:", expanded=opened):
        st.markdown(OPERATORS)
        st.caption("Words to search for order the sentences by how well they match; Order below changes that.")


def show_shape_choice() -> bool:
    """Draw the choice between cards and a table; return whether it is the table."""
    asked = session.parameter("as", SHAPES[0], allowed=SHAPES)
    st.session_state["shape"] = asked
    st.segmented_control(
        "Show as", SHAPES, key="shape", required=True,
        on_change=lambda: session.set_parameters({"as": st.session_state["shape"]}),
    )  # fmt: skip
    return asked == "table"


def show_column_choice(view: View) -> tuple[str, ...]:
    """Draw the choice of columns and return those in force, in the order of the build."""
    known = [*view.table.columns("sentences"), *(column.name for column in added_columns(view.table))]
    usual = tuple(name for name in known if name in USUAL)
    asked = [name for name in session.parameter(PARAMETER).split() if name in known]
    chosen = asked or list(usual)
    st.session_state["columns"] = chosen
    st.multiselect(
        "Columns", known, key="columns", on_change=_set_columns, args=(usual,),
        help="Every column of the build, and the stance toward each target. The Methods page says what each means.",
    )  # fmt: skip
    return tuple(name for name in known if name in chosen)


def table_html(rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str], query: Mapping[str, Any]) -> str:
    """Return the rows as an HTML table, each with the way to its place in the article.

    `query` are the parameters of that link beside document and sentence.
    """
    head = "".join(f'<th scope="col">{escaped(name.replace("_", " "))}</th>' for name in ("article", *columns))
    body = "".join(_row(row, columns, query) for row in rows)
    return (
        '<div class="pd-table" tabindex="0" role="region" aria-label="The sentences as a table">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Mapping[str, Any], columns: Sequence[str], query: Mapping[str, Any]) -> str:
    key, position = place_of(str(row["sentence_id"]))
    address = escaped(f"Article?{urlencode({**query, 'document': key, 'sentence': position}, doseq=True)}")
    link = f'<a href="{address}" target="_self" aria-label="In its article, sentence {int(position) + 1}">open</a>'
    cells = (
        f'<td class="{"number" if _is_number(row[name]) else escaped(name)}">{_cell(row[name], name)}</td>'
        for name in columns
    )
    return f"<tr><td>{link}</td>{''.join(cells)}</tr>"


def _cell(value: Any, column: str) -> str:
    """Return one cell of `column`; ids are shown as their names, numbers and moments as on the cards."""
    field = NAMED.get(column)
    if isinstance(value, list):
        return escaped("; ".join(names.name(field, str(v)) if field else str(v) for v in value)) or MISSING
    if value is None or value != value:
        return MISSING
    if field:
        return escaped(names.name(field, str(value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return signed(value) if value < 0 or column in SIGNED else f"{value:.2f}"
    return escaped(moment(str(value)) if column in MOMENTS else value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _set_columns(usual: tuple[str, ...]) -> None:
    chosen = tuple(st.session_state["columns"])
    session.set_parameters({PARAMETER: None if set(chosen) in (set(), set(usual)) else " ".join(chosen)})
