"""Checks on what was really built."""

from __future__ import annotations

from pathlib import Path

from mip.finding import Finding
from mip.model.corpus import Corpus
from mip.sitecheck.html import check_html


def check_site(corpus: Corpus, site: Path) -> list[Finding]:
    """All findings on a built site, sorted."""
    return sorted(set(check_html(corpus, site)))
