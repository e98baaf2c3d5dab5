"""Registers against their JSON Schemas, and unique ids inside each register."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from mip.finding import Finding
from mip.project import Project
from mip.sources.cache import ReadCache
from mip.sources.project_files import Sources
from mip.sources.registers import YamlFile

REMEMBERED = "registers-that-fit.json"
_WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
_LANGUAGE = {"type": "object", "properties": {"nav_translations": _WORDS}}
_I18N = {"type": "object", "properties": {"languages": {"type": "array", "items": _LANGUAGE}}}
CONFIG_SCHEMA = {
    "type": "object",
    "required": ["nav"],
    "properties": {
        "nav": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        "not_in_nav": {"type": ["string", "null"]},
        "plugins": {"type": "array", "items": {"type": ["string", "object"], "properties": {"i18n": _I18N}}},
    },
    "$defs": {
        "entry": {
            "type": ["string", "object"],
            "maxProperties": 1,
            "additionalProperties": {"type": ["string", "array"], "items": {"$ref": "#/$defs/entry"}},
        }
    },
}
"""The part of mkdocs.yml that this program reads; MkDocs itself checks the rest."""


@lru_cache(maxsize=16)
def _validator(path: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def validate_registers(project: Project, sources: Sources, cache: ReadCache | None = None) -> list[Finding]:
    """All findings of shape: wrong type, unknown key, value not allowed, duplicate id."""
    cache = cache or ReadCache()
    findings: list[Finding] = []
    known, good = _known_good(project), set[str]()
    files = [(name, register) for name, register in sources.registers.items()]
    files += [("clauses", file) for file in sources.clause_files]
    for name, register in files:
        schema = project.schemas / f"{name}.json"
        if not schema.is_file() or _broken(register):
            continue
        stamp = register.digest + hashlib.sha256(schema.read_bytes()).hexdigest()
        found = [] if stamp in known else cache.derive(register.shown, register, lambda s=schema, r=register: _shape(_validator(s), r))  # type: ignore[misc]
        findings += found
        good |= set() if found else {stamp}
    if not _broken(sources.config):
        config = sources.config
        findings += cache.derive(config.shown, config, lambda: _shape(Draft202012Validator(CONFIG_SCHEMA), config))
    if good != known:
        _remember(project, good)
    return findings


def _known_good(project: Project) -> set[str]:
    """Stamps of registers that fitted their schema, text and schema unchanged: a fifth of a check is saved."""
    try:
        stamps = json.loads((project.build / REMEMBERED).read_text(encoding="utf-8"))
        return {str(stamp) for stamp in stamps}
    except (OSError, ValueError, TypeError):
        return set()


def _remember(project: Project, stamps: set[str]) -> None:
    """Write the stamps down; where that is not allowed, the next check is a little slower and nothing else."""
    with contextlib.suppress(OSError):
        project.build.mkdir(parents=True, exist_ok=True)
        (project.build / REMEMBERED).write_text(json.dumps(sorted(stamps)), encoding="utf-8")


def _broken(register: YamlFile) -> bool:
    """True if reading has objected already; its shape would only repeat that."""
    return any(f.rule in ("yaml", "missing-file", "size", "unreadable") for f in register.findings)


def _shape(validator: Draft202012Validator, register: YamlFile) -> list[Finding]:
    places: dict[tuple[Any, ...], list[Any]] = {}
    for error in validator.iter_errors(register.data):
        places.setdefault(tuple(error.absolute_path), []).append(error)
    findings = [_finding(register, found[0], len(found) - 1) for found in places.values()]
    return [*findings, *_duplicate_ids(register)]


def _finding(register: YamlFile, error: Any, more: int) -> Finding:
    """One finding per place: an entry that lacks four keys is one mistake."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):  # point to the key, not to the entry
        path += tuple(key for key in error.instance if key not in error.schema.get("properties", {}))[:1]
    entry = register.data[path[0]] if path and isinstance(register.data, list) and isinstance(path[0], int) else None
    name = f"{entry['id']}: " if isinstance(entry, dict) and entry.get("id") else ""
    where = ".".join(str(part) for part in (path[1:] if name else path))
    text = error.message if len(error.message) < 160 else error.message[:80] + " … " + error.message[-77:]
    text += f" (+{more})" if more else ""
    if name and not where:
        return Finding(register.shown, register.line(*path), "schema", f"{name}不合格式：{text}", f"{name}does not fit the schema: {text}")
    if not path:
        return Finding(register.shown, 1, "schema", f"整个文件不合格式：{text}", f"the file as a whole does not fit the schema: {text}")
    return Finding(
        register.shown, register.line(*path), "schema", f"{name}“{where}”不合格式：{text}", f"{name}“{where}” does not fit the schema: {text}"
    )


def _duplicate_ids(register: YamlFile) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, entry in enumerate(register.data if isinstance(register.data, list) else []):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            line = register.line(seen[name])
            yield Finding(
                register.shown, register.line(index), "register-duplicate", f"“{name}”已见第{line}行", f"“{name}” is already given in line {line}"
            )
        seen.setdefault(name, index)
