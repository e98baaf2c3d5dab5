"""`mip watch`, `mip ack`, `mip new`: end to end in a small project."""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import faultlib
import pytest

from mip.commands import ack, new, watch
from mip.errors import CannotRun
from mip.finding import Finding
from mip.load import ACKNOWLEDGED, load
from mip.model.fingerprint import fingerprints
from mip.project import Project

Run = Callable[..., int]
ZH = "docs/zh/sectors/general/people.md"
KEY = "sectors/general/people.md#gen-02"


@pytest.fixture
def mip(project: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command module with arguments in the small project."""
    monkeypatch.setenv("MIP_ROOT", str(project.root))

    def run(module: ModuleType, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        module.arguments(parser)
        return int(module.run(parser.parse_args(arguments)))

    return run


def acknowledged(project: Project) -> dict[str, str]:
    """What is on record."""
    data: dict[str, str] = json.loads((project.registers / ACKNOWLEDGED).read_text(encoding="utf-8"))
    return data


def change(project: Project) -> None:
    """The Chinese of one section changes."""
    faultlib.apply(project, [{"file": ZH, "old": "赔偿按损失或获利计算", "new": "赔偿先按损失计算"}])


def git(root: Path, *arguments: str) -> None:
    """A commit nobody signs."""
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=root, check=True, capture_output=True)


def test_ack_all_records_every_section(project: Project, mip: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Sorted, one key per section that both languages have."""
    assert mip(ack, "--all", "--yes") == 0
    record = acknowledged(project)
    assert list(record) == sorted(record)
    assert record == fingerprints(load(project)[0])
    assert faultlib.findings(project) == []
    assert "GEN-02" in capsys.readouterr().out


def test_ack_shows_the_difference_before_it_asks(project: Project, mip: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that changed since the last commit, of that section only; “no” writes nothing."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    mip(ack, "--all", "--yes")
    git(project.root, "init", "-q")
    git(project.root, "add", ".")
    git(project.root, "commit", "-qm", "start")
    change(project)
    faultlib.apply(project, [{"file": ZH, "old": "培训签到", "new": "培训签到表"}])
    before = acknowledged(project)
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert mip(ack, KEY) == 1
    out = capsys.readouterr().out
    assert "-:   赔偿按损失或获利计算" in out and "+:   赔偿先按损失计算" in out and "培训签到表" not in out
    assert out.index("赔偿先按") < out.index("[y/N]")
    assert acknowledged(project) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert mip(ack, KEY) == 0
    changed = {key for key, value in acknowledged(project).items() if before[key] != value}
    assert changed == {KEY}
    assert [f.rule for f in faultlib.findings(project)] == ["translation-stale"]


def test_ack_without_git_shows_the_section(project: Project, mip: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The text itself."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert mip(ack, "--yes", KEY) == 0
    out = capsys.readouterr().out
    assert "== sectors/general/people.md#gen-02" in out and "赔偿按损失或获利计算" in out


def test_ack_without_a_terminal_means_no(project: Project, mip: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer records nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert mip(ack, "--all") == 1
    assert not (project.registers / ACKNOWLEDGED).exists()


def test_ack_all_drops_sections_that_are_gone(project: Project, mip: Run) -> None:
    """The record does not grow for ever."""
    (project.registers / ACKNOWLEDGED).write_text('{"gone.md#x": "000000000000"}', encoding="utf-8")
    assert mip(ack, "--all", "--yes") == 0
    assert "gone.md#x" not in acknowledged(project)
    assert mip(ack, "--all", "--yes") == 0


@pytest.mark.parametrize("arguments", [[], ["nowhere.md#x"], ["index.md"]])
def test_ack_says_what_it_needs(mip: Run, arguments: list[str]) -> None:
    """A section by its key, or --all."""
    with pytest.raises(CannotRun):
        mip(ack, *arguments)


def test_ack_repairs_a_broken_record(project: Project, mip: Run) -> None:
    """As its finding promises."""
    (project.registers / ACKNOWLEDGED).write_text("{", encoding="utf-8")
    assert mip(ack, "--all", "--yes") == 0
    assert faultlib.findings(project) == []


def test_ack_refuses_while_sources_cannot_be_read(project: Project, mip: Run) -> None:
    """What is not understood is not accepted."""
    (project.registers / "laws.yml").write_text("[", encoding="utf-8")
    with pytest.raises(CannotRun):
        mip(ack, "--all", "--yes")


def test_hunks_of_a_diff() -> None:
    """Only those that touch the section."""
    diff = "--- a/x\n+++ b/x\n@@ -3 +3 @@ h\n-a\n+b\n@@ -9,0 +10,2 @@\n+c\n+d\n@@ -20,2 +22,0 @@\n-e\n-f\n"
    assert ack.hunks(diff, 1, 5) == ["-a", "+b"]
    assert ack.hunks(diff, 11, 11) == ["+c", "+d"]
    assert ack.hunks(diff, 20, 30) == ["-e", "-f"]
    assert ack.hunks(diff, 5, 8) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["clause", "--sector", "general"], "GEN-03"), (["clause", "--sector", "biopharma"], "BIO-01"), (["case"], "CASE-02"), (["faq"], "FAQ-01"), (["form"], "FORM-01"), (["workshop"], "WS-01")],
)
def test_new_prints_the_next_free_id(project: Project, mip: Run, arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And changes nothing."""
    before = {path: path.read_bytes() for path in project.docs.rglob("*") if path.is_file()}
    assert mip(new, *arguments) == 0
    assert capsys.readouterr().out.strip() == expected
    assert before == {path: path.read_bytes() for path in project.docs.rglob("*") if path.is_file()}


def test_new_never_gives_a_retired_id(project: Project, mip: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A printed code may still lead there."""
    (project.registers / "retired.yml").write_text("- {id: GEN-07, successor: GEN-01, reason: {zh: 并, en: merged}, date: '2026-01-01'}\n", encoding="utf-8")
    mip(new, "clause", "--sector", "general")
    assert capsys.readouterr().out.strip() == "GEN-08"


def test_a_new_clause_is_appended_in_both_languages(project: Project, mip: Run) -> None:
    """A skeleton that needs nothing but its register entry."""
    assert mip(new, "clause", "--sector", "general", "--page", "sectors/general/people.md") == 0
    found = faultlib.findings(project)
    assert [f.rule for f in found] == ["clause-meta"]
    with (project.registers / "clauses" / "general.yml").open("a", encoding="utf-8") as file:
        file.write("GEN-03: {roles: [hr], stages: [work], routes: []}\n")
    assert faultlib.findings(project) == []


@pytest.mark.parametrize(
    ("arguments", "page", "rules"),
    [
        (["clause", "--sector", "biopharma"], "sectors/biopharma/research.md", {"clause-meta", "nav"}), (["faq"], "faq/staff.md", {"nav", "item-orphan"}),
        (["case"], "cases/cn-new-2026.md", {"case-record", "case-isolated"}), (["form"], "forms/nda.md", {"form-unused", "nav", "item-orphan"}), (["workshop"], "workshops/one.md", {"nav", "item-orphan"}),
    ],
)  # fmt: skip
def test_a_new_page_lacks_only_what_a_person_must_decide(project: Project, mip: Run, arguments: list[str], page: str, rules: set[str]) -> None:
    """Where it is listed and what refers to it."""
    assert mip(new, *arguments, "--page", page) == 0
    assert {f.rule for f in faultlib.findings(project)} == rules


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clause"], "--sector"), (["clause", "--sector", "general", "--page", "faq/x.md"], "sectors/general/name.md"), (["faq", "--page", "faq/Staff.md"], "faq/name.md"), (["faq", "--page", "../x.md"], "faq/name.md"),
        (["faq", "--page", "faq/../../x.md"], "faq/name.md"), (["case", "--page", "cases/sample.md"], "page of its own"), (["faq", "--page", "faq/x"], "faq/name.md"),
    ],
)  # fmt: skip
def test_new_refuses_a_wrong_place(mip: Run, arguments: list[str], words: str) -> None:
    """Before anything is written."""
    with pytest.raises(CannotRun, match=words):
        mip(new, *arguments)


def test_watch_reports_what_came_and_what_went(project: Project, mip: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Three looks: clean, broken, mended."""
    path = project.docs / "zh" / "index.md"
    clean = path.read_text(encoding="utf-8")

    def edit() -> None:
        time.sleep(0.5)
        path.write_text(clean.replace("开始。", "开始。 "), encoding="utf-8")
        time.sleep(0.8)
        path.write_text(clean, encoding="utf-8")

    thread = threading.Thread(target=edit)
    thread.start()
    assert mip(watch, "--interval", "0.05", "--rounds", "3") == 0
    thread.join()
    out = capsys.readouterr().out
    assert out.count(" open, ") == 3
    assert "+ docs/zh/index.md:9:" in out and "[whitespace]" in out and "1 resolved" in out


def test_watch_ends_with_one_while_there_are_errors(project: Project, mip: Run) -> None:
    """For use in scripts."""
    (project.docs / "zh" / "index.md").unlink()
    assert mip(watch, "--rounds", "1") == 1


def test_watch_describes_a_change() -> None:
    """New ones in full, gone ones by number."""
    one, two = Finding("a.md", 1, "r", "一", "one"), Finding("b.md", 2, "r", "二", "two")
    text = watch.describe([one], [two], 0.1234)
    assert text == "+ b.md:2: 二 / two [r]\n- 解决了1条 / 1 resolved\n1条未解决，用时123毫秒 / 1 open, 123 ms\n"
