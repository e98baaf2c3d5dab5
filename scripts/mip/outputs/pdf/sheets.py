"""Workshop sheets and posters as PDF: the same records as their web pages, set by Typst. From records to source only."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import html

from mip.model.corpus import Corpus
from mip.model.ids import parse_item, permalink
from mip.outputs import posters, qr
from mip.outputs.address import absolute, base_url
from mip.outputs.built import Built
from mip.outputs.citation import SITE_NAME
from mip.outputs.labels import label
from mip.outputs.pdf.convert import Converter
from mip.outputs.pdf.links import Links
from mip.outputs.pdf.markup import Piece, array, breakable, call, content, string, text
from mip.outputs.sheets import foot_text, pdf_name, poster_pdf_name, used_line
from mip.outputs.shell import prefix
from mip.outputs.training_words import word
from mip.outputs.workshops import Used, Workshop

_LINES = 3
NO_BREAK = "\u00a0"


class SheetSpec(NamedTuple):
    """One PDF file: its place below the site and its Typst source."""

    path: str
    lang: str
    title: str
    source: str


class _Sheet(Converter):
    """HTML of a workshop for paper: links can be followed on a screen, and paper has the codes instead of notes."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(f"{prefix(workshop.lang)}{workshop.path}slides/", workshop.lang, Links(base_url(), {"": {}}))

    def _outside(self, element: Any, address: str, inner: str) -> list[Piece]:
        return [call("link", string(address), content(inner))]

    def body(self, source: str) -> str:
        """Block or inline HTML as markup."""
        return self.flow(html.fragment_fromstring(source, create_parent="div"))

    def html(self, source: str) -> str:
        """The same as a content argument."""
        return content(self.body(source))


def sheet_path(workshop: Workshop, kind: str) -> str:
    """Where a workshop's PDF stands: beside its web page."""
    folder = f"posters/{workshop.anchor}" if kind == "poster" else f"{workshop.path}{kind}"
    return f"{prefix(workshop.lang)}{folder}/{pdf_name(workshop.anchor, kind, workshop.lang)}"


def handout(w: Workshop, edition: str, as_of: str) -> SheetSpec:
    """What participants get: case, questions with room to write, clauses with codes."""
    to = _Sheet(w)
    quiz = [f"({string(q.text)}, {array([f'({string(k)}, {string(t)})' for k, t in q.options])})" for q in w.quiz]
    parts = [
        _head(w, "handout", as_of),
        _section(w, "aims", call("list", *map(to.html, w.aims))) if w.aims else "",
        _section(w, "quiz", call("quiz", string(word(w.lang, "before")), string(word(w.lang, "after")), *quiz)) if quiz else "",
        _section(w, "case", call("tinted", content("\n".join(f"#par[{text(p)}];" for p in w.case)))),
        _section(w, "questions", call("questions", str(_LINES), *map(to.html, w.questions))) if w.questions else "",
        call("take", string(word(w.lang, "take")), string(word(w.lang, "date"))),
        _section(w, "used", call("cards", *(_card(w, used) for used in w.used))) if w.used else "",
    ]  # fmt: skip
    return _spec(w, "handout", edition, as_of, parts)


def trainer(w: Workshop, edition: str, as_of: str) -> SheetSpec:
    """The trainer's sheet: timing, what is used, notes, answers, key."""
    to = _Sheet(w)
    used = [f"({string(u.id)}, {content(text(u.title))}, {string(u.address)})" for u in w.used]
    answers = [f"({to.html(question)}, {to.html(answer)})" for question, answer in zip(w.questions, w.answers, strict=False)]
    key = [
        f"({string(q.text)}, {string(q.key)}, {string(q.right)}, {string(q.reason)})" for q in w.quiz
    ]
    parts = [
        _head(w, "trainer", as_of), call("warning", string(word(w.lang, "not_for"))),
        _section(w, "run", to.body(w.run)) if w.run else "",
        _section(w, "used", call("used-list", *used)) if used else "",
        _section(w, "notes", to.body(w.notes)) if w.notes else "",
        _section(w, "questions", call("answers", *answers)) if answers else "",
        _section(w, "reasons", call("key", *key)) if key else "",
    ]  # fmt: skip
    return _spec(w, "trainer", edition, as_of, parts)


def workshop_poster(w: Workshop, edition: str, as_of: str) -> SheetSpec:
    """A3, with room for time and place."""
    to = _Sheet(w)
    values = (
        string(f"{SITE_NAME[w.lang]} · {word(w.lang, 'workshop')} {w.id}"), content(text(w.title)), string(w.audience),
        string(word(w.lang, "minutes", n=w.duration)), content(text(w.intro)), string(word(w.lang, "discuss")),
        array([to.html(q) for q in w.questions[:3]]), string(word(w.lang, "takeaway")), array([to.html(a) for a in w.aims]),
        *_code(w.lang, w.id, w.address), string(word(w.lang, "materials")), string(_shown(w.address)), string(word(w.lang, "when")),
        string(word(w.lang, "where")), string(foot_text(w.lang, edition, as_of, _shown(w.address))),
    )  # fmt: skip
    source = _document(w.lang, _title(w, "poster"), as_of, call("poster-a3", *values), paper='"a3"', margin="(x: 24mm, top: 22mm, bottom: 14mm)")
    return SheetSpec(sheet_path(w, "poster"), w.lang, _title(w, "poster"), source)


def sector_poster(corpus: Corpus, built: Built, lang: str, sector: str) -> SheetSpec | None:
    """A4: a sector's first seven things; None if its overview has no such list."""
    things = posters.seven_things(built, lang, sector)
    if not things:
        return None
    name, address = label(lang, sector), absolute(f"{prefix(lang)}sectors/{sector}/")
    rows = array([_thing(corpus, lang, thing, number) for number, thing in enumerate(things, 1)])
    values = (
        string(SITE_NAME[lang]), string(name), string(word(lang, "seven")), rows, *_code(lang, name, address),
        string(word(lang, "sector_more")), string(_shown(address)),
        string(foot_text(lang, corpus.edition, corpus.as_of, _shown(address), posters.plain_disclaimer(lang))),
    )  # fmt: skip
    title = f"{name} · {word(lang, 'seven')}"
    source = _document(lang, title, corpus.as_of, call("poster-a4", *values), margin="(x: 15mm, top: 14mm, bottom: 9mm)")
    return SheetSpec(f"{prefix(lang)}posters/{sector}/{poster_pdf_name(sector, lang)}", lang, title, source)


def _thing(corpus: Corpus, lang: str, thing: posters.Thing, number: int) -> str:
    first = parse_item(thing.ids[0]) if thing.ids else None
    known = first is not None and str(first) in corpus.items[lang]
    svg, alt = _code(lang, str(first), absolute(permalink(first))) if first and known else ("none", "none")
    more = " ".join(f"+ {name}" for name in thing.ids[1:])
    done = string(thing.done) if thing.done else "none"
    shown = string(str(first) if first else "")
    return f"thing({number}, {string(thing.text)}, {string(word(lang, 'done'))}, {done}, {string(more)}, {svg}, {alt}, {shown})"


def _head(w: Workshop, kind: str, as_of: str) -> str:
    facts = [w.audience, *(fact.replace(" ", NO_BREAK) for fact in (word(w.lang, "minutes", n=w.duration) if w.duration else "", word(w.lang, "as_of", d=as_of)))]
    kicker = f"{SITE_NAME[w.lang]} · {word(w.lang, kind)}"
    meta = " · ".join(fact for fact in facts if fact)
    return call("head", string(kicker), string(w.id), content(text(w.title)), string(meta), *_code(w.lang, w.id, w.address))


def _section(w: Workshop, name: str, body: str) -> str:
    return call("section", string(word(w.lang, name)), content(body))


def _card(w: Workshop, used: Used) -> str:
    values = (string(used.id), string(used.title), string(used_line(w.lang, used)), string(used.address), string(_shown(used.address)), *_code(w.lang, used.id, used.address))
    return f"({', '.join(values)})"


def _code(lang: str, name: str, address: str) -> tuple[str, str]:
    """A QR code and its description."""
    alt = word(lang, "qr", id=name, address=address)
    return string(qr.svg(address, name, address)), string(alt)


def _shown(address: str) -> str:
    return breakable(address.split("://")[-1])


def _title(w: Workshop, kind: str) -> str:
    return f"{w.id} {w.title} · {word(w.lang, kind)}"


def _spec(w: Workshop, kind: str, edition: str, as_of: str, parts: list[str]) -> SheetSpec:
    body = "\n".join(part for part in parts if part)
    foot = string(foot_text(w.lang, edition, as_of, _shown(w.address)))
    source = _document(w.lang, _title(w, kind), as_of, body, foot=foot, margin="(x: 17mm, top: 14mm, bottom: 19mm)")
    return SheetSpec(sheet_path(w, kind), w.lang, _title(w, kind), source)


def _document(lang: str, title: str, as_of: str, body: str, **named: str) -> str:
    year, month, day = (int(part) for part in as_of.split("-"))
    values = {"title": string(title), "author": string(SITE_NAME[lang]), "date": f"datetime(year: {year}, month: {month}, day: {day})", **named}
    return f'#import "sheet.typ": *\n#show: sheet.with({", ".join(f"{key}: {value}" for key, value in values.items())})\n{body}\n'
