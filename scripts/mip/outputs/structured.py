"""FAQPage structured data (schema.org) in the head of each page of questions, for search engines."""

from __future__ import annotations

import json
from pathlib import Path

from mip.model.corpus import Corpus, Item, Page
from mip.outputs.address import absolute
from mip.outputs.markup import plain
from mip.outputs.permalinks import page_url


def write_structured(corpus: Corpus, site: Path) -> None:
    """Add the data to every built page that carries questions."""
    for page in corpus.pages.values():
        questions = [item for item in page.items if item.id.kind == "faq"]
        if questions:
            path = site / page_url(page.lang, page.path) / "index.html"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("</head>", f"{faq_script(page, questions)}\n</head>", 1), encoding="utf-8", newline="\n")


def faq_script(page: Page, questions: list[Item]) -> str:
    """A data block, not code: `<` is escaped so that no text can end it."""
    data = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "zh-CN" if page.lang == "zh" else "en",
        "url": absolute(page_url(page.lang, page.path)),
        "mainEntity": [
            {"@type": "Question", "name": plain(item.title), "acceptedAnswer": {"@type": "Answer", "text": _answer(item)}}
            for item in questions
        ],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _answer(item: Item) -> str:
    return plain(" ".join(text.strip() for section in item.sections[:1] for _, text in section.lines))
