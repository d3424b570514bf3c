"""Saved views, and jobs outside the web process: what they refuse, and how they end."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import jobs, own_documents, questions, saved_views
from dashboard.queries import own_target
from data import annotate
from data.errors import InputError, OutputError, OwnTableError
from data.job import chunks
from data.job.long_documents import Part
from data.job.progress import stage as say_stage
from data.records import Document
from data.settings import STAGE


def test_a_view_is_kept_as_it_is_until_it_is_removed(tmp_path: Path) -> None:
    assert saved_views.saved(tmp_path) == ()
    query = {"speaker": ["a", "b"], "from": ["2024-01-01"]}
    pinned = query | {"build": ["one"]}
    saved_views.save(tmp_path, name=" <b>Aid</b> ", page="Stance", query=pinned, build="one")
    with pytest.raises(InputError, match="<b>Aid</b>, is saved already"):
        saved_views.save(tmp_path, name="<b>Aid</b>", page="Topics", query={}, build="two")
    (kept,) = saved_views.saved(tmp_path)
    assert (kept.name, kept.page, kept.query, kept.build) == ("<b>Aid</b>", "Stance", query, "one")
    assert b'"speaker": [' in saved_views.exported([kept])
    saved_views.remove(tmp_path, name=kept.name)
    assert saved_views.saved(tmp_path) == ()


@pytest.mark.parametrize("name", ["own", "job"])
def test_documents_of_ones_own_are_not_shared_in_a_view(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="every reader"):
        saved_views.save(tmp_path, name="Mine", page="Overview", query={name: ["0" * 24]}, build="one")
    assert saved_views.saved(tmp_path) == ()


def test_views_of_an_earlier_version_are_cleaned_when_read(tmp_path: Path) -> None:
    saved_views.save(tmp_path, name="Aid", page="Stance", query={}, build="one")
    with closing(sqlite3.connect(tmp_path / saved_views.FILE)) as file:
        for name, query in (("Mine", '{"own": ["0"]}'), ("Old", '{"build": ["zero"], "q": ["aid"]}')):
            file.execute("INSERT INTO views VALUES (?, 'Stance', ?, 'zero', '')", (name, query))
        file.commit()
    assert [(view.name, view.query) for view in saved_views.saved(tmp_path)] == [("Aid", {}), ("Old", {"q": ["aid"]})]


def test_a_damaged_file_of_views_is_said_so(tmp_path: Path) -> None:
    (tmp_path / saved_views.FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(OutputError, match="saved views"):
        saved_views.saved(tmp_path)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "nothing to read"),
        ({"a.txt": b"  \n"}, "nothing to read"),
        ({"a.exe": b"x"}, "may end in"),
        ({"a.txt": b"x" * (own_documents.MOST_BYTES + 1)}, "too many"),
    ],
)
def test_what_a_job_refuses(files: dict[str, bytes], words: str) -> None:
    with pytest.raises(InputError, match=words):
        own_documents.start(files)


def test_files_of_one_name_are_told_apart() -> None:
    names = own_documents.told_apart(["a.txt", "a.txt", "b.csv", "a (2).txt", "a.txt"])
    assert names == ["a.txt", "a (3).txt", "b.csv", "a (2).txt", "a (4).txt"]


@pytest.mark.parametrize("token", ["../../etc", "0" * 24, "Z" * 24, "0" * 23])
def test_a_token_nobody_gave_leads_nowhere(token: str) -> None:
    assert jobs.folder(token) is None and jobs.look(token) is None
    with pytest.raises(OwnTableError, match="no longer here"):
        own_documents.table_of(token)


def test_a_table_that_is_not_built_yet_is_not_the_shared_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    assert own_documents.table_of("") is None
    token = own_documents.start({"a.txt": b"x"})
    with pytest.raises(OwnTableError, match="still being built"):
        own_documents.table_of(token)
    jobs.cancel(token)
    with pytest.raises(OwnTableError, match="cancelled"):
        own_documents.table_of(token)
    jobs._running[token].wait(timeout=60)


def test_nobody_else_on_the_machine_reads_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path / "home")
    monkeypatch.setenv("PODIUM_OWN", str(tmp_path / "own"))
    monkeypatch.setattr(jobs.sys, "executable", _failing(tmp_path))
    (tmp_path / "home").mkdir(mode=0o755)
    token = own_documents.start({"a.txt": b"x"})
    jobs._running[token].wait(timeout=60)
    mine = own_documents.keep(token)
    jobs._running[mine].wait(timeout=60)
    for place in (tmp_path / "home" / token, tmp_path / "own" / mine):
        assert [p.stat().st_mode & 0o777 for p in (place.parent, place)] == [0o700, 0o700]


def test_a_job_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    token = own_documents.start({"../../evil name.txt": b"A title\nSome words."})
    assert [p.name for p in (tmp_path / token / "input").iterdir()] == ["000-evil-name.txt"]
    running = jobs.look(token)
    assert running is not None and running.state == "running"
    jobs.cancel(token)
    ended = jobs.look(token)
    assert ended is not None and ended.state == "cancelled"
    jobs._running[token].wait(timeout=60)


def test_a_job_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs, "MOST_SECONDS", 0)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    monkeypatch.setattr(jobs, "MOST_JOBS", 1)
    token = own_documents.start({"a.txt": b"x"})
    # Nobody looks at it, and it makes room for the next one all the same.
    assert jobs._running[token].wait(timeout=60) != 0
    jobs.refuse_too_many()
    ended = jobs.look(token)
    assert ended is not None and ended.state == "too long"


def test_a_dashboard_that_is_started_anew_knows_the_running_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    monkeypatch.setenv("PODIUM_OWN", str(tmp_path / "own"))
    tokens = [own_documents.start({"a.txt": b"x"}) for _ in range(2)]
    processes = [jobs._running.pop(token) for token in tokens]
    # While another dashboard has them, they are that one's.
    jobs.refuse_too_many()
    for token in tokens:
        noted = tmp_path / token / "job.json"
        noted.write_text(json.dumps(json.loads(noted.read_text()) | {"dashboard": 0}))
    assert [_state_of(token) for token in tokens] == ["running", "running"]
    with pytest.raises(InputError, match="running already"):
        jobs.refuse_too_many()
    jobs.cancel(tokens[0])
    assert _state_of(tokens[0]) == "cancelled" and processes[0].wait(timeout=60) != 0
    jobs.refuse_too_many()
    monkeypatch.setattr(jobs, "MOST_SECONDS", -1)
    assert _state_of(tokens[1]) == "too long" and processes[1].wait(timeout=60) != 0


def test_a_number_that_another_process_bears_by_now_is_not_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    token = own_documents.start({"a.txt": b"x"})
    process, noted = jobs._running.pop(token), tmp_path / token / "job.json"
    whole = json.loads(noted.read_text())
    noted.write_text(json.dumps(whole | {"born": "1"}))
    jobs.cancel(token)
    assert _state_of(token) == "failed" and process.poll() is None
    noted.write_text(json.dumps(whole))
    jobs.cancel(token)
    assert process.wait(timeout=60) != 0


def test_a_target_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    # As `score` does: it says how far it is, and its answers appear at the end.
    program = tmp_path / "scoring"
    program.write_text(
        '#!/bin/sh\necho "stage: 1 lines" >&2\nuntil [ -e "$5.whole" ]; do sleep 0.05; done\nmv "$5.whole" "$5"\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(jobs.sys, "executable", str(program))
    asked = [
        {"id": "1", "text": "One.", "holder": "A", "speakers": ["A", "B"], "speaker_ids": ["a", "b"], "voice": "mixed"},
        {"id": "2", "text": "Two.", "holder": None, "speakers": [], "speaker_ids": [], "voice": "outlet"},
        {"id": "3", "text": "Three.", "holder": None, "speakers": [], "speaker_ids": [], "voice": "mixed"},
    ]
    token = questions.start_scoring(asked, target="An immediate ceasefire")
    assert questions.scores(token) == []
    shares = {"against": 0.1, "neither": 0.2, "favor": 0.7}
    lines = [
        {"id": "1", "label": "favor", "probabilities": shares, "abstained": False},
        {"id": "2", "label": "favor", "probabilities": shares, "abstained": True},
        {"id": "3", "error": "no text"},
    ]
    _wait_until(lambda: "stage" in (tmp_path / token / "log.txt").read_text())
    halfway = jobs.look(token)
    assert halfway is not None and (halfway.state, round(halfway.share, 2)) == ("running", 0.33)
    assert halfway.stage == "1 of 3 sentences asked" and not halfway.said
    written = tmp_path / token / "written"
    written.write_text("\n".join(map(json.dumps, lines)) + "\n")
    written.rename(tmp_path / token / "scores.jsonl.whole")
    assert jobs._running[token].wait(timeout=60) == 0
    ended = jobs.look(token)
    assert ended is not None and (ended.state, ended.share) == ("done", 1.0)
    answers = questions.scores(token)
    assert [a["id"] for a in answers] == ["1", "2"] and answers[0]["target"] == "An immediate ceasefire"
    frame = own_target.by_speaker(answers).set_index("id")
    assert frame.loc["a", "favor"] == frame.loc["b", "favor"] == 1
    assert frame.loc["(outlet)", "abstained"] == 1 and frame.loc["(outlet)", "favor"] == 0
    assert own_target.flat(answers)["p_favor"].tolist() == [0.7, 0.7]


def test_what_was_scored_is_read_line_by_line_as_json_ends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / jobs.ASKED).write_text('{"id": "a", "text": "We stay."}\n', encoding="utf-8")
    (tmp_path / jobs.SCORES).write_text('{"id": "a\u2028b", "label": "favor"}\n', encoding="utf-8")
    monkeypatch.setattr(jobs, "folder", lambda token: tmp_path)
    assert questions.scores("any") == [{"id": "a\u2028b", "text": "We stay.", "label": "favor"}]


def test_which_words_moved_a_score_is_asked_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    program = tmp_path / "echo"
    program.write_text("#!/bin/sh\nexec cat\n")
    program.chmod(0o755)
    monkeypatch.setattr(jobs.sys, "executable", str(program))
    token = questions.start_explaining({"text": "Fine.", "task": "sentiment", "sentence": "x-1"})
    assert jobs._running[token].wait(timeout=60) == 0
    found = questions.explained(token)
    assert found is not None and found[0]["sentence"] == "x-1"
    # What the program was asked is exactly a question; what else was noted stays here.
    assert found[1] == {"text": "Fine.", "task": "sentiment", "target": None, "mention": None, "holder": None}
    ended = jobs.look(token)
    assert ended is not None and ended.state == "done"
    assert questions.explained("0" * 24) is None


@pytest.mark.parametrize(
    ("told", "share", "stage"),
    [
        ([], 0.0, "loading the models"),
        (["2 documents"], 0.0, "loading the models"),
        (["2 documents", jobs.STAGES[0]], 0.1, f"document 1 of 2: {jobs.STAGES[0]}"),
        (["2 documents", *jobs.STAGES, *jobs.STAGES[:2]], 0.633, f"document 2 of 2: {jobs.STAGES[1]}"),
        (["1 documents", *jobs.STAGES, "writing the table"], 0.9, "writing the table"),
        # A long log: its first line and every document count.
        (["9000 documents", *jobs.STAGES * 4500, jobs.STAGES[0]], 0.5, f"document 4,501 of 9,000: {jobs.STAGES[0]}"),
    ],
)
def test_how_far_a_reading_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], share: float, stage: str
) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    token = own_documents.start({"a.txt": b"x"})
    lines = [f"{STAGE}{name}" for name in told]
    (tmp_path / token / "log.txt").write_text("\n".join(["left out: b.txt", *lines]) + "\n")
    job = jobs.look(token)
    jobs.cancel(token)
    assert job is not None and (round(job.share, 3), job.stage, job.said) == (share, stage, "left out: b.txt")


def test_the_job_tells_the_stages_the_dashboard_knows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from data import pipeline

    monkeypatch.setenv("PODIUM_STAGES", "1")
    pipeline.read_document(Document(id="x", text="Arlo Tesk said that talks would go on.", path="x.txt"))
    told = [line.removeprefix(STAGE) for line in capsys.readouterr().err.splitlines() if line.startswith(STAGE)]
    assert tuple(told) == jobs.STAGES[:2]


@pytest.mark.parametrize(("every", "wanted"), [(0.0, ["1 lines", "2 lines"]), (3600.0, ["1 lines"])])
def test_scoring_tells_how_many_lines_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], every: float, wanted: list[str]
) -> None:
    monkeypatch.setenv("PODIUM_STAGES", "1")
    monkeypatch.setattr(annotate, "TOLD_EVERY", every)
    (tmp_path / "in.jsonl").write_text('{"id": 1}\n{"id": 2}\n')
    annotate.each_line(tmp_path / "in.jsonl", out=tmp_path / "out.jsonl", answer=dict)
    assert [line.removeprefix(STAGE) for line in capsys.readouterr().err.splitlines()] == wanted


def _telling(batch: chunks.Batch) -> list[bytes | chunks.Lost]:
    for one in batch or (None,):
        say_stage(one.document.id if one else "only to load the models")
    return [b"" for _ in batch]


def test_what_is_read_to_load_the_models_is_no_stage_of_the_build(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PODIUM_STAGES", "1")
    monkeypatch.setenv("PODIUM_DEVICE", "cpu")
    monkeypatch.setattr(chunks, "_forks", lambda: True)
    parts = tuple(Part(Document(id=name, text="We stay.", path="x.txt")) for name in "ab")
    assert list(chunks.processes(_telling, [parts], workers=2)) == [[b"", b""]]
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith(STAGE)]
    assert sorted(told) == [f"{STAGE}a", f"{STAGE}b"]


def test_a_file_is_called_what_its_reader_called_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setenv("PODIUM_OWN", str(tmp_path / "own"))
    monkeypatch.setattr(jobs.sys, "executable", _failing(tmp_path))
    token = own_documents.start({"My speech (draft).txt": b"\xff", "b.txt": b"Two."})
    assert jobs._running[token].wait(timeout=60) == 1
    job = jobs.look(token)
    assert job is not None and job.said == "left out: My speech (draft).txt: no text\nleft out: b.txt: no text"
    mine = own_documents.keep(token)
    assert jobs._running[mine].wait(timeout=60) == 1
    kept = jobs.look(mine)
    assert kept is not None and kept.said == job.said


def test_a_table_of_ones_own_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "home", lambda: tmp_path)
    monkeypatch.setenv("PODIUM_OWN", str(tmp_path / "own"))
    monkeypatch.setattr(jobs.sys, "executable", _sleeper(tmp_path))
    tokens = [own_documents.start({name: content}) for name, content in (("a.txt", b"One."), ("b.txt", b"Two."))]
    for token in tokens:
        jobs.cancel(token)
        jobs._running[token].wait(timeout=60)
    mine = own_documents.keep(tokens[0])
    assert own_documents.is_kept(mine) and not own_documents.is_kept(tokens[0])
    with pytest.raises(InputError, match="being added"):
        own_documents.keep(tokens[1], into=mine)
    jobs.cancel(mine)
    jobs._running[mine].wait(timeout=60)
    assert own_documents.keep(tokens[1], into=mine) == mine
    jobs.cancel(mine)
    texts = sorted(p.read_bytes() for p in (tmp_path / "own" / mine / "input").iterdir())
    assert texts == [b"One.", b"Two."]
    with pytest.raises(InputError, match="nothing to add"):
        own_documents.keep("0" * 24)


@pytest.mark.parametrize(("n", "target"), [(0, "x"), (questions.MOST_SENTENCES + 1, "x"), (1, "  "), (1, "x" * 201)])
def test_what_cannot_be_asked(n: int, target: str) -> None:
    with pytest.raises(InputError):
        questions.start_scoring([{"id": "1", "text": "One."}] * n, target=target)


def _state_of(token: str) -> str:
    job = jobs.look(token)
    assert job is not None
    return job.state


def _wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def _failing(folder: Path) -> str:
    """Return the path of a program that takes the job's arguments and says of every input that it holds no text."""
    program = folder / "failing"
    program.write_text('#!/bin/sh\nfor f in "$4"/*; do echo "left out: $f: no text"; done\nexit 1\n')
    program.chmod(0o755)
    return str(program)


def _sleeper(folder: Path) -> str:
    """Return the path of a program that takes the job's arguments and does nothing for a long time."""
    program = folder / "sleeper"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    return str(program)
