"""Every page under axe-core, light and dark, and a walk with the keyboard alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PAGES = (
    "", "Speakers", "Speakers?speaker=brina-vantreel", "Countries", "Topics", "Stance", "Compare", "Sentences",
    "Sentences?as=table", "Article", "Analyse", "Methods",
)  # fmt: skip
#: Pages that between them hold every kind of part.
DARK = ("", "Compare", "Sentences?as=table", "Analyse")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
#: More presses of Tab than any page has stops before what is looked for.
MOST_STOPS = 150


def opened(page: Page, url: str) -> None:
    """Go to a page and wait until it is whole."""
    page.goto(url)
    expect(page.locator(".pd-line").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


@pytest.mark.parametrize(("place", "scheme"), [*((p, "light") for p in PAGES), *((p, "dark") for p in DARK)])
def test_axe_finds_nothing_serious(page: Page, address: str, place: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(page, f"{address}/{place}")
    found = Axe().run(page, options=RULES).response["violations"]
    serious = [
        (one["id"], node["html"][:200], node["failureSummary"])
        for one in found if one["impact"] in ("serious", "critical") for node in one["nodes"]
    ]  # fmt: skip
    assert not serious


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is called `name` has the focus: a link, a button or a field."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "(e => ['A', 'BUTTON', 'INPUT'].includes(e.tagName) "
            "? [e.getAttribute('aria-label') || '', e.innerText || ''].join('\\n') : '')(document.activeElement)"
        )
        # An icon is a word of its own, on a line before the name.
        if name in [line.strip() for line in str(words).splitlines()]:
            return
    raise AssertionError(f"{name!r} is not reached with Tab")


def test_from_a_figure_to_the_article_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/Topics")
    tab_to(page, "Sentences behind a mark")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("mark="))
    topic = parse_qs(parse_qs(urlsplit(page.url).query)["mark"][0])["topic"][0]
    expect(page.get_by_role("button", name="Keep as filter")).to_be_visible()
    tab_to(page, "Keep as filter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"topic={topic}"))
    expect(page.get_by_role("button", name="Clear all")).to_be_visible()
    tab_to(page, "PNG")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".png")
    tab_to(page, "In its article")
    page.keyboard.press("Enter")
    expect(page.locator(".pd-article .here").first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["topic"] == [topic]


def test_a_side_of_a_period_is_reached_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/Stance?toward=peace")
    for _ in range(2):
        tab_to(page, "Sentences behind a mark")
    # The first line is the period, the second its stances against.
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("mark="))
    mark = parse_qs(parse_qs(urlsplit(page.url).query)["mark"][0])
    assert mark["stance"] == ["against"] and mark["target"] == ["peace"] and "from" in mark
    expect(page.get_by_role("button", name="Show all again")).to_be_visible()
