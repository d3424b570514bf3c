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

from data import annotate, store
from data.__main__ import TASKS, main
from data.errors import InputError
from data.evaluate import speakers, stance
from data.readers.json_lines import SPELLINGS
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
