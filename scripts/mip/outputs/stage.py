"""The stage: the complete site as plain Markdown, from which MkDocs (or another generator) builds.

Authors' pages get their reference definitions, furniture and badges; generated pages are
added. Pure: corpus in, dictionary of file → text out. `write_stage` puts it on disk and
touches only files that changed, so that `mkdocs serve` rebuilds little.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from mip.checks.references import back_references
from mip.model.corpus import Corpus, Item, Page, Section
from mip.model.ids import article_anchor, parse_item, permalink
from mip.model.resolve import Target
from mip.outputs import (
    case_pages,
    catalogue,
    downloads_page,
    fact_page,
    glossary_page,
    handout_page,
    law_pages,
    rules_page,
)
from mip.outputs.chart import with_chart
from mip.outputs.forms_docx import form_path
from mip.outputs.labels import label
from mip.outputs.markup import definition, escape, item_link, pending_marked
from mip.outputs.share import share_link
from mip.outputs.terms import link_terms
from mip.outputs.training import sector_links, workshop_links
from mip.project import LANGUAGES, Project
from mip.sources.markdown import FULL_REFERENCE, INLINE_LINK, SHORTCUT, TABLE_ROW, mask

Citations = dict[Target, list[Item]]
_FIELD = re.compile(r"^:\s{1,3}\S")


def stage_pages(corpus: Corpus) -> dict[str, str]:
    """Every staged file, `zh/index.md` → text."""
    files: dict[str, str] = {}
    for lang in LANGUAGES:
        citations = back_references(corpus, lang)
        for page in corpus.language(lang):
            files[f"{lang}/{page.path}"] = stage_authored(corpus, page, citations)
        for path, text in generated_pages(corpus, lang, citations):
            files[f"{lang}/{path}"] = text
    return files


def generated_pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """The pages nobody writes by hand."""
    makers: list[Callable[[Corpus, str, Citations], Iterator[tuple[str, str]]]] = [
        law_pages.pages, glossary_page.pages, fact_page.pages, catalogue.pages, case_pages.index_page, rules_page.pages, downloads_page.pages, handout_page.pages,
    ]  # fmt: skip
    for make in makers:
        for path, text in make(corpus, lang, citations):
            yield path, finish(corpus, lang, path, text)


def stage_authored(corpus: Corpus, page: Page, citations: Citations) -> str:
    """An author's page as the generator reads it."""
    out: list[str] = []
    headings = {section.line: section for section in page.sections}
    items = {item.line: item for item in page.items}
    ends = _item_ends(page)
    for number in range(page.body_line, len(page.raw_lines) + 1):
        if number in ends:
            out += _item_foot(corpus, ends[number], citations)
        line = page.raw_lines[number - 1]
        if number in page.code_lines:
            out.append(line)
            continue
        section = headings.get(number)
        if section:
            if section.anchor == "next":
                out += case_pages.sector_cases(corpus, page)
            out.append(_heading(line, section, items.get(number)))
            out += _below_heading(corpus, page, section, items.get(number))
            continue
        out.append(_text(corpus, page, line))
    for item in page.items:
        if ends.get(len(page.raw_lines) + 1) is item:
            out += _item_foot(corpus, item, citations)
    body = link_terms(corpus, page, "\n".join(with_chart(page, out)))
    return _front_matter(page) + finish(corpus, page.lang, page.path, body)


def _item_ends(page: Page) -> dict[int, Item]:
    """Line before which the foot of an item goes: the next heading of its level, or the end."""
    ends: dict[int, Item] = {}
    for item in page.items:
        following = [s.line for s in page.sections if s.line > item.sections[-1].line]
        ends[following[0] if following else len(page.raw_lines) + 1] = item
    return ends


def _front_matter(page: Page) -> str:
    meta = {"title": _page_title(page), "description": str(page.meta.get("covers", ""))}
    meta |= {key: page.meta[key] for key in ("hide", "template") if key in page.meta}
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items()) + "---\n\n"


def _page_title(page: Page) -> str:
    first = page.sections[0] if page.sections else None
    return first.title if first else page.path


def _heading(line: str, section: Section, item: Item | None) -> str:
    if item is None or section.level == 1:
        return line
    return line.replace(section.title, f'<span class="mip-id">{item.id}</span> {item.title}', 1)


def _below_heading(corpus: Corpus, page: Page, section: Section, item: Item | None) -> list[str]:
    out: list[str] = []
    if section.level == 1 and "furniture" not in (page.meta.get("hide") or []):
        out += ["", furniture(corpus, page.lang, page.meta)]
    if item and item.id.kind == "clause":
        out += ["", _clause_badges(corpus, item)]
    elif item and item.id.kind == "case":
        out += ["", case_pages.card(corpus, item)]
    elif item and item.id.kind == "form":
        out += ["", f'<p class="mip-badges">{form_download(item)} {permalink_button(item.lang, item, corpus)}</p>']
    elif item:
        out += ["", f'<p class="mip-badges">{permalink_button(item.lang, item, corpus)}</p>']
    if item and item.id.kind == "workshop":
        out += ["", workshop_links(item)]
    sector = re.fullmatch(r"sectors/([a-z-]+)/index\.md", page.path)
    if sector and section.level == 1:
        out += ["", sector_links(page.lang, sector[1], corpus.edition)]
    return out


def furniture(corpus: Corpus, lang: str, meta: dict[str, object]) -> str:
    """The quiet box under a page's title: what it covers, for whom, minutes, law-as-of date."""
    rows = [
        (label(lang, "covers"), escape(str(meta.get("covers", "")))),
        (label(lang, "readers"), escape(str(meta.get("readers", "")))),
        (label(lang, "minutes"), label(lang, "minutes_unit", n=meta.get("minutes", 1))),
        (label(lang, "as_of"), f'<time datetime="{corpus.as_of}">{corpus.as_of}</time>'),
    ]
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="mip-furniture">{cells}</dl>'


def to_root(lang: str, page: str) -> str:
    """From the built address of a page up to the root of the site: `../../`."""
    return "../" * (page.count("/") + (0 if page.endswith("index.md") else 1) + (0 if lang == "zh" else 1))


def form_download(item: Item) -> str:
    """A link to the form's Word file."""
    return f'<a class="mip-download" href="{to_root(item.lang, item.page)}{form_path(item)}" download>{label(item.lang, "word")}</a>'


def permalink_button(lang: str, item: Item, corpus: Corpus) -> str:
    """A link to the item's permanent address; a script turns it into the share menu."""
    return share_link(corpus, lang, str(item.id), item.title, to_root(lang, item.page), permalink(item.id))


def _clause_badges(corpus: Corpus, item: Item) -> str:
    lang, level, basis = item.lang, item.level or "essential", item.basis or "advice"
    meta = corpus.clause_meta.get(str(item.id))
    who = label(lang, "comma").join(label(lang, role) for role in meta.roles) if meta else ""
    who_html = f'<span class="mip-who">{label(lang, "who")}{label(lang, "sep")}{who}</span> ' if who else ""
    return (
        f'<p class="mip-badges"><span class="mip-level mip-level--{level}" title="{label(lang, "level_tip")}">{label(lang, level)}</span> '
        f'<span class="mip-basis mip-basis--{basis}" title="{label(lang, basis + "_tip")}">{label(lang, basis)}</span> '
        f"{who_html}{permalink_button(lang, item, corpus)}</p>"
    )


def _item_foot(corpus: Corpus, item: Item, citations: Citations) -> list[str]:
    """Who relies on the item; for a case also its sources and status."""
    out: list[str] = []
    if item.id.kind == "case":
        out += ["", *case_pages.sources(corpus, item)]
    if item.id.kind in ("clause", "case", "form"):
        cited = cited_by(corpus, item.lang, item.page, citations.get(Target(item.page, item.id.anchor), []))
        if cited:
            out += ["", f"**{label(item.lang, 'cited_by')}**{label(item.lang, 'sep')}{cited}", '{: .mip-cited }']
    return [*out, ""]


def cited_by(corpus: Corpus, lang: str, page: str, items: list[Item]) -> str:
    """Items that rely on something, grouped by kind, as one line of links."""
    groups: list[str] = []
    for kind, name in (("clause", "cited_clauses"), ("case", "cited_cases"), ("faq", "cited_questions")):
        links = [item_link(corpus, lang, page, item, kind == "case") for item in items if item.id.kind == kind]
        if links:
            groups.append(f"{label(lang, name)} " + label(lang, "comma").join(links))
    others = [item_link(corpus, lang, page, item) for item in items if item.id.kind in ("form", "workshop")]
    if others:
        groups.append(label(lang, "comma").join(others))
    return label(lang, "semi").join(groups)


def _text(corpus: Corpus, page: Page, line: str) -> str:
    return pending_marked(expand_shortcuts(corpus, page.lang, line), page.lang)


def expand_shortcuts(corpus: Corpus, lang: str, line: str) -> str:
    """`[BIO-07]` in running text becomes `[BIO-07 title][BIO-07]`; in a table it stays short."""
    if "[" not in line or TABLE_ROW.match(line):
        return line
    text = mask(line)
    for pattern in (FULL_REFERENCE, INLINE_LINK):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    out, last = "", 0
    for match in SHORTCUT.finditer(text):
        item_id = parse_item(match[1])
        item = corpus.items[lang].get(str(item_id)) if item_id else None
        if item:
            out += line[last : match.start()] + f"[{item.id} {item.title}][{match[1]}]"
            last = match.end()
    return out + line[last:]


def finish(corpus: Corpus, lang: str, path: str, text: str) -> str:
    """Append the definitions of every reference that occurs in a staged page."""
    targets: dict[str, None] = {}
    for line in text.split("\n"):
        masked = mask(line)
        for match in FULL_REFERENCE.finditer(masked):
            targets.setdefault(match[2] or match[1])
        for match in SHORTCUT.finditer(FULL_REFERENCE.sub("", INLINE_LINK.sub("", masked))):
            targets.setdefault(match[1])
    definitions = [d for target in targets if (d := definition(corpus, lang, path, target))]
    return text.rstrip("\n") + "\n\n" + "\n".join(definitions) + "\n" if definitions else text.rstrip("\n") + "\n"


def write_stage(project: Project, files: dict[str, str]) -> None:
    """Write the staged tree: images from docs/, then texts; stale files go away."""
    wanted = {project.stage / path for path in files}
    assets = {
        project.stage / source.relative_to(project.docs): source
        for lang in LANGUAGES for source in (project.docs / lang).rglob("*") if source.is_file() and source.suffix != ".md"
    }  # fmt: skip
    for path in project.stage.rglob("*") if project.stage.is_dir() else []:
        if path.is_file() and path not in wanted and path not in assets:
            path.unlink()
    for path, source in assets.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    for name, text in files.items():
        _write_if_changed(project.stage / name, text)


def _write_if_changed(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


__all__ = ["article_anchor", "stage_pages", "write_stage"]
