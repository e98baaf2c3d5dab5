"""Reading one text file safely: encoding, size, odd bytes. One clear finding instead of a traceback."""

from __future__ import annotations

from pathlib import Path

from mip.finding import Finding

MAX_BYTES = 1_000_000


def read_text(path: Path, shown: str) -> tuple[str, list[Finding]]:
    """The text of a UTF-8 file with `\\n` line ends, and what is wrong with it.

    An unreadable file gives an empty text and exactly one finding.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return "", [_finding(shown, 0, f"文件超过{MAX_BYTES // 1_000_000} MB，请拆分", "file larger than 1 MB; split it", "size")]
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return "", [_finding(shown, 0, f"无法读取：{reason}", f"cannot be read: {reason}", "unreadable")]
    if raw.startswith(b"\xef\xbb\xbf"):
        return _decode(raw[3:], shown, [
            _finding(shown, 1, "文件带BOM，请另存为“UTF-8（无BOM）”", "has a byte-order mark; save as UTF-8 without BOM", "encoding")
        ])
    return _decode(raw, shown, [])


def _decode(raw: bytes, shown: str, findings: list[Finding]) -> tuple[str, list[Finding]]:
    if b"\x00" in raw:
        line = raw[: raw.index(b"\x00")].count(b"\n") + 1
        return "", [_finding(shown, line, "含有NUL字节，不是文本文件", "contains a NUL byte; this is not a text file", "encoding")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(raw, error.start, shown)]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        findings.append(_finding(shown, line, "换行符不是LF，请改为LF", "line end is not LF; convert the file to LF", "line-end"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, findings


def _not_utf8(raw: bytes, position: int, shown: str) -> Finding:
    line = raw[:position].count(b"\n") + 1
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return _finding(shown, line, "不是UTF-8编码，请另存为UTF-8", "is not UTF-8; save it as UTF-8", "encoding")
    return _finding(shown, line, "像是GBK/GB18030编码，请另存为UTF-8", "looks like GBK/GB18030; save it as UTF-8", "encoding")


def _finding(path: str, line: int, zh: str, en: str, rule: str) -> Finding:
    return Finding(path, line, rule, zh, en)
