"""Findings as text, GitHub annotations, JSON or SARIF. Pure: list in, string out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from urllib.parse import quote

from mip import __version__
from mip.finding import Finding

Formatter = Callable[[Sequence[Finding]], str]


def as_text(findings: Sequence[Finding]) -> str:
    """One line per finding."""
    return "".join(f"{finding}\n" for finding in findings)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed line."""
    return "".join(
        f"::{f.severity} file={_property(f.path)},line={max(f.line, 1)},title={f.rule}::{_data(f'{f.zh} / {f.en}')}\n" for f in findings
    )


def _data(text: str) -> str:
    """Text of a workflow command: one line, with its own signs escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with path, line, rule, zh, en, severity."""
    return json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0, which code hosts and editors import."""
    results = [
        {
            "ruleId": f.rule,
            "level": f.severity,
            "message": {"text": f"{f.zh} / {f.en}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(f.path)}, "region": {"startLine": max(f.line, 1)}}}],
        }
        for f in findings
    ]
    tool = {"driver": {"name": "mip", "version": __version__, "rules": [{"id": r} for r in sorted({f.rule for f in findings})]}}
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": tool, "results": results}]},
        ensure_ascii=False, indent=2,
    ) + "\n"  # fmt: skip


FORMATS: dict[str, Formatter] = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}
