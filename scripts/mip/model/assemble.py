"""From what was read to the corpus; plus findings for what could not be assembled.

Register entries are validated by their JSON Schema first (`sources.schemas`), so this
module may rely on their shape.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from mip.model.corpus import (
    FIELD_LABELS,
    Article,
    CaseRecord,
    ClauseMeta,
    Corpus,
    Fact,
    Field,
    Instrument,
    Item,
    NavEntry,
    Page,
    Retired,
    Section,
    Term,
)  # fmt: skip
from mip.model.ids import parse_item
from mip.sources.cache import ReadCache
from mip.sources.markdown import Section as ParsedSection
from mip.sources.project_files import PageSource, Sources
from mip.sources.registers import YamlFile


def assemble(sources: Sources, today: str | None = None, cache: ReadCache | None = None) -> Corpus:
    """Build the corpus. `today` (ISO date) is for tests of freshness; default is the real date."""
    cache = cache or ReadCache()
    corpus = Corpus(files=sources.files, today=today or datetime.date.today().isoformat())
    for source in sources.pages:
        page: Page = cache.derive(source.file, source, partial(_page, source))
        corpus.pages[page.lang, page.path] = page
        corpus.all_items += page.items
        for item in page.items:
            corpus.items[item.lang].setdefault(str(item.id), item)
    _registers(sources, corpus)
    _navigation(sources.config, corpus)
    return corpus


def _page(source: PageSource) -> Page:
    parsed = source.parsed
    meta = source.meta.data if isinstance(source.meta.data, dict) else {}
    sections = tuple(_section(section, source.lang) for section in parsed.sections)
    return Page(
        lang=source.lang, path=source.path, file=source.file, meta=meta,
        meta_lines={str(key): source.meta.line(key) for key in meta}, sections=sections,
        items=tuple(_items(source, sections)), comments=tuple(parsed.comments), raw_lines=tuple(parsed.lines),
        code_lines=parsed.code_lines, body_line=parsed.body_line,
        tables_without_header=tuple(parsed.tables_without_header), definitions=dict(parsed.definitions),
        meta_broken=bool(source.meta.findings), preamble=tuple(line for line, _ in parsed.preamble),
        underlined=tuple(parsed.underlined), unclosed=tuple(parsed.unclosed),
    )  # fmt: skip


def _section(section: ParsedSection, lang: str) -> Section:
    labels = FIELD_LABELS[lang]
    return Section(
        line=section.heading.line, level=section.heading.level, title=section.heading.title,
        anchor=section.heading.anchor, classes=section.heading.classes, lines=tuple(section.text),
        fields=tuple(Field(labels.get(f.label, ""), f.label, f.line, f.text) for f in section.fields),
        references=tuple(section.references), links=tuple(section.links),
        list_items=section.list_items, table_rows=section.table_rows, admonitions=tuple(section.admonitions),
    )  # fmt: skip


def _items(source: PageSource, sections: tuple[Section, ...]) -> Iterator[Item]:
    """An item is a heading that begins with an id, and everything below it on a deeper level."""
    for index, section in enumerate(sections):
        first, _, rest = section.title.partition(" ")
        item_id = parse_item(first)
        if item_id is None:
            continue
        end = next((i for i in range(index + 1, len(sections)) if sections[i].level <= section.level), len(sections))
        yield Item(
            item_id, source.lang, source.path, source.file, section.line, rest.strip(), section.classes, sections[index:end]
        )


def _entries(register: YamlFile) -> list[tuple[dict[str, Any], int]]:
    data = register.data if isinstance(register.data, list) else []
    return [(entry, register.line(index)) for index, entry in enumerate(data) if isinstance(entry, dict) and "id" in entry]


def _registers(sources: Sources, corpus: Corpus) -> None:
    registers = sources.registers
    for index, (entry, line) in enumerate(_entries(registers["laws"])):
        corpus.instruments.setdefault(entry["id"], _instrument(entry, line, registers["laws"], index))
    for entry, line in _entries(registers["cases"]):
        item_id = parse_item(str(entry["id"]))
        if item_id:
            corpus.cases.setdefault(str(item_id), CaseRecord(item_id, str(entry.get("slug", "")), entry, line))
    for entry, line in _entries(registers["glossary"]):
        corpus.terms.setdefault(entry["id"], Term(entry["id"], entry, line))
    for entry, line in _entries(registers["local"]):
        corpus.facts.setdefault(entry["id"], Fact(entry["id"], entry, line))
    for entry, line in _entries(registers["retired"]):
        corpus.retired.setdefault(
            str(entry["id"]).upper(),
            Retired(str(entry["id"]).upper(), entry.get("successor"), entry.get("reason") or {}, str(entry.get("date")), line),
        )
    edition = registers["edition"].data if isinstance(registers["edition"].data, dict) else {}
    corpus.edition, corpus.as_of = str(edition.get("edition", "")), str(edition.get("as_of", ""))
    _clause_meta(sources.clause_files, corpus)


def _clause_meta(files: list[YamlFile], corpus: Corpus) -> None:
    for file in files:
        for key, value in (file.data if isinstance(file.data, dict) else {}).items():
            if isinstance(value, dict):
                corpus.clause_meta[str(key)] = ClauseMeta(
                    str(key), tuple(value.get("roles") or ()), tuple(value.get("stages") or ()),
                    tuple(value.get("routes") or ()), file.shown, file.line(key),
                )  # fmt: skip


def _instrument(entry: dict[str, Any], line: int, register: YamlFile, index: int) -> Instrument:
    articles = tuple(
        Article(
            entry["id"], article.get("no"), article.get("key"), article.get("para"), article.get("topic") or {},
            article.get("says") or {}, article.get("confidence", ""), article.get("no_confidence"), article.get("formerly"),
            tuple(article.get("sources") or ()), register.line(index, "articles", position),
        )
        for position, article in enumerate(entry.get("articles") or ())
        if isinstance(article, dict)
    )  # fmt: skip
    return Instrument(
        entry["id"], entry.get("kind", ""), entry.get("scope", ""), entry.get("title") or {}, entry.get("short") or {},
        entry.get("issuer") or {}, entry.get("number"), entry.get("adopted"), entry.get("effective"), entry.get("status", ""),
        tuple(entry.get("replaces") or ()), entry.get("replaced_by"), entry.get("official_url"), entry.get("confidence", ""),
        entry.get("number_confidence"), entry.get("basis", ""), str(entry.get("checked", "")),
        int(entry.get("review_months") or 12), tuple(entry.get("sectors") or ()), articles, line,
    )  # fmt: skip


def _navigation(config: YamlFile, corpus: Corpus) -> None:
    data = config.data if isinstance(config.data, dict) else {}

    def visit(node: Any, path: tuple[Any, ...]) -> None:
        if isinstance(node, str):
            corpus.nav.append(NavEntry(node, config.line(*path)))
        elif isinstance(node, list):
            for index, child in enumerate(node):
                visit(child, (*path, index))
        elif isinstance(node, dict):
            for title, child in node.items():
                if isinstance(child, list):
                    corpus.nav_sections.append((str(title), config.line(*path)))
                visit(child, (*path, title))

    visit(data.get("nav"), ("nav",))
    corpus.unlisted = tuple(str(data.get("not_in_nav") or "").split())
    for plugin in data.get("plugins") or []:
        if isinstance(plugin, dict) and "i18n" in plugin:
            for language in (plugin["i18n"] or {}).get("languages", []):
                corpus.nav_translations |= language.get("nav_translations") or {}
