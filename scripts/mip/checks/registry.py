"""How rules are declared, explained and run.

A rule is one function `check_<name>` that takes its subject, the corpus or the built site, and
yields problems. Its public name is derived from the function's; its docstring explains it to
editors in both languages and shows a bad and a good sample. Rules never print and never fix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mip.finding import Finding, Severity
from mip.model.corpus import Corpus

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields; the runner adds the rule's name."""

    path: str
    line: int
    zh: str
    en: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A registered rule with what `mip rules` shows."""

    name: str
    group: str
    check: Callable[[Subject], Iterable[Problem]]
    summary: dict[str, str]
    bad: str
    good: str

    def run(self, subject: Subject) -> Iterator[Finding]:
        """The rule's findings on one subject."""
        for problem in self.check(subject):
            yield Finding(problem.path, problem.line, self.name, problem.zh, problem.en, problem.severity)


class Rulebook(Generic[Subject]):
    """All rules on one kind of subject."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule[Subject]] = {}

    def rule(self, check: Callable[[Subject], Iterable[Problem]]) -> Callable[[Subject], Iterable[Problem]]:
        """Register a rule. Refuses a function without the `check_` prefix or without samples in its docstring."""
        function_name = getattr(check, "__name__", "")
        if not function_name.startswith("check_"):
            raise ValueError(f"{function_name}: a rule's function is named check_<rule>")
        name = function_name.removeprefix("check_").replace("_", "-")
        parts = re.fullmatch(r"(.*?)\n\s*中文：(.*?)\n\s*Bad: (.*?)\n\s*Good: (.*?)\s*", check.__doc__ or "", re.DOTALL)
        if parts is None:
            raise ValueError(f"{function_name}: the docstring needs a summary, 中文：, Bad: and Good:")
        english, chinese, bad, good = (re.sub(r"\s+", " ", part).strip() for part in parts.groups())
        self.rules[name] = Rule(name, check.__module__.rsplit(".", 1)[-1], check, {"en": english, "zh": chinese}, bad, good)
        return check

    def run(self, subject: Subject, only: Iterable[str] = ()) -> list[Finding]:
        """Run all rules, or those named, and return every finding sorted by place."""
        wanted = set(only)
        findings = {f for item in self.rules.values() if not wanted or item.name in wanted for f in item.run(subject)}
        return sorted(findings)


SOURCES: Rulebook[Corpus] = Rulebook()
RULES, rule, run_rules = SOURCES.rules, SOURCES.rule, SOURCES.run

# These look at the corpus as a whole: a change on one page can move their findings to another.
# All others judge a page by itself, its counterpart in the other language, the registers and the
# ids and anchors of other pages; `mip watch` runs them on changed pages only.
WHOLE = frozenset({
    "id-duplicate", "id-gap", "retired-successor", "case-isolated", "form-unused", "item-orphan", "register-reference",
    "file-unused", "review-due", "register-figures", "translation-stale", "parity-item", "clause-meta", "case-record", "register-order",
    "nav", "nav-titles", "sentence-repeated", "published-gone", "published-changed",
})  # fmt: skip
