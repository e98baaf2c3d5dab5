"""`mip check`: every finding of a run, sorted by place."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from pathlib import Path

from mip.checks import RULES
from mip.errors import CannotRun
from mip.finding import Finding, errors
from mip.load import check_project
from mip.project import Project, find_project
from mip.report import FORMATS
from mip.sources.reading_rules import READING_RULES


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which part to show, and how."""
    parser.add_argument("paths", nargs="*", help="只看这些文件或文件夹 / only these files or folders")
    parser.add_argument("--rule", action="append", default=[], metavar="R", help="只查这条规则，可重复 / only this rule; repeatable")
    parser.add_argument("--lang", choices=("zh", "en"), help="只看一种语言的页面 / only pages of one language")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--quiet", action="store_true", help="不打印小结 / no summary")
    parser.add_argument("--fix", action="store_true", help="先做安全的自动修正（行尾空格、标点宽度、登记顺序） / first mend what is safe to mend")


def run(options: argparse.Namespace) -> int:
    """Check and print; 0 clean (warnings allowed), 1 errors."""
    for name in options.rule:
        if name not in RULES and name not in READING_RULES:
            raise CannotRun(f"没有规则“{name}”，见mip rules / no rule “{name}”; see: mip rules")
    project = find_project()
    paths = [_below_root(project, path) for path in options.paths]
    started = time.perf_counter()
    if options.fix:
        from mip.outputs.fix import fix_project

        for path in fix_project(project):
            print(f"已修正 / mended: {path}")
    gc.disable()  # a check makes many small objects and lives for two seconds
    _, findings = check_project(project, options.rule)
    findings = [f for f in findings if _wanted(f, options.lang, options.rule, paths)]
    print(FORMATS[options.format](findings), end="")
    if options.format == "text" and not options.quiet:
        _summary(findings, time.perf_counter() - started)
    return 1 if errors(findings) else 0


def _below_root(project: Project, given: str) -> str:
    """A path as typed (absolute, or from the current folder, or from the root) as it stands in messages."""
    for candidate in (Path.cwd() / given, project.root / given):
        resolved = Path(os.path.normpath(candidate))
        if resolved.exists() and resolved.is_relative_to(project.root):
            return resolved.relative_to(project.root).as_posix()
    raise CannotRun(f"没有“{given}”这个文件或文件夹 / there is no file or folder “{given}”")


def _wanted(finding: Finding, lang: str | None, rules: list[str], paths: list[str]) -> bool:
    """What was asked for; findings of reading are never hidden by --rule, they would explain its silence."""
    if lang and finding.path.startswith(("docs/zh/", "docs/en/")) and not finding.path.startswith(f"docs/{lang}/"):
        return False
    if rules and finding.rule in RULES and finding.rule not in rules:
        return False
    return not paths or "." in paths or any(finding.path == path or finding.path.startswith(path + "/") for path in paths)


def _summary(findings: list[Finding], seconds: float) -> None:
    out = sys.stderr
    for rule, count in Counter(f.rule for f in findings).most_common():
        print(f"{count:6}  {rule}", file=out)
    bad, warn = len(errors(findings)), len(findings) - len(errors(findings))
    print(
        f"{bad}个错误，{warn}个提醒，用时{seconds:.1f}秒 / {bad} errors, {warn} warnings, {seconds:.1f} s" if findings
        else f"没有问题，用时{seconds:.1f}秒 / no findings, {seconds:.1f} s",
        file=out,
    )  # fmt: skip
