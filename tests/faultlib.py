"""Reading and applying the faults of tests/faults/*.yml and tests/tolerated.yml.

A fault is a sentence, some edits of the clean project, and every finding they must cause:
nothing else may be reported. A new fault is a new entry; no test code is needed.

    - rule: id-case
      name: an id in lower case
      edits:
        - {file: docs/zh/x.md, old: '## GEN-02', new: '## gen-02'}
      expect:
        - {file: docs/zh/x.md, at: '## gen-02', rule: id-case, says: should read GEN-02}

Edits: `old` and `new` (the text must stand there once), `append`, `write`, `delete: true`,
`bytes_hex`, `recode: gb18030`, `symlink: target`, `acknowledge: true` (as `mip ack --all` does).
`times: n` repeats what is appended. A place is `at` (part of the line) or `line` (0: the whole file).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from mip.finding import Finding
from mip.load import ACKNOWLEDGED, check_project, load
from mip.model.fingerprint import fingerprints
from mip.project import Project

TESTS = Path(__file__).resolve().parent
TODAY = "2026-11-25"
Fault = dict[str, Any]


def read_faults(path: Path) -> list[Fault]:
    """The entries of one file."""
    entries: list[Fault] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def all_faults() -> list[Fault]:
    """The entries of all files in tests/faults/."""
    return [fault for path in sorted((TESTS / "faults").glob("*.yml")) for fault in read_faults(path)]


def sentence(fault: Fault) -> str:
    """The id of a parametrised test."""
    return f"{fault['rule']}: {fault['name']}" if "rule" in fault else str(fault["name"])


def apply(project: Project, edits: list[dict[str, Any]]) -> None:
    """Break the project on disk."""
    for edit in edits:
        if edit.get("acknowledge"):
            text = yaml.safe_dump(fingerprints(load(project)[0]))
            (project.registers / ACKNOWLEDGED).write_text(_as_json(text), encoding="utf-8")
            continue
        path = project.root / edit["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if edit.get("delete"):
            path.unlink()
        elif "bytes_hex" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes_hex"]))
        elif "symlink" in edit:
            path.symlink_to(edit["symlink"])
        elif "recode" in edit:
            path.write_bytes(path.read_text(encoding="utf-8").encode(edit["recode"]))
        else:
            path.write_text(_edited(path, edit), encoding="utf-8", newline="")


def _as_json(text: str) -> str:
    import json

    return json.dumps(yaml.safe_load(text))


def _edited(path: Path, edit: dict[str, Any]) -> str:
    if "write" in edit:
        return str(edit["write"])
    text = path.read_text(encoding="utf-8")
    if "append" in edit:
        return text + str(edit["append"]) * int(edit.get("times", 1))
    assert text.count(edit["old"]) == 1, f"{path}: “{edit['old']}” stands there {text.count(edit['old'])} times"
    return text.replace(edit["old"], edit["new"])


def findings(project: Project) -> list[Finding]:
    """What a check of the project reports on the day the fixture was written for."""
    return check_project(project, today=TODAY)[1]


def mismatch(project: Project, found: list[Finding], expected: list[dict[str, Any]]) -> list[str]:
    """What was expected and not found, and what was found and not expected; empty if they match one to one."""
    rest, wrong = list(found), []
    for want in expected:
        hit = next((f for f in rest if _matches(project, f, want)), None)
        if hit:
            rest.remove(hit)
        else:
            wrong.append(f"not reported: {want}")
    return wrong + [f"not expected: {finding}" for finding in rest]


def _matches(project: Project, finding: Finding, want: dict[str, Any]) -> bool:
    if finding.path != want["file"] or finding.rule != want["rule"]:
        return False
    if want["says"] not in f"{finding.zh} / {finding.en}":
        return False
    if "line" in want:
        return finding.line == int(want["line"])
    lines = (project.root / finding.path).read_text(encoding="utf-8").split("\n")
    return 0 < finding.line <= len(lines) and want["at"] in lines[finding.line - 1]
