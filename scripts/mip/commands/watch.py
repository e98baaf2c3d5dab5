"""`mip watch`: check again after every change, and show what came and what went."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mip.finding import Finding, errors
from mip.project import Project, find_project
from mip.recheck import Recheck

State = dict[Path, tuple[int, int]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look."""
    parser.add_argument("--interval", type=float, default=0.3, metavar="S", help="每隔几秒看一次 / seconds between looks")
    parser.add_argument("--rounds", type=int, default=0, metavar="N", help="检查N次后结束，0为不停 / stop after N checks; 0: go on")


def run(options: argparse.Namespace) -> int:
    """Check until interrupted (Ctrl-C); 0 if the last check had no errors, else 1."""
    project = find_project()
    recheck = Recheck(project)
    findings: list[Finding] = []
    for count, _ in enumerate(_changes(project, options.interval), 1):
        started = time.perf_counter()
        before, findings = findings, recheck.run()
        print(describe(before, findings, time.perf_counter() - started), end="", flush=True)
        if count == options.rounds:
            break
    return 1 if errors(findings) else 0


def describe(before: list[Finding], now: list[Finding], seconds: float) -> str:
    """What is new, how many are gone, how many are left."""
    new = [finding for finding in now if finding not in set(before)]
    gone = len(set(before) - set(now))
    lines = [f"+ {finding}\n" for finding in new]
    if gone:
        lines.append(f"- 解决了{gone}条 / {gone} resolved\n")
    lines.append(f"{len(now)}条未解决，用时{seconds * 1000:.0f}毫秒 / {len(now)} open, {seconds * 1000:.0f} ms\n")
    return "".join(lines)


def _state(project: Project) -> State:
    """Time and size of everything that is checked."""
    found: State = {}
    for path in (project.config, *project.docs.rglob("*")):
        try:
            stat = path.stat()
        except OSError:  # removed while we look, or a link to nowhere
            continue
        if path.is_file():
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _changes(project: Project, interval: float) -> Iterator[None]:
    """Once at the start, then after every change."""
    try:
        state = _state(project)
        yield
        while True:
            time.sleep(interval)
            now = _state(project)
            if now != state:
                state = now
                yield
    except KeyboardInterrupt:
        print(file=sys.stderr)
