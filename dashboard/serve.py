"""The server: `streamlit run dashboard/serve.py` shows the app of `app.py` and streams its downloads.

The first page is known by its name too.
"""

from __future__ import annotations

import sys
from pathlib import Path

# `streamlit run` puts dashboard/ on the path, never the root of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from dashboard import downloading, hosts
from data import settings

FIRST = min(path.stem for path in (settings.ROOT / "pages").glob("[0-9]*_*.py")).split("_", 1)[1]


def to_first_page(request: Request) -> RedirectResponse:
    """Lead from the first page's name to the root: Streamlit knows that page there only. What was asked stays."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


def names_of_server() -> tuple[str | None, list[str]]:
    """Return the address the server was told to listen on, and the names it was told to answer to."""
    return st.get_option("server.address"), st.get_option("server.allowedHosts")


downloading.served = True
app = st.App(
    Path(__file__).resolve().parent / "app.py",
    routes=[
        Route(f"/{downloading.PATH}/{{kind}}", downloading.answer, methods=["GET"]),
        Route(f"/{FIRST}", to_first_page, methods=["GET"]),
    ],
    middleware=[Middleware(hosts.OwnNames, settings=names_of_server)],
)
