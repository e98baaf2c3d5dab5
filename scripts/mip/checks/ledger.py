"""What was once published stays: an address on paper must lead to what it led to then."""

from __future__ import annotations

from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus
from mip.model.ids import parse_item
from mip.model.ledger import Published, changed, current, retired

LEDGER = "docs/registers/published.json"


def _place(corpus: Corpus, name: str) -> tuple[str, int]:
    """Where the item or its instrument stands now."""
    item = corpus.items["zh"].get(name)
    if item:
        return item.file, item.line
    instrument = corpus.instruments.get(name.partition("#")[0])
    return ("docs/registers/laws.yml", instrument.line) if instrument else (LEDGER, 0)


@rule
def check_published_gone(corpus: Corpus) -> Iterator[Problem]:
    """An id that was once published still stands, or retired.yml says what became of it.

    中文：发布过的编号不能消失；停用的要在retired.yml登记。
    Bad: BIO-07 is in published.json, on no page and not in retired.yml
    Good: BIO-07 listed in docs/registers/retired.yml with its successor
    """
    if corpus.published is None:
        return
    now = current(corpus)
    for name in corpus.published:
        if name in now or retired(corpus, name) or (parse_item(name) and name in corpus.items["zh"]):
            continue  # an item that lacks its English half is a matter of parity
        path, line = _place(corpus, name)
        yield Problem(
            path, line, f"发布过的{name}不见了：恢复它，或在retired.yml登记停用和继任者",
            f"{name} was published and is gone: restore it or list it in retired.yml with its successor",
        )  # fmt: skip


@rule
def check_published_changed(corpus: Corpus) -> Iterator[Problem]:
    """A published id keeps its kind, its sector and its subject; a new wording of the title is fine.

    中文：发布过的编号，种类、行业和主题不能变；标题改措辞可以。
    Bad: BIO-07, published as “Cell banks”, now titled “Visitors”
    Good: BIO-07 “Cell banks and strains”; the visitors get the next free id
    """
    now = current(corpus)
    for name, entry in (corpus.published or {}).items():
        before = Published(**entry)
        what = changed(before, now[name]) if name in now else ""
        if not what:
            continue
        path, line = _place(corpus, name)
        old, new = getattr(before, what), getattr(now[name], what)
        yield Problem(
            path, line, f"{name}发布时是“{old}”，现在是“{new}”，像换了内容；新内容请用新编号，确实只是改写就运行mip publish --accept {name}",
            f"{name} was published as “{old}” and is now “{new}”, which looks like something else; give new content a new id, "
            f"or, if it is only a new wording, run: mip publish --accept {name}",
        )  # fmt: skip
