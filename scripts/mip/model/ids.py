"""Ids of everything citable: how they are written, read, sorted and turned into anchors.

Ids are shown upper case (`BIO-07`); anchors and addresses are lower case (`bio-07`).
This module is the only one that knows both spellings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

CLAUSE_PREFIXES = {
    "GEN": "general",
    "BIO": "biopharma",
    "AI": "ai",
    "ICT": "ict",
    "EQP": "equipment",
    "NEW": "new-economy",
    "HER": "heritage",
}
SECTORS = tuple(CLAUSE_PREFIXES.values())
KINDS = {"CASE": "case", "FAQ": "faq", "FORM": "form", "WS": "workshop"} | dict.fromkeys(CLAUSE_PREFIXES, "clause")

_ITEM = re.compile(rf"({'|'.join(KINDS)})-([0-9]{{2,3}})", re.IGNORECASE)
_LOOSE_ITEM = re.compile(r"([A-Za-z]{2,6})[-\s_‐–—]?([0-9]{1,3})")
_LAW = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:#(.+))?")


class ItemId(NamedTuple):
    """`BIO-07` as prefix and number; sorts in the order of the book."""

    prefix: str
    number: int

    def __str__(self) -> str:
        """As shown: upper case, at least two digits."""
        return f"{self.prefix}-{self.number:02d}"

    @property
    def anchor(self) -> str:
        """As used in addresses: lower case."""
        return str(self).lower()

    @property
    def kind(self) -> str:
        """clause, case, faq, form or workshop."""
        return KINDS[self.prefix]

    @property
    def sector(self) -> str | None:
        """The sector folder of a clause, else None."""
        return CLAUSE_PREFIXES.get(self.prefix)


@cache  # the same few thousand words are asked about by many rules
def parse_item(text: str) -> ItemId | None:
    """Read an exact id in either case: `BIO-07`, `bio-07`. Anything else is None."""
    match = _ITEM.fullmatch(text.strip())
    return ItemId(match[1].upper(), int(match[2])) if match else None


def looks_like_item(text: str) -> bool:
    """True for what someone may have meant as an item id: `BIO7`, `bio 07`, `FOO-12`."""
    match = _LOOSE_ITEM.fullmatch(text.strip())
    return match is not None and (match[1].upper() in KINDS or "-" in text)


class LawRef(NamedTuple):
    """`aucl-2025#10` as instrument and article; the article is empty for the instrument as a whole."""

    instrument: str
    article: str

    def __str__(self) -> str:
        """As written in the sources."""
        return f"{self.instrument}#{self.article}" if self.article else self.instrument


@cache
def parse_law(text: str) -> LawRef | None:
    """Read `id` or `id#article`. Whether it exists is for the checks to say."""
    match = _LAW.fullmatch(text.strip())
    return LawRef(match[1], (match[2] or "").strip()) if match else None


def article_anchor(article: str) -> str:
    """The anchor of an article on its instrument's page: `10` → `art-10`, `1337(a)(1)` → `art-1337-a-1`."""
    return "art-" + re.sub(r"[^a-z0-9]+", "-", article.lower()).strip("-")


def permalink(reference: ItemId | LawRef) -> str:
    """The permanent short address below the site's root: `r/bio-07/`, `r/aucl-2025-10/`."""
    if isinstance(reference, ItemId):
        return f"r/{reference.anchor}/"
    tail = article_anchor(reference.article).removeprefix("art-") if reference.article else ""
    return f"r/{reference.instrument}{'-' + tail if tail else ''}/"
