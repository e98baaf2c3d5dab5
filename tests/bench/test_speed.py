"""Time and memory grow with the content, not faster; our own tree is checked in two seconds."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from mip.load import check_project
from mip.project import Project
from mip.recheck import Recheck

sys.path.insert(0, str(Path(__file__).parent))
import grow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")


def test_time_and_memory_grow_in_step_with_the_content() -> None:
    """Ten times the pages take at most fifteen times as long and need at most ten times the memory."""
    small_pages, small_time, small_memory = grow.measure(40)
    pages, seconds, memory = grow.measure(400)
    times = pages / small_pages
    assert seconds < 1.5 * times * small_time
    assert memory < times * small_memory


def test_the_grown_tree_is_whole(tmp_path: Path) -> None:
    """It measures checking, not reporting."""
    findings = check_project(grow.grow(tmp_path / "tree", 3), today="2026-11-25")[1]
    assert findings == []


def test_our_own_tree_is_checked_quickly(real: Project) -> None:
    """Two seconds on an ordinary machine; twice that is allowed here, since processor time varies."""
    started = time.process_time()
    check_project(real)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(("old", "new"), [("再加一句。", "再加一句话。"), ("{ #gen-05 ", "{ #gen-055 "), ("## GEN-05 ", "## GEN-99 ")], ids=["text", "anchor", "id"])
def test_a_changed_page_is_checked_again_at_once(real: Project, tmp_path: Path, old: str, new: str) -> None:
    """Under 300 ms, also when other pages can see the change; twice that is allowed here."""
    shutil.copytree(real.docs, tmp_path / "docs")
    shutil.copy(real.config, tmp_path)
    page = tmp_path / "docs" / "zh" / "sectors" / "general" / "people.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n再加一句。\n", encoding="utf-8")
    recheck = Recheck(Project(tmp_path))
    recheck.run()
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    started = time.process_time()
    recheck.run()
    assert time.process_time() - started < 0.6
