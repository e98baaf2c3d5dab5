"""The table of books and the offline zip on the downloads page.

Sizes and hashes are known only when the books exist, so the staged page carries a placeholder
element, and the built page gets the table:
`fill_downloads(site, infos, zips)` replaces it in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mip.errors import CannotRun
from mip.outputs.downloads_page import PLACEHOLDER
from mip.outputs.markup import escape
from mip.outputs.offline import ZipInfo
from mip.outputs.pdf.build import BookInfo
from mip.project import LANGUAGES

_WORDS = {
    "zh": {"file": "文件", "pages": "页数", "size": "大小", "date": "版次", "edition": "{edition}版，截至{as_of}", "caption": "可以下载的书", "unit": "{n}页",
           "zip": "整站压缩包", "zip_what": "中英文全站，解压后用浏览器打开index.html，不联网也能搜索和切换语言"},
    "en": {"file": "File", "pages": "Pages", "size": "Size", "date": "Edition", "edition": "{edition}, as of {as_of}", "caption": "Books to download", "unit": "{n} pages",
           "zip": "Zip of the whole site", "zip_what": "Both languages; unpack and open index.html in a browser. Search and language switch work without network"},
}  # fmt: skip


def megabytes(size: int) -> str:
    """`1.0 MB`, `412 kB`."""
    return f"{size / 1e6:.1f} MB" if size >= 10**6 else f"{size / 1e3:.0f} kB"


def downloads_table(infos: Iterable[BookInfo], lang: str, offline: ZipInfo | None = None) -> str:
    """The books of one language as an HTML table, the zip first. Addresses are relative to `downloads/`."""
    words = _WORDS[lang]
    up = "" if lang == "zh" else "../../downloads/"
    rows = []
    if offline:
        rows.append(_row(words, up + offline.file, words["zip"], words["zip_what"], "—", offline.bytes, offline.edition, offline.as_of, offline.sha256))
    for info in infos:
        if info.lang == lang:
            pages = words["unit"].format(n=info.pages)
            rows.append(_row(words, up + info.file, info.title, info.subtitle, pages, info.bytes, info.edition, info.as_of, info.sha256))
    head = "".join(f'<th scope="col">{words[key]}</th>' for key in ("file", "pages", "size", "date"))
    return f'<table class="mip-downloads"><caption>{words["caption"]}</caption><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(words: dict[str, str], href: str, title: str, what: str, pages: str, size: int, edition: str, as_of: str, digest: str) -> str:
    name = f'<a href="{escape(href)}" download>{escape(title)}</a><p>{escape(what)}</p><code>SHA-256 {digest}</code>'
    cells = (name, pages, megabytes(size), words["edition"].format(edition=escape(edition), as_of=escape(as_of)))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


_PLACE = re.compile(r'<div id="mip-downloads-table">.*?</div>', re.DOTALL)


def fill_downloads(site: Path, infos: Iterable[BookInfo], offline: ZipInfo | None = None) -> None:
    """Put the tables into the built pages of both languages; a second call, with the zip, replaces the first."""
    books = list(infos)
    for lang in LANGUAGES:
        page = site / ("" if lang == "zh" else "en") / "downloads" / "index.html"
        table = f'<div id="mip-downloads-table">{downloads_table(books, lang, offline)}</div>'
        text, count = _PLACE.subn(table.replace("\\", r"\\"), page.read_text(encoding="utf-8"))
        if count != 1:
            raise CannotRun(f"{page}：缺少{PLACEHOLDER} / {PLACEHOLDER} is missing")
        page.write_text(text, encoding="utf-8", newline="\n")
