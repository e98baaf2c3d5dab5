"""`mip test`: lint, types, unit tests, build tests, browser tests. What continuous integration runs."""

from __future__ import annotations

import argparse
import subprocess
import sys

from mip.project import find_project

STEPS = (
    ("格式与写法", "lint", ["ruff", "check", "scripts", "tests"]),
    ("类型", "types", ["mypy"]),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after the command goes to pytest."""
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="给pytest的参数 / arguments for pytest")


def run(options: argparse.Namespace) -> int:
    """Run all steps and report every failure, not only the first."""
    root = find_project().root
    failed = 0
    for zh, en, command in STEPS:
        print(f"== {zh} / {en}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", *command], cwd=root).returncode
    print("== 测试 / tests", flush=True)
    failed |= subprocess.run([sys.executable, "-m", "pytest", *options.pytest], cwd=root).returncode
    return 1 if failed else 0
