"""Rules on where built pages lead: links, fragments, permanent addresses, the sitemap, pages that must be there."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from mip.checks.registry import Problem
from mip.outputs.address import base_url
from mip.outputs.permalinks import entries, page_url, tombstones
from mip.sitecheck.read import BUILT, BuiltPage, BuiltSite

_MAP = "sitemap.xml"
_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@cache
def _parts(address: str) -> tuple[bool, str, str]:
    """Whether an address stays on the site, its path and its fragment."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc, unquote(parts.path), unquote(parts.fragment)


def target_of(page: BuiltPage, path: str, files: frozenset[str]) -> str:
    """The file a relative path leads to from `page`; a folder means its index.html."""
    if not path:
        return page.path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)).lstrip("/")
    if target in (".", ""):
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") or f"{target}/index.html" in files else target


@BUILT.rule
def check_built_link(site: BuiltSite) -> Iterator[Problem]:
    """Every link and picture inside the site leads to a file of the site, on every built page.

    中文：站内的每个链接和图片都有目标。
    Bad: a link to faq/basic/, which was not built
    Good: a link to faq/basics/
    """
    for page in site.pages.values():
        if page.path == "404.html":  # shown at any address, so its links start from the root
            continue
        for address in dict.fromkeys([*page.links, *page.loads]):
            inside, path, _ = _parts(address)
            if inside and target_of(page, path, site.files) not in site.files:
                yield page.problem(f"链接“{address}”没有目标", f"link “{address}” leads nowhere")


@BUILT.rule
def check_built_anchor(site: BuiltSite) -> Iterator[Problem]:
    """Every fragment of a link inside the site is an id on the page it leads to, as built, not as guessed.

    中文：站内链接的锚点，在生成后的目标页上真的存在。
    Bad: faq/basics/#faq-99
    Good: faq/basics/#faq-01
    """
    for page in site.pages.values():
        for address in dict.fromkeys(page.links):
            inside, path, fragment = _parts(address)
            if not inside or not fragment or page.path == "404.html":
                continue
            target = site.pages.get(target_of(page, path, site.files))
            if target and fragment not in target.ids:
                yield page.problem(f"链接“{address}”的锚点不存在", f"link “{address}”: no such anchor")


@BUILT.rule
def check_permalink(site: BuiltSite) -> Iterator[Problem]:
    """Every item and article, also a retired one, has its short address, and it leads to both languages.

    中文：每个编号和条文（停用的也算）都有固定地址，且能到达两种语言的页面。
    Bad: no page r/bio-07/
    Good: r/bio-07/ with links to the clause in Chinese and English
    """
    for entry in entries(site.corpus):
        page = site.pages.get(f"{entry.path}index.html")
        if page is None:
            yield Problem(f"site/{entry.path}", 0, f"{entry.shown}没有固定地址页", f"{entry.shown} has no permanent address")
            continue
        reached = {(target_of(page, path, site.files), fragment) for _, path, fragment in map(_parts, page.links)}
        for lang, url in entry.pages.items():
            path, _, anchor = url.partition("#")
            if (f"{path}index.html", anchor) not in reached:
                yield page.problem(f"没有到{url}的链接（{lang}）", f"has no link to {url} ({lang})")
    for path, retired in tombstones(site.corpus):
        if f"{path}index.html" not in site.files:
            yield Problem(f"site/{path}", 0, f"停用的{retired.id}没有说明页", f"retired {retired.id} has no tombstone")


@BUILT.rule
def check_page_missing(site: BuiltSite) -> Iterator[Problem]:
    """Every page of the sources was built, in its language.

    中文：docs/里的每一页都生成了网页。
    Bad: docs/en/faq/basics.md without en/faq/basics/index.html
    Good: both are there
    """
    for lang, path in site.corpus.pages:
        built = f"{page_url(lang, path)}index.html"
        if built not in site.files:
            yield Problem(f"site/{built}", 0, f"{lang}/{path}没有生成", f"{lang}/{path} was not built")


@BUILT.rule
def check_sitemap(site: BuiltSite) -> Iterator[Problem]:
    """The sitemap lists every page of the sources, in both languages, once, and nothing that is not there.

    中文：站点地图列出docs/每一页的两种语言，各一次；不列不存在的网页。
    Bad: a page whose English half the sitemap lacks
    Good: both halves, each once
    """
    base = base_url()
    try:
        listed = [element.text or "" for element in ET.parse(site.root / _MAP).findall("s:url/s:loc", _SPACE)]
    except (OSError, ET.ParseError) as error:
        yield Problem(f"site/{_MAP}", 0, f"不能读取：{error}", f"cannot be read: {error}")
        return
    there = {base + name.removesuffix("index.html") for name in site.pages}
    for address, count in Counter(listed).items():
        if count > 1:
            yield Problem(f"site/{_MAP}", 0, f"{address}列了{count}次", f"lists {address} {count} times")
        if address not in there:
            yield Problem(f"site/{_MAP}", 0, f"{address}没有对应的网页", f"{address} is no page of the site")
    for lang, path in site.corpus.pages:
        address = base + page_url(lang, path)
        if address not in listed:
            yield Problem(f"site/{_MAP}", 0, f"漏了{address}", f"lacks {address}")
