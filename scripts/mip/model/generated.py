"""Which pages the build makes itself, and which anchors they carry. Links to them are checked like any other."""

from __future__ import annotations

from mip.model.corpus import Corpus
from mip.model.ids import article_anchor

PAGES = (
    "glossary.md", "law/index.md", "remedies/facts.md", "sectors/roles.md", "sectors/stages.md", "sectors/routes.md",
    "sectors/matrix.md", "cases/index.md", "downloads.md", "handout.md", "rules.md",
)  # fmt: skip


def is_generated(path: str) -> bool:
    """True for a path that no editor writes."""
    return path in PAGES or path.startswith("law/")


def generated_anchors(corpus: Corpus, path: str) -> set[str] | None:
    """The anchors of a generated page; None if there is no such page."""
    if path == "glossary.md":
        return set(corpus.terms)
    if path == "remedies/facts.md":
        return set(corpus.facts)
    if path in PAGES:
        return set()
    instrument = corpus.instruments.get(path.removeprefix("law/").removesuffix(".md"))
    return {article_anchor(article.name) for article in instrument.articles} if instrument else None
