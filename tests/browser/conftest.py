"""The real server over an invented build, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from data import settings
from tests.hostile import make_hostile
from tests.tables import make_build

#: Seconds to wait for the server, and milliseconds for the page, on a busy machine.
START, PATIENCE = 300, 300_000
# Containers run as root and have little shared memory; drawing through an emulated graphics card is slow.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-software-rasterizer"]
#: Runs Streamlit's command line in a process whose jobs are started with another program than Python's own.
SERVE = "import sys; sys.executable = sys.argv[1]; from streamlit.web.cli import main; main(sys.argv[2:])"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of 400 invented sentences by 20 speakers."""
    folder = tmp_path_factory.mktemp("invented")
    make_build(folder, sentences=400, speakers=20, seed=5)
    return folder


@pytest.fixture(scope="session")
def address(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard."""
    with _serving(invented, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over a build in which every name and text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(folder)
    with _serving(folder, tmp_path_factory.mktemp("server")) as running:
        yield running


@contextmanager
def _serving(table: Path, place: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = place / "log.txt"
    served = ["run", "dashboard/serve.py", "--server.port", str(port)]
    command = [sys.executable, "-c", SERVE, str(_light_job(place)), *served]
    environment = os.environ | {"PODIUM_TABLE": str(table), "PODIUM_OWN": str(place / "own")}
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=settings.ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _light_job(place: Path) -> Path:
    """Return a program that takes what Python would be given, `-m data ...`, and does the job without its models."""
    program = place / "job"
    program.write_text(f'#!/bin/sh\nshift 2\nexec "{sys.executable}" -m tests.browser.job_without_models "$@"\n')
    program.chmod(0o755)
    return program


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the dashboard did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine, else Playwright's own."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that reaches nothing but this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600}, accept_downloads=True)
    context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page
    context.close()
