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
    # What shows that a page is being drawn comes late and goes between two steps; this is there all the time.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


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


def tab_to(page: Page, name: str, *, inside: str = "body") -> None:
    """Press Tab until what is called `name`, in what `inside` selects, has the focus: a link, a button or a field."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "inside => (e => ['A', 'BUTTON', 'INPUT'].includes(e.tagName) && e.closest(inside) "
            "? [e.getAttribute('aria-label') || '', e.innerText || ''].join('\\n') : '')(document.activeElement)",
            inside,
        )
        # An icon is a word of its own, on a line before the name.
        if name in [line.strip() for line in str(words).splitlines()]:
            return
    raise AssertionError(f"{name!r} is not reached with Tab")


def choose(page: Page, line: int) -> None:
    """Open the list that has the focus and take its line `line`, counted from 0, with the keyboard."""
    for reached in range(line + 1):
        page.keyboard.press("ArrowDown")
        # A key pressed while the list is still opening is lost: each waits for what the one before did.
        expect(page.get_by_role("option").nth(reached)).to_have_attribute("data-focused", "true")
    page.keyboard.press("Enter")


def test_from_a_figure_to_the_article_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/Topics")
    tab_to(page, "Sentences behind a mark")
    choose(page, 0)
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


def test_a_filter_is_chosen_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/Topics")
    tab_to(page, "Country")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Find country")).to_be_focused()
    page.keyboard.type("norway")
    page.keyboard.press("Enter")
    found = page.get_by_role("button", name=re.compile("^Norway · "))
    expect(found).to_be_visible()
    tab_to(page, found.inner_text(), inside="[data-testid=stPopoverBody]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("country=NOR"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("^Country · 1"))).to_be_focused(timeout=20_000)


def test_a_side_of_a_period_is_reached_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/Stance?toward=peace")
    tab_to(page, "Sentences behind a mark", inside=".st-key-under-stance-time")
    # The first line is the period, the second its stances against.
    choose(page, 1)
    page.wait_for_url(re.compile("mark="))
    mark = parse_qs(parse_qs(urlsplit(page.url).query)["mark"][0])
    assert mark["stance"] == ["against"] and mark["target"] == ["peace"] and "from" in mark
    expect(page.get_by_role("button", name="Show all again")).to_be_visible()
