"""Where a link of a page leads inside a book: to a label, or out of the book to a permanent address."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urldefrag

from mip.model.ids import parse_item, permalink

EXTERNAL = ("http://", "https://", "mailto:", "tel:")


class Target(NamedTuple):
    """Exactly one of the two is set: a label of this book, or an address in the world."""

    label: str
    address: str


@dataclass(slots=True)
class Links:
    """The map of one book. `labels` is filled before conversion: page address → anchor → label."""

    site_url: str
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def resolve(self, page: str, href: str) -> Target:
        """From an `href` on a page (its address below the site, `en/faq/basics/`) to a target."""
        if href.startswith(EXTERNAL):
            return Target("", href)
        path, anchor = self.place(page, href)
        anchors = self.labels.get(path)
        if anchors and (not anchor or anchor in anchors):
            return Target(anchors[anchor], "")
        return Target("", self.site_url + permanent(path, anchor))

    @staticmethod
    def place(page: str, href: str) -> tuple[str, str]:
        """Address below the site and anchor of a relative link."""
        relative, anchor = urldefrag(href)
        if not relative:
            return page, anchor
        relative = relative.removesuffix("index.html") or "./"
        path = posixpath.normpath(posixpath.join(page, relative))
        path = "" if path == "." else path
        return path + "/" if relative.endswith(("/", ".", "..")) and path else path, anchor


def permanent(path: str, anchor: str) -> str:
    """The address that never breaks: `r/bio-07/` for an item, `r/aucl-2025-10/` for an article, else the page's own."""
    item = parse_item(anchor)
    if item:
        return permalink(item)
    bare = path.removeprefix("en/")
    if bare.startswith("law/") and bare != "law/" and (not anchor or anchor.startswith("art-")):
        return f"r/{bare.removeprefix('law/').strip('/')}{anchor.replace('art-', '-', 1)}/"
    return path + (f"#{anchor}" if anchor else "")


def article_key(path: str, anchor: str) -> tuple[str, str] | None:
    """Instrument and article anchor of a link to an article, else None."""
    bare = path.removeprefix("en/")
    if bare.startswith("law/") and bare != "law/" and anchor.startswith("art-"):
        return bare.removeprefix("law/").strip("/"), anchor
    return None
