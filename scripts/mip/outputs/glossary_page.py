"""The glossary: one rendering per language, definition, what people also say, the law behind it."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import Corpus, Item, Term
from mip.model.resolve import Target
from mip.outputs import stage
from mip.outputs.case_pages import law_link
from mip.outputs.catalogue import clauses
from mip.outputs.labels import label
from mip.outputs.markup import item_link

_SHOWN = 8
Citations = dict[Target, list[Item]]


def published(corpus: Corpus) -> list[Term]:
    """Terms of priority 1 whose definition was looked up, in the order of the register."""
    return [t for t in corpus.terms.values() if t.data["priority"] == 1]


def pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """The glossary page."""
    title = label(lang, "glossary_title")
    meta = {"covers": label(lang, "glossary_covers"), "readers": label(lang, "glossary_readers"), "minutes": 20}
    out = [f'---\ntitle: "{title}"\ndescription: "{meta["covers"]}"\n---\n', f"# {title} {{ #glossary }}", "", stage.furniture(corpus, lang, meta), ""]
    terms = published(corpus)
    if lang == "en":
        terms = sorted(terms, key=lambda t: t.name("en").lower())
    for term in terms:
        out += _entry(corpus, lang, term)
    yield "glossary.md", "\n".join(out)


def _entry(corpus: Corpus, lang: str, term: Term) -> list[str]:
    other = "en" if lang == "zh" else "zh"
    data = term.data
    mark = "" if data["confidence"] != "memory" else ("（待核）" if lang == "zh" else " (to be verified)")
    out = [f"## {term.name(lang)} {{ #{term.id} }}", "", term.name(other), "{: .mip-note }", "", data["definition"][lang] + mark, ""]
    notes: list[str] = []
    aliases = [str(a) for a in data["aliases"][lang]]
    if aliases:
        notes.append(f"{label(lang, 'aliases')}{label(lang, 'sep')}{label(lang, 'comma').join(aliases)}")
    avoid = [str(a["term"]) for a in data["avoid"][lang]]
    if avoid:
        notes.append(f"{label(lang, 'avoid')}{label(lang, 'sep')}{label(lang, 'comma').join(avoid)}")
    laws = [link for ref in data["law"] if (link := law_link(corpus, lang, ref))]
    if laws:
        notes.append(f"{label(lang, 'law_now')}{label(lang, 'sep')}{label(lang, 'comma').join(laws)}")
    used = _used_in(corpus, lang, term)
    if used:
        notes.append(f"{label(lang, 'used_in')}{label(lang, 'sep')}{used}")
    if notes:
        out += [label(lang, "stop").join(notes) if lang == "zh" else ". ".join(notes) + ".", "{: .mip-note }", ""]
    return out


def _used_in(corpus: Corpus, lang: str, term: Term) -> str:
    """The first clauses whose own text uses the term, as links; the search finds the rest."""
    name = term.name(lang).lower()
    found = [item for item in clauses(corpus, lang) if name in item.text.lower()]
    more = "…" if len(found) > _SHOWN else ""
    return label(lang, "comma").join(item_link(corpus, lang, "glossary.md", item, False) for item in found[:_SHOWN]) + more
