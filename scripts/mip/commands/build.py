"""`mip build`: check, site, search, PDFs, offline zip, checks on the result; then the swap."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from mip.finding import errors
from mip.load import check_project
from mip.model.corpus import Corpus
from mip.outputs import site
from mip.outputs.address import base_url
from mip.outputs.downloads import fill_downloads
from mip.outputs.forms_docx import write_forms
from mip.outputs.offline import build_offline, zip_info
from mip.outputs.pdf.build import build_books
from mip.outputs.pdf.sheet_build import build_sheets
from mip.outputs.search import write_search
from mip.project import PLACEHOLDER_URL, Project, find_project
from mip.report import as_text
from mip.sitecheck import check_site


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to leave out for a quick look."""
    parser.add_argument("--no-pdf", action="store_true", help="不做PDF / without the books")


class _Progress:
    """One line per step with its time."""

    def __init__(self) -> None:
        self.started = self.step = time.perf_counter()

    def __call__(self, zh: str, en: str) -> None:
        now = time.perf_counter()
        print(f"[{now - self.started:5.1f}s] {zh} / {en}", flush=True)


def _offline(project: Project, corpus: Corpus, target: Path, say: _Progress) -> None:
    """The books, the zip, and the table that lists them. The zip holds the books and a table without itself."""
    say("排印PDF…", "printing the books …")
    folder = target / "downloads"
    infos = build_books(corpus, target, folder, say)
    fill_downloads(target, infos)
    say("排印讲义和海报…", "printing the workshop sheets and posters …")
    build_sheets(corpus, target)
    say("打包离线压缩包…", "packing the offline zip …")
    packed = build_offline(target, folder / f"mip-offline-{corpus.edition}.zip")
    fill_downloads(target, infos, zip_info(packed, corpus.edition, corpus.as_of))


def run(options: argparse.Namespace) -> int:
    """Build into a fresh folder; replace `site/` only if everything is clean."""
    project = find_project()
    say = _Progress()
    site.recover(project)
    say("检查来源…", "checking the sources …")
    corpus, findings = check_project(project)
    print(as_text(findings), end="")
    if errors(findings):
        print(f"{len(errors(findings))}个错误，site/未改动。 / {len(errors(findings))} errors; site/ is untouched.", file=sys.stderr)
        return 1
    target = site.fresh_folder(project)
    say("生成网页…", "building the pages …")
    site.render(project, corpus, target)
    site.complete(project, corpus, target)
    say("生成搜索…", "building the search …")
    write_search(corpus, target)
    say("生成表单的Word文件…", "making the Word forms …")
    write_forms(corpus, target)
    if not options.no_pdf:
        _offline(project, corpus, target, say)
    say("检查成品…", "checking what was built …")
    problems = check_site(corpus, target)
    print(as_text(problems), end="")
    if errors(problems):
        print(f"成品有{len(problems)}处错误，site/未改动。 / {len(problems)} errors in the result; site/ is untouched.", file=sys.stderr)
        return 1
    site.swap(project, target)
    say("完成：site/index.html", "done: site/index.html")
    if base_url() == PLACEHOLDER_URL:
        print(
            "提醒：网址还是占位的mip.example，印出的二维码不是最终地址；正式发布请设置MIP_SITE_URL。 / "
            "Note: the address is still the placeholder mip.example; printed codes are not final. Set MIP_SITE_URL to publish."
        )
    return 0
