"""Inline HTML to Typst: running text, links, marks. One function per construct, found by element name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mip.errors import CannotRun
from mip.model.ids import parse_item
from mip.outputs.pdf.links import Links, Target, article_key
from mip.outputs.pdf.markup import Piece, Text, breakable, call, content, join, label, string

DROPPED_CLASSES = {"mip-permalink", "headerlink", "mip-download", "mip-crumb", "mip-noprint", "mip-training", "mip-poster"}
DROPPED_TAGS = {"script", "style", "template", "noscript", "button", "select", "option", "output", "wbr"}
WRAPPERS = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "sup": "super", "sub": "sub", "del": "strike", "s": "strike",
    "ins": "underline", "u": "underline", "mark": "highlight", "small": "quiet", "cite": "emph",
}  # fmt: skip
SPANS = {"mip-pending": "pending", "mip-note": "quiet", "mip-id": "item-id"}
NEUTRAL = {"span", "time", "abbr", "q", "label", "bdi", "data", "dfn", "var"}


class UnknownElement(CannotRun):
    """An element the converter has no rule for. Named, so that a rule can be written."""

    def __init__(self, element: Any, page: str) -> None:
        name = f"<{element.tag}" + (f' class="{element.get("class")}"' if element.get("class") else "") + ">"
        super().__init__(f"PDF转换不认识{name}（{page}） / the PDF converter does not know {name} ({page})")


def classes(element: Any) -> set[str]:
    """The classes of an element."""
    return set((element.get("class") or "").split())


def dropped(element: Any) -> bool:
    """True for what is of no use on paper: buttons, scripts, comments, anything marked mip-noprint."""
    if not isinstance(element.tag, str):
        return True
    return element.tag in DROPPED_TAGS or bool(classes(element) & DROPPED_CLASSES) or element.get("hidden") is not None


class Inline:
    """Converts inline content of one page and remembers what it cites."""

    def __init__(self, page: str, links: Links) -> None:
        self.page = page
        self.links = links
        self.plain_links = False  # inside headings and table heads: no page numbers, no footnotes
        self.quiet_links = False  # inside lists of citations: page numbers, but no footnotes
        self.item = ""  # the item being read; footnotes are shared within it
        self.cited: dict[tuple[str, str], list[str]] = {}  # article → items that cite it
        self._notes: dict[tuple[str, str], str] = {}
        self._marked = {links.labels.get(page, {}).get("", "")}  # the page's own label stands on its title

    def markup(self, element: Any) -> str:
        """An element's whole content as finished markup."""
        return join(self.pieces(element))

    def pieces(self, element: Any) -> list[Piece]:
        """An element's content as text runs and finished markup."""
        out: list[Piece] = [Text(element.text or "")]
        for child in element:
            out += self.element(child)
            out.append(Text(child.tail or ""))
        return out

    def element(self, element: Any) -> list[Piece]:
        """One inline element, without its tail."""
        if dropped(element):
            return []
        mark = self.anchor(element)
        return [mark, *self._inline(element)] if mark else self._inline(element)

    def anchor(self, element: Any) -> str:
        """A target that is not a heading gets an invisible mark."""
        mark = self.mark(element)
        return "#anchor;" + mark if mark else ""

    def mark(self, element: Any) -> str:
        """The label of an element with an id. Of two elements with one id the first is the target, as in a browser."""
        known = self.links.labels.get(self.page, {}).get(element.get("id") or "")
        if not element.get("id") or not known or known in self._marked:
            return ""
        self._marked.add(known)
        return label(known)

    def _inline(self, element: Any) -> list[Piece]:
        if element.tag in WRAPPERS:
            return [call(WRAPPERS[element.tag], content(self._inner(element)))]
        if element.tag in NEUTRAL:
            return self._span(element)
        handler: Callable[[Any], list[Piece]] | None = getattr(self, f"_inline_{element.tag}", None)
        if handler is None:
            raise UnknownElement(element, self.page)
        return handler(element)

    def _inner(self, element: Any) -> str:
        """Content whose outer spaces matter, because text goes on beside it."""
        return join(self.pieces(element), trim=False)

    def _span(self, element: Any) -> list[Piece]:
        name = next((SPANS[name] for name in sorted(classes(element)) if name in SPANS), None)
        return [call(name, content(self._inner(element)))] if name else self.pieces(element)

    def _inline_br(self, element: Any) -> list[Piece]:
        return ["#linebreak();"]

    def _inline_code(self, element: Any) -> list[Piece]:
        return [call("raw", string(element.text_content()))]

    _inline_kbd = _inline_samp = _inline_code

    def _inline_img(self, element: Any) -> list[Piece]:
        """Pictures need their words: PDF/UA refuses an image without a description."""
        alt = element.get("alt") or ""
        source = Links.place(self.page, element.get("src", ""))[0].removesuffix("/")
        return [call("picture", string("/site/" + source), string(alt))]

    def _inline_input(self, element: Any) -> list[Piece]:
        """Only the boxes of a task list; a filter field means nothing on paper."""
        if element.get("type") != "checkbox":
            return []
        return [Text("☑ " if element.get("checked") is not None else "☐ ")]

    def _inline_a(self, element: Any) -> list[Piece]:
        href = element.get("href")
        if not href:
            return self.pieces(element)
        target = self.links.resolve(self.page, href)
        self._remember(href)
        inner = self._inner(element)
        if not inner:
            return []
        if self.plain_links or "mip-term" in classes(element):
            return self._quiet(target, inner)
        if target.label:
            return [call("xref", string(target.label), content(inner))]
        return self._outside(element, target.address, inner)

    def _quiet(self, target: Target, inner: str) -> list[Piece]:
        """A link one may follow on a screen, with nothing to see on paper."""
        if target.label:
            return [call("goto", string(target.label), content(inner))]
        return [inner]

    def _outside(self, element: Any, address: str, inner: str) -> list[Piece]:
        if " ".join(element.text_content().split()) == address or address.startswith(("mailto:", "tel:")):
            return [call("address", string(address), string(breakable(element.text_content().strip())))]
        if self.quiet_links:
            return [call("link", string(address), content(inner))]
        known = self._notes.get((self.item, address))
        if known:
            return [call("out-again", string(address), string(known), content(inner))]
        note = f"note:{self.page}:{len(self._notes)}"
        self._notes[(self.item, address)] = note
        shown = breakable(address.removeprefix("https://").removeprefix("http://"))
        return [call("out", string(address), string(shown), string(note), content(inner))]

    def _remember(self, href: str) -> None:
        """For the index of articles: which item relies on which article. Lists of back-references do not count."""
        if self.quiet_links or not parse_item(self.item):
            return
        key = article_key(*Links.place(self.page, href)) if not href.startswith("http") else None
        if key:
            items = self.cited.setdefault(key, [])
            if self.item not in items:
                items.append(self.item)
