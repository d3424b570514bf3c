"""The words of a quotation in, whether a poll, a record or a report tells what was found."""

from __future__ import annotations

import pytest

from data.quoting import findings


@pytest.mark.parametrize(
    ("mention", "cue", "content", "told"),
    [
        ("Exit polls from the north", "showed", "that the port was ahead of the bay", True),
        ("Vale County land records", "indicate", "that a company bought the port", True),
        ("Several surveys", "show that", "Marn is ahead of Vesk", True),
        ("The company of the report", "found", "that the port was for sale", False),
        ("The record's owner", "found", "that the port was for sale", False),
        ("The polls", "showed", "a shift", False),
        ("The ice", "shows", "that the port is very old", False),
    ],
)
def test_what_is_a_finding(mention: str, cue: str, content: str, told: bool) -> None:
    assert findings.is_finding(cue, mention=mention, content=content) is told


@pytest.mark.parametrize(
    ("mention", "content", "told"),
    [
        ("the commission", "that the port was unsafe", True),
        ("the commission", "that cold", False),
        ("Vera Marn", "that the port was unsafe", False),
    ],
)
def test_what_a_body_found(mention: str, content: str, told: bool) -> None:
    assert findings.is_bodys("found", mention=mention, content=content) is told
