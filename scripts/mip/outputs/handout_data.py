"""What the handout page needs of every item: a list of titles, and the texts in small bundles, as script files.

Scripts, not JSON, so that they load from a USB stick; in bundles of ten, so that
a handout of ten clauses does not load four hundred.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from mip.model.corpus import Corpus, Item
from mip.outputs.address import absolute
from mip.outputs.built import Built, moved, own_text, rewired
from mip.outputs.citation import SITE_NAME
from mip.outputs.markup import plain
from mip.outputs.permalinks import page_url
from mip.outputs.shell import prefix
from mip.project import LANGUAGES

FOLDER = "assets/handout"
BUNDLE = 10


def handout_files(corpus: Corpus, built: Built) -> Iterator[tuple[str, str]]:
    """`items.zh.js` with titles and addresses, `zh/bio-0.js` with texts, and so on."""
    for lang in LANGUAGES:
        items = sorted(corpus.items[lang].values(), key=lambda i: i.id)
        titles = {str(i.id): [plain(i.title), moved(page_url(lang, i.page, i.id.anchor), "", f"{prefix(lang)}handout/")] for i in items}
        data = {"site": SITE_NAME[lang], "edition": corpus.edition, "asOf": corpus.as_of, "base": absolute(""), "items": titles}
        yield f"{FOLDER}/items.{lang}.js", f"window.mipHandout = {_json(data)};\n"
        for name in dict.fromkeys(bundle(i) for i in items):
            texts = {str(i.id): item_html(built, i) for i in items if bundle(i) == name}
            yield f"{FOLDER}/{lang}/{name}.js", f'(window.mipTexts = window.mipTexts || {{}})["{name}"] = {_json(texts)};\n'


def bundle(item: Item) -> str:
    """The file an item's text is in: `case-1` for CASE-10 to CASE-19. `handout.js` counts the same way."""
    return f"{item.id.prefix.lower()}-{item.id.number // BUNDLE}"


def item_html(built: Built, item: Item) -> str:
    """An item's full text as it reads on the handout page; what was folded is open."""
    url = page_url(item.lang, item.page)
    html = rewired(own_text(built.section(url, item.id.anchor)), url, f"{prefix(item.lang)}handout/")
    return html.replace("<h2", "<h4").replace("</h2>", "</h4>").replace("<h3", "<h5").replace("</h3>", "</h5>").replace("<details", "<details open")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
