"""Registers against their JSON Schemas, and unique ids inside each register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from mip.finding import Finding
from mip.project import Project
from mip.sources.cache import ReadCache
from mip.sources.project_files import Sources
from mip.sources.registers import YamlFile

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


def validate_registers(project: Project, sources: Sources, cache: ReadCache | None = None) -> list[Finding]:
    """All findings of shape: wrong type, unknown key, value not allowed, duplicate id."""
    cache = cache or ReadCache()
    findings: list[Finding] = []
    files = [(name, register) for name, register in sources.registers.items()]
    files += [("clauses", file) for file in sources.clause_files]
    for name, register in files:
        schema = project.schemas / f"{name}.json"
        if schema.is_file() and not _broken(register):
            text = schema.read_text(encoding="utf-8")
            findings += cache.keep(register.shown, (register.digest, text), partial(_shape, text, register))
    config = sources.config
    if not _broken(config):
        findings += cache.keep(config.shown, (config.digest, CONFIG_SCHEMA), partial(_shape, json.dumps(CONFIG_SCHEMA), config))
    return findings


def _broken(register: YamlFile) -> bool:
    """True if reading has objected already; its shape would only repeat that."""
    return any(f.rule in ("yaml", "missing-file", "size", "unreadable") for f in register.findings)


def _shape(schema: str, register: YamlFile) -> list[Finding]:
    from jsonschema import Draft202012Validator  # takes a while to import, and registers seldom change

    validator = Draft202012Validator(json.loads(schema))
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
