"""What `mip check` keeps between runs saves time and never changes a finding."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from mip.load import check_project
from mip.project import Project
from mip.sources import cache
from mip.sources.cache import ReadCache, StoredCache

PAGE = "docs/zh/sectors/general/people.md"


def _stored(project: Project) -> Path:
    return project.build / "parsed.pickle"


def test_the_second_run_parses_only_what_changed(project: Project) -> None:
    """Same content, same result; a changed file is read again whatever its date says."""
    check_project(project)
    made: list[str] = []
    again = StoredCache(_stored(project))
    for name in (PAGE, "docs/en/sectors/general/people.md"):
        again.read(project.root / name, "page", partial(made.append, name))
    assert made == []
    page = project.root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n再加一句。\n", encoding="utf-8")
    StoredCache(_stored(project)).read(page, "page", lambda: made.append(PAGE))
    assert made == [PAGE]


def test_findings_are_those_of_a_run_without_it(project: Project) -> None:
    """Also after a fault and after its repair, in pages and in registers."""
    register = project.registers / "glossary.yml"
    before = register.read_text(encoding="utf-8")
    assert check_project(project)[1] == []
    for text in (before + "\n- id: 3\n", before):
        register.write_text(text, encoding="utf-8")
        assert check_project(project)[1] == check_project(project, cache=ReadCache())[1]
    assert check_project(project)[1] == []


def test_a_changed_schema_judges_a_register_anew(project: Project) -> None:
    """The register's text alone does not decide whether it fits."""
    check_project(project)
    schema = project.schemas / "edition.json"
    schema.write_text('{"type": "array"}', encoding="utf-8")
    assert {f.rule for f in check_project(project)[1]} == {"schema"}


def test_a_broken_or_foreign_file_is_ignored(project: Project) -> None:
    """Cut off, not a pickle, or written by other code: everything is parsed, and the file is written anew."""
    check_project(project)
    whole = _stored(project).read_bytes()
    for content in (whole[:100], b"no pickle", b""):
        _stored(project).write_bytes(content)
        assert check_project(project)[1] == []
        assert len(_stored(project).read_bytes()) == len(whole)


def test_what_other_code_parsed_is_not_used(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of a parser makes everything be parsed again."""
    check_project(project)
    monkeypatch.setattr(cache, "_code", lambda: "another version")
    made: list[str] = []
    StoredCache(_stored(project)).read(project.root / PAGE, "page", lambda: made.append(PAGE))
    assert made == [PAGE]


def test_a_folder_that_cannot_be_written_to_is_no_fault(project: Project) -> None:
    """The check is a little slower and nothing else."""
    project.build.parent.mkdir(parents=True, exist_ok=True)
    project.build.write_text("a file where the folder should be", encoding="utf-8")
    assert check_project(project)[1] == []
