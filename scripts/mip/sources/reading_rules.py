"""What reading itself objects to, explained like the rules on the corpus; `mip rules` and the editors' page show both."""

from __future__ import annotations

from typing import NamedTuple


class ReadingRule(NamedTuple):
    """A rule that is applied while files are read, before there is a corpus."""

    zh: str
    en: str
    bad: str
    good: str


READING_RULES: dict[str, ReadingRule] = {
    "encoding": ReadingRule(
        "文件用UTF-8编码，不带BOM，不含NUL字节。", "Files are UTF-8 without byte-order mark and without NUL bytes.",
        "a page saved as GBK, UTF-16 or “UTF-8 with BOM”", "a page saved as UTF-8",
    ),
    "line-end": ReadingRule("换行符用LF。", "Lines end in LF.", "Windows line ends (CRLF)", "LF; `mip check --fix` converts"),
    "size": ReadingRule("单个文件不超过1 MB。", "No file is larger than 1 MB.", "a page with a pasted data dump", "two pages"),
    "unreadable": ReadingRule("文件要能读取。", "Files can be read.", "a file without read permission", "a plain file"),
    "symlink": ReadingRule(
        "符号链接不指向docs/之外。", "Symbolic links do not leave docs/.", "docs/zh/x.md → /etc/hosts", "the file itself below docs/",
    ),
    "missing-file": ReadingRule(
        "登记文件和mkdocs.yml齐全。", "The registers and mkdocs.yml are all there.", "no docs/registers/laws.yml", "the file restored",
    ),
    "yaml": ReadingRule(
        "YAML写法正确；不用锚点、别名；键不重复。", "YAML is well-formed, without anchors and aliases; keys are given once.",
        "`minutes: 5` twice in one page", "`minutes: 5` once",
    ),
    "schema": ReadingRule(
        "登记内容符合docs/registers/schemas/的格式。", "Registers fit their JSON Schema in docs/registers/schemas/.",
        "`status: current`", "`status: in-force`",
    ),
    "register-duplicate": ReadingRule(
        "登记里的编号不重复。", "An id stands once in a register.", "`- id: aucl-2025` twice", "one entry per instrument",
    ),
}  # fmt: skip
