"""The built HTML: links and fragments, ids, language, alternates, foreign hosts, short addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mip.finding import Finding
from mip.model.corpus import Corpus
from mip.outputs.permalinks import entries

_LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("object", "data")}
_LOADING_RELS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload", "manifest", "dns-prefetch"}


@dataclass(slots=True)
class BuiltPage:
    """What matters of one built page."""

    path: str
    lang: str = ""
    title: str = ""
    canonical: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    duplicate_ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    h1: int = 0


class _Reader(HTMLParser):
    """One pass of the standard library's parser; quick enough for every page of every build."""

    def __init__(self, page: BuiltPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        page = self.page
        name = found.get("id")
        if name:
            if name in page.ids:
                page.duplicate_ids.append(name)
            page.ids[name] = 1
        if tag == "html":
            page.lang = found.get("lang", "")
        elif tag == "a" and "href" in found:
            page.links.append(found["href"])
        elif tag == "title":
            self.in_title = not page.title
        elif tag == "h1":
            page.h1 += 1
        elif tag == "link":
            self._link(found)
        for kind, attribute in _LOADING:
            if tag == kind and attribute in found and tag != "link":
                page.loads.append(found[attribute])

    def _link(self, found: dict[str, str]) -> None:
        rels = set(found.get("rel", "").split())
        if "canonical" in rels:
            self.page.canonical = found.get("href", "")
        if "alternate" in rels and found.get("hreflang"):
            self.page.alternates[found["hreflang"]] = found.get("href", "")
        if rels & _LOADING_RELS:
            self.page.loads.append(found.get("href", ""))

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.page.title += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False


def read_page(site: Path, path: Path) -> BuiltPage:
    """Parse one built page."""
    page = BuiltPage(path.relative_to(site).as_posix())
    _Reader(page).feed(path.read_text(encoding="utf-8"))
    return page


def check_html(corpus: Corpus, site: Path) -> Iterator[Finding]:
    """All findings on the HTML of a site."""
    pages = {page.path: page for path in sorted(site.rglob("*.html")) if (page := read_page(site, path))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    titles: dict[tuple[str, str], str] = {}
    for page in pages.values():
        yield from _page_findings(page)
        yield from _link_findings(page, pages, files)
        if not page.path.startswith("r/"):
            first = titles.setdefault((page.lang, page.title), page.path)
            if first != page.path:
                yield _finding(page, "title-duplicate", f"标题“{page.title}”与{first}相同", f"title “{page.title}” is that of {first} too")
    for entry in entries(corpus):
        if f"{entry.path}index.html" not in files:
            yield Finding(f"site/{entry.path}", 0, "permalink", f"{entry.shown}没有固定地址页", f"{entry.shown} has no permanent address")
    yield from _expected_pages(corpus, files)


def _expected_pages(corpus: Corpus, files: set[str]) -> Iterator[Finding]:
    for lang, path in corpus.pages:
        base = path.removesuffix(".md")
        base = base.removesuffix("index") if base.endswith("index") else base + "/"
        built = ("" if lang == "zh" else "en/") + base + "index.html"
        if built not in files:
            yield Finding(f"site/{built}", 0, "page-missing", f"{lang}/{path}没有生成", f"{lang}/{path} was not built")


def _finding(page: BuiltPage, rule: str, zh: str, en: str) -> Finding:
    return Finding(f"site/{page.path}", 0, rule, zh, en)


def _page_findings(page: BuiltPage) -> Iterator[Finding]:
    for name in page.duplicate_ids:
        yield _finding(page, "built-id", f"id“{name}”重复", f"id “{name}” occurs twice")
    for address in page.loads:
        if urlsplit(address).netloc:
            yield _finding(page, "foreign-host", f"向其他主机请求“{address}”", f"requests another host: “{address}”")
    if page.path.startswith("r/") or page.path == "404.html":
        return
    wanted = "en" if page.path.startswith("en/") else "zh"
    if not page.lang.startswith(wanted):
        yield _finding(page, "built-lang", f"lang应为{wanted}，现为“{page.lang}”", f"lang must be {wanted}, not “{page.lang}”")
    if not {"zh", "en"} <= set(page.alternates):
        yield _finding(page, "hreflang", "缺少两种语言的hreflang", "lacks hreflang for both languages")
    if page.h1 != 1:
        yield _finding(page, "built-h1", f"有{page.h1}个一级标题", f"has {page.h1} first-level headings")


def _link_findings(page: BuiltPage, pages: dict[str, BuiltPage], files: set[str]) -> Iterator[Finding]:
    folder = posixpath.dirname(page.path)
    for address in dict.fromkeys(page.links):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or (page.path == "404.html"):
            if parts.scheme == "http" and re.search(r"//(?:localhost|127\.)", address):
                yield _finding(page, "built-link", f"链接指向本机：{address}", f"link to this machine: {address}")
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else page.path
        if target in (".", "") or parts.path.endswith("/") or target + "/index.html" in files:
            target = posixpath.normpath(posixpath.join(target, "index.html")) if target not in (".", "") else "index.html"
        if target not in files:
            yield _finding(page, "built-link", f"链接“{address}”没有目标", f"link “{address}” leads nowhere")
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield _finding(page, "built-anchor", f"链接“{address}”的锚点不存在", f"link “{address}”: no such anchor")
