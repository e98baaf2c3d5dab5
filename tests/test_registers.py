"""YAML with line numbers, and what is refused in it."""

from __future__ import annotations

from typing import Any

import pytest

from mip.sources.registers import parse_yaml, walk


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1", {"a": 1}), ("a: '1'", {"a": "1"}), ("a: 1.5", {"a": 1.5}), ("a: true", {"a": True}), ("a: yes", {"a": "yes"}), ("a: on", {"a": "on"}), ("no: 5", {"no": 5}),
        ("a: no", {"a": "no"}), ("a: null", {"a": None}), ("a: ~", {"a": None}), ("a:", {"a": None}), ("a: 2026-11-23", {"a": "2026-11-23"}), ("- x\n- y", ["x", "y"]), ("", None), ("# only", None),
        ("a: 9:30", {"a": "9:30"}), ("a: .inf", {"a": ".inf"}), ("a: .nan", {"a": ".nan"}), ("a: 0x1F", {"a": "0x1F"}), ("a: !!float abc", {"a": "abc"}), ("a: 010", {"a": 10}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}), ("{a: [1, {b: 2}]}", {"a": [1, {"b": 2}]}), ("键: 值", {"键": "值"}),
    ],
)  # fmt: skip
def test_values(text: str, data: Any) -> None:
    """Words stay words and dates stay text."""
    result = parse_yaml(text, "f.yml")
    assert result.findings == []
    assert result.data == data


def test_every_value_has_a_line() -> None:
    """1-based; a key's line is where the key stands."""
    result = parse_yaml("- id: a\n  list:\n    - x\n    - y\n# c\n- id: b\n  note: |\n    long\n    text\n  end: 1\n", "f.yml")
    assert (result.line(0), result.line(0, "list"), result.line(0, "list", 1)) == (1, 2, 4)
    assert (result.line(1), result.line(1, "note"), result.line(1, "end")) == (6, 7, 10)
    assert result.line(1, "unknown", 5) == 6
    assert result.line(9) == 1


def test_lines_of_front_matter_count_from_the_top_of_the_page() -> None:
    """The text begins on line 2."""
    result = parse_yaml("covers: x\nminutes: 5\nminutes: 6", "p.md", first_line=2)
    assert result.line("minutes") == 3
    assert [(f.line, f.rule) for f in result.findings] == [(4, "yaml")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "given twice"), ("x:\n  a: 1\n  a: 2", 3, "given twice"), ("a: &x [1]\nb: *x", 2, "aliases"), ("a: &x 1\nb: *x", 2, "aliases"),
        ("a: &a {x: 1}\nb:\n  <<: *a", 3, "aliases"), ("a: [1", 1, "broken YAML"), ("a: b: c", 1, "broken YAML"), ("a: 1\n b: 2", 2, "broken YAML"), ("a: 'x", 1, "broken YAML"),
        ("a: 1\n---\nb: 2", 2, "broken YAML"), ("a: !foo 1", 1, "not supported"), ("a: !foo [1]", 1, "not supported"), ("a: b\nc: \x01", 1, "broken YAML"), ("a: *nobody", 1, "broken YAML"),
        ("- x\nb: 1", 2, "broken YAML"), ("\tb: 1", 1, "broken YAML"), ("a: %x", 1, "broken YAML"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, line: int, words: str) -> None:
    """One finding with its line."""
    findings = parse_yaml(text, "f.yml").findings
    assert [(f.rule, f.line) for f in findings] == [("yaml", line)]
    assert words in findings[0].en


def test_a_thousand_aliases_are_one_mistake() -> None:
    """And they do not grow."""
    bomb = "a: &a [x]\n" + "".join(f"{c}: &{c} [{', '.join(f'*{p}' for _ in range(9))}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    result = parse_yaml(bomb, "f.yml")
    assert [f.line for f in result.findings] == [2]
    assert sum(1 for _ in walk(result.data)) < 100


def test_tags_of_mkdocs_are_tolerated_where_asked() -> None:
    """`!!python/name` in mkdocs.yml."""
    text = "a: !ENV [X, y]\nb: !!python/name:pymdownx.x ''\n"
    assert parse_yaml(text, "mkdocs.yml", tags=True).findings == []
    assert parse_yaml(text, "mkdocs.yml").findings != []


def test_walk_visits_every_leaf() -> None:
    """With its path."""
    assert dict(walk({"a": [1, {"b": 2}]})) == {("a", 0): 1, ("a", 1, "b"): 2}
