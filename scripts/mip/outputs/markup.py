"""Small pure helpers that write Markdown and the few HTML pieces the theme styles."""

from __future__ import annotations

import html
import posixpath
import re

from mip.model.corpus import PENDING, Article, Corpus, Instrument, Item
from mip.model.ids import parse_item
from mip.model.resolve import resolve
from mip.outputs.labels import label

_ZH_DIGITS = "零一二三四五六七八九"


def escape(text: str) -> str:
    """Text for an HTML attribute or element."""
    return html.escape(text, quote=True)


def relative(from_page: str, to_page: str, anchor: str = "") -> str:
    """A relative Markdown link target from one page to another, both below the language folder."""
    path = posixpath.relpath(to_page, posixpath.dirname(from_page) or ".")
    return f"{path}#{anchor}" if anchor else path


def plain(text: str) -> str:
    """Markdown text without links and emphasis, on one line: for titles, tooltips and search."""
    text = re.sub(r"\[([^\[\]]+)\](?:\[[^\[\]]*\]|\([^()]*\))?", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`]|\{[^{}]*\}", "", text)).strip()


def chinese_numeral(number: int) -> str:
    """1–9999 as Chinese numerals: 219 → 二百一十九."""
    if number < 10:
        return _ZH_DIGITS[number]
    result, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            result += ("零" if zero else "") + ("" if digit == 1 and name == "十" and not result else _ZH_DIGITS[digit]) + name
            zero = False
        elif result and number:
            zero = True
    return result


def article_name(article: Article, lang: str) -> str:
    """`第十条` / `Art. 10`; a keyed entry without a seen number has its topic instead."""
    no = article.no
    if no is None:
        return article.topic[lang]
    if not re.fullmatch(r"\d+(?:-\d+)?", no):
        return no if lang == "zh" else _english_number(no)
    if lang == "en":
        return label(lang, "article_n", n=no)
    first, _, last = no.partition("-")
    if not last:
        return f"第{chinese_numeral(int(first))}条"
    if int(last) < int(first):
        return f"第{chinese_numeral(int(first))}条之{chinese_numeral(int(last))}"
    return f"第{chinese_numeral(int(first))}条至第{chinese_numeral(int(last))}条"


def _english_number(no: str) -> str:
    for zh, en in (("附件", "Annex, item "), ("附录", "Annex ")):
        if no.startswith(zh):
            return en + no.removeprefix(zh)
    return f"Arts. {no}" if re.fullmatch(r"[\d, ]+", no) else no


def instrument_name(instrument: Instrument, lang: str) -> str:
    """Short name, in Chinese with title marks."""
    return f"《{instrument.short[lang]}》" if lang == "zh" else instrument.short[lang]


def tooltip(corpus: Corpus, lang: str, target: str) -> str:
    """What a reader sees when hovering over a reference."""
    item_id = parse_item(target)
    if item_id:
        item = corpus.items[lang].get(str(item_id))
        return f"{item_id} {plain(item.title)}" if item else ""
    if target.startswith("term:"):
        term = corpus.terms.get(target.removeprefix("term:"))
        return plain(term.data["definition"][lang]) if term else ""
    if target.startswith("local:"):
        fact = corpus.facts.get(target.removeprefix("local:"))
        return f"{label(lang, 'checked')}{label(lang, 'sep')}{fact.data['checked']}" if fact else ""
    name, _, article = target.partition("#")
    instrument = corpus.instruments.get(name)
    if instrument is None:
        return ""
    found = instrument.find(article) if article else ()
    head = instrument_name(instrument, lang) + (f"{'' if lang == 'zh' else ', '}{article_name(found[0], lang)}" if found else "")
    says = f"{label(lang, 'sep')}{plain(found[0].says[lang])}" if found else ""
    return shorten(head + says, 160 if lang == "zh" else 320)


def shorten(text: str, length: int) -> str:
    """Cut at `length` characters, at a word in English."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip("，,；; ") + "…" if " " in text else text[: length - 1] + "…"


def definition(corpus: Corpus, lang: str, page: str, target: str) -> str | None:
    """The reference definition `[target]: path "tooltip"` for one page; None if unresolved."""
    found = resolve(corpus, lang, target)
    if found is None:
        return None
    tip = tooltip(corpus, lang, target).replace('"', "”" if lang == "zh" else "'").replace("\\", "")
    return f'[{target}]: {relative(page, found.path, found.anchor)} "{tip}"'


def item_link(corpus: Corpus, lang: str, page: str, item: Item, with_title: bool = True) -> str:
    """A Markdown link to an item as id, or id and title."""
    words = f"{item.id} {plain(item.title)}" if with_title else str(item.id)
    return f"[{words}]({relative(page, item.page, item.id.anchor)})"


def pending_marked(text: str, lang: str) -> str:
    """Make 待核 / to be verified visible as a mark."""
    mark = PENDING[lang]
    return text.replace(mark, f'<span class="mip-pending">{mark}</span>') if mark in text else text
