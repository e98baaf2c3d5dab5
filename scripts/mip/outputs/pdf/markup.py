"""Writing Typst: text that cannot break out into markup, and a few pure helpers."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2014\u2026"
_LINE_BREAK = re.compile(rf"(?<=[{_WIDE}]) ?\n ?(?=[{_WIDE}])")
_URL_BREAK = re.compile(r"(?<=[/?&=._\-#])(?=\w)")
ZERO_WIDTH_SPACE = "\u200b"
_TIED = re.compile(r"(\b(?:[Aa]rts?|No|p|pp)\.|\b(?:CNY|RMB|EUR|KRW|TWD)|US\$|§) (?=\d)")


class Text(NamedTuple):
    """A run of plain text, not yet written as Typst."""

    value: str


Piece = Text | str  # a string is finished markup


def string(value: str) -> str:
    """A Typst string literal: only the backslash and the double quote have a meaning inside."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def text(value: str) -> str:
    """Plain text as an expression in markup. The semicolon ends it, so a following `(` or `[` is no call."""
    return f"#{string(value)};" if value else ""


def call(name: str, *arguments: str, **named: str) -> str:
    """`#name(arguments, key: value);` in markup. Arguments are finished Typst code."""
    return f"#{name}({', '.join([*arguments, *(f'{key}: {value}' for key, value in named.items())])});"


def content(markup: str) -> str:
    """Markup as a content block argument."""
    return f"[{markup}]"


def array(values: list[str]) -> str:
    """A Typst array of finished code; the comma keeps an array of one an array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def label(name: str) -> str:
    """A label for the element before it. Written as a call: any character may be in the name."""
    return f"#label({string(name)});"


def join(pieces: list[Piece], trim: bool = True) -> str:
    """Inline pieces as markup: white space as a browser shows it; `trim` takes it off the ends."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].value + piece.value)
        elif piece != "":
            merged.append(piece)
    last = len(merged) - 1
    out = ""
    for index, piece in enumerate(merged):
        if isinstance(piece, Text):
            value = collapse(piece.value)
            value = value.lstrip(" ") if trim and index == 0 else value
            out += text(value.rstrip(" ") if trim and index == last else value)
        else:
            out += piece
    return out


def collapse(value: str) -> str:
    """One space for any white space; a source line break between two Chinese characters is nothing.

    `art. 9` and `CNY 500,000` stay on one line.
    """
    value = _LINE_BREAK.sub("", re.sub(r"[ \t\r\f]*\n[ \t\r\n\f]*", "\n", value))
    return _TIED.sub("\\1\u00a0", _SPACE.sub(" ", value))


def breakable(address: str) -> str:
    """An address as shown, with places where a line may end."""
    return _URL_BREAK.sub(ZERO_WIDTH_SPACE, address)
