"""Reading one text file safely: encoding, size, odd bytes. One clear finding instead of a traceback."""

from __future__ import annotations

import codecs
from pathlib import Path

from mip.finding import Finding

MAX_BYTES = 1_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, shown: str) -> tuple[str, list[Finding]]:
    """The text of a UTF-8 file with `\\n` line ends, and what is wrong with it.

    A file that cannot be read gives an empty text and exactly one finding. A file in another
    encoding gives one finding and the text all the same, as far as it can be made out: its ids
    and headings are then known, and the one finding that matters is not drowned by its consequences.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return "", [Finding(shown, 0, "size", f"文件超过{MAX_BYTES // 1_000_000} MB，请拆分", "file larger than 1 MB; split it")]
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return "", [Finding(shown, 0, "unreadable", f"无法读取：{reason}", f"cannot be read: {reason}")]
    text, finding = decode(raw, shown)
    if finding:
        return text.replace("\r\n", "\n").replace("\r", "\n"), [finding]
    if "\r" not in text:
        return text, []
    line = text[: text.index("\r")].count("\n") + 1
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, [Finding(shown, line, "line-end", "换行符不是LF，请改为LF", "line end is not LF; convert the file to LF")]


def decode(raw: bytes, shown: str) -> tuple[str, Finding | None]:
    """The text of a file's bytes, and the one thing that is wrong with its encoding."""
    if raw.startswith(codecs.BOM_UTF8):
        return raw[3:].decode("utf-8", "ignore"), _objection(
            shown, 1, "文件带BOM，请另存为“UTF-8（无BOM）”", "has a byte-order mark; save as UTF-8 without BOM"
        )
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", "ignore"), _objection(shown, 1, "是UTF-16编码，请另存为UTF-8", "is UTF-16; save it as UTF-8")
    if b"\x00" in raw:
        line = raw[: raw.index(b"\x00")].count(b"\n") + 1
        text = raw.replace(b"\x00", b"").decode("utf-8", "ignore")
        return text, _objection(shown, line, "含有NUL字节，不是文本文件", "contains a NUL byte; this is not a text file")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, shown)


def _not_utf8(raw: bytes, position: int, shown: str) -> tuple[str, Finding]:
    line = raw[:position].count(b"\n") + 1
    chinese = sum(1 for c in raw[:position].decode("utf-8") if not c.isascii())
    try:  # three characters that are good UTF-8 are no accident: then it is UTF-8 with a broken byte
        text = raw.decode("ascii" if chinese >= 3 else "gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "ignore"), _objection(shown, line, "不是UTF-8编码，请另存为UTF-8", "is not UTF-8; save it as UTF-8")
    return text, _objection(shown, line, "像是GBK/GB18030编码，请另存为UTF-8", "looks like GBK/GB18030; save it as UTF-8")


def _objection(shown: str, line: int, zh: str, en: str) -> Finding:
    return Finding(shown, line, "encoding", zh, en)
