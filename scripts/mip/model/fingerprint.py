"""Fingerprints of Chinese text: they tell that an English section was written from another wording."""

from __future__ import annotations

import hashlib
import re

from mip.model.corpus import Corpus, Page, Section

_NOISE = re.compile(r"[\s，。；：、！？（）“”‘’《》〔〕,.;:!?()\"'*_`|>-]+")


def fingerprint(section: Section) -> str:
    """Twelve hex digits over title and text; white space and punctuation do not count."""
    text = section.title + "\n".join(line for _, line in section.lines)
    return hashlib.sha256(_NOISE.sub("", text).encode()).hexdigest()[:12]


def section_key(page: Page, section: Section) -> str:
    """`sectors/general/people.md#gen-05`."""
    return f"{page.path}#{section.anchor}"


def fingerprints(corpus: Corpus) -> dict[str, str]:
    """Key → fingerprint of every Chinese section that has an English counterpart."""
    found: dict[str, str] = {}
    for page in corpus.language("zh"):
        if ("en", page.path) in corpus.pages:
            found |= {section_key(page, s): fingerprint(s) for s in page.sections if s.anchor}
    return found
