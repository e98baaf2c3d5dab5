"""From the target of a reference to where it leads. The one place that decides addresses of items.

Paths are relative to the language folder, as Markdown files (`law/aucl-2025.md`), so that
MkDocs validates them like any other link.
"""

from __future__ import annotations

from typing import NamedTuple

from mip.model.corpus import Corpus
from mip.model.ids import ItemId, LawRef, article_anchor, parse_item, parse_law


class Target(NamedTuple):
    """Where a reference leads: page and anchor, and the plain name of what it names."""

    path: str
    anchor: str


def resolve(corpus: Corpus, lang: str, target: str) -> Target | None:
    """Find a reference's target; None if it does not exist."""
    item_id = parse_item(target)
    if item_id:
        return _item(corpus, lang, item_id)
    if target.startswith("term:"):
        name = target.removeprefix("term:")
        return Target("glossary.md", name) if name in corpus.terms else None
    if target.startswith("local:"):
        name = target.removeprefix("local:")
        return Target("remedies/facts.md", name) if name in corpus.facts else None
    law = parse_law(target)
    return _law(corpus, law) if law else None


def _item(corpus: Corpus, lang: str, item_id: ItemId) -> Target | None:
    item = corpus.items[lang].get(str(item_id))
    return Target(item.page, item_id.anchor) if item else None


def _law(corpus: Corpus, law: LawRef) -> Target | None:
    if law.instrument not in corpus.instruments:
        return None
    path = f"law/{law.instrument}.md"
    if not law.article:
        return Target(path, "")
    articles = corpus.articles(law)
    return Target(path, article_anchor(articles[0].name)) if articles else None
