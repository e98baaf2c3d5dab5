"""A workshop as decks, sheets and posters need it, read from its built page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from mip.model.corpus import Corpus, Item
from mip.model.ids import parse_item, permalink
from mip.outputs.address import absolute
from mip.outputs.built import Built, Element, inner, own_text, plain_text, rewired
from mip.outputs.markup import plain
from mip.outputs.permalinks import page_url

_KEY = re.compile(r"\s*([A-F])\s*[。.．、:：,，]?\s*")


class Question(NamedTuple):
    """One question of the quiz with its options; `key` is the right letter, `reason` why."""

    text: str
    options: list[tuple[str, str]]
    key: str
    reason: str

    @property
    def right(self) -> str:
        """The text of the right option."""
        return next((text for letter, text in self.options if letter == self.key), "")


class Used(NamedTuple):
    """A clause, case, form or answer that the workshop exercises."""

    id: str
    anchor: str
    kind: str
    title: str
    page: str
    address: str
    intro: str
    do: str
    check: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything about one workshop in one language. HTML is wired for a page one folder below its own."""

    id: str
    anchor: str
    lang: str
    path: str
    title: str
    audience: str
    duration: str
    address: str
    intro: str
    aims: list[str]
    run: str
    case: list[str]
    questions: list[str]
    answers: list[str]
    used: list[Used]
    quiz: list[Question]
    notes: str


def workshops(corpus: Corpus, lang: str) -> list[Item]:
    """All workshops in the order of their numbers."""
    return sorted((i for i in corpus.items[lang].values() if i.id.kind == "workshop"), key=lambda i: i.id)


def read_workshop(corpus: Corpus, built: Built, item: Item) -> Workshop:
    """Take a workshop's page apart. A section that is missing is simply empty."""
    url = page_url(item.lang, item.page)
    below = url + "slides/"
    page = corpus.pages[item.lang, item.page]

    def html(anchor: str) -> str:
        return rewired(own_text(built.section(url, anchor)), url, below)

    def listed(anchor: str) -> list[Element]:
        found = [e for e in built.section(url, anchor) if e.tag in ("ul", "ol")]
        return [li for each in found for li in each.findall("li")]

    return Workshop(
        id=str(item.id), anchor=item.id.anchor, lang=item.lang, path=page_url("zh", item.page), title=plain(item.title),
        audience=str(page.meta.get("audience") or page.meta.get("readers", "")), duration=str(page.meta.get("duration", "")),
        address=absolute(permalink(item.id)), intro=_intro(built, url), aims=[inner(li, url, below) for li in listed("aims")],
        run=html("run"), case=[plain_text(e) for e in own_text(built.section(url, "case"))],
        questions=[inner(li, url, below) for li in listed("questions")], answers=_answers(built, url, below),
        used=[used for li in listed("items") if (used := _used(corpus, built, item.lang, plain_text(li)))],
        quiz=_quiz(listed("quiz"), _key(built, url)), notes=html("notes"),
    )  # fmt: skip


def _intro(built: Built, url: str) -> str:
    article = built.article(url)
    found = article.findall("p") if article is not None else []
    return next((plain_text(p) for p in own_text(found)), "")


def _answers(built: Built, url: str, below: str) -> list[str]:
    boxes = [e for e in built.section(url, "answers") if e.tag == "details"]
    return [rewired([part for part in box if part.tag != "summary"], url, below) for box in boxes]


def _key(built: Built, url: str) -> list[tuple[str, str]]:
    """Letter and reason of each question."""
    found: list[tuple[str, str]] = []
    for box in built.section(url, "key"):
        for li in box.iter("li"):
            text = plain_text(li)
            match = _KEY.match(text)
            found.append((match[1], text[match.end() :]) if match else ("", text))
    return found


def _quiz(questions: list[Element], key: list[tuple[str, str]]) -> list[Question]:
    out: list[Question] = []
    for number, li in enumerate(questions):
        paragraph = li.find("p")
        text = plain_text(paragraph) if paragraph is not None else (li.text or "").strip()
        options = [_option(option) for each in li.findall("ul") for option in each.findall("li")]
        letter, reason = key[number] if number < len(key) else ("", "")
        out.append(Question(text, options, letter, reason))
    return out


def _option(element: Element) -> tuple[str, str]:
    text = plain_text(element)
    match = re.match(r"([A-F])\s*[：:.．、]\s*", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _used(corpus: Corpus, built: Built, lang: str, text: str) -> Used | None:
    item_id = parse_item(text.split(" ")[0])
    item = corpus.items[lang].get(str(item_id)) if item_id else None
    if item is None:
        return None
    url = page_url(lang, item.page)
    parts = own_text(built.section(url, item.id.anchor))
    fields = _fields(corpus, item, parts)
    intro = next((plain_text(p) for p in parts if p.tag == "p"), "")
    return Used(
        str(item.id), item.id.anchor, item.id.kind, plain(item.title), page_url("zh", item.page), absolute(permalink(item.id)),
        intro, fields.get("do", ""), fields.get("check", ""),
    )  # fmt: skip


def _fields(corpus: Corpus, item: Item, parts: list[Element]) -> dict[str, str]:
    """A clause's fields as text, by key."""
    keys = [field.key for section in item.sections for field in section.fields]
    texts = [plain_text(dd) for part in parts if part.tag == "dl" for dd in part.findall("dd")]
    return dict(zip(keys, texts, strict=False))
