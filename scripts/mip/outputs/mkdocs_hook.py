"""The thin bridge to MkDocs: make the stage, then let MkDocs read it instead of docs/.

Listed under `hooks:` in mkdocs.yml, so plain `mkdocs build --strict` and `mkdocs serve` work.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from mip.finding import errors
from mip.load import check_project
from mip.outputs.stage import stage_pages, write_stage
from mip.project import Project
from mip.sources.registers import parse_yaml

log = logging.getLogger("mkdocs.hooks.mip")
_staged: int | None = None  # what docs/ looked like when it was staged last; MkDocs keeps this module between rebuilds

_not_found = b""  # the default language's 404 page


@event_priority(100)
def on_config(config: Any) -> Any:
    """Before anything else: check, stage, and point `docs_dir` at the staged tree."""
    global _staged
    project = Project(Path(config.config_file_path).parent)
    now = _state(project)
    if _staged != now and not os.environ.get("MIP_STAGED"):  # `mip build` has checked and staged already
        corpus, findings = check_project(project)
        for finding in findings:
            log.warning("%s", finding)
        if errors(findings) and not (os.environ.get("MIP_SERVE") and corpus.pages):  # a draft may be looked at before it is right
            raise PluginError("来源有错误，先运行 mip check / the sources have errors; run: mip check")
        write_stage(project, stage_pages(corpus))
        _staged = now
    config.docs_dir = str(project.stage)
    config.extra["mip"] = _edition(project)
    return config


def _state(project: Project) -> int:
    """A number that changes whenever a file in docs/ does."""
    files = [path for path in project.docs.rglob("*") if path.is_file()]
    return hash(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files)))


def _edition(project: Project) -> dict[str, Any]:
    """Edition and law-as-of date for the foot of every page."""
    return dict(parse_yaml((project.registers / "edition.yml").read_text(encoding="utf-8"), "edition.yml").data or {})


def on_post_build(config: Any) -> None:
    """Each language writes 404.html; the default's stays. static-i18n runs after this and builds the other one."""
    global _not_found
    page = Path(config.site_dir) / "404.html"
    if config.plugins["i18n"].is_default_language_build:
        _not_found = page.read_bytes()
    else:
        page.write_bytes(_not_found)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Watch what editors write, not what is made from it."""
    project = Project(Path(config.config_file_path).parent)
    server.watch(str(project.docs))
    server.unwatch(str(project.stage))
    return server
