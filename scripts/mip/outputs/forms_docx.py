"""Forms as editable Word files, from the same page the site shows.

Takes the rendered section `## 表单 / The form` (id `form`) of each form page and writes real
headings, paragraphs, tables and page numbers. List numbers are written out, because Word's
automatic numbering would run on from one list to the next. Same input, same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import html

from mip.errors import CannotRun
from mip.model.corpus import Corpus, Item
from mip.outputs.markup import plain

FONTS = {"zh": ("宋体", "黑体", "Times New Roman"), "en": ("宋体", "黑体", "Arial")}
NOTE = {
    "zh": "参考文本，不是法律意见；签署前请按实际情况修改，标明处请律师审阅。来源：MIP商业秘密保护指引 {id}，版次{edition}，法律状态截至{as_of}。",
    "en": "Reference text, not legal advice; adapt it before signing and have the marked parts reviewed by a lawyer. "
    "Source: MIP Trade Secret Guidelines {id}, edition {edition}, law as of {as_of}.",
}
_EPOCH = (2026, 1, 1, 0, 0, 0)


def forms(corpus: Corpus, lang: str) -> list[Item]:
    """The forms of one language in the order of their numbers."""
    return sorted((i for i in corpus.items[lang].values() if i.id.kind == "form"), key=lambda i: i.id.number)


def form_path(item: Item) -> str:
    """Where a form's Word file stands below the site."""
    return f"downloads/forms/{item.id.anchor}.{item.lang}.docx"


def write_forms(corpus: Corpus, site: Path) -> list[Path]:
    """Write every form in both languages; return the files."""
    written: list[Path] = []
    for lang in ("zh", "en"):
        for item in forms(corpus, lang):
            page = site / ("" if lang == "zh" else "en") / item.page.removesuffix(".md") / "index.html"
            target = site / form_path(item)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(form_document(corpus, item, page.read_text(encoding="utf-8")))
            written.append(target)
    return written


def form_document(corpus: Corpus, item: Item, page: str) -> bytes:
    """The Word file of one form, made from its rendered page."""
    article = html.fromstring(page).find(".//article")
    if article is None:
        raise CannotRun(f"{item.id}: 页面没有正文 / {item.id}: the page has no article")
    note = NOTE[item.lang].format(id=item.id, edition=corpus.edition, as_of=corpus.as_of)
    document = _new_document(item.lang, f"{item.id} {plain(item.title)}", note)
    title = document.add_heading(plain(item.title), level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for element in _form_section(article):
        _Writer(document, item.lang).block(element)
    return _deterministic(document)


def _form_section(article: Any) -> Iterator[Any]:
    """The elements between the heading with id `form` and the next second-level heading."""
    inside = False
    for element in article:
        if element.tag == "h2":
            inside = element.get("id") == "form"
        elif inside:
            yield element


def _new_document(lang: str, title: str, note: str) -> Any:
    document = Document()
    body, head, latin = FONTS[lang]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin, section.footer_distance = Cm(2.2), Cm(2.7), Cm(0.9)
    for name, east, size in (("Normal", body, 10.5), ("Title", head, 18), ("Heading 1", head, 14), ("Heading 2", head, 12), ("Heading 3", head, 11)):
        style = document.styles[name]
        style.font.name, style.font.size = latin, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), east)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["Normal"].paragraph_format.line_spacing = 1.3
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "MIP", "zh-CN" if lang == "zh" else "en-GB"
    properties.created = properties.modified = datetime.datetime(*_EPOCH)
    _page_numbers(section, title)
    run = section.footer.add_paragraph(note).runs[0]  # in the foot, so that it never needs a page of its own
    run.font.size, run.font.color.rgb = Pt(7), RGBColor(0x55, 0x60, 0x5F)
    return document


def _page_numbers(section: Any, title: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{title} · ")
    run.font.size = Pt(8.5)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        field = paragraph.add_run()
        field.font.size = Pt(8.5)
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        field._r.append(element)


class _Writer:
    """Rendered elements → Word. An element it does not know stops the build by name."""

    def __init__(self, document: Any, lang: str) -> None:
        self.document = document
        self.lang = lang

    def block(self, element: Any, indent: float = 0.0) -> None:
        tag = element.tag
        if tag in ("h3", "h4", "h5"):
            self.document.add_heading(_text(element), level=int(tag[1]) - 2)
        elif tag == "p":
            self._paragraph(element, indent)
        elif tag in ("ul", "ol"):
            self._list(element, indent)
        elif tag == "table":
            self._table(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag in ("div", "details", "blockquote"):
            for child in element:
                self.block(child, indent)
        elif tag == "summary":
            self._paragraph(element, indent, bold=True)
        elif tag == "hr":
            self.document.add_paragraph()
        elif isinstance(tag, str):
            raise CannotRun(f"Word文件不支持<{tag}> / Word files do not support <{tag}>")

    def _paragraph(self, element: Any, indent: float = 0.0, prefix: str = "", bold: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        if indent:
            paragraph.paragraph_format.left_indent = Cm(indent)
            paragraph.paragraph_format.first_line_indent = Cm(-0.7 if prefix else 0)
        _runs(paragraph, element, prefix, bold)

    def _list(self, element: Any, indent: float) -> None:
        number = int(element.get("start") or 1)
        for item in element:
            prefix = f"{number}.  " if element.tag == "ol" else ("" if _text(item).startswith("☐") else "•  ")
            number += 1
            nested = [child for child in item if child.tag in ("ul", "ol", "table", "p")]
            if nested and nested[0].tag == "p" and not (item.text or "").strip():
                self._paragraph(nested[0], indent + 0.7, prefix)
                nested = nested[1:]
            else:
                self._paragraph(item, indent + 0.7, prefix)
            for child in nested:
                self.block(child, indent + 0.7)

    def _definitions(self, element: Any) -> None:
        for child in element:
            if child.tag == "dt":
                self._paragraph(child, bold=True)
            elif len(child) and child[0].tag == "p":
                for inner in child:
                    self.block(inner, 0.7)
            else:
                self._paragraph(child, 0.7)

    def _table(self, element: Any) -> None:
        rows = element.findall(".//tr")
        width = max(len(row) for row in rows)
        table = self.document.add_table(rows=0, cols=width)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for index, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, source in zip(cells, row, strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
                _runs(paragraph, source, bold=source.tag == "th")
            _keep_together(table.rows[-1])
            if index == 0 and row[0].tag == "th":
                _repeat_header(table.rows[0])
        gap = self.document.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = 0.6


def _keep_together(row: Any) -> None:
    """A row does not break across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_header(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _runs(paragraph: Any, element: Any, prefix: str = "", bold: bool = False) -> None:
    """Inline content as runs; nested lists and tables are the caller's business."""
    if prefix:
        paragraph.add_run(prefix)

    def add(text: str | None, strong: bool, italic: bool) -> None:
        if text:
            run = paragraph.add_run(" ".join(text.split("\n")))
            run.bold, run.italic = strong or None, italic or None

    def walk(node: Any, strong: bool, italic: bool) -> None:
        add(node.text, strong, italic)
        for child in node:
            if child.tag == "br":
                paragraph.add_run().add_break()
            elif child.tag not in ("ul", "ol", "table", "p"):
                walk(child, strong or child.tag in ("strong", "b"), italic or child.tag in ("em", "i"))
            add(child.tail if (child.tail or "").strip() else None, strong, italic)

    walk(element, bold, False)


def _deterministic(document: Any) -> bytes:
    """Save, then write the zip again in a fixed order with a fixed time."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()
