"""One thing that is wrong, at one place, in words an editor understands.

Every rule yields findings and nothing else. Only the command line prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A finding of one rule.

    `path` is relative to the repository, `line` is 1-based (0: the file as a whole).
    `zh` and `en` say the same: what is wrong, quoting the text, and how to repair it.
    """

    path: str
    line: int
    rule: str
    zh: str
    en: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """`path:line: 中文 / English [rule]`, the one message form of this project."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        mark = "（提醒） " if self.severity == "warning" else ""
        return f"{place}: {mark}{self.zh} / {self.en} [{self.rule}]"


def errors(findings: list[Finding]) -> list[Finding]:
    """Only those that stop a build."""
    return [finding for finding in findings if finding.severity == "error"]
