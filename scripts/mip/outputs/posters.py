"""Posters: A4 with a sector's first seven things, A3 for a workshop."""

from __future__ import annotations

import copy
import re
from typing import NamedTuple

from mip.model.corpus import Corpus
from mip.model.ids import SECTORS, parse_item, permalink
from mip.outputs.address import absolute
from mip.outputs.built import Built, Element, plain_text
from mip.outputs.citation import SITE_NAME
from mip.outputs.labels import label
from mip.outputs.markup import escape
from mip.outputs.qr import svg
from mip.outputs.sheets import code, foot, pdf_name, poster_pdf_name, sheet_bar
from mip.outputs.shell import Shell, prefix
from mip.outputs.training_words import word
from mip.outputs.workshops import Workshop

_SEVEN = range(1, 8)
_WIDE = 80  # beyond this a thing takes three lines, and all seven are set smaller
_TAG = re.compile(r"<[^>]+>")
_MARK = re.compile(r"‹([A-Z]+-\d+)›")
_MARKS = r"‹[^›]+›(?:\s*(?:和|、|，|,|及|and)?\s*‹[^›]+›)*"
_DONE = {"zh": re.compile(r"(?:完成标志|完成|做到)[：:]"), "en": re.compile(r"(?:Done|Finished) when[:\s]\s*")}


class Thing(NamedTuple):
    """One of the seven: what to do, when it is done, and the clauses behind it."""

    text: str
    done: str
    ids: tuple[str, ...]


def seven_things(built: Built, lang: str, sector: str) -> list[Thing]:
    """The first list or table under “first seven” of a sector's overview, else the first one with seven rows."""
    url = f"{prefix(lang)}sectors/{sector}/"
    article = built.article(url)
    named = [rows for e in built.section(url, "first-seven") if (rows := _rows(e))]
    other = [rows for e in (article if article is not None else ()) if len(rows := _rows(e)) == len(_SEVEN)]
    return [_thing(row, lang) for row in next(iter(named + other), [])][: len(_SEVEN)]


def _rows(element: Element) -> list[Element]:
    """The entries of a list or the rows of a table."""
    if element.tag == "ol":
        return list(element.xpath("./li"))
    return list(element.xpath(".//tbody/tr")) if element.tag in ("table", "div") else []


def _thing(row: Element, lang: str) -> Thing:
    """Read one row: links become ids beside the text instead of words inside it."""
    row = copy.deepcopy(row)
    ids: list[str] = []
    for link in row.iter("a"):
        found = parse_item(plain_text(link).split(" ")[0])
        if found:
            ids.append(str(found))
            for child in list(link):
                link.remove(child)
            link.text = f"‹{found}›"
    cells = [plain_text(cell) for cell in row.findall("td")] or _DONE[lang].split(plain_text(row), maxsplit=1)
    cells = [cell for cell in cells if not cell.isdigit() and re.sub(_MARKS, "", cell).strip(" 、,，.。")]
    text, done = _tidied(cells[0], lang) if cells else "", _tidied(cells[-1], lang) if len(cells) > 1 else ""
    return Thing(text, done, tuple(dict.fromkeys(ids)))


def _tidied(text: str, lang: str) -> str:
    """Without ids that only point; an id that carries the sense stays as a plain word."""
    text = re.sub(rf"^{_MARKS}\s*[：:\-–—]\s*", "", text.strip())
    text = re.sub(rf"[，,：:；;]?\s*(?:见|see)?\s*{_MARKS}\s*([。.]?)$", r"\1", text)
    text = re.sub(rf"[：:,]?\s+see\s+{_MARKS}", "", text)
    text = _MARK.sub(r"\1", text).strip()
    text = text.rstrip("。." if lang == "zh" else ".").strip()
    return text[:1].upper() + text[1:] if lang == "en" else text


def sector_poster(corpus: Corpus, built: Built, lang: str, sector: str) -> tuple[str, str] | None:
    """Path and HTML of one sector's A4 poster; None if its overview has no such list."""
    things = seven_things(built, lang, sector)
    if not things:
        return None
    name = label(lang, sector)
    shell = Shell(lang, f"posters/{sector}/", f"{name} · {word(lang, 'seven')} - {SITE_NAME[lang]}", ("mip", "sheet", "poster"), ("sheet",))
    rows = "".join(_row(corpus, shell, thing, number) for number, thing in enumerate(things, 1))
    page = f"{prefix(lang)}sectors/{sector}/"
    dense = " poster-dense" if max(_width(thing.text) for thing in things) > _WIDE else ""
    body = (
        sheet_bar(shell, lang, poster_pdf_name(sector, lang), f"{shell.root}{page}index.html") + f'\n<main class="poster poster--a4{dense}">'
        f'<header><p class="poster-kicker">{SITE_NAME[lang]}</p><h1><span>{escape(name)}</span> {word(lang, "seven")}</h1></header>\n'
        f'<ol class="poster-things">{rows}</ol>\n<div class="poster-end"><img class="qr" src="qr.svg" alt="{escape(word(lang, "qr", id=name, address=absolute(page)))}">'
        f'<p><strong>{word(lang, "sector_more")}</strong><br>{escape(absolute(page).split("://")[-1])}</p></div>\n'
        f"{foot(lang, corpus.edition, corpus.as_of, absolute(page), plain_disclaimer(lang))}</main>"
    )
    return f"{shell.url}index.html", shell.page(body, "sheet")


def sector_code(lang: str, sector: str) -> tuple[str, str]:
    """Path and SVG of the code that opens a sector's overview."""
    address = absolute(f"{prefix(lang)}sectors/{sector}/")
    return f"{prefix(lang)}posters/{sector}/qr.svg", svg(address, label(lang, sector), address)


def _width(text: str) -> float:
    """About how wide a text runs, in Latin letters."""
    return sum(1.75 if ord(letter) > 0x2E7F else 1 for letter in text)


def plain_disclaimer(lang: str) -> str:
    """The disclaimer without its words on fictional cases: a poster tells none."""
    return re.split(r"(?<=[。.])\s*", word(lang, "disclaimer"))[0]


def _row(corpus: Corpus, shell: Shell, thing: Thing, number: int) -> str:
    mark = f'<span>{word(shell.lang, "done")}</span> {escape(thing.done)}' if thing.done else ""
    more = " ".join(f'<b class="mip-id">+ {name}</b>' for name in thing.ids[1:])
    more = f'<span class="poster-ids">{more}</span>' if more else ""
    first = parse_item(thing.ids[0]) if thing.ids else None
    first_name = f'<b class="mip-id">{first}</b>' if first else ""
    image = code(shell, shell.lang, str(first), first.anchor, absolute(permalink(first))) if first and str(first) in corpus.items[shell.lang] else ""
    return f'<li><b>{number}</b><div><h2>{escape(thing.text)}</h2><p class="poster-done">{mark}{more}</p></div><div class="poster-code">{image}<p>{first_name}</p></div></li>'


def workshop_poster(w: Workshop, edition: str, as_of: str) -> tuple[str, str]:
    """Path and HTML of a workshop's A3 poster."""
    lang = w.lang
    title = f"{w.id} {w.title} · {word(lang, 'poster')} - {SITE_NAME[lang]}"
    shell = Shell(lang, f"posters/{w.anchor}/", title, ("mip", "sheet", "poster"), ("sheet",))
    aims = "".join(f"<li>{_TAG.sub('', aim)}</li>" for aim in w.aims)
    questions = "".join(f"<li>{_TAG.sub('', question)}</li>" for question in w.questions[:3])
    back = f"{shell.root}{prefix(lang)}{w.path}index.html"
    body = (
        sheet_bar(shell, lang, pdf_name(w.anchor, "poster", lang), back) + '\n<main class="poster poster--a3">'
        f'<header><p class="poster-kicker">{SITE_NAME[lang]} · {word(lang, "workshop")} {w.id}</p><h1>{escape(w.title)}</h1>'
        f'<p class="poster-who">{escape(w.audience)}<b>{word(lang, "minutes", n=w.duration)}</b></p></header>\n'
        f'<p class="poster-hook">{escape(w.intro)}</p>\n<div class="poster-cols"><section><h2>{word(lang, "discuss")}</h2><ol>{questions}</ol></section>'
        f'<section><h2>{word(lang, "takeaway")}</h2><ul>{aims}</ul></section></div>\n'
        f'<div class="poster-end"><img class="qr" src="{shell.root}r/{w.anchor}/qr.svg" alt="{escape(word(lang, "qr", id=w.id, address=w.address))}">'
        f'<div><p><strong>{word(lang, "materials")}</strong><br>{escape(w.address.split("://")[-1])}</p>'
        f'<dl><dt>{word(lang, "when")}</dt><dd></dd><dt>{word(lang, "where")}</dt><dd></dd></dl></div></div>\n'
        f"{foot(lang, edition, as_of, w.address)}</main>"
    )
    return f"{shell.url}index.html", shell.page(body, "sheet")


def sectors_with_posters(corpus: Corpus) -> list[str]:
    """The sectors whose overview exists in both languages."""
    return [s for s in SECTORS if all((lang, f"sectors/{s}/index.md") in corpus.pages for lang in ("zh", "en"))]
