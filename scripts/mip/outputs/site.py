"""Building the site: MkDocs over the stage into a fresh folder, then what MkDocs cannot make, then the swap.

`site/` is replaced only by a complete and clean result. A failed or killed build leaves the
last good one untouched: the new tree is made beside it and two renames put it in place.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from mip.errors import CannotRun
from mip.model.corpus import Corpus
from mip.outputs.address import base_url
from mip.outputs.permalinks import entries, permalink_files
from mip.outputs.qr import write_qr
from mip.outputs.sitemap import sitemap
from mip.outputs.stage import stage_pages, write_stage
from mip.outputs.structured import write_structured
from mip.outputs.training import write_training
from mip.project import Project

Say = Callable[[str], None]


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings, so that they can be shown as findings and stop the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(project: Project, corpus: Corpus, target: Path) -> None:
    """Stage the corpus and run MkDocs into `target`. Any warning of MkDocs is an error."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    write_stage(project, stage_pages(corpus))
    os.environ["MIP_STAGED"] = "1"
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(corpus))
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        config = load_config(str(project.config), site_dir=str(target), site_url=base_url())
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(collector)
        os.environ.pop("MIP_STAGED", None)
    if collector.messages:
        raise CannotRun("MkDocs: " + "\n".join(dict.fromkeys(collector.messages)))


def _epoch(corpus: Corpus) -> str:
    """Seconds at noon of the law-as-of date: the same input gives the same bytes."""
    import datetime

    day = datetime.date.fromisoformat(corpus.as_of)
    return str(int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp()))


def complete(project: Project, corpus: Corpus, target: Path) -> None:
    """Everything around the pages: short addresses and their codes, sitemap, robots, what trainers use."""
    for name, text in permalink_files(corpus).items():
        _write(target / name, text)
    write_qr(entries(corpus), target)
    pages = sorted(
        path.parent.relative_to(target / "en").as_posix().removeprefix(".")
        for path in (target / "en").rglob("index.html")
    )
    _write(target / "sitemap.xml", sitemap(base_url(), [f"{page}/" if page else "" for page in pages]))
    (target / "sitemap.xml.gz").unlink(missing_ok=True)
    _write(target / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base_url()}sitemap.xml\n")
    write_structured(corpus, target)
    write_training(corpus, target)  # after the sitemap: decks, sheets and posters are reached from their workshop
    for stray in ("en/sitemap.xml", "en/sitemap.xml.gz", "en/404.html"):
        (target / stray).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def fresh_folder(project: Project) -> Path:
    """An empty folder for the new site, on the same disk as `site/`; one per process, so that two builds do not mix."""
    target = project.build / f"site.new-{os.getpid()}"
    try:
        for old in project.build.glob("site.new-*"):
            if old == target or not _running(int(old.name.rpartition("-")[2])):
                shutil.rmtree(old)
        target.mkdir(parents=True)
    except OSError as error:
        raise CannotRun(f"不能写入{target}：{error.strerror} / cannot write {target}: {error.strerror}") from error
    return target


def _running(pid: int) -> bool:
    """Whether a build that left its folder behind is still at work. Where that cannot be asked, it counts as over."""
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def swap(project: Project, target: Path) -> None:
    """Put the finished tree in place of `site/`. If this is killed between the renames, `recover` mends it."""
    old = project.build / "site.old"
    if old.exists():
        shutil.rmtree(old)
    if project.site.exists():
        project.site.rename(old)
    target.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)


def recover(project: Project) -> None:
    """After a kill between the two renames: bring the last good site back."""
    old = project.build / "site.old"
    if old.exists() and not project.site.exists():
        old.rename(project.site)
