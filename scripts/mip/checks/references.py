"""References and links: everything bracketed resolves, everything citable is cited."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import Corpus, Item, Page, Reference
from mip.model.generated import generated_anchors, is_generated
from mip.model.ids import KINDS, ItemId, LawRef, looks_like_item, parse_item, parse_law
from mip.model.resolve import Target, resolve

_PLAIN_ID = re.compile(rf"(?<![A-Za-z0-9_\[/#-])((?:{'|'.join(KINDS)})-[0-9]{{2,3}})(?![A-Za-z0-9_\]-])")
_BRACKETED = re.compile(r"\[[^\[\]]*\](?:\[[^\[\]]*\]|\([^()]*\))?")
_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _nearest(corpus: Corpus, target: str) -> list[str]:
    """The three existing ids most like `target`."""
    law = parse_law(target)
    if law and law.instrument in corpus.instruments and law.article:
        names = [f"{law.instrument}#{a.name}" for a in corpus.instruments[law.instrument].articles]
        return difflib.get_close_matches(target, names, 3, 0.0)
    names = [*corpus.items["zh"], *corpus.instruments, *(f"term:{t}" for t in corpus.terms), *(f"local:{f}" for f in corpus.facts)]
    wanted = target.upper() if looks_like_item(target) else target
    return difflib.get_close_matches(wanted, names, 3, 0.3)


def _hint(corpus: Corpus, target: str) -> tuple[str, str]:
    near = _nearest(corpus, target)
    return (f"；相近的有{'、'.join(near)}", f"; nearest: {', '.join(near)}") if near else ("", "")


@rule
def check_reference_unknown(corpus: Corpus) -> Iterator[Problem]:
    """A reference names an existing item, instrument, article, term or local fact.

    中文：方括号里的编号必须存在。
    Bad: `[BIO-99]`, `[art. 9][aucl-2025#99]`
    Good: `[BIO-07]`, `[art. 10][aucl-2025#10]`
    """
    hints: dict[str, tuple[str, str]] = {}
    for page in corpus.each_page():
        for reference in page.references():
            if reference.target.lower() in page.definitions or resolve(corpus, page.lang, reference.target):
                continue
            if reference.shortcut and not _meant_as_reference(corpus, reference.target):
                continue
            if reference.target.upper() in corpus.retired:
                continue
            if reference.target not in hints:
                hints[reference.target] = _hint(corpus, reference.target)
            zh, en = hints[reference.target]
            yield Problem(
                page.file, reference.line, f"找不到“[{reference.target}]”{zh}", f"“[{reference.target}]” does not exist{en}"
            )


def _meant_as_reference(corpus: Corpus, text: str) -> bool:
    law = parse_law(text)
    return (
        looks_like_item(text) or text.startswith(("term:", "local:"))
        or bool(law and (law.article or law.instrument in corpus.instruments))
    )  # fmt: skip


@rule
def check_reference_retired(corpus: Corpus) -> Iterator[Problem]:
    """A reference to a retired id is replaced by one to its successor.

    中文：引用已停用的编号，应改为引用继任者。
    Bad: `[BIO-07]` after BIO-07 was retired in favour of BIO-08
    Good: `[BIO-08]`
    """
    for page in corpus.each_page():
        for reference in page.references():
            retired = corpus.retired.get(reference.target.upper())
            if retired:
                to_zh = f"，请改为[{retired.successor}]" if retired.successor else "，请删去"
                to_en = f"; use [{retired.successor}]" if retired.successor else "; remove it"
                yield Problem(page.file, reference.line, f"{retired.id}已停用{to_zh}", f"{retired.id} is retired{to_en}")


@rule
def check_reference_plain(corpus: Corpus) -> Iterator[Problem]:
    """An id in running text is a reference in brackets, so that it becomes a link and is checked.

    中文：正文提到编号，要加方括号写成引用。
    Bad: `see BIO-07`
    Good: `see [BIO-07]`
    """
    for page in corpus.each_page():
        for section in page.sections:
            for number, text in section.lines:
                if number in page.code_lines:
                    continue
                for match in _PLAIN_ID.finditer(_BRACKETED.sub(lambda m: " " * len(m[0]), _without_code(text))):
                    yield Problem(
                        page.file, number, f"“{match[1]}”写成了普通文字，请写作[{match[1]}]",
                        f"“{match[1]}” is plain text; write [{match[1]}]",
                    )  # fmt: skip


def _without_code(text: str) -> str:
    return re.sub(r"`[^`]*`", lambda m: " " * len(m[0]), text)


_ADJACENT = re.compile(r"\]\s\[([^\[\]]+)\](?!\()")


@rule
def check_reference_adjacent(corpus: Corpus) -> Iterator[Problem]:
    """Two references do not stand side by side with only a space between; Markdown would read them as one link.

    中文：两个引用之间要有标点；只隔一个空格，Markdown会把它们读成一个链接。
    Bad: `[GEN-08] [GEN-09]`
    Good: `[GEN-08], [GEN-09]`
    """
    for page in corpus.pages.values():
        for section in page.sections:
            for number, text in section.lines:
                match = None if number in page.code_lines else _ADJACENT.search(_without_code(text))
                if match and _meant_as_reference(corpus, match[1]):
                    yield Problem(
                        page.file, number, f"“[{match[1]}]”前面只隔一个空格，会与前一个引用连成一个链接，请加标点",
                        f"only a space before “[{match[1]}]”: it would merge with the reference before it; put a comma between",
                    )  # fmt: skip


@rule
def check_reference_self(corpus: Corpus) -> Iterator[Problem]:
    """An item does not refer to itself.

    中文：条目不引用自己。
    Bad: `[BIO-07]` inside BIO-07
    Good: a reference to another clause
    """
    for item in corpus.each_item():
        for reference in item.references:
            if parse_item(reference.target) == item.id:
                yield Problem(item.file, reference.line, f"{item.id}引用了自己", f"{item.id} refers to itself")


def _targets(item: Item) -> list[ItemId]:
    return [found for reference in item.references if (found := parse_item(reference.target))]


def _laws(references: list[Reference]) -> list[LawRef]:
    return [
        law for reference in references
        if parse_item(reference.target) is None and (law := parse_law(reference.target)) and not reference.target.startswith(("term:", "local:"))
    ]  # fmt: skip


@rule
def check_clause_unsupported(corpus: Corpus) -> Iterator[Problem]:
    """The reason of a clause rests on a law or a case; pure advice at least on a general clause.

    中文：“为什么”要有法条或案例支撑；纯建议至少引用一条通用条款。
    Bad: a Why without any reference
    Good: `Why : … [art. 10][aucl-2025#10] … [CASE-01]`
    """
    for item in corpus.each_item():
        why = item.fields.get("why")
        if item.id.kind != "clause" or why is None:
            continue
        end = why.line + why.text.count("\n")
        inside = [r for r in item.references if why.line <= r.line <= end]
        has_case = any((found := parse_item(r.target)) and found.kind in ("case", "clause") for r in inside)
        if not has_case and not _laws(inside):
            yield Problem(
                item.file, why.line, f"{item.id}的“{why.label}”没有法条、案例或条款引用",
                f"“{why.label}” of {item.id} cites no law, case or clause",
            )  # fmt: skip


@rule
def check_case_isolated(corpus: Corpus) -> Iterator[Problem]:
    """A case teaches something: it refers to a clause, and some clause refers to it.

    中文：案例要引用条款，也要被某一条款引用。
    Bad: a case page without `[GEN-05]` or the like
    Good: `- … [GEN-05]` under “What to do differently”, and `[CASE-03]` in a clause
    """
    for lang in corpus.items:
        cited = {t for item in corpus.items[lang].values() if item.id.kind == "clause" for t in _targets(item)}
        for item in corpus.items[lang].values():
            if item.id.kind != "case":
                continue
            if not any(target.kind == "clause" for target in _targets(item)):
                yield Problem(item.file, item.line, f"{item.id}没有引用任何条款", f"{item.id} refers to no clause")
            if item.id not in cited:
                yield Problem(item.file, item.line, f"没有条款引用{item.id}", f"no clause refers to {item.id}")


@rule
def check_form_unused(corpus: Corpus) -> Iterator[Problem]:
    """A form is used by at least one clause.

    中文：每张表单至少有一条条款用到它。
    Bad: FORM-08 that no clause mentions
    Good: `[FORM-08]` in GEN-12
    """
    for lang in corpus.items:
        cited = {t for item in corpus.items[lang].values() if item.id.kind == "clause" for t in _targets(item)}
        for item in corpus.items[lang].values():
            if item.id.kind == "form" and item.id not in cited:
                yield Problem(item.file, item.line, f"没有条款用到{item.id}", f"no clause uses {item.id}")


@rule
def check_item_orphan(corpus: Corpus) -> Iterator[Problem]:
    """A question, form or workshop is referred to, or its page can be reached from another page or the navigation.

    中文：问题、表单、情景要有人引用，或者从别的页面、导航到得了。
    Bad: a workshop page in a folder that `not_in_nav` hides, and no page links to it
    Good: a link to it on the index page of its folder
    """
    referred = {(page.lang, r.target.upper()) for page in corpus.pages.values() for r in page.references()}
    linked = {
        (page.lang, path) for page in corpus.pages.values() for section in page.sections for link in section.links
        if (path := _resolve_link(page, link.target)[0]) != page.path
    }  # fmt: skip
    listed = {entry.path for entry in corpus.nav}
    for item in corpus.all_items:
        if item.id.kind in ("clause", "case") or item.page in listed:  # those stand in generated indexes
            continue
        if (item.lang, str(item.id)) not in referred and (item.lang, item.page) not in linked:
            yield Problem(item.file, item.line, f"没有页面引用{item.id}，导航里也没有", f"no page refers to {item.id}, and the navigation does not list it")


_REGISTERS = "docs/registers/"


def _register_laws(corpus: Corpus) -> Iterator[tuple[str, int, str, str]]:
    """File, line, owner and target of every law that a register entry names."""
    for case in corpus.cases.values():
        yield from ((f"{_REGISTERS}cases.yml", case.line, str(case.id), target) for target in case.data.get("law_now") or ())
    for term in corpus.terms.values():
        yield from ((f"{_REGISTERS}glossary.yml", term.line, term.id, target) for target in term.data.get("law") or ())
    for instrument in corpus.instruments.values():
        if instrument.replaced_by:
            yield f"{_REGISTERS}laws.yml", instrument.line, instrument.id, instrument.replaced_by


@rule
def check_register_reference(corpus: Corpus) -> Iterator[Problem]:
    """What a register entry names as law exists in laws.yml.

    中文：登记里写到的法律文件和条文，laws.yml里要有。
    Bad: `law_now: [aucl-2025#99]`
    Good: `law_now: [aucl-2025#10]`
    """
    for file, line, owner, target in _register_laws(corpus):
        if resolve(corpus, "zh", target) is None or parse_item(target):
            zh, en = _hint(corpus, target)
            yield Problem(file, line, f"{owner}写的“{target}”在laws.yml里没有{zh}", f"{owner} names “{target}”, which is not in laws.yml{en}")


def _resolve_link(page: Page, target: str) -> tuple[str, str]:
    """Path below the language folder ('../en/x.md' leaves it) and fragment."""
    path, _, fragment = target.partition("#")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    return joined, fragment


@rule
def check_link_broken(corpus: Corpus) -> Iterator[Problem]:
    """A relative link leads to an existing page and anchor of the same language.

    中文：站内链接的页面和锚点都要存在，并留在同一语言里。
    Bad: `[x](../general/gradings.md)`, `[x](grading.md#nope)`, `[x](/en/…)`
    Good: `[x](../general/grading.md#grades)`
    """
    for page in corpus.each_page():
        for section in page.sections:
            for link in section.links:
                if link.image or _EXTERNAL.match(link.target) or not link.target:
                    continue
                yield from _link_problems(corpus, page, link.line, link.target)


def _link_problems(corpus: Corpus, page: Page, line: int, target: str) -> Iterator[Problem]:
    path, fragment = _resolve_link(page, target)
    if target.startswith("/") or path.startswith(".."):
        yield Problem(page.file, line, f"链接“{target}”离开了本语言，请用本语言内的相对链接", f"link “{target}” leaves its language; use a relative link inside it")
    elif is_generated(path):
        anchors = generated_anchors(corpus, path)
        if anchors is None or (fragment and fragment not in anchors):
            yield Problem(page.file, line, f"链接“{target}”指向的生成页不存在", f"link “{target}” leads to no generated page or anchor")
    elif (page.lang, path) not in corpus.pages:
        near = difflib.get_close_matches(path, [p for code, p in corpus.pages if code == page.lang], 1, 0.5)
        zh, en = (f"；是否{near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
        yield Problem(page.file, line, f"链接“{target}”的页面不存在{zh}", f"link “{target}” leads to no page{en}")
    elif fragment and fragment not in corpus.pages[page.lang, path].anchors:
        yield Problem(page.file, line, f"链接“{target}”的锚点不存在", f"link “{target}”: no such anchor on that page")


@rule
def check_image(corpus: Corpus) -> Iterator[Problem]:
    """An image has a text for those who cannot see it, and its file exists.

    中文：图片要有替代文字，文件要存在。
    Bad: `![](map.svg)`
    Good: `![Three routes side by side](map.svg)`
    """
    for page in corpus.each_page():
        for section in page.sections:
            for link in section.links:
                if not link.image:
                    continue
                if not link.words.strip():
                    yield Problem(page.file, link.line, f"图片“{link.target}”没有替代文字", f"image “{link.target}” has no alternative text")
                if not _EXTERNAL.match(link.target) and f"{page.lang}/{_resolve_link(page, link.target)[0]}" not in corpus.files:
                    yield Problem(page.file, link.line, f"图片文件“{link.target}”不存在", f"image file “{link.target}” does not exist")


@rule
def check_file_unused(corpus: Corpus) -> Iterator[Problem]:
    """Every file below docs/zh and docs/en is a page or used by one.

    中文：docs里的文件要么是页面，要么被页面用到。
    Bad: docs/zh/old-draft.docx
    Good: no stray files
    """
    used = {
        f"{page.lang}/{_resolve_link(page, link.target)[0]}"
        for page in corpus.pages.values() for section in page.sections for link in section.links
    }  # fmt: skip
    for file in sorted(corpus.files):
        if file.startswith(("zh/", "en/")) and not file.endswith(".md") and file not in used:
            yield Problem(f"docs/{file}", 0, "没有页面用到这个文件，请移走", "no page uses this file; remove it")


def back_references(corpus: Corpus, lang: str) -> dict[Target, list[Item]]:
    """Target → the items of `lang` that rely on it, in id order. Used by outputs and by `orphan` questions."""
    found: dict[Target, list[Item]] = {}
    for item in sorted(corpus.items[lang].values(), key=lambda i: (list(KINDS).index(i.id.prefix), i.id.number)):
        for reference in item.references:
            target = resolve(corpus, lang, reference.target)
            if target and item not in found.setdefault(target, []):
                found[target].append(item)
    return found
