"""Reading back what MkDocs built: an article, one section of it, and its links seen from another page."""

from __future__ import annotations

import copy
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

Element = Any
_HEADINGS = ("h1", "h2", "h3", "h4")
FURNITURE = ("mip-badges", "mip-cited", "mip-furniture", "mip-training", "mip-poster")


class Built:
    """The articles of a built site, each parsed once."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._articles: dict[str, Element | None] = {}

    def article(self, url: str) -> Element | None:
        """The article of the page at `url` (`en/sectors/ai/`), or None if there is no such page."""
        if url not in self._articles:
            path = self.site / url / "index.html"
            found = None
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                start, end = text.find("<article"), text.rfind("</article>")  # the navigation around it is most of the page
                found = lxml_html.fragment_fromstring(text[start : end + 10]) if start >= 0 else None
            self._articles[url] = found
        return self._articles[url]

    def section(self, url: str, anchor: str) -> list[Element]:
        """What stands below the heading with this anchor, up to the next of its level."""
        article = self.article(url)
        if article is None:
            return []
        heading = next(iter(article.xpath("./*[@id=$name]", name=anchor)), None)
        if heading is None or heading.tag not in _HEADINGS:
            return []
        found: list[Element] = []
        for element in heading.itersiblings():
            if element.tag in _HEADINGS and element.tag <= heading.tag:
                break
            if isinstance(element.tag, str):
                found.append(element)
        return found


def plain_text(element: Element) -> str:
    """The words of an element on one line."""
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def own_text(elements: list[Element]) -> list[Element]:
    """An item's own text: without badges, furniture, back references and scripts."""
    return [e for e in elements if e.tag not in ("script", "link") and not set(FURNITURE) & set((e.get("class") or "").split())]


def rewired(elements: list[Element], source: str, target: str) -> str:
    """HTML of elements of the page `source`, as it has to read on the page `target`."""
    out = []
    for element in elements:
        own = copy.deepcopy(element)
        own.tail = None
        for part in own.iter():
            part.attrib.pop("id", None)
            part.attrib.pop("title", None)
            if part.get("href"):
                part.set("href", moved(part.get("href"), source, target))
            if part.get("src"):
                part.set("src", moved(part.get("src"), source, target))
        out.append(etree.tostring(own, encoding="unicode", method="html"))
    return "\n".join(out)


def inner(element: Element, source: str, target: str) -> str:
    """The HTML inside an element, as it has to read on the page `target`."""
    text = rewired([element], source, target)
    return text[text.index(">") + 1 : text.rindex("</")].strip()


def moved(href: str, source: str, target: str) -> str:
    """A relative link of `source`, seen from `target`, with index.html spelled out."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    path = posixpath.normpath(posixpath.join("/", source, parts.path)) if parts.path else "/" + source.rstrip("/")
    if not posixpath.splitext(path)[1]:
        path = posixpath.join(path, "index.html")
    moved_path = posixpath.relpath(path, posixpath.join("/", target))
    return moved_path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
