"""Finding the files of a project and reading them all, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mip.finding import Finding
from mip.project import LANGUAGES, Project
from mip.sources.files import read_text
from mip.sources.markdown import ParsedPage, parse_page
from mip.sources.registers import YamlFile, parse_yaml

REGISTERS = ("laws", "cases", "glossary", "local", "retired", "edition")


@dataclass(slots=True)
class PageSource:
    """A page as read: language, path below the language folder, parsed text and front matter."""

    lang: str
    path: str
    file: str
    parsed: ParsedPage
    meta: YamlFile


@dataclass(slots=True)
class Sources:
    """All that was read, and what could not be."""

    pages: list[PageSource] = field(default_factory=list)
    registers: dict[str, YamlFile] = field(default_factory=dict)
    clause_files: list[YamlFile] = field(default_factory=list)
    config: YamlFile = field(default_factory=lambda: YamlFile("mkdocs.yml"))
    files: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)


def read_sources(project: Project) -> Sources:
    """Read pages, registers and mkdocs.yml. Never raises for bad content."""
    sources = Sources()
    sources.findings += list(_escaping_links(project))
    for lang in LANGUAGES:
        _read_language(project, lang, sources)
    _read_registers(project, sources)
    sources.config = _read_yaml(project, project.config, sources, tags=True)
    sources.files = frozenset(
        path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*") if path.is_file()
    )
    return sources


def _escaping_links(project: Project) -> Iterator[Finding]:
    for path in project.docs.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(project.docs.resolve()):
            yield Finding(
                project.relative(path), 0, "symlink",
                "符号链接指向docs/之外，请放真实文件", "symbolic link leaves docs/; put the real file here",
            )  # fmt: skip


def _read_language(project: Project, lang: str, sources: Sources) -> None:
    folder = project.docs / lang
    for path in sorted(folder.rglob("*.md")):
        shown = project.relative(path)
        text, findings = read_text(path, shown)
        sources.findings += findings
        if not text and findings:
            continue
        parsed = parse_page(text)
        meta = parse_yaml(parsed.meta_text, shown, first_line=2) if parsed.meta_text else YamlFile(shown)
        sources.findings += meta.findings
        sources.pages.append(PageSource(lang, path.relative_to(folder).as_posix(), shown, parsed, meta))


def _read_registers(project: Project, sources: Sources) -> None:
    for name in REGISTERS:
        sources.registers[name] = _read_yaml(project, project.registers / f"{name}.yml", sources)
    for path in sorted((project.registers / "clauses").glob("*.yml")):
        sources.clause_files.append(_read_yaml(project, path, sources))


def _read_yaml(project: Project, path: Path, sources: Sources, tags: bool = False) -> YamlFile:
    shown = project.relative(path)
    if not path.is_file():
        sources.findings.append(
            Finding(shown, 0, "missing-file", "缺少这个文件，请从上一版恢复", "this file is missing; restore it from the last version")
        )
        return YamlFile(shown)
    text, findings = read_text(path, shown)
    sources.findings += findings
    if not text and findings:
        return YamlFile(shown)
    result = parse_yaml(text, shown, tags=tags)
    sources.findings += result.findings
    return result
