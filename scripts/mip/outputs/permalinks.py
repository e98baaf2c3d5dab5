"""Permanent short addresses: `/r/bio-07/`, one small page without dependence on scripts.

A printed QR code leads here. The page offers both languages; a few lines of script take
the reader on to the language used last, or the browser's. Retired ids become tombstones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mip.model.corpus import Corpus, Retired
from mip.model.ids import LawRef, article_anchor, parse_item, permalink
from mip.outputs.markup import article_name, escape, instrument_name, plain


class Entry(NamedTuple):
    """One permanent address: path below the site, id as shown, titles, and where each language is."""

    path: str
    shown: str
    titles: dict[str, str]
    pages: dict[str, str]


def page_url(lang: str, path: str, anchor: str = "") -> str:
    """The site-relative address of a page: `en/sectors/ai/#ai-01`."""
    base = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    return ("" if lang == "zh" else "en/") + base + (f"#{anchor}" if anchor else "")


def entries(corpus: Corpus) -> Iterator[Entry]:
    """Every item and every article that has a page."""
    for name, item in corpus.items["zh"].items():
        other = corpus.items["en"].get(name)
        if other:
            titles = {"zh": plain(item.title), "en": plain(other.title)}
            pages = {"zh": page_url("zh", item.page, item.id.anchor), "en": page_url("en", other.page, item.id.anchor)}
            yield Entry(permalink(item.id), name, titles, pages)
    for instrument in corpus.instruments.values():
        path = f"law/{instrument.id}.md"
        yield Entry(
            permalink(LawRef(instrument.id, "")), instrument.id, dict(instrument.title),
            {lang: page_url(lang, path) for lang in ("zh", "en")},
        )  # fmt: skip
        for article in {a.name: a for a in reversed(instrument.articles)}.values():
            names = {lang: instrument_name(instrument, lang) + ("" if lang == "zh" else ", ") + article_name(article, lang) for lang in ("zh", "en")}
            pages = {lang: page_url(lang, path, article_anchor(article.name)) for lang in ("zh", "en")}
            yield Entry(permalink(LawRef(instrument.id, article.name)), f"{instrument.id}#{article.name}", names, pages)


_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{shown} · MIP</title>
<link rel="icon" href="../../assets/images/favicon.svg">
<link rel="stylesheet" href="../../assets/stylesheets/permalink.css">
<script src="../../assets/javascripts/permalink.js" defer></script>
</head>
<body>
<main>
<p class="id">{shown}</p>
<h1>{zh}<span lang="en">{en}</span></h1>
<ul>
{links}
</ul>
<p class="note">{note}</p>
</main>
</body>
</html>
"""


def entry_page(entry: Entry) -> str:
    """The page behind one permanent address."""
    links = "\n".join(
        f'<li><a href="../../{_file(entry.pages[lang])}" hreflang="{lang}" lang="{lang}" data-lang="{lang}">{name}</a></li>'
        for lang, name in (("zh", "中文"), ("en", "English"))
    )
    note = '本页是固定地址，可用于引用和二维码。<span lang="en">This is the permanent address, for citing and QR codes.</span>'
    return _PAGE.format(shown=escape(entry.shown), zh=escape(entry.titles["zh"]), en=escape(entry.titles["en"]), links=links, note=note)


def _file(url: str) -> str:
    """Address with index.html spelled out, so that it opens from a USB stick as well."""
    path, _, anchor = url.partition("#")
    return f"{path}index.html" + (f"#{anchor}" if anchor else "")


def tombstone_page(corpus: Corpus, retired: Retired) -> str:
    """The page of a retired id: what replaced it, and why it went."""
    successor = corpus.items["zh"].get(retired.successor or "")
    link = ""
    if successor:
        link = f'<li><a href="../{successor.id.anchor}/index.html">{successor.id}</a></li>'
    note = f'{escape(retired.reason.get("zh", ""))} <span lang="en">{escape(retired.reason.get("en", ""))}</span>'
    return _PAGE.format(shown=retired.id, zh="已停用", en="Retired", links=link, note=note)


def index_html(found: list[Entry]) -> str:
    """`/r/` lists every permanent address."""
    items = "\n".join(
        f'<li><a href="{e.path.removeprefix("r/")}index.html">{escape(e.shown)}</a> {escape(e.titles["zh"])} <span lang="en">{escape(e.titles["en"])}</span></li>'
        for e in found
    )
    page = _PAGE.format(shown="r/", zh="固定地址一览", en="All permanent addresses", links=items, note="")
    return page.replace("../../", "../").replace('<script src="../assets/javascripts/permalink.js" defer></script>\n', "")


def permalink_files(corpus: Corpus) -> dict[str, str]:
    """Every file below `/r/`: path → HTML."""
    found = list(entries(corpus))
    files = {f"{entry.path}index.html": entry_page(entry) for entry in found}
    for retired in corpus.retired.values():
        item_id = parse_item(retired.id)
        if item_id:
            files[f"{permalink(item_id)}index.html"] = tombstone_page(corpus, retired)
    files["r/index.html"] = index_html(found)
    return files
