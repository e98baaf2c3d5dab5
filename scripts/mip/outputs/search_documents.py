"""What the search knows: one document per item, article, term, local fact, and section of a page that is not an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mip.model.corpus import FIELD_LABELS, ROLES, ROUTES, STAGES, Article, Corpus, Instrument, Item, Page, Section
from mip.model.ids import SECTORS, article_anchor
from mip.outputs.glossary_page import published
from mip.outputs.labels import label
from mip.outputs.markup import article_name, plain
from mip.sources.markdown import ADMONITION, LIST_ITEM, TABLE_ROW, TABLE_RULE

KINDS = ("clause", "case", "faq", "form", "workshop", "article", "law", "term", "fact", "page")
SECTOR_ORDER = SECTORS
_SKIPPED_ANCHORS = {"next"}  # “See next” lists only repeat titles
_MOST = {"zh": 3000, "en": 9000}
_MOST_TO_FILL_IN = {"zh": 1000, "en": 2800}  # forms and workshops: what they are for, not every line to fill in
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_CORE_LAW = {"aucl-2025", "ts-provisions-2026", "fashi-2020-7", "criminal-law", "fashi-2025-5"}
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"_{2,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing a search can find. `words`, `asked` and the titles of `questions` are searched but not shown; `weight` below 1 ranks it lower."""

    key: str
    kind: str
    sectors: tuple[str, ...]
    path: str
    anchor: str
    title: str
    context: str = ""
    words: str = ""
    text: str = ""
    weight: float = 1
    asked: str = ""
    questions: tuple[str, ...] = ()


def documents(corpus: Corpus, lang: str, asked_for: dict[str, str] | None = None) -> list[Document]:
    """All documents of one language, in a fixed order. `asked_for`: key → everyday words an editor expects for it."""
    found: list[Document] = []
    asked = _questions_answered(corpus, lang)
    for page in corpus.language(lang):
        found += _of_page(corpus, page, asked)
    for instrument in corpus.instruments.values():
        found += _of_instrument(instrument, lang)
    found += _terms(corpus, lang)
    found += _facts(corpus, lang)
    found += _generated(corpus, lang)
    said = asked_for or {}
    return [replace(d, asked="\n".join(filter(None, [d.asked, said.get(d.key, "")]))) for d in found]


def _questions_answered(corpus: Corpus, lang: str) -> dict[str, list[str]]:
    """Clause or form → the questions whose answers lead to it: readers' words for what it is about."""
    asked: dict[str, list[str]] = {}
    for item in corpus.items[lang].values():
        if item.id.kind == "faq":
            for target in dict.fromkeys(r.target.upper() for r in item.references):
                asked.setdefault(target, []).append(str(item.id))
    return asked


def _of_page(corpus: Corpus, page: Page, asked: dict[str, list[str]]) -> Iterator[Document]:
    owned = {section.line for item in page.items for section in item.sections}
    sectors = _page_sectors(page.path)
    for item in page.items:
        yield _item(corpus, item, page, asked.get(str(item.id), []))
    for section in page.sections:
        if section.line in owned or section.anchor in _SKIPPED_ANCHORS:
            continue
        top = section.level == 1
        text = prose(section, page.lang)
        if top:
            text = "\n".join(filter(None, [plain(str(page.meta.get("covers", ""))), text]))
        if text or top:
            anchor = section.anchor or ""
            yield Document(
                f"{page.path.removesuffix('.md')}#{'' if top else anchor}", "page", sectors, page.path, "" if top else anchor,
                plain(section.title), "" if top else plain(page.title), "", _cut(text, page.lang), _page_weight(page, section),
            )  # fmt: skip


def _page_weight(page: Page, section: Section) -> float:
    """Introductions and reading instructions name everything and answer little."""
    if (section.anchor or "").startswith(("how-to", "use", "cite", "doors", "marks")):
        return 0.6
    if page.path.startswith("faq/") or page.path == "index.md":
        return 0.5
    return 0.8 if section.level == 1 and page.items else 1


def _page_sectors(path: str) -> tuple[str, ...]:
    parts = path.removesuffix(".md").split("/")
    return tuple(part for part in parts if part in SECTORS)[:1]


def _item(corpus: Corpus, item: Item, page: Page, asked: list[str]) -> Document:
    lang, kind = item.lang, item.id.kind
    lines = [prose(item.sections[0], lang)]
    for section in item.sections[1:]:
        heading = "" if kind == "case" else plain(section.title)
        lines += [heading, prose(section, lang)]
    record = corpus.cases.get(str(item.id))
    sectors = (item.id.sector,) if item.id.sector else tuple(record.data["sectors"]) if record else _page_sectors(page.path)
    words = _case_words(record.data, lang) if record else _clause_words(corpus, item)
    text = "\n".join(filter(None, lines))
    covers = plain(str(page.meta.get("covers", ""))) if kind in ("case", "form", "workshop") else ""
    context = "" if kind in ("case", "form", "workshop") else plain(page.title)
    return Document(
        str(item.id), kind, sectors, item.page, item.id.anchor, plain(item.title), context, words,
        _cut("\n".join(filter(None, [covers, text])), lang, _MOST_TO_FILL_IN if kind in ("form", "workshop") else _MOST),
        questions=tuple(asked),
    )  # fmt: skip


def _case_words(data: dict[str, object], lang: str) -> str:
    """Who, where and under which number: what people remember of a case."""
    parties = data.get("parties") or {}
    assert isinstance(parties, dict)
    named = [str(parties[side][lang]) for side in ("claimant", "respondent") if parties.get(side)]
    forum = data.get("forum")
    place = str(forum[lang]) if isinstance(forum, dict) else ""
    return "\n".join(filter(None, [*named, place, str(data.get("docket") or ""), str(data.get("published_as") or "") if lang == "zh" else ""]))


def _clause_words(corpus: Corpus, item: Item) -> str:
    meta = corpus.clause_meta.get(str(item.id))
    return " ".join(label(item.lang, key) for key in (*meta.roles, *meta.routes)) if meta else ""


def prose(section: Section, lang: str) -> str:
    """A section as running text: no markup, no field labels, table cells separated."""
    labels = FIELD_LABELS[lang]
    lines = (_line(text, labels) for _, text in section.lines)
    return "\n".join(line for line in lines if line)


def _line(text: str, labels: Iterable[str]) -> str:
    if TABLE_RULE.match(text) or text.strip() in labels:
        return ""
    admonition = ADMONITION.match(text)
    if admonition:
        return admonition[3] or ""
    text = _HTML.sub(" ", _ATTRIBUTES.sub("", text))
    if TABLE_ROW.match(text):
        text = " · ".join(cell.strip() for cell in text.strip().strip("|").split("|") if cell.strip())
    elif LIST_ITEM.match(text):
        text = _BULLET.sub("", text)
    elif text.startswith(":"):
        text = text[1:]
    return plain(_BLANKS.sub(" ", text).replace("_", " "))


def _cut(text: str, lang: str, limits: dict[str, int] = _MOST) -> str:
    most = limits[lang]
    return text if len(text) <= most else text[:most].rsplit("\n", 1)[0]


def _of_instrument(instrument: Instrument, lang: str) -> Iterator[Document]:
    path = f"law/{instrument.id}.md"
    weight = _law_weight(instrument)
    sectors = instrument.sectors or ("general",)
    short = instrument.short[lang]
    words = "\n".join(filter(None, [instrument.number or "", instrument.issuer[lang]]))
    yield Document(instrument.id, "law", sectors, path, "", short, "", words, instrument.title[lang], weight)
    groups: dict[str, list[Article]] = {}
    for article in instrument.articles:
        groups.setdefault(article.name, []).append(article)
    for name, group in groups.items():
        no = group[0].no and article_name(group[0], lang)
        topics = list(dict.fromkeys(a.topic[lang] for a in group))
        title = short + (no if lang == "zh" else f", {no}") if no else short
        text = "\n".join(plain(a.says[lang]) for a in group)
        yield Document(
            f"{instrument.id}#{name}", "article", sectors, path, article_anchor(name), f"{title} {topics[0]}" if len(topics) == 1 else title,
            "", "\n".join(topics) if len(topics) > 1 else "", text, weight,
        )  # fmt: skip


def _law_weight(instrument: Instrument) -> float:
    """What is in force here comes before what was, or applies elsewhere."""
    if instrument.status in ("superseded", "repealed"):
        return 0.6
    if instrument.scope in ("overseas", "international"):
        return 0.7
    return 1.1 if instrument.id in _CORE_LAW else 1


def _terms(corpus: Corpus, lang: str) -> Iterator[Document]:
    for term in published(corpus):
        data = term.data
        words = "\n".join(str(a) for a in [*data["aliases"][lang], *(a["term"] for a in data["avoid"][lang])])
        yield Document(
            f"term:{term.id}", "term", tuple(data.get("sectors") or ()), "glossary.md", term.id, term.name(lang),
            "", "", plain(data["definition"][lang]), asked=words,
        )  # fmt: skip


def _facts(corpus: Corpus, lang: str) -> Iterator[Document]:
    """Only the facts some page uses have a place on the facts page."""
    used = {r.target for page in corpus.language(lang) for r in page.references() if r.target.startswith("local:")}
    for fact in corpus.facts.values():
        if f"local:{fact.id}" in used:
            text = plain(fact.data[lang])
            yield Document(f"local:{fact.id}", "fact", ("general",), "remedies/facts.md", fact.id, _first_clause(text, lang), "", "", text, 0.8)


def _first_clause(text: str, lang: str) -> str:
    """A title for a fact: its first words."""
    most = 24 if lang == "zh" else 60
    head = re.split(r"[。；：，、（]|[.;:,(] ", text, maxsplit=1)[0] if lang == "zh" else re.split(r"[.;:,] ", text, maxsplit=1)[0]
    if len(head) <= most:
        return head
    return head[:most] + "…" if lang == "zh" else head[:most].rsplit(" ", 1)[0] + "…"


_OFFLINE = {
    "zh": ("下载", "PDF、整站离线包、Word表单", "一页纸", "打印一页带二维码的讲义"),
    "en": ("Downloads", "PDF books, the whole site offline, Word forms", "Handout", "Print one page with QR codes"),
}


def _generated(corpus: Corpus, lang: str) -> Iterator[Document]:
    """The pages the build makes: lists by role, stage, route and sector, the casebook, the laws, the glossary."""
    parts = {"roles": ROLES, "stages": STAGES, "routes": ROUTES, "matrix": SECTORS}
    for key, values in parts.items():
        title, path = label(lang, f"{key}_title"), f"sectors/{key}.md"
        names = label(lang, "comma").join(label(lang, value) for value in values)
        yield Document(f"sectors/{key}#", "page", (), path, "", title, "", "", f"{label(lang, f'{key}_covers')}\n{names}")
        for value in values if key != "matrix" else ():
            yield Document(f"sectors/{key}#{value}", "page", (), path, value, label(lang, value), title, "", "", 0.8)
    books, covers, handout, printed = _OFFLINE[lang]
    yield Document("downloads#", "page", (), "downloads.md", "", books, "", "", covers)
    yield Document("handout#", "page", (), "handout.md", "", handout, "", "", printed)
    for path, key in (("cases/index.md", "case_index"), ("law/index.md", "law_index"), ("glossary.md", "glossary"), ("remedies/facts.md", "facts")):
        title = label(lang, {"glossary": "glossary_title", "facts": "facts_title"}.get(key, key))
        yield Document(f"{path.removesuffix('.md')}#", "page", (), path, "", title, "", "", label(lang, f"{key}_covers"))
