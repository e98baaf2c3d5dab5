"""Slides from a workshop: one HTML page that runs without a server, by keyboard, clicker or touch.

Without scripts, and on paper, the slides simply follow each other; `deck.js` shows one at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mip.outputs.citation import SITE_NAME
from mip.outputs.markup import escape
from mip.outputs.shell import Shell
from mip.outputs.training_words import word
from mip.outputs.workshops import Question, Used, Workshop

_LIMIT = {"zh": 230, "en": 520}
_SENTENCE = {"zh": re.compile(r"(?<=[。！？])(?![”」）])"), "en": re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")}


@dataclass(slots=True)
class Deck:
    """Slides in the making."""

    workshop: Workshop
    shell: Shell
    slides: list[str] = field(default_factory=list)

    def word(self, key: str, **values: object) -> str:
        """A label in the deck's language."""
        return word(self.workshop.lang, key, **values)

    def add(self, kind: str, heading: str, body: str, notes: str = "", eyebrow: str = "") -> None:
        """One more slide. `heading` and `body` are HTML."""
        aside = f'\n<aside class="deck-note" hidden>{notes}</aside>' if notes else ""
        above = f'<p class="deck-eyebrow">{eyebrow}</p>' if eyebrow else ""
        self.slides.append(
            f'<section class="slide slide--{kind}" id="s{len(self.slides) + 1}"><div class="slide__inner">'
            f"{above}<h2>{heading}</h2>\n{body}</div>{aside}</section>"
        )

    def qr(self, name: str, anchor: str, address: str, caption: bool = True) -> str:
        """The code of an item with its address below it."""
        text = f"<figcaption><code>{escape(address.split('://')[-1])}</code></figcaption>" if caption else ""
        alt = escape(self.word("qr", id=name, address=address))
        return f'<figure class="deck-qr"><img src="{self.shell.root}r/{anchor}/qr.svg" alt="{alt}">{text}</figure>'


def chunks(paragraphs: list[str], lang: str) -> list[list[str]]:
    """Paragraphs for one slide each; a long paragraph is divided between sentences."""
    limit = _LIMIT[lang]
    out: list[list[str]] = []
    size = limit + 1
    for piece in (piece for text in paragraphs for piece in _divided(text, lang)):
        if size + len(piece) > limit:
            out.append([])
            size = 0
        out[-1].append(piece)
        size += len(piece)
    return out


def _divided(text: str, lang: str) -> list[str]:
    """A paragraph in about equal parts of whole sentences, none much above the limit."""
    parts = -(-len(text) // int(_LIMIT[lang] * 1.15))
    if parts <= 1:
        return [text]
    sentences = [s for s in _SENTENCE[lang].split(text) if s]
    joint = "" if lang == "zh" else " "
    out, target = [""], len(text) / parts
    for sentence in sentences:
        if out[-1] and len(out[-1]) + len(sentence) / 2 > target and len(out) < parts:
            out.append("")
        out[-1] += (joint if out[-1] else "") + sentence
    return out


def deck_page(workshop: Workshop, as_of: str) -> tuple[str, str]:
    """Path and HTML of the slides in one language."""
    title = f"{workshop.id} {workshop.title} · {word(workshop.lang, 'deck')} - {SITE_NAME[workshop.lang]}"
    shell = Shell(workshop.lang, f"{workshop.path}slides/", title, ("mip", "deck"), ("deck",))
    deck = Deck(workshop, shell)
    _opening(deck, as_of)
    _quiz(deck, "pre")
    _case(deck)
    _discussion(deck)
    for used in workshop.used:
        _item(deck, used)
    _quiz(deck, "post")
    _end(deck)
    return f"{shell.url}index.html", shell.page(_frame(deck), "deck")


def _opening(deck: Deck, as_of: str) -> None:
    w = deck.workshop
    facts = [w.audience, deck.word("minutes", n=w.duration) if w.duration else "", deck.word("as_of", d=as_of)]
    lines = "".join(f"<li>{escape(fact)}</li>" for fact in facts if fact)
    body = f'<div class="deck-cols"><div><p class="deck-lead">{escape(w.intro)}</p><ul class="deck-facts">{lines}</ul></div>{deck.qr(w.id, w.anchor, w.address)}</div>'
    deck.add("title", escape(w.title), body, w.run, f"{deck.word('workshop')} {w.id}")
    if w.aims:
        deck.add("aims", deck.word("takeaway"), '<ol class="deck-aims">' + "".join(f"<li>{aim}</li>" for aim in w.aims) + "</ol>")


def _case(deck: Deck) -> None:
    found = chunks(deck.workshop.case, deck.workshop.lang)
    for number, paragraphs in enumerate(found, 1):
        count = f'<span class="deck-count">{number} / {len(found)}</span>' if len(found) > 1 else ""
        deck.add("case", deck.word("case") + count, "".join(f"<p>{escape(p)}</p>" for p in paragraphs))


def _discussion(deck: Deck) -> None:
    w = deck.workshop
    for number, question in enumerate(w.questions, 1):
        answer = w.answers[number - 1] if number <= len(w.answers) else ""
        deck.add("question", question, "", answer, deck.word("question", n=number))
        if answer:
            deck.add("answer", deck.word("answer", n=number), f'<p class="deck-asked">{question}</p><div class="deck-answer">{answer}</div>')


def _item(deck: Deck, used: Used) -> None:
    heading = f'<span class="mip-id">{used.id}</span> {escape(used.title)}'
    if used.do:
        text = (
            f'<dl class="deck-fields"><dt>{deck.word("do")}</dt><dd>{escape(used.do)}</dd>'
            f'<dt>{deck.word("check")}</dt><dd class="deck-check">{escape(used.check)}</dd></dl>'
        )
    else:
        text = f'<p class="deck-lead">{escape(used.intro)}</p>'
    deck.add(used.kind, heading, f'<div class="deck-cols">{text}{deck.qr(used.id, used.anchor, used.address)}</div>')


def _quiz(deck: Deck, when: str) -> None:
    for number, question in enumerate(deck.workshop.quiz, 1):
        options = "".join(_option(question, letter, text, when == "post") for letter, text in question.options)
        reason = f"<p class=\"deck-reason\" data-reveal><strong>{question.key}</strong> {escape(question.reason)}</p>" if when == "post" and question.key else ""
        eyebrow = f"{deck.word(when)} {number} / {len(deck.workshop.quiz)}"
        deck.add("quiz", escape(question.text), f'<ul class="deck-options">{options}</ul>{reason}', eyebrow=eyebrow)


def _option(question: Question, letter: str, text: str, marked: bool) -> str:
    right = ' class="is-right"' if marked and letter and letter == question.key else ""
    return f"<li{right}><b>{letter}</b> <span>{escape(text)}</span></li>"


def _end(deck: Deck) -> None:
    w = deck.workshop
    body = (
        f'<div class="deck-cols"><div><p class="deck-lead">{deck.word("end_text")}</p>'
        f'<p class="deck-facts">{deck.word("materials")}<br><code>{escape(w.address)}</code></p></div>{deck.qr(w.id, w.anchor, w.address, False)}</div>'
    )
    deck.add("end", deck.word("end"), body)


def _frame(deck: Deck) -> str:
    w, s = deck.workshop, deck.shell
    other = "en" if w.lang == "zh" else "zh"
    return (
        f'<main class="deck-slides">\n<h1 class="deck-name">{w.id} {escape(w.title)}</h1>\n' + "\n".join(deck.slides) + "\n</main>\n"
        f'<aside class="deck-notes" id="deck-notes" aria-label="{deck.word("notes")}" hidden><div class="deck-notes__slide"></div>'
        f'<h2>{deck.word("notes")}</h2><div class="deck-notes__all">{w.notes}</div></aside>\n'
        f'<nav class="deck-bar" aria-label="{deck.word("deck")}"><a href="../index.html">{deck.word("back")}</a>'
        f'<a href="{s.other}" hreflang="{other}" lang="{other}" data-deck-other>{deck.word("other")}</a>'
        f'<span class="deck-help">{deck.word("help")}</span>'
        f'<span class="deck-buttons"><button type="button" data-deck="notes" aria-controls="deck-notes" aria-expanded="false">{deck.word("show_notes")}</button>'
        f'<button type="button" data-deck="full">{deck.word("full")}</button>'
        f'<button type="button" data-deck="prev" aria-label="{deck.word("prev")}">←</button><output aria-live="polite">1 / {len(deck.slides)}</output>'
        f'<button type="button" data-deck="next" aria-label="{deck.word("next")}">→</button></span></nav>\n'
        '<div class="deck-progress" aria-hidden="true"><i></i></div>'
    )
