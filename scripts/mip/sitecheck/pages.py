"""Rules on each built page by itself: ids, language, headings, titles, addresses in its head, other hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mip.checks.registry import Problem
from mip.outputs.address import base_url
from mip.project import LANGUAGES
from mip.sitecheck.read import BUILT, BuiltPage, BuiltSite


@BUILT.rule
def check_built_id(site: BuiltSite) -> Iterator[Problem]:
    """An id occurs once on a built page; a fragment would otherwise lead to the first of two places.

    中文：生成的网页里同一个id只出现一次，否则链接只会到第一处。
    Bad: two elements with id="bio-07"
    Good: one element with id="bio-07"
    """
    for page in site.pages.values():
        for name, count in page.ids.items():
            if count > 1:
                yield page.problem(f"id“{name}”出现{count}次", f"id “{name}” occurs {count} times")


@BUILT.rule
def check_built_lang(site: BuiltSite) -> Iterator[Problem]:
    """A built page declares the language of the tree it is in, so that browsers and screen readers speak it.

    中文：网页声明的语言与所在目录一致，浏览器和读屏软件才会读对。
    Bad: en/index.html with lang="zh"
    Good: en/index.html with lang="en"
    """
    for page in site.pages.values():
        if not page.short and not page.lang.startswith(_lang(page)):
            yield page.problem(f"lang应为{_lang(page)}，现为“{page.lang}”", f"lang must be {_lang(page)}, not “{page.lang}”")


@BUILT.rule
def check_built_h1(site: BuiltSite) -> Iterator[Problem]:
    """A built page has one heading of the first level.

    中文：每个网页只有一个一级标题。
    Bad: a page that starts with a second-level heading
    Good: one first-level heading, the page's title
    """
    for page in site.pages.values():
        if not page.short and page.h1 != 1:
            yield page.problem(f"有{page.h1}个一级标题", f"has {page.h1} first-level headings")


@BUILT.rule
def check_title_duplicate(site: BuiltSite) -> Iterator[Problem]:
    """A built page has a title of its own; search results and bookmarks show nothing else.

    中文：每个网页有自己的标题，搜索结果和收藏夹只显示标题。
    Bad: two pages titled “Clauses”
    Good: “Clauses: research” and “Clauses: production”
    """
    first: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        if page.path.startswith("r/"):
            continue
        if not page.title:
            yield page.problem("没有标题", "has no title")
        other = first.setdefault((page.lang, page.title), page.path)
        if other != page.path:
            yield page.problem(f"标题“{page.title}”与{other}相同", f"title “{page.title}” is that of {other} too")


@BUILT.rule
def check_foreign_host(site: BuiltSite) -> Iterator[Problem]:
    """No built page requests anything from another host: readers are not watched, and the offline copy works.

    中文：网页不向其他主机请求任何东西：不泄露读者去向，离线也能用。
    Bad: a font loaded from another host
    Good: the same file below assets/
    """
    for page in site.pages.values():
        for address in page.loads:
            if urlsplit(address).netloc:
                yield page.problem(f"向其他主机请求“{address}”", f"requests another host: “{address}”")


@BUILT.rule
def check_insecure_address(site: BuiltSite) -> Iterator[Problem]:
    """Links use https, except where a source exists under http only; and none leads to this very machine.

    中文：链接用https（来源只有http的除外，须登记在案）；不得指向本机。
    Bad: a link to http://127.0.0.1:8000/
    Good: a link to the published address
    """
    sources = _registered(site)
    for page in site.pages.values():
        for address in dict.fromkeys([*page.links, *page.loads]):
            parts = urlsplit(address)
            local = parts.hostname in ("localhost", "127.0.0.1", "::1") or parts.scheme == "file"
            if local or (parts.scheme == "http" and address not in sources):
                yield page.problem(f"不安全的链接“{address}”", f"insecure link “{address}”")


def _registered(site: BuiltSite) -> set[str]:
    """Addresses that a register gives: a source that exists without https is still the source."""
    corpus = site.corpus
    entries = [case.data for case in corpus.cases.values()] + [fact.data for fact in corpus.facts.values()]
    return set(_addresses(entries)) | {i.official_url for i in corpus.instruments.values() if i.official_url}


def _addresses(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield from re.findall(r"http://[^\s）)>]+", data)
    elif isinstance(data, dict):
        yield from _addresses(list(data.values()))
    elif isinstance(data, list):
        for entry in data:
            yield from _addresses(entry)


@BUILT.rule
def check_hreflang(site: BuiltSite) -> Iterator[Problem]:
    """A built page names both languages in its head, one of them itself, and its counterpart names it in return.

    中文：网页头部写明两种语言的地址，其中之一是自己，对应页也要指回来。
    Bad: an English page whose alternate is the Chinese home page
    Good: en/faq/ and faq/ name each other
    """
    base = base_url()
    by_address = {base + page.path.removesuffix("index.html"): page for page in site.pages.values()}
    for page in site.pages.values():
        if page.short:
            continue
        for lang in LANGUAGES:
            address = page.alternates.get(lang, "")
            other = by_address.get(address)
            if other is None:
                yield page.problem(f"hreflang {lang}没有或没有目标：“{address}”", f"hreflang {lang} is missing or leads nowhere: “{address}”")
            elif other.alternates != page.alternates:
                yield page.problem(f"hreflang与{other.path}不成对", f"hreflang does not pair with {other.path}")
        own = page.alternates.get(_lang(page), "")
        if own and by_address.get(own) is not page:
            yield page.problem(f"hreflang {_lang(page)}不是本页：“{own}”", f"hreflang {_lang(page)} is not this page: “{own}”")


@BUILT.rule
def check_canonical(site: BuiltSite) -> Iterator[Problem]:
    """A built page that names a canonical address names its own.

    中文：网页写明的规范地址就是自己的地址。
    Bad: an English page whose canonical address is the Chinese page
    Good: en/faq/ with …/en/faq/
    """
    base = base_url()
    for page in site.pages.values():
        if page.canonical and page.canonical != base + page.path.removesuffix("index.html"):
            yield page.problem(f"规范地址不是本页：“{page.canonical}”", f"the canonical address is not this page's: “{page.canonical}”")


def _lang(page: BuiltPage) -> str:
    return "en" if page.path.startswith("en/") else "zh"
