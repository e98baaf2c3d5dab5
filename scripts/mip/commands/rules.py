"""`mip rules`: what is checked and why, with a bad and a good sample."""

from __future__ import annotations

import argparse

from mip.checks import RULES
from mip.errors import CannotRun


def arguments(parser: argparse.ArgumentParser) -> None:
    """An optional name."""
    parser.add_argument("name", nargs="?", help="规则名 / rule name")


def run(options: argparse.Namespace) -> int:
    """Print one rule in full, or all of them."""
    if options.name and options.name not in RULES:
        raise CannotRun(f"没有规则“{options.name}” / no rule “{options.name}”")
    for rule in sorted(RULES.values(), key=lambda r: (r.group, r.name)):
        if options.name in (None, rule.name):
            print(f"{rule.name}  ({rule.group})\n  {rule.summary['zh']}\n  {rule.summary['en']}\n  ✗ {rule.bad}\n  ✓ {rule.good}\n")
    return 0
