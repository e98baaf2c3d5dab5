"""`mip rules`: what is checked and why, with a bad and a good sample."""

from __future__ import annotations

import argparse

from mip.checks import RULES
from mip.errors import CannotRun
from mip.sitecheck import BUILT
from mip.sources.reading_rules import READING_RULES


def arguments(parser: argparse.ArgumentParser) -> None:
    """An optional name."""
    parser.add_argument("name", nargs="?", help="规则名 / rule name")


def run(options: argparse.Namespace) -> int:
    """Print one rule in full, or all of them."""
    if options.name and options.name not in RULES.keys() | BUILT.rules.keys() | READING_RULES.keys():
        raise CannotRun(f"没有规则“{options.name}” / no rule “{options.name}”")
    rows = [(name, "reading", rule.zh, rule.en, rule.bad, rule.good) for name, rule in READING_RULES.items()]
    rows += [(r.name, r.group, r.summary["zh"], r.summary["en"], r.bad, r.good) for r in RULES.values()]
    rows += [(r.name, "built site", r.summary["zh"], r.summary["en"], r.bad, r.good) for r in BUILT.rules.values()]
    for name, group, zh, en, bad, good in sorted(rows, key=lambda row: (row[1], row[0])):
        if options.name in (None, name):
            print(f"{name}  ({group})\n  {zh}\n  {en}\n  ✗ {bad}\n  ✓ {good}\n")
    return 0
