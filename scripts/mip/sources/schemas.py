"""Registers against their JSON Schemas, and unique ids inside each register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from mip.finding import Finding
from mip.project import Project
from mip.sources.project_files import Sources
from mip.sources.registers import YamlFile


@lru_cache(maxsize=16)
def _validator(path: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def validate_registers(project: Project, sources: Sources) -> list[Finding]:
    """All findings of shape: wrong type, unknown key, value not allowed, duplicate id."""
    findings: list[Finding] = []
    files = [(name, register) for name, register in sources.registers.items()]
    files += [("clauses", file) for file in sources.clause_files]
    for name, register in files:
        schema = project.schemas / f"{name}.json"
        if register.data is None or not schema.is_file():
            continue
        findings += [_finding(register, error) for error in _validator(schema).iter_errors(register.data)]
        findings += _duplicate_ids(register)
    return findings


def _finding(register: YamlFile, error: Any) -> Finding:
    path = tuple(error.absolute_path)
    entry = register.data[path[0]] if path and isinstance(register.data, list) and isinstance(path[0], int) else None
    name = f"{entry['id']}: " if isinstance(entry, dict) and entry.get("id") else ""
    where = ".".join(str(part) for part in path[1:]) or (str(path[0]) if path else "")
    text = error.message if len(error.message) < 160 else error.message[:157] + "…"
    return Finding(
        register.shown, register.line(*path), "schema", f"{name}“{where}”不合格式：{text}", f"{name}“{where}” does not fit the schema: {text}"
    )


def _duplicate_ids(register: YamlFile) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, entry in enumerate(register.data if isinstance(register.data, list) else []):
        name = str(entry.get("id")) if isinstance(entry, dict) else ""
        line = register.line(index)
        first = seen.setdefault(name, line)
        if name and first != line:
            yield Finding(register.shown, line, "register-duplicate", f"“{name}”已见第{first}行", f"“{name}” is already given in line {first}")
