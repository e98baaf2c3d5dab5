"""`mip new`: the next free id and a skeleton in both languages, ready to be filled in."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from mip.errors import CannotRun
from mip.load import load
from mip.model.corpus import Corpus
from mip.model.ids import CLAUSE_PREFIXES, SECTORS, ItemId
from mip.project import LANGUAGES, Project, find_project

PREFIXES = {"case": "CASE", "faq": "FAQ", "form": "FORM", "workshop": "WS"}
FOLDERS = {"case": "cases", "faq": "faq", "form": "forms", "workshop": "workshops"}

_CLAUSE = {
    "zh": """## {id} 条款名 {{ #{anchor} .essential .proof }}

做什么
:   谁、做什么、什么时候。

为什么
:   理由，见[法条][aucl-2025#10]。

留证据
:   记录名。

自查
:   能否回答“是”？
""",
    "en": """## {id} Clause title {{ #{anchor} .essential .proof }}

Do
:   Who does what, and when.

Why
:   The reason: see [the article][aucl-2025#10].

Keep
:   The record.

Check
:   Can this be answered with yes?
""",
}
_SECTION = {
    "zh": "{level} {id} {name} {{ #{anchor} }}\n\n正文{fiction}。\n",
    "en": "{level} {id} {name} {{ #{anchor} }}\n\nText{fiction}.\n",
}
_NAMES = {
    "case": {"zh": "案名", "en": "Case name"},
    "faq": {"zh": "问题？", "en": "Question?"},
    "form": {"zh": "表单名", "en": "Form name"},
    "workshop": {"zh": "情景名", "en": "Scenario name"},
}
_FRONT = {
    "zh": "---\ncovers: 这一页讲什么\nreaders: 给谁看\nminutes: 5\n---\n\n",
    "en": "---\ncovers: What this page is about\nreaders: For whom\nminutes: 5\n---\n\n",
}
_TOP = {"zh": "# 页名 {{ #{anchor} }}\n\n", "en": "# Page title {{ #{anchor} }}\n\n"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, and where."""
    parser.add_argument("kind", choices=("clause", *PREFIXES), help="条款、案例、问题、表单、情景")
    parser.add_argument("--sector", choices=SECTORS, help="条款所属行业 / sector of a clause")
    parser.add_argument("--page", metavar="PATH", help="写进这一页，如sectors/general/people.md；没有就新建 / write to this page; made if missing")


def run(options: argparse.Namespace) -> int:
    """Print the id; with --page, also write the skeleton."""
    project = find_project()
    item_id = next_id(load(project)[0], options.kind, options.sector)
    print(item_id)
    if options.page:
        for path in write_skeleton(project, item_id, options.page):
            print(f"已写入 / written: {project.relative(path)}")
        print(_next_step(item_id))
    return 0


def next_id(corpus: Corpus, kind: str, sector: str | None) -> ItemId:
    """One more than the highest number ever used, retired ids and register entries included."""
    if kind == "clause":
        if sector is None:
            raise CannotRun("条款要写明行业：--sector / a clause needs its sector: --sector")
        prefix = next(p for p, s in CLAUSE_PREFIXES.items() if s == sector)
    else:
        prefix = PREFIXES[kind]
    names = [str(i.id) for i in corpus.all_items] + [*corpus.retired, *corpus.cases, *corpus.clause_meta]
    used = [int(match[1]) for name in names if (match := re.fullmatch(rf"{prefix}-([0-9]+)", name))]
    return ItemId(prefix, max(used, default=0) + 1)


def write_skeleton(project: Project, item_id: ItemId, page: str) -> list[Path]:
    """Append the skeleton to the page in both languages; a missing page is made."""
    folder = f"sectors/{item_id.sector}/" if item_id.sector else f"{FOLDERS[item_id.kind]}/"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md", page.removeprefix(folder)) or not page.startswith(folder):
        raise CannotRun(f"{item_id}的页面应像{folder}name.md / the page of {item_id} is named like {folder}name.md")
    written = []
    for lang in LANGUAGES:
        path = project.docs / lang / page
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if item_id.kind in ("case", "form", "workshop") and old:
            raise CannotRun(f"{project.relative(path)}已有内容；{item_id}要有自己的页面 / exists already; {item_id} needs a page of its own")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = old.rstrip("\n") + "\n\n" + skeleton(item_id, lang) if old else new_page(item_id, lang, Path(page).stem)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def skeleton(item_id: ItemId, lang: str, level: str = "##") -> str:
    """The item alone, as it is appended to a page."""
    if item_id.kind == "clause":
        return _CLAUSE[lang].format(id=item_id, anchor=item_id.anchor)
    fiction = {"zh": "（企业为虚构）", "en": " (the firm is fictional)"}[lang] if item_id.kind == "workshop" else ""
    return _SECTION[lang].format(level=level, id=item_id, name=_NAMES[item_id.kind][lang], anchor=item_id.anchor, fiction=fiction)


def new_page(item_id: ItemId, lang: str, stem: str) -> str:
    """A whole page: cases, forms and workshops are a page each, clauses and questions stand below a page title."""
    if item_id.kind in ("clause", "faq"):
        return _FRONT[lang] + _TOP[lang].format(anchor=stem) + skeleton(item_id, lang)
    return _FRONT[lang] + skeleton(item_id, lang, "#")


def _next_step(item_id: ItemId) -> str:
    if item_id.kind == "clause":
        return f"再在docs/registers/clauses/{item_id.sector}.yml登记{item_id} / next: list {item_id} in docs/registers/clauses/{item_id.sector}.yml"
    if item_id.kind == "case":
        return f"再在docs/registers/cases.yml登记{item_id} / next: list {item_id} in docs/registers/cases.yml"
    return "再在mkdocs.yml的导航或目录页列出 / next: list the page in mkdocs.yml or on its index page"
