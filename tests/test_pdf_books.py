"""The books themselves: text as typed, bookmarks, links and printed page numbers right, standards claimed."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from lxml import html
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from mip.errors import CannotRun
from mip.model.corpus import Corpus
from mip.outputs.address import base_url
from mip.outputs.markup import plain
from mip.outputs.pdf.books import Shelf
from mip.outputs.pdf.build import BookInfo, build_books, print_book
from mip.outputs.pdf.glyphs import FONTS
from mip.outputs.pdf.press import read_article
from mip.outputs.pdf.spec import from_json

pytestmark = pytest.mark.site
KEYS = ("complete-zh", "complete-en", "biopharma-zh", "biopharma-en")
_FORBIDDEN = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff\ufffd]")


class Book(NamedTuple):
    info: BookInfo
    path: Path
    texts: list[str]

    @property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)


def squeezed(text: str) -> str:
    """Without white space and invisible joiners: where lines end is not the text."""
    return re.sub(r"[\s\u200b\u2060\u00ad\ufffe]+", "", text)


@pytest.fixture(scope="session")
def books(corpus: Corpus, site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    out = tmp_path_factory.mktemp("books")
    infos = build_books(corpus, site, out, lambda zh, en: None, only=KEYS, cache_folder=tmp_path_factory.mktemp("cache"))
    found = {}
    for info in infos:
        document = pypdfium2.PdfDocument(out / info.file)
        found[info.key] = Book(info, out / info.file, [page.get_textpage().get_text_bounded() for page in document])
    return found


@pytest.mark.parametrize("key", KEYS)
def test_text_comes_out_as_typed(books: dict[str, Book], corpus: Corpus, site: Path, key: str) -> None:
    """200 sampled paragraphs are found verbatim; page notes and footnote signs are the only additions."""
    book = books[key]
    spec = next(spec for spec in Shelf(corpus, base_url()).books() if spec.key == key)
    whole = _without_additions(squeezed("".join(book.texts)), spec.lang)
    paragraphs = []
    for chapter in spec.pages:
        for element in read_article(site, chapter.page).iter("p", "dd"):
            text = " ".join(element.text_content().split())
            if len(text) > 25 and element.get("class") is None and not element.xpath(".//*[@class='mip-permalink']|.//p|.//ul|.//table"):
                paragraphs.append(text)
    sample = random.Random(8).sample(paragraphs, min(200, len(paragraphs)))
    missing = [text for text in sample if _without_additions(squeezed(text), spec.lang) not in whole and not _split_by_page(squeezed(text), whole)]
    assert len(sample) == 200
    assert missing == []


def _without_additions(text: str, lang: str) -> str:
    """Page notes and footnote signs away, on both sides of the comparison."""
    text = re.sub(r"（第\d+页）" if lang == "zh" else r"\(p\.\d+\)", "", text)
    return re.sub(r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰-]+", "", text)


def _split_by_page(text: str, whole: str) -> bool:
    """A paragraph that crosses a page: both its halves are there."""
    text = re.sub(r"[\d-]+", "", text)
    return any(text[:cut] in whole and text[cut:] in whole for cut in range(1, len(text)))


@pytest.mark.parametrize("key", KEYS)
def test_no_radicals_private_use_or_unknown_characters(books: dict[str, Book], key: str) -> None:
    """A copied text has ordinary code points only."""
    assert [match for text in books[key].texts for match in _FORBIDDEN.findall(text)] == []


@pytest.mark.parametrize("key", KEYS)
def test_bookmarks_reach_every_item(books: dict[str, Book], corpus: Corpus, key: str) -> None:
    """The outline goes down to clauses, and each entry leads to the page that shows its title."""
    book = books[key]
    reader = book.reader
    entries: list[tuple[str, int]] = []

    def walk(items: list[object]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                entries.append((str(item.title), reader.get_destination_page_number(item)))  # type: ignore[attr-defined,arg-type]

    walk(reader.outline)
    titles = " ".join(title for title, _ in entries)
    wanted = [name for name, item in corpus.items[book.info.lang].items() if item.id.kind == "clause" and (key.startswith("complete") or item.id.sector == "biopharma")]
    assert len(wanted) > 20
    assert [name for name in wanted if name not in titles] == []
    assert [(title, page) for title, page in entries if squeezed(title) not in squeezed(book.texts[page])] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_link_inside_leads_to_the_page_it_prints(books: dict[str, Book], key: str) -> None:
    """Link annotations resolve; a description names the page; the number printed in the contents is the target's."""
    reader = books[key].reader
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference}
    internal = external = checked = 0
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if "/Dest" not in annotation:
                assert str(annotation["/A"]["/URI"]).startswith(("http://", "https://")), annotation
                external += 1
                continue
            target = annotation["/Dest"]
            target = target.get_object() if isinstance(target, IndirectObject) else target
            described = re.search(r"第(\d+)页$|page (\d+)$", str(annotation["/Contents"]))
            if isinstance(target, list) and described:  # footnotes and the contents have descriptions of Typst's own
                assert pages[list.__getitem__(target, 0).idnum] + 1 == int(described[1] or described[2]), annotation
                checked += 1
            internal += 1
    assert internal > 100 and external > 10 and checked > 100


@pytest.mark.parametrize("key", KEYS)
def test_printed_page_numbers_are_those_of_the_targets(books: dict[str, Book], corpus: Corpus, key: str) -> None:
    """Every `BIO-07 …（第n页）` names a page whose text has the item's heading."""
    book = books[key]
    pattern = re.compile(r"((?:GEN|BIO|AI|ICT|EQP|NEW|HER|CASE|FAQ|FORM)-\d\d)([^（(；。、，,;]{0,40}?)(?:（第(\d+)页）|\(p\.(\d+)\))")
    checked = 0
    for text in book.texts:
        for match in pattern.finditer(squeezed(text)):
            title = squeezed(plain(corpus.items[key[-2:]][match[1]].title))
            if match[2] not in ("", title):  # the number belongs to another link further on
                continue
            number = int(match[3] or match[4])
            assert match[1] in book.texts[number - 1], match[0]
            checked += 1
    assert checked > 50


@pytest.mark.parametrize("key", KEYS)
def test_footer_has_page_edition_and_date(books: dict[str, Book], corpus: Corpus, key: str) -> None:
    """Printed page number = page of the file; edition and law-as-of date on every page of text."""
    for number, text in enumerate(books[key].texts, 1):
        if corpus.as_of in text and corpus.edition in text:
            assert re.search(rf"(?<!\d){number}(?!\d)", text), number
        else:
            assert len(text) < 4000  # cover and part openers
    bare = [n for n, text in enumerate(books[key].texts, 1) if corpus.as_of not in text]
    assert len(bare) < 25


@pytest.mark.parametrize("key", KEYS)
def test_standards_language_and_title_are_declared(books: dict[str, Book], corpus: Corpus, key: str) -> None:
    """PDF/UA-1 and PDF/A-2a, marked, with language, title, outline and a fixed date."""
    reader = books[key].reader
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part[>=\"]+1", xmp) and re.search(r"pdfaid:part[>=\"]+2", xmp) and re.search(r"pdfaid:conformance[>=\"]+A", xmp)
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith(books[key].info.lang)
    assert reader.metadata and reader.metadata.title and corpus.as_of.replace("-", "") in str(reader.metadata.creation_date_raw)
    assert books[key].info.bytes <= 8_000_000
    assert books[key].info.pages == len(reader.pages)


def test_the_same_book_twice_is_the_same_file(books: dict[str, Book], corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """Byte for byte, in another folder."""
    infos = build_books(corpus, site, tmp_path / "out", lambda zh, en: None, only=["biopharma-en"], cache_folder=tmp_path / "cache")
    assert infos[0].sha256 == books["biopharma-en"].info.sha256


def test_unchanged_books_are_not_made_again(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """The second build says so, and the file is there."""
    said: list[str] = []
    for _ in range(2):
        build_books(corpus, site, tmp_path / "out", lambda zh, en: said.append(en), only=["faq-zh"], cache_folder=tmp_path / "cache")
    assert "unchanged" not in said[0] and "unchanged" in said[1]


def test_own_selection_has_just_these_items(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """`mip pdf --items`: in the order asked for, nothing else of their pages."""
    book = Shelf(corpus, base_url()).selection("zh", ["BIO-02", "case-01"])
    assert from_json(book.to_json()) == book
    pages = print_book(book, site, tmp_path / "work", tmp_path / "x.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "x.pdf"))
    assert pages < 12
    assert corpus.items["zh"]["BIO-02"].title in text and corpus.items["zh"]["BIO-03"].title not in text
    with pytest.raises(CannotRun, match="BIO-99"):
        Shelf(corpus, base_url()).selection("zh", ["BIO-99"])


def test_every_page_of_the_navigation_is_in_the_complete_book(corpus: Corpus) -> None:
    """But for those that are ways into the site; both languages have the same chapters."""
    zh, en = (book for book in Shelf(corpus, base_url()).books() if book.key.startswith("complete"))
    assert [f"en/{chapter.page}" for chapter in zh.pages] == [chapter.page for chapter in en.pages]
    pages = [chapter.page for chapter in zh.pages]
    assert len(set(pages)) == len(pages)
    assert {f"cases/{record.slug}/" for record in corpus.cases.values()} <= set(pages)
    assert {f"law/{name}/" for name in corpus.instruments} <= set(pages)


def test_fonts_fit_and_carry_their_licence() -> None:
    """At most 10 MB, with the licence beside them, under a name that is not reserved."""
    assert sum(path.stat().st_size for path in FONTS.iterdir()) <= 10_000_000
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence and "Adobe" in licence
    assert all(path.name.startswith("MIP") for path in FONTS.glob("*.otf"))


def test_alternative_texts_are_there(corpus: Corpus, site: Path) -> None:
    """Charts describe themselves; the engine would refuse the book otherwise."""
    for path in site.glob("cases/*/index.html"):
        for svg in html.fromstring(path.read_text(encoding="utf-8")).iter("svg"):
            if svg.getparent().tag == "figure":
                assert svg.get("aria-label")
