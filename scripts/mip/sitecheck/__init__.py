"""The rules on what was really built. Importing this package registers all of them."""

from __future__ import annotations

from pathlib import Path

from mip.finding import Finding
from mip.model.corpus import Corpus
from mip.sitecheck import links, offline, pages
from mip.sitecheck.read import BUILT, read_site

__all__ = ["BUILT", "check_site", "links", "offline", "pages"]


def check_site(corpus: Corpus, site: Path) -> list[Finding]:
    """All findings on a built site, sorted."""
    return BUILT.run(read_site(corpus, site))
