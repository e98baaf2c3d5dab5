"""The downloads page. Sizes and checksums are known only after the books are made, so the table comes in then."""

from __future__ import annotations

from collections.abc import Iterator

from mip.model.corpus import Corpus, Item
from mip.model.resolve import Target
from mip.outputs import stage

PLACEHOLDER = '<div id="mip-downloads-table"></div>'
_TEXT = {
    "zh": (
        "下载", "整本、分行业、案例、问答和表单的PDF，以及离线压缩包", "没有网络时要用的人、要打印的人、培训师",
        "PDF和压缩包与网站出自同一份来源，每页都印着版次和法律状态截至日。校验码（SHA-256）用来核对文件没有被改动。",
        "离线压缩包怎么用", "offline-use",
        "解压到U盘或电脑任意文件夹，双击其中的index.html，用浏览器打开。搜索、语言切换、固定地址和筛选都可以照常使用，不需要联网，也不需要安装任何东西。",
        "表单的Word文件", "word", "每张表单页都有Word文件，可以直接改：见[表单](forms/index.md)。",
        "讲义、讲师用纸和海报", "sheets", "每堂研讨课有A4讲义、讲师用纸和A3海报，每个行业有一张A4“七件事”海报，都是可以直接打印的PDF：在[各堂课](workshops/index.md)和各行业总览的页首。",
        "只要其中几条", "selection", "在条款旁边点“固定地址”，把需要的条目放进[我的讲义](handout.md)，就能打印，或者得到生成PDF的命令。",
    ),
    "en": (
        "Downloads", "The book, sector books, casebook, questions and forms as PDF, and the offline zip", "People without a network, people who print, trainers",
        "PDFs and zip come from the same sources as the site; every page carries edition and law-as-of date. The checksum (SHA-256) shows that a file was not altered.",
        "Using the offline zip", "offline-use",
        "Unpack it on a USB stick or into any folder and open index.html in a browser. Search, both languages, permanent addresses and filters work without a network and without installing anything.",
        "Forms as Word files", "word", "Every form page has a Word file you can edit: see [forms](forms/index.md).",
        "Handouts, trainer sheets and posters", "sheets", "Each workshop has an A4 handout, a trainer sheet and an A3 poster, each sector an A4 poster of the seven things, as PDF ready to print: at the top of [each workshop](workshops/index.md) and of each sector overview.",
        "Only a few items", "selection", "Click “Permanent address” beside a clause and collect what you need in [my handout](handout.md); it prints, and it gives the command for a PDF.",
    ),
}  # fmt: skip


def pages(corpus: Corpus, lang: str, citations: dict[Target, list[Item]]) -> Iterator[tuple[str, str]]:
    """`downloads.md`."""
    title, covers, readers, intro, *sections = _TEXT[lang]
    out = [f'---\ntitle: "{title}"\ndescription: "{covers}"\n---\n', f"# {title} {{ #downloads }}", ""]
    out += [stage.furniture(corpus, lang, {"covers": covers, "readers": readers, "minutes": 2}), "", intro, "", PLACEHOLDER, ""]
    for name, anchor, text in zip(sections[0::3], sections[1::3], sections[2::3], strict=True):
        out += [f"## {name} {{ #{anchor} }}", "", text, ""]
    yield "downloads.md", "\n".join(out)
