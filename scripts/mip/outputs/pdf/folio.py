"""Page numbers are filled in when a book has been set, so that it is set only once.

Where a page number belongs, the template sets the number of its label instead, in the digits of a face
of their own (MIP Folio) and in a box whose width follows from the length of the sources. Once it is known
on which page each label ended up, the digits are exchanged in the page's drawing commands; nothing moves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from mip.errors import CannotRun

LEAD = "0123456789"  # stands before every number of a label, so that each digit is in the font's subset
ADVANCE = 555  # width of a digit of MIP Folio, in thousandths of its size
_FONT = re.compile(rb"/Subtype/Type0/BaseFont/\w+\+MIPFolio[^/]*/.*?/ToUnicode (\d+) 0 R", re.DOTALL)
_NAMED = re.compile(rb"/(f\d+) (\d+) 0 R")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_STRING = rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>"
_SHOW = r"/(%s) ([\d.]+ Tf [-\d. ]+Tm)\[?((?:%s|[-\d. ])+)\]?T[jJ]"
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_GLYPH = re.compile(r"<([0-9A-F]{4})>\s*<([0-9A-F]{4})>")


class Label(NamedTuple):
    """A place in a book whose page is printed somewhere, and how many digits there is room for."""

    name: str
    room: int


def fill_numbers(bodies: dict[int, bytes], labels: list[Label], pages: dict[str, int]) -> None:
    """Exchange the number of each label for its page, in place. `bodies`: object number → what stands in the object."""
    fonts = {number: _digits(bodies[int(m[1])]) for number, body in bodies.items() if (m := _FONT.search(body))}
    if not fonts:
        return
    for body in list(bodies.values()):
        page = _PAGE.search(body)
        if not page:
            continue
        names = {name: fonts[int(font)] for name, font in _NAMED.findall(bodies[int(page[1])]) if int(font) in fonts}
        if names:
            content = int(page[2])
            bodies[content] = _restream(bodies[content], _filled(_inflated(bodies[content]), names, labels, pages))


def _filled(commands: bytes, names: dict[bytes, dict[bytes, str]], labels: list[Label], pages: dict[str, int]) -> bytes:
    """The drawing commands of one page with its page numbers in place."""

    def number(match: re.Match[bytes]) -> bytes:
        glyphs = names[match[1]]
        codes = b"".join(_plain(piece) for piece in re.findall(_STRING, match[3], re.DOTALL))
        shown = "".join(glyphs[codes[i : i + 2]] for i in range(0, len(codes), 2))
        if not shown.startswith(LEAD):
            raise CannotRun(f"页码占位写法变了：{shown} / the placeholder of a page number has changed: {shown}")
        label = labels[int(shown.removeprefix(LEAD))]
        page = str(pages[label.name])
        code_of = {digit: code for code, digit in glyphs.items()}
        shift = (len(page) - label.room) * ADVANCE / 2  # centred in its box; TJ counts to the left
        return b"/%b %b[%g<%b>]TJ" % (match[1], match[2], shift, b"".join(code_of[digit] for digit in page).hex().encode())

    show = _SHOW.encode() % (b"|".join(names), _STRING)
    filled, found = re.subn(show, number, commands, flags=re.DOTALL)
    if sum(commands.count(b"/%b " % name) for name in names) != found:
        raise CannotRun("Typst写文字的方式变了，见folio.py / Typst writes text in another way now; see folio.py")
    return filled


def _digits(stream: bytes) -> dict[bytes, str]:
    """Glyph code → digit, from a font's map for copying text."""
    return {bytes.fromhex(code): chr(int(point, 16)) for code, point in _GLYPH.findall(_inflated(stream).decode("latin-1"))}


def _plain(string: bytes) -> bytes:
    """The bytes of a PDF string, in parentheses or as hexadecimal digits."""
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 8)]) if m[1].isdigit() else _LETTERS.get(m[1], m[1]), string[1:-1])


def _inflated(body: bytes) -> bytes:
    start = body.index(b"stream") + 6
    return zlib.decompress(body[start : body.rindex(b"endstream")].lstrip(b"\r\n"))


def _restream(body: bytes, data: bytes) -> bytes:
    """The same stream object with other content."""
    packed = zlib.compress(data)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), body[: body.index(b"stream")], count=1)
    return b"%bstream\n%b\nendstream" % (head, packed)


def typst_labels(labels: Iterable[Label]) -> str:
    """For the template: label → its number and the digits to make room for."""
    rows = "".join(f'  "{label.name}": ({number}, {label.room}),\n' for number, label in enumerate(labels))
    return f"#let labels = (\n{rows})\n" if rows else "#let labels = (:)\n"
