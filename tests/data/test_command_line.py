"""The command line as a person runs it: bad input, exit status, interruption; never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from data import annotate, scorers, store
from data.__main__ import TASKS, _parser, main
from data.errors import InputError, OutputError
from data.evaluate import speakers, stance
from data.job import cluster
from data.job.progress import SHOWN, Watch
from data.readers.json_lines import SPELLINGS
from data.records import LeftOut
from data.settings import ROOT
from tests.tables import make_build

GOOD = "The envoy of Norway said on Monday that the talks would go on. “We will stay,” she added."
#: No weights are loaded: what is tested here is what happens around the reading.
LIGHT = ("--scorers", "vader")


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "data", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_interruptible
    )


def _interruptible() -> None:
    # A shell that runs the tests in the background has its children ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    process = start(*arguments)
    out, err = process.communicate(timeout=300)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def json_lines(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "bytes.txt").write_bytes("é é é\n\nTwo".encode() + b"\x93\n")
    whole = gzip.compress("".join(json.dumps({"text": f"{GOOD} Item {n}."}) + "\n" for n in range(50)).encode())
    (folder / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (folder / "lines.jsonl").write_text(f'[1]\n{{"id": "no text"}}\n{json.dumps({"id": "good", "text": GOOD})}\n')
    with (folder / "long.jsonl").open("w") as file:
        file.write('{"text": "' + "x" * 110_000_000 + '"}\n')
        file.write(json.dumps({"id": "after", "text": GOOD + " Last."}) + "\n")
    status, out, err = run("build", folder, tmp_path / "missing", "--out", tmp_path / "out", *LIGHT)
    assert status == 1
    for said in (
        f"{folder}/empty.txt: the file is empty",
        f"{folder}/binary.txt: a binary file",
        f"{folder}/bytes.txt: byte 0x93 on line 3",
        f"{folder}/cut.jsonl.gz:",
        f"{folder}/lines.jsonl:1: the line holds a JSON list",
        f'{folder}/lines.jsonl:2: "text" is missing',
        f"{folder}/long.jsonl:1: the line is longer",
        f"{tmp_path}/missing: no such file",
    ):
        assert f"left out: {said}" in err
    build = store.current(tmp_path / "out")
    assert {"good", "after"} <= set(_ids(build)) and build.rows("left_out") == 8
    assert build.id in out and "8 more left out" in out


def test_a_name_that_steers_the_terminal_is_printed_without_that(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b]0;b\x07\u202e\nleft out: c.txt\x9b.jsonl"
    with Watch(quiet=True) as watch:
        for _ in range(SHOWN + 1):
            watch.left_out(LeftOut(name, "no reader\r\x1b[2K for é"))
    said = capsys.readouterr().err.split("\n")
    assert said[0] == "left out: a�]0;b���left out: c.txt�.jsonl: no reader��[2K for é"
    assert len(said) == SHOWN + 2 and all(line.isprintable() for line in said)


def _ids(build: store.Build) -> list[str]:
    import pyarrow.parquet as pq

    return [i for part in build.parts("documents") for i in pq.read_table(part)["document_id"].to_pylist()]


@pytest.mark.parametrize("verb", ["build", "annotate", "score", "describe", "evaluate", "train"])
def test_nothing_could_be_done(verb: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    missing, out = tmp_path / "missing", tmp_path / "file" / "out"
    good = json_lines(tmp_path / "good.jsonl", {"id": "a", "text": GOOD, "target": "Norway"})
    cases = {
        "build": [["build", missing, "--out", tmp_path / "table", *LIGHT], ["build", good, "--out", out, *LIGHT],
                  ["build", good, "--out", tmp_path / "table", "--scorers", "none"],
                  ["build", good, "--out", "", *LIGHT], ["build", "", "--out", tmp_path / "table", *LIGHT]],
        "annotate": [["annotate", missing, tmp_path / "o.jsonl"], ["annotate", good, out]],
        "score": [["score", missing, tmp_path / "o.jsonl", "--task", "stance"]],
        "describe": [["describe", missing]],
        "evaluate": [["evaluate", "quotations", missing], ["evaluate", "quotations"]],
        "train": [["train", "none", "--data", tmp_path], ["train", "quotations", "--data", missing]],
    }  # fmt: skip
    for arguments in cases[verb]:
        status, _, err = run(*arguments)
        assert status == 2 and "podium: " in err, (arguments, err)
    assert not list(tmp_path.glob("table/[!.]*")) and not list(tmp_path.glob("table/.partial*"))


def test_a_home_that_nobody_has_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    good = json_lines(tmp_path / "good.jsonl", {"id": "a", "text": GOOD})
    out = "~nobody-here/table"
    said = f"cannot write to {out} (its ~ stands for no user's home): name the folder in full"
    assert main(["build", str(good), "--out", out, *LIGHT]) == 2 and said in capsys.readouterr().err
    assert main(["describe", out]) == 2 and f"no table in {out}" in capsys.readouterr().err
    monkeypatch.setenv("PODIUM_TABLE", out)
    assert main(["build", str(good), *LIGHT]) == 2 and said in capsys.readouterr().err
    assert main(["describe"]) == 2 and f"no table in {out}" in capsys.readouterr().err


def test_whoever_has_read_enough_gets_no_traceback(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=20, speakers=3, seed=1)
    process = start("describe", tmp_path)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == "" and process.wait() == 141


def test_stopped_while_old_builds_are_removed_the_new_table_is_said_to_be_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(folder: Path, *, keep: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "remove_old", stopped)
    good = json_lines(tmp_path / "good.jsonl", {"id": "a", "text": GOOD})
    assert main(["build", str(good), "--out", str(tmp_path / "out"), *LIGHT]) == 130
    err = capsys.readouterr().err
    assert f"the new table is whole in {store.current(tmp_path / 'out').folder}" in err


def test_evaluate_names_the_tasks_it_cannot_measure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for measure in (speakers, stance):
        monkeypatch.setattr(measure, "evaluate", lambda path=None: {})
    assert main(["evaluate"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"speakers": {}, "stance": {}}
    skipped = [line.split()[1] for line in err.splitlines() if "needs a FILE (format: seeds/gold/README.md)" in line]
    assert skipped == [task for task in TASKS if task not in ("speakers", "stance")]


def test_a_training_that_is_none_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["train", "crf", "--data", str(tmp_path)]) == 2
    assert "allowed are pair, quotations, sentiment, stance, topics" in capsys.readouterr().err


def test_annotate_reports_a_bad_line_in_its_place(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": GOOD}), "[1]", '{"id": 7, "text": ""}', "", '{"id": "b", "text": "Hm."}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    status, _, err = run("annotate", tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert status == 1
    assert [(f["id"], "error" in f) for f in found] == [("a", False), (None, True), (7, True), ("b", False)]
    assert "in.jsonl:2: the line holds a JSON list" in err and 'in.jsonl:3: "text" is blank' in err
    texts = [GOOD[s["start"] : s["end"]] for s in found[0]["sentences"]]
    assert texts == [GOOD[:62], "“We will stay,” she added."]
    assert set(found[0]["sentences"][0]) == {
        "start", "end", "voice", "speaker", "speaker_kind", "speaker_country", "topics", "confidence",
    }  # fmt: skip
    assert set(found[0]["quotations"][0]) == {
        "speaker_mention", "cue", "content", "kind", "uttered", "speaker", "speaker_country", "confidence",
    }  # fmt: skip


def test_annotate_labels_the_title_too(tmp_path: Path) -> None:
    text = "Talks resume in the valley\n\nThe envoy left."
    source = json_lines(tmp_path / "in.jsonl", {"id": "a", "title": "Talks resume in the valley", "text": text})
    status, _, _ = run("annotate", source, tmp_path / "out.jsonl")
    (found,) = (json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines())
    assert status == 0 and [text[s["start"] : s["end"]] for s in found["sentences"]] == text.split("\n\n")


def test_half_a_surrogate_pair_and_deep_nesting_cost_no_other_line(tmp_path: Path) -> None:
    deep = "[" * 900 + "]" * 900
    lines = ['{"id": "\\ud800", "text": "Hi."}', f'{{"id": {deep}, "text": "Hi."}}', '{"id": "b", "text": "Hm."}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("annotate", tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) == 3 and (found[0]["id"], found[2]["id"]) == ("\ufffd", "b")


@pytest.mark.parametrize("verb", [["annotate"], ["score", "--task", "stance"]])
def test_a_folder_for_an_output_is_refused_before_the_first_line_is_read(
    verb: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(annotate, "lines", lambda source: pytest.fail("the input was read"))
    json_lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD, "target": "Norway"})
    (tmp_path / "folder").mkdir()
    for out in ("folder", ".", "/"):
        assert main([*verb, "in.jsonl", out]) == 2
        assert f"cannot write {out} (it is a folder): name a file" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [["annotate"], ["score", "--task", "stance", "--stance-model", "some-model"]])
@pytest.mark.parametrize("out", ["in.jsonl", "./folder/../in.jsonl", "link.jsonl", "hard.jsonl"])
def test_the_input_is_never_overwritten(
    verb: list[str], out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for work in ((annotate, "lines"), (scorers, "named")):
        monkeypatch.setattr(*work, lambda given: pytest.fail("the work began"))
    source = json_lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD, "target": "Norway"})
    before = source.read_bytes()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.jsonl").symlink_to(source)
    (tmp_path / "hard.jsonl").hardlink_to(source)
    assert main([*verb, "in.jsonl", out]) == 2
    assert "(OUT is the same file as IN): name another file" in capsys.readouterr().err
    assert source.read_bytes() == before and len(list(tmp_path.iterdir())) == 4


def test_an_output_that_is_there_already_is_replaced(tmp_path: Path) -> None:
    source = json_lines(tmp_path / "in.jsonl", {"id": "a"})
    (tmp_path / "out.jsonl").write_text("old")
    assert annotate.each_line(source, out=tmp_path / "out.jsonl", answer=lambda record: record) == 0
    assert json.loads((tmp_path / "out.jsonl").read_text()) == {"id": "a"}


@pytest.mark.parametrize(
    "given", ["A line.\n", "\n".join(f"Line {n}." for n in range(40)), json.dumps([{"id": 1, "text": GOOD}], indent=1)]
)
def test_what_is_no_json_lines_is_said_once(given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.txt").write_text(given, encoding="utf-8")
    assert main(["annotate", str(tmp_path / "in.txt"), str(tmp_path / "out.jsonl")]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert f"{tmp_path}/in.txt: this is not JSON Lines: no line, from the first to line " in said
    assert not (tmp_path / "out.jsonl").exists()


def test_a_broken_object_is_answered_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "We', encoding="utf-8")
    assert annotate.each_line(tmp_path / "in.jsonl", out=tmp_path / "out.jsonl", answer=lambda record: record) == 1
    assert "error" in json.loads((tmp_path / "out.jsonl").read_text())


def test_an_object_among_the_first_lines_makes_it_json_lines(tmp_path: Path) -> None:
    lines = [*["[1]"] * (annotate.LOOKED_AT - 1), '{"id": "a"}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    bad = annotate.each_line(tmp_path / "in.jsonl", out=tmp_path / "out.jsonl", answer=lambda record: record)
    assert bad == annotate.LOOKED_AT - 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == annotate.LOOKED_AT


@pytest.mark.parametrize("verb", [["annotate"], ["score", "--task", "stance"]])
@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_input_gives_an_empty_output_and_is_said(
    verb: list[str], content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.jsonl").write_text(content)
    assert main([*verb, str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 0
    assert f"{tmp_path}/in.jsonl: the file is empty" in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", ["labels.jsonl", "article.json"])
def test_nothing_is_measured_on_an_empty_file(
    task: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("\n")
    assert main(["evaluate", task, str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert not out and f"{tmp_path / name}: the file is empty" in err


def test_an_input_that_is_no_file_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("folder", "it is a folder"), ("pipe", "it is a pipe or a device"), ("none", "no such file")):
        assert main(["annotate", str(tmp_path / name), str(tmp_path / "out.jsonl")]) == 2
        assert f"{tmp_path / name}: {said}" in capsys.readouterr().err


@pytest.mark.parametrize(("out", "said"), [("file", "(it is a file)"), ("file/a/b", "({0}/file is a file)")])
def test_a_file_in_the_place_of_the_table_is_said_to_be_one(
    out: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json_lines(tmp_path / "good.jsonl", {"id": "a", "text": GOOD})
    (tmp_path / "file").write_text("in the way")
    assert main(["build", str(good), "--out", str(tmp_path / out), *LIGHT]) == 2
    told = f"cannot write to {tmp_path / out} {said.format(tmp_path)}: name another folder with --out\n"
    assert capsys.readouterr().err.endswith(told)


@pytest.mark.parametrize(("number", "asked"), [(28, True), (122, True), (13, False), (30, False)])
def test_space_is_asked_for_where_it_is_wanting(
    number: int, asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, value: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(store, "_write_json", refused)
    with pytest.raises(OutputError, match=os.strerror(number)) as raised:
        store.make_current(tmp_path / "build")
    assert ("free some space" in str(raised.value)) is asked and "name another folder" in str(raised.value)


def test_an_empty_name_of_a_table_is_not_taken_for_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_build(tmp_path, sentences=20, speakers=3, seed=1)
    monkeypatch.chdir(tmp_path)
    for given in ("", " "):
        assert main(["describe", given]) == 2 and "an empty path names no folder" in capsys.readouterr().err


@pytest.mark.parametrize(("task", "other"), [("stance", "sentiment"), ("sentiment", "stance")])
def test_score_refuses_a_model_of_the_other_task(
    task: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = json_lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD, "target": "Norway"})
    assert main(["score", str(source), str(tmp_path / "out"), "--task", task, f"--{other}-model", "some-model"]) == 2
    err = capsys.readouterr().err
    assert f"a model is named for {other}, and the task is {task}: use --{task}-model" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("part", ["train", "dev"])
def test_a_training_names_the_set_that_is_missing(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What dev is for comes when the training is done: it is asked for before that all the same.
    (tmp_path / "polnear").mkdir()
    if part == "dev":
        (tmp_path / "polnear" / "train.jsonl").touch()
    assert main(["train", "quotations", "--data", str(tmp_path)]) == 2
    said = f"{tmp_path}/polnear/{part}.jsonl is missing: --data must name the folder that holds the training sets"
    assert capsys.readouterr().err == f"podium: {said}\n"


@pytest.mark.parametrize("address", ["localhost", "tcp://localhost", "tcp://host:x", "tcp://host:99999", "http://h:1"])
def test_an_address_that_is_none_of_a_scheduler_is_refused_at_once(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_connected", lambda scheduler: pytest.fail("it was connected to"))
    good = json_lines(tmp_path / "good.jsonl", {"id": "a", "text": GOOD})
    assert main(["build", str(good), "--out", str(tmp_path / "out"), *LIGHT, "--scheduler", address]) == 2
    err = capsys.readouterr().err
    assert f"podium: {address!r} is no address of a Dask scheduler: allowed is tcp://HOST:PORT" in err
    assert not (tmp_path / "out").exists()


def test_help_says_what_each_file_and_path_is(capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for verb in ("build", "annotate", "score"):
        with pytest.raises(SystemExit):
            main([verb, "--help"])
        said[verb] = " ".join(capsys.readouterr().out.split())
    assert "files, folders, globs and URLs" in " ".join(_parser().format_help().split())
    for verb in ("annotate", "score"):
        assert "(docs/formats.md)" in said[verb] and "OUT.jsonl the file to write: a l" in said[verb]


def test_an_input_that_is_no_text_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_bytes(bytes(range(256)) * 8)
    assert main(["annotate", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 2
    assert f"{tmp_path}/in.jsonl: a binary file" in capsys.readouterr().err


@pytest.mark.parametrize("name", SPELLINGS["id"])
def test_an_id_comes_back_however_it_is_spelled(name: str, tmp_path: Path) -> None:
    source = json_lines(tmp_path / "in.jsonl", {name: 7, "text": "Hm."}, {name: "b", "text": ""})
    annotate.each_line(source, out=tmp_path / "out.jsonl", answer=annotate.annotated)
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [one["id"] for one in found] == [7, "b"]


def test_a_table_that_cannot_be_read_is_not_taken_for_the_output(tmp_path: Path) -> None:
    def refused(record: object) -> dict[str, Any]:
        raise PermissionError(13, "Permission denied", "people.csv")

    source = json_lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD})
    with pytest.raises(InputError, match=r"people\.csv cannot be read: Permission denied"):
        annotate.each_line(source, out=tmp_path / "out.jsonl", answer=refused)


def test_describe_names_every_column(tmp_path: Path) -> None:
    source = json_lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD})
    assert run("build", source, "--out", tmp_path / "out", *LIGHT)[0] == 0
    status, out, _ = run("describe", tmp_path / "out")
    described = json.loads(out)
    assert status == 0 and described["build"] == store.current(tmp_path / "out").id
    columns = [c for table in described["columns"].values() for c in table]
    assert len(columns) > 60
    assert all(c["type"] and c["meaning"] and {"low", "high", "allowed"} <= set(c) for c in columns)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_former_table(how: signal.Signals, tmp_path: Path) -> None:
    out = tmp_path / "out"
    former = json_lines(tmp_path / "former.jsonl", {"id": "a", "text": GOOD})
    records = ({"id": str(n), "text": f"{GOOD} Item {n}. " * 60} for n in range(3000))
    many = json_lines(tmp_path / "many.jsonl", *records)
    assert run("build", former, "--out", out, *LIGHT)[0] == 0
    before = store.current(out).id
    process = start("build", many, "--out", out, *LIGHT)
    deadline = time.monotonic() + 120
    while not list(out.glob(".partial-*/documents")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(process.pid, how)
    _, err = process.communicate(timeout=120)
    assert process.returncode != 0 and "Traceback" not in err
    assert store.current(out).id == before
    other = json_lines(tmp_path / "other.jsonl", {"id": "b", "text": GOOD + " More."})
    assert run("build", other, "--out", out, *LIGHT)[0] == 0
    assert store.current(out).id != before and not list(out.glob(".partial-*"))


def test_help_is_fast() -> None:
    status, out, _ = run("--help")
    command = [sys.executable, "-X", "importtime", "-m", "data", "--help"]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert status == 0 and "annotate" in out
    assert not any(name in loaded for name in ("numpy", "pyarrow", "torch", "rich", "lingua"))
