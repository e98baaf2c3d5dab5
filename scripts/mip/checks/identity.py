"""Ids and anchors: well-formed, unique, in order, never reused. A printed QR code depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus, Item
from mip.model.ids import CLAUSE_PREFIXES, KINDS, looks_like_item, parse_item

_ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDERS = {"case": "cases/", "faq": "faq/", "form": "forms/", "workshop": "workshops/"}


def _next_free(corpus: Corpus, prefix: str) -> str:
    used = {i.id.number for i in corpus.all_items if i.id.prefix == prefix}
    used |= {int(r.id.split("-")[1]) for r in corpus.retired.values() if r.id.split("-")[0] == prefix}
    return f"{prefix}-{max(used, default=0) + 1:02d}"


@rule
def check_id_malformed(corpus: Corpus) -> Iterator[Problem]:
    """A heading that begins with something like an id, or has an id as its anchor, begins with a correct id.

    中文：标题开头像编号的，或锚点是编号的，编号必须写对。
    Bad: `## BIO7 Cell banks { #bio-07 }`
    Good: `## BIO-07 Cell banks { #bio-07 }`
    """
    for page in corpus.each_page():
        for section in page.sections:
            first = section.title.partition(" ")[0]
            if parse_item(first) is None and looks_like_item(first) and first[:1].isupper() and first.upper() == first:
                prefix = re.split(r"[^A-Z]", first)[0]
                if prefix in KINDS:
                    yield Problem(
                        page.file, section.line, f"编号“{first}”写法不对，应像{prefix}-07",
                        f"id “{first}” is malformed; write it like {prefix}-07",
                    )  # fmt: skip
                    continue
            anchored = parse_item(section.anchor or "")
            if anchored and parse_item(first) is None:
                yield Problem(
                    page.file, section.line, f"锚点#{section.anchor}是编号，标题要以{anchored}开头",
                    f"anchor #{section.anchor} is an id; the heading must begin with {anchored}",
                )  # fmt: skip


@rule
def check_id_case(corpus: Corpus) -> Iterator[Problem]:
    """Ids in headings are upper case.

    中文：标题里的编号用大写。
    Bad: `## bio-07 Cell banks { #bio-07 }`
    Good: `## BIO-07 Cell banks { #bio-07 }`
    """
    for page in corpus.each_page():
        for section in page.sections:
            first = section.title.partition(" ")[0]
            found = parse_item(first)
            if found and first != str(found):
                yield Problem(page.file, section.line, f"编号“{first}”应写作{found}", f"id “{first}” should read {found}")


@rule
def check_id_duplicate(corpus: Corpus) -> Iterator[Problem]:
    """An id stands once per language, on one page.

    中文：同一语言里，一个编号只能出现一次。
    Bad: `## BIO-07 …` on two pages
    Good: the second one gets the next free id
    """
    first: dict[tuple[str, str], Item] = {}
    for item in sorted(corpus.all_items, key=lambda i: (i.lang, i.file, i.line)):
        other = first.setdefault((item.lang, str(item.id)), item)
        if other is not item:
            free = _next_free(corpus, item.id.prefix)
            yield Problem(
                item.file, item.line, f"编号{item.id}已用于{other.file}:{other.line}；下一个空号是{free}",
                f"id {item.id} is already used at {other.file}:{other.line}; the next free one is {free}",
            )  # fmt: skip


@rule
def check_id_sequence(corpus: Corpus) -> Iterator[Problem]:
    """Clauses and questions stand on a page in the order of their numbers, without a jump back.

    中文：同一页上的条款和问题按编号顺序排列。
    Bad: BIO-08 before BIO-07
    Good: BIO-07 before BIO-08
    """
    for page in corpus.each_page():
        last: dict[str, Item] = {}
        for item in page.items:
            before = last.get(item.id.prefix)
            if before and item.id.number < before.id.number:
                yield Problem(
                    item.file, item.line, f"{item.id}排在{before.id}之后，请按编号排列",
                    f"{item.id} stands after {before.id}; put them in order",
                )  # fmt: skip
            last[item.id.prefix] = item


@rule
def check_id_gap(corpus: Corpus) -> Iterator[Problem]:
    """Clause numbers of a sector run from 01 without a hole; a clause that was dropped is in retired.yml.

    中文：一个行业的条款编号从01起连续；撤掉的条款登记在retired.yml。
    Bad: BIO-06, BIO-08 and nothing about BIO-07
    Good: BIO-07 listed in docs/registers/retired.yml with its successor
    """
    for prefix in CLAUSE_PREFIXES:
        items = [i for i in corpus.items["zh"].values() if i.id.prefix == prefix]
        last = 0
        for item in sorted(items, key=lambda i: i.id.number):
            numbers = [n for n in range(last + 1, item.id.number) if f"{prefix}-{n:02d}" not in corpus.retired]
            last = item.id.number
            if numbers:
                names = [f"{prefix}-{n:02d}" for n in (numbers[0], numbers[-1])]
                zh, en = (names[0], f"{names[0]} is") if len(numbers) == 1 else ("至".join(names), f"{' to '.join(names)} are")
                yield Problem(
                    item.file, item.line, f"缺{zh}：恢复它，或在retired.yml登记停用",
                    f"{en} missing: restore it or list it in retired.yml",
                )  # fmt: skip


@rule
def check_id_place(corpus: Corpus) -> Iterator[Problem]:
    """An item stands in the folder of its kind.

    中文：条款、案例、问题、表单各在自己的文件夹里。
    Bad: BIO-07 in sectors/ai/
    Good: BIO-07 in sectors/biopharma/
    """
    for item in corpus.each_item():
        sector = item.id.sector
        folder = f"sectors/{sector}/" if sector else _FOLDERS[item.id.kind]
        if not item.page.startswith(folder):
            yield Problem(item.file, item.line, f"{item.id}应放在{folder}", f"{item.id} belongs in {folder}")


@rule
def check_anchor_missing(corpus: Corpus) -> Iterator[Problem]:
    """Every heading carries an explicit ASCII anchor, the same in both languages.

    中文：每个标题都要写明英文锚点，两种语言相同。
    Bad: `## 接触证据`
    Good: `## 接触证据 { #access }`
    """
    for page in corpus.each_page():
        for section in page.sections:
            if section.anchor is None:
                yield Problem(
                    page.file, section.line, f"标题“{section.title}”缺锚点，在行末加 {{ #english-name }}",
                    f"heading “{section.title}” has no anchor; add {{ #english-name }} at its end",
                )  # fmt: skip
            elif not _ANCHOR.fullmatch(section.anchor):
                yield Problem(
                    page.file, section.line, f"锚点“{section.anchor}”只能用小写英文、数字和连字符",
                    f"anchor “{section.anchor}” may contain lower-case letters, digits and hyphens only",
                )  # fmt: skip


@rule
def check_anchor_mismatch(corpus: Corpus) -> Iterator[Problem]:
    """The anchor of an item is its id in lower case.

    中文：条目的锚点就是它的编号（小写）。
    Bad: `## BIO-07 Cell banks { #bio-08 }`
    Good: `## BIO-07 Cell banks { #bio-07 }`
    """
    for page in corpus.each_page():
        for item in page.items:
            anchor = item.sections[0].anchor
            if anchor is not None and anchor != item.id.anchor:
                yield Problem(
                    item.file, item.line, f"{item.id}的锚点应为#{item.id.anchor}，现为#{anchor}",
                    f"the anchor of {item.id} must be #{item.id.anchor}, not #{anchor}",
                )  # fmt: skip


@rule
def check_anchor_duplicate(corpus: Corpus) -> Iterator[Problem]:
    """An anchor stands once per page; MkDocs would silently keep the first.

    中文：同一页的锚点不能重复。
    Bad: two headings with `{ #scope }`
    Good: `{ #scope }` and `{ #scope-abroad }`
    """
    for page in corpus.each_page():
        seen: dict[str, int] = {}
        for section in page.sections:
            if section.anchor is None:
                continue
            line = seen.setdefault(section.anchor, section.line)
            if line != section.line and parse_item(section.anchor) is None:
                yield Problem(
                    page.file, section.line, f"锚点#{section.anchor}已在第{line}行用过",
                    f"anchor #{section.anchor} is already used in line {line}",
                )  # fmt: skip


@rule
def check_retired_reused(corpus: Corpus) -> Iterator[Problem]:
    """A retired id never comes back.

    中文：停用的编号不得再用。
    Bad: `## BIO-07 …` while retired.yml lists BIO-07
    Good: the new clause gets the next free id
    """
    for item in corpus.each_item():
        if str(item.id) in corpus.retired:
            free = _next_free(corpus, item.id.prefix)
            yield Problem(
                item.file, item.line, f"{item.id}已停用，不得再用；下一个空号是{free}",
                f"{item.id} is retired and may not be used again; the next free one is {free}",
            )  # fmt: skip


@rule
def check_retired_successor(corpus: Corpus) -> Iterator[Problem]:
    """A retired id names an existing successor, or says in both languages why there is none.

    中文：停用的编号要写明存在的继任者，没有继任者的写明原因。
    Bad: `successor: BIO-99`
    Good: `successor: BIO-08`
    """
    for entry in corpus.retired.values():
        path = "docs/registers/retired.yml"
        if entry.successor and entry.successor not in corpus.items["zh"]:
            yield Problem(path, entry.line, f"{entry.id}的继任者{entry.successor}不存在", f"successor {entry.successor} of {entry.id} does not exist")
        if not (entry.reason.get("zh") and entry.reason.get("en")):
            yield Problem(path, entry.line, f"{entry.id}没有写明停用原因（中英文）", f"{entry.id} has no reason in both languages")

