"""Material's own search on the same pages, as a fair comparison: built with jieba, queried through its own worker.

It is given three advantages: results of the other language are dropped before ranking, a page with all
its sections counts as one result, and any section of a case, form or workshop counts for that item.
"""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mip.errors import CannotRun
from mip.project import Project

_ONE_ITEM = ("case", "form", "workshop")
_CONFIG = """site_name: stock
docs_dir: {docs}
site_dir: {site}
use_directory_urls: true
theme: {{name: material, language: zh, font: false}}
plugins:
  - search: {{lang: [en, zh]}}
  - i18n: {{docs_structure: folder, fallback_to_default: false, reconfigure_material: true, reconfigure_search: false, languages: [{{locale: zh, name: 中文, default: true, build: true}}, {{locale: en, name: English, build: true}}]}}
markdown_extensions: [abbr, admonition, attr_list, def_list, md_in_html, tables, toc, pymdownx.details, pymdownx.superfences]
"""
_SETUP = """async () => {
  const index = await (await fetch("search/search_index.json")).json();
  index.config.separator = "[\\\\s\\\\u200b\\\\u3000\\\\-、。，．？！；]+";
  const file = JSON.parse(document.getElementById("__config").textContent).search;
  window.stock = new Worker(new URL(file, location.href));
  window.ask = m => new Promise(done => { stock.onmessage = e => done(e.data); stock.postMessage(m); });
  await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: true}}});
  return index.docs.length; }"""
_QUERY = """async (texts) => { const out = []; for (const t of texts) { const r = await ask({type: 2, data: t});
  out.push(r.data.items.map(group => group.map(e => e.location))); } return out; }"""


def build_stock(project: Project, folder: Path) -> Path:
    """Build the staged pages with Material's search plugin into `folder`; return the site."""
    if not project.stage.is_dir():
        raise CannotRun("还没有build/docs，先运行mip build / there is no build/docs yet; run mip build first")
    site = folder / "site"
    config = folder / "mkdocs.yml"
    config.write_text(_CONFIG.format(docs=project.stage, site=site), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], capture_output=True, text=True)
    if done.returncode:
        raise CannotRun(f"MkDocs: {done.stderr[-500:]}")
    return site


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The site at an address of this machine: a worker does not start from file://."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class StockSearch:
    """Material's search worker with its index loaded."""

    def __init__(self, browser: Any, address: str) -> None:
        self.page = browser.new_page()
        self.page.goto(address)
        self.page.evaluate(_SETUP)

    def answers(self, texts: list[str], lang: str, documents: list[tuple[str, str, str, str]]) -> dict[str, list[list[str]]]:
        """The results of each question, translated to our keys; one page with its sections is one result."""
        keys = _Keys(documents)
        found = self.page.evaluate(_QUERY, texts)
        answers: dict[str, list[list[str]]] = {}
        for text, groups in zip(texts, found, strict=True):
            own = [[loc.removeprefix("en/") for loc in group if loc.startswith("en/") == (lang == "en")] for group in groups]
            answers[text] = [[key for loc in group for key in keys.of(loc)] for group in own if group]
        return answers


class _Keys:
    """From an address of the built site to the keys of what stands there."""

    def __init__(self, documents: list[tuple[str, str, str, str]]) -> None:
        self.places: dict[tuple[str, str], list[str]] = {}
        self.pages: dict[str, list[str]] = {}
        for key, kind, path, anchor in documents:
            page = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
            self.places.setdefault((page, anchor), []).append(key)
            if kind in _ONE_ITEM:
                self.pages.setdefault(page, []).append(key)

    def of(self, location: str) -> list[str]:
        """All keys of one location."""
        page, _, anchor = location.partition("#")
        return self.places.get((page, anchor), []) + self.pages.get(page, [])


