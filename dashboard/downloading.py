"""The way downloads leave the server: row by row from the disk into the network, none of them ever whole in memory.

Goes in: an address such as `download/csv?topic=sanctions`, with the same names as the address of a page. Comes out: the
file of all rows that match. Streamlit's own download button keeps the whole file in memory, so it is used only where
the app runs without `serve.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from dashboard import export, own_documents
from dashboard.filters import PARAMETERS, Filters
from dashboard.queries.groups import shown_name
from dashboard.session import BUILD, OWN
from dashboard.table import Table, open_table
from data.errors import TableError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

#: Kind in the address: its name on the button, the file's ending, its media type.
KINDS = {
    "csv": ("CSV for spreadsheets", "csv", "text/csv; charset=utf-8"),
    "raw": ("CSV, raw", "csv", "text/csv; charset=utf-8"),
    "parquet": ("Parquet", "parquet", "application/vnd.apache.parquet"),
    "zip": ("ZIP with codebook and provenance", "zip", "application/zip"),
}
PATH = "download"
#: Names in the address beside those of the filters and of the session.
MARK, PAGE = "mark", "page"
#: Whether this process serves the addresses above; `serve.py` says so.
served = False


def link(kind: str, filters: Filters, *, build: str, own: str, page: str) -> str:
    """Return the address of a download, relative to any page; `page` is the address the reader looks at."""
    query = filters.to_query() | {BUILD: [build], PAGE: [page]}
    if own:
        query[OWN] = [own]
    if filters.also is not None:
        query[MARK] = [urlencode(filters.also.to_query(), doseq=True)]
    return f"{PATH}/{kind}?{urlencode(query, doseq=True)}"


def pieces(kind: str, table: Table, filters: Filters, *, page: str) -> Iterable[bytes]:
    """Give the file of a kind piece by piece; raises `KeyError` for a kind that is none of `KINDS`."""
    words = filters.words(name=partial(shown_name, table))
    make = {
        "csv": lambda: export.csv(table, filters, safe=True, words=words),
        "raw": lambda: export.csv(table, filters, safe=False, words=words),
        "parquet": lambda: export.parquet(table, filters, words=words),
        "zip": lambda: export.zipped(table, filters, words=words, address=page),
    }
    return make[kind]()


def file_name(kind: str, table: Table, filters: Filters) -> str:
    """Return the name of the file: another content has another name."""
    label, ending, _ = KINDS[kind]
    return export.file_name(table, filters, what="sentences", ending=ending, more=label)


def answer(request: Request) -> Response:
    """Return the download a request asks for, 404 with the reason where there is none."""
    from starlette.responses import PlainTextResponse, StreamingResponse

    kind, query = str(request.path_params["kind"]), request.query_params
    if kind not in KINDS:
        return PlainTextResponse(f"no download is called so; there are {', '.join(KINDS)}", status_code=404)
    filters = Filters.from_query({name: query.getlist(name) for name in PARAMETERS.values()})
    mark = Filters.from_query(parse_qs(query.get(MARK, "")))
    filters = replace(filters, also=mark if mark.any else None)
    try:
        table = open_table(own_documents.table_of(query.get(OWN, "")), build=query.get(BUILD, ""))
    except TableError as error:
        return PlainTextResponse(str(error), status_code=404)
    if query.get(BUILD, table.id) != table.id:
        return PlainTextResponse("the build of this link is no longer on disk: reload the page", status_code=404)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(kind, table, filters)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    content = pieces(kind, table, filters, page=query.get(PAGE, ""))
    return StreamingResponse(content, media_type=KINDS[kind][2], headers=headers)
