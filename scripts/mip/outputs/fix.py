"""Mending what is safe to mend: `mip check --fix`.

Safe means that no reader could tell what was meant differently: line ends, a byte-order mark,
trailing blanks, the final newline, half-width punctuation between Chinese characters, and the order
of entries in registers that go by numbers; comments move with the entry below them.
Code, link targets, reference targets, attributes, comments and front matter stay as they are.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from mip.model.ids import parse_item
from mip.project import Project
from mip.sources.files import MAX_BYTES
from mip.sources.markdown import FENCE, code_spans, split_front_matter

_HAN = r"\u4e00-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "(": "（", ")": "）"}
_BETWEEN = re.compile(rf"(?<=[{_HAN}])[,;:?](?=[{_HAN}])|(?<=[{_HAN}])[,;:?]$")
_BRACKETS = re.compile(rf"(?<=[{_HAN}])\(([^()]*[{_HAN}][^()]*)\)")
_UNTOUCHED = re.compile(r"\]\([^()]*\)|\]\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|https?://\S+")
_ENTRY = re.compile(r"- \S|[A-Z]+-\d+:")
_ENTRY_ID = re.compile(r"^(?:(?:- |  )id: *['\"]?)?([A-Z]+-\d{2,3})\b", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def fix_project(project: Project) -> list[str]:
    """Mend pages and registers in place; return the paths of those that changed, as shown in messages."""
    changed = []
    files = [*sorted(project.docs.rglob("*.md")), *sorted(project.registers.rglob("*.yml"))]
    for path in files:
        if not path.is_symlink() and path.is_file() and _fix_file(path, project):
            changed.append(project.relative(path))
    return changed


def _fix_file(path: Path, project: Project) -> bool:
    """Write the mended file if it differs; a file that is not UTF-8 text is left alone."""
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES or b"\x00" in raw:
        return False
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return False
    chinese = path.suffix == ".md" and path.is_relative_to(project.docs / "zh")
    mended = fix_page(text, chinese) if path.suffix == ".md" else fix_order(_line_ends(text))
    if mended.encode("utf-8") == raw:
        return False
    path.write_bytes(mended.encode("utf-8"))
    return True


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fix_order(text: str) -> str:
    """A register whose entries all have an item's id, in the order of the ids. Any other text stays as it is.

    An entry goes from its first line, and the comments right above it, to the next one; the comments
    at the head of the file belong to the file.
    """
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _ENTRY.match(line)]
    if len(starts) < 2 or any(line and not line.startswith((" ", "#")) for number, line in enumerate(lines) if number not in starts):
        return text
    for index, start in enumerate(starts[1:], 1):
        while lines[start - 1].startswith("#"):
            start -= 1
        starts[index] = start
    blocks = ["\n".join(lines[start:end]).rstrip("\n") + "\n" for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    found = [parse_item(match[1]) if (match := _ENTRY_ID.search(block)) else None for block in blocks]
    ids = [item for item in found if item]
    if len(ids) < len(blocks) or all(first <= second for first, second in itertools.pairwise(ids) if first.prefix == second.prefix):
        return text
    ordered = sorted(zip(ids, blocks, strict=True), key=lambda pair: pair[0])
    return "\n".join([*lines[: starts[0]], ""]) + "".join(block for _, block in ordered)


def fix_page(text: str, chinese: bool) -> str:
    """One page: line ends, trailing blanks and the final newline; in Chinese also punctuation."""
    lines = _line_ends(text).split("\n")
    body = split_front_matter(lines)[1]
    fence, comment = "", False
    for index, line in enumerate(lines):
        match = FENCE.match(line)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
        lines[index] = line.rstrip(" \t")
        plain = not (fence or match or comment or "<!--" in line)
        if chinese and plain and index + 1 >= body:
            lines[index] = fix_punctuation(lines[index])
        comment = _still_open(line, comment)
    return "\n".join(lines).rstrip("\n") + "\n" if any(lines) else ""


def _still_open(line: str, comment: bool) -> bool:
    """True if a comment goes on in the next line."""
    opened, closed = line.rfind("<!--"), line.rfind("-->")
    return opened > closed or (comment and closed < 0)


def fix_punctuation(line: str) -> str:
    """Half-width punctuation between Chinese characters becomes full-width; code and targets are not looked at."""
    kept: list[str] = []

    def hide(piece: str) -> str:
        kept.append(piece)
        return f"\ue000{chr(0xE100 + len(kept) - 1)}"

    if "\ue000" in line:
        return line
    parts, end = [], 0
    for start, stop in code_spans(line):
        parts += [line[end:start], hide(line[start:stop])]
        end = stop
    hidden = _UNTOUCHED.sub(lambda m: hide(m[0]), "".join([*parts, line[end:]]))
    if len(kept) > 5000:
        return line
    mended = _BETWEEN.sub(lambda m: _WIDE[m[0]], _BRACKETS.sub(r"（\1）", hidden))
    while "\ue000" in mended:  # a target may contain a code span
        mended = re.sub("\ue000(.)", lambda m: kept[ord(m[1]) - 0xE100], mended)
    return mended
