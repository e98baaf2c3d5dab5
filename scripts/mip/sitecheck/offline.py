"""Rules on what goes along with the pages: the search index, the books, the offline zip."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mip.checks.registry import Problem
from mip.outputs.offline import FOLDER, packed_files
from mip.outputs.permalinks import entries
from mip.project import LANGUAGES
from mip.sitecheck.read import BUILT, BuiltSite

SAMPLES = 12  # pages of a book that are opened; the tests read every page
_WRONG = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\ufffd]")  # radicals, compatibility forms, private use, unknown


@BUILT.rule
def check_search_incomplete(site: BuiltSite) -> Iterator[Problem]:
    """The search index of each language, as built, knows every item and every article.

    中文：生成的搜索索引里，两种语言都有每个编号和每条条文。
    Bad: FAQ-12 is on its page, but index.en.js does not have it
    Good: it is in index.zh.js and index.en.js
    """
    for lang in LANGUAGES:
        name = f"assets/search/index.{lang}.js"
        try:
            text = (site.root / name).read_text(encoding="utf-8")
            keys = set(json.loads(text.split("=", 2)[2].rstrip().rstrip(";"))["docs"]["key"])
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            yield Problem(f"site/{name}", 0, f"不能读取：{error}", f"cannot be read: {error}")
            continue
        for entry in entries(site.corpus):
            if entry.shown not in keys:
                yield Problem(f"site/{name}", 0, f"搜不到{entry.shown}", f"{entry.shown} cannot be found")


@BUILT.rule
def check_book(site: BuiltSite) -> Iterator[Problem]:
    """Every PDF opens, has bookmarks, text that can be searched and copied, and links that lead to a page.

    中文：每本PDF都能打开，有书签，文字可以搜索和复制，书内链接有目标页。
    Bad: a book without bookmarks, or with characters that copy as boxes
    Good: a book as `mip build` makes it
    """
    for name in sorted(site.files):
        if name.endswith(".pdf"):
            for zh, en in _faults(site.root / name):
                yield Problem(f"site/{name}", 0, zh, en)


def _faults(path: Path) -> Iterator[tuple[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        yield f"打不开：{error}", f"does not open: {error}"
        return
    count = len(document)
    places = [mark.get_dest() for mark in document.get_toc()]
    if not places:
        yield "没有书签", "has no bookmarks"
    if any(place is None or place.get_index() is None for place in places):
        yield "有书签没有目标页", "a bookmark leads to no page"
    for number in range(0, count, max(count // SAMPLES, 1)):
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        if not text.strip():
            yield f"第{number + 1}页没有文字", f"page {number + 1} has no text"
        for character in sorted(set(_WRONG.findall(text))):
            yield f"第{number + 1}页有U+{ord(character):04X}", f"page {number + 1} has U+{ord(character):04X}"
        if any(target is not None and not 0 <= target < count for target in _inside(document, page)):
            yield f"第{number + 1}页有链接没有目标页", f"a link of page {number + 1} leads to no page"
    document.close()


def _inside(document: Any, page: Any) -> Iterator[int | None]:
    """Page index of every link inside the book on one page; None for a link to the web."""
    import ctypes

    import pypdfium2.raw as pdfium

    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        place = pdfium.FPDFLink_GetDest(document.raw, link)
        yield pdfium.FPDFDest_GetDestPageIndex(document.raw, place) if place else None


@BUILT.rule
def check_zip_incomplete(site: BuiltSite) -> Iterator[Problem]:
    """The offline zip can be read and holds every file of the site that an offline reader needs.

    中文：离线压缩包能打开，且有离线阅读需要的每个文件。
    Bad: a zip packed before the books were made
    Good: pages, search index, codes, forms and books are all inside
    """
    for name in sorted(site.files):
        if not name.endswith(".zip"):
            continue
        try:
            inside = set(zipfile.ZipFile(site.root / name).namelist())
        except (OSError, zipfile.BadZipFile) as error:
            yield Problem(f"site/{name}", 0, f"打不开：{error}", f"does not open: {error}")
            continue
        wanted = (path.relative_to(site.root).as_posix() for path in packed_files(site.root, site.root / name))
        for missing in (file for file in wanted if f"{FOLDER}/{file}" not in inside):
            yield Problem(f"site/{name}", 0, f"缺少{missing}", f"lacks {missing}")
