"""Parity: what stands in one language stands in the other, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import PENDING, Corpus, Item, Page, Section
from mip.model.ids import looks_like_item

_OTHER = {"zh": "en", "en": "zh"}
_NAME = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


def page_pairs(corpus: Corpus) -> Iterator[tuple[Page, Page]]:
    """Chinese and English page of the same path."""
    for page in corpus.each_page():
        if page.lang != "zh":
            continue
        other = corpus.pages.get(("en", page.path))
        if other:
            yield page, other


def item_pairs(corpus: Corpus) -> Iterator[tuple[Item, Item]]:
    """Chinese and English form of the same item."""
    for name, item in corpus.items["zh"].items():
        if name in corpus.items["en"] and (corpus.focus is None or item.page in corpus.focus):
            yield item, corpus.items["en"][name]


def section_pairs(corpus: Corpus) -> Iterator[tuple[Page, Section, Page, Section]]:
    """Sections with the same anchor on pages of the same path."""
    for zh, en in page_pairs(corpus):
        english = {section.anchor: section for section in reversed(en.sections)}
        seen: set[str | None] = {None}  # of a doubled anchor only the first counts; `anchor-duplicate` names the second
        for section in zh.sections:
            if section.anchor in english and section.anchor not in seen:
                seen.add(section.anchor)
                yield zh, section, en, english[section.anchor]


@rule
def check_parity_page(corpus: Corpus) -> Iterator[Problem]:
    """Every page exists in both languages under the same path.

    中文：每一页两种语言都有，路径相同。
    Bad: docs/zh/faq/staff.md without docs/en/faq/staff.md
    Good: both files
    """
    for page in corpus.each_page():
        other, path = _OTHER[page.lang], page.path
        if (other, path) not in corpus.pages:
            zh, en = _NAME[other]
            yield Problem(page.file, 0, f"缺{zh}页docs/{other}/{path}", f"its {en} page docs/{other}/{path} is missing")


@rule
def check_parity_item(corpus: Corpus) -> Iterator[Problem]:
    """Every item exists in both languages, on the same page.

    中文：每个条目两种语言都有，在同一页。
    Bad: BIO-07 in Chinese only
    Good: BIO-07 on sectors/biopharma/research.md in both languages
    """
    for lang, items in corpus.items.items():
        for name, item in items.items():
            other = corpus.items[_OTHER[lang]].get(name)
            zh, en = _NAME[_OTHER[lang]]
            if other is None:
                yield Problem(item.file, item.line, f"{name}缺{zh}版", f"{name} has no {en} counterpart")
            elif other.page != item.page and lang == "zh":
                yield Problem(other.file, other.line, f"{name}与中文不在同一页（{item.page}）", f"{name} is not on the same page as in Chinese ({item.page})")


@rule
def check_parity_headings(corpus: Corpus) -> Iterator[Problem]:
    """Both languages have the same headings in the same order and on the same level.

    中文：两种语言的标题、顺序、层级一致。
    Bad: `#scope` before `#who` in Chinese, after it in English
    Good: the same anchors in the same order
    """
    for zh, en in page_pairs(corpus):
        chinese, english = _comparable(corpus, zh), _comparable(corpus, en)
        for index, section in enumerate(english):
            expected = chinese[index] if index < len(chinese) else None
            if expected is None or not _same_heading(expected, section):
                want_zh = f"应为{'#' * expected.level} #{expected.anchor}" if expected else "中文没有这个标题"
                want_en = f"expected {'#' * expected.level} #{expected.anchor}" if expected else "Chinese has no such heading"
                yield Problem(en.file, section.line, f"标题“{section.title}”与中文不对应：{want_zh}", f"heading “{section.title}” does not match the Chinese page: {want_en}")
                break
        else:
            for missing in chinese[len(english) :]:
                yield Problem(zh.file, missing.line, f"标题“{missing.title}”在英文页没有对应", f"heading “{missing.title}” is missing on the English page")


def _comparable(corpus: Corpus, page: Page) -> list[Section]:
    """The headings without those of items that the other language lacks or has elsewhere: `parity-item` names these."""
    other = corpus.items[_OTHER[page.lang]]
    alone = {item.line for item in page.items if str(item.id) not in other or other[str(item.id)].page != page.path}
    return [section for section in page.sections if section.line not in alone]


def _same_heading(zh: Section, en: Section) -> bool:
    """Level and anchor agree; a missing anchor is left to `anchor-missing`."""
    return zh.level == en.level and (zh.anchor == en.anchor or None in (zh.anchor, en.anchor))


@rule
def check_parity_class(corpus: Corpus) -> Iterator[Problem]:
    """Level and basis of a clause are the same in both languages.

    中文：条款的级别和依据两种语言一致。
    Bad: `.essential` in Chinese, `.advanced` in English
    Good: `.advanced .proof` in both
    """
    for zh, en in item_pairs(corpus):
        if zh.classes != en.classes:
            yield Problem(
                en.file, en.line, f"{en.id}的标记{' '.join(en.classes) or '（无）'}与中文{' '.join(zh.classes) or '（无）'}不同",
                f"classes of {en.id} ({' '.join(en.classes) or 'none'}) differ from the Chinese ones ({' '.join(zh.classes) or 'none'})",
            )  # fmt: skip


@rule
def check_parity_fields(corpus: Corpus) -> Iterator[Problem]:
    """The fields of a clause are the same, in the same order.

    中文：条款的四个栏目两种语言一致。
    Bad: no `Keep` in English
    Good: Do, Why, Keep, Check in both
    """
    for zh, en in item_pairs(corpus):
        chinese, english = list(zh.fields), list(en.fields)
        if zh.id.kind == "clause" and chinese != english:
            yield Problem(en.file, en.line, f"{en.id}的栏目与中文不同：{english}／{chinese}", f"fields of {en.id} differ from Chinese: {english} / {chinese}")


def _targets(corpus: Corpus, section: Section) -> Counter[str]:
    """The section's references; a bare `[2020]` in running text is none."""
    return Counter(
        r.target.lower() for r in section.references
        if not r.shortcut or looks_like_item(r.target) or "#" in r.target or r.target in corpus.instruments
    )  # fmt: skip


@rule
def check_parity_references(corpus: Corpus) -> Iterator[Problem]:
    """Both languages refer to the same items and articles, section by section.

    中文：两种语言引用的编号和法条一致。
    Bad: `[CASE-03]` in Chinese only
    Good: the same set of references
    """
    for zh_page, zh, en_page, en in section_pairs(corpus):
        chinese, english = _targets(corpus, zh), _targets(corpus, en)
        for target in sorted(set(chinese) - set(english)):
            line = next(r.line for r in zh.references if r.target.lower() == target)
            yield Problem(zh_page.file, line, f"[{target}]在英文没有对应（#{en.anchor}）", f"[{target}] is missing in English (#{en.anchor})")
        for target in sorted(set(english) - set(chinese)):
            line = next(r.line for r in en.references if r.target.lower() == target)
            yield Problem(en_page.file, line, f"[{target}]在中文没有对应（#{zh.anchor}）", f"[{target}] is missing in Chinese (#{zh.anchor})")


@rule
def check_parity_lists(corpus: Corpus) -> Iterator[Problem]:
    """Lists and tables have the same number of entries and rows.

    中文：列表项数和表格行数两种语言一致。
    Bad: five list entries in Chinese, four in English
    Good: five in both
    """
    for zh_page, zh, en_page, en in section_pairs(corpus):
        if zh.list_items != en.list_items:
            yield Problem(
                en_page.file, en.line, f"#{en.anchor}有{en.list_items}个列表项，中文（第{zh.line}行起）有{zh.list_items}个",
                f"#{en.anchor} has {en.list_items} list entries, Chinese (from line {zh.line}) has {zh.list_items}",
            )  # fmt: skip
        if zh.table_rows != en.table_rows:
            yield Problem(
                en_page.file, en.line, f"#{en.anchor}有{en.table_rows}行表格，中文（{zh_page.file}:{zh.line}）有{zh.table_rows}行",
                f"#{en.anchor} has {en.table_rows} table rows, Chinese ({zh_page.file}:{zh.line}) has {zh.table_rows}",
            )  # fmt: skip


@rule
def check_parity_kinds(corpus: Corpus) -> Iterator[Problem]:
    """Boxes for law, plan, advice and warnings are the same in both languages.

    中文：法律、方案、建议等提示框两种语言一致。
    Bad: `!!! law` in Chinese, `!!! advice` in English
    Good: `!!! law` in both
    """
    for _, zh, en_page, en in section_pairs(corpus):
        if zh.admonitions != en.admonitions:
            yield Problem(
                en_page.file, en.line, f"#{en.anchor}的提示框{list(en.admonitions)}与中文{list(zh.admonitions)}不同",
                f"boxes of #{en.anchor} {list(en.admonitions)} differ from Chinese {list(zh.admonitions)}",
            )  # fmt: skip


@rule
def check_parity_pending(corpus: Corpus) -> Iterator[Problem]:
    """A statement marked as unverified is marked in both languages.

    中文：标了“待核”的地方，两种语言都要标。
    Bad: 待核 in Chinese, nothing in English
    Good: 待核 / to be verified
    """
    for _, zh, en_page, en in section_pairs(corpus):
        chinese = sum(text.count(PENDING["zh"]) for _, text in zh.lines)
        english = sum(text.lower().count(PENDING["en"]) for _, text in en.lines)
        if bool(chinese) != bool(english):
            yield Problem(
                en_page.file, en.line, f"#{en.anchor}：中文标了{chinese}处“待核”，英文{english}处",
                f"#{en.anchor}: {chinese} marks 待核 in Chinese, {english} “to be verified” in English",
            )  # fmt: skip
