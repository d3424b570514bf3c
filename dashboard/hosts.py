"""Which names the server answers to: a page elsewhere may give its own name the address of this machine.

Goes in: the `Host` of a request, the address the server listens on, the names its owner allows. Comes out: whether it
is answered. Without this, a foreign page whose name leads to 127.0.0.1 reads in its reader's browser what only he may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: The names of this machine on itself; what listens there alone is asked for by these, or through a proxy.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
REFUSED = (
    "this server does not answer to the name {host}: open it as http://localhost or http://127.0.0.1 with its port, or "
    "start it with --server.allowedHosts and the name"
)


def is_answered(host: str, *, address: str | None, allowed: Iterable[str]) -> bool:
    """Return whether a request for `host` ("localhost:8501") is answered by a server that listens on `address`.

    Where no names are `allowed`, a server on the loopback address answers to its own names; one that listens to a
    network cannot know what it is called there and answers to all. "*" allows every name, "*.example.org" all below it.
    A request without a name is none of a browser.
    """
    names = [name.strip().lower().rstrip(".") for name in allowed]
    if not names and (address or "").strip("[]").lower() not in LOOPBACK:
        return True
    try:
        asked = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    ways = (asked == name or name == "*" or (name[:2] == "*." and asked.endswith(name[1:])) for name in names)
    return not host or (not names and asked in LOOPBACK) or any(ways)


class OwnNames:
    """Middleware that answers to the server's own names alone; `settings` gives address and allowed names."""

    def __init__(self, app: ASGIApp, settings: Callable[[], tuple[str | None, Iterable[str]]]) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400 with the reason; a websocket is closed."""
        from starlette.requests import HTTPConnection
        from starlette.responses import PlainTextResponse
        from starlette.websockets import WebSocketClose

        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = HTTPConnection(scope).headers.get("host", "")
        address, allowed = self._settings()
        if is_answered(host, address=address, allowed=allowed):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            answer = PlainTextResponse(REFUSED.format(host=host), status_code=400)
            await answer(scope, receive, send)
