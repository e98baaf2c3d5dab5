"""Our own docs/, broken in one place at a time: the right rule speaks at the right line, and no other.

A seed changes one or two pages that rarely change; it names the rule and the line, counted from the
place of the edit. Where texts may still be edited, a seed looks for a pattern, not for a sentence.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

from mip.load import check_project
from mip.project import Project
from mip.recheck import Recheck

ORGANISATION, GRADING = "sectors/general/organisation.md", "sectors/general/grading.md"
GENERAL, GENERAL_PEOPLE = "sectors/general/index.md", "sectors/general/people.md"
RESEARCH, PARTNERS, PEOPLE = "sectors/biopharma/research.md", "sectors/biopharma/partners.md", "sectors/biopharma/people.md"
RESPONSE, BIOPHARMA, ROUTES = "sectors/biopharma/response.md", "sectors/biopharma/index.md", "sectors/biopharma/leak-routes.md"
VANILLIN, MELAMINE, CARBOPOL = "cases/cn-vanillin-2021.md", "cases/cn-melamine-2022.md", "cases/cn-carbopol-2020.md"
LAWS, CASES, GLOSSARY, LOCAL = (f"docs/registers/{name}.yml" for name in ("laws", "cases", "glossary", "local"))
RETIRED, CLAUSES, CONFIG = "docs/registers/retired.yml", "docs/registers/clauses/biopharma.yml", "mkdocs.yml"

INTRO = r"(?m)(?<= \}\n\n)(.+)$"  # the paragraph below the page's title
LAST = r"\n\Z"


class Edit(NamedTuple):
    """The first match of `pattern` in `file` becomes `new`."""

    file: str
    pattern: str
    new: str


class Seed(NamedTuple):
    """A fault and what is reported.

    `rule@edit` is the line where that edit's match begins, `+n` lies n lines below, `=n` is line n,
    `/pattern` is the first line of the broken file that matches.
    """

    name: str
    edits: list[Edit]
    expect: list[str]


def zh(page: str, pattern: str, new: str) -> Edit:
    """An edit of a Chinese page."""
    return Edit(f"docs/zh/{page}", pattern, new)


def en(page: str, pattern: str, new: str) -> Edit:
    """An edit of an English page."""
    return Edit(f"docs/en/{page}", pattern, new)


def add(page: str, chinese: str, english: str = "") -> list[Edit]:
    """A sentence more in the opening paragraph, in one language or both."""
    edits = [zh(page, INTRO, rf"\1{chinese}")] if chinese else []
    return edits + ([en(page, INTRO, rf"\1 {english}")] if english else [])


def both(page: str, chinese: tuple[str, str], english: tuple[str, str]) -> list[Edit]:
    """An edit in either language."""
    return [zh(page, *chinese), en(page, *english)]


SEEDS = [
    # identity
    Seed("id without hyphen", both(RESEARCH, ("## 接着看", "## BIO9 接着看"), ("## What to read next", "## BIO9 What to read next")), ["id-malformed@0", "id-malformed@1"]),
    Seed("id in lower case", [zh(RESEARCH, "## BIO-03 ", "## bio-03 ")], ["id-case@0"]),
    Seed("id with three digits", [en(PARTNERS, "## BIO-10 ", "## BIO-010 ")], ["id-case@0"]),
    Seed("anchor that is another id", both(RESPONSE, (r"\{ #bio-24 ", "{ #bio-94 "), (r"\{ #bio-24 ", "{ #bio-94 ")), ["anchor-mismatch@0", "anchor-mismatch@1"]),
    Seed("heading without anchor", [zh(GRADING, r"(?m)^(## .*?) \{ #next \}$", r"\1")], ["anchor-missing@0"]),
    Seed("anchor with a capital", both(PEOPLE, (r"#next", "#Next"), (r"#next", "#Next")), ["anchor-missing@0", "anchor-missing@1"]),
    Seed("anchor used twice", both(VANILLIN, (r"#measures", "#facts"), (r"#measures", "#facts")), ["anchor-duplicate@0", "anchor-duplicate@1"]),
    Seed("clause in the wrong folder", both(MELAMINE, (LAST, "\n\n## HER-99 测试 { #her-99 .advanced .advice }\n\n做什么\n:   做。\n\n为什么\n:   见[GEN-01]。\n\n留证据\n:   记录。\n\n自查\n:   做了吗？\n"),
         (LAST, "\n\n## HER-99 Testing { #her-99 .advanced .advice }\n\nDo\n:   Do.\n\nWhy\n:   See [GEN-01].\n\nKeep\n:   Record.\n\nCheck\n:   Done?\n")),
         ["id-place@0+2", "id-place@1+2", "clause-meta@0+2", "id-gap@0+2"]),
    Seed("successor that does not exist", [Edit(RETIRED, r"(?m)^\[\]", "- {id: BIO-90, successor: BIO-91, reason: {zh: 合并, en: merged}, date: '2026-01-01'}")], ["retired-successor@0"]),
    # references
    Seed("unknown clause", add(RESEARCH, "见[BIO-99]。", "See [BIO-99]."), ["reference-unknown@0", "reference-unknown@1"]),
    Seed("unknown article", add(GENERAL_PEOPLE, "见[反法][aucl-2025#99]。", "See [AUCL][aucl-2025#99]."), ["reference-unknown@0", "reference-unknown@1"]),
    Seed("unknown instrument", add(BIOPHARMA, "见[旧法][aucl-1989]。", "See [old law][aucl-1989]."), ["reference-unknown@0", "reference-unknown@1"]),
    Seed("unknown term", add(GRADING, "见[术语][term:nonsense]。", "See [term][term:nonsense]."), ["reference-unknown@0", "reference-unknown@1"]),
    Seed("unknown local fact", add(GRADING, "见[事实][local:nonsense]。", "See [fact][local:nonsense]."), ["reference-unknown@0", "reference-unknown@1"]),
    Seed("plain id after a Chinese character", [zh(PARTNERS, INTRO, r"\1见BIO-07。")], ["reference-plain@0"]),
    Seed("plain id in English", [en(PARTNERS, INTRO, r"\1 See BIO-07.")], ["reference-plain@0"]),
    Seed("plain id in a case", add(CARBOPOL, "参照CASE-01。", "Compare CASE-01."), ["reference-plain@0", "reference-plain@1"]),
    Seed("clause that refers to itself", both(PEOPLE, (r"(?m)^(## BIO-13 (?:.|\n)*?自查\n:   )", r"\1按[BIO-13]，"), (r"(?m)^(## BIO-13 (?:.|\n)*?Check\n:   )", r"\1Under [BIO-13], ")),
         ["reference-self@0/按.BIO-13", "reference-self@1/Under .BIO-13"]),
    Seed("link to a missing page", [zh(GENERAL, INTRO, r"\1见[定级](gradings.md)。")], ["link-broken@0"]),
    Seed("link to a missing anchor", [en(GENERAL, INTRO, r"\1 See [grades](grading.md#nope).")], ["link-broken@0"]),
    Seed("link into the other language", [zh(BIOPHARMA, INTRO, r"\1见[英文](../../../en/index.md)。")], ["link-broken@0"]),
    Seed("absolute link", [en(BIOPHARMA, INTRO, r"\1 See [home](/en/).")], ["link-broken@0"]),
    Seed("link to a law page that is not made", [zh(ROUTES, INTRO, r"\1见[旧法](../../law/aucl-1989.md)。")], ["link-broken@0"]),
    Seed("image without file", [zh(ROUTES, INTRO, r"\1![路线](no-such.svg)")], ["image@0"]),
    Seed("case law_now unknown", [Edit(CASES, r"(?m)^- id: CASE-01(?:.|\n)*?law_now:\n    - \S+", r"\g<0>x")], ["register-reference@0"]),
    Seed("reason without support", both(RESPONSE, (r"(?m)^(## BIO-22 (?:.|\n)*?为什么\n).*$", r"\1:   有用。"), (r"(?m)^(## BIO-22 (?:.|\n)*?Why\n).*$", r"\1:   Useful.")), ["clause-unsupported@0/有用。", "clause-unsupported@1/Useful\\."]),
    # law
    Seed("former article number", [zh(VANILLIN, r"\[第三十九条\]\[aucl-2025#39\]", "[第三十八条][aucl-2025#39]")], ["law-number@0"]),
    Seed("English article number", [en(VANILLIN, r"\[[^\[\]]*39[^\[\]]*\]\[aucl-2025#39\]", "[art. 38][aucl-2025#39]")], ["law-number@0"]),
    Seed("typed article in Chinese", [zh(PARTNERS, INTRO, r"\1这是《反不正当竞争法》第十条的要求。")], ["law-typed@0"]),
    Seed("typed article in English", [en(PARTNERS, INTRO, r"\1 This follows AUCL, art. ten, that is AUCL, art. 10.")], ["law-typed@0", "figures@0"]),
    Seed("superseded law as current", add(RESEARCH, "见[旧法][aucl-2019#17]。", "See [old law][aucl-2019#17]."), ["law-superseded@0", "law-superseded@1"]),
    Seed("review overdue", [Edit(LOCAL, r"(?m)^  checked: '2026-[0-9-]+'", "  checked: '2024-01-01'")], ["review-due@0/- id"]),
    Seed("impossible date", [Edit(CASES, r"(?m)^(- id: CASE-01(?:.|\n)*?checked: '?2026)-\d\d-\d\d", r"\1-02-30")], ["review-due@0"]),
    # figures
    Seed("figure in Chinese only", [zh(GRADING, INTRO, r"\1一共91731份。")], ["figures@0"]),
    Seed("figure in English only", [en(GRADING, INTRO, r"\1 In all 91,731 sheets.")], ["figures@0"]),
    Seed("amount scaled wrongly", add(MELAMINE, "另有9173万元。", "A further CNY 9.173 million."), ["figures@0", "figures@1"]),
    Seed("percentage", add(CARBOPOL, "占百分之九十七。", "That is 96.5%."), ["figures@1"]),
    Seed("duration in words", add(RESPONSE, "保存八十九年。", "Kept for eighty-eight years."), ["figures@0", "figures@1"]),
    Seed("figure in a heading", [en(RESPONSE, r"## What to read next", "## 917 pages to read next")], ["figures@0"]),
    Seed("exception without reason", [zh(ORGANISATION, LAST, "\n\n<!-- figures: 12 -->\n")], ["figures@0+2"]),
    # parity
    Seed("reference in Chinese only", [zh(PEOPLE, INTRO, r"\1见[CASE-31]。")], ["parity-references@0"]),
    Seed("reference in English only", [en(PEOPLE, INTRO, r"\1 See [CASE-31].")], ["parity-references@0"]),
    Seed("extra heading in English", [en(BIOPHARMA, LAST, "\n\n## More { #more-of-it }\n\nText.\n")], ["parity-headings@0+2"]),
    Seed("extra heading in Chinese", [zh(BIOPHARMA, LAST, "\n\n## 更多 { #more-of-it }\n\n正文。\n")], ["parity-headings@0+2"]),
    Seed("level of a clause", [en(RESEARCH, r"\{ #bio-07 \.advanced ", "{ #bio-07 .essential ")], ["parity-class@0"]),
    Seed("basis of a clause", [en(PARTNERS, r"\{ #bio-08 \.essential \.proof", "{ #bio-08 .essential .law")], ["parity-class@0"]),
    Seed("list entry", [en(VANILLIN, LAST, "\n- Keep going.\n")], ["parity-lists@0/#lessons"]),
    Seed("box in one language", [en(ROUTES, INTRO, '\\1\n\n!!! warning "Mind"\n\n    Text.')], ["parity-kinds@0/^# "]),
    Seed("mark in one language", add(ROUTES, "这一句待核。", "This sentence is not."), ["parity-pending@1/^# "]),
    # structure
    Seed("front matter key missing", [zh(GENERAL, r"(?m)^readers: .*\n", "")], ["front-matter@0/^---"]),
    Seed("minutes in words", [en(GENERAL, r"(?m)^minutes: .*$", "minutes: some")], ["front-matter@0"]),
    Seed("unknown key", [zh(RESEARCH, r"(?m)^minutes:", "authors: 某\nminutes:")], ["front-matter@0"]),
    Seed("key given twice", [zh(RESEARCH, r"(?m)^minutes:", "minutes: 3\nminutes:")], ["yaml@0+1"]),
    Seed("second first-level heading", both(GRADING, (r"## 接着看", "# 接着看"), (r"## What to read next", "# What to read next")), ["heading-structure@0", "heading-structure@1"]),
    Seed("skipped level", both(GRADING, (r"## 接着看", "#### 接着看"), (r"## What to read next", "#### What to read next")), ["heading-structure@0", "heading-structure@1"]),
    Seed("field missing", both(PEOPLE, (r"\n留证据\n:   .*\n(?=\n自查)", ""), (r"\nKeep\n:   .*\n(?=\nCheck)", "")), ["clause-fields@0/BIO-12", "clause-fields@1/BIO-12"]),
    Seed("check that is no question", [en(PEOPLE, r"(?m)^(Check\n:   .*)\?$", r"\1.")], ["clause-question@0+1"]),
    Seed("clause not registered", [Edit(CLAUSES, r"(?m)^BIO-05:.*\n", ""), zh(RESEARCH, "## BIO-05", "## BIO-05")], ["clause-meta@1"]),
    Seed("registered clause that does not exist", [Edit(CLAUSES, r"\n\Z", "\nBIO-98: {roles: [rd], stages: [work], routes: []}\n")], ["clause-meta@0+1"]),
    Seed("page taken out of the navigation", [Edit(CONFIG, r"(?m)^ *- sectors/biopharma/people\.md\n", ""), zh(PEOPLE, "---", "---")], ["nav@1=0"]),
    Seed("page in the navigation that does not exist", [Edit(CONFIG, r"(?m)^( *)- sectors/biopharma/people\.md\n", r"\g<0>\1- sectors/biopharma/nobody.md\n")], ["nav@0+1"]),
    Seed("page listed twice", [Edit(CONFIG, r"(?m)^( *)- sectors/biopharma/people\.md\n", r"\g<0>\g<0>")], ["nav@0+1"]),
    Seed("HTML", [zh(VANILLIN, INTRO, r"\1<br>")], ["raw-html@0"]),
    Seed("trailing blank", [en(VANILLIN, INTRO, r"\1 ")], ["whitespace@0"]),
    Seed("tab", [en(VANILLIN, INTRO, r"\1 A\\ttab.".replace("\\\\t", "\t"))], ["whitespace@0"]),
    Seed("zero-width space", [zh(MELAMINE, INTRO, "\\1这\u200b里。")], ["encoding-odd@0"]),
    Seed("code block left open", [zh(MELAMINE, LAST, "\n\n```\n代码\n")], ["block-open@0+2"]),
    Seed("table without header line", both(BIOPHARMA, (LAST, "\n\n| 甲 | 乙 |\n"), (LAST, "\n\n| a | b |\n")), ["table-header@0+2", "table-header@1+2"]),
    # wording
    Seed("avoided term", [zh(GRADING, INTRO, r"\1保护商业机密。")], ["term-avoided@0"]),
    Seed("avoided term in English", [en(GRADING, INTRO, r"\1 Guard each commercial secret.")], ["term-avoided@0"]),
    Seed("half-width comma", [zh(GRADING, INTRO, r"\1先定级,后标密。")], ["punctuation@0"]),
    Seed("full-width comma in English", [en(GRADING, INTRO, r"\1 First grade，then mark.")], ["punctuation@0"]),
    Seed("space between Chinese characters", [zh(GRADING, INTRO, r"\1先 定级。")], ["chinese-space@0"]),
    Seed("exclamation mark", [zh(RESPONSE, INTRO, r"\1快！")], ["exclamation@0"]),
    Seed("state-secret grade", [zh(GRADING, INTRO, r"\1配方定为机密级。")], ["state-secret-grade@0"]),
    Seed("MIP expanded", [en(GENERAL, INTRO, r"\1 Minhang Intellectual Property (MIP) helps.")], ["mip-expanded@0", "term-avoided@0"]),
    Seed("promise of outcome", [zh(RESPONSE, INTRO, r"\1这样一定能赢。")], ["overconfident@0"]),
    Seed("slogan", [zh(RESPONSE, INTRO, r"\1要高度重视。")], ["filler@0"]),
    Seed("place name", [zh(CARBOPOL, INTRO, r"\1台湾法院另有判决。")], ["taiwan@0"]),
    Seed("working note", [zh(CARBOPOL, INTRO, r"\1这一句〔二手〕。")], ["source-marks@0"]),
    Seed("person named in full", [zh(CARBOPOL, INTRO, r"\1被告人张建国将图纸带走。")], ["person-named@0"]),
    # registers
    Seed("status that is not allowed", [Edit(LAWS, r"(?m)^  status: in-force$", "  status: current")], ["schema@0"]),
    Seed("unknown key in a register", [Edit(CASES, r"(?m)^  jurisdiction: CN$", "  country: CN\n  jurisdiction: CN")], ["schema@0"]),
    Seed("broken YAML", [Edit(GLOSSARY, r"(?m)^  priority: 1$", "  priority: [1")], ["yaml@0+1"]),
    Seed("id registered twice", [Edit(LOCAL, r"(?m)^- id: civ-win$", "- id: civ-limit")], ["register-duplicate@0"]),
    Seed("figures of a register entry", [Edit(LOCAL, r"(?m)^(  zh: .*)$", r"\1另有91731件。")], ["register-figures@0/- id"]),
]


class Tree(NamedTuple):
    """A copy of docs/ that is broken and mended again, and what is wrong with it unbroken."""

    project: Project
    recheck: Recheck
    baseline: frozenset[tuple[str, str, str]]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """Copied and read once; `Recheck` equals a fresh check (tests/test_rules.py proves it) and is many times faster."""
    root = tmp_path_factory.mktemp("real")
    # Without the record of reviewed English: any change of Chinese would add its own finding to each fault.
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("translations.json"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    project = Project(root)
    recheck = Recheck(project)
    yield Tree(project, recheck, frozenset((f.path, f.rule, f.en) for f in recheck.run()))


def _apply(root: Path, edit: Edit) -> int:
    """Edit the file; return the line on which the match began."""
    path = root / edit.file
    text = path.read_text(encoding="utf-8")
    match = re.search(edit.pattern, text)
    assert match, f"{edit.file}: nothing matches {edit.pattern}; choose another place"
    path.write_text(text[: match.start()] + match.expand(edit.new) + text[match.end() :], encoding="utf-8", newline="\n")
    return text.count("\n", 0, match.start()) + 1


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_fault_in_the_real_pages_is_reported(tree: Tree, seed: Seed) -> None:
    """At its file and line, by its rule, with nothing else reported."""
    before = {edit.file: (tree.project.root / edit.file).read_bytes() for edit in seed.edits}
    try:
        lines = [_apply(tree.project.root, edit) for edit in seed.edits]
        found = [f for f in tree.recheck.run() if (f.path, f.rule, f.en) not in tree.baseline]
        expected = sorted(_place(tree.project.root, seed, lines, want) for want in seed.expect)
    finally:
        for file, content in before.items():
            (tree.project.root / file).write_bytes(content)
    assert sorted((f.path, f.line, f.rule) for f in found) == expected, [str(f) for f in found]


def _place(root: Path, seed: Seed, lines: list[int], want: str) -> tuple[str, int, str]:
    """Read `rule@edit`, `rule@edit+lines`, `rule@edit=line` or `rule@edit/pattern`."""
    found = re.fullmatch(r"([a-z-]+)@(\d)(?:\+(\d+)|=(\d+)|/(.*))?", want)
    assert found, want
    rule, index, offset, line, pattern = found.groups()
    file = seed.edits[int(index)].file
    if pattern:
        text = (root / file).read_text(encoding="utf-8").split("\n")
        return file, next(n for n, content in enumerate(text, 1) if re.search(pattern, content)), rule
    return file, int(line) if line else lines[int(index)] + int(offset or 0), rule


def test_there_are_sixty_different_faults() -> None:
    """As issue 3 asks."""
    assert len({seed.name for seed in SEEDS}) == len(SEEDS) >= 60


def test_the_real_docs_give_zero_findings(real: Project) -> None:
    """Our own pages are the first user of the checker."""
    assert [str(finding) for finding in check_project(real)[1]] == []
