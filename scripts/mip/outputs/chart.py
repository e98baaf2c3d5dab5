"""One simple bar chart, drawn at build time from the table under a heading with the anchor `chart`.

The table stays below it: the chart is a picture of the same numbers, not a replacement.
"""

from __future__ import annotations

import re

from mip.model.corpus import Page
from mip.outputs.markup import escape, plain

_WIDTH, _ROW, _LABEL = 720, 30, 300


def with_chart(page: Page, lines: list[str]) -> list[str]:
    """The page's staged lines with the chart put before its table, if it has one."""
    start = next((s.line for s in page.sections if s.anchor == "chart"), None)
    if start is None:
        return lines
    heading = next(i for i, line in enumerate(lines) if "{ #chart" in line)
    first = next((i for i in range(heading, len(lines)) if lines[i].lstrip().startswith("|")), None)
    if first is None:
        return lines
    rows = _rows(lines[first:])
    return [*lines[:first], bar_chart(page.title, rows), "", *lines[first:]] if rows else lines


def _rows(lines: list[str]) -> list[tuple[str, float]]:
    """First column as label, second as number, below the header."""
    found: list[tuple[str, float]] = []
    for line in lines[2:]:
        if not line.lstrip().startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        number = re.search(r"\d+(?:\.\d+)?", cells[1]) if len(cells) > 1 else None
        if number:
            found.append((plain(cells[0]), float(number[0])))
    return found


def bar_chart(title: str, rows: list[tuple[str, float]]) -> str:
    """Horizontal bars as inline SVG, described for those who cannot see it."""
    top = max(value for _, value in rows)
    height = _ROW * len(rows) + 8
    bars = []
    for index, (name, value) in enumerate(rows):
        y = index * _ROW + 4
        width = (_WIDTH - _LABEL - 60) * value / top
        bars.append(
            f'<text x="{_LABEL - 10}" y="{y + 17}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LABEL}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 10}" rx="2"/>'
            f'<text x="{_LABEL + width + 8:.1f}" y="{y + 17}">{value:g}</text>'
        )
    described = "; ".join(f"{name} {value:g}" for name, value in rows)
    return (
        f'<figure class="mip-chart"><svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(plain(title))}: {escape(described)}">'
        + "".join(bars) + "</svg></figure>"
    )
