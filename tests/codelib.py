"""Reading QR codes off paper, as a scanner does."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zxingcpp


def codes(pdf: bytes | Path) -> list[str]:
    """What a scanner reads on every page of a PDF."""
    found: list[str] = []
    for sheet in pypdfium2.PdfDocument(pdf):
        bitmap = sheet.render(scale=3, grayscale=True)
        data = bytes(bitmap.buffer)
        rows = b"".join(data[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        found += [code.text for code in zxingcpp.read_barcodes(memoryview(rows).cast("B", shape=[bitmap.height, bitmap.width]))]
    return found
