"""The server answers to its own names: a foreign page that gives its name the address of this machine reads nothing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dashboard.hosts import OwnNames, is_answered


@pytest.mark.parametrize(
    ("host", "address", "allowed", "wanted"),
    [
        ("localhost:8501", "127.0.0.1", [], True),
        ("LOCALHOST.", "localhost", [], True),
        ("127.0.0.1:8501", "127.0.0.1", [], True),
        ("[::1]:8501", "::1", [], True),
        ("", "127.0.0.1", [], True),
        ("evil.example:8501", "127.0.0.1", [], False),
        ("127.0.0.1.evil.example", "127.0.0.1", [], False),
        ("evil.example@localhost.evil.example", "127.0.0.1", [], False),
        ("[::1", "127.0.0.1", [], False),
        ("podium.example:8501", "0.0.0.0", [], True),
        ("podium.example", None, [], True),
        ("podium.example", "127.0.0.1", ["Podium.example"], True),
        ("a.podium.example", "127.0.0.1", ["*.podium.example"], True),
        ("evil.example", "0.0.0.0", ["podium.example"], False),
        ("evil.example", "127.0.0.1", ["*"], True),
    ],
)
def test_a_server_answers_to_its_own_names(host: str, address: str | None, allowed: list[str], wanted: bool) -> None:
    assert is_answered(host, address=address, allowed=allowed) == wanted


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(("host", "passed"), [("localhost:8501", True), ("evil.example:8501", False)])
def test_a_request_for_another_name_reaches_nothing(kind: str, host: str, passed: bool) -> None:
    reached, sent = [], []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "headers": [(b"host", host.encode())], "path": "/download/csv"}
    served = OwnNames(app, lambda: ("127.0.0.1", []))
    # In a thread of its own: a browser test before this one leaves its loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(served(scope, None, send))).result()  # type: ignore[arg-type]
    assert reached == ([kind] if passed else [])
    refused = {"http": "http.response.start", "websocket": "websocket.close"}[kind]
    assert (sent[0]["type"] if sent else None) == (None if passed else refused)
    if not passed and kind == "http":
        assert sent[0]["status"] == 400 and b"evil.example:8501" in sent[1]["body"]
