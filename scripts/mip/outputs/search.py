"""The search index: one script file per language with the documents the browser searches.

Documents are items (clause, case, question, form, workshop, article, term) and the sections of
pages that are not items. The file carries their words and addresses, not posting lists: the
engine (`overrides/assets/javascripts/search-engine.js`) inverts them when it first loads. Passages
have to be shown, so the text must travel anyway; and folding, stemming and bigrams then exist once,
in one language. A script file, not JSON, so that it loads from file:// and under `script-src 'self'`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from mip.model.corpus import Corpus
from mip.outputs.labels import label
from mip.outputs.search_codec import pack, table
from mip.outputs.search_documents import KINDS, SECTOR_ORDER, Document, documents
from mip.outputs.traditional import pairs
from mip.project import LANGUAGES, find_project
from mip.sources.registers import parse_yaml

_OWN_LABELS = {"zh": {"law": "法规", "page": "页面", "fact": "本地事实"}, "en": {"law": "Law", "page": "Page", "fact": "Local fact"}}
_FORMULA = re.compile(r"[（(].*?[）)]")


def write_search(corpus: Corpus, site: Path, synonyms: Path | None = None) -> list[Path]:
    """Write `assets/search/index.<lang>.js` for each language; return the files."""
    source = synonyms or find_project().registers / "synonyms.yml"
    register = read_synonyms(source)
    written = []
    for lang in LANGUAGES:
        path = site / "assets" / "search" / f"index.{lang}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script(build_index(corpus, lang, register)), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def read_synonyms(path: Path) -> dict[str, Any]:
    """The register of everyday words; empty if there is none."""
    data = parse_yaml(path.read_text(encoding="utf-8"), path.name).data if path.is_file() else None
    return {"words": [], "laws": [], "asked": []} | (data if isinstance(data, dict) else {})


def script(index: dict[str, Any]) -> str:
    """The index as a script that hands itself to the engine."""
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f'(self.mipSearchData=self.mipSearchData||{{}})["{index["lang"]}"]={text};\n'


def build_index(corpus: Corpus, lang: str, register: dict[str, Any]) -> dict[str, Any]:
    """Everything the engine needs for one language, as plain data. Columns compress better than rows."""
    found = documents(corpus, lang, {str(entry["id"]): str(entry[lang]) for entry in register.get("asked", [])})
    index: dict[str, Any] = {"lang": lang, "edition": corpus.edition}
    index["kinds"] = [[kind, _kind_label(lang, kind)] for kind in KINDS]
    index["sectors"] = [[sector, label(lang, sector)] for sector in SECTOR_ORDER]
    index["docs"] = columns(found)
    index["units"] = _pack(index["docs"], lang)
    index["cites"] = _cites(corpus, found)
    index["laws"] = _law_names(corpus, register)
    index["synonyms"] = synonyms(corpus, lang, register)
    index["fold"] = _fold("".join(d.title + d.words + d.asked + d.text for d in found) + json.dumps(index["synonyms"], ensure_ascii=False))
    return index


def _kind_label(lang: str, kind: str) -> str:
    return _OWN_LABELS[lang].get(kind) or label(lang, kind)


def columns(found: list[Document]) -> dict[str, list[Any]]:
    """The documents column by column; pages are numbered because many documents share one."""
    paths = list(dict.fromkeys(d.path for d in found))
    number = {path: n for n, path in enumerate(paths)}
    place = {d.key: n for n, d in enumerate(found)}
    return {
        "path": paths,
        # A section's key is its address, and the anchor of anything else follows from its key.
        "key": ["" if d.kind == "page" else d.key for d in found],
        "kind": [KINDS.index(d.kind) for d in found],
        "sector": [sum(1 << SECTOR_ORDER.index(s) for s in set(d.sectors) if s in SECTOR_ORDER) for d in found],
        "page": [number[d.path] for d in found],
        "anchor": [d.anchor if d.kind == "page" else "" for d in found],
        "title": [d.title for d in found],
        "context": [d.context for d in found],
        "words": [d.words for d in found],
        "asked": [d.asked for d in found],
        "questions": [[place[key] for key in d.questions] or 0 for d in found],
        "text": [d.text for d in found],
        "weight": [d.weight for d in found],
    }


def _pack(docs: dict[str, list[Any]], lang: str) -> str:
    """Replace the text columns by their packed form; return the table that undoes it."""
    packed = ("title", "context", "words", "asked", "text")
    units = table([text for name in packed for text in docs[name]], lang)
    for name in packed:
        docs[name] = pack(docs[name], units, lang)
    return "|".join(units)


def _cites(corpus: Corpus, found: list[Document]) -> dict[str, dict[str, int]]:
    """Instrument → article number → document, with ranges spelled out: 862-864 answers 863 as well."""
    number = {d.key: n for n, d in enumerate(found)}
    cites: dict[str, dict[str, int]] = {}
    for instrument in corpus.instruments.values():
        own = cites.setdefault(instrument.id, {"": number[instrument.id]})
        for article in instrument.articles:
            for name in sorted(_names(article.no or "") | ({article.no} if article.no else set())):
                own.setdefault(name, number[f"{instrument.id}#{article.name}"])
    return cites


def _names(no: str) -> set[str]:
    names: set[str] = set()
    for part in (piece.strip() for piece in no.split(",")):
        first, dash, last = part.partition("-")
        if dash and first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < 100:
            names |= {str(n) for n in range(int(first), int(last) + 1)}
        elif part:
            names.add(part)
    return names


def _law_names(corpus: Corpus, register: dict[str, Any]) -> list[list[str]]:
    """What instruments are called → id. Names of superseded versions give way to those in force."""
    names: dict[str, str] = {}
    for entry in register["laws"]:
        if entry["id"] in corpus.instruments:
            names |= {str(say): entry["id"] for say in entry["say"]}
    for instrument in sorted(corpus.instruments.values(), key=lambda i: i.status in ("superseded", "repealed")):
        spoken = [instrument.short["zh"], instrument.short["en"], instrument.title["zh"], instrument.title["en"]]
        spoken += [_FORMULA.sub("", name).removeprefix("中华人民共和国").strip() for name in spoken]
        spoken += re.findall(r"\(([A-Z][A-Za-z]+)\)", " ".join(spoken))
        spoken += [instrument.number] if instrument.number else []
        spoken += _romanised(instrument.number or "")
        for name in spoken:
            if len(name) > 1:
                names.setdefault(name, instrument.id)
    return [[name, id_] for name, id_ in names.items()]


def _romanised(number: str) -> list[str]:
    """法释〔2020〕7号 as foreigners type it."""
    found = re.fullmatch(r"法释〔(\d{4})〕(\d+)号", number)
    return [f"{name} {found[1]} {no}{found[2]}" for name in ("fa shi", "fashi") for no in ("no ", "")] if found else []


def synonyms(corpus: Corpus, lang: str, register: dict[str, Any]) -> list[list[Any]]:
    """What people say → what the text says, and 1 where an editor wrote the pair for the search.

    Terms of the other language count as things people say.
    """
    found: dict[str, list[str]] = {}
    written = {str(say) for entry in register["words"] if entry["lang"] == lang for say in entry["say"]}
    other = "en" if lang == "zh" else "zh"
    for entry in register["words"]:
        if entry["lang"] == lang:
            for say in entry["say"]:
                _add(found, str(say), [str(m) for m in entry["mean"]])
    for term in corpus.terms.values():
        name, data = term.name(lang), term.data
        said = [*data["aliases"][lang], *(a["term"] for a in data["avoid"][lang]), term.name(other), *data["aliases"][other]]
        for say in said:
            _add(found, str(say), [name])
    return [[say, mean, int(say in written)] for say, mean in sorted(found.items())]


def _add(found: dict[str, list[str]], say: str, mean: list[str]) -> None:
    known = found.setdefault(say, [])
    known += [m for m in mean if m.lower() != say.lower() and m not in known]
    if not known:
        del found[say]


def _fold(text: str) -> list[str]:
    """Traditional characters whose simplified form occurs in the index, and those forms."""
    used = set(text)
    kept = {t: s for t, s in pairs().items() if s in used}
    return ["".join(kept), "".join(kept.values())]
