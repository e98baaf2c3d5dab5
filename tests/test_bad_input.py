"""Bad input for each parser: one finding, no traceback, no waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faultlib
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mip.load import check_project
from mip.project import Project
from mip.sources.files import read_text
from mip.sources.markdown import parse_page
from mip.sources.project_files import REGISTERS
from mip.sources.registers import parse_yaml

BIG = 5_000_000
CLEAN_FILES = sorted(
    p.relative_to(faultlib.TESTS / "fixtures" / "clean").as_posix() for p in (faultlib.TESTS / "fixtures" / "clean").rglob("*") if p.is_file()
)
PAGES = [name for name in CLEAN_FILES if name.endswith(".md")]
YAML_FILES = [name for name in CLEAN_FILES if name.endswith(".yml")]


@contextmanager
def at_once(seconds: float = 5.0) -> Iterator[None]:
    """No hang."""
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < seconds


@pytest.mark.parametrize(
    "text",
    [
        "[" * BIG, "]" * BIG, "[]" * (BIG // 2), "[a](" * (BIG // 4), "[a][" * (BIG // 4), "![" * (BIG // 2), "`" * BIG, "` " * (BIG // 2), "<!--" * (BIG // 4), "-->" * (BIG // 3), "<" * BIG,
        "|" * BIG, "| " * (BIG // 2), "#" * BIG, "# " + " " * 500_000 + "x", "# x {" + " " * 500_000, "# " + "{" * 500_000 + "}", "*" * BIG, ">" * BIG, "!!! " + "a" * BIG, "!!! a" + " " * 500_000 + "x",
        "| a |\n" + " " * 500_000 + "x\n", "| a |\n|" + "-" * 500_000 + "x\n", "| a |\n|" + "--|" * 300_000 + "x\n", " " * BIG, "\n" * 1_000_000, "- " * 500_000, "".join("`" * n + "x" for n in range(1500)),
        "\n".join(" " * n + "- x" for n in range(0, 800, 4)), "---\n" * 300_000, "```\n" * 300_001, "x\n:   y\n" * 100_000, " " * 500_000 + "<!-- x -->", "[a]:" * 500_000,
    ],
    ids=lambda text: f"{text[:12]!r}… of {len(text)}",
)  # fmt: skip
def test_a_page_of_brackets_is_parsed_at_once(text: str) -> None:
    """Five megabytes of anything that Markdown gives a meaning to."""
    with at_once(20.0):
        parse_page("# x { #x }\n\n" + text)
        parse_page(text)


@pytest.mark.parametrize(
    "text",
    ["[" * BIG, "{" * BIG, "[" * 200 + "]" * 200, "a: " * 100_000, "- " * 100_000 + "x", "\n".join(" " * n + "- x:" for n in range(0, 800, 4)), "&a " * 1000, "? " * 100_000, "'" * 100_001, "%" * 100_000],
    ids=lambda text: f"{text[:12]!r}… of {len(text)}",
)
def test_yaml_of_brackets_gives_one_finding_at_once(text: str) -> None:
    """Nested lists 200 deep included."""
    with at_once():
        result = parse_yaml(text, "f.yml")
    assert [f.rule for f in result.findings] == ["yaml"]


@pytest.mark.parametrize("text", ["a: \ud800", "a: x\x00y", "\x00", "a: \x07", "\ufeff\ufeffa: [", "a: \x85\x07"])
def test_yaml_with_odd_characters_gives_one_finding(text: str) -> None:
    """Lone surrogates and control characters."""
    assert [f.rule for f in parse_yaml(text, "f.yml").findings] == ["yaml"]


@pytest.mark.parametrize(
    ("content", "rules", "text"),
    [
        (b"", [], ""), (b"a\r\nb\rc\n", ["line-end"], "a\nb\nc\n"), (b"\xef\xbb\xbfa\r\n", ["encoding"], "a\n"), ("中文".encode("gbk"), ["encoding"], "中文"), ("中文".encode("utf-16"), ["encoding"], "中文"),
        (b"a\x00b", ["encoding"], "ab"), (b"\xff", ["encoding"], ""), ("中文字".encode() + b"\xed\xa0\x80", ["encoding"], "中文字"), (b"x" * 1_000_001, ["size"], ""), (b"x" * 1_000_000, [], "x" * 1_000_000),
    ],
    ids=["empty", "mixed line ends", "BOM and CRLF", "GBK", "UTF-16", "NUL", "a byte", "lone surrogate", "too large", "just small enough"],
)  # fmt: skip
def test_reading_a_file(tmp_path: Path, content: bytes, rules: list[str], text: str) -> None:
    """One finding at most, and the text as far as it can be made out."""
    path = tmp_path / "f.md"
    path.write_bytes(content)
    found, findings = read_text(path, "f.md")
    assert (found, [f.rule for f in findings]) == (text, rules)


def test_a_file_that_is_gone_or_a_folder(tmp_path: Path) -> None:
    """One finding, no traceback."""
    for path in (tmp_path / "gone.md", tmp_path):
        text, findings = read_text(path, "f.md")
        assert (text, [f.rule for f in findings]) == ("", ["unreadable"])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "content",
    [b"", b"---\ncovers: x\nreaders: y\nminutes: 1\n---\n", b"\n\n\n", b"\x00" * 100, b"\xff\xfe\x00", b"[" * 900_000, b"#" * 900_000, b"---\n[\n---\n", b"---\n- x\n---\n\n# x { #x }\n", b"---\nx", b"\r", b"<!--", b"```", "﷽\ud7ff".encode()],
    ids=["empty", "front matter only", "blank lines", "NUL", "half UTF-16", "brackets", "hashes", "broken front matter", "front matter is a list", "never closed", "CR", "comment", "fence", "Arabic"],
)  # fmt: skip
def test_any_page_may_be_anything(project: Project, page: str, content: bytes) -> None:
    """The page itself gets at least one finding; the check ends at once and without a traceback."""
    (project.root / page).write_bytes(content)
    with at_once(10.0):
        found = faultlib.findings(project)
    assert [f for f in found if f.path == page]


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff\xfe", b"[" * 900_000, b"x", b"5", b"[[[]]]", b"{}", b"- x", b"- {}", b"a: &a [*a]", b"a: 1\na: 2", b"- id: 5", b"- id: [x]", b"null", b"- id: x\n- id: x"])
@pytest.mark.parametrize("name", YAML_FILES)
def test_any_register_may_be_anything(project: Project, name: str, content: bytes) -> None:
    """At least one finding in that file, and none in others: rules wait until registers can be read."""
    if (name, content) in {("docs/registers/clauses/general.yml", b"{}")}:
        pytest.skip("an empty map of clauses is well-formed; the rules then name each clause")
    (project.root / name).write_bytes(content)
    with at_once(10.0):
        found = faultlib.findings(project)
    assert found
    assert {f.path for f in found} == {name} or all(f.rule not in ("yaml", "schema") for f in found)


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield from _paths(value, (*path, key))


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _with(copy[path[0]], path[1:], value)
    return copy


WRONG: list[Any] = [None, 5, 1.5, True, "x", [], {}, [[]], [None], {"x": {"y": 1}}, "2026-99-99", ""]


@pytest.mark.parametrize("name", YAML_FILES)
def test_every_key_may_hold_the_wrong_type(project: Project, name: str) -> None:
    """No traceback; where the schema objects, the findings stand in that file only."""
    path = project.root / name
    data = parse_yaml(path.read_text(encoding="utf-8"), name).data
    places = list(_paths(data))
    for number, place in enumerate(places[:120]):
        for value in WRONG[number % 3 :: 3]:
            path.write_text(yaml.safe_dump(_with(data, place, value), allow_unicode=True), encoding="utf-8")
            found = faultlib.findings(project)
            shape = [f for f in found if f.rule in ("schema", "yaml")]
            assert not shape or {f.path for f in found} == {name}, (place, value)
            assert len(shape) <= 4, (place, value, [str(f) for f in shape])


@pytest.mark.parametrize("name", REGISTERS)
def test_a_missing_register_is_one_finding(project: Project, name: str) -> None:
    """And nothing else."""
    (project.registers / f"{name}.yml").unlink()
    assert [(f.path, f.rule) for f in faultlib.findings(project)] == [(f"docs/registers/{name}.yml", "missing-file")]


def test_nothing_at_all(tmp_path: Path) -> None:
    """An empty folder is seven missing files."""
    assert {f.rule for f in check_project(Project(tmp_path))[1]} == {"missing-file"}


MARKS = st.sampled_from([*"#[]()!`|<>-*{}:.\"' \n\t~_=0123456789/\\aGEN第十条一", "---\n", "## ", "```", "<!--", "-->", "GEN-01", "[GEN-01]", "](", "\n:   ", "\n\n", "!!! law", "    "])


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=120).map("".join) | st.text())
def test_a_page_may_contain_any_text(text: str) -> None:
    """The scanner has no opinion, only records: every line number it gives exists."""
    page = parse_page(text)
    last = text.count("\n") + 1
    for section in page.sections:
        places = [section.heading.line, *(n for n, _ in section.text), *(r.line for r in section.references), *(f.line for f in section.fields), *(k.line for k in section.links)]
        assert all(1 <= place <= last for place in places)
    assert len(page.lines) == last


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*"[]{}:,-&*!|>'\"%@#? \n\tab1", "a: ", "- ", "\n  ", "? ", "!!float ", "<<: "]), max_size=80).map("".join) | st.text())
def test_yaml_may_be_any_text(text: str) -> None:
    """Data and at most one finding per kind of mistake; each within the text."""
    result = parse_yaml(text, "f.yml")
    assert all(f.rule == "yaml" and 1 <= f.line <= text.count("\n") + 2 for f in result.findings)


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=400))
def test_a_file_may_be_any_bytes(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """At most one finding."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(raw)
    text, findings = read_text(path, "any.md")
    assert len(findings) <= 1
    parse_page(text)
