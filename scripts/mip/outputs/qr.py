"""QR codes: one SVG beside each permanent address, level Q, with its quiet zone and a description.

The mask is fixed. The standard lets an encoder choose among eight for the scanner's comfort;
trying all of them takes ten times as long, and the tests decode every code that was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import segno

from mip.outputs.address import absolute
from mip.outputs.markup import escape
from mip.outputs.permalinks import Entry

QUIET_ZONE = 4
MASK = 3
_DARK = re.compile(rb"\x01+")


def svg(address: str, title: str, description: str) -> str:
    """The code of one address as an SVG of any size: black on white in either colour scheme."""
    matrix = segno.make(address, error="q", mask=MASK, boost_error=False, micro=False).matrix
    size = len(matrix) + 2 * QUIET_ZONE
    path = "".join(_row(bytes(row), y + QUIET_ZONE) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>\n'
    )


def _row(row: bytes, y: int) -> str:
    """The dark runs of one row as rectangles."""
    return "".join(f"M{m.start() + QUIET_ZONE} {y}h{len(m[0])}v1h-{len(m[0])}z" for m in _DARK.finditer(row))


def entry_svg(entry: Entry) -> str:
    """The code of an item or article."""
    address = absolute(entry.path)
    return svg(address, f"{entry.shown} {entry.titles['zh']} / {entry.titles['en']}", address)


def write_qr(found: Iterable[Entry], site: Path) -> None:
    """`r/<id>/qr.svg` for every permanent address."""
    for entry in found:
        path = site / entry.path / "qr.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry_svg(entry), encoding="utf-8", newline="\n")
