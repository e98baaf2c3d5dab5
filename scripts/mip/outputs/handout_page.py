"""My handout: the page on which a reader collects items, orders them, shares and prints them."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import Corpus, Item
from mip.model.resolve import Target

Citations = dict[Target, list[Item]]

_TEXT = {
    "zh": (
        "我的讲义", "把条款、案例和问答挑出来，排好顺序，分享或打印成带二维码的讲义",
        "在任何一条的“分享”菜单里点“加入我的讲义”，它就排在这里。清单只存在你的浏览器和本页地址里，不会上传，本站服务器上什么也不存。",
        "这一页要用浏览器的脚本。脚本关闭时，请直接打印各条款的页面，或者用[固定地址](r/index.html)逐条打开。",
    ),
    "en": (
        "My handout", "Pick clauses, cases and questions, order them, share them or print them with QR codes",
        "Choose “Add to my handout” in the share menu of any item and it is listed here. The list is kept in your browser and in this page's address only; nothing is uploaded and nothing is stored on a server.",
        "This page needs scripts. With scripts off, print the pages of the clauses themselves, or open them one by one by [permanent address](r/index.html).",
    ),
}  # fmt: skip


def pages(corpus: Corpus, lang: str, citations: Citations) -> Iterator[tuple[str, str]]:
    """`handout.md`; what is on it comes from `handout.js` and the files below assets/handout/."""
    title, covers, intro, without = _TEXT[lang]
    root = "../" if lang == "zh" else "../../"
    href = without[without.index("(r/") + 1 : without.index("html)") + 4]
    words = without[without.index("[") + 1 : without.index("]")]
    sentence = without.replace(f"[{words}]({href})", f'<a href="{root}{href}">{words}</a>')
    yield "handout.md", "\n".join([
        f'---\ntitle: "{title}"\ndescription: "{covers}"\nhide: ["toc"]\n---\n', f"# {title} {{ #handout }}", "",
        f'<p class="mip-lead">{intro}</p>', "", f"<noscript><p>{sentence}</p></noscript>", "",
        f'<div id="mip-handout" data-root="{root}" data-lang="{lang}"></div>', "",
        f'<link rel="stylesheet" href="{root}assets/stylesheets/handout.css">', "",
        f'<script src="{root}assets/handout/items.{lang}.js" defer></script>', "",
        f'<script src="{root}assets/javascripts/handout.js" defer></script>', "",
    ])  # fmt: skip
