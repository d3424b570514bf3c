"""From documents to the table: the seed as a golden table, and the promises of a build."""

from __future__ import annotations

import functools
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from data import pipeline, schema, settings, store
from data.errors import InputError
from data.job import aside, chunks, progress, provenance
from data.job.rows import of_document
from data.records import Document, LeftOut, Reading

LABELS = json.loads((settings.GOLD / "seed_article.json").read_text(encoding="utf-8"))
#: The word list needs no weights, so these tests take seconds.
LIGHT = ("vader",)
#: What the reading looks up: every file of the reference tables but their README, the targets and the topics.
SEEDS = sorted(
    path.relative_to(settings.SEEDS).as_posix()
    for path in (*settings.REFERENCE.iterdir(), settings.TARGETS, settings.TOPICS)
    if path.suffix != ".md"
)
FIRST = (
    "Talks on the grain corridor will go on, Foreign Minister Dorea Tesk said on Monday. “We will stay,” she added.\n"
    "The envoy of Norway left in the evening. Nobody from Chile was there to speak with the press."
)


def rows(build: store.Build, table: str) -> list[dict[str, Any]]:
    return [row for part in build.parts(table) for row in pq.read_table(part).to_pylist()]


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def build(tmp_path: Path, *records: dict[str, Any], **options: Any) -> store.Build:
    source = write(tmp_path / "in.jsonl", *records)
    return pipeline.build([source], out=tmp_path / "out", scored_by=LIGHT, **options)[0]


@pytest.mark.parametrize(("given", "shown"), [("NOR; ; NOR; CHL", "NOR; CHL"), ("NOR; ", "NOR"), (None, None)])
def test_a_country_stands_once_in_the_row_of_a_document(given: str | None, shown: str | None) -> None:
    document = Document("d", "We agreed.", speaker="Vera Marn; Tom Vesk", country=given)
    assert of_document(document, sentences=1)["country"] == shown


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> store.Build:
    return pipeline.build([settings.ARTICLES], out=tmp_path_factory.mktemp("seed"), scored_by=LIGHT)[0]


def test_the_seed_as_a_golden_table(seed: store.Build) -> None:
    found = [
        "\t".join(
            (str(r["start"]), str(r["end"]), r["voice"], "; ".join(r["speakers"]), "; ".join(r["speaker_countries"]),
             r["text"])
        )
        for r in rows(seed, "sentences")
    ]  # fmt: skip
    golden = (Path(__file__).parent / "golden" / "seed_sentences.tsv").read_text(encoding="utf-8").splitlines()
    assert found == golden[1:]
    labelled = [s for s in LABELS["sentences"] if s["voice"] != "headline"]
    assert [(s["text"], s["voice"]) for s in labelled] == [(r["text"], r["voice"]) for r in rows(seed, "sentences")]


def test_every_row_can_be_traced(seed: store.Build) -> None:
    (document,) = rows(seed, "documents")
    text = (settings.ARTICLES / LABELS["file"]).read_text(encoding="utf-8")
    assert (document["text"], document["sentences"], document["characters"]) == (text, 20, len(text))
    for row in rows(seed, "sentences") + rows(seed, "mentions"):
        assert text[row["start"] : row["end"]] == row["text"] and row["document_id"] == document["document_id"]
    quotations = rows(seed, "quotations")
    for row in quotations:
        parts = zip(row["content_starts"], row["content_ends"], strict=True)
        assert " … ".join(text[a:b] for a, b in parts) == row["content"]
    named = {row["quotation_id"] for row in rows(seed, "sentences")} - {None}
    assert named and named <= {row["quotation_id"] for row in quotations}
    assert {row["sentence_id"] for row in rows(seed, "mentions")} <= {r["sentence_id"] for r in rows(seed, "sentences")}


def test_the_manifest_names_what_the_build_is_made_from(seed: store.Build) -> None:
    manifest = seed.manifest
    (source,) = manifest["inputs"]["first"]
    assert (manifest["inputs"]["files"], manifest["inputs"]["bytes"]) == (1, source["bytes"])
    assert source["sha256"] == provenance.sha256(settings.ARTICLES / LABELS["file"])
    assert manifest["models"] == provenance.models() and manifest["seeds"] == provenance.seeds()
    assert manifest["counts"]["sentences"] == manifest["tables"]["sentences"]["rows"] == 20
    assert (manifest["counts"]["attributed"], manifest["counts"]["unknown_speaker"]) == (14, 0)
    assert seed.rows("left_out") == 0 and manifest["scorers"] == ["vader"]
    described = {c["name"]: c for c in manifest["columns"]["sentences"]}
    assert list(described)[: len(schema.SENTENCES)] == [c.name for c in schema.SENTENCES]
    assert described["vader_score"]["low"] == -1.0 and described["vader_score"]["meaning"]


def test_a_manifest_names_the_first_inputs_and_stands_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "NAMED", 2)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = provenance.inputs([tmp_path])
    assert [Path(one["path"]).name for one in before["first"]] == ["a.txt", "b.txt"]
    assert (before["files"], before["bytes"]) == (3, 15)
    (tmp_path / "c.txt").write_text("d.txt", encoding="utf-8")
    after = provenance.inputs([tmp_path])
    assert after["first"] == before["first"] and after["sha256"] != before["sha256"]
    assert provenance.inputs([tmp_path, tmp_path / "none.txt"])["sha256"] != after["sha256"]


def test_the_same_input_gives_the_same_bytes_whatever_else_is_in_the_run(tmp_path: Path, seed: store.Build) -> None:
    shutil.copytree(settings.ARTICLES, tmp_path / "in")
    again, _ = pipeline.build([settings.ARTICLES], out=tmp_path / "again", scored_by=LIGHT)
    for table in schema.TABLES:
        assert [p.read_bytes() for p in again.parts(table)] == [p.read_bytes() for p in seed.parts(table)]
    write(tmp_path / "in" / "zz.jsonl", {"id": "other", "text": FIRST})
    more, _ = pipeline.build([tmp_path / "in"], out=tmp_path / "more", scored_by=LIGHT)
    assert rows(more, "sentences")[:20] == rows(seed, "sentences")


def test_two_workers_give_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.job.chunks.PARTS", 2)
    records = [{"id": str(n), "text": f"{FIRST} It was meeting {n} of a long and difficult year."} for n in range(5)]
    one = build(tmp_path, *records)
    processes = functools.partial(chunks.processes, workers=2)
    two, _ = pipeline.build([tmp_path / "in.jsonl"], out=tmp_path / "two", scored_by=LIGHT, run=processes)
    for table in schema.TABLES:
        assert [p.read_bytes() for p in two.parts(table)] == [p.read_bytes() for p in one.parts(table)]


def test_speeches_and_transcripts(tmp_path: Path) -> None:
    speech = {"id": "s", "text": "We want ports. He said “no”.", "speaker": "Arlo Vantreel", "country": "Norway",
              "post": "Minister", "date": "2014-09"}  # fmt: skip
    text = "Briefing room\n\nMR. DRAVE: Good day. We will stay.\n\nQ: For how long?"
    start, asked = text.index("MR."), text.index("Q:")
    turns = {"id": "t", "text": text, "turns": [["MR. DRAVE", start, asked - 2], ["Q", asked, len(text)]]}
    found = rows(build(tmp_path, speech, turns), "sentences")
    assert [(r["text"], r["voice"], r["speakers"], r["speaker_countries"]) for r in found[:2]] == [
        ("We want ports.", "direct", ["Arlo Vantreel"], ["NOR"]),
        ("He said “no”.", "direct", ["Arlo Vantreel"], ["NOR"]),
    ]
    assert (found[0]["published"], str(found[0]["date"]), found[0]["speaker_roles"]) == (
        "2014-09", "2014-09-01", ["Minister"],
    )  # fmt: skip
    assert [(r["text"], r["voice"]) for r in found[2:]] == [
        ("Good day.", "direct"), ("We will stay.", "direct"), ("For how long?", "direct"),
    ]  # fmt: skip


def test_other_languages_are_set_aside_and_duplicates_point_to_the_first(tmp_path: Path) -> None:
    german = "Der Gesandte sagte, dass die Gespräche weitergehen und beide Seiten sich wieder treffen werden."
    done = build(tmp_path, {"id": "a", "text": FIRST}, {"id": "b", "text": german}, {"id": "c", "text": FIRST.upper()})
    documents = rows(done, "documents")
    assert [(d["document_id"], d["duplicate_of"], d["sentences"] > 0) for d in documents] == [
        ("a", None, True), ("c", "a", False),
    ]  # fmt: skip
    (left_out,) = aside.of_build(done)
    assert (left_out.id, left_out.line) == ("b", 2) and "German" in left_out.reason
    assert {r["document_id"] for r in rows(done, "sentences")} == {"a"}


def test_a_document_whose_reading_fails_costs_that_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = pipeline.read_document

    def fails(document: Document) -> Reading:
        if document.id == "b":
            raise IndexError("list index out of range")
        return read(document)

    monkeypatch.setattr(pipeline, "read_document", fails)
    texts = {
        "a": FIRST,
        "b": "Mayor Ina Brell spoke on Friday about the closed harbour of Norfell.",
        "c": "Rain fell on the hills all week.",
    }
    records = [{"id": name, "text": text} for name, text in texts.items()]
    made = build(tmp_path, *records)
    assert [row["document_id"] for row in rows(made, "documents")] == ["a", "c"]
    (left_out,) = aside.of_build(made)
    assert left_out == LeftOut(
        str(tmp_path / "in.jsonl"), "reading it ended with IndexError: list index out of range", line=2, id="b"
    )
    monkeypatch.setattr(pipeline, "read_document", read)
    assert [row["document_id"] for row in rows(build(tmp_path, *records), "documents")] == ["a", "b", "c"]


def test_what_is_left_out_is_a_table_however_much_it_is(tmp_path: Path) -> None:
    blank = [{"id": f"b{number}", "text": " "} for number in range(2_500)]
    made = build(tmp_path, {"id": "a", "text": FIRST}, *blank)
    told = list(aside.of_build(made))
    assert [one.id for one in told] == [one["id"] for one in blank]
    assert {one.reason for one in told} == {'"text" is blank: each document needs its text'}
    assert (made.folder / store.MANIFEST).stat().st_size < 100_000


def test_nothing_to_read_leaves_the_former_table(tmp_path: Path) -> None:
    before = build(tmp_path, {"id": "a", "text": FIRST})
    with pytest.raises(InputError, match="nothing was built"):
        pipeline.build([tmp_path / "none"], out=tmp_path / "out", scored_by=LIGHT)
    assert store.current(tmp_path / "out").id == before.id


def test_a_build_that_stands_there_already_is_made_current_again(tmp_path: Path) -> None:
    first = build(tmp_path, {"id": "a", "text": FIRST})
    second = build(tmp_path, {"id": "a", "text": FIRST + " More came later."})
    assert store.current(tmp_path / "out").id == second.id != first.id
    again = build(tmp_path, {"id": "a", "text": FIRST})
    assert again.manifest["created"] == first.manifest["created"]
    assert store.current(tmp_path / "out").id == first.id


def test_a_build_that_stands_there_says_again_what_is_left_out_and_no_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "in.jsonl", {"id": "a", "text": FIRST}, {"id": "b", "text": " "})
    said = []
    for _ in range(2):
        with progress.Watch() as watch:
            done, tally = pipeline.build([tmp_path / "in.jsonl"], out=tmp_path / "out", scored_by=LIGHT, watch=watch)
        said.append(capsys.readouterr().err)
        summary = progress.summary(done, tally, seconds=0.1)
    assert said[0] == said[1] and "in.jsonl:2: \"text\" is blank" in said[0]
    assert "1 read before" in summary and "sentences/s" not in summary


def test_the_id_follows_the_scorers(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": FIRST})
    first = provenance.of([source], scorers=LIGHT)
    assert provenance.of([source], scorers=LIGHT) == first
    assert provenance.of([source], scorers=()).build_id != first.build_id


@pytest.mark.parametrize("name", SEEDS)
def test_the_id_follows_every_file_the_reading_looks_up(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = shutil.copytree(settings.SEEDS, tmp_path / "seeds")
    for setting in ("TARGETS", "TOPICS", "REFERENCE"):
        monkeypatch.setattr(settings, setting, seeds / getattr(settings, setting).name)
    first = provenance.generation(LIGHT)
    with (seeds / name).open("a", encoding="utf-8") as edited:
        edited.write("\n")
    assert provenance.generation(LIGHT) != first
