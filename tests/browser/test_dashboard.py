"""What a person does, done in Chromium: filter by a speaker, follow a mark, download, go back."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from components.figures import IMAGE_SCALE, IMAGE_WIDTH
from data import store
from tests.hostile import HOSTILE, N

pytestmark = pytest.mark.browser
LINE = re.compile(r"([\d,]+) of ([\d,]+) sentences match")


def matching(page: Page) -> int:
    """Return N of the line "N of M sentences match"."""
    found = LINE.search(page.locator(".pd-line").first.inner_text())
    assert found
    return int(found[1].replace(",", ""))


def asked(page: Page) -> dict[str, list[str]]:
    """Return the query parameters in the address bar."""
    return parse_qs(urlsplit(page.url).query)


def settled(page: Page, words: str) -> None:
    """Wait until the line of numbers holds `words` and the page stands: what still comes in moves what is clicked."""
    expect(page.locator(".pd-line").first).to_contain_text(words)
    stands(page)


def stands(page: Page) -> None:
    """Wait until no script of the page runs."""
    page.wait_for_function("!document.querySelector(\"[data-test-script-state='running']\")")


def click_mark(page: Page, mark: Locator) -> None:
    """Click in the middle of a mark of a page that stands; plotly takes the click on a layer above its marks."""
    stands(page)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    # What is clicked is what plotly last saw under the pointer, and it looks every 50 ms: no hand is faster.
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def table_rows(folder: Path, where: str) -> dict[str, str]:
    """Return sentence id to text of the build's rows that satisfy a condition."""
    build = store.current(folder)
    rows = duckdb.sql(f"SELECT sentence_id, text FROM '{build.folder}/sentences/*.parquet' WHERE {where}").fetchall()
    return dict(rows)


def test_filter_follow_download_and_go_back(page: Page, address: str, invented: Path) -> None:
    page.goto(f"{address}/Speakers")
    settled(page, "400 of 400")

    # Filter by a speaker, found by a part of the name.
    page.get_by_role("button", name="Speaker", exact=True).click()
    search = page.get_by_label("Find speaker")
    search.fill("vantreel")
    search.press("Enter")
    page.get_by_role("button", name=re.compile(r"^Brina Vantreel · [\d,]+$")).click()
    spoken = "list_contains(speaker_ids, 'brina-vantreel')"
    wanted = table_rows(invented, spoken)
    settled(page, f"{len(wanted)} of 400")
    assert asked(page)["speaker"] == ["brina-vantreel"]
    page.keyboard.press("Escape")

    # Follow a mark of a chart on another page, with the filter still in force.
    page.get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", name="Topics", exact=True)).to_be_visible()
    settled(page, f"{len(wanted)} of 400")
    bar = page.locator(".js-plotly-plot").first.locator(".bars .point path").first
    click_mark(page, bar)
    page.wait_for_url(re.compile("mark="))
    topic = parse_qs(asked(page)["mark"][0])["topic"][0]
    behind = table_rows(invented, f"{spoken} AND list_contains(topics, '{topic}')")
    expect(page.locator(".pd-line").nth(1)).to_contain_text(f"{len(behind)} sentence")

    # Download exactly these sentences.
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV for spreadsheets").click()
    download = waiting.value
    assert store.current(invented).id in download.suggested_filename
    with open(download.path(), encoding="utf-8-sig", newline="") as file:
        rows = {row["sentence_id"]: row["text"] for row in csv.DictReader(file)}
    assert rows == behind

    # The sentences on the page are among them, word for word.
    shown = page.locator(".pd-text").all_inner_texts()
    assert shown and set(shown) <= set(behind.values())

    # The back button takes the mark back, the address keeps the rest.
    page.keyboard.press("Escape")
    page.go_back()
    page.wait_for_url(lambda url: "mark=" not in url)
    expect(page.locator(".pd-line")).to_have_count(1)
    assert matching(page) == len(wanted)


def test_from_a_sentence_to_its_article_and_a_link_that_lasts(page: Page, address: str, invented: Path) -> None:
    page.goto(f"{address}/Sentences?voice=direct&order=oldest&page=2")
    wanted = table_rows(invented, "voice = 'direct'")
    settled(page, f"{len(wanted)} of 400")
    words = page.locator(".pd-text").first.inner_text()
    # By its focus: what still comes in above moves what a pointer hits.
    page.get_by_role("link", name="In its article").first.press("Enter")
    expect(page.locator(".pd-article .here").first).to_be_visible()
    assert "".join(page.locator(".pd-article .here").all_inner_texts()) == words
    kept = page.url
    assert asked(page)["voice"] == ["direct"]
    # One step back is the list as it was, its order and its page.
    stands(page)
    page.go_back()
    page.wait_for_url(re.compile("/Sentences"))
    expect(page.locator(".pd-text").first).to_have_text(words)
    stands(page)
    assert asked(page)["order"] == ["oldest"] and asked(page)["page"] == ["2"]
    page.goto("about:blank")
    page.goto(kept)
    expect(page.locator(".pd-article .here").first).to_be_visible()
    assert "".join(page.locator(".pd-article .here").all_inner_texts()) == words


def test_a_link_to_the_page_that_is_shown_changes_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}/Article?voice=direct")
    heading = page.get_by_role("heading", name="Article", exact=True)
    expect(heading).to_be_visible()
    expect(page).to_have_title("Article · Podium")
    stands(page)
    page.locator("[data-testid=stMain] [data-testid=stPageLink] a").first.click()
    expect(page.locator(".pd-article.pd-legend")).to_be_visible()
    stands(page)
    assert "document" in asked(page) and asked(page)["voice"] == ["direct"]
    opened = page.url

    # Reload and back hold what the address says, once each.
    page.reload()
    expect(page.locator(".pd-article.pd-legend")).to_be_visible()
    page.get_by_role("link", name="All documents").click()
    expect(page.locator(".pd-article.pd-legend")).to_have_count(0)
    stands(page)
    assert "document" not in asked(page)
    page.go_back()
    page.wait_for_url(opened)
    expect(page.locator(".pd-article.pd-legend")).to_be_visible()
    stands(page)
    page.go_back()
    page.wait_for_url(lambda url: "document" not in url)
    expect(page.locator(".pd-article.pd-legend")).to_have_count(0)


def test_the_first_page_by_its_name(page: Page, address: str) -> None:
    page.goto(f"{address}/Overview?topic=sanctions")
    expect(page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()
    settled(page, "of 400 sentences match")
    assert matching(page) < 400 and asked(page)["topic"] == ["sanctions"]
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_narrow_and_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 400, "height": 900})
    page.goto(f"{address}/?topic=sanctions")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", ground)[:3])) < 150


def test_on_a_tablet_each_figure_has_the_whole_width(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 800, "height": 1100})
    page.goto(f"{address}/Speakers")
    expect(page.locator(".st-key-figure-tone .js-plotly-plot")).to_be_visible()
    stands(page)
    places = [page.locator(f".st-key-figure-{key}").bounding_box() for key in ("stance", "counts", "tone")]
    assert all(places) and len({round(place["width"]) for place in places if place}) == 1


def test_a_list_turned_over_and_a_profile_are_shown_from_their_heads(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{address}/Speakers")
    turned = page.get_by_label("Pagination").last
    expect(turned).to_be_visible()
    stands(page)
    turned.get_by_role("button", name="Page 2", exact=True).click()
    page.wait_for_url(re.compile("page=2"))
    head = page.get_by_role("heading", name="The sentences", exact=True)
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport()
    row = page.locator("[class*='st-key-speaker-'] button").last
    # Its words begin at the left, however many lines they take.
    assert row.evaluate("e => getComputedStyle(e).textAlign") == "left"
    row.click()
    title = page.locator(".pd-title")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_figure_is_kept_as_an_image(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/Topics")
    button = page.locator(".st-key-under-counts").get_by_role("button", name=kind, exact=True)
    expect(page.locator(".st-key-figure-counts .bars .point").first).to_be_visible()
    with page.expect_download() as waiting:
        button.click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.endswith(f".{kind.lower()}")
    if kind == "PNG":
        assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20]) == IMAGE_WIDTH * IMAGE_SCALE
    else:
        assert content.startswith(b"<svg") and b"What it is about" in content


def test_searched_sentences_as_parquet_and_zip(page: Page, address: str, invented: Path) -> None:
    page.goto(f"{address}/Sentences?voice=direct&voice=outlet&q=grain+NOT+%28talks+OR+veto%29")
    rows = table_rows(
        invented,
        "voice IN ('direct', 'outlet') AND regexp_matches(text, '\\bgrain\\b') "
        "AND NOT regexp_matches(text, '\\b(talks|veto)\\b')",
    )
    assert rows
    settled(page, f"{len(rows)} of 400")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Parquet", exact=True).click()
    ids = ", ".join(f"'{i}'" for i in rows)
    build = store.current(invented)
    query = f"SELECT * FROM '{build.folder}/sentences/*.parquet' WHERE sentence_id IN ({ids}) ORDER BY sentence_id"
    columns = ", ".join(f'"{column["name"]}"' for column in build.manifest["columns"]["sentences"])
    same = f"SELECT {columns} FROM read_parquet('{waiting.value.path()}') ORDER BY sentence_id"
    assert duckdb.sql(same).fetchall() == duckdb.sql(query).fetchall()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="ZIP with codebook").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        story = json.loads(archive.read("provenance.json"))
        listed = list(csv.DictReader(io.StringIO(archive.read("sentences.csv").decode("utf-8-sig"), newline="")))
    assert story["rows_asked"] == story["rows_written"] == len(rows)
    assert story["query"]["q"] == ["grain NOT (talks OR veto)"] and "q=grain" in story["address"]
    assert {row["sentence_id"]: row["text"] for row in listed} == rows


def test_hostile_words_are_words_in_the_browser(page: Page, hostile_address: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    for place in ("", "Sentences?as=table", "Article"):
        page.goto(f"{hostile_address}/{place}")
        expect(page.locator(".pd-line").first).to_be_visible()
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
        assert page.evaluate("[...document.scripts].filter(s => s.textContent.includes('alert(1)')).length") == 0
        assert page.locator("a[href^='javascript' i]").count() == 0
    text = page.evaluate("document.querySelector('div.pd-article').textContent")
    assert text == "\n".join([HOSTILE] * N)
    page.goto(f"{hostile_address}/Topics")
    bar = page.locator(".st-key-figure-counts .bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    expect(page.locator(".st-key-figure-counts .hoverlayer")).to_contain_text("<script>alert(1)</script>")


def test_a_side_and_the_net_of_a_period_lead_to_their_own_sentences(page: Page, address: str) -> None:
    page.goto(f"{address}/Stance?toward=peace")
    figure = page.locator(".st-key-figure-stance-time")
    expect(figure.locator(".bars .point path").first).to_be_visible()
    click_mark(page, figure.locator(".bars .point path").first)
    page.wait_for_url(re.compile("mark="))
    bar = parse_qs(asked(page)["mark"][0])
    assert bar["stance"] == ["against"] and bar["target"] == ["peace"] and bar["from"] < bar["to"]
    assert bar["voice"] == ["direct", "indirect", "mixed"]
    expect(page.locator(".st-key-mark")).to_contain_text("sentence")
    click_mark(page, figure.locator(".scatterlayer .point").first)
    page.wait_for_url(re.compile("stance%3Dneither"), timeout=30_000)
    assert parse_qs(asked(page)["mark"][0]) == bar | {"stance": ["against", "neither", "favor"]}


#: Whether any two of the words lie on each other, or nearer than a pixel.
TOUCHING = """words => {
  const boxes = words.map(word => { word.textContent = "88888"; return word.getBoundingClientRect(); });
  return boxes.filter((a, i) => boxes.some((b, j) => j < i && a.left < b.right + 1 && b.left < a.right + 1
    && a.top < b.bottom && b.top < a.bottom)).length;
}"""


def test_numbers_in_neighbouring_cells_do_not_touch_on_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 400, "height": 900})
    page.goto(f"{address}/Countries")
    words = page.locator(".st-key-figure-about .textpoint text")
    words.first.scroll_into_view_if_needed()
    expect(words.first).to_be_visible()
    assert words.count() > 60
    assert words.evaluate_all(TOUCHING) == 0
    # It is the style sheet that keeps them apart.
    page.add_style_tag(content=".textpoint text { rotate: none !important; }")
    assert words.evaluate_all(TOUCHING) > 0
