"""A build that fails or is killed leaves the last good site as it was, and says in one line what to mend."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mip.outputs import site as site_module
from mip.project import Project

ROOT = Path(__file__).resolve().parent.parent
CLAUSES = "docs/zh/sectors/biopharma/research.md"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a build reads, with a finished site in place."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    return root


def _build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mip", "build", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )


def _replace(old: str, new: str) -> tuple[str, str]:
    return old, new


FAULTS = {
    "a broken reference": (CLAUSES, _replace("[FORM-03]", "[FORM-99]"), "reference-unknown"),
    "a duplicate id": (CLAUSES, _replace("## BIO-02 ", "## BIO-01 "), "id-duplicate"),
    "a clause missing in English": ("docs/en/sectors/biopharma/research.md", _replace("## BIO-02 ", "## "), "id-malformed"),
    "a retired law number": (CLAUSES, _replace("[fashi-2020-7#27]", "[aucl-2019#9]"), "law-superseded"),
    "broken YAML": ("docs/registers/local.yml", _replace("- id:", "- id: ["), "yaml"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_with_place_and_repair_and_keeps_the_site(copy: Path, name: str) -> None:
    """One line names file, line, what is wrong and how to mend it."""
    file, (old, new), rule = FAULTS[name]
    path = copy / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        result = _build(copy)
    finally:
        path.write_text(before, encoding="utf-8")
    lines = [line for line in result.stdout.splitlines() if line.endswith(f"[{rule}]")]
    assert result.returncode == 1
    assert any(line.startswith(file + ":") for line in lines), result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert (copy / "site/index.html").read_text(encoding="utf-8") == "the last good site"


def test_a_file_in_gbk_stops_the_build(copy: Path) -> None:
    """The encoding is recognised and named."""
    path = copy / CLAUSES
    before = path.read_bytes()
    path.write_bytes(before.decode("utf-8").encode("gb18030"))
    try:
        result = _build(copy)
    finally:
        path.write_bytes(before)
    assert result.returncode == 1 and "GBK" in result.stdout and f"{CLAUSES}:" in result.stdout


def test_a_missing_register_stops_the_build(copy: Path) -> None:
    """One finding, not a flood."""
    path = copy / "docs/registers/laws.yml"
    kept = path.read_bytes()
    path.unlink()
    try:
        result = _build(copy)
    finally:
        path.write_bytes(kept)
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if "[" in line and "laws.yml" in line and "missing-file" in line]
    assert sum("[reference-unknown]" in line for line in result.stdout.splitlines()) == 0


def test_a_killed_build_leaves_the_last_good_site(copy: Path) -> None:
    """Killed while pages are being rendered."""
    process = subprocess.Popen([sys.executable, "-m", "mip", "build", "--no-pdf"], cwd=copy, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any((copy / "build").glob("site.new-*/*")):
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (copy / "site/index.html").read_text(encoding="utf-8") == "the last good site"


def test_a_kill_between_the_two_renames_is_mended_by_the_next_start(tmp_path: Path) -> None:
    """The old site comes back."""
    project = Project(tmp_path)
    old = project.build / "site.old"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old", encoding="utf-8")
    site_module.recover(project)
    assert (project.site / "index.html").read_text(encoding="utf-8") == "old"


def test_the_front_doors_explain_an_old_python_and_a_missing_venv_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """One plain sentence each."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import bootstrap

    monkeypatch.setattr(bootstrap, "MINIMUM", (99, 0, 0))
    with pytest.raises(bootstrap.CannotStart, match=r"99\.0\.0"):
        bootstrap.require_python()
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.CannotStart, match="python3-venv"):
        bootstrap.make_venv()


def test_a_second_start_costs_under_a_second() -> None:
    """The environment is used again while the lock is unchanged."""
    code = "import sys; sys.path.insert(0, 'scripts'); import bootstrap; bootstrap.ensure_environment('requirements.lock')"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)  # makes it, if the lock has just changed
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert time.perf_counter() - started < 1
