"""Files of one's own on the Analyse page: read beside the dashboard, shown as a table of the session's own."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
#: Title to text, by how the document is given; the words are invented.
LINES = {
    "The harbour talks": "The harbour talks opened on a good morning. Nobody left the hall before noon.",
    "A quiet winter": "The winter convoy waited at the border for three days.",
}
ROWS = {"The grain corridor": 'The corridor stays open, said a sign at the "old" gate. It was a terrible night.'}


def as_lines(documents: dict[str, str]) -> bytes:
    records = [
        {"id": title, "title": title, "text": text, "outlet": "Lowland Wire", "date": "2024-05-06"}
        for title, text in documents.items()
    ]
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def as_csv(documents: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("id", "title", "text", "outlet"))
    writer.writerows((title, title, text, "Open Record") for title, text in documents.items())
    return out.getvalue().encode()


def test_lines_and_csv_are_read_into_a_table_of_the_sessions_own(page: Page, address: str) -> None:
    page.goto(f"{address}/Analyse")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        [
            {"name": "speeches.jsonl", "mimeType": "application/jsonl", "buffer": as_lines(LINES)},
            {"name": "news.csv", "mimeType": "text/csv", "buffer": as_csv(ROWS)},
        ]
    )
    expect(page.get_by_text("speeches.jsonl")).to_be_visible()
    expect(page.get_by_text("news.csv")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("The result is a table of its own")).to_be_visible()

    # The pages show its sentences and no others, word for word.
    page.get_by_role("link", name="Open it in Sentences").click()
    expect(page.get_by_text("You are looking at your own documents.")).to_be_visible()
    expect(page.locator(".pd-line").first).to_contain_text("5 of 5 sentences match (3 documents")
    expect(page.locator(".pd-text")).to_have_count(5)
    shown = page.locator(".pd-text").all_inner_texts()
    assert sorted(" ".join(shown).split()) == sorted(" ".join([*LINES.values(), *ROWS.values()]).split())
    page.get_by_role("link", name="Speakers", exact=True).click()
    expect(page.get_by_role("heading", name="Speakers", exact=True)).to_be_visible()
    expect(page.locator(".pd-line").first).to_contain_text("5 of 5")
    assert "own" in parse_qs(urlsplit(page.url).query)

    # The shared table is as it was.
    page.get_by_role("link", name="Back to the shared table").click()
    expect(page.locator(".pd-line").first).to_contain_text("400 of 400 sentences match")


def test_a_file_that_cannot_be_read_is_named(page: Page, address: str) -> None:
    page.goto(f"{address}/Analyse")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        [{"name": "broken.jsonl", "mimeType": "application/jsonl", "buffer": b"{not json\n"}]
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It could not be read.")).to_be_visible()
    expect(page.get_by_text("broken.jsonl:1: not JSON").first).to_be_visible()
