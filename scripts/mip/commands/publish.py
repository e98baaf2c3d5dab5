"""`mip publish`: enter every id of this edition in the ledger, once it goes to readers."""

from __future__ import annotations

import argparse
import json
import sys

from mip.errors import CannotRun
from mip.load import PUBLISHED, check_project
from mip.model.corpus import Corpus
from mip.model.ledger import Published, changed, current, retired
from mip.project import find_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """Ids whose new title is to be accepted."""
    parser.add_argument("--accept", action="append", default=[], metavar="ID", help="承认这个编号的新标题，可重复 / accept the new title of this id; repeatable")


def updated(corpus: Corpus, accepted: set[str]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The new ledger, and the ids that stand in its way."""
    now = current(corpus)
    before = {name: Published(**entry) for name, entry in (corpus.published or {}).items()}
    refused = [n for n in before if n not in now and not retired(corpus, n)]
    refused += [n for n in before if n in now and n not in accepted and changed(before[n], now[n])]
    gone = {name: entry for name, entry in before.items() if name not in now}
    return {name: entry._asdict() for name, entry in sorted((gone | now).items())}, refused


def run(options: argparse.Namespace) -> int:
    """Write the ledger; refuse if a published id is gone or has become something else."""
    project = find_project()
    corpus, findings = check_project(project)
    stopping = [f for f in findings if f.severity == "error" and not f.rule.startswith("published-")]
    if stopping:
        raise CannotRun(f"来源有{len(stopping)}个错误，先运行mip check / the sources have {len(stopping)} errors; run: mip check")
    accepted = {name if "#" in name else name.upper() for name in options.accept}
    unknown = sorted(accepted - set(corpus.published or {}))
    if unknown:
        raise CannotRun(f"没有发布过{'、'.join(unknown)} / never published: {', '.join(unknown)}")
    ledger, refused = updated(corpus, accepted)
    if refused:
        print(f"以下编号不见了或换了内容，见mip check / gone or changed, see mip check: {', '.join(refused)}", file=sys.stderr)
        return 1
    new = len(ledger) - len(corpus.published or {})
    text = json.dumps(ledger, ensure_ascii=False, indent=0, sort_keys=False)
    (project.registers / PUBLISHED).write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"登记{len(ledger)}个编号，新增{new}个 / {len(ledger)} ids in the ledger, {new} of them new")
    return 0
