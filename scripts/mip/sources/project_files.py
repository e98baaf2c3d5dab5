"""Finding the files of a project and reading them all, once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mip.finding import Finding
from mip.project import LANGUAGES, Project
from mip.sources.cache import ReadCache
from mip.sources.files import read_text
from mip.sources.markdown import ParsedPage, parse_page
from mip.sources.registers import YamlFile, parse_yaml

REGISTERS = ("laws", "cases", "glossary", "local", "retired", "edition", "synonyms")


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


def read_sources(project: Project, cache: ReadCache | None = None) -> Sources:
    """Read pages, registers and mkdocs.yml. Never raises for bad content."""
    sources = Sources()
    cache = cache or ReadCache()
    paths = sorted(_walk(project.docs))
    sources.findings += list(_escaping_links(project, paths))
    for path in paths:
        lang = path.relative_to(project.docs).parts[0]
        if lang in LANGUAGES and path.suffix == ".md":
            _read_page(project, lang, path, sources, cache)
    _read_registers(project, sources, cache)
    sources.config = _read_yaml(project, project.config, sources, cache, tags=True)
    sources.files = frozenset(path.relative_to(project.docs).as_posix() for path in paths)
    return sources


def _walk(folder: Path) -> Iterator[Path]:
    """Every file and every symbolic link below a folder; links to folders are not entered."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in (*names, *links):
            yield Path(place, name)


def _escaping_links(project: Project, paths: list[Path]) -> Iterator[Finding]:
    for path in paths:
        if path.is_symlink() and not _inside(path, project.docs):
            yield Finding(
                project.relative(path), 0, "symlink",
                "符号链接指向docs/之外，请放真实文件", "symbolic link leaves docs/; put the real file here",
            )  # fmt: skip


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _read_page(project: Project, lang: str, path: Path, sources: Sources, cache: ReadCache) -> None:
    shown = project.relative(path)
    inside = path.relative_to(project.docs / lang).as_posix()
    page, findings = cache.read(path, "page", lambda: _parse(path, lang, inside, shown))
    sources.findings += findings
    if page:
        sources.pages.append(page)


def _parse(path: Path, lang: str, inside: str, shown: str) -> tuple[PageSource | None, list[Finding]]:
    text, findings = read_text(path, shown)
    if any(f.rule in ("size", "unreadable") for f in findings):
        return None, findings
    parsed = parse_page(text)
    meta = parse_yaml(parsed.meta_text, shown, first_line=2) if parsed.meta_text else YamlFile(shown)
    return PageSource(lang, inside, shown, parsed, meta), findings + meta.findings


def _read_registers(project: Project, sources: Sources, cache: ReadCache) -> None:
    for name in REGISTERS:
        sources.registers[name] = _read_yaml(project, project.registers / f"{name}.yml", sources, cache)
    for path in sorted((project.registers / "clauses").glob("*.yml")):
        sources.clause_files.append(_read_yaml(project, path, sources, cache))


def _read_yaml(project: Project, path: Path, sources: Sources, cache: ReadCache, tags: bool = False) -> YamlFile:
    shown = project.relative(path)
    result: YamlFile = cache.read(path, "yaml", lambda: _parse_yaml(path, shown, tags))
    sources.findings += result.findings
    return result


def _parse_yaml(path: Path, shown: str, tags: bool) -> YamlFile:
    if not path.is_file():
        missing = Finding(shown, 0, "missing-file", "缺少这个文件，请从上一版恢复", "this file is missing; restore it from the last version")
        return YamlFile(shown, findings=[missing])
    text, findings = read_text(path, shown)
    if any(f.rule in ("size", "unreadable") for f in findings):
        return YamlFile(shown, findings=findings)
    result = parse_yaml(text, shown, tags=tags)
    result.findings = findings + result.findings
    return result
