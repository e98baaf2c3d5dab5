"""Paper for a workshop: the participant's handout and the trainer's sheet, designed for A4."""

from __future__ import annotations

from mip.outputs.citation import SITE_NAME
from mip.outputs.labels import label
from mip.outputs.markup import escape
from mip.outputs.shell import Shell
from mip.outputs.training_words import word
from mip.outputs.workshops import Used, Workshop

_LINES = 4
PDF_PLACE = '<span data-pdf="{path}"></span>'
"""Waits for the link to a PDF, whose size is known only when it was made; stays empty in a build without PDFs."""


def handout_page(workshop: Workshop, edition: str, as_of: str) -> tuple[str, str]:
    """Path and HTML of what participants get: case, questions with room to write, clauses with codes."""
    shell = _shell(workshop, "handout", hidden=False)
    w, lang = workshop, workshop.lang
    parts = [
        sheet_bar(shell, lang, pdf_name(w.anchor, "handout", lang)), '<main class="paper">', _head(w, shell, "handout", as_of),
        _section(word(lang, "aims"), "<ul>" + "".join(f"<li>{aim}</li>" for aim in w.aims) + "</ul>") if w.aims else "",
        _quiz_boxes(w), _section(word(lang, "case"), "".join(f"<p>{escape(p)}</p>" for p in w.case), "sheet-case"),
        _questions(w), f'<section class="sheet-take"><h2>{word(lang, "take")}</h2>{_lines(2)}<p class="sheet-sign">{word(lang, "date")}</p></section>',
        _used_cards(w, shell),
        _foot(w, edition, as_of), "</main>",
    ]  # fmt: skip
    return f"{shell.url}index.html", shell.page("\n".join(part for part in parts if part), "sheet")


def trainer_page(workshop: Workshop, edition: str, as_of: str) -> tuple[str, str]:
    """Path and HTML of the trainer's sheet: timing, answers, key, notes. Not for search engines."""
    shell = _shell(workshop, "trainer", hidden=True)
    w, lang = workshop, workshop.lang
    parts = [
        sheet_bar(shell, lang, pdf_name(w.anchor, "trainer", lang)), '<main class="paper">', _head(w, shell, "trainer", as_of),
        f'<p class="sheet-warn">{word(lang, "not_for")}</p>', _section(word(lang, "run"), w.run) if w.run else "",
        _section(word(lang, "used"), "<ul>" + "".join(_used_line(w, shell, u) for u in w.used) + "</ul>", "sheet-list"),
        _section(word(lang, "notes"), w.notes, "sheet-notes") if w.notes else "", _answers(w), _key(w),
        _foot(w, edition, as_of), "</main>",
    ]  # fmt: skip
    return f"{shell.url}index.html", shell.page("\n".join(part for part in parts if part), "sheet")


def pdf_name(anchor: str, kind: str, lang: str) -> str:
    """The file of a workshop's sheet or poster as PDF: `mip-ws-01-handout-zh.pdf`."""
    return f"mip-{anchor}-{kind}-{lang}.pdf"


def poster_pdf_name(sector: str, lang: str) -> str:
    """The file of a sector's poster as PDF."""
    return f"mip-poster-{sector}-{lang}.pdf"


def _shell(workshop: Workshop, kind: str, hidden: bool) -> Shell:
    title = f"{workshop.id} {workshop.title} · {word(workshop.lang, kind)} - {SITE_NAME[workshop.lang]}"
    return Shell(workshop.lang, f"{workshop.path}{kind}/", title, ("mip", "sheet"), ("sheet",), hidden)


def sheet_bar(shell: Shell, lang: str, pdf: str, back: str = "../index.html") -> str:
    """The line above a sheet on the screen: back, its PDF, the other language, print."""
    other = "en" if lang == "zh" else "zh"
    return (
        f'<nav class="sheet-bar"><a href="{back}">{word(lang, "back")}</a><span></span>'
        f'{PDF_PLACE.format(path=pdf)}<a href="{shell.other}" hreflang="{other}" lang="{other}">{word(lang, "other")}</a>'
        f'<button type="button" data-print hidden>{word(lang, "print")}</button></nav>'
    )


def code(shell: Shell, lang: str, name: str, anchor: str, address: str) -> str:
    """The picture of an item's code."""
    alt = escape(word(lang, "qr", id=name, address=address))
    return f'<img class="qr" src="{shell.root}r/{anchor}/qr.svg" alt="{alt}">'


def _head(w: Workshop, shell: Shell, kind: str, as_of: str) -> str:
    facts = [escape(w.audience), word(w.lang, "minutes", n=w.duration) if w.duration else "", word(w.lang, "as_of", d=as_of)]
    meta = " · ".join(f"<span>{x}</span>" if i else x for i, x in enumerate(facts) if x)
    return (
        f'<header class="sheet-head"><div><p class="sheet-kicker">{SITE_NAME[w.lang]} · {word(w.lang, kind)}</p>'
        f'<h1><span class="mip-id">{w.id}</span> {escape(w.title)}</h1><p class="sheet-meta">{meta}</p></div>'
        f"<figure>{code(shell, w.lang, w.id, w.anchor, w.address)}</figure></header>"
    )


def _section(title: str, body: str, kind: str = "") -> str:
    return f'<section{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}><h2>{title}</h2>{body}</section>'


def _lines(count: int = _LINES) -> str:
    return f'<div class="sheet-lines" aria-hidden="true">{"<i></i>" * count}</div>'


def _quiz_boxes(w: Workshop) -> str:
    """Three questions with two columns of boxes, to be ticked before and after."""
    if not w.quiz:
        return ""
    rows = []
    for number, question in enumerate(w.quiz, 1):
        options = "".join(f'<li><i class="box"></i><i class="box"></i><b>{letter}</b> {escape(text)}</li>' for letter, text in question.options)
        rows.append(f"<li><p>{number}. {escape(question.text)}</p><ul>{options}</ul></li>")
    head = f'<p class="sheet-boxes"><span>{word(w.lang, "before")}</span><span>{word(w.lang, "after")}</span></p>'
    return _section(word(w.lang, "quiz"), head + f'<ol class="sheet-quiz">{"".join(rows)}</ol>', "sheet-quizzes")


def _questions(w: Workshop) -> str:
    rows = "".join(
        f'<div class="sheet-question"><h3><b>{number}</b> {question}</h3>{_lines()}</div>' for number, question in enumerate(w.questions, 1)
    )
    return _section(word(w.lang, "questions"), rows) if rows else ""


def _used_cards(w: Workshop, shell: Shell) -> str:
    cards = "".join(_card(w, shell, used) for used in w.used)
    return _section(word(w.lang, "used"), f'<div class="sheet-cards">{cards}</div>', "sheet-used") if cards else ""


def _card(w: Workshop, shell: Shell, used: Used) -> str:
    return (
        f'<div class="sheet-card">{code(shell, w.lang, used.id, used.anchor, used.address)}<div><h3><span class="mip-id">{used.id}</span> '
        f'{escape(used.title)}</h3><p>{escape(used_line(w.lang, used))}</p><p class="sheet-address">{escape(used.address.split("://")[-1])}</p></div></div>'
    )


def used_line(lang: str, used: Used) -> str:
    """What stands under the name of a clause or case: its check question, or how it begins."""
    return f"{word(lang, 'check')}{label(lang, 'sep')}{used.check}" if used.check else used.intro


def _answers(w: Workshop) -> str:
    rows = []
    for number, question in enumerate(w.questions, 1):
        answer = w.answers[number - 1] if number <= len(w.answers) else ""
        rows.append(f'<div class="sheet-answer"><h3><b>{number}</b> {question}</h3>{answer}</div>')
    return _section(word(w.lang, "questions"), "".join(rows)) if rows else ""


def _key(w: Workshop) -> str:
    rows = "".join(
        f"<li><p>{number}. {escape(q.text)}</p><p><b>{q.key}</b> {escape(q.right)}</p><p>{escape(q.reason)}</p></li>"
        for number, q in enumerate(w.quiz, 1)
    )
    return _section(word(w.lang, "reasons"), f'<ol class="sheet-key">{rows}</ol>') if rows else ""


def _used_line(w: Workshop, shell: Shell, used: Used) -> str:
    page = shell.root + ("" if w.lang == "zh" else "en/") + used.page.partition("#")[0] + "index.html"
    return f'<li><a href="{page}#{used.anchor}"><span class="mip-id">{used.id}</span> {escape(used.title)}</a></li>'


def _foot(w: Workshop, edition: str, as_of: str) -> str:
    return foot(w.lang, edition, as_of, w.address)


def foot_text(lang: str, edition: str, as_of: str, address: str, disclaimer: str = "") -> str:
    """What the last line of every sheet says."""
    return " · ".join((disclaimer or word(lang, "disclaimer"), word(lang, "edition", e=edition), word(lang, "as_of", d=as_of), address))


def foot(lang: str, edition: str, as_of: str, address: str, disclaimer: str = "") -> str:
    """The same on the screen."""
    return f'<footer class="sheet-foot">{escape(foot_text(lang, edition, as_of, address, disclaimer))}</footer>'
