"""Our own search, run as readers run it: the shipped engine and index in headless Chromium."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mip.errors import CannotRun

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TIMES = 10  # how much more content the speed is measured with

_LOAD = """(lang) => { const start = performance.now(); window.index = mipSearchEngine.create(mipSearchData[lang]);
  return performance.now() - start; }"""
_ASK = "(texts) => texts.map(t => mipSearchEngine.search(index, t).hits.slice(0, 10).map(h => h.doc.key))"
_GROW = """([lang, times]) => { const data = mipSearchData[lang], docs = {...data.docs};
  for (const name of Object.keys(docs)) if (name !== "path") { const once = docs[name];
    docs[name] = [].concat(...Array.from({length: times}, () => once)); }
  const start = performance.now(); window.index = mipSearchEngine.create({...data, docs}); return performance.now() - start; }"""
_TIME = """(texts) => texts.map(t => { const start = performance.now(); const result = mipSearchEngine.search(index, t);
  result.hits.slice(0, 20).forEach(h => mipSearchEngine.show(index, result, h)); return performance.now() - start; })"""


class Speed(NamedTuple):
    """Milliseconds in Chromium on this machine, a query including the passages of twenty results."""

    load: float
    load_grown: float
    median: float
    p95: float
    worst: float


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless browser; a sentence if playwright or Chromium is missing."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise CannotRun("需要测试依赖playwright / needs the test extra (playwright)") from error
    with sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=CHROMIUM if Path(CHROMIUM).is_file() else None, args=ARGUMENTS)
        except Error as error:
            raise CannotRun(f"Chromium没有启动 / Chromium did not start: {error}") from error
        yield browser
        browser.close()


class OurSearch:
    """The engine with one language's index loaded in a blank page."""

    def __init__(self, browser: Any, site: Path, lang: str) -> None:
        self.lang = lang
        self.file = site / "assets" / "search" / f"index.{lang}.js"
        self.page = browser.new_page()
        code = site / "assets" / "javascripts"
        for script in (code / "search-text.js", code / "search-engine.js", self.file):
            if not script.is_file():
                raise CannotRun(f"缺少{script}，先运行mip build / {script} is missing; run mip build first")
            self.page.add_script_tag(path=str(script))
        self.load = float(self.page.evaluate(_LOAD, lang))

    def answers(self, texts: list[str]) -> dict[str, list[list[str]]]:
        """The first ten results of each question, each as a list of its one key."""
        found = self.page.evaluate(_ASK, texts)
        return {text: [[key] for key in keys] for text, keys in zip(texts, found, strict=True)}

    def documents(self) -> list[tuple[str, str, str, str]]:
        """Key, kind, page and anchor of everything in the index."""
        return [tuple(d) for d in self.page.evaluate("() => index.docs.map(d => [d.key, d.kind, d.path, d.anchor])")]

    def compressed(self) -> int:
        """Bytes of the index as a server sends it."""
        return len(gzip.compress(self.file.read_bytes(), 9, mtime=0))

    def speed(self, texts: list[str]) -> Speed:
        """How quick it is with ten times the content. The index stays grown afterwards."""
        grown = float(self.page.evaluate(_GROW, [self.lang, TIMES]))
        self.page.evaluate(_TIME, texts[:20])  # warm up
        times = sorted(self.page.evaluate(_TIME, texts))
        return Speed(self.load, grown, times[len(times) // 2], times[int(len(times) * 0.95)], times[-1])
