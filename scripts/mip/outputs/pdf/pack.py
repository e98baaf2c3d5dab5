"""Making Typst's PDF smaller without touching its content: small objects go into compressed object streams.

Tags make a book large: tens of thousands of tiny objects with one plain line each in the file and in
the cross-reference table. PDF 1.5 lets them share compressed streams; PDF/A-2 allows that. The result
depends on the input bytes only. What is not recognised is returned unchanged.
"""

from __future__ import annotations

import re
import zlib

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_OBJECT = re.compile(rb"(\d+) (\d+) obj\s")
_LIMIT = 400  # objects per stream: enough to compress well, few enough to read quickly


def pack(pdf: bytes) -> bytes:
    """The same document with object streams and a cross-reference stream."""
    start = _START.search(pdf[-64:])
    if not start or pdf[int(start[1]) : int(start[1]) + 4] != b"xref":
        return pdf
    table = int(start[1])
    offsets = _offsets(pdf, table)
    trailer = pdf[pdf.index(b"trailer", table) + 7 : pdf.rindex(b"startxref")].strip()
    ends = [*sorted(offsets.values())[1:], table]
    end_of = dict(zip(sorted(offsets.values()), ends, strict=True))
    bodies = {number: _body(pdf[offset : end_of[offset]]) for number, offset in offsets.items()}
    header = pdf[: min(offsets.values())]
    return _write(header, bodies, trailer)


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
    data = zlib.compress(head + b"\n".join(body for _, body in objects), 9)
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
