"""Structure: front matter, headings, navigation, file names, and the few things Markdown hides."""

from __future__ import annotations

import fnmatch
import itertools
import re
from collections.abc import Iterator

from mip.checks.registry import Problem, rule
from mip.model.corpus import FIELD_KEYS, LEVELS, Corpus
from mip.model.generated import PAGES
from mip.model.ids import ItemId, parse_item

_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_HTML = re.compile(r"<(?!!--)/?[a-zA-Z][^<>]*>|&(?:nbsp|lt|gt|amp|#\d+);")
_KEYS = ("covers", "readers", "minutes")
_OPTIONAL = ("hide", "template", "search", "status", "kind", "audience", "duration")


@rule
def check_front_matter(corpus: Corpus) -> Iterator[Problem]:
    """Each page says what it covers, for whom, and how many minutes it takes.

    中文：每页开头写明covers（内容）、readers（给谁看）、minutes（几分钟）。
    Bad: a page without front matter, `minutes: soon`
    Good: `covers: …`, `readers: …`, `minutes: 8`
    """
    for page in corpus.each_page():
        if page.meta_broken:
            continue
        missing = "、".join(f"{key}:" for key in _KEYS if page.meta.get(key) in (None, ""))
        if not "".join(page.raw_lines).strip():
            yield Problem(page.file, 1, "页面是空的", "the page is empty")
            continue
        if missing:
            yield Problem(page.file, 1, f"页首缺“{missing}”", f"front matter lacks “{missing.replace('、', ', ')}”")
        minutes = page.meta.get("minutes")
        if minutes not in (None, "") and (not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 < minutes < 120):
            yield Problem(page.file, page.meta_lines.get("minutes", 1), f"minutes应为1到119的整数，现为“{minutes}”", f"minutes must be a whole number from 1 to 119, not “{minutes}”")
        for key in page.meta:
            if key not in _KEYS + _OPTIONAL:
                yield Problem(page.file, page.meta_lines.get(key, 1), f"页首有不认识的键“{key}”", f"unknown front-matter key “{key}”")
        for key in ("covers", "readers"):
            if page.meta.get(key) is not None and not isinstance(page.meta[key], str):
                yield Problem(page.file, page.meta_lines.get(key, 1), f"“{key}”应为一行文字", f"“{key}” must be one line of text")


@rule
def check_heading_structure(corpus: Corpus) -> Iterator[Problem]:
    """A page has one first-level heading, at its top; levels are not skipped; headings are written with #.

    中文：每页只有一个一级标题，在最前面；层级不跳；标题用#写。
    Bad: `#`, then `###`
    Good: `#`, `##`, `###`
    """
    for page in corpus.each_page():
        levels = [(section.level, section.line) for section in page.sections]
        if page.underlined:
            yield Problem(page.file, page.underlined[0], "标题不用下划线写，请用#", "write headings with #, not with a line below them")
        if not levels or levels[0][0] != 1 or page.preamble:
            if not "".join(page.raw_lines).strip() or (not levels and 1 in page.unclosed):
                continue
            line = page.preamble[0] if page.preamble else levels[0][1] if levels else 1
            yield Problem(page.file, line, "页面要以一级标题（#）开头", "the page must begin with a first-level heading (#)")
        for (before, _), (level, line) in itertools.pairwise(levels):
            if level == 1:
                yield Problem(page.file, line, "一页只能有一个一级标题", "a page has only one first-level heading")
            elif level > before + 1:
                yield Problem(page.file, line, f"标题从{before}级跳到{level}级", f"heading jumps from level {before} to {level}")


@rule
def check_block_open(corpus: Corpus) -> Iterator[Problem]:
    """A code block, comment or front matter that is opened is closed; otherwise it swallows the rest of the page.

    中文：代码块、注释和页首有头有尾，否则后文全被吞掉。
    Bad: a line of three backticks without a second one, `<!--` without `-->`
    Good: `<!-- figures: 12 reason -->`
    """
    for page in corpus.each_page():
        for line in page.unclosed:
            yield Problem(page.file, line, "这里打开的代码块、注释或页首没有关上", "the code block, comment or front matter opened here is never closed")


@rule
def check_clause_fields(corpus: Corpus) -> Iterator[Problem]:
    """A clause has its level, its basis and the four fields, none of them empty.

    中文：条款要有级别、依据和四个栏目：做什么、为什么、留证据、自查。
    Bad: a clause without 留证据
    Good: `## BIO-07 … { #bio-07 .advanced .proof }` and all four fields
    """
    for item in corpus.each_item():
        if item.id.kind != "clause":
            continue
        if item.level is None:
            yield Problem(item.file, item.line, f"{item.id}没有级别，加上 .{' .'.join(LEVELS)} 之一", f"{item.id} has no level; add one of .{' .'.join(LEVELS)}")
        if item.basis is None:
            yield Problem(item.file, item.line, f"{item.id}没有依据，加上 .law .proof .advice 之一", f"{item.id} has no basis; add one of .law .proof .advice")
        for key in FIELD_KEYS:
            if key not in item.fields or not item.fields[key].text.strip():
                label = {"do": "做什么/Do", "why": "为什么/Why", "keep": "留证据/Keep", "check": "自查/Check"}[key]
                yield Problem(item.file, item.line, f"{item.id}缺“{label}”", f"{item.id} lacks “{label}”")


@rule
def check_clause_question(corpus: Corpus) -> Iterator[Problem]:
    """The check of a clause is one question that ends in a question mark.

    中文：“自查”是一个问句。
    Bad: `Check : Keep the ledger.`
    Good: `Check : Does the ledger show who took each vial?`
    """
    for item in corpus.each_item():
        field = item.fields.get("check") if item.id.kind == "clause" else None
        if field and not field.text.rstrip().endswith(("？", "?")):
            yield Problem(item.file, field.line, f"{item.id}的“{field.label}”要以问号结尾", f"“{field.label}” of {item.id} must be a question")


@rule
def check_clause_meta(corpus: Corpus) -> Iterator[Problem]:
    """Each clause is listed in docs/registers/clauses/ with who acts and when; each entry has its clause.

    中文：每条条款在registers/clauses/登记谁来做、什么阶段；登记的条款都要存在。
    Bad: BIO-07 on the page but not in biopharma.yml
    Good: `BIO-07: {roles: [rd], stages: [work], routes: [supplier-partner]}`
    """
    for name, item in corpus.items["zh"].items():
        if item.id.kind == "clause" and name not in corpus.clause_meta:
            yield Problem(item.file, item.line, f"{name}没有登记在registers/clauses/{item.id.sector}.yml", f"{name} is not listed in registers/clauses/{item.id.sector}.yml")
    for name, meta in corpus.clause_meta.items():
        if name not in corpus.items["zh"]:
            yield Problem(meta.file, meta.line, f"登记了{name}，但没有这条条款", f"{name} is listed, but there is no such clause")


def _numbered(corpus: Corpus) -> Iterator[tuple[str, int, str]]:
    """File, line and id of every entry in a register that goes by numbers."""
    for case in corpus.cases.values():
        yield "docs/registers/cases.yml", case.line, str(case.id)
    for retired in corpus.retired.values():
        yield "docs/registers/retired.yml", retired.line, retired.id
    for meta in corpus.clause_meta.values():
        yield meta.file, meta.line, meta.id


@rule
def check_register_order(corpus: Corpus) -> Iterator[Problem]:
    """Registers that go by numbers (cases, retired ids, clauses) are in their order, so that the next free one is seen.

    中文：按编号登记的文件（案例、停用编号、条款）按编号排列；mip check --fix会排好。
    Bad: CASE-12 above CASE-11
    Good: CASE-11 above CASE-12; `mip check --fix` moves entries with their comments
    """
    last: dict[tuple[str, str], ItemId] = {}
    for file, line, name in sorted(_numbered(corpus)):
        item = parse_item(name)
        if item is None:
            continue
        before = last.get((file, item.prefix))
        if before and before > item:
            yield Problem(
                file, line, f"{name}排在{before}后面，应按编号排列；mip check --fix可以排好",
                f"{name} stands after {before}; order by number, or run mip check --fix",
            )  # fmt: skip
        last[file, item.prefix] = item


@rule
def check_case_record(corpus: Corpus) -> Iterator[Problem]:
    """Each case page has its entry in cases.yml, under the same file name, and the reverse.

    中文：每个案例页在cases.yml有同名登记，反之亦然。
    Bad: cases/cn-x.md without an entry
    Good: `id: CASE-01`, `slug: cn-vanillin-2021`
    """
    for item in corpus.each_item():
        if item.id.kind == "case":
            record = corpus.cases.get(str(item.id))
            if record is None:
                yield Problem(item.file, item.line, f"cases.yml里没有{item.id}", f"{item.id} is not in cases.yml")
            elif item.page != f"cases/{record.slug}.md":
                yield Problem(item.file, item.line, f"{item.id}的文件应名为cases/{record.slug}.md", f"the file of {item.id} should be cases/{record.slug}.md")
    for name, record in corpus.cases.items():
        if name not in corpus.items["zh"]:
            yield Problem("docs/registers/cases.yml", record.line, f"{name}有登记，没有页面cases/{record.slug}.md", f"{name} is registered but has no page cases/{record.slug}.md")


@rule
def check_nav(corpus: Corpus) -> Iterator[Problem]:
    """The navigation lists every page once, or its folder is declared as reached from an index; nothing else.

    中文：导航里每页列一次，或声明由目录页进入；不列不存在的页。
    Bad: a new page that nobody can find
    Good: `- faq/staff.md` under nav in mkdocs.yml
    """
    paths = {path for _, path in corpus.pages}
    listed: dict[str, int] = {}
    for entry in corpus.nav:
        if entry.path in listed:
            yield Problem("mkdocs.yml", entry.line, f"导航两次列出“{entry.path}”", f"nav lists “{entry.path}” twice")
        listed[entry.path] = entry.line
        if entry.path not in paths and entry.path not in PAGES and not entry.path.startswith("law/"):
            yield Problem("mkdocs.yml", entry.line, f"导航里的“{entry.path}”不存在", f"nav lists “{entry.path}”, which does not exist")
    for page in corpus.language("zh"):
        if page.path not in listed and not any(fnmatch.fnmatch(f"/{page.path}", p if p.startswith("/") else f"*{p}") for p in corpus.unlisted):
            yield Problem(page.file, 0, "这一页不在mkdocs.yml的导航里", "this page is not in the navigation of mkdocs.yml")


@rule
def check_nav_titles(corpus: Corpus) -> Iterator[Problem]:
    """Each section title of the navigation has its English translation.

    中文：导航的每个栏目名都有英文。
    Bad: a section 案例 without an entry in nav_translations
    Good: `案例: Cases`
    """
    for title, line in corpus.nav_sections:
        if title not in corpus.nav_translations:
            yield Problem("mkdocs.yml", line, f"栏目“{title}”没有英文（nav_translations）", f"section “{title}” has no English title (nav_translations)")


@rule
def check_file_name(corpus: Corpus) -> Iterator[Problem]:
    """File names are lower-case ASCII with hyphens; they are part of the address.

    中文：文件名只用小写英文、数字和连字符，它就是网址的一部分。
    Bad: `docs/zh/faq/员工.md`, `Staff FAQ.md`
    Good: `docs/zh/faq/staff.md`
    """
    for page in corpus.each_page():
        if not _NAME.fullmatch(page.path):
            yield Problem(page.file, 0, f"文件名“{page.path}”请改为小写英文加连字符", f"file name “{page.path}”: use lower-case ASCII and hyphens")


@rule
def check_raw_html(corpus: Corpus) -> Iterator[Problem]:
    """Pages are Markdown; raw HTML would not reach the PDF or the Word files.

    中文：正文不写HTML。
    Bad: `<br>`, `&nbsp;`
    Good: a new paragraph
    """
    for page in corpus.each_page():
        for section in page.sections:
            for number, text in section.lines:
                match = _HTML.search(re.sub(r"`[^`]*`|<https?://[^<>]*>", "", text))
                if match and number not in page.code_lines:
                    yield Problem(page.file, number, f"正文不用HTML：“{match[0]}”", f"no raw HTML: “{match[0]}”")


@rule
def check_whitespace(corpus: Corpus) -> Iterator[Problem]:
    """No trailing blanks, no tabs.

    中文：行尾不留空格，不用制表符。
    Bad: a line that ends in two spaces
    Good: a new paragraph instead
    """
    for page in corpus.each_page():
        for number, text in enumerate(page.raw_lines, 1):
            if text != text.rstrip() and text.strip():
                yield Problem(page.file, number, "行尾有空格", "trailing blank")
            elif "\t" in text:
                yield Problem(page.file, number, "有制表符，请用空格", "tab character; use spaces")


@rule
def check_table_header(corpus: Corpus) -> Iterator[Problem]:
    """A table has a header row, and no more columns than a phone can show.

    中文：表格要有表头，不超过六列。
    Bad: rows without `| --- | --- |`
    Good: header, rule, rows
    """
    for page in corpus.each_page():
        for line in page.tables_without_header:
            yield Problem(page.file, line, "表格没有表头（第二行应为 | --- |）", "the table has no header (second line must be | --- |)")
        for section in page.sections:
            for number, text in section.lines:
                if text.lstrip().startswith("|") and text.count("|") - text.count("\\|") > 7:
                    yield Problem(page.file, number, "表格超过六列，手机上看不下", "more than six columns; a phone cannot show this table")


@rule
def check_encoding_odd(corpus: Corpus) -> Iterator[Problem]:
    """No invisible or private-use characters; they break search and copying.

    中文：不含不可见字符和私用区字符。
    Bad: a zero-width space pasted from a web page
    Good: plain text
    """
    odd = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ue000-\uf8ff\ufffd\u2e80-\u2fdf]")
    for page in corpus.each_page():
        for number, text in enumerate(page.raw_lines, 1):
            match = odd.search(text)
            if match:
                yield Problem(page.file, number, f"含有异常字符U+{ord(match[0]):04X}", f"contains the odd character U+{ord(match[0]):04X}")
