"""Ways into the clauses: by role, by stage, by leak route, and the matrix of all sectors."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import ROLES, ROUTES, STAGES, Corpus, Item
from mip.model.ids import SECTORS
from mip.model.resolve import Target
from mip.outputs import stage
from mip.outputs.labels import label
from mip.outputs.markup import item_link

Citations = dict[Target, list[Item]]


def pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """Four index pages made from docs/registers/clauses/."""
    yield "sectors/roles.md", _index(corpus, lang, "roles", ROLES)
    yield "sectors/stages.md", _index(corpus, lang, "stages", STAGES)
    yield "sectors/routes.md", _index(corpus, lang, "routes", ROUTES)
    yield "sectors/matrix.md", _matrix(corpus, lang)


def clauses(corpus: Corpus, lang: str, sector: str = "") -> list[Item]:
    """The clauses of a sector (or all) in the order of the book."""
    items = [i for i in corpus.items[lang].values() if i.id.kind == "clause" and (not sector or i.id.sector == sector)]
    return sorted(items, key=lambda i: (SECTORS.index(i.id.sector or ""), i.id.number))


def _tagged(corpus: Corpus, item: Item, field: str, value: str) -> bool:
    meta = corpus.clause_meta.get(str(item.id))
    return bool(meta and value in getattr(meta, field))


def _head(corpus: Corpus, lang: str, key: str) -> list[str]:
    title = label(lang, f"{key}_title")
    meta = {"covers": label(lang, f"{key}_covers"), "readers": label(lang, f"{key}_readers"), "minutes": 5}
    return [f'---\ntitle: "{title}"\ndescription: "{meta["covers"]}"\n---\n', f"# {title} {{ #{key} }}", "", stage.furniture(corpus, lang, meta), ""]


def _index(corpus: Corpus, lang: str, field: str, values: tuple[str, ...]) -> str:
    out = _head(corpus, lang, field)
    page = f"sectors/{field}.md"
    for value in values:
        out += [f"## {label(lang, value)} {{ #{value} }}", ""]
        for sector in SECTORS:
            found = [i for i in clauses(corpus, lang, sector) if _tagged(corpus, i, field, value)]
            if found:
                links = label(lang, "comma").join(item_link(corpus, lang, page, i, False) + f" {i.title}" for i in found)
                out += [f"**{label(lang, sector)}**{label(lang, 'sep')}{links}", ""]
        if field == "routes":
            cases = [i for n, i in corpus.items[lang].items() if n in corpus.cases and value in corpus.cases[n].data["routes"]]
            if cases:
                out += [f"**{label(lang, 'case')}**{label(lang, 'sep')}" + label(lang, "comma").join(item_link(corpus, lang, page, i) for i in cases), ""]
    return "\n".join(out)


def _matrix(corpus: Corpus, lang: str) -> str:
    """One small table per sector: stages down, roles as a line in the cell; it works on a phone."""
    out = _head(corpus, lang, "matrix")
    page = "sectors/matrix.md"
    for sector in SECTORS:
        items = clauses(corpus, lang, sector)
        if not items:
            continue
        head = "阶段 | 条款（谁来做）" if lang == "zh" else "Stage | Clauses (who acts)"
        out += [f"## {label(lang, sector)} {{ #{sector} }}", "", f"| {head} |", "| --- | --- |"]
        for value in STAGES:
            found = [i for i in items if _tagged(corpus, i, "stages", value)]
            if found:
                cell = "<br>".join(f"{item_link(corpus, lang, page, i, False)} {i.title}（{_roles(corpus, lang, i)}）" if lang == "zh" else f"{item_link(corpus, lang, page, i, False)} {i.title} ({_roles(corpus, lang, i)})" for i in found)
                out.append(f"| {label(lang, value)} | {cell} |")
        out.append("")
    return "\n".join(out)


def _roles(corpus: Corpus, lang: str, item: Item) -> str:
    return label(lang, "comma").join(label(lang, role) for role in corpus.clause_meta[str(item.id)].roles)
