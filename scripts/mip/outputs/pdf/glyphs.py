"""Which characters the fonts of the books hold, read from their character maps; no font library is needed."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
# In the faces that come with Typst (Libertinus Serif, DejaVu Sans Mono), beyond what our own files hold.
BUILT_IN = frozenset("☐☑☒•‑‐ﬁﬂ\u00a0\u00ad\u200b\u2060\n\t")


@cache
def covered() -> frozenset[str]:
    """The characters every one of our text faces holds, and those of the built-in ones."""
    held = [_characters(path.read_bytes()) for path in sorted(FONTS.glob("*SC-*.otf"))]
    return frozenset(chr(point) for point in set.intersection(*held)) | BUILT_IN


def missing(text: str) -> list[str]:
    """The characters of a text that no face can draw, each once."""
    return sorted(set(text) - covered())


def _characters(font: bytes) -> set[int]:
    """The code points of the widest character map (format 12) of an OpenType file."""
    count = struct.unpack(">H", font[4:6])[0]
    tables = {font[12 + 16 * i : 16 + 16 * i]: struct.unpack(">II", font[20 + 16 * i : 28 + 16 * i]) for i in range(count)}
    start, _ = tables[b"cmap"]
    number = struct.unpack(">H", font[start + 2 : start + 4])[0]
    found: set[int] = set()
    for index in range(number):
        offset = start + struct.unpack(">I", font[start + 8 + 8 * index : start + 12 + 8 * index])[0]
        if struct.unpack(">H", font[offset : offset + 2])[0] == 12:
            groups = struct.unpack(">I", font[offset + 12 : offset + 16])[0]
            for group in range(groups):
                first, last, _ = struct.unpack(">III", font[offset + 16 + 12 * group : offset + 28 + 12 * group])
                found |= set(range(first, last + 1))
    return found
