"""From a Markdown page to typed records with 1-based line numbers.

One pass over the lines. Editors write a small, ordinary subset of Markdown, so a line
scanner is enough and twenty times faster than a full parser; what it does not know
(raw HTML, set-ext headings) the structure rules refuse.
Regular expressions about Markdown live here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mip.model.corpus import Link, Reference

HEADING = re.compile(r"(#{1,6})\s+(.*)")
ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}")
UNDERLINE = re.compile(r"(?:=+|-{3,})\s*")
FENCE = re.compile(r"^\s*(```+|~~~+)")
FIELD_LABEL = re.compile(r"^(\S[^\n]{0,40})$")
DEFINITION = re.compile(r"^:\s{1,3}(.*)$")
ADMONITION = re.compile(r'^\s*(!!!|\?\?\?\+?)\s+([\w-]+)(?:\s+"([^"]*)")?\s*$')
LIST_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d+[.)])\s+\S")
TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
TABLE_RULE = re.compile(r"^\s*+\|?\s*+:?-++:?\s*+(\|\s*+:?-++:?\s*+)*+\|?\s*+$")
BACKTICKS = re.compile(r"`+")
FULL_REFERENCE = re.compile(r"(?<!!)\[([^\[\]]+)\]\[([^\[\]]*)\]")
INLINE_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)")
SHORTCUT = re.compile(r"(?<![\]!\\])\[([^\[\]\n]+)\](?![\[(])")
LINK_DEFINITION = re.compile(r"^\s{0,3}\[([^\[\]]+)\]:\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """`## Title { #anchor .class }`."""

    line: int
    level: int
    title: str
    anchor: str | None
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One definition of a definition list: `做什么` and the text below it."""

    label: str
    line: int
    text: str
    list_items: int = 0


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    heading: Heading
    end: int = 0
    fields: list[Field] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    list_items: int = 0
    table_rows: int = 0
    admonitions: list[str] = field(default_factory=list)
    text: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class ParsedPage:
    """A whole page: front matter, sections, and what no section owns."""

    meta_text: str = ""
    meta_line: int = 0
    body_line: int = 1
    lines: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    preamble: list[tuple[int, str]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    code_lines: frozenset[int] = frozenset()
    definitions: dict[str, int] = field(default_factory=dict)
    tables_without_header: list[int] = field(default_factory=list)
    underlined: list[int] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)


def split_front_matter(lines: list[str]) -> tuple[str, int]:
    """The YAML between two `---` lines at the top and the 1-based line where the body begins."""
    if not lines or lines[0].rstrip() != "---":
        return "", 1
    for index in range(1, len(lines)):
        if lines[index].rstrip() == "---":
            return "\n".join(lines[1:index]), index + 2
    return "\n".join(lines[1:]), len(lines) + 1


def parse_heading(line: str, number: int) -> Heading | None:
    """Read one ATX heading with its attribute list."""
    match = HEADING.match(line)
    if not match:
        return None
    title, anchor, classes, attributes = match[2].rstrip(), None, [], []
    found = ATTRIBUTES.fullmatch(title, title.rfind("{")) if title.endswith("}") and "{" in title else None
    if found:
        title = title[: found.start()]
        for part in found[1].split():
            if part.startswith("#"):
                anchor = part[1:]
            elif part.startswith("."):
                classes.append(part[1:])
            elif "=" in part:
                key, _, value = part.partition("=")
                attributes.append((key, value.strip("\"'")))
    return Heading(number, len(match[1]), title.strip(), anchor, tuple(classes), tuple(attributes))


def mask(line: str) -> str:
    """The line with code spans blanked out, so that nothing inside them counts as a reference."""
    if "`" not in line:
        return line
    parts, end = [], 0
    for start, stop in code_spans(line):
        parts += [line[end:start], " " * (stop - start)]
        end = stop
    return "".join([*parts, line[end:]])


def code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Where code spans begin and end: a run of backticks up to the next run of the same length, in linear time."""
    runs = [match.span() for match in BACKTICKS.finditer(line)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    index = 0
    while index < len(runs):
        start, stop = runs[index]
        same = later[stop - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            yield start, runs[same[-1]][1]
            index = same[-1]
        index += 1


def references_in(line: str, number: int) -> Iterator[Reference]:
    """All reference links of a line, in reading order; code spans do not count."""
    if "[" not in line:
        return
    text = mask(line)
    in_table = bool(TABLE_ROW.match(line))
    found = [(m.start(), Reference(number, m[1], m[2] or m[1], not m[2], in_table)) for m in FULL_REFERENCE.finditer(text)]
    rest = INLINE_LINK.sub(lambda m: " " * len(m[0]), FULL_REFERENCE.sub(lambda m: " " * len(m[0]), text))
    found += [(m.start(), Reference(number, "", m[1], True, in_table)) for m in SHORTCUT.finditer(rest)]
    yield from (reference for _, reference in sorted(found, key=lambda pair: pair[0]))


def links_in(line: str, number: int) -> Iterator[Link]:
    """All inline links and images of a line."""
    if "](" in line:
        text = FULL_REFERENCE.sub(lambda m: " " * len(m[0]), mask(line))  # `[art. 219][x#219](3)` is no link to “3”
        for match in INLINE_LINK.finditer(text):
            yield Link(number, match[2], match[3], match[1] == "!")


def parse_page(text: str) -> ParsedPage:
    """Parse a page once. Never fails: odd input gives records the rules can object to."""
    text, comments, unclosed = _strip_comments(text)
    lines = text.split("\n")
    meta, body = split_front_matter(lines)
    page = ParsedPage(meta_text=meta, meta_line=1 if meta else 0, body_line=body, lines=lines, comments=comments, unclosed=unclosed)
    if body > len(lines) and (len(lines) < 2 or lines[-1].rstrip() != "---"):
        page.unclosed.append(1)
    scanner = _Scanner(page)
    for number in range(body, len(lines) + 1):
        scanner.feed(lines[number - 1], number)
    scanner.finish(len(lines))
    return page


def _strip_comments(text: str) -> tuple[str, list[tuple[int, str]], list[int]]:
    """The text without HTML comments but with all its lines; the comments and their lines; the line of one left open."""
    parts: list[str] = []
    comments: list[tuple[int, str]] = []
    end, line = 0, 1
    while (start := text.find("<!--", end)) >= 0:
        stop = text.find("-->", start + 4)
        before = text[end:start]
        line += before.count("\n")
        if stop < 0:
            return text if not parts else "".join([*parts, text[end:]]), comments, [] if _in_code(text, start) else [line]
        inside = text[start + 4 : stop]
        comments.append((line, inside.strip()))
        line += inside.count("\n")
        end = stop + 3
        parts += [before.rstrip(" \t") if text[end : end + 1] in ("", "\n") or "\n" in inside else before, "\n" * inside.count("\n")]
    return "".join([*parts, text[end:]]), comments, []


def _in_code(text: str, position: int) -> bool:
    """True if the rest of that line shows the place to be inside a code span."""
    begin = text.rfind("\n", 0, position) + 1
    return "`" in text[begin:position]


class _Scanner:
    """State of one pass: the open fence, section, table and definition."""

    def __init__(self, page: ParsedPage) -> None:
        self.page = page
        self.section: Section | None = None
        self.fence = ""
        self.fence_line = 0
        self.in_table = False
        self.label: tuple[str, int] | None = None
        self.field_lines: list[str] = []
        self.field_start = 0
        self.code: set[int] = set()

    def feed(self, line: str, number: int) -> None:
        if self._fence(line, number):
            return
        heading = parse_heading(line, number) if line.startswith("#") else None
        if heading:
            self._close_field()
            self._open(heading)
            return
        definition = LINK_DEFINITION.match(line)
        if definition:
            self.page.definitions[definition[1].strip().lower()] = number
            return
        if not line.strip():
            self.in_table = False
            if self.field_start:
                self.field_lines.append("")
            return
        self._text(line, number)

    def _fence(self, line: str, number: int) -> bool:
        match = FENCE.match(line) if ("```" in line or "~~~" in line) else None
        if match and not self.fence:
            self.fence, self.fence_line = match[1], number
        elif match and match[1].startswith(self.fence) and line.strip() == match[1]:
            self.fence = ""
        elif not self.fence:
            return False
        self.code.add(number)
        return True

    def _open(self, heading: Heading) -> None:
        if self.section:
            self.section.end = heading.line - 1
        self.section = Section(heading)
        self.page.sections.append(self.section)
        self.in_table = False
        self.label = None

    def _text(self, line: str, number: int) -> None:
        self._definition_list(line, number)
        if self.section is None:
            self.page.preamble.append((number, line))
            return
        section = self.section
        if UNDERLINE.fullmatch(line) and self._plain_text_above(number):
            self.page.underlined.append(number)
        section.text.append((number, line))
        section.references.extend(references_in(line, number))
        section.links.extend(links_in(line, number))
        if LIST_ITEM.match(line):
            section.list_items += 1
        admonition = ADMONITION.match(line)
        if admonition:
            section.admonitions.append(admonition[2])
        self._table(line, number, section)

    def _plain_text_above(self, number: int) -> bool:
        above = self.page.lines[number - 2]
        return bool(above.strip()) and not TABLE_ROW.match(above) and not above.startswith(("#", "    ", ">"))

    def _table(self, line: str, number: int, section: Section) -> None:
        if not TABLE_ROW.match(line):
            self.in_table = False
            return
        if not self.in_table:
            self.in_table = True
            below = self.page.lines[number] if number < len(self.page.lines) else ""
            if not TABLE_RULE.match(below):
                self.page.tables_without_header.append(number)
        if not TABLE_RULE.match(line):
            section.table_rows += 1

    def _definition_list(self, line: str, number: int) -> None:
        match = DEFINITION.match(line)
        if match and self.label:
            self._close_field(keep_label=True)
            self.field_start = number
            self.field_lines = [match[1]]
        elif self.field_start and line.startswith("    "):
            self.field_lines.append(line[4:])
        elif FIELD_LABEL.match(line) and not line[0].isspace():
            self._close_field()
            self.label = (line.strip(), number)

    def _close_field(self, keep_label: bool = False) -> None:
        if self.field_start and self.section and self._field_label:
            text = "\n".join(self.field_lines).strip()
            items = sum(1 for row in self.field_lines if LIST_ITEM.match(row))
            self.section.fields.append(Field(self._field_label, self.field_start, text, items))
        self.field_start = 0
        self.field_lines = []
        self._field_label = self.label[0] if keep_label and self.label else ""

    _field_label = ""

    def finish(self, last: int) -> None:
        self._close_field()
        if self.section:
            self.section.end = last
        if self.fence:
            self.page.unclosed.append(self.fence_line)
        self.page.code_lines = frozenset(self.code)
