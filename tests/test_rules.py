"""Every fault of tests/faults/ gives exactly the findings it names; nothing in tests/tolerated.yml gives any."""

from __future__ import annotations

import shutil
from pathlib import Path

import faultlib
import pytest
from conftest import ROOT

from mip.checks import RULES
from mip.checks.registry import WHOLE, rule
from mip.model.corpus import Corpus
from mip.outputs import rules_page
from mip.project import LANGUAGES, Project
from mip.recheck import Recheck
from mip.sitecheck import BUILT
from mip.sources.reading_rules import READING_RULES

FAULTS = faultlib.all_faults()
TOLERATED = faultlib.read_faults(faultlib.TESTS / "tolerated.yml")
NAMES = sorted({*RULES, *READING_RULES})
EXPLAINED = sorted({*NAMES, *BUILT.rules})


def test_the_clean_project_gives_no_findings(project: Project) -> None:
    """What the faults are measured against."""
    assert faultlib.findings(project) == []


@pytest.mark.parametrize("fault", FAULTS, ids=faultlib.sentence)
def test_a_fault_is_reported_and_nothing_else(project: Project, fault: faultlib.Fault) -> None:
    """Right file, right line, right rule, right words, and not one finding more."""
    faultlib.apply(project, fault["edits"])
    assert faultlib.mismatch(project, faultlib.findings(project), fault["expect"]) == []
    assert fault["rule"] in {want["rule"] for want in fault["expect"]}


@pytest.mark.parametrize("sample", TOLERATED, ids=faultlib.sentence)
def test_what_only_looks_wrong_is_tolerated(project: Project, sample: faultlib.Fault) -> None:
    """False positives are what makes people switch a checker off."""
    faultlib.apply(project, sample["edits"])
    assert faultlib.findings(project) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_fault(name: str) -> None:
    """A new rule needs an entry in tests/faults/."""
    assert any(want["rule"] == name for fault in FAULTS for want in fault["expect"] if fault["rule"] == name)


@pytest.mark.parametrize("name", sorted({*RULES, *BUILT.rules}))
def test_every_rule_is_explained_with_samples(name: str) -> None:
    """What `mip rules` shows."""
    item = RULES.get(name) or BUILT.rules[name]
    assert item.summary["zh"] and item.summary["en"] and item.bad and item.good and item.bad != item.good


@pytest.fixture(scope="module")
def explained(corpus: Corpus) -> dict[str, str]:
    """The editors' page and the page of rules it leads to, per language."""
    pages = {lang: (ROOT / "docs" / lang / "editors.md").read_text(encoding="utf-8") for lang in LANGUAGES}
    assert all("(rules.md)" in text for text in pages.values())
    return {lang: text + dict(rules_page.pages(corpus, lang, {}))["rules.md"] for lang, text in pages.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXPLAINED)
def test_every_rule_is_explained_to_editors(explained: dict[str, str], name: str, lang: str) -> None:
    """On the editors' page itself, or on the page of rules that it leads to."""
    assert f"`{name}`" in explained[lang] or f"### {name} " in explained[lang], f"{name} is not on the {lang} pages for editors"


def test_messages_say_the_same_in_both_languages(project: Project, tmp_path: Path) -> None:
    """Chinese has Chinese characters; both parts are there."""
    for fault in FAULTS[::9]:
        target = tmp_path / "again"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(project.root, target)
        faultlib.apply(Project(target), fault["edits"])
        for finding in faultlib.findings(Project(target)):
            assert any("\u4e00" <= c <= "\u9fff" for c in finding.zh) and finding.en.strip()


@pytest.mark.parametrize("fault", FAULTS, ids=faultlib.sentence)
def test_checking_again_finds_what_a_fresh_check_finds(project: Project, fault: faultlib.Fault) -> None:
    """`mip watch` is faster, not different: after the fault, and after the fault was mended."""
    recheck = Recheck(project, faultlib.TODAY)
    assert recheck.run() == []
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file() and not path.is_symlink()}
    faultlib.apply(project, fault["edits"])
    assert recheck.run() == faultlib.findings(project)
    for path in [*project.docs.rglob("*"), project.config]:
        if path.is_symlink() or (path.is_file() and path not in before):
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    assert recheck.run() == []


def test_rules_on_the_whole_exist() -> None:
    """A renamed rule must not silently become a rule on single pages."""
    assert set(RULES) >= WHOLE


def test_a_rule_needs_its_prefix_and_its_samples() -> None:
    """The decorator refuses what `mip rules` could not explain."""

    def wrong_name(corpus: object) -> list[object]:
        """Summary."""
        return []

    def check_without_samples(corpus: object) -> list[object]:
        """Summary only."""
        return []

    with pytest.raises(ValueError, match="check_<rule>"):
        rule(wrong_name)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Bad: and Good:"):
        rule(check_without_samples)  # type: ignore[arg-type]
