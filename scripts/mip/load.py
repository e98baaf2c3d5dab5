"""From a project on disk to corpus and findings: what every command begins with."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mip.checks import run_rules
from mip.finding import Finding
from mip.model.assemble import assemble
from mip.model.corpus import Corpus
from mip.project import Project
from mip.sources.project_files import read_sources
from mip.sources.schemas import validate_registers

ACKNOWLEDGED = "translations.json"


def load(project: Project, today: str | None = None) -> tuple[Corpus, list[Finding]]:
    """Read, validate and assemble. Findings are those of reading; rules have not run yet."""
    sources = read_sources(project)
    findings = sources.findings + validate_registers(project, sources)
    broken = {f.path for f in findings if f.rule in ("schema", "yaml")}
    corpus = assemble(_without_broken(sources, broken), today)
    acknowledged = project.registers / ACKNOWLEDGED
    if acknowledged.is_file():
        corpus.acknowledged = json.loads(acknowledged.read_text(encoding="utf-8"))
    return corpus, findings


def _without_broken(sources, broken: set[str]):  # type: ignore[no-untyped-def]
    """A register that does not fit its schema is left out, so that rules can rely on shapes."""
    for register in (*sources.registers.values(), *sources.clause_files):
        if register.shown in broken:
            register.data = None
    return sources


def check_project(project: Project, only: Iterable[str] = (), today: str | None = None) -> tuple[Corpus, list[Finding]]:
    """Corpus and all findings of one run, sorted by place.

    If a register cannot be read, rules that depend on it would drown the one finding that
    matters, so only the findings of reading are returned then.
    """
    corpus, findings = load(project, today)
    unreadable = any(f.path.startswith(("docs/registers/", "mkdocs.yml")) and f.rule != "register-duplicate" for f in findings)
    if not unreadable:
        findings += run_rules(corpus, only)
    return corpus, sorted(set(findings))
