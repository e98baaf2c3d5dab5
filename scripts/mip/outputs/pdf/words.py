"""The words a book itself prints, in both languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "series": "MIP 商业秘密保护指引", "edition": "{edition}版", "as_of": "法律状态截至{as_of}",
        "disclaimer": "参考资料，不是法律意见。条文内容是本书用自己的话作的概括，不是原文；写着“待核”的地方尚未核到可靠来源。依据它行动之前，请核对官方文本，必要时咨询律师。",
        "how_title": "怎么读这本书",
        "how_levels": "条款分三级：基础先做，进阶跟上，标杆有余力再做。",
        "how_basis": "依据分三种：“法律”是法律直接要求的；“证明”是法律不强制、但法院和执法机关据此判断的；“建议”是良好做法。",
        "how_refs": "正文里的“（第42页）”指本书的页码；不在本书里的条款、案例和法条，脚注给出固定地址。任何编号都有固定地址，例如BIO-07在{url}r/bio-07/，两种语言都能从那里进入。",
        "how_fields": "每条条款有四栏：做什么、为什么、留证据、自查。自查题答“是”，就是做到了。",
        "how_qr": "每章首页的二维码通向本章在网站上的最新版本。",
        "index_items": "编号索引", "index_articles": "法条索引", "colophon": "版本与许可",
        "index_articles_note": "每条之后是用到它的编号和页码。",
        "col_edition": "MIP 商业秘密保护指引，{edition}版，法律状态截至{as_of}。网站：{url}",
        "col_text": "文字：知识共享署名4.0国际许可（CC BY 4.0）。可以复制、改编、商用，须注明出处。",
        "col_fonts": "字体：MIP Sans SC、MIP Serif SC、MIP Folio，由Noto Sans CJK SC、Noto Serif CJK SC（© 2014-2022 Adobe）裁成的子集，SIL开放字体许可1.1；Libertinus Serif，SIL开放字体许可1.1；DejaVu Sans Mono，Bitstream Vera许可。",
        "col_made": "排版：Typst，由网站页面生成，按PDF/UA-1和PDF/A-2a制作，可由读屏软件朗读，可长期保存。",
        "page": "第{page}页", "selection": "选编", "selection_sub": "{items}",
    },
    "en": {
        "series": "MIP Trade Secret Guidelines", "edition": "Edition {edition}", "as_of": "Law as of {as_of}",
        "disclaimer": "Reference material, not legal advice. Articles are restated in our own words, not quoted; passages marked “to be verified” still lack a reliable source. Check the official text, and a lawyer where needed, before you rely on anything here.",
        "how_title": "How to read this book",
        "how_levels": "Clauses have three levels: essential first, advanced next, exemplary when you can.",
        "how_basis": "Three kinds of basis: “law” is required by the law itself; “proof” is not required, but courts and agencies look for it; “advice” is good practice.",
        "how_refs": "“(p. 42)” in the text is a page of this book. For clauses, cases and articles outside it, a footnote gives the permanent address. Every id has one: BIO-07 is at {url}r/bio-07/, in both languages.",
        "how_fields": "Each clause has four fields: do, why, keep, check. Answering “yes” to the check question means compliant.",
        "how_qr": "The QR code on the first page of a chapter leads to its latest version on the site.",
        "index_items": "Index of ids", "index_articles": "Index of articles", "colophon": "Edition and licences",
        "index_articles_note": "After each article: the ids that rely on it, with pages.",
        "col_edition": "MIP Trade Secret Guidelines, edition {edition}, law as of {as_of}. Site: {url}",
        "col_text": "Text: Creative Commons Attribution 4.0 International (CC BY 4.0). You may copy, adapt and sell it if you name the source.",
        "col_fonts": "Fonts: MIP Sans SC, MIP Serif SC and MIP Folio, subsets of Noto Sans CJK SC and Noto Serif CJK SC (© 2014-2022 Adobe), SIL Open Font License 1.1; Libertinus Serif, SIL Open Font License 1.1; DejaVu Sans Mono, Bitstream Vera licence.",
        "col_made": "Set with Typst from the pages of the site, as PDF/UA-1 and PDF/A-2a: readable by screen readers, fit for archives.",
        "page": "page {page}", "selection": "Selection", "selection_sub": "{items}",
    },
}  # fmt: skip


def say(lang: str, key: str, **values: object) -> str:
    """One phrase, with its places filled."""
    phrase = WORDS[lang][key]
    return phrase.format(**values) if values else phrase
