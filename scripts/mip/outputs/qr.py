"""QR codes: one SVG beside each permanent address, level Q, with its quiet zone and a description.

The mask is fixed. The standard lets an encoder choose among eight for the scanner's comfort;
trying all of them takes ten times as long, and the tests decode every code that was made.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import segno

from mip.outputs.address import absolute
from mip.outputs.permalinks import Entry

QUIET_ZONE = 4
MASK = 3


def svg(address: str, title: str, description: str) -> str:
    """The code of one address as an SVG of any size: black on white in either colour scheme."""
    out = io.BytesIO()
    code = segno.make(address, error="q", mask=MASK, boost_error=False, micro=False)
    code.save(
        out, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True,
        xmldecl=False, svgclass=None, lineclass=None, title=title, desc=description,
    )  # fmt: skip
    return out.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)


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
