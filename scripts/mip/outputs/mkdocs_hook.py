"""The thin bridge to MkDocs: make the stage, then let MkDocs read it instead of docs/.

Listed under `hooks:` in mkdocs.yml, so plain `mkdocs build --strict` and `mkdocs serve` work.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

from mip.errors import CannotRun
from mip.finding import errors
from mip.load import check_project
from mip.outputs.stage import stage_pages, write_stage
from mip.project import Project
from mip.sources.registers import parse_yaml

log = logging.getLogger("mkdocs.hooks.mip")
_staged = False


@event_priority(100)
def on_config(config: Any) -> Any:
    """Before anything else: check, stage, and point `docs_dir` at the staged tree."""
    global _staged
    project = Project(Path(config.config_file_path).parent)
    if not _staged and not os.environ.get("MIP_STAGED"):  # `mip build` has checked and staged already
        corpus, findings = check_project(project)
        for finding in findings:
            log.warning("%s", finding)
        if errors(findings):
            raise CannotRun("来源有错误，先运行 mip check / the sources have errors; run: mip check")
        write_stage(project, stage_pages(corpus))
        _staged = True
    config.docs_dir = str(project.stage)
    config.extra["mip"] = _edition(project)
    return config


def _edition(project: Project) -> dict[str, Any]:
    """Edition and law-as-of date for the foot of every page."""
    return dict(parse_yaml((project.registers / "edition.yml").read_text(encoding="utf-8"), "edition.yml").data or {})


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Stage again whenever something in docs/ changes."""
    global _staged
    project = Project(Path(config.config_file_path).parent)

    def rebuild(*arguments: Any, **named: Any) -> Any:
        global _staged
        _staged = False
        return builder(*arguments, **named)

    server.watch(str(project.docs), rebuild)
    return server
