"""Which pages make which book, in the order of the navigation. From the corpus only; no file is read here."""

from __future__ import annotations

from collections.abc import Iterator

from mip.errors import CannotRun
from mip.model.corpus import CaseRecord, Corpus
from mip.model.ids import SECTORS, article_anchor, parse_item
from mip.outputs.labels import label
from mip.outputs.law_pages import KINDS
from mip.outputs.markup import article_name, instrument_name, plain
from mip.outputs.pdf.spec import BookSpec, ChapterSpec, PartSpec, book_file
from mip.outputs.pdf.words import say
from mip.outputs.permalinks import page_url
from mip.project import LANGUAGES

LEFT_OUT = ("index.md", "downloads.md", "handout.md", "editors.md", "rules.md")  # about the site, of no use in a book
SECTOR_FAQ = {"general": "faq/basics.md"}
_TITLES = {
    "zh": {"casebook": "案例集", "faq": "常见问题", "forms": "表单集", "complete": "全书", "sector": "行业指引",
           "sector_sub": "条款、保密要点、泄密路径、信息披露，及本行业问答和案例", "clauses": "条款与要点", "cases_sub": "{n}个案例：认定了什么，缺了什么，换了你怎么做",
           "complete_sub": "通用基线、行业条款、案例、问答、维权、境外、表单、法规与术语", "faq_sub": "企业最常问的问题，逐题写明依据", "forms_sub": "可直接填写、存档的表单"},
    "en": {"casebook": "Casebook", "faq": "Questions", "forms": "Forms", "complete": "Complete book", "sector": "Sector guideline",
           "sector_sub": "Clauses, inventory, leak routes, disclosure, with the sector's questions and cases", "clauses": "Clauses and points",
           "cases_sub": "{n} cases: what was found, what was missing, what to do in your place",
           "complete_sub": "General baseline, sector clauses, cases, questions, remedies, overseas, forms, law and terms",
           "faq_sub": "What enterprises ask most, each answer with its basis", "forms_sub": "Forms to fill in and keep"},
}  # fmt: skip


class Shelf:
    """All books of one corpus and one site address."""

    def __init__(self, corpus: Corpus, site_url: str) -> None:
        self.corpus, self.site_url = corpus, site_url

    def books(self) -> list[BookSpec]:
        """Every book of both languages, the long ones first, so that two processes end together."""
        return [book for lang in LANGUAGES for book in self._complete(lang)] + [
            book for lang in LANGUAGES for book in (*self.sector_books(lang), *self._collections(lang))
        ]

    def _book(self, key: str, lang: str, title: str, subtitle: str, parts: list[PartSpec], depth: int = 3) -> BookSpec:
        corpus = self.corpus
        return BookSpec(
            f"{key}-{lang}", book_file(key, corpus.edition, lang), lang, title, subtitle, corpus.edition, corpus.as_of,
            self.site_url, tuple(part for part in parts if part.chapters), depth, self._article_names(lang),
        )  # fmt: skip

    def _complete(self, lang: str) -> Iterator[BookSpec]:
        parts = [self._nav_part(lang, title, paths) for title, paths in self._nav_groups()]
        yield self._book("complete", lang, say(lang, "series"), _TITLES[lang]["complete_sub"], parts, 2)

    def sector_books(self, lang: str, only: str = "") -> Iterator[BookSpec]:
        """One book per sector: its pages, its questions, its cases."""
        for sector in SECTORS:
            pages = [path for path in self._nav_paths() if path.startswith(f"sectors/{sector}/")]
            if not pages or only not in ("", sector):
                continue
            faq = SECTOR_FAQ.get(sector, f"faq/{sector}.md")
            cases = [record for record in self.corpus.cases.values() if sector in record.data["sectors"]]
            parts = [
                self._part(lang, _TITLES[lang]["clauses"], pages),
                self._part(lang, _TITLES[lang]["faq"], [faq] if ("zh", faq) in self.corpus.pages else []),
                self._part(lang, label(lang, "cases_of_sector"), [_case_page(record) for record in cases]),
            ]
            yield self._book(sector, lang, self._translated(lang, _nav_title(self, sector)), _TITLES[lang]["sector_sub"], parts)

    def _collections(self, lang: str) -> Iterator[BookSpec]:
        words = _TITLES[lang]
        overview = [path for path in self._case_paths() if path not in {_case_page(r) for r in self.corpus.cases.values()}]
        home = [record for record in self.corpus.cases.values() if record.data["jurisdiction"] == "CN"]
        abroad = [record for record in self.corpus.cases.values() if record.data["jurisdiction"] != "CN"]
        cases = [
            self._part(lang, label(lang, "case_index"), overview),
            self._part(lang, "中国案例" if lang == "zh" else "Cases from China", [_case_page(r) for r in home]),
            self._part(lang, "境外案例" if lang == "zh" else "Cases from abroad", [_case_page(r) for r in abroad]),
        ]
        count = len(self.corpus.cases)
        for key, parts, subtitle in (
            ("casebook", cases, words["cases_sub"].format(n=count)),
            ("faq", [self._part(lang, words["faq"], self._below("faq/"))], words["faq_sub"]),
            ("forms", [self._part(lang, words["forms"], self._below("forms/"))], words["forms_sub"]),
        ):
            if any(part.chapters for part in parts):
                yield self._book(key, lang, words[key], subtitle, parts, 2 if key == "casebook" else 3)

    def selection(self, lang: str, names: list[str]) -> BookSpec:
        """A reader's own choice of items, in the order asked for; neighbours of one page stay together."""
        chapters: list[ChapterSpec] = []
        for name in names:
            item = self.corpus.items[lang].get(str(parse_item(name) or name))
            if item is None:
                raise CannotRun(f"没有编号“{name}” / there is no item “{name}”")
            page = page_url(lang, item.page)
            seen = next((chapter for chapter in chapters if chapter.page == page), None)
            anchors = (*(seen.only if seen else ()), item.id.anchor)
            if seen:
                chapters[chapters.index(seen)] = ChapterSpec(page, anchors)
            else:
                chapters.append(ChapterSpec(page, anchors))
        shown = ("、" if lang == "zh" else ", ").join(name.upper() for name in names)
        part = PartSpec(say(lang, "selection"), tuple(chapters), opener=False)
        return self._book("selection", lang, say(lang, "selection"), shown, [part])

    # Pages ----------------------------------------------------------------------------------

    def _part(self, lang: str, title: str, paths: list[str], flowing: bool = False) -> PartSpec:
        return PartSpec(title, tuple(ChapterSpec(page_url(lang, path)) for path in paths), flowing)

    def _nav_part(self, lang: str, title: str, paths: list[str]) -> PartSpec:
        law = any(path.startswith("law/") for path in paths)
        return self._part(lang, self._translated(lang, title), paths, flowing=law)

    def _translated(self, lang: str, title: str) -> str:
        return title if lang == "zh" else self.corpus.nav_translations.get(title, title)

    def _nav_paths(self) -> list[str]:
        return [entry.path for entry in self.corpus.nav if entry.path not in LEFT_OUT]

    def _nav_groups(self) -> list[tuple[str, list[str]]]:
        """Innermost section titles with their pages; cases and instruments, reached from index pages, are added."""
        groups: list[tuple[str, list[str]]] = []
        seen: set[str] = set()
        for title, line in sorted(self.corpus.nav_sections, key=lambda section: section[1]):
            following = min((other for _, other in self.corpus.nav_sections if other > line), default=10**9)
            paths = [entry.path for entry in self.corpus.nav if line < entry.line < following and entry.path not in LEFT_OUT]
            fresh = [path for path in dict.fromkeys(self._completed(paths)) if path not in seen]
            seen |= set(fresh)
            groups.append((title, fresh))
        return [(title, paths) for title, paths in groups if paths]

    def _completed(self, paths: list[str]) -> list[str]:
        out: list[str] = []
        for path in paths:
            out.append(path)
            if path == "cases/index.md":
                out += [case for case in self._case_paths() if case not in paths]
            elif path == "law/index.md":
                out += self._law_paths()
        return out

    def _case_paths(self) -> list[str]:
        """The casebook's overview pages, then the cases in the order of their numbers."""
        cases = [_case_page(record) for record in sorted(self.corpus.cases.values(), key=lambda record: record.id)]
        written = [page.path for page in self.corpus.language("zh") if page.path.startswith("cases/")]
        return ["cases/index.md", *(path for path in written if path not in cases and path != "cases/index.md"), *(case for case in cases if case in written)]

    def _law_paths(self) -> list[str]:
        instruments = sorted(self.corpus.instruments.values(), key=lambda i: KINDS.index(i.kind))
        return [f"law/{instrument.id}.md" for instrument in instruments]

    def _below(self, folder: str) -> list[str]:
        listed = [path for path in self._nav_paths() if path.startswith(folder)]
        written = [page.path for page in self.corpus.language("zh") if page.path.startswith(folder)]
        return listed + [path for path in written if path not in listed]

    def _article_names(self, lang: str) -> dict[str, tuple[str, dict[str, str]]]:
        """For the index of articles, in the order of the law list."""
        found: dict[str, tuple[str, dict[str, str]]] = {}
        for instrument in sorted(self.corpus.instruments.values(), key=lambda i: KINDS.index(i.kind)):
            names = {article_anchor(article.name): plain(article_name(article, lang)) for article in instrument.articles}
            found[instrument.id] = (instrument_name(instrument, lang), names)
        return found


def _case_page(record: CaseRecord) -> str:
    return f"cases/{record.slug}.md"


def _nav_title(shelf: Shelf, sector: str) -> str:
    """The sector's title in the navigation: the section its pages stand in."""
    return next((title for title, paths in shelf._nav_groups() if any(path.startswith(f"sectors/{sector}/") for path in paths)), label("zh", sector))
