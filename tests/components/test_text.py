"""Words from documents reach the screen as written."""

from __future__ import annotations

import html
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from components import palette
from components.article_text import LAYERS, article_html
from components.files import address_html, file_words
from components.quotation_card import card
from components.reasons import words_html
from components.sentence_table import table_html
from components.text import brief, counted, cut, escaped, moment, plain, told_apart
from dashboard.queries.articles import Article

HOSTILE = (
    "We spent $5bn -- $10bn <- :red[no] :smile: *very* <script>alert(1)</script> "
    "[x](javascript:alert(1)) # 1. `code` & \"quotes\" 'and' \\ _more_ ~~no~~"
)


def unmarked(label: str) -> str:
    """Return what a Markdown renderer shows of a label whose every special sign is escaped."""
    return re.sub(r"\\(.)", r"\1", label).replace("\u2060", "")


def test_a_label_shows_the_text_itself() -> None:
    label = plain(HOSTILE)
    assert unmarked(label) == HOSTILE
    bare = re.sub(r"\\.", "", label)
    assert not re.search(r"[$:*_`<>\[\]#~|]", bare)
    assert "--" not in label and "<-" not in label


@given(text=some.text(alphabet=some.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_label_shows_the_text_itself(text: str) -> None:
    assert unmarked(plain(text)) == TURNS.sub("\ufffd", " ".join(text.split())).replace("\u2060", "")


#: What Streamlit changes once the backslashes are gone: links, pictures, signs.
CHANGED = re.compile(
    r"https?://|www\.|:material/|:streamlit:|[-.\w+]+@[-\w]+|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", re.IGNORECASE
)
#: Marks that turn the words after them around, open until they are closed.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "name",
    ["see http://evil.example/x", "HTTPS://evil.example", "www.evil.example/x", "Www.evil.example", "arlo@evil.example",
     ":material/home:", ":streamlit:", "a >= b", "a <= b", "a ~= b", "a <-> b", "a -- b"],
)  # fmt: skip
def test_what_streamlit_changes_after_the_escapes_stays_as_written(name: str) -> None:
    assert CHANGED.search(name)
    shown = re.sub(r"\\(.)", r"\1", plain(name))
    assert not CHANGED.search(shown) and shown.replace("\u2060", "") == name


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_a_name_does_not_turn_the_numbers_beside_it_around(mark: str) -> None:
    name = f"Arlo {mark}Tesk"
    for shown in (plain(name), escaped(name), palette.label(name), *told_apart({1: name}).values()):
        assert shown == "Arlo \ufffdTesk"
    shown = card(row(text=name, speakers=[name], title=name))
    assert shown.count(mark) == 1 and f'<p class="pd-text">{name}</p>' in shown
    assert name in article_html(article(name, [(0, len(name))], []), layers=())


def test_no_two_labels_of_a_choice_are_alike() -> None:
    names = {"a": "Harbour Ministry", "b": "Harbour Ministry", "c": "Harbour Ministry", "d": "Arlo Tesk"}
    assert list(told_apart(names, beside={"a": "Kenya", "b": "Norway", "d": "Kenya"}).values()) == [
        "Harbour Ministry (Kenya)", "Harbour Ministry (Norway)", "Harbour Ministry", "Arlo Tesk",
    ]  # fmt: skip
    after = {"a": " · 3", "b": " · 3", "c": " · 2", "d": " · 1"}
    assert list(told_apart(names, beside={"a": "Kenya", "b": "Kenya"}, after=after).values()) == [
        "Harbour Ministry (Kenya) · 3", "Harbour Ministry (Kenya) (2) · 3", "Harbour Ministry · 2", "Arlo Tesk · 1",
    ]  # fmt: skip


@given(names=some.lists(some.sampled_from(["A", "A (2)", "A · 1", "A (2) · 1"]), max_size=12), more=some.booleans())
def test_whatever_names_say_labels_differ(names: list[str], more: bool) -> None:
    labels = told_apart(dict(enumerate(names)), after={0: " · 1", 2: " · 1"} if more else {})
    assert len(set(labels.values())) == len(names)


def test_html_is_escaped() -> None:
    assert "<" not in escaped(HOSTILE) and html.unescape(escaped(HOSTILE)) == HOSTILE


def row(**own: object) -> dict[str, object]:
    base: dict[str, object] = {
        "text": HOSTILE, "voice": "direct", "speakers": [HOSTILE], "speaker_roles": [HOSTILE],
        "countries_by_speaker": ["NOR"], "title": HOSTILE, "outlet": HOSTILE, "published": "2024-01-02",
        "topics": [HOSTILE], "sentiment": "negative", "tone": -0.5,
        "stances": [{"target": HOSTILE, "stance": "favor", "abstained": False, "holder": "speaker"}],
    }  # fmt: skip
    return base | own


def test_a_card_holds_no_markup_from_the_data() -> None:
    made = card(row())
    assert "<script" not in made
    assert html.unescape(re.search(r'<p class="pd-text">(.*?)</p>', made)[1]) == HOSTILE  # type: ignore[index]
    tags = set(re.findall(r"</?([a-z]+)", made))
    assert tags <= {"article", "p", "b", "br", "span"}


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ({"speakers": [], "speaker_roles": [], "countries_by_speaker": []}, "unknown speaker"),
        ({"voice": "outlet", "outlet": None, "speakers": []}, "the outlet (the outlet&#x27;s own words)"),
        (
            {
                "speakers": ["Arlo Tesk", "Dorea Wist"],
                "speaker_roles": ["envoy", ""],
                "countries_by_speaker": ["NOR", "FIN"],
            },
            "Arlo Tesk, envoy (Norway); Dorea Wist (Finland)",
        ),
        ({"country_guessed": True}, "(Norway; guessed from the rest of the text)"),
        ({"country_guessed": True, "countries_by_speaker": [""]}, f"{html.escape(HOSTILE)}</b>"),
        ({"stances": [{"target": "x", "stance": "favor", "abstained": True}]}, 'stance open, the model abstained: X<'),
        ({"sentiment": None, "tone": None}, "Norway"),
    ],
)
def test_a_card_says_what_is_missing(own: dict[str, object], wanted: str) -> None:
    assert wanted in card(row(**own))


def article(text: str, sentences: list[tuple[int, int]], quotations: list[dict[str, object]]) -> Article:
    frame = pd.DataFrame(
        [{"position": i, "start": a, "end": b, "sentiment": "negative"} for i, (a, b) in enumerate(sentences)]
    )
    places = np.arange(len(sentences))
    return Article({}, text, frame, pd.DataFrame(quotations), places, places, np.array([1]))


def spans(mention: list[int], cue: list[int], content: list[int]) -> dict[str, object]:
    parts = {"mention": mention, "cue": cue, "content": content}
    return {f"{k}_starts": v[::2] for k, v in parts.items()} | {f"{k}_ends": v[1::2] for k, v in parts.items()}


def test_an_article_shows_every_character_once_and_marks_what_was_read() -> None:
    text = f"<b>One</b> & two.\n\n{HOSTILE} said Arlo."
    middle = text.index(HOSTILE)
    end = middle + len(HOSTILE)
    found = article(
        text, [(0, 17), (middle, len(text))], [spans([len(text) - 5, len(text) - 1], [end + 1, end + 5], [middle, end])]
    )
    made = article_html(found, layers=LAYERS, sentence=1)
    assert html.unescape(re.sub(r"<[^>]+>", "", made)) == text
    marked = {
        kind: html.unescape("".join(re.findall(rf'<mark class="[^"]*\b{kind}\b[^"]*">([^<]*)</mark>', made)))
        for kind in ("speaker", "cue", "content", "here", "hit")
    }
    assert marked == {"speaker": "Arlo", "cue": "said", "content": HOSTILE, "here": text[middle:], "hit": text[middle:]}
    assert set(re.findall(r"</?([a-z]+)", made)) <= {"div", "mark", "a"}


def test_each_sentence_begins_with_a_link_that_is_no_part_of_the_text() -> None:
    made = article_html(article("One. Two.", [(0, 4), (5, 9)], []), layers=(), way='?q="><b>&sentence=')
    assert re.sub(r"<[^>]+>", "", made) == "One. Two."
    assert re.findall(r'href="([^"]*)"', made) == [f"?q=&quot;&gt;&lt;b&gt;&amp;sentence={i}" for i in (0, 1)]


def test_the_words_of_an_explained_sentence_stay_words() -> None:
    words = [{"start": 0, "end": 2, "effect": -0.5}, {"start": 3, "end": 8, "effect": 0.25}]
    made = words_html(HOSTILE, [*words, {"start": 4, "end": 900, "effect": 1}])
    assert html.unescape(re.sub(r"<[^>]+>", "", made)) == HOSTILE
    assert set(re.findall(r"</?([a-z]+)", made)) == {"p", "span"}
    assert [m for m in re.findall(r"rgba\(([^)]*)\)", made)] == ["213,94,0,0.28", "0,114,178,0.14"]


def test_an_article_without_layers_is_the_bare_text() -> None:
    found = article("One. Two.", [(0, 4), (5, 9)], [])
    assert re.sub(r"<[^>]+>", "", article_html(found, layers=())) == "One. Two."


def test_offsets_beyond_the_text_are_cut() -> None:
    found = article("One.", [(0, 99)], [])
    assert re.sub(r"<[^>]+>", "", article_html(found, layers=LAYERS)) == "One."


@pytest.mark.parametrize(("n", "wanted"), [(0, "0 sentences"), (1, "1 sentence"), (1284, "1,284 sentences")])
def test_counted(n: int, wanted: str) -> None:
    assert counted(n, "sentence") == wanted


@pytest.mark.parametrize(
    ("published", "words"),
    [("2024", "2024"), ("2024-05-06", "2024-05-06"), ("2024-05-06T19:50:58", "2024-05-06 19:50")],
)
def test_moment(published: str, words: str) -> None:
    assert moment(published) == words


def test_cut() -> None:
    assert cut("a  b\nc", characters=10) == "a b c"
    assert cut("abcdefgh", characters=4) == "abc…"


@pytest.mark.parametrize(
    ("n", "words"),
    [(7, "7"), (999, "999"), (1_000, "1.0k"), (9_949, "9.9k"), (9_950, "10k"), (123_456, "123k"), (999_499, "999k"),
     (999_500, "1.0M"), (12_345_678, "12M")],
)  # fmt: skip
def test_a_brief_count_has_four_characters_at_most(n: int, words: str) -> None:
    assert brief(n) == words


def test_the_table_calls_the_outlets_words_narration_as_the_cards_do() -> None:
    shown = table_html([{"sentence_id": "a-0", "voice": "outlet"}], columns=["voice"], query={})
    assert '<td class="voice">narration</td>' in shown


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/srv/podium/input/000-Notes.txt", "My notes, 2nd.txt"),
        ("/srv/podium/input/minutes.jsonl", "minutes.jsonl"),
        ("articles/minutes.txt", "articles/minutes.txt"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_file_is_called_as_its_reader_called_it(path: str, wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.own_documents.called", lambda token: {"000-Notes.txt": "My notes, 2nd.txt"})
    assert file_words(path) == wanted


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ('https://example.org/?a="b"&c', True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//example.org", False),
    ],
)
def test_only_web_addresses_are_links(address: str, linked: bool) -> None:
    made = address_html(address)
    assert html.unescape(re.sub(r"<[^>]+>", "", made)) == address
    assert re.findall(r'href="([^"]*)"', made) == ([html.escape(address)] if linked else [])
