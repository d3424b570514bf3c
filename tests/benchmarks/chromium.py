"""How long a reader waits in Chromium: from a click on a filter until the new numbers stand, and until all is drawn.

Goes in: a table folder and names of pages. Comes out: milliseconds for each page. Starts a server of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import median
from typing import Any

from data import settings

#: Seconds to wait for the server, milliseconds for anything on a page.
START, PATIENCE = 300, 120_000
#: A filter that is set and taken out again, and how often one or the other.
VOICE, CLICKS = "direct speech", 4
RUNNING = "[data-test-script-state='running']"


def paint_times(folder: Path, *, pages: list[str]) -> dict[str, dict[str, float]]:
    """Return for each page the median of milliseconds until the line of numbers is new (first) and all stands (all)."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/serve.py", "--server.port", str(port)]
    environment = os.environ | {"PODIUM_TABLE": str(folder)}
    server = subprocess.Popen(
        command, cwd=settings.ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        found = next((p for n in names if (p := shutil.which(n))), None)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            times = {page: _page(browser, f"http://127.0.0.1:{port}/{_path(page)}") for page in pages}
            browser.close()
        return times
    finally:
        server.terminate()
        server.wait(timeout=60)


def _path(page: str) -> str:
    return "" if page == "Overview" else page


def _page(browser: Any, address: str) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(".pd-line").first.wait_for()
    pill = page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile(f"^{VOICE}"))
    first, every = [], []
    for _ in range(CLICKS):
        _settle(page)
        if not pill.is_visible():
            page.get_by_role("button", name=re.compile("^Voice")).first.click()
            pill.wait_for()
        before = page.locator(".pd-line").first.inner_text()
        started = time.perf_counter()
        pill.click()
        page.wait_for_function("t => (document.querySelector('.pd-line')?.innerText ?? t) !== t", arg=before)
        first.append((time.perf_counter() - started) * 1000)
        _settle(page)
        every.append((time.perf_counter() - started) * 1000)
    page.close()
    return {"first": median(first), "all": median(every)}


def _settle(page: Any) -> None:
    """Wait until the script has run to its end and nothing on the page is of the run before."""
    page.wait_for_function(
        f"!document.querySelector(\"{RUNNING}\") && !document.querySelector('[data-stale=true]')"
    )


def _wait(url: str) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the dashboard did not start")
