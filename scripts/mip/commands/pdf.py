"""`mip pdf`: one sector's book, or a reader's own selection of items, from the built site."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from pathlib import Path

from mip.errors import CannotRun
from mip.load import load
from mip.model.ids import SECTORS
from mip.outputs.address import base_url
from mip.outputs.pdf.books import Shelf
from mip.outputs.pdf.build import build_books, print_book
from mip.project import LANGUAGES, Project, find_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to print, in which language, where to."""
    parser.add_argument("--sector", choices=SECTORS, help="只做这个行业的书 / only this sector's book")
    parser.add_argument("--lang", choices=LANGUAGES, help="只做一种语言；选编默认中文 / one language; a selection defaults to Chinese")
    parser.add_argument("--items", help="选编：编号，用逗号分开，如BIO-07,CASE-03 / a selection of ids, separated by commas")
    parser.add_argument("--out", type=Path, help="文件名（选编）或文件夹 / file (selection) or folder to write to")


def run(options: argparse.Namespace) -> int:
    """Make the books that were asked for. They show the site as it was built last."""
    project = find_project()
    if not (project.site / "index.html").is_file():
        raise CannotRun("还没有site/，先运行mip build --no-pdf / there is no site/ yet; run: mip build --no-pdf")
    if _stale(project):
        print("提醒：docs/在上次生成网站之后改过，PDF按上次的网站做。 / Note: docs/ changed after the site was built; the PDF shows the site.")
    return _selection(project, options) if options.items else _books(project, options)


def _stale(project: Project) -> bool:
    built = (project.site / "index.html").stat().st_mtime
    return any(path.stat().st_mtime > built for path in project.docs.rglob("*") if path.suffix in (".md", ".yml"))


def _selection(project: Project, options: argparse.Namespace) -> int:
    corpus, _ = load(project)
    names = [name for name in re.split(r"[,，、\s]+", options.items) if name]
    book = Shelf(corpus, base_url()).selection(options.lang or "zh", names)
    target = options.out or Path(book.file)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / "book.pdf"
        pages = print_book(book, project.site, Path(work), made)
        shutil.copyfile(made, target)
    print(f"{target}：{pages}页 / {pages} pages")
    return 0


def _books(project: Project, options: argparse.Namespace) -> int:
    started = time.perf_counter()
    corpus, _ = load(project)
    languages = [options.lang] if options.lang else list(LANGUAGES)
    shelf = Shelf(corpus, base_url())
    keys = [book.key for book in shelf.books() if book.lang in languages and (not options.sector or book.key == f"{options.sector}-{book.lang}")]
    if not keys:
        raise CannotRun("没有这样的书 / there is no such book")
    out = options.out or project.site / "downloads"
    infos = build_books(corpus, project.site, out, lambda zh, en: print(f"{zh} / {en}", flush=True), only=keys)
    size = sum(info.bytes for info in infos) / 1e6
    print(f"{len(infos)}本，共{size:.1f} MB，用时{time.perf_counter() - started:.1f}秒，在{out} / {len(infos)} books, {size:.1f} MB, in {out}")
    return 0
