"""A tree of many times the content, for measuring: python tests/bench/grow.py [FACTOR …].

Pages are copied under new names with their items renumbered, so that ids, anchors and links stay
unique and whole; registers and navigation grow with them. Prints time and memory per factor.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mip.load import check_project
from mip.project import Project
from mip.sources.cache import ReadCache

ROOT = Path(__file__).resolve().parents[2]
CLEAN = ROOT / "tests" / "fixtures" / "clean"
UNITS = 64  # copies of the small project that make as many pages as the real docs/ have


def grow(root: Path, copies: int) -> Project:
    """A project of `copies` times the pages of tests/fixtures/clean: each copy is a set of questions of its own."""
    shutil.copytree(CLEAN, root)
    shutil.copytree(ROOT / "docs" / "registers" / "schemas", root / "docs" / "registers" / "schemas")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  /cases/*.md\n", "  /cases/*.md\n  /faq/*.md\n"), encoding="utf-8")
    for lang in ("zh", "en"):
        folder = root / "docs" / lang
        pages = [folder / "sectors" / "general" / "people.md", folder / "cases" / "sample.md", folder / "index.md"]
        texts = [path.read_text(encoding="utf-8") for path in pages]
        (folder / "faq").mkdir()
        for number in range(copies):
            for index, text in enumerate(texts):
                (folder / "faq" / f"page-{number}-{index}.md").write_text(_copy(text, number, lang), encoding="utf-8")
    return Project(root)


def _copy(text: str, number: int, lang: str) -> str:
    """The page without its ids in headings; its sentences are made its own, since none may stand on two pages."""
    text = re.sub(r"(?m)^(#+) [A-Z]+-\d+ (.*?) \{ #([a-z]+)-(\d+)[^}]*\}", r"\1 \2 { #x-\3-\4 }", text).replace("#gen-01)", ")").replace("(sectors/", "(../sectors/")
    mark = f"甲{number}：" if lang == "zh" else f"Copy {number}: "
    return re.sub(r"(?m)^(:   )", lambda m: m[1] + mark, text)


def measure(copies: int) -> tuple[int, float, float]:
    """Pages, seconds of processor time and peak megabytes of one check, in a process of its own."""
    script = "import sys; sys.path.insert(0, sys.argv[2]); import grow; grow.report(sys.argv[1])"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tree"
        pages = sum(1 for _ in (grow(root, copies).docs).rglob("*.md"))
        result = subprocess.run([sys.executable, "-c", script, str(root), str(Path(__file__).parent)], capture_output=True, text=True, check=True)
    found = json.loads(result.stdout)
    return pages, found["seconds"], found["megabytes"]


def report(root: str) -> None:
    """Check a tree and print what it took."""
    started = time.process_time()
    findings = check_project(Project(Path(root)), today="2026-11-25", cache=ReadCache())[1]
    seconds = time.process_time() - started
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "megabytes": used, "findings": len(findings)}))


if __name__ == "__main__":
    for factor in [int(argument) for argument in sys.argv[1:]] or [1, 5, 10, 50]:
        count, took, memory = measure(UNITS * factor)
        print(f"{factor:4} ×  {count:6} pages  {took:7.2f} s  {1000 * took / count:6.2f} ms per page  {memory:6.0f} MB", flush=True)
