"""`mip check --fix` mends what nobody could mean otherwise, and leaves the rest alone."""

from __future__ import annotations

import re

import faultlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mip.outputs.fix import fix_order, fix_page, fix_project, fix_punctuation
from mip.project import Project


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("先定级,后标密", "先定级，后标密"), ("先定级:后标密", "先定级：后标密"), ("是吗?不是", "是吗？不是"), ("甲;乙", "甲；乙"), ("条款(附表)多", "条款（附表）多"), ("这样做:", "这样做："), ("条款(3张附表)多", "条款（3张附表）多"),
        ("`甲,乙`", "`甲,乙`"), ("``甲,`乙``", "``甲,`乙``"), ("[甲,乙](甲,乙.md)", "[甲，乙](甲,乙.md)"), ("[甲,乙][甲:乙]", "[甲，乙][甲:乙]"), ("## 甲,乙 { #甲,乙 }", "## 甲，乙 { #甲,乙 }"),
        ("https://e.org/甲,乙", "https://e.org/甲,乙"), ("1,200份", "1,200份"), ("9:30开始", "9:30开始"), ("共3,乙", "共3,乙"), ("AI,人", "AI,人"), ("甲(2025)乙", "甲(2025)乙"), ("见[第(一)条](x.md)", "见[第（一）条](x.md)"),
        ("甲,[乙](`丙,丁`)", "甲,[乙](`丙,丁`)"), ("", ""), ("甲.乙", "甲.乙"), ("<甲,乙>", "<甲,乙>"), ("甲！", "甲！"),
    ],
)  # fmt: skip
def test_punctuation(line: str, mended: str) -> None:
    """Between Chinese characters only; code, targets, attributes stay."""
    assert fix_punctuation(line) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a  \nb\t\n", "a\nb\n"), ("a\r\nb\rc", "a\nb\nc\n"), ("a\n\n\n", "a\n"), ("", ""), ("---\ncovers: 甲,乙\n---\n\n甲,乙\n", "---\ncovers: 甲,乙\n---\n\n甲，乙\n"),
        ("```\n甲,乙  \n```\n甲,乙\n", "```\n甲,乙\n```\n甲，乙\n"), ("<!-- 甲,乙 -->\n甲,乙\n", "<!-- 甲,乙 -->\n甲，乙\n"), ("<!--\n甲,乙\n-->\n甲,乙\n", "<!--\n甲,乙\n-->\n甲，乙\n"),
    ],
)  # fmt: skip
def test_pages(text: str, mended: str) -> None:
    """Line ends, blanks, final newline."""
    assert fix_page(text, chinese=True) == mended


def test_english_keeps_its_punctuation() -> None:
    """Chinese words in English text stand as they are."""
    assert fix_page("甲,乙 \n", chinese=False) == "甲,乙\n"


def test_a_clean_project_is_left_alone(project: Project) -> None:
    """No file is written."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.docs.rglob("*") if path.is_file()}
    assert fix_project(project) == []
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.docs.rglob("*") if path.is_file()}


def test_mended_files_are_named_and_then_clean(project: Project) -> None:
    """BOM, CRLF, blanks, punctuation, in pages and registers."""
    faultlib.apply(project, [
        {"file": "docs/zh/index.md", "recode": "utf-8-sig"},
        {"file": "docs/zh/cases/sample.md", "old": "一句话：", "new": "一句话:"},
        {"file": "docs/en/cases/sample.md", "old": "lost.", "new": "lost.  "},
        {"file": "docs/registers/retired.yml", "write": "[]\r\n"},
    ])
    assert {f.rule for f in faultlib.findings(project)} == {"encoding", "punctuation", "whitespace", "line-end"}
    assert fix_project(project) == ["docs/en/cases/sample.md", "docs/zh/cases/sample.md", "docs/zh/index.md", "docs/registers/retired.yml"]
    assert faultlib.findings(project) == []


@pytest.mark.parametrize("content", ["中文,字".encode("gbk"), b"a\x00b \n", "中,文".encode("utf-16"), b"x \n" * 400_000])
def test_what_is_no_text_is_left_alone(project: Project, content: bytes) -> None:
    """GBK is for a person to convert."""
    path = project.docs / "zh" / "index.md"
    path.write_bytes(content)
    assert fix_project(project) == []
    assert path.read_bytes() == content


@given(st.text(alphabet=st.sampled_from("甲乙丙,;:?()[]`{}<>! \n#-|a1./\\")))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    """And no character is lost but blanks and line ends."""
    once = fix_page(text, chinese=True)
    assert fix_page(once, chinese=True) == once
    wide = str.maketrans("，；：？（）", ",;:?()")
    assert once.translate(wide).split() == text.split()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("# head\n- id: CASE-02\n  x: 1\n# of one\n- id: CASE-01\n  x: 2\n", "# head\n# of one\n- id: CASE-01\n  x: 2\n- id: CASE-02\n  x: 1\n"),
        ("AI-10: {a: b}\n\nAI-02: {a: c}\nAI-01:\n  a: d", "AI-01:\n  a: d\nAI-02: {a: c}\nAI-10: {a: b}\n"),
        ("- slug: x\n  id: CASE-03\n- slug: y\n  id: CASE-01\n", "- slug: y\n  id: CASE-01\n- slug: x\n  id: CASE-03\n"),
        ("- id: b-law\n- id: a-law\n",) * 2, ("- id: CASE-02\n- id: a-law\n",) * 2, ("words:\n- id: CASE-02\n- id: CASE-01\n",) * 2,
        ("- id: CASE-02\n- id: CASE-01\n  text: |\n    - id: CASE-00\n",) * 1 + ("- id: CASE-01\n  text: |\n    - id: CASE-00\n- id: CASE-02\n",),
        ("- id: CASE-01\n\n- id: CASE-02\n",) * 2, ("",) * 2, ("[]\n",) * 2,
    ],
)  # fmt: skip
def test_registers_that_go_by_numbers_are_ordered_with_their_comments(text: str, mended: str) -> None:
    """Registers that go by subject, or that cannot be read this way, stay as they are."""
    assert fix_order(text) == mended


def test_ordering_changes_nothing_but_the_order(real: Project) -> None:
    """Our own case register, turned upside down, comes back byte for byte, comments at its head included."""
    text = (real.registers / "cases.yml").read_text(encoding="utf-8")
    head, *entries = re.split(r"^(?=- id: )", text, flags=re.MULTILINE)
    assert fix_order(head + "".join(reversed(entries))) == text
