"""The ledger of published ids: nothing on paper may come to lead elsewhere."""

from __future__ import annotations

import json

import pytest

from mip.cli import main
from mip.load import check_project
from mip.model.ledger import Published, changed, current, unrelated
from mip.project import Project

ITEM = "GEN-01"
PAGES = ("docs/zh/sectors/general/people.md", "docs/en/sectors/general/people.md")


def ledger_of(project: Project) -> dict[str, dict[str, str]]:
    """The ledger as it is on disk."""
    data: dict[str, dict[str, str]] = json.loads((project.registers / "published.json").read_text(encoding="utf-8"))
    return data


def found(project: Project) -> list[str]:
    """What the ledger's rules report."""
    return [f.rule for f in check_project(project, today="2026-11-25")[1] if f.rule.startswith("published-")]


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace a piece of a page."""
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def published(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The clean project, published."""
    monkeypatch.setenv("MIP_ROOT", str(project.root))
    assert main(["publish"]) == 0
    return project


def title(project: Project, lang: str) -> str:
    """The title of the item under test."""
    return check_project(project)[0].items[lang][ITEM].title


def test_without_a_ledger_nothing_is_reported(project: Project) -> None:
    """A fork that has never published is not nagged."""
    assert found(project) == []


def test_publishing_enters_every_item_and_article_sorted_and_twice_the_same(published: Project) -> None:
    """The file is the same for the same sources."""
    path = published.registers / "published.json"
    first = path.read_bytes()
    ledger = ledger_of(published)
    corpus = check_project(published)[0]
    assert set(corpus.items["zh"]) <= set(ledger) and any("#" in name for name in ledger)
    assert list(ledger) == sorted(ledger) and ledger[ITEM]["kind"] == "clause"
    assert main(["publish"]) == 0 and path.read_bytes() == first
    assert found(published) == []


def test_a_published_id_that_is_gone_is_reported_until_it_is_retired(published: Project) -> None:
    """The tombstone needs an entry in retired.yml."""
    ledger = ledger_of(published)
    ledger["GEN-77"] = {"kind": "clause", "sector": "general", "zh": "旧条款", "en": "Old clause"}
    (published.registers / "published.json").write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")
    assert found(published) == ["published-gone"]
    assert main(["publish"]) == 1
    entry = f"- id: GEN-77\n  successor: {ITEM}\n  reason:\n    zh: 并入。\n    en: Merged.\n  date: '2026-11-01'\n"
    (published.registers / "retired.yml").write_text(entry, encoding="utf-8")
    assert found(published) == []
    assert main(["publish"]) == 0 and "GEN-77" in ledger_of(published)


def test_a_retired_id_has_a_tombstone_with_its_successor_and_reason(published: Project) -> None:
    """A printed code still tells its reader something."""
    from mip.outputs.permalinks import permalink_files

    entry = f"- id: GEN-77\n  successor: {ITEM}\n  reason:\n    zh: 并入别条。\n    en: Merged.\n  date: '2026-11-01'\n"
    (published.registers / "retired.yml").write_text(entry, encoding="utf-8")
    page = permalink_files(check_project(published)[0])["r/gen-77/index.html"]
    assert "并入别条。" in page and "Merged." in page and f"../{ITEM.lower()}/index.html" in page and "2026-11-01" in page


def test_a_new_wording_of_a_title_is_fine(published: Project) -> None:
    """Titles may be improved."""
    edit(published, PAGES[0], title(published, "zh"), title(published, "zh") + "与补充")
    assert found(published) == []


def test_a_title_about_something_else_is_reported_until_it_is_accepted(published: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Another subject needs another id, or a deliberate word."""
    edit(published, PAGES[0], f" {title(published, 'zh')} ", " 参展放行 ")
    assert found(published) == ["published-changed"]
    assert main(["publish"]) == 1 and ITEM in capsys.readouterr().err
    assert main(["publish", "--accept", ITEM.lower()]) == 0
    assert found(published) == [] and ledger_of(published)[ITEM]["zh"] == "参展放行"


def test_only_published_ids_can_be_accepted(published: Project) -> None:
    """A mistyped id is said, not ignored."""
    assert main(["publish", "--accept", "GEN-98"]) == 2


def test_a_broken_ledger_is_one_finding(published: Project) -> None:
    """Broken JSON does not hide other findings."""
    (published.registers / "published.json").write_text("{", encoding="utf-8")
    findings = check_project(published, today="2026-11-25")[1]
    assert [(f.path, f.rule) for f in findings] == [("docs/registers/published.json", "schema")]


@pytest.mark.parametrize(
    ("lang", "before", "after", "expected"),
    [
        ("zh", "清洁入职", "入职清洁", False), ("zh", "清洁入职", "参展放行", True), ("zh", "门", "门禁", False),
        ("en", "Clean onboarding", "Onboarding kept clean", False), ("en", "Clean onboarding", "Visitors", True),
        ("en", "The visitors", "The cell bank", True), ("zh", "", "参展", False),
    ],
)  # fmt: skip
def test_titles_are_unrelated_only_if_they_share_nothing(lang: str, before: str, after: str, expected: bool) -> None:
    """Pairs of characters in Chinese, words in English."""
    assert unrelated(before, after, lang) is expected


def test_a_change_of_kind_or_sector_is_named() -> None:
    """Neither may change."""
    before = Published("clause", "general", "清洁入职", "Clean onboarding")
    assert changed(before, before._replace(kind="faq")) == "kind"
    assert changed(before, before._replace(sector="ai")) == "sector"
    assert changed(before, before) == ""


def test_our_own_ledger_agrees_with_our_own_pages(real: Project) -> None:
    """What this repository has published is still there."""
    assert [f for f in check_project(real)[1] if f.rule.startswith("published-")] == []
    assert len(current(check_project(real)[0])) > 500
