"""Tables: reading rows and cells from HTML, and how wide each column should be."""

from __future__ import annotations

from typing import Any, NamedTuple

SHORT = 8  # columns whose longest cell has at most this many full widths are as wide as their text
CHARACTER, PADDING = 9.2, 13  # points: a full width of bold table text, and a cell's inset
PAGE_NOTE = 4.5  # full widths of “（第142页）” in its smaller size
BREAK = "\f"
ROW_MAY_BREAK = 420  # full widths: a cell longer than this may be split across pages
SHORT_TABLE = 7, 480  # at most this many rows and full widths in all: set on one page


class Cell(NamedTuple):
    """One cell with its place in the header or body."""

    element: Any
    header: bool
    columns: int
    rows: int


def rows_of(table: Any) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Header rows and body rows of a table."""
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    for row in table.iter("tr"):
        cells = [_cell(element) for element in row if element.tag in ("td", "th")]
        in_head = row.getparent().tag == "thead" or (not body and all(cell.header for cell in cells))
        (head if in_head else body).append(cells)
    return head, body


def _cell(element: Any) -> Cell:
    return Cell(element, element.tag == "th", int(element.get("colspan", 1)), int(element.get("rowspan", 1)))


def width(value: str) -> float:
    """Length in full-width characters."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in value)


def _cell_width(element: Any) -> float:
    """Of the longest line; a reference is longer on paper by its page number."""
    lines = [" ".join(line.split()) for line in _text_with_breaks(element).split(BREAK)]
    notes = sum(1 for link in element.iter("a") if not (link.get("class") or ""))
    return max(map(width, lines)) + (PAGE_NOTE * -(-notes // len(lines)) if notes else 0)


def _text_with_breaks(element: Any) -> str:
    out = element.text or ""
    for child in element:
        out += (BREAK if child.tag == "br" else _text_with_breaks(child) if isinstance(child.tag, str) else "") + (child.tail or "")
    return out


def columns(rows: list[list[Cell]]) -> tuple[str, int]:
    """Typst's `columns:` value and the number of columns.

    Short columns take what they need; long ones share the rest by the square root of their
    longest cell, which keeps rows low without starving a column. Widths are worked out here and
    not by Typst's `auto`, which sets every cell several times.
    """
    number = max(sum(cell.columns for cell in row) for row in rows)
    longest = [1.0] * number
    for row in rows:
        at = 0
        for cell in row:
            if cell.columns == 1 and at < number:
                longest[at] = max(longest[at], _cell_width(cell.element))
            at += cell.columns
    short = [length <= SHORT for length in longest]
    if all(short):
        return "(" + "".join("1fr, " for _ in longest) + ")", number
    parts = [f"{length * CHARACTER + PADDING:.1f}pt" if brief else f"{max(length, 12) ** 0.5:.2f}fr" for length, brief in zip(longest, short, strict=True)]
    return "(" + "".join(f"{part}, " for part in parts) + ")", number


def may_break(rows: list[list[Cell]]) -> bool:
    """True if some cell is so long that its row must be allowed to cross a page."""
    return any(width(cell.element.text_content()) > ROW_MAY_BREAK for row in rows for cell in row)


def stays_together(rows: list[list[Cell]]) -> bool:
    """True for a short table: one row of it overleaf would look forgotten."""
    most, length = SHORT_TABLE
    return len(rows) <= most and sum(width(cell.element.text_content()) for row in rows for cell in row) <= length
