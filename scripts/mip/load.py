"""From a project on disk to corpus and findings: what every command begins with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from mip.checks import run_rules
from mip.finding import Finding
from mip.model.assemble import assemble
from mip.model.corpus import Corpus
from mip.project import Project
from mip.sources.cache import ReadCache, StoredCache
from mip.sources.files import read_text
from mip.sources.project_files import Sources, read_sources
from mip.sources.registers import YamlFile
from mip.sources.schemas import validate_registers

ACKNOWLEDGED = "translations.json"
PUBLISHED = "published.json"
_STOPPING = ("yaml", "schema", "missing-file", "size", "unreadable")


def load(project: Project, today: str | None = None, cache: ReadCache | None = None) -> tuple[Corpus, list[Finding]]:
    """Read, validate and assemble. Findings are those of reading; rules have not run yet.

    Without a cache in memory the one in `build/` is used, so that only changed files are parsed.
    """
    if cache is None:
        stored = StoredCache(project.build / "parsed.pickle")
        result = load(project, today, stored)
        stored.save()
        return result
    sources = read_sources(project, cache)
    findings = sources.findings + validate_registers(project, sources, cache)
    broken = {f.path for f in findings if f.rule in _STOPPING}
    corpus = assemble(_without_broken(sources, broken), today, cache)
    corpus.acknowledged, objections = _acknowledged(project)
    corpus.published, more = _published(project)
    return corpus, findings + objections + more


def _without_broken(sources: Sources, broken: set[str]) -> Sources:
    """A register that does not fit its schema is left out, so that rules can rely on shapes."""

    def sound(register: YamlFile) -> YamlFile:
        return YamlFile(register.shown) if register.shown in broken else register

    return replace(
        sources,
        registers={name: sound(register) for name, register in sources.registers.items()},
        clause_files=[sound(register) for register in sources.clause_files],
        config=sound(sources.config),
    )


def _acknowledged(project: Project) -> tuple[dict[str, str] | None, list[Finding]]:
    """The fingerprints that `mip ack` has written; None if nobody has begun to record them."""
    shape = "应为“位置: 指纹”的对象", "must map places to fingerprints"
    repair = "请运行mip ack --all重写", "write it again with: mip ack --all"
    return _read_json(project, ACKNOWLEDGED, lambda value: isinstance(value, str), shape, repair)


def _published(project: Project) -> tuple[dict[str, dict[str, str]] | None, list[Finding]]:
    """The ledger that `mip publish` has written; None before the first publication."""
    shape = "每个编号应有kind、sector、zh、en", "each id needs kind, sector, zh and en"
    return _read_json(project, PUBLISHED, _is_entry, shape, ("请从版本库恢复", "restore it from version control"))


def _read_json(
    project: Project, name: str, fits: Callable[[Any], bool], shape: tuple[str, str], repair: tuple[str, str]
) -> tuple[Any, list[Finding]]:
    """An object of entries that all fit; None if there is no such file, or with a finding if it is broken."""
    path = project.registers / name
    if not path.is_file():
        return None, []
    shown = project.relative(path)
    text, findings = read_text(path, shown)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        hint = f"不是有效的JSON（{error}），{repair[0]}", f"is not valid JSON ({error}); {repair[1]}"
        return None, findings or [Finding(shown, getattr(error, "lineno", 1), "schema", *hint)]
    if not isinstance(data, dict) or not all(fits(value) for value in data.values()):
        return None, [*findings, Finding(shown, 1, "schema", f"{shape[0]}，{repair[0]}", f"{shape[1]}; {repair[1]}")]
    return data, findings


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and set(entry) == {"kind", "sector", "zh", "en"} and all(isinstance(v, str) for v in entry.values())


def stops_rules(finding: Finding) -> bool:
    """True if rules would drown this finding in its consequences: a register or a whole page is missing to them."""
    if finding.path.endswith((ACKNOWLEDGED, PUBLISHED)):
        return False
    if finding.path.startswith(("docs/registers/", "mkdocs.yml")):
        return finding.rule in _STOPPING
    return finding.rule in ("size", "unreadable")


def check_project(
    project: Project, only: Iterable[str] = (), today: str | None = None, cache: ReadCache | None = None
) -> tuple[Corpus, list[Finding]]:
    """Corpus and all findings of one run, sorted by place.

    If a register or a page cannot be read, rules that depend on it would drown the one finding
    that matters, so only the findings of reading are returned then.
    """
    corpus, findings = load(project, today, cache)
    if not any(stops_rules(f) for f in findings):
        findings += run_rules(corpus, only)
    return corpus, sorted(set(findings))
