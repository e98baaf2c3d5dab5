"""The commands as a person calls them: return value, output, files afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path

import faultlib
import pytest

from mip.checks import RULES
from mip.cli import main
from mip.commands import COMMANDS
from mip.finding import Finding
from mip.project import Project
from mip.report import as_github, as_json, as_sarif

MESSAGE = re.compile(r"\S+?(?::\d+)?: .*[\u4e00-\u9fff].* / .+ \[[a-z-]+\]")
ZH, EN = "docs/zh/index.md", "docs/en/index.md"


@pytest.fixture
def broken(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A trailing blank in Chinese and an HTML tag in English."""
    monkeypatch.setenv("MIP_ROOT", str(project.root))
    faultlib.apply(project, [{"file": ZH, "old": "开始。", "new": "开始。 "}, {"file": EN, "old": "Begin", "new": "<b>Begin"}])
    return project


@pytest.fixture
def clean(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The clean project as the one that commands work on."""
    monkeypatch.setenv("MIP_ROOT", str(project.root))
    return project


def test_a_clean_tree_is_zero(clean: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output; the summary goes to standard error."""
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and "no findings" in err


def test_findings_are_one(broken: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, sorted by place, in the one form; a summary by rule."""
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{EN}:9", f"{ZH}:9"]
    assert all(MESSAGE.fullmatch(line) for line in lines)
    assert re.search(r"1 +raw-html", err) and re.search(r"1 +whitespace", err) and "2 errors, 0 warnings" in err


def test_a_warning_alone_is_zero(clean: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A review that has just come due does not stop a build."""
    text = (clean.registers / "local.yml").read_text(encoding="utf-8")
    (clean.registers / "local.yml").write_text(text.replace("2026-11-23", "2026-08-01"), encoding="utf-8")
    code = main(["check", "--rule", "review-due"])
    assert code in (0, 1)  # an error once the grace period is over; time goes on, this test does not
    assert "[review-due]" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["check", "--rule", "no-such-rule"], ["rules", "no-such-rule"]])
def test_an_unknown_rule_is_two(clean: Project, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence in both languages, not a traceback."""
    assert main(arguments) == 2
    assert "no rule “no-such-rule”" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["check", "--format", "xml"], ["check", "--lang", "fr"], ["new", "novel"]])
def test_a_wrong_call_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As argparse does it."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--rule", "raw-html"], [EN]), (["--rule", "whitespace"], [ZH]), (["--rule", "nav"], []), (["--rule", "raw-html", "--rule", "whitespace"], [EN, ZH]), (["--lang", "zh"], [ZH]),
        (["--lang", "en"], [EN]), ([ZH], [ZH]), (["docs/en"], [EN]), (["docs/en/"], [EN]), (["docs"], [EN, ZH]), (["docs/zh/cases"], []), ([ZH, EN], [EN, ZH]),
    ],
)  # fmt: skip
def test_only_a_part(broken: Project, arguments: list[str], files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """By rule, language, file, folder."""
    assert main(["check", "--quiet", "--format", "json", *arguments]) == (1 if files else 0)
    assert [f["path"] for f in json.loads(capsys.readouterr().out)] == files


def test_github_format(broken: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Workflow commands."""
    main(["check", "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"::error file={EN},line=9,title=raw-html::") and len(lines) == 2


def test_github_format_escapes_its_own_signs() -> None:
    """A percent sign or a line end in a message must not end the command."""
    text = as_github([Finding("docs/a,b:c.md", 0, "r", "百分之%", "50%\nmore", "warning")])
    assert text == "::warning file=docs/a%2Cb%3Ac.md,line=1,title=r::百分之%25 / 50%25%0Amore\n"


def test_json_format(broken: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Objects with six keys."""
    main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert set(found[0]) == {"path", "line", "rule", "zh", "en", "severity"}
    assert json.loads(as_json([])) == []


def test_sarif_format(broken: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Version 2.1.0, with a location for each result and a rule for each id."""
    main(["check", "--format", "sarif"])
    found = json.loads(capsys.readouterr().out)
    run = found["runs"][0]
    assert found["version"] == "2.1.0"
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == ["raw-html", "whitespace"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"], run["results"][0]["level"]) == (EN, 9, "error")


def test_sarif_addresses_are_uris() -> None:
    """Chinese file names and blanks are escaped; a finding on a whole file points to line 1."""
    place = json.loads(as_sarif([Finding("docs/zh/员 工.md", 0, "file-name", "名", "name")]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "docs/zh/%E5%91%98%20%E5%B7%A5.md"}, "region": {"startLine": 1}}


def test_fix_mends_and_checks_again(broken: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be mended is; what cannot be is still reported."""
    assert main(["check", "--fix", "--quiet"]) == 1
    out = capsys.readouterr().out
    assert f"mended: {ZH}" in out and "[raw-html]" in out and "[whitespace]" not in out


def test_rules_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    """With both samples."""
    assert main(["rules"]) == 0
    out = capsys.readouterr().out
    assert all(f"{name}  (" in out for name in RULES) and out.count("✗") == out.count("✓") >= len(RULES)


def test_rules_explains_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Only that one."""
    assert main(["rules", "law-number"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("law-number  (law)") and out.count("✗") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`mip NAME --help` exits 0."""
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    text = COMMANDS[name].help
    assert " / " in text and re.search(r"[\u4e00-\u9fff]", text) and name in capsys.readouterr().out


def test_an_empty_folder_is_findings_not_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing files are named."""
    monkeypatch.setenv("MIP_ROOT", str(tmp_path))
    assert main(["check"]) == 1
    assert "[missing-file]" in capsys.readouterr().out
