"""One sample of each format, and the promises every reader keeps."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from data import readers, settings
from data.errors import InputError
from data.readers import html, json_lines, text
from data.records import Document, LeftOut, Span, Turn

PAGE = """<html><head><meta charset="windows-1252"><title>Talks resume in the valley</title>
<meta property="og:site_name" content="Lowland Wire"><meta property="article:published_time" content="2024-05-06">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Talks resume in the valley</h1>
<p>The envoy of Fjordland said on Monday that the talks about the grain corridor would go on for many more days.</p>
<p>“We will stay,” she said, “until every port is open again and every ship can leave it in safety.”</p>
</article><footer>All rights reserved</footer></body></html>"""


def one(path: Path) -> Document:
    found = list(readers.read_all([path]))
    assert len(found) == 1 and isinstance(found[0], Document), found
    return found[0]


def left_out(path: Path) -> list[LeftOut]:
    return [found for found in readers.read_all([path]) if isinstance(found, LeftOut)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("suffix", sorted(readers.by_suffix()))
def test_every_reader_keeps_its_promise(suffix: str, tmp_path: Path) -> None:
    reader = readers.by_suffix()[suffix]
    assert suffix.startswith(".") and suffix == suffix.lower() and reader.__doc__
    empty = write(tmp_path / f"empty{suffix}", gzip.compress(b"") if suffix.endswith(".gz") else b"")
    binary = write(tmp_path / f"binary{suffix}", bytes(range(256)) * 8)
    for path, reason in ((empty, "empty"), (binary, "gzip" if suffix.endswith(".gz") else "binary")):
        (found,) = readers.read_all([path])
        assert isinstance(found, LeftOut) and reason in found.reason and found.path == str(path)


@pytest.mark.parametrize("suffix", sorted(readers.by_suffix()))
@pytest.mark.parametrize("told", ["README.md", "docs/formats.md"])
def test_every_ending_is_told(suffix: str, told: str) -> None:
    assert f"`{suffix.removesuffix('.gz')}`" in (settings.ROOT / told).read_text(encoding="utf-8")


# --- plain text ---


@pytest.mark.parametrize(
    ("content", "title", "omitted"),
    [
        ("Talks resume\n\nThe envoy left.", "Talks resume", ["Talks resume"]),
        ("\n\n  Talks resume \r\nThe envoy left.\r\n", "Talks resume", ["Talks resume"]),
        ("Talks resume\n\nOne.\n\nTalks resume\n\nTwo.", "Talks resume", ["Talks resume"] * 2),
        ("Ports ‘open’\n\nOne.\n\nPORTS 'OPEN'.\n\nTwo.", "Ports ‘open’", ["Ports ‘open’", "PORTS 'OPEN'."]),
        ("Talks resume | Lowland Wire\n\nOne.\nTalks resume\nTwo.", "Talks resume | Lowland Wire",
         ["Talks resume | Lowland Wire", "Talks resume"]),
        ("Talks resume in the valley\n\nOne. Talks resume in the valley Two came.", "Talks resume in the valley",
         ["Talks resume in the valley"] * 2),
        ("Talks resume in the valley\n\nThe talks resume in the valley today.", "Talks resume in the valley",
         ["Talks resume in the valley"]),
        ("Talks resume in the valley\n\nTalks resume in the valley, an envoy said.", "Talks resume in the valley",
         ["Talks resume in the valley"]),
        ("Peace\n\nOne. Peace Two came.", "Peace", ["Peace"]),
        ("Vera Marn – interview\n\nVera Marn – We will stay.", "Vera Marn – interview", ["Vera Marn – interview"]),
        ("Port opens\n\nOne.\nPort opens – Lowland Wire\nTwo.", "Port opens",
         ["Port opens", "Port opens – Lowland Wire"]),
        ("Port opens\n \n\t\n \nThe port is open.\n", "Port opens", ["Port opens"]),
        (" \n \n \n \nPort opens\nThe port is open.\n", "Port opens", ["Port opens"]),
        ("Only one line here.", None, []),
        ("The envoy said on Monday that\nthe talks would go on.\n", None, []),
        ("The envoy said. " * 30 + "\n\nMore.", None, []),
    ],
)  # fmt: skip
def test_title_and_repeated_headline(content: str, title: str | None, omitted: list[str], tmp_path: Path) -> None:
    document = one(write(tmp_path / "a.txt", content))
    assert (document.text, document.title) == (content, title)
    assert [span.of(document.text) for span in document.omitted] == omitted


def test_a_headline_of_brackets_and_stars_is_no_pattern() -> None:
    title = "Ports (open*) in [the] valley? Yes+"
    body = f"{title}\n\nOne. {title} Two."
    assert list(text.repeated(title, body, start=len(title))) == [Span(42, 42 + len(title))]


def test_a_headline_stands_between_two_sentences_of_a_line() -> None:
    title = "We will stay in the valley"
    body = f"{title}. {title} {title} He said {title}  “No.” {title} Two.   {title}\n  {title} Three."
    found = [span.start for span in text.repeated(title, body)]
    places = [match.start() for match in re.finditer(title, body)]
    assert found == [places[n] for n in (1, 4, 5, 6)]


def test_a_text_longer_than_any_headline_is_not_looked_for() -> None:
    long = "Ports open " * 50
    assert list(text.repeated(long, f"{long}\n\n{long}")) == []


def test_the_work_on_a_line_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    class Site:
        def sub(self, replacement: str, line: str) -> str:
            lengths.append(len(line))
            return line

    monkeypatch.setattr(text, "_SITE", Site())
    assert list(text.repeated("Ports open", f"Ports open\n\nPorts{' ' * 5_000}stay.\nPorts open")) == [
        Span(0, 10), Span(5_023, 5_033),
    ]  # fmt: skip
    assert max(lengths) < 5_000


# --- JSON Lines ---


def record(**fields: Any) -> Document:
    return json_lines.document_from_record({"text": "One. Two.", **fields})


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"id": 7}, "id", "7"),
        ({"headline": "Talks  resume"}, "title", "Talks resume"),
        ({"source": {"id": None, "name": "Lowland Wire"}}, "outlet", "Lowland Wire"),
        ({"date": "2014-09"}, "published", "2014-09"),
        ({"date": "2022-02-24", "datetime": "2022-02-24T01:39:42"}, "published", "2022-02-24T01:39:42"),
        ({"date": "2014-09", "year": 2014}, "published", "2014-09"),
        ({"date": "soon"}, "published", None),
        ({"speakers": ["Arlo Tesk", "Fenna Drave"]}, "speaker", "Arlo Tesk; Fenna Drave"),
        ({"speaker": ""}, "speaker", None),
        ({"country": "Germany", "country_iso3": "DEU"}, "country", "DEU"),
        ({"country": "Germany", "country_iso3": "D3"}, "country", "DEU"),
        ({"country": "European Union", "country_iso3": "EU"}, "country", None),
        ({"country": "fra"}, "country", "FRA"),
        ({"country": ["France", "Germany"]}, "country", "FRA; DEU"),
        ({"country": ["France", "League of Ports"]}, "country", "FRA"),
        ({"speakers": ["A. Marn", "B. Vesk"], "country": ["Norway", "League of Ports"]}, "country", "NOR; "),
        ({"speakers": ["A. Marn", "B. Vesk"], "country": ["", "Norway"]}, "country", "; NOR"),
        ({"speakers": ["A. Marn", "B. Vesk"], "country": ["Norway", "Norway"]}, "country", "NOR; NOR"),
        ({"speakers": ["A. Marn", "B. Vesk"], "country": ["Norway"]}, "country", "NOR"),
        ({"speakers": ["A. Marn", "B. Vesk"], "country": ["Norway", "Norway", "Chile"]}, "country", "NOR; NOR; CHL"),
        ({"post": "Minister for Foreign Affairs"}, "role", "Minister for Foreign Affairs"),
        ({"turns": [["MR. TESK", 5, 9], ["Q", 0, 4]]}, "turns", (Turn("Q", Span(0, 4)), Turn("MR. TESK", Span(5, 9)))),
        ({"turns": [{"speaker": "Q", "start": 0, "end": 4}]}, "turns", (Turn("Q", Span(0, 4)),)),
        ({"turns": None}, "turns", ()),
        ({"turns": []}, "turns", ()),
        ({"title": json.loads("[" * 700 + "]" * 700)}, "title", None),
        ({"text": "half \ud83d pair"}, "text", "half \ufffd pair"),
        ({"text": " ", "body": "The port is shut."}, "text", "The port is shut."),
    ],
)
def test_spellings(fields: dict[str, Any], name: str, value: object) -> None:
    assert getattr(record(**fields), name) == value


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "x"}', '"text" is missing'),
        ('{"text": 5}', '"text" is a JSON int'),
        ('{"text": "  "}', '"text" is blank'),
        ("[1, 2]", "a JSON list, expected an object"),
        ('{"text": "cut', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "x", "turns": [["A", 0, 9]]}', "beyond the text"),
        ('{"text": "one two", "turns": [["A", 0, 5], ["B", 3, 7]]}', "over the turn before"),
        ('{"text": "x", "turns": [["A", "0", 1]]}', "expected \\[label, start, end\\]"),
        ('{"text": "x", "turns": 3}', "expected a list"),
        (json.dumps({"text": "x", "turns": "[" * 100_000}), "no list of"),
        ('{"text": "x", "turns": [' + "[" * 700 + "]" * 700 + "]}", "expected"),
    ],
)
def test_bad_lines_are_left_out_with_their_number(line: str, reason: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"id": "a", "text": "One."}}\n{line}\n\n{{"id": "b", "text": "Two."}}\n')
    found = list(readers.read_all([path]))
    assert [d.id for d in found if isinstance(d, Document)] == ["a", "b"]
    (bad,) = left_out(path)
    assert bad.line == 2
    with pytest.raises(InputError, match=reason):
        raise InputError(bad.reason)


def test_a_long_field_is_cut_or_left_away(tmp_path: Path) -> None:
    most = readers.LONGEST_FIELD
    url = "https://x.y/" + "z" * most
    fields = {"title": "Ports " * most, "outlet": "w" * (most + 1), "role": "r" * most, "url": url}
    read = one(write(tmp_path / "a.jsonl", json.dumps({"text": "One.", **fields})))
    assert read.title is not None and read.title.endswith("Ports P…") and len(read.title) == most
    assert (read.outlet, read.role, read.url) == ("w" * (most - 1) + "…", "r" * most, None)


@pytest.mark.parametrize("name", ["id", "speaker", "country", "turns"])
def test_a_long_name_costs_its_document_alone(name: str, tmp_path: Path) -> None:
    most = readers.LONGEST_FIELD
    long = {
        "id": "7" * (most + 1), "speaker": "Fenna " * most, "country": ["Norway", "Chile"] * most,
        "turns": [["Q" * (most + 1), 0, 4]],
    }[name]  # fmt: skip
    lines = [json.dumps({"text": "One. Two.", "id": "a", name: long}), json.dumps({"text": "Three.", "id": "b"})]
    bad, good = readers.read_all([write(tmp_path / "a.jsonl", "\n".join(lines))])
    assert isinstance(bad, LeftOut) and bad.line == 1
    assert bad.reason.startswith(f'"{name}" holds') and f"at most {most:,} are allowed" in bad.reason
    assert isinstance(good, Document) and good.id == "b"


def test_plain_and_gzip_give_the_same(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"d{n}", "text": f"Text {n}."}) + "\n" for n in range(3))
    plain, packed = write(tmp_path / "a.jsonl", lines), write(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode()))
    ids = [[d.id for d in readers.read_all([p]) if isinstance(d, Document)] for p in (plain, packed)]
    assert ids == [["d0", "d1", "d2"]] * 2


def test_a_fault_costs_one_document_or_the_rest_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(document: Document) -> Document:
        return document if document.id != "b" else [document][1]

    lines = "".join(json.dumps({"id": name, "text": f"Text {name}."}) + "\n" for name in "abcd")
    path = write(tmp_path / "a.jsonl", lines)
    monkeypatch.setattr(readers.transcripts, "told", told)
    found = list(readers.read_all([path]))
    assert [one.id for one in found if isinstance(one, Document)] == ["a", "c", "d"]
    (bad,) = left_out(path)
    assert (bad.line, bad.id) == (2, "b") and bad.reason.startswith("reading it ended with IndexError")
    read = json_lines.document_of_line

    def fails(line: str, *, path: str, number: int) -> Document | LeftOut:
        return read(line if number < 3 else [line][1], path=path, number=number)

    monkeypatch.setattr(json_lines, "document_of_line", fails)
    assert "what stands behind line 2 was not read" in left_out(path)[1].reason


# --- CSV ---


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(separator: str, tmp_path: Path) -> None:
    rows = [["id", "text", "country"], ["1", '"Two\nlines, with; marks"', "France"], ["2", "Café", ""]]
    content = "\n".join(separator.join(row) for row in rows) + "\n"
    found = list(readers.read_all([write(tmp_path / "a.csv", content.encode("windows-1252"))]))
    assert [(d.id, d.text, d.country, d.line) for d in found if isinstance(d, Document)] == [
        ("1", "Two\nlines, with; marks", "FRA", 3),
        ("2", "Café", None, 4),
    ]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("id,body_of\n1,x\n", None, 'no column "text"'),
        ("id,text\n1\n2,Two.\n", 2, "1 fields, the header 2"),
        ("id,text\n1,\n2,Two.\n", 2, '"text" is missing'),
        ("id,text\r1,One.\r2,Two.\r", None, "the header line is not CSV"),
        ('id,text\n1,One.\n2,"The port is shut.\n3,The bay is open.\n', 4, "in the row that begins on line 3"),
        ('id,text\n1,"The "port" is shut."\n2,Two.\n', 2, "double those inside a quoted field"),
    ],
)
def test_bad_csv(content: str, line: int | None, reason: str, tmp_path: Path) -> None:
    (bad,) = left_out(write(tmp_path / "a.csv", content))
    assert bad.line == line and reason in bad.reason


def test_the_rows_around_one_that_is_not_csv_are_read(tmp_path: Path) -> None:
    content = 'id,text\n1,"The ""port"" is shut."\n2,"The "bay" is open.\n3,a"b\n4,"Four'
    found = list(readers.read_all([write(tmp_path / "a.csv", content)]))
    assert [(d.id, d.text) for d in found if isinstance(d, Document)] == [("1", 'The "port" is shut.'), ("3", 'a"b')]
    assert [one.line for one in found if isinstance(one, LeftOut)] == [3, 5]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "id,text\n"), ("b.csv", "id,text\n\n\n"), ("c.jsonl", "\n\n \n")]
)
def test_a_file_without_documents_is_named(name: str, content: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, content)
    assert list(readers.read_all([path])) == [LeftOut(str(path), "the file holds no document")]


# --- HTML ---


def test_html(tmp_path: Path) -> None:
    document = one(write(tmp_path / "a.html", PAGE.encode("windows-1252")))
    assert (document.title, document.outlet, document.published) == (
        "Talks resume in the valley", "Lowland Wire", "2024-05-06",
    )  # fmt: skip
    assert "“We will stay,” she said" in document.text
    assert "rights reserved" not in document.text and "World" not in document.text


DATED = '<meta property="article:published_time" content="2024-05-06">'


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        ('<meta name="date" content="2024-05-06">', "</head>"),
        ('<script type="application/ld+json">{"datePublished": "2024-05-06"}</script>', "</head>"),
        ('<time datetime="2024-05-06">Monday</time>', "</article>"),
        ('<p class="date">6 May 2024</p>', "</article>"),
    ],
)
def test_a_date_that_a_page_states_is_found(mark: str, place: str, tmp_path: Path) -> None:
    page = PAGE.replace(DATED, "").replace(place, mark + place)
    assert one(write(tmp_path / "a.html", page.encode("windows-1252"))).published == "2024-05-06"


@pytest.mark.parametrize(
    "mention",
    [
        "<p>The treaty was signed in 1995 and has held.</p>", "<p>The treaty of 12 May 1998 has held since.</p>",
        "<p>© 2003-2019 Lowland Wire</p>", '<img src="/uploads/2009/03/ship.jpg">', '<p data-id="20171231">Ships</p>',
    ],
)  # fmt: skip
def test_a_year_that_a_page_speaks_of_is_not_its_date(mention: str, tmp_path: Path) -> None:
    page = PAGE.replace(DATED, "").replace("</article>", f"{mention}</article>")
    assert one(write(tmp_path / "a.html", page.encode("windows-1252"))).published is None


@pytest.mark.parametrize(
    "tag",
    [
        "<p{}>", "<P\n{}", '<script>x</script><p a="x"="{}">', "<p a=b=\"c{}>", "<!--><p{}>", '<p 1a="{}">',
        "<style>a</STYLE ><p/{}>",
    ],
)  # fmt: skip
def test_a_tag_of_too_many_attributes_is_refused(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *given, **options: pytest.fail("the page was searched"))
    many = "".join(f" a{n}" for n in range(html.LONGEST_TAG // 4))
    (bad,) = left_out(write(tmp_path / "a.html", PAGE.replace("</article>", f"{tag.format(many)}</article>")))
    assert "of attributes beside their values, at most 5,000" in bad.reason


@pytest.mark.parametrize(
    "long",
    [
        '<img src="data:{}">', "<img src=data:A=/{0}>", "<!-- <p {} -->", "<script>if(a<b){{ {} }}</script>",
        "<p title='{}'>",
    ],
)  # fmt: skip
def test_long_values_and_scripts_cost_no_page(long: str, tmp_path: Path) -> None:
    filling = "A=/" * html.LONGEST_TAG if "{0}" in long else "a b=2 " * html.LONGEST_TAG
    page = PAGE.replace("</article>", f"{long.format(filling)}</article>")
    assert "We will stay" in one(write(tmp_path / "a.html", page.encode("windows-1252"))).text


def test_html_without_an_article(tmp_path: Path) -> None:
    (bad,) = left_out(write(tmp_path / "a.html", "<html><body></body></html>"))
    assert "no article" in bad.reason


# --- paths ---


def test_folders_globs_and_files_are_read_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "sub/a.txt", ".hidden/c.txt", ".d.txt"):
        write(tmp_path / name, f"Title of {name}\n\nText.")
    found = readers.read_all([tmp_path, str(tmp_path / "*.txt"), tmp_path / "a.txt"])
    assert [d.id for d in found if isinstance(d, Document)] == ["a.txt", "b.txt", "sub/a.txt"]


def test_a_folder_stands_among_files_by_its_name(tmp_path: Path) -> None:
    for name in ("a", "b", "b/c"):
        (tmp_path / name).mkdir()
    for name in ("a/z.txt", "a.txt", "b/c/a.txt", "b/c.txt"):
        write(tmp_path / name, f"Title of {name}\n\nText.")
    (tmp_path / "to a").symlink_to(tmp_path / "a")
    found = [d.id for d in readers.read_all([tmp_path]) if isinstance(d, Document)]
    assert found == ["a/z.txt", "a.txt", "b/c/a.txt", "b/c.txt"]


def test_links_out_of_a_folder_and_what_is_no_file_are_named(tmp_path: Path) -> None:
    for name in ("in", "in/sub", "out"):
        (tmp_path / name).mkdir()
    for name in ("in/sub/a.txt", "out/b.txt"):
        write(tmp_path / name, f"Title of {name}\n\nText.")
    (tmp_path / "in" / "inner.txt").symlink_to(tmp_path / "in" / "sub" / "a.txt")
    (tmp_path / "in" / "lost.txt").symlink_to(tmp_path / "in" / "none.txt")
    (tmp_path / "in" / "outer").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "outer.txt").symlink_to(tmp_path / "out" / "b.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "way in").symlink_to(tmp_path / "in")
    for named in (tmp_path / "in", tmp_path / "way in"):
        found = list(readers.read_all([named]))
        assert [one.id for one in found if isinstance(one, Document)] == ["inner.txt"]
        assert [(Path(one.path).name, one.reason.split(":")[0]) for one in found if isinstance(one, LeftOut)] == [
            ("lost.txt", "a link that leads nowhere"),
            ("outer", "a link that leads out of the folder"),
            ("outer.txt", "a link that leads out of the folder"),
            ("pipe.txt", "neither a file nor a folder (a pipe, a socket or a device)"),
        ]
    (bad,) = left_out(tmp_path / "in" / "pipe.txt")
    assert "copy what it gives into a file" in bad.reason
    assert one(tmp_path / "in" / "outer.txt").id == "outer.txt"


def test_a_folder_that_cannot_be_opened_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "a.txt", "Title\n\nText.")
    listed = os.listdir

    def refused(place: Path) -> list[str]:
        if Path(place).name == "closed":
            raise PermissionError(13, os.strerror(13), str(place))
        return listed(place)

    monkeypatch.setattr(os, "listdir", refused)
    bad, document = readers.read_all([tmp_path])
    assert document.id == "open/a.txt"
    assert bad == LeftOut(str(tmp_path / "closed"), "cannot be opened: Permission denied")


def test_a_name_that_begins_with_a_tilde_is_a_home_or_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    for name in ("home/a.txt", "~$b.txt", "~"):
        write(tmp_path / name, f"Title of {name}\n\nText.")
    found = readers.find(["~/a.txt", "~*", "~$b.txt", "~nobody-here/c.txt", "~nobody-here/*.txt"])
    assert [one.path if isinstance(one, LeftOut) else str(one.path) for one in found] == [
        str(tmp_path / "home" / "a.txt"), "~", "~$b.txt", "~nobody-here/c.txt", "~nobody-here/*.txt",
    ]  # fmt: skip


def test_ids_are_unique(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "7", "text": "One."}\n{"id": "7", "text": "Two."}\n{"text": "Three."}\n')
    assert [d.id for d in readers.read_all([path]) if isinstance(d, Document)] == ["7", "7#2", "a.jsonl:3"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.txt", "no such file"), ("none*.txt", "no file matches"), ("sub", "holds no files"), ("a.png", "no reader")],
)
def test_paths_that_give_nothing(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "a.png", b"x")
    (bad,) = left_out(tmp_path / name)
    assert reason in bad.reason
