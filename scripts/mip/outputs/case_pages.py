"""What the build adds to cases: the card with the register's facts, sources and status, and the casebook index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mip.model.corpus import ROUTES, CaseRecord, Corpus, Item, Page
from mip.model.ids import SECTORS
from mip.model.resolve import Target
from mip.outputs import stage
from mip.outputs.labels import LABELS, label
from mip.outputs.markup import article_name, escape, instrument_name, item_link, pending_marked, plain

Citations = dict[Target, list[Item]]
_UNITS = {
    "CNY": ("元", "CNY {n}"), "USD": ("美元", "US$ {n}"), "times": ("倍", "{n} times"), "percent": ("%", "{n}%"),
    "people": ("人", "{n} people"), "years": ("年", "{n} years"), "months": ("个月", "{n} months"), "files": ("份文件", "{n} files"),
    "items": ("项", "{n} items"), "points": ("个秘密点", "{n} points"), "customers": ("家客户", "{n} customers"),
    "months plus 1 day": ("个月零1天", "{n} months plus 1 day"), "CNY million": ("百万元", "CNY {n} million"), "USD million": ("百万美元", "US$ {n} million"),
    "KRW trillion": ("万亿韩元", "KRW {n} trillion"), "KRW million": ("百万韩元", "KRW {n} million"), "JPY billion": ("十亿日元", "JPY {n} billion"),
    "TWD million": ("百万新台币", "NT$ {n} million"), "photos (plus 15 videos)": ("张照片（另有15段视频）", "{n} photos (plus 15 videos)"),
    "nucleotides in 3.6 million": ("个核苷酸（总长360万）", "{n} nucleotides in 3.6 million"), "CNY (up to 499)": ("元（最高499元）", "CNY {n} (up to 499)"),
}  # fmt: skip


def card(corpus: Corpus, item: Item) -> str:
    """The facts of a case that are the same in both languages, as a definition list."""
    record = corpus.cases.get(str(item.id))
    if record is None:
        return ""
    lang, data = item.lang, record.data
    rows = [
        (label(lang, "forum"), data["forum"][lang]), (label(lang, "docket"), _docket(data["docket"], lang)),
        (label(lang, "decided"), data["decided"] or label(lang, "not_seen")), (label(lang, "route"), label(lang, "route_" + data["route"])),
        (label(lang, "outcome"), label(lang, "outcome_" + data["outcome"])),
    ]  # fmt: skip
    for side in ("claimant", "respondent"):
        if (data["parties"] or {}).get(side):
            rows.append((label(lang, side), data["parties"][side][lang]))
    rows += [(label(lang, "figures"), text)] if (text := amounts(data, lang)) else []
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(str(value))}</dd></div>" for name, value in rows)
    badges = f'<span class="mip-finding mip-finding--{data["finding"]}">{label(lang, "finding_" + data["finding"])}</span> '
    return f'<p class="mip-badges">{badges}{stage.permalink_button(lang, item, corpus)}</p>\n\n<dl class="mip-card">{cells}</dl>'


def _docket(docket: str | None, lang: str) -> str:
    """A Chinese docket keeps its year in full-width brackets in Chinese text."""
    if not docket:
        return label(lang, "not_seen")
    return re.sub(r"\((\d{4})\)", r"（\1）", docket) if lang == "zh" else docket


def amounts(data: dict[str, Any], lang: str) -> str:
    """The figures of a case in one line."""
    parts = []
    for figure in data["figures"]:
        what = figure["what"][lang] if isinstance(figure["what"], dict) else figure["what"]
        parts.append(f"{what}{label(lang, 'sep')}{amount(figure['value'], figure['unit'], lang)}")
    line = label(lang, "semi").join(parts)
    return line[:1].upper() + line[1:]


def amount(value: float, unit: str, lang: str) -> str:
    """`159000000 CNY` → 1.59亿元 / CNY 159 million."""
    zh, en = _UNITS.get(unit, (unit, "{n} " + unit))
    if unit in ("CNY", "USD"):
        return _money_zh(value) + zh if lang == "zh" else en.format(n=_money_en(value))
    return f"{value:,.10g}" + zh if lang == "zh" else en.format(n=f"{value:,.10g}")


def _money_zh(value: float) -> str:
    """With 亿 or 万, at most four digits after the point; a rounded sum says 约."""
    for limit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= limit:
            rounded = round(value / limit, 4)
            return ("" if rounded * limit == value else "约") + f"{rounded:,.10g}{name}"
    return f"{value:,.10g}"


def _money_en(value: float) -> str:
    """In billion or million, at most four digits after the point; a rounded sum says about."""
    for limit, name in ((10**9, "billion"), (10**6, "million")):
        if value >= limit:
            rounded = round(value / limit, 4)
            return f"{rounded:,.10g} {name}" + ("" if abs(rounded * limit - value) < 0.01 else " (rounded)")
    return f"{value:,.10g}"


def sources(corpus: Corpus, item: Item) -> list[str]:
    """Sources, status and what is not verified, at the foot of a case page."""
    record = corpus.cases.get(str(item.id))
    if record is None:
        return []
    lang, data = item.lang, record.data
    out = [f"## {label(lang, 'sources')} {{ #sources }}", ""]
    if data.get("status"):
        out += [f"{label(lang, 'case_status')}{label(lang, 'sep')}{data['status'][lang]}", ""]
    if data.get("pending"):
        mark = f"{data['pending'][lang].rstrip('。.')}（待核）。" if lang == "zh" else f"{data['pending'][lang].rstrip('.')} (to be verified)."
        out += [pending_marked(mark, lang), ""]
    law = [law_link(corpus, lang, ref) for ref in data["law_now"]]
    if any(law):
        out += [f"{label(lang, 'law_now')}{label(lang, 'sep')}{label(lang, 'comma').join(filter(None, law))}", ""]
    if data.get("published_as") and lang == "zh":
        out += [f"{label(lang, 'published_as')}{label(lang, 'sep')}{data['published_as']}", ""]
    out += [f"- <{source['url']}>" if "://" in source["url"] else f"- {source['url']}" for source in data["sources"]]
    return [*out, "", f"{label(lang, 'confidence')}{label(lang, 'sep')}{label(lang, data['confidence'])}{label(lang, 'semi')}{label(lang, 'checked')} {data['checked']}", "{: .mip-note }", ""]


def law_link(corpus: Corpus, lang: str, reference: str) -> str:
    """A reference to an article with its full name as words; empty if unknown."""
    name, _, article = reference.partition("#")
    instrument = corpus.instruments.get(name)
    if instrument is None:
        return ""
    found = instrument.find(article) if article else ()
    words = instrument_name(instrument, lang) + (("" if lang == "zh" else ", ") + article_name(found[0], lang) if found and found[0].no else "")
    return f"[{words}][{reference if found else name}]"


def sector_cases(corpus: Corpus, page: Page) -> list[str]:
    """On a sector's overview: its cases, from the register."""
    folder, _, name = page.path.removeprefix("sectors/").partition("/")
    if not page.path.startswith("sectors/") or name != "index.md" or folder not in SECTORS:
        return []
    items = [i for n, i in corpus.items[page.lang].items() if n in corpus.cases and folder in corpus.cases[n].data["sectors"]]
    if not items:
        return []
    links = [f"- {item_link(corpus, page.lang, page.path, item)}" for item in sorted(items, key=lambda i: i.id.number)]
    return [f"## {label(page.lang, 'cases_of_sector')} {{ #sector-cases }}", "", *links, ""]


def index_page(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """The casebook: one table of all cases; a script adds the filters, without it the table stays readable."""
    title = label(lang, "case_index")
    meta = {"covers": label(lang, "case_index_covers"), "readers": label(lang, "case_index_readers"), "minutes": 5}
    rows = [_row(corpus, lang, record, item) for name, record in corpus.cases.items() if (item := corpus.items[lang].get(name))]
    head = "".join(f"<th scope=\"col\">{name}</th>" for name in (label(lang, "case"), label(lang, "year"), label(lang, "route"), label(lang, "outcome"), label(lang, "sectors")))
    table = f'<div class="mip-cases" data-labels="{escape(_filter_labels(lang))}"><table class="mip-cases__table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    intro = {
        "zh": "每个案例写明认定了什么、当时有什么保护、缺了什么，以及今天该用哪一条。权利人败诉的案例和胜诉的一样重要。"
              "另见[权利人为什么会败诉](why-right-holders-lose.md)和[赔偿按什么算](damages.md)。",
        "en": "Each case states what was found, what protection was in place, what was missing and which clause answers today. Cases the right holder lost matter as much as those it won. "
              "See also [why right holders lose](why-right-holders-lose.md) and [what damages were based on](damages.md).",
    }[lang]  # fmt: skip
    if ("zh", "cases/damages.md") not in corpus.pages:
        intro = intro.split("另见")[0].split("See also")[0].rstrip()
    text = f'---\ntitle: "{title}"\ndescription: "{meta["covers"]}"\n---\n\n# {title} {{ #cases }}\n\n{stage.furniture(corpus, lang, meta)}\n\n{intro}\n\n{table}\n'
    yield "cases/index.md", text


def _filter_labels(lang: str) -> str:
    """Value → words for the filters, as JSON for the script."""
    prefixed = ("route_", "outcome_", "finding_")
    found = {key.split("_", 1)[1]: text for key, text in LABELS[lang].items() if key.startswith(prefixed)}
    found |= {key: LABELS[lang][key] for key in (*SECTORS, *ROUTES)}
    words = {"zh": _FILTER_ZH, "en": _FILTER_EN}[lang]
    return json.dumps(found | dict(words), ensure_ascii=False, sort_keys=True)


_FILTER_ZH = {"cn": "境内", "abroad": "境外", "none": "无人民币金额", "under-1m": "100万元以下", "1m-10m": "100万—1000万元", "10m-100m": "1000万—1亿元", "over-100m": "1亿元以上"}
_FILTER_EN = {"cn": "China", "abroad": "Overseas", "none": "No sum in CNY", "under-1m": "Under CNY 1 million", "1m-10m": "CNY 1–10 million", "10m-100m": "CNY 10–100 million", "over-100m": "Over CNY 100 million"}


def _row(corpus: Corpus, lang: str, record: CaseRecord, item: Item) -> str:
    data = record.data
    year = (data["decided"] or "")[:4]
    top = max((f["value"] for f in data["figures"] if f["unit"] == "CNY"), default=0)
    size = "none" if not top else "under-1m" if top < 10**6 else "1m-10m" if top < 10**7 else "10m-100m" if top < 10**8 else "over-100m"
    attributes = {
        "sectors": " ".join(data["sectors"]), "route": data["route"], "outcome": data["outcome"], "finding": data["finding"],
        "leak": " ".join(data["routes"]), "year": year, "amount": size, "place": "cn" if data["jurisdiction"] == "CN" else "abroad",
    }  # fmt: skip
    data_html = " ".join(f'data-{key}="{escape(value)}"' for key, value in attributes.items())
    sectors = label(lang, "comma").join(label(lang, s) for s in data["sectors"])
    return (
        f'<tr {data_html}><td><a href="{record.slug}/"><span class="mip-id">{record.id}</span> {escape(plain(item.title))}</a></td>'
        f"<td>{year or '—'}</td><td>{label(lang, 'route_' + data['route'])}</td><td>{label(lang, 'outcome_' + data['outcome'])}</td><td>{sectors}</td></tr>"
    )
