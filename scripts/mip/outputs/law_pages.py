"""One page per instrument: articles in plain words, status, dates, sources, and everything that relies on them."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import Article, Corpus, Instrument, Item
from mip.model.ids import LawRef, article_anchor, permalink
from mip.model.resolve import Target
from mip.outputs import stage
from mip.outputs.labels import label
from mip.outputs.markup import article_name, escape, instrument_name, pending_marked, relative
from mip.outputs.share import share_link

Citations = dict[Target, list[Item]]
KINDS = (
    "law", "judicial-interpretation", "administrative-regulation", "departmental-rule", "local-regulation", "local-rule",
    "policy", "standard", "judicial-document", "treaty", "foreign-law",
)  # fmt: skip


def pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """The list of instruments and one page for each."""
    yield "law/index.md", _index(corpus, lang, citations)
    for instrument in corpus.instruments.values():
        yield f"law/{instrument.id}.md", _page(corpus, lang, instrument, citations)


def _index(corpus: Corpus, lang: str, citations: Citations) -> str:
    title = label(lang, "law_index")
    meta = {"covers": label(lang, "law_index_covers"), "readers": label(lang, "law_index_readers"), "minutes": 5}
    out = [f'---\ntitle: "{title}"\ndescription: "{meta["covers"]}"\n---\n', f"# {title} {{ #instruments }}", "", stage.furniture(corpus, lang, meta), "", label(lang, "law_intro"), ""]
    for kind in KINDS:
        group = [i for i in corpus.instruments.values() if i.kind == kind]
        if not group:
            continue
        out += [f"## {label(lang, 'kind_' + kind)} {{ #{kind} }}", "", f"| {label(lang, 'instrument')} | {label(lang, 'status')} | {label(lang, 'effective')} |", "| --- | --- | --- |"]
        for instrument in sorted(group, key=lambda i: (-_weight(i, citations), i.id)):
            out.append(f"| [{instrument_name(instrument, lang)}]({instrument.id}.md) | {status(instrument, lang)} | {instrument.effective or '—'} |")
        out.append("")
    return pending_marked("\n".join(out), lang)


def _weight(instrument: Instrument, citations: Citations) -> int:
    return sum(len(items) for target, items in citations.items() if target.path == f"law/{instrument.id}.md")


def status(instrument: Instrument, lang: str) -> str:
    """The status in words; an instrument that starts later says so."""
    return label(lang, instrument.status)


def _page(corpus: Corpus, lang: str, instrument: Instrument, citations: Citations) -> str:
    name = instrument_name(instrument, lang)
    meta = {"covers": instrument.title[lang], "readers": label(lang, "law_index_readers"), "minutes": max(1, len(instrument.articles) // 3)}
    out = [
        f'---\ntitle: "{name}"\ndescription: "{escape(instrument.title[lang])}"\n---\n', f"# {name} {{ #{instrument.id} }}", "",
        stage.furniture(corpus, lang, meta), "", f"**{instrument.title[lang]}**", "", *_facts(corpus, lang, instrument), "",
    ]  # fmt: skip
    if instrument.scope == "pudong":
        out += [f"!!! warning \"{label(lang, 'scope_pudong')}\"", "", f"    {label(lang, 'scope_note_pudong')}", ""]
    out += [label(lang, "law_intro"), ""]
    own = citations.get(Target(f"law/{instrument.id}.md", ""), [])
    if own:
        out += [_cited(corpus, lang, instrument, own), "{: .mip-cited }", ""]
    for group in _groups(instrument):
        out += _article(corpus, lang, instrument, group, citations)
    return pending_marked("\n".join(out), lang)


def _facts(corpus: Corpus, lang: str, instrument: Instrument) -> list[str]:
    rows = [(label(lang, "status"), status(instrument, lang)), (label(lang, "scope"), label(lang, "scope_" + instrument.scope)), (label(lang, "issuer"), instrument.issuer[lang])]
    if instrument.number:
        mark = f"（{label(lang, 'memory')}）" if lang == "zh" else f" ({label(lang, 'memory')})"
        rows.append((label(lang, "number"), instrument.number + (mark if instrument.number_confidence == "memory" else "")))
    rows += [(label(lang, "adopted"), instrument.adopted or "—"), (label(lang, "effective"), instrument.effective or "—")]
    for key, names in (("replaces", instrument.replaces), ("replaced_by", (instrument.replaced_by,) if instrument.replaced_by else ())):
        links = [f"[{instrument_name(corpus.instruments[n], lang)}]({n}.md)" for n in names if n in corpus.instruments]
        if links:
            rows.append((label(lang, key), label(lang, "comma").join(links)))
    rows.append((label(lang, "confidence"), f"{label(lang, instrument.confidence)}{label(lang, 'semi')}{label(lang, 'basis_' + instrument.basis)}"))
    rows.append((label(lang, "checked"), instrument.checked))
    rows.append((label(lang, "official"), f"<{instrument.official_url}>" if instrument.official_url else label(lang, "official_missing")))
    return [f"| {label(lang, 'instrument')} | {instrument_name(instrument, lang)} |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)]


def _groups(instrument: Instrument) -> list[list[Article]]:
    """Entries of one article (its paragraphs) together, in the order of the register."""
    groups: dict[str, list[Article]] = {}
    for article in instrument.articles:
        groups.setdefault(article.name, []).append(article)
    return list(groups.values())


def _article(corpus: Corpus, lang: str, instrument: Instrument, group: list[Article], citations: Citations) -> list[str]:
    first = group[0]
    anchor = article_anchor(first.name)
    name = article_name(first, lang)
    topic = "" if first.no is None else f" {first.topic[lang]}"
    depth = 2 if lang == "zh" else 3
    address = permalink(LawRef(instrument.id, first.name))
    out = [f"## {name}{topic} {{ #{anchor} }}", ""]
    out += [f'<p class="mip-badges">{share_link(corpus, lang, f"{instrument.id}#{first.name}", _full_name(instrument, first, lang), "../" * depth, address)}</p>', ""]
    if first.no is None and first.key and not first.key.startswith(("annex", "db")):
        out += [f"<span class=\"mip-note\">{label(lang, 'no_number')}</span>" if lang == "zh" else f"<span class=\"mip-note\">{label(lang, 'no_number').capitalize()}</span>", ""]
    for article in group:
        lead = _paragraph_name(article, lang) if len(group) > 1 else ""
        out += [f"{lead}{article.says[lang]}{_marks(corpus, lang, article)}", ""]
    cited = citations.get(Target(f"law/{instrument.id}.md", anchor), [])
    if cited:
        out += [_cited(corpus, lang, instrument, cited), "{: .mip-cited }", ""]
    return out


def _full_name(instrument: Instrument, article: Article, lang: str) -> str:
    return instrument_name(instrument, lang) + ("" if lang == "zh" else ", ") + article_name(article, lang)


def _paragraph_name(article: Article, lang: str) -> str:
    para = article.para
    name = label(lang, "para_n", n=_zh(para) if lang == "zh" else para) if para and para.isdigit() else ""
    head = f"{name} {article.topic[lang]}".strip()
    return f"**{head}**{label(lang, 'sep')}"


def _zh(number: str) -> str:
    from mip.outputs.markup import chinese_numeral

    return chinese_numeral(int(number))


def _marks(corpus: Corpus, lang: str, article: Article) -> str:
    marks: list[str] = []
    former = article.formerly
    if former:
        if former["no"] == "new":
            marks.append(label(lang, "formerly_new", year=former["in"]))
        else:
            old = corpus.instruments.get(former["in"])
            source = old.short[lang] if old else label(lang, "text_of", year=former["in"])
            number = label(lang, "article_n", n=former["no"])
            marks.append(f"{label(lang, 'formerly')}{label(lang, 'sep')}{source}{number if lang == 'zh' else ', ' + number.lower()}")
    if article.confidence == "memory" or article.no_confidence == "memory":
        marks.append(label(lang, "memory"))
    if not marks:
        return ""
    text = label(lang, "semi").join(marks)
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _cited(corpus: Corpus, lang: str, instrument: Instrument, items: list[Item]) -> str:
    return f"**{label(lang, 'cited_by')}**{label(lang, 'sep')}{stage.cited_by(corpus, lang, f'law/{instrument.id}.md', items)}"


__all__ = ["pages", "relative"]
