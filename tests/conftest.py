"""What the tests share: a small clean project to break, the built site, a server, a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mip.load import check_project
from mip.model.corpus import Corpus
from mip.project import Project

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ROOT / "tests" / "fixtures" / "clean"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small bilingual project with zero findings, free to be broken."""
    root = tmp_path / "project"
    shutil.copytree(CLEAN, root)
    shutil.copytree(ROOT / "docs" / "registers" / "schemas", root / "docs" / "registers" / "schemas")
    return Project(root)


@pytest.fixture(scope="session")
def real() -> Project:
    """This very repository."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def corpus(real: Project) -> Corpus:
    """The corpus of our own docs/."""
    return check_project(real)[0]


@pytest.fixture(scope="session")
def site(real: Project) -> Path:
    """The site as `mip build` makes it, built once per run. MIP_TEST_SITE points to one built already."""
    ready = os.environ.get("MIP_TEST_SITE")
    if ready:
        return Path(ready)
    result = subprocess.run([sys.executable, "-m", "mip", "build"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
    return real.site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Serve the site's own 404 page, as a real host does."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Base address of the served site, ending in a slash."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}/"
        httpd.shutdown()


def install_chromium() -> str:
    """The path of a Chromium; on Debian as root it is installed if missing, elsewhere a clear message says what to do."""
    found = CHROMIUM
    if found:
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run("apt-get update -q && apt-get install -y -q chromium fonts-noto-cjk", shell=True, check=True, stdout=subprocess.DEVNULL)
        found = shutil.which("chromium")
        if found:
            return found
    pytest.fail("浏览器测试需要Chromium：请安装后重试。 / The browser tests need Chromium: install it and run again.", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium, shared by all browser tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=install_chromium(), args=CHROMIUM_FLAGS)
        yield instance
        instance.close()
