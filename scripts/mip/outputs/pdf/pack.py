"""Making Typst's PDF smaller without touching its content: small objects go into compressed object streams.

Tags make a book large: tens of thousands of tiny objects with one plain line each in the file and in
the cross-reference table. PDF 1.5 lets them share compressed streams; PDF/A-2 allows that. The result
depends on the input bytes only. On the way links inside the book, which the template writes as
`mip:label`, become destinations, and page numbers are filled in (folio.py): Typst itself would look
every target up, at great cost.
"""

from __future__ import annotations

import re
import zlib

from mip.errors import CannotRun
from mip.outputs.pdf.folio import Label, fill_numbers

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_OBJECT = re.compile(rb"(\d+) (\d+) obj\s")
_LINK = re.compile(rb"/A\s*<<\s*/Type/Action/S/URI/URI\(mip:([^()\\]+)\)>>(.*?)/Contents\(mip:[^()\\]+\)", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_BOX = re.compile(rb"/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s*\]")
Places = dict[str, tuple[float, ...]]  # label → page, x and y in points from the top left
_LIMIT = 400  # objects per stream: enough to compress well, few enough to read quickly


def pack(pdf: bytes, places: Places, labels: list[Label], page_word: str) -> bytes:
    """The same document with object streams, `mip:label` links turned into links to those places, and page numbers filled in."""
    start = _START.search(pdf[-64:])
    if not start or pdf[int(start[1]) : int(start[1]) + 4] != b"xref":
        raise CannotRun("Typst的PDF结构变了，见pack.py / the structure of Typst's PDF has changed; see pack.py")
    table = int(start[1])
    offsets = _offsets(pdf, table)
    trailer = pdf[pdf.index(b"trailer", table) + 7 : pdf.rindex(b"startxref")].strip()
    ends = [*sorted(offsets.values())[1:], table]
    end_of = dict(zip(sorted(offsets.values()), ends, strict=True))
    bodies = {number: _body(pdf[offset : end_of[offset]]) for number, offset in offsets.items()}
    _link_inside(bodies, trailer, places, page_word)
    fill_numbers(bodies, labels, {name: int(place[0]) for name, place in places.items()})
    return _write(pdf[: min(offsets.values())], bodies, trailer)


def _link_inside(bodies: dict[int, bytes], trailer: bytes, places: Places, page_word: str) -> None:
    """Every `mip:label` becomes a destination, and its description for screen readers a page number."""
    pages = _page_objects(bodies, trailer)

    def inside(match: re.Match[bytes]) -> bytes:
        page, x, y = places[match[1].decode("ascii")]
        number, height = pages[int(page) - 1]
        described = page_word.format(page=int(page)).encode("utf-16-be").hex().upper().encode()
        return b"/Dest[%d 0 R/XYZ %.1f %.1f 0]%b/Contents<FEFF%b>" % (number, x, height - y, match[2], described)

    for number, body in bodies.items():
        if b"(mip:" in body:
            bodies[number] = _LINK.sub(inside, body)
            if b"(mip:" in bodies[number]:
                raise CannotRun("Typst的链接写法变了，见pack.py / Typst writes links in another way now; see pack.py")


def _page_objects(bodies: dict[int, bytes], trailer: bytes) -> list[tuple[int, float]]:
    """Object number and height of every page, in order."""
    root = _REFERENCE.search(trailer[trailer.index(b"/Root") :])
    assert root is not None
    catalogue = bodies[int(root[1])]
    top = _REFERENCE.search(catalogue[catalogue.index(b"/Pages") :])
    assert top is not None
    out: list[tuple[int, float]] = []
    waiting = [int(top[1])]
    while waiting:
        number = waiting.pop(0)
        kids = _KIDS.search(bodies[number])
        if kids:
            waiting = [int(m[1]) for m in _REFERENCE.finditer(kids[1])] + waiting
            continue
        box = _BOX.search(bodies[number])
        assert box is not None
        out.append((number, float(box[1])))
    return out


def _offsets(pdf: bytes, table: int) -> dict[int, int]:
    """Object number → offset, from the cross-reference table."""
    found: dict[int, int] = {}
    lines = pdf[table : pdf.index(b"trailer", table)].split(b"\n")[1:]
    number = 0
    for line in lines:
        parts = line.split()
        if len(parts) == 2:
            number = int(parts[0])
        elif len(parts) == 3:
            if parts[2] == b"n":
                found[number] = int(parts[0])
            number += 1
    return found


def _body(raw: bytes) -> bytes:
    """What stands between `obj` and `endobj`."""
    head = _OBJECT.match(raw)
    return raw[head.end() if head else 0 : raw.rindex(b"endobj")].strip(b"\r\n")


def _is_stream(body: bytes) -> bool:
    return body.endswith(b"endstream")


def _write(header: bytes, bodies: dict[int, bytes], trailer: bytes) -> bytes:
    out = bytearray(header)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    loose = [number for number, body in sorted(bodies.items()) if not _is_stream(body)]
    following = max(bodies) + 1
    for number, body in sorted(bodies.items()):
        if _is_stream(body):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    for first in range(0, len(loose), _LIMIT):
        group = loose[first : first + _LIMIT]
        places[following] = (1, len(out), 0)
        places |= {number: (2, following, index) for index, number in enumerate(group)}
        out += _object_stream(following, [(number, bodies[number]) for number in group])
        following += 1
    places[following] = (1, len(out), 0)
    at = len(out)
    out += _reference_stream(following, places, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)


def _object_stream(number: int, objects: list[tuple[int, bytes]]) -> bytes:
    heads: list[bytes] = []
    at = 0
    for name, body in objects:
        heads.append(b"%d %d" % (name, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    data = zlib.compress(head + b"\n".join(body for _, body in objects))
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(objects), len(head), len(data))
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, data)


def _reference_stream(number: int, places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    rows = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, where, index in (places.get(n, (0, 0, 65535)) for n in range(number + 1))
    )
    data = zlib.compress(rows, 9)
    kept = re.sub(rb"/Size\s+\d+", b"", trailer.removeprefix(b"<<").removesuffix(b">>").strip())
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/Length %d\n%b" % (number + 1, len(data), kept)
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, data)
