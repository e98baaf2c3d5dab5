"""A page of the built site to the body of a chapter in Typst: block elements, one function per construct.

Input is the element `article.md-content__inner` as the browser gets it, so there is one rendering
for screen and paper. An element without a rule stops the build by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from mip.model.ids import parse_item
from mip.outputs.labels import label as word
from mip.outputs.pdf import chart, tables
from mip.outputs.pdf.inline import NEUTRAL, WRAPPERS, Inline, UnknownElement, classes, dropped
from mip.outputs.pdf.links import Links
from mip.outputs.pdf.markup import Piece, Text, array, call, content, join, string

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
INLINE = {*WRAPPERS, *NEUTRAL, "a", "br", "code", "kbd", "samp", "img", "input"}
ANCHORED = {
    *HEADINGS, "p", "div", "ul", "ol", "dl", "dt", "li", "table", "td", "th", "details", "figure", "section", "blockquote", "pre", "a", "span",
}  # fmt: skip
ADMONITIONS = ("law", "plan", "advice", "warning", "proof", "note", "tip", "info", "danger", "example", "question")
CLOSE = "#item-close;"
WAY_ON = "next"  # the section that ends a page: a few links, not to be torn apart
BADGES = ("mip-level", "mip-basis", "mip-finding")


@dataclass(slots=True)
class Item:
    """Something citable met on the way: for the index and the footer."""

    id: str
    title: str
    label: str


@dataclass(slots=True)
class Chapter:
    """A converted page."""

    page: str
    label: str
    title: str
    plain_title: str
    lead: str
    body: str
    items: list[Item] = field(default_factory=list)


def collect_labels(page: str, article: Any, only: frozenset[str] = frozenset()) -> dict[str, str]:
    """Anchor → label of everything a link may lead to. '' and the title's anchor are the page itself."""
    first = article.find(".//h1")
    found = {"": page}
    for element in wanted(article, only):
        for inner in element.iter():
            if inner.tag in ANCHORED and inner.get("id"):
                found.setdefault(inner.get("id"), page if inner is first else f"{page}#{quote(inner.get('id'), safe='')}")
    if first is not None and first.get("id") and (not only or first.get("id") in only):
        found[first.get("id")] = page
    return found


def with_close(markup: str, close: str) -> str:
    """The mark at the end of the last block's text: after the block it would slip to the top of the next page."""
    inside = re.search(r"\]\)*;$", markup)
    at = inside.start() if inside and close else len(markup)
    return markup[:at] + close + markup[at:]


def wanted(article: Any, only: frozenset[str]) -> Iterator[Any]:
    """The page's top elements; with `only`, just the sections of these anchors (a case: the whole page)."""
    first = article.find(".//h1")
    if not only or (first is not None and first.get("id") in only):
        yield from article
        return
    keep = 0
    for element in article:
        level = HEADINGS.get(element.tag, 0) if isinstance(element.tag, str) else 0
        if level and (element.get("id") in only or level <= (keep or 9)):
            keep = level if element.get("id") in only else 0
        if keep or level == 1:
            yield element


class Converter(Inline):
    """One page. `shift` is added to heading levels, because parts stand above pages in a book."""

    def __init__(self, page: str, lang: str, links: Links, shift: int = 1) -> None:
        super().__init__(page, links)
        self.lang, self.shift = lang, shift
        self.items: list[Item] = []
        self.title = self.plain_title = self.lead = ""
        self._item_level = 0
        self._last_heading = ""

    def chapter(self, article: Any, only: frozenset[str] = frozenset()) -> Chapter:
        """The whole page."""
        body = with_close(self.blocks(wanted(article, only)), self._close_item(0))
        return Chapter(self.page, self.links.labels[self.page][""], self.title, self.plain_title, self.lead, body, self.items)

    def blocks(self, elements: Iterator[Any] | Any) -> str:
        """Block elements in order, one per line. What closes an item goes to the block before it."""
        out: list[str] = []
        for part in filter(None, map(self.block, elements)):
            if part.startswith(CLOSE) and out:
                out[-1] = with_close(out[-1], CLOSE)
                part = part.removeprefix(CLOSE)
            out.append(part)
        return "\n".join(part for part in out if part)

    def block(self, element: Any) -> str:
        """One block element."""
        if dropped(element):
            return ""
        if element.tag in HEADINGS:
            return self._heading(element)
        handler: Callable[[Any], str] | None = getattr(self, f"_block_{element.tag}", None)
        if handler is None:
            raise UnknownElement(element, self.page)
        return self.anchor(element) + handler(element)

    def flow(self, element: Any) -> str:
        """Content that may be inline or block: list items, cells, definitions."""
        out: list[str] = []
        run: list[Piece] = [Text(element.text or "")]
        for child in element:
            if dropped(child) or child.tag in INLINE:
                run += self.element(child)
            else:
                out += [join(run), self.block(child)]
                run = []
            run.append(Text(child.tail or ""))
        return "\n".join(part for part in [*out, join(run)] if part)

    # Headings and items -------------------------------------------------------------------------

    def _heading(self, element: Any) -> str:
        level = HEADINGS[element.tag]
        self._last_heading = element.get("id") or ""
        number = element.find("span[@class='mip-id']")
        plain = " ".join(element.text_content().split())
        name = number.text_content() if number is not None else plain.split(" ")[0]
        is_item = parse_item(name) is not None and parse_item(element.get("id") or "") == parse_item(name)
        closing = self._close_item(level) if level > 1 or is_item else ""
        opening = self._open_item(element, level, name, plain) if is_item else ""
        self.plain_links = True
        title = self.markup(element)
        self.plain_links = False
        if level == 1:
            self.title, self.plain_title = title, plain
            return closing + opening
        outlined = "" if is_item or level > 2 else ", outlined: false, bookmarked: true"  # the contents list items, not every section
        return f"{closing}{opening}#heading(level: {level + self.shift}{outlined})[{title}]{self.mark(element)}"

    def _label(self, element: Any) -> str:
        return self.links.labels[self.page].get(element.get("id"), self.page)

    def _open_item(self, element: Any, level: int, name: str, plain: str) -> str:
        self.item, self._item_level = str(parse_item(name)), level
        self.items.append(Item(self.item, plain.removeprefix(name).strip(), self._label(element)))
        return call("item-open", string(self.item))

    def _close_item(self, level: int) -> str:
        if not self.item or level > self._item_level:
            return ""
        self.item = ""
        return CLOSE

    # Paragraphs, boxes --------------------------------------------------------------------------

    def _block_p(self, element: Any) -> str:
        kind = classes(element)
        if "mip-badges" in kind:
            return self._badges(element)
        self.quiet_links = "mip-cited" in kind
        inner = self.markup(element)
        self.quiet_links = False
        if not inner:
            return ""
        name = "cited" if "mip-cited" in kind else "note" if "mip-note" in kind else ""
        return call(name, content(inner)) if name else f"#par[{inner}];"

    def _badges(self, element: Any) -> str:
        """Level, basis, outcome and who acts, in one line under the heading."""
        out: list[str] = []
        for span in element.iter("span"):
            kind = next((k for k in BADGES if k in classes(span)), "mip-who" if "mip-who" in classes(span) else "")
            if kind:
                tone = next((c.partition("--")[2] for c in sorted(classes(span)) if "--" in c), "")
                out.append(f"({string(kind.removeprefix('mip-'))}, {string(tone)}, {content(self.markup(span))})")
        return call("badges", *out) if out else ""

    def _block_div(self, element: Any) -> str:
        kind = classes(element)
        if "admonition" in kind:
            return self._admonition(element, element.find("p[@class='admonition-title']"))
        if not kind or kind & {"mip-cases", "md-typeset__table", "md-typeset__scrollwrap", "mip-print"}:
            return self.flow(element)
        raise UnknownElement(element, self.page)

    def _block_details(self, element: Any) -> str:
        return self._admonition(element, element.find("summary"))

    def _admonition(self, element: Any, title: Any) -> str:
        kind = next((name for name in ADMONITIONS if name in classes(element)), "note")
        head = content(self.markup(title)) if title is not None else "none"
        body = self.blocks([child for child in element if child is not title])
        return call("box-note", string(kind), head, content(body))

    def _block_blockquote(self, element: Any) -> str:
        return call("quote", content(self.flow(element)), block="true")

    def _block_pre(self, element: Any) -> str:
        return call("raw", string(element.text_content().rstrip("\n")), block="true")

    def _block_hr(self, element: Any) -> str:
        return "#rule;"

    def _block_img(self, element: Any) -> str:
        return join(self.element(element))

    def _block_svg(self, element: Any) -> str:
        """A chart of the site. The style sheet does not reach it here, so it gets its colours and font."""
        return call("chart", string(chart.svg(element)), string(element.get("aria-label") or ""))

    def _block_section(self, element: Any) -> str:
        return self.flow(element)

    _block_figure = _block_section

    # Lists --------------------------------------------------------------------------------------

    def _block_ul(self, element: Any) -> str:
        made = call("list", *self._list_items(element))
        return call("together", content(made)) if self._last_heading == WAY_ON else made

    def _block_ol(self, element: Any) -> str:
        return call("enum", *self._list_items(element), start=str(int(element.get("start", 1))))

    def _list_items(self, element: Any) -> list[str]:
        return [content(self.anchor(item) + self.flow(item)) for item in element if item.tag == "li"]

    def _block_dl(self, element: Any) -> str:
        pairs = [(term, f"({content(self._flat(term))}, {content(self.flow(meaning))})") for term, meaning in _pairs(element)]
        if "mip-furniture" in classes(element):
            left_out = {word(self.lang, "minutes"), word(self.lang, "as_of")}  # the footer has the date; minutes are for screens
            self.lead = array([pair for term, pair in pairs if term.text_content() not in left_out])
            return ""
        return call("card" if "mip-card" in classes(element) else "fields", *(pair for _, pair in pairs))

    def _flat(self, element: Any) -> str:
        return self.anchor(element) + self.markup(element)

    # Tables -------------------------------------------------------------------------------------

    def _block_table(self, element: Any) -> str:
        head, body = tables.rows_of(element)
        if not head and not body:
            return ""
        columns, number = tables.columns(head + body)
        self.plain_links = True
        header = [self._cell(cell) for row in head for cell in row]
        self.plain_links = False
        cells = [self._cell(cell) for row in body for cell in row]
        named = {"columns": columns, "breakable": "true" if tables.may_break(body) else "false", "count": str(number)}
        if tables.stays_together(body):
            named["together"] = "true"
        return call("data-table", array(header), *cells, **named)

    def _cell(self, cell: tables.Cell) -> str:
        inner = content(self.anchor(cell.element) + self.flow(cell.element))
        spans = [f"colspan: {cell.columns}"] * (cell.columns > 1) + [f"rowspan: {cell.rows}"] * (cell.rows > 1)
        return f"table.cell({', '.join(spans)}){inner}" if spans else inner


def _pairs(element: Any) -> list[tuple[Any, Any]]:
    """Term and meaning, also when each pair sits in a div. A term with several meanings is repeated."""
    out: list[tuple[Any, Any]] = []
    term = None
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            term = child
        else:
            out.append((term, child))
    return out
