"""`mip ack`: record that the English was read again after the Chinese changed.

The difference is shown first; what was not read should not be accepted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys

from mip.errors import CannotRun
from mip.load import ACKNOWLEDGED, load, stops_rules
from mip.model.corpus import Corpus, Section
from mip.model.fingerprint import fingerprints
from mip.project import Project, find_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sections."""
    parser.add_argument("keys", nargs="*", metavar="KEY", help="例如 / like: sectors/general/people.md#gen-05")
    parser.add_argument("--all", action="store_true", help="全部改过的段落 / every section that changed")
    parser.add_argument("--yes", action="store_true", help="不再询问 / do not ask")


def run(options: argparse.Namespace) -> int:
    """Show each difference, ask, write; 0 written or nothing to do, 1 declined."""
    project = find_project()
    corpus, findings = load(project)
    if any(stops_rules(f) for f in findings):
        raise CannotRun("来源有读不出的文件，请先运行mip check / some sources cannot be read; run: mip check")
    current = fingerprints(corpus)
    keys = _wanted(options, corpus, current)
    if not keys:
        print("没有要确认的段落。 / Nothing to acknowledge.")
        return _write(project, corpus, current, []) if options.all else 0
    for key in keys:
        print(_difference(project, corpus, key))
    if not options.yes and not _confirmed(len(keys)):
        print("未作记录。 / Nothing recorded.")
        return 1
    _write(project, corpus, current, keys)
    print(f"已记录{len(keys)}段。 / {len(keys)} recorded.")
    return 0


def stale(corpus: Corpus, current: dict[str, str]) -> list[str]:
    """The keys whose Chinese is not the one last acknowledged."""
    known = corpus.acknowledged or {}
    return sorted(key for key, value in current.items() if known.get(key) != value)


def _wanted(options: argparse.Namespace, corpus: Corpus, current: dict[str, str]) -> list[str]:
    if not options.keys and not options.all:
        raise CannotRun("请写明段落，或用--all / name the sections, or use --all")
    for key in options.keys:
        if key not in current:
            raise CannotRun(f"没有段落“{key}”，应像sectors/general/people.md#gen-05 / no section “{key}”; write it like sectors/general/people.md#gen-05")
    return stale(corpus, current) if options.all else sorted(set(options.keys))


def _section(corpus: Corpus, key: str) -> tuple[str, Section]:
    path, _, anchor = key.partition("#")
    page = corpus.pages["zh", path]
    return page.file, next(section for section in page.sections if section.anchor == anchor)


def _difference(project: Project, corpus: Corpus, key: str) -> str:
    """The change of the Chinese section against the last commit; without git or a change, its text."""
    file, section = _section(corpus, key)
    last = section.lines[-1][0] if section.lines else section.line
    changed = _git_lines(project, file, section.line, last)
    text = changed or [section.title, *(line for _, line in section.lines)]
    return "\n".join([f"== {key}  ({file}:{section.line})", *(f"  {line}" for line in text), ""])


def _git_lines(project: Project, file: str, first: int, last: int) -> list[str]:
    """Removed and added lines of `file` whose place lies between `first` and `last`."""
    if not shutil.which("git"):
        return []
    command = ["git", "-c", "core.quotepath=off", "diff", "--no-color", "--no-ext-diff", "--unified=0", "HEAD", "--", file]
    result = subprocess.run(command, cwd=project.root, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    return hunks(result.stdout, first, last) if result.returncode == 0 else []


def hunks(diff: str, first: int, last: int) -> list[str]:
    """The lines of a `--unified=0` diff that touch the given lines of the new file."""
    found: list[str] = []
    inside = False
    for line in diff.split("\n"):
        if line.startswith("@@"):
            start, _, count = line.split("+")[1].split(" ")[0].partition(",")
            begin, size = int(start), int(count or 1)
            inside = begin <= last and begin + max(size, 1) - 1 >= first
        elif inside and line.startswith(("+", "-")):
            found.append(line)
    return found


def _confirmed(count: int) -> bool:
    """Ask once; no terminal means no."""
    print(f"英文已对照这{count}段核过？ / Has the English been read against these {count} sections? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")


def _write(project: Project, corpus: Corpus, current: dict[str, str], keys: list[str]) -> int:
    """Write translations.json; sections that are gone are dropped."""
    known = {key: value for key, value in (corpus.acknowledged or {}).items() if key in current}
    known |= {key: current[key] for key in keys}
    text = json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (project.registers / ACKNOWLEDGED).write_text(text, encoding="utf-8", newline="\n")
    return 0
