"""What the line scanner sees in a page, and on which line."""

from __future__ import annotations

import pytest

from mip.sources.markdown import (
    Heading,
    code_spans,
    links_in,
    mask,
    parse_heading,
    parse_page,
    references_in,
    split_front_matter,
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# 人员 { #people }", Heading(5, 1, "人员", "people", ())),
        ("## BIO-07 Cell banks { #bio-07 .advanced .proof }", Heading(5, 2, "BIO-07 Cell banks", "bio-07", ("advanced", "proof"))),
        ("### x {: #a .b }", Heading(5, 3, "x", "a", ("b",))), ("## x {#a}", Heading(5, 2, "x", "a", ())), ("## x", Heading(5, 2, "x", None, ())),
        ("##   x   ", Heading(5, 2, "x", None, ())), ("## a {b} c", Heading(5, 2, "a {b} c", None, ())), ('## x { #a data-k="v" }', Heading(5, 2, "x", "a", (), (("data-k", "v"),))),
        ("##x", None), ("####### x", None), (" ## x", None), ("text", None), ("", None), ("#", None), ("## x }", Heading(5, 2, "x }", None, ())),
    ],
)  # fmt: skip
def test_headings(line: str, heading: Heading | None) -> None:
    """Title, anchor, classes."""
    assert parse_heading(line, 5) == heading


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("见[GEN-01]。", ["GEN-01"]), ("[第十条][aucl-2025#10]", ["aucl-2025#10"]), ("[GEN-01]、[GEN-02]和[x][y]", ["GEN-01", "GEN-02", "y"]), ("[GEN-01][]", ["GEN-01"]),
        ("`[GEN-01]`", []), ("``a`[GEN-01]``", []), ("[x](y.md)", []), ("![x](y.svg)", []), ("![x][y]", []), (r"\[x]", []), ("see [GEN-01]: sign", ["GEN-01"]), ("- [x] done", ["x"]),
        ("| [GEN-01] | [a][b] |", ["GEN-01", "b"]), ("    [GEN-01]", ["GEN-01"]), ("[a](b) [GEN-01]", ["GEN-01"]), ("[a [b] c]", ["b"]), ("no brackets", []), ("[第1337(a)(1)条][us-337#1337(a)(1)]", ["us-337#1337(a)(1)"]),
    ],
)  # fmt: skip
def test_references(line: str, targets: list[str]) -> None:
    """In reading order, not inside code."""
    assert [r.target for r in references_in(line, 3)] == targets
    assert all(r.line == 3 for r in references_in(line, 3))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[x](y.md#z)", [("x", "y.md#z", False)]), ("![x](y.svg)", [("x", "y.svg", True)]), ("[x](<y.md>)", [("x", "y.md", False)]), ('[x](y.md "title")', [("x", "y.md", False)]),
        ("[x](https://e.org/a(b)c)", [("x", "https://e.org/a(b)c", False)]), ("`[x](y.md)`", []), ("[x]()", [("x", "", False)]), ("[a](b)[c](d)", [("a", "b", False), ("c", "d", False)]),
        ("[x] (y.md)", []), ("[x](a b)", []),
    ],
)  # fmt: skip
def test_links(line: str, found: list[tuple[str, str, bool]]) -> None:
    """Words, target, image or not."""
    assert [(k.words, k.target, k.image) for k in links_in(line, 1)] == found


@pytest.mark.parametrize(
    ("line", "spans"),
    [("`a`", [(0, 3)]), ("x `a` y `b`", [(2, 5), (8, 11)]), ("``a`b``", [(0, 7)]), ("`a", []), ("`a``", []), ("``", []), ("` `` `", [(0, 6)]), ("```a```", [(0, 7)]), ("`a`b`", [(0, 3)])],
)
def test_code_spans(line: str, spans: list[tuple[int, int]]) -> None:
    """A run of backticks closes with a run of the same length."""
    assert list(code_spans(line)) == spans
    assert len(mask(line)) == len(line)


def test_code_spans_take_linear_time() -> None:
    """A line of backticks is no reason to wait."""
    assert list(code_spans("`" * 500_000)) == []
    assert list(code_spans("".join("`" * n + " " for n in range(1200)))) == []


@pytest.mark.parametrize(
    ("text", "meta", "body"),
    [("---\na: 1\n---\nx", "a: 1", 4), ("---\n---\nx", "", 3), ("x", "", 1), ("", "", 1), ("---\na: 1", "a: 1", 3), ("\n---\na: 1\n---", "", 1), ("--- \na: 1\n--- \nx", "a: 1", 4)],
)
def test_front_matter(text: str, meta: str, body: int) -> None:
    """The YAML and the line on which the body begins."""
    assert split_front_matter(text.split("\n")) == (meta, body)


PAGE = """---
covers: x
---

# 页 { #page }

见[GEN-01]。

!!! law "法律"

    见[GEN-02]和[页](a.md)。

    - 条目[GEN-03]

| 甲 | 乙 |
| --- | --- |
| [GEN-04] | [b](b.md) |

1. 一[GEN-05]
2. 二

   续[GEN-06]

## BIO-07 题 { #bio-07 .advanced .law }

做什么
:   做[GEN-07]。

    再做[GEN-08]。

    - 一
    - 二

为什么
:   因为[GEN-09]。

```
# 不是标题 [GEN-10]
```

~~~yaml
a: [GEN-11]
~~~

<!-- 注 [GEN-12]
# 不是 -->

### 深 { #deep }

[GEN-13] <!-- 行内 [GEN-14] -->

[定义]: https://example.org
"""


def test_lines_of_everything() -> None:
    """Front matter counts; code and comments are not looked into."""
    page = parse_page(PAGE)
    lines = PAGE.split("\n")
    assert page.body_line == 4
    assert [(s.heading.line, s.heading.anchor) for s in page.sections] == [(5, "page"), (24, "bio-07"), (48, "deep")]
    for section in page.sections:
        for reference in section.references:
            assert f"[{reference.target}]" in lines[reference.line - 1]
        for link in section.links:
            assert f"]({link.target})" in lines[link.line - 1]
    assert [r.target for s in page.sections for r in s.references] == [f"GEN-{n:02d}" for n in (*range(1, 10), 13)]
    assert [r.target for s in page.sections for r in s.references if r.in_table] == ["GEN-04"]
    assert [(line, text.split()[0]) for line, text in page.comments] == [(45, "注"), (50, "行内")]
    assert page.definitions == {"定义": 52}
    assert page.code_lines == frozenset({37, 38, 39, 41, 42, 43})


def test_counts_per_section() -> None:
    """List entries, table rows without the rule, boxes."""
    first, clause, _ = parse_page(PAGE).sections
    assert (first.list_items, first.table_rows, first.admonitions) == (3, 2, ["law"])
    assert (clause.list_items, clause.table_rows) == (2, 0)


def test_fields_of_a_clause() -> None:
    """With all their paragraphs, and the line where each begins."""
    clause = parse_page(PAGE).sections[1]
    assert [(f.label, f.line, f.list_items) for f in clause.fields] == [("做什么", 27, 2), ("为什么", 35, 0)]
    assert clause.fields[0].text == "做[GEN-07]。\n\n再做[GEN-08]。\n\n- 一\n- 二"


def test_a_comment_leaves_no_trailing_blank_and_no_line_less() -> None:
    """Rules about blanks must not object to a comment."""
    page = parse_page("# x { #x }\n\ntext <!-- c -->\n\n<!-- a\nb\n-->\nend\n")
    assert page.lines == ["# x { #x }", "", "text", "", "", "", "", "end", ""]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("# x\n\n```\ncode", [3]), ("# x\n\n<!-- x", [3]), ("---\na: 1\n\n# x", [1]), ("# x\n\n```\n~~~\n```\n", []), ("# x\n\n````\n```\n````\n", []), ("# x\n\n`<!--`\n", []), ("---\na: 1\n---", [])],
)
def test_what_is_left_open(text: str, lines: list[int]) -> None:
    """Fence, comment, front matter."""
    assert parse_page(text).unclosed == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [("# x\n\nTitle\n=====\n", [4]), ("# x\n\nTitle\n---\n", [4]), ("# x\n\n---\n", []), ("# x\n\n| a |\n| --- |\n| b |\n---\n", []), ("# x\n\ntext\n\n---\n", []), ("# x\n\n- a\n--\n", [])],
)
def test_underlined_headings_are_noticed(text: str, lines: list[int]) -> None:
    """MkDocs would make a heading of them."""
    assert parse_page(text).underlined == lines


@pytest.mark.parametrize(
    ("table", "without"),
    [("| a |\n| --- |\n| b |", []), ("| a |\n| :-: |\n| b |", []), ("| a |\n| b |", [3]), ("| a |\n|---|\n\n| c |\n| d |", [6]), ("|a|b|\n|--|--|", [])],
)
def test_tables_without_header(table: str, without: list[int]) -> None:
    """The line of the first row."""
    assert parse_page(f"# x\n\n{table}\n").tables_without_header == without
