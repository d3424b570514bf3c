"""Every page: it answers, its numbers are the table's, its filters hold, its empty states say what to do."""

from __future__ import annotations

import html
import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from components import own_target, side_choice
from dashboard import downloading, jobs, own_documents, saved_views
from data import settings, store
from data.scorers import vader
from tests import tables
from tests.pages.conftest import Opener
from tests.tables import make_build

PAGES = [p.stem.split("_", 1)[1] for p in sorted((settings.ROOT / "pages").glob("[0-9]*_*.py"))]
WITH_CHARTS = [p for p in PAGES if p in ("Overview", "Speakers", "Countries", "Topics", "Stance")]
LONGEST_PAGE = 80


def text_of(app: AppTest) -> str:
    """Return all words the page shows, HTML included."""
    kinds = ("title", "caption", "markdown", "text", "info", "warning", "header", "subheader")
    words = [str(e.value) for kind in kinds for e in app.get(kind)]
    return "\n".join(words) + "\n".join(e.proto.body for e in app.get("html"))


def numbers_line(app: AppTest) -> tuple[int, int]:
    """Return N and M of the line "N of M sentences match"."""
    found = re.search(r"<b>([\d,]+)</b> of <b>([\d,]+)</b> sentences match", text_of(app))
    assert found, text_of(app)[:2000]
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def asked(app: AppTest, name: str) -> list[str]:
    """Return the values of a query parameter in the address."""
    if name not in app.query_params:
        return []
    value = app.query_params[name]
    return [value] if isinstance(value, str) else list(value)


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Return the plotly figures of the page."""
    return [json.loads(e.proto.spec) for e in app.get("plotly_chart")]


def titles(app: AppTest) -> list[str]:
    """Return title and subtitle of each figure of the page, in one line."""
    return [figure["layout"]["title"]["text"].replace("<br>", " ") for figure in figures(app)]


def sql(folder: Path, query: str) -> Any:
    """Return the first value of a query over the build's own Parquet files."""
    build = store.current(folder)
    for name in build.manifest["tables"]:
        query = query.replace(f"@{name}", f"read_parquet('{build.folder}/{name}/*.parquet')")
    return duckdb.sql(query).fetchall()[0][0]


@pytest.mark.parametrize("page", PAGES)
def test_page_answers(open_page: Opener, page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert app.title[0].value == page
    assert numbers_line(app) == (600, 600)


@pytest.mark.parametrize("page", WITH_CHARTS)
def test_page_has_figures_with_marks(open_page: Opener, page: str) -> None:
    drawn = figures(open_page(page))
    assert drawn
    for figure in drawn:
        assert any(trace.get("customdata") is not None for trace in figure["data"])


@pytest.mark.parametrize("page", [p for p in PAGES if p not in ("Methods", "Analyse")])
def test_filters_hold_on_every_page(open_page: Opener, invented: Path, page: str) -> None:
    app = open_page(page, query={"speaker": "arlo-vantreel", "from": "2024-06-01"})
    wanted = sql(
        invented,
        "SELECT count(*) FROM @sentences WHERE list_contains(speaker_ids, 'arlo-vantreel') AND date >= '2024-06-01'",
    )
    assert 0 < wanted < 600
    assert numbers_line(app) == (wanted, 600)


def test_speaker_bars_show_the_tables_counts(open_page: Opener, invented: Path) -> None:
    app = open_page("Speakers")
    marks = {
        custom[0]: custom[2] for figure in figures(app) for trace in figure["data"] if trace.get("type") == "bar"
        and not trace.get("name") for custom in trace["customdata"]
    }  # fmt: skip
    wanted = sql(invented, "SELECT count(*) FROM @sentences WHERE list_contains(speaker_ids, 'arlo-vantreel')")
    assert marks["arlo-vantreel"] == wanted


def test_a_mark_leads_to_its_sentences(open_page: Opener, invented: Path) -> None:
    app = open_page("Topics")
    app.selectbox(key="twin-counts").select(("sanctions",)).run()
    assert asked(app, "mark") == ["topic=sanctions"]
    wanted = sql(invented, "SELECT count(*) FROM @sentences WHERE list_contains(topics, 'sanctions')")
    assert f"{wanted:,} sentences" in text_of(app)
    assert numbers_line(app) == (600, 600)
    app.button(key="mark-keep").click().run()
    assert asked(app, "topic") == ["sanctions"]
    assert numbers_line(app) == (wanted, 600)


def test_a_mark_that_no_filter_can_say_is_not_offered_as_one(open_page: Opener) -> None:
    app = open_page("Topics", query={"topic": "sanctions", "mark": "topic=energy"})
    assert "another filter on topic is set" in text_of(app)
    assert "mark-keep" not in [one.key for one in app.button]


def test_words_are_searched_on_every_page(open_page: Opener, invented: Path) -> None:
    wanted = sql(invented, "SELECT count(*) FROM @sentences WHERE regexp_matches(text, '\\bgrain\\b')")
    assert 0 < wanted < 600
    for page in ("Sentences", "Speakers"):
        assert numbers_line(open_page(page, query={"q": "grain"})) == (wanted, 600)


def test_days_in_the_wrong_order_are_said(open_page: Opener) -> None:
    app = open_page("Topics", query={"from": "2024-06-01", "to": "2024-01-01"})
    assert "The first day is after the last" in text_of(app)


def test_clear_all_clears_the_address(open_page: Opener) -> None:
    app = open_page("Sentences", query={"voice": ["direct", "mixed"], "order": "oldest"})
    assert numbers_line(app)[0] < 600
    app.button(key="clear-all").click().run()
    assert numbers_line(app) == (600, 600)
    assert asked(app, "voice") == [] and asked(app, "order") == ["oldest"]


def test_nothing_matches(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=600, speakers=3, seed=1)
    saved_views.save(tmp_path, name="Aid", page="Stance", query={}, build="one")
    app = open_page("Speakers", query={"speaker": "nobody-at-all"}, table=tmp_path)
    assert not app.exception
    # What was saved is a way out.
    assert "Saved views" in [one.value for one in app.header]
    assert "No sentence matches these filters" in text_of(app)
    assert numbers_line(app) == (0, 600)


@pytest.mark.parametrize("state", ["missing", "damaged", "other version"])
def test_a_table_that_cannot_be_read_says_what_to_do(open_page: Opener, tmp_path: Path, state: str) -> None:
    if state != "missing":
        (tmp_path / "b").mkdir()
        (tmp_path / "current.json").write_text('{"build": "b"}')
        manifest = "{" if state == "damaged" else '{"build": "b", "schema_version": 999, "tables": {}}'
        (tmp_path / "b" / "manifest.json").write_text(manifest)
    app = open_page(table=tmp_path)
    assert not app.exception
    assert "cannot be read" in text_of(app)
    assert "build" in text_of(app)


def test_nonsense_in_the_address_is_ignored(open_page: Opener) -> None:
    query = {"from": "yesterday", "voice": "shouted", "page": "-7", "order": "random", "least": "many", "mark": "x=y"}
    app = open_page("Sentences", query=query)
    assert not app.exception
    assert numbers_line(app) == (600, 600)


def test_a_page_beyond_the_last_shows_the_last(open_page: Opener) -> None:
    app = open_page("Sentences", query={"page": "999"})
    assert "581 to 600 of 600" in text_of(app)


def test_sentences_as_a_table_with_columns_of_choice(open_page: Opener, invented: Path) -> None:
    app = open_page("Sentences", query={"as": "table", "order": "oldest"})
    app.multiselect(key="columns").set_value(["text", "confidence", "topic"]).run()
    assert asked(app, "columns") == ["text confidence topic"]
    table = next(e.proto.body for e in app.get("html") if e.proto.body.startswith('<div class="pd-table"'))
    assert re.findall(r"<th[^>]*>([^<]*)</th>", table) == ["article", "text", "topic", "confidence"]
    shown = re.findall(r'<td class="text">([^<]*)</td>', table)
    assert len(shown) == 20
    first = sql(invented, "SELECT text FROM @sentences ORDER BY date, document_id, position LIMIT 1")
    assert html.unescape(shown[0]) == first
    assert len(re.findall(r'href="Article\?[^"]*document=\w+&amp;sentence=\d+"', table)) == 20
    app.multiselect(key="columns").set_value([]).run()
    assert asked(app, "columns") == []


def test_the_table_holds_stances_and_guessed_countries(open_page: Opener) -> None:
    query = {"as": "table", "columns": "country_guessed stance_sanctions", "target": "sanctions", "stance": "favor"}
    app = open_page("Sentences", query=query)
    table = next(e.proto.body for e in app.get("html") if e.proto.body.startswith('<div class="pd-table"'))
    assert set(re.findall(r'<td class="stance_sanctions">([^<]*)</td>', table)) == {"favor"}
    assert set(re.findall(r'<td class="country_guessed">([^<]*)</td>', table)) <= {"yes", "no"}


def test_the_table_writes_moments_and_tones_as_the_cards_do(open_page: Opener, invented: Path) -> None:
    columns = "text published sentiment_score sentiment_confidence"
    app = open_page("Sentences", query={"as": "table", "columns": columns, "order": "positive", "from": "2020-01-01"})
    table = next(e.proto.body for e in app.get("html") if e.proto.body.startswith('<div class="pd-table"'))
    times = set(re.findall(r'<td class="published">([^<]*)</td>', table))
    assert times and not [time for time in times if "T" in time]
    numbers = re.findall(r'<td class="number">([^<]*)</td>', table)
    highest = sql(invented, "SELECT max(sentiment_score) FROM @sentences WHERE date >= '2020-01-01'")
    assert f"{highest:+.2f}" in numbers
    # A probability has no sign.
    assert [number for number in numbers if number[0] not in "+−0"] == [] and any(n[0] == "0" for n in numbers)


def test_columns_nobody_has_are_ignored(open_page: Opener) -> None:
    app = open_page("Sentences", query={"as": "table", "columns": "nonsense <b>"})
    assert not app.exception
    assert "text" in app.multiselect(key="columns").value


def test_a_single_document_is_shown_sentence_by_sentence(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=12, speakers=3, seed=1)
    app = open_page(table=tmp_path)
    course = next(f for f in figures(app) if "when" in f["layout"]["title"]["text"])
    places = {c[0] for trace in course["data"] for c in trace["customdata"]}
    assert places == set(range(12))
    app.selectbox(key="twin-course").select(4).run()
    assert not app.exception
    assert asked(app, "sentence") == ["4"]
    assert app.title[0].value == "Article"


def test_the_only_document_needs_no_choice(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=12, speakers=3, seed=1)
    app = open_page("Article", table=tmp_path)
    assert any(e.proto.body.startswith('<div class="pd-article"') for e in app.get("html"))


def test_a_long_text_is_shown_in_parts(open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_build(tmp_path, sentences=20, speakers=3, seed=1)
    monkeypatch.setattr("dashboard.queries.articles.PART", 500)
    monkeypatch.setattr("components.article_view.LISTED", 2)

    def numbers(**query: str) -> list[int]:
        app = open_page("Article", table=tmp_path, query={"voice": ["direct", "outlet"], **query})
        assert not app.exception
        page = next(e.proto.body for e in app.get("html") if e.proto.body.startswith('<div class="pd-article"'))
        assert sum(str(b.key).startswith("hit-") for b in app.button) == 2
        return [int(n) for n in re.findall(r'id="s(\d+)"', page)]

    first, second = numbers(), numbers(part="2", hits="2")
    assert first[0] == 0 and second[0] == first[-1] + 1 and len(first) + len(second) < 20
    assert numbers(sentence=str(second[1])) == second


def test_the_article_page_has_the_filters_its_lists_obey(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=20, speakers=3, seed=1)
    app = open_page("Article", table=tmp_path, query={"q": "nowhere"})
    assert "none matches the filters" in text_of(app)
    app.button(key="clear-all").click().run()
    assert not asked(app, "q") and "20 sentences in this document" in text_of(app)


def test_no_page_shows_the_servers_folders(open_page: Opener, tmp_path: Path) -> None:
    paths = [f"/srv/inbox/{number:03d}-Notes.txt" for number in range(501)]
    make_build(
        tmp_path, sentences=20, speakers=3, seed=1, left_out=[(path, f"{path} is empty") for path in paths]
    )
    app = open_page("Methods", table=tmp_path)
    words = " ".join(frame.value.to_csv() for frame in app.dataframe)
    assert "000-Notes.txt is empty" in words and "/srv" not in words
    assert "the file is empty,501" in words and "500-Notes.txt" not in words
    assert any("The first 500 of 501 documents" in caption.value for caption in app.caption)


def test_marks_switched_off_stand_in_the_address(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=12, speakers=3, seed=1)
    app = open_page("Article", table=tmp_path)
    app.get("button_group")[0].set_value(["content"]).run()
    assert asked(app, "unmarked") == ["speaker cue tone"]
    again = open_page("Article", query={"unmarked": "speaker cue tone"}, table=tmp_path)
    page = next(e.proto.body for e in again.get("html") if e.proto.body.startswith('<div class="pd-article"'))
    kinds = {kind for found in re.findall(r'<mark class="([^"]*)"', page) for kind in found.split()}
    assert kinds == {"content", "sentence"}


def test_article_shows_the_text_and_marks_the_sentence(open_page: Opener, invented: Path) -> None:
    key = sql(invented, "SELECT document_key FROM @documents ORDER BY document_id LIMIT 1")
    app = open_page("Article", query={"document": key, "sentence": "2"})
    assert not app.exception
    page = next(e.proto.body for e in app.get("html") if e.proto.body.startswith('<div class="pd-article"'))
    words = re.sub(r"<[^>]+>", "", page)
    assert words == sql(invented, f"SELECT text FROM @documents WHERE document_key = '{key}'")
    outlined = "".join(re.findall(r'<mark class="[^"]*\bhere\b[^"]*">([^<]*)</mark>', page))
    assert outlined == sql(invented, f"SELECT text FROM @sentences WHERE sentence_id = '{key}-2'")


def test_article_that_does_not_exist(open_page: Opener) -> None:
    app = open_page("Article", query={"document": "0000"})
    assert "This build has no document" in text_of(app)


@pytest.mark.parametrize("page", PAGES)
def test_pages_read_as_a_table_of_contents(page: str) -> None:
    path = next(settings.ROOT.glob(f"pages/*_{page}.py"))
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_PAGE
    assert not re.search(r"^\s*(def|class) ", source, flags=re.MULTILINE)


def test_one_speaker_chosen_gives_the_profile(open_page: Opener) -> None:
    app = open_page("Speakers", query={"speaker": "arlo-vantreel"})
    assert not app.exception
    shown = text_of(app)
    assert "Arlo Vantreel" in shown and "All speakers" in [b.label for b in app.button]
    assert app.dataframe[0].value["sentences"].sum() == numbers_line(app)[0]


def test_a_figure_over_time_says_what_it_draws_and_what_has_no_date(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=600, speakers=12, dated=0.7)
    undated = sql(tmp_path, "SELECT count(*) FROM @sentences WHERE date IS NULL")
    assert undated == 180
    for page in ("Overview", "Topics"):
        app = open_page(page, table=tmp_path)
        assert "Not drawn: 180 sentences without a date." in [one.value for one in app.caption]
        assert "420 sentences" in "\n".join(titles(app))
    app = open_page("Speakers", table=tmp_path, query={"speaker": "arlo-vantreel"})
    said = "FROM @sentences WHERE list_contains(speaker_ids, 'arlo-vantreel') AND date IS"
    drawn, left = (sql(tmp_path, f"SELECT count(*) {said} {what}") for what in ("NOT NULL", "NULL"))
    assert f"Not drawn: {left} sentences without a date." in [one.value for one in app.caption]
    assert f"{drawn} sentences" in titles(app)[0]
    stances = "FROM @stances WHERE target = 'peace' AND holder = 'speaker' AND {} sentence_id IN (SELECT sentence_id "
    stances += "FROM @sentences WHERE date IS {})"
    drawn = sql(tmp_path, f"SELECT count(*) {stances.format('NOT abstained AND', 'NOT NULL')}")
    left = sql(tmp_path, f"SELECT count(*) {stances.format('', 'NULL')}")
    app = open_page("Stance", table=tmp_path, query={"toward": "peace"})
    assert any(one.value.startswith(f"Not drawn: {left} stances without a date.") for one in app.caption)
    assert f"{drawn} answered stances" in "\n".join(titles(app))


def test_the_stance_page_keeps_to_its_filter_among_many_targets(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "TARGETS", tuple(f"aim_{n}" for n in range(50)))
    make_build(tmp_path, sentences=900, speakers=9, seed=5)
    rarest = sql(tmp_path, "SELECT target FROM @stances GROUP BY target ORDER BY count(*), target LIMIT 1")
    app = open_page("Stance", table=tmp_path, query={"target": rarest})
    assert [one.split(" (")[0] for one in app.selectbox(key="target-stance").options] == [rarest.replace("_", " ")]


def test_a_map_and_a_comparison_say_the_n_of_what_they_draw(open_page: Opener, invented: Path) -> None:
    known = sql(invented, "SELECT count(*) FROM @sentences WHERE len(speaker_countries) > 0")
    assert 0 < known < 600
    assert f"{known} sentences spoken for a known country" in titles(open_page("Countries"))[0]
    published = "SELECT count(*) FROM @sentences WHERE outlet ="
    first, second = (sql(invented, f"{published} '{outlet}'") for outlet in ("Lowland Wire", "Open Record"))
    app = open_page("Compare", query={"by": "outlet", "a": "outlet:Lowland Wire", "b": "outlet:Open Record"})
    assert len(titles(app)) == 3 and all(f"{first} and {second} sentences" in title for title in titles(app))


def test_a_target_of_ones_own_says_whom_it_does_not_draw(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"text": "We stay.", "voice": "direct", "target": "Peace", "label": "favor", "abstained": False}
    shares = {"against": 0.1, "neither": 0.2, "favor": 0.7}
    people = [[f"s{n}"] for n in range(38)] + [["s0", "s1"], []]
    answers = [
        {**one, "id": str(n), "speakers": ids, "speaker_ids": ids, "probabilities": shares}
        for n, ids in enumerate(people)
    ]
    monkeypatch.setattr(own_target, "watch", lambda token, **_: jobs.Job(token, "done", 1.0, "", 1.0, ""))
    monkeypatch.setattr(own_target.questions, "scores", lambda token: answers)
    app = open_page("Stance", query={"asked": "0" * 24})
    said = "Not drawn: 23 speakers with 23 stances. Stances of several speakers count once for each (1 counted again)."
    assert said in [one.value for one in app.caption]
    assert any("40 sentences asked" in title for title in titles(app))


def test_the_record_of_a_download_names_no_documents_of_ones_own(
    open_page: Opener, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "served", True)
    monkeypatch.setattr(own_documents, "table_of", lambda token: invented)
    query = {"own": "a" * 24, "job": "b" * 24, "topic": "sanctions"}
    links = re.findall(r'href="download/zip\?([^"]*)"', text_of(open_page("Sentences", query=query)))
    assert len(links) == 1
    asked_for = parse_qs(html.unescape(links[0]))
    # The server needs the table to read it from; what the file tells of the page must not hold it.
    assert asked_for["own"] == ["a" * 24]
    assert parse_qs(asked_for["page"][0].partition("?")[2]) == {"topic": ["sanctions"]}


def test_what_the_tone_is_stands_in_the_record_of_its_column(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "column `sentiment_score`: Positive minus negative probability" in text_of(open_page("Methods"))
    made = tables._sentences
    monkeypatch.setattr(tables, "_sentences", lambda *a, **b: (rows := made(*a, **b)) | {
        "vader": rows["sentiment"], "vader_score": rows["sentiment_score"],
    })  # fmt: skip
    monkeypatch.setattr(tables, "SENTIMENT_COLUMNS", vader.COLUMNS)
    make_build(tmp_path / "vader", sentences=60, speakers=5)
    shown = text_of(open_page("Methods", table=tmp_path / "vader"))
    assert "column `vader_score`: VADER's compound score" in shown and "minus negative" not in shown
    make_build(tmp_path / "none", sentences=60, speakers=5, tone=False)
    assert "This build has none." in text_of(open_page("Methods", table=tmp_path / "none"))


def test_an_empty_list_says_what_to_change(open_page: Opener) -> None:
    shown = text_of(open_page("Speakers", query={"speaker": "(unknown)"}))
    assert "Nobody who is known speaks in the matching sentences. Widen the filters." in shown
    shown = text_of(open_page("Speakers", query={"find": "nobody of that name"}))
    assert "No speaker of that name is in the matching sentences. Search for another." in shown
    app = open_page("Article")
    app.text_input(key="find-title").input("no such title").run()
    assert "No document with that title holds a matching sentence. Search for another." in text_of(app)
    assert "cannot begin with NOT" in text_of(open_page("Sentences", query={"q": "NOT grain"}))


@pytest.mark.parametrize("page", ["Overview", "Sentences"])
def test_values_of_any_number_and_length_do_not_fill_the_page(open_page: Opener, page: str) -> None:
    many = [*(f"nobody-{n}" for n in range(198)), "arlo-vantreel"]
    query = {"speaker": many, "outlet": ["x" * 100_000, "Lowland Wire"], "mark": f"topic={'y' * 5_000}"}
    app = open_page(page, query=query)
    line = next(e.proto.body for e in app.get("html") if "pd-note" in e.proto.body)
    assert "nobody-0" in line and "191 more" in line and len(line) < 1_000
    assert all(len(words) < 1_000 for words in (*text_of(app).splitlines(), *(b.label for b in app.button)))
    assert sum(str(b.key).startswith("out-speakers") for b in app.button) == 20
    assert "and 179 more of this filter" in [one.value for one in app.caption]
    assert titles(app) or page != "Overview"
    assert all(len(title) < 2_000 for title in titles(app))


def test_speakers_are_found_by_a_part_of_the_name(open_page: Opener) -> None:
    app = open_page("Speakers")
    app.text_input(key="find-a-speaker").input("okoro HILDE").run()
    found = [b.label for b in app.button if str(b.key).startswith("speaker-")]
    assert len(found) == 1 and found[0].startswith("Hilde Okoro")
    app.button(key="speaker-hilde-okoro-lisle").click().run()
    assert asked(app, "speaker") == ["hilde-okoro-lisle"]


def test_a_page_of_the_speakers_beyond_the_last_shows_the_last(open_page: Opener) -> None:
    def listed(app: AppTest) -> int:
        return sum(str(b.key).startswith("speaker-") for b in app.button)

    app = open_page("Speakers", query={"list": "2"})
    total = 20 + listed(app)
    assert f"21 to {total} of {total} speakers" in text_of(app)
    app.text_input(key="find-a-speaker").input("vantreel").run()
    assert asked(app, "find") == ["vantreel"] and not asked(app, "list")
    assert 0 < listed(app) < 20
    linked = open_page("Speakers", query={"list": "5", "find": "vantreel"})
    assert listed(linked) == listed(app) and f"1 to {listed(app)} of {listed(app)} speakers" in text_of(linked)


def test_the_smallest_n_travels_in_the_address(open_page: Opener) -> None:
    app = open_page("Methods")
    app.number_input(key="least-n").set_value(500).run()
    assert asked(app, "least") == ["500"]
    hollow = json.dumps(figures(open_page("Stance", query={"least": "500"})))
    assert "fewer than 500" in hollow


def test_analyse_refuses_nothing_at_all(open_page: Opener) -> None:
    app = open_page("Analyse")
    app.button[0].click().run()
    assert not app.exception
    assert ["nothing to read" in one.value for one in app.info] == [True]
    assert not app.error


def test_what_cannot_be_read_is_said_with_the_reason(open_page: Opener) -> None:
    app = open_page("Analyse")
    app.file_uploader[0].set_value(("none.txt", b"x" * (own_documents.MOST_BYTES + 1), "text/plain"))
    app.button[0].click().run()
    (warning,) = app.warning
    assert warning.value.startswith("That cannot be read: ") and "are too many here" in warning.value


def test_a_pasted_text_and_a_file_of_that_name_are_both_read(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, bytes] = {}
    monkeypatch.setattr(own_documents, "start", lambda files: given.update(files) or "0" * 24)
    app = open_page("Analyse")
    app.file_uploader[0].set_value(("pasted.txt", b"From a file.", "text/plain"))
    app.text_area(key="pasted").input("By hand.")
    app.button[0].click().run()
    assert given == {"pasted.txt": b"From a file.", "pasted (2).txt": b"By hand."}


def test_a_job_nobody_started(open_page: Opener) -> None:
    app = open_page("Analyse", query={"job": "0" * 24, "own": "0" * 24})
    assert not app.exception
    assert "There is no job of that name" in text_of(app)


def test_a_table_of_ones_own_is_watched_while_it_is_built(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ("0" * 24)).mkdir()
    (tmp_path / ("0" * 24) / "job.json").write_text(json.dumps({"started": time.time()}))
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs, "_state", lambda place: "running")
    shown = text_of(open_page("Analyse", query={"job": "0" * 24, "own": "0" * 24}))
    assert "still being built" in shown and "you may leave this page" in shown and "sentences match" not in shown


def test_sides_to_compare_lie_within_the_filters(open_page: Opener, invented: Path) -> None:
    app = open_page("Compare", query={"by": "topic", "topic": ["energy", "economy"]})
    both = "SELECT count(*) FROM @sentences WHERE list_has_any(topics, ['energy', 'economy']) AND {}"
    for side in ("a", "b"):
        chosen = app.selectbox(key=f"side-topic-{side}")
        n = sql(invented, both.format(f"list_contains(topics, '{chosen.value}')"))
        assert chosen.value in ("energy", "economy") and chosen.options[chosen.index].endswith(f"({n:,})")
    alone = text_of(open_page("Compare", query={"by": "voice", "voice": "direct"}))
    assert "which leave only direct" in alone and "take the filter on voice out" in alone


def test_the_sentences_of_a_comparison_are_those_of_both_sides(open_page: Opener, invented: Path) -> None:
    app = open_page("Compare", query={"by": "country", "a": "country:NOR", "b": "country:CHL"})
    both = sql(invented, "SELECT count(*) FROM @sentences WHERE list_has_any(speaker_countries, ['NOR', 'CHL'])")
    assert "The sentences of both sides" in text_of(app) and f"of {both:,}" in text_of(app)
    assert 0 < both < 600


def test_the_tone_of_two_sides_over_time_leads_to_their_sentences(open_page: Opener, invented: Path) -> None:
    asks = {"by": "country", "a": "country:NOR", "b": "country:CHL"}
    app = open_page("Compare", query=asks)
    figure = next(one for one in figures(app) if "Tone over time" in one["layout"]["title"]["text"])
    marks = [custom for trace in figure["data"] for custom in trace.get("customdata", [])]
    assert {mark[4] for mark in marks} == {0, 1} and len(marks) > 4
    first, last, n, name, side = marks[-1]
    app.selectbox(key="twin-tones").select((date.fromisoformat(first), date.fromisoformat(last), side)).run()
    assert name in text_of(app)
    spoken = f"list_contains(speaker_countries, '{('NOR', 'CHL')[side]}')"
    when = f"date BETWEEN '{first}' AND '{last}'"
    assert n == sql(invented, f"SELECT count(*) FROM @sentences WHERE {spoken} AND {when} AND sentiment_score NOTNULL")
    assert asked(app, "mark") == [f"from={first}&to={last}&country={('NOR', 'CHL')[side]}"]


def of_one_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write a build in which the two who speak most have one name; return their ids."""
    made = tables._sentences

    def named(*given: Any, **more: Any) -> dict[str, list[Any]]:
        found = made(*given, **more)
        one = {tables.speaker_name(n): "Harbour Ministry" for n in (0, 1)}
        return found | {"speakers": [[one.get(name, name) for name in line] for line in found["speakers"]]}

    monkeypatch.setattr(tables, "_sentences", named)
    make_build(folder, sentences=600, speakers=6, seed=1)
    return [tables.speaker_name(n).lower().replace(" ", "-") for n in (0, 1)]


def test_of_two_speakers_of_one_name_the_one_chosen_is_taken(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = of_one_name(tmp_path, monkeypatch)
    app = open_page("Speakers", table=tmp_path)
    shown = [option for option in app.selectbox(key="twin-counts").options if "Harbour" in option]
    assert [re.sub(r"\d+", "n", option) for option in shown] == [
        "Harbour Ministry (Norway) (n)", "Harbour Ministry (Chile) (n)"
    ]  # fmt: skip
    for i in ids:
        app.selectbox(key="twin-counts").select((i,)).run()
        assert asked(app, "mark") == [f"speaker={i}"]
    for i in ids:
        app.session_state["panel-speakers"] = True
        app.run()
        next(one for one in app.get("button_group") if one.key == "pick-speakers").set_value([i]).run()
        assert asked(app, "speaker") == [i]
    app = open_page("Compare", table=tmp_path, query={"by": "speaker"})
    for i in reversed(ids):
        app.selectbox(key="side-speaker-a").select(i).run()
        assert asked(app, "a") == [f"speaker:{i}"]
    titled = " ".join(titles(app))
    assert "Harbour Ministry (Chile)" in titled and "Harbour Ministry (Norway)" in titled


def test_a_side_is_not_compared_with_itself(open_page: Opener) -> None:
    app = open_page("Compare", query={"by": "country", "a": "country:NOR", "b": "country:NOR"})
    assert "Both sides are Norway. Choose another for one." in text_of(app)
    assert not figures(app)


def test_periods_say_how_many_sentences_have_no_date(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=600, speakers=12, dated=0.7)
    app = open_page("Compare", table=tmp_path, query={"by": "period"})
    assert "Not compared: 180 sentences without a date." in text_of(app) and "of 420" in text_of(app)


def test_a_title_searched_for_stands_in_the_address(open_page: Opener) -> None:
    app = open_page("Article")
    app.text_input(key="find-title").set_value("no such title").run()
    assert asked(app, "title") == ["no such title"]
    assert "No document with that title" in text_of(app)
    assert "No document with that title" in text_of(open_page("Article", query={"title": "no such title"}))


def test_who_is_not_listed_to_compare_is_found_with_a_filter(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_choice, "LISTED", 3)
    app = open_page("Compare", query={"by": "speaker"})
    assert "choose both in the filter speaker" in text_of(app)
    two = ["hilde-okoro-lisle", "junia-okoro-lisle"]
    assert set(two).isdisjoint(app.selectbox(key="side-speaker-a").options)
    app = open_page("Compare", query={"by": "speaker", "speaker": two})
    assert {app.selectbox(key=f"side-speaker-{side}").value for side in "ab"} == set(two)


def test_a_target_of_ones_own_can_be_asked_where_no_other_occurs(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=12, speakers=3, seed=1)
    bare = sql(tmp_path, "SELECT text FROM @sentences WHERE sentence_id NOT IN (SELECT sentence_id FROM @stances)")
    app = open_page("Stance", query={"q": f'"{bare}"'}, table=tmp_path)
    assert "None of these sentences has a stance" in text_of(app)
    assert {"A target of your own", "The sentences"} <= {one.value for one in app.header}


@pytest.mark.parametrize("page", ["Overview", "Sentences", "Methods"])
def test_documents_of_ones_own_that_are_gone_are_not_the_shared_ones(open_page: Opener, page: str) -> None:
    app = open_page(page, query={"own": "0" * 24})
    assert not app.exception
    shown = text_of(app)
    assert "no longer here" in shown and "sentences match" not in shown
    assert "Back to the shared table" in [one.proto.label for one in app.get("page_link")]


@pytest.mark.parametrize(("page", "limit"), [("Overview", 10), ("Speakers", 20)])
def test_the_speakers_drawn_are_those_with_most_stances(
    open_page: Opener, invented: Path, page: str, limit: int
) -> None:
    app = open_page(page, query={"toward": "nato"})
    chart = next(f for f in figures(app) if "for or against" in f["layout"]["title"]["text"])
    drawn: dict[str, int] = {}
    for c in (c for trace in chart["data"] for c in trace["customdata"] if len(c) > 3 and not c[0].startswith("(")):
        drawn[c[0]] = drawn.get(c[0], 0) + c[2]
    held = sql(
        invented,
        """SELECT list_sort(list(n), 'DESC') FROM (SELECT unnest(speaker_ids) AS id, count(*) AS n FROM @sentences
        JOIN @stances USING (sentence_id) WHERE target = 'nato' AND holder = 'speaker' GROUP BY 1)""",
    )
    assert sorted(drawn.values(), reverse=True) == held[:limit]
    own = sql(invented, "SELECT count(*) FROM @stances WHERE target = 'nato' AND holder = 'outlet'")
    assert f"{own:,} stances in the outlets’ own words" in text_of(app)


def test_between_topics_the_speakers_stances_are_compared(open_page: Opener, invented: Path) -> None:
    app = open_page("Compare", query={"by": "topic", "a": "topic:energy", "b": "topic:economy"})
    others = sql(
        invented,
        "SELECT sum(list_contains(topics, 'energy')::INT + list_contains(topics, 'economy')::INT) FROM @stances "
        "JOIN @sentences USING (sentence_id) WHERE holder = 'outlet'",
    )
    assert f"Stances are those of the speakers; beside these, {others:,} stances in the outlets’ own" in text_of(app)


def test_a_side_of_a_period_leads_to_its_stances(open_page: Opener, invented: Path) -> None:
    app = open_page("Stance", query={"toward": "peace"})
    twin = app.selectbox(key="twin-stance-time")
    n = sql(
        invented,
        "SELECT count(*) FROM @stances JOIN @sentences USING (sentence_id) WHERE target = 'peace' "
        "AND stance = 'against' AND NOT abstained AND year(date) = 2024 AND holder = 'speaker'",
    )
    assert f"2024: against ({n})" in twin.options
    twin.select((date(2024, 1, 1), date(2024, 12, 31), n, "2024", "against")).run()
    assert parse_qs(asked(app, "mark")[0])["stance"] == ["against"]
    assert f": {n} sentences" in text_of(app)


def test_the_sentences_below_a_stance_are_those_toward_its_target(open_page: Opener, invented: Path) -> None:
    app = open_page("Stance", query={"toward": "peace"})
    n = sql(invented, "SELECT count(DISTINCT sentence_id) FROM @stances WHERE target = 'peace'")
    assert 0 < n < 600 and f"of {n:,}" in [one.value.split(" to 10 ")[-1] for one in app.caption]
    assert any(re.fullmatch(r"The sentences with a stance toward .*[Pp]eace.*", one.value) for one in app.header)


def test_who_finds_nothing_is_told_how_to_search(open_page: Opener) -> None:
    for words, opened in (("no-such-word", True), ("grain", False)):
        app = open_page("Sentences", query={"q": words})
        (fold,) = (one for one in app.expander if one.label == "How to search")
        assert fold.proto.expanded is opened
    assert not open_page("Sentences", query={"outlet": "No such outlet"}).expander[0].proto.expanded


def test_a_saved_view_is_removed_only_when_said_twice(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40, speakers=3, seed=1)
    saved_views.save(tmp_path, name="Aid *now*", page="Stance", query={}, build="one")
    app = open_page("Overview", table=tmp_path)
    assert r"Remove “Aid \*now\*” for everyone?" in [one.value for one in app.markdown]
    # The list has no button that removes: it opens the question.
    assert [b.label for b in app.button if "emove" in b.label] == ["Remove it"]
    app.button(key="remove-Aid *now*").click().run()
    assert saved_views.saved(tmp_path) == ()


def test_the_title_of_a_profile_is_what_the_page_lands_on(open_page: Opener) -> None:
    app = open_page("Speakers", query={"speaker": "arlo-vantreel"})
    assert 'data-land="arlo-vantreel" tabindex="-1"' in text_of(app)


def test_one_spoken_sentence_is_one(open_page: Opener, tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40, speakers=3, seed=1)
    topics = "FROM @sentences, unnest(topics) AS one(name) WHERE voice <> 'outlet' AND date NOTNULL"
    alone = f"{topics} GROUP BY date, name, voice HAVING count(*) = 1 ORDER BY date, name, voice"
    day, topic, voice = (str(sql(tmp_path, f"SELECT {column} {alone}")) for column in ("date", "name", "voice"))
    query = {"from": day, "to": day, "topic": topic, "voice": voice}
    assert "% of 1 spoken sentence<" in text_of(open_page("Sentences", table=tmp_path, query=query))
