"""Local facts with their dates and sources: what the remedies pages rest on."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import Corpus, Item
from mip.model.resolve import Target
from mip.outputs import stage
from mip.outputs.labels import label
from mip.outputs.markup import pending_marked

Citations = dict[Target, list[Item]]


def pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """`remedies/facts.md`: every fact that a page uses, else the page would be a dump of the register."""
    title = label(lang, "facts_title")
    meta = {"covers": label(lang, "facts_covers"), "readers": label(lang, "facts_readers"), "minutes": 10}
    used = {r.target.removeprefix("local:") for p in corpus.language(lang) for r in p.references() if r.target.startswith("local:")}
    out = [f'---\ntitle: "{title}"\ndescription: "{meta["covers"]}"\n---\n', f"# {title} {{ #facts }}", "", stage.furniture(corpus, lang, meta), ""]
    for fact in corpus.facts.values():
        if fact.id not in used:
            continue
        data = fact.data
        mark = "" if data["confidence"] != "memory" else ("（待核）" if lang == "zh" else " (to be verified)")
        out += [f"## {fact.id} {{ #{fact.id} }}", "", pending_marked(data[lang] + mark, lang), ""]
        out += [f"- {_source(s)}" for s in data.get("sources") or [] if _source(s)]
        out += ["", f"{label(lang, 'confidence')}{label(lang, 'sep')}{label(lang, data['confidence'])}{label(lang, 'semi')}{label(lang, 'checked')} {data['checked']}", "{: .mip-note }", ""]
    yield "remedies/facts.md", "\n".join(out)


def _source(source: dict[str, str]) -> str:
    if source.get("url"):
        return f"[{source.get('title') or source['url']}]({source['url']})"
    return source.get("title", "")
