"""Reading a built site once: every page's links, ids and head, and the names of all files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from mip.checks.registry import Problem, Rulebook
from mip.model.corpus import Corpus

_LOADING_RELS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload", "manifest", "dns-prefetch"}
_PARSER = etree.HTMLParser(encoding="utf-8")
_ID, _HREF, _TITLE, _H1, _LINK = (etree.XPath(path) for path in ("//@id", "//a/@href", "string(//head/title)", "count(//h1)", "//link"))
_LOADS = etree.XPath("//script/@src|//img/@src|//iframe/@src|//source/@src|//video/@src|//audio/@src|//embed/@src|//object/@data")


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What matters of one built page; `path` is relative to the site."""

    path: str
    lang: str
    title: str
    canonical: str
    ids: Counter[str]
    links: list[str]
    loads: list[str]
    alternates: dict[str, str]
    h1: int

    @property
    def short(self) -> bool:
        """A permanent address or the 404 page: small, in both languages at once."""
        return self.path.startswith("r/") or self.path == "404.html"

    def problem(self, zh: str, en: str) -> Problem:
        """A problem of this page."""
        return Problem(f"site/{self.path}", 0, zh, en)


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site and the corpus it was built from."""

    corpus: Corpus
    root: Path
    pages: dict[str, BuiltPage]
    files: frozenset[str]


BUILT: Rulebook[BuiltSite] = Rulebook()


def read_site(corpus: Corpus, site: Path) -> BuiltSite:
    """Parse every page of `site`."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    pages = {name: read_page(site, site / name) for name in files if name.endswith(".html")}
    return BuiltSite(corpus, site, pages, frozenset(files))


def read_page(site: Path, path: Path) -> BuiltPage:
    """Parse one built page."""
    tree: Any = etree.fromstring(path.read_bytes(), _PARSER)
    canonical, alternates, loads = "", {}, [str(address) for address in _LOADS(tree)]
    for link in _LINK(tree):
        rels = set(link.get("rel", "").split())
        address = link.get("href", "")
        if "canonical" in rels:
            canonical = address
        if "alternate" in rels and link.get("hreflang"):
            alternates[link.get("hreflang")] = address
        if rels & _LOADING_RELS:
            loads.append(address)
    return BuiltPage(
        path.relative_to(site).as_posix(), tree.get("lang", ""), str(_TITLE(tree)).strip(), canonical,
        Counter(map(str, _ID(tree))), list(map(str, _HREF(tree))), loads, alternates, int(_H1(tree)),
    )  # fmt: skip
