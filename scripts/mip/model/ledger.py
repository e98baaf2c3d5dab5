"""The ledger of everything ever published: what a printed code may still lead to.

`docs/registers/published.json` is written by `mip publish` and read by the rule `published-*`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mip.model.corpus import Corpus
from mip.model.ids import parse_item

_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset("a an and are as at be by for from how in into is it its no not of on or our so the their they this to what when who why with you your".split())


class Published(NamedTuple):
    """What the ledger says about an id."""

    kind: str
    sector: str
    zh: str
    en: str


def current(corpus: Corpus) -> dict[str, Published]:
    """Every item and every article that stands in both languages now, sorted by id."""
    found: dict[str, Published] = {}
    for name, item in corpus.items["zh"].items():
        other = corpus.items["en"].get(name)
        if other:
            found[name] = Published(item.id.kind, item.id.sector or "", item.title, other.title)
    for instrument in corpus.instruments.values():
        for article in reversed(instrument.articles):
            if "zh" in article.topic and "en" in article.topic:
                name = f"{instrument.id}#{article.name}"
                found[name] = Published("article", instrument.id, article.topic["zh"], article.topic["en"])
    return dict(sorted(found.items(), key=lambda pair: _order(pair[0])))


def _order(name: str) -> tuple[int, str, int]:
    """Items in the order of the book before articles in the order of their ids."""
    item_id = parse_item(name)
    return (0, item_id.prefix, item_id.number) if item_id else (1, name, 0)


def retired(corpus: Corpus, name: str) -> bool:
    """True if retired.yml accounts for the id."""
    return name.upper() in corpus.retired


def unrelated(before: str, after: str, lang: str) -> bool:
    """True if two titles share nothing: no pair of characters in Chinese, no word in English."""
    first, second = _parts(before, lang), _parts(after, lang)
    return bool(first and second) and not first & second and before.lower() not in after.lower() and after.lower() not in before.lower()


def _parts(title: str, lang: str) -> set[str]:
    text = title.lower()
    if lang == "en":
        words = set(_WORD.findall(text))
        return (words - _SMALL) or words
    letters = re.sub(r"[\W_]+", "", text)
    return {letters[i : i + 2] for i in range(len(letters) - 1)} or {letters} - {""}


def changed(before: Published, now: Published) -> str:
    """What changed its meaning: `kind`, `sector`, `zh`, `en`, or nothing."""
    if before.kind != now.kind:
        return "kind"
    if before.sector != now.sector:
        return "sector"
    return next((lang for lang in ("zh", "en") if unrelated(getattr(before, lang), getattr(now, lang), lang)), "")
