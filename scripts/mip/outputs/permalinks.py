"""Permanent short addresses: `/r/bio-07/`, one small page without dependence on scripts.

A printed QR code leads here. The page offers both languages, the code, the address and a
citation; a few lines of script take the reader on to the language used last, or the
browser's, unless the page was opened with `?stay`. Retired ids become tombstones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mip.model.corpus import Corpus, Retired
from mip.model.ids import SECTORS, LawRef, article_anchor, parse_item, permalink
from mip.outputs.address import absolute
from mip.outputs.citation import PLACE, both
from mip.outputs.labels import label
from mip.outputs.markup import article_name, escape, instrument_name, plain
from mip.outputs.shell import POLICY


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
            names = {
                lang: instrument_name(instrument, lang) + ("" if lang == "zh" else ", ") + article_name(article, lang)
                for lang in ("zh", "en")
            }
            pages = {lang: page_url(lang, path, article_anchor(article.name)) for lang in ("zh", "en")}
            yield Entry(permalink(LawRef(instrument.id, article.name)), f"{instrument.id}#{article.name}", names, pages)


_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · MIP</title>
<link rel="icon" href="{root}assets/images/favicon.svg">
<link rel="stylesheet" href="{root}assets/stylesheets/permalink.css">{script}
</head>
<body>
<main{kind}>
<p class="id">{shown}</p>
<h1>{zh}<span lang="en">{en}</span></h1>
{body}
</main>
</body>
</html>
"""
_SCRIPT = '\n<script src="{root}assets/javascripts/permalink.js" defer></script>'
_NOTE = '<p class="note">本页地址不随改版变化。<span lang="en">This address does not change with editions.</span></p>'


def _page(shown: str, titles: tuple[str, str], body: str, root: str = "../../", script: bool = False, kind: str = "") -> str:
    return _PAGE.format(
        policy=POLICY, title=escape(shown), shown=escape(shown), zh=escape(titles[0]), en=escape(titles[1]), body=body, root=root,
        script=_SCRIPT.format(root=root) if script else "", kind=f' class="{kind}"' if kind else "",
    )  # fmt: skip


def entry_page(entry: Entry, edition: str, as_of: str) -> str:
    """The page behind one permanent address."""
    links = "\n".join(
        f'<a href="../../{_file(entry.pages[lang])}" hreflang="{lang}" lang="{lang}" data-lang="{lang}">{name}</a>'
        for lang, name in (("zh", "中文"), ("en", "English"))
    )
    address = absolute(entry.path)
    cited = both(entry.shown, entry.titles, address, edition, as_of)
    body = (
        f'<p class="go">\n{links}\n</p>\n'
        f'<div class="code"><img src="qr.svg" width="148" height="148" alt="二维码，打开{escape(address)} / QR code for this address">'
        f"<p><code>{escape(address)}</code></p></div>\n"
        f"<h2>引用 <span lang=\"en\">Cite</span></h2>\n{_cite(cited['zh'], 'zh')}\n{_cite(cited['en'], 'en')}\n{_NOTE}"
    )
    return _page(entry.shown, (entry.titles["zh"], entry.titles["en"]), body, script=True)


def _cite(text: str, lang: str) -> str:
    before, _, after = text.partition(PLACE)
    return f'<p class="cite" lang="{lang}">{escape(before)}<span data-accessed></span>{escape(after)}</p>'


def _file(url: str) -> str:
    """Address with index.html spelled out, so that it opens from a USB stick as well."""
    path, _, anchor = url.partition("#")
    return f"{path}index.html" + (f"#{anchor}" if anchor else "")


def tombstone_page(corpus: Corpus, retired: Retired) -> str:
    """The page of a retired id: what replaced it, and why it went."""
    successor = corpus.items["zh"].get(retired.successor or "")
    other = corpus.items["en"].get(retired.successor or "")
    link = ""
    if successor and other:
        link = (
            f'<p class="go"><a href="../{successor.id.anchor}/index.html">{successor.id} {escape(plain(successor.title))}'
            f'<span lang="en">{escape(plain(other.title))}</span></a></p>\n'
        )
    reason = f'<p>{escape(retired.reason.get("zh", ""))}<span lang="en">{escape(retired.reason.get("en", ""))}</span></p>\n'
    date = f'<p class="note">停用日期 <span lang="en">Retired on</span> <time datetime="{retired.date}">{retired.date}</time></p>'
    return _page(retired.id, ("已停用", "Retired"), reason + link + date, kind="gone")


def tombstones(corpus: Corpus) -> Iterator[tuple[str, Retired]]:
    """Path and entry of every retired item."""
    for retired in corpus.retired.values():
        item_id = parse_item(retired.id)
        if item_id:
            yield permalink(item_id), retired


def index_html(corpus: Corpus, found: list[Entry]) -> str:
    """`/r/` lists every permanent address, grouped by kind, items in the order of their numbers."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=lambda e: parse_item(e.shown) or ()):
        groups.setdefault(_group(entry), []).append(entry)
    order = [*SECTORS, "case", "faq", "form", "workshop", "article"]
    names = [name for name in order if name in groups]
    jump = "\n".join(f'<a href="#{n}">{label("zh", n)} <span lang="en">{label("en", n)}</span></a>' for n in names)
    sections = "\n".join(_section(name, groups[name]) for name in names)
    gone = "".join(f'<li><a href="{r.id.lower()}/index.html">{escape(r.id)}</a></li>' for r in corpus.retired.values() if parse_item(r.id))
    if gone:
        sections += f'\n<h2 id="retired">已停用 <span lang="en">Retired</span></h2>\n<ul>{gone}</ul>'
    home = '<p class="note"><a href="../index.html">首页</a> · <a href="../en/index.html" lang="en">Home</a></p>'
    return _page("r/", ("固定地址一览", "All permanent addresses"), f'<p class="jump">{jump}</p>\n{sections}\n{home}', "../", kind="all")


def _group(entry: Entry) -> str:
    item = parse_item(entry.shown)
    return (item.sector or item.kind) if item else "article"


def _section(name: str, found: list[Entry]) -> str:
    rows = "\n".join(
        f'<li><a href="{e.path.removeprefix("r/")}index.html?stay">{escape(e.shown)}</a> {escape(e.titles["zh"])}'
        f'<span lang="en">{escape(e.titles["en"])}</span></li>'
        for e in found
    )
    return f'<h2 id="{name}">{label("zh", name)} <span lang="en">{label("en", name)}</span></h2>\n<ul>\n{rows}\n</ul>'


def permalink_files(corpus: Corpus) -> dict[str, str]:
    """Every file below `/r/`: path → HTML."""
    found = list(entries(corpus))
    files = {f"{entry.path}index.html": entry_page(entry, corpus.edition, corpus.as_of) for entry in found}
    files |= {f"{path}index.html": tombstone_page(corpus, retired) for path, retired in tombstones(corpus)}
    files["r/index.html"] = index_html(corpus, found)
    return files
