"""Workshop sheets and posters as PDF: complete, linked, readable by people, scanners and screen readers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from codelib import codes
from pypdf import PdfReader

from mip.errors import CannotRun
from mip.model.corpus import Corpus
from mip.outputs.address import base_url
from mip.outputs.built import Built
from mip.outputs.pdf.press import HERE, LABELS
from mip.outputs.pdf.sheet_build import all_sheets, build_sheets, link_sheets, print_sheet
from mip.outputs.pdf.sheets import SheetSpec, sheet_path
from mip.outputs.workshops import Workshop, read_workshop, workshops
from mip.project import LANGUAGES

pytestmark = pytest.mark.site
A4, A3 = (210, 297), (297, 420)


@pytest.fixture(scope="module")
def lessons(corpus: Corpus, site: Path) -> list[Workshop]:
    built = Built(site)
    return [read_workshop(corpus, built, item) for lang in LANGUAGES for item in workshops(corpus, lang)]


def _document(path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(path)


def _millimetres(page: pypdfium2.PdfPage) -> tuple[int, int]:
    return round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060\u00ad\ufffe\x02-]+", "", text)


def test_every_code_of_a_handout_leads_to_its_item_in_both_languages(corpus: Corpus, site: Path, lessons: list[Workshop]) -> None:
    """Decoded from the printed page, and followed to the page of the permanent address with both languages on it."""
    for lesson in lessons:
        found = set(codes(site / sheet_path(lesson, "handout")))
        assert found == {lesson.address, *(used.address for used in lesson.used)}, lesson.id
        for code in found:
            page = (site / code.removeprefix(base_url()) / "index.html").read_text(encoding="utf-8")
            anchor = code.rstrip("/").rpartition("/")[2]
            assert f"#{anchor}" in page and '/en/' in page, code


def test_a_handout_has_everything_and_no_answer(site: Path, lessons: list[Workshop]) -> None:
    """Case, questions, check questions, clauses; neither key nor model answer."""
    for lesson in lessons:
        document = _document(site / sheet_path(lesson, "handout"))
        text = _squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
        assert {_millimetres(page) for page in document} == {A4} and len(document) <= 3, lesson.id
        for wanted in (lesson.title, *lesson.case, *(q.text for q in lesson.quiz), *(u.title for u in lesson.used)):
            start, end = _squeezed(wanted)[:30], _squeezed(wanted)[-30:]  # a paragraph may go on overleaf, past the footer
            assert start in text and end in text, (lesson.id, wanted)
        assert not any(_squeezed(q.reason) in text for q in lesson.quiz if q.reason)


def test_a_trainer_sheet_has_the_answers(site: Path, lessons: list[Workshop]) -> None:
    """Reasons of the key on A4."""
    for lesson in lessons:
        document = _document(site / sheet_path(lesson, "trainer"))
        text = _squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
        assert {_millimetres(page) for page in document} == {A4}
        assert all(_squeezed(q.reason) in text for q in lesson.quiz), lesson.id


def test_a_poster_is_one_sheet_and_its_codes_can_be_read(corpus: Corpus, site: Path) -> None:
    """A3 for a workshop, A4 with seven things for a sector."""
    posters = [spec for spec in all_sheets(corpus, site) if "poster" in spec.path]
    assert len(posters) == 2 * (len(workshops(corpus, "zh")) + 7)
    for spec in posters:
        document = _document(site / spec.path)
        a3 = "-ws-" in spec.path
        assert [_millimetres(page) for page in document] == [A3 if a3 else A4], spec.path
        read = len(set(codes(site / spec.path)))
        assert read == 1 if a3 else read >= 6, spec.path


def test_sheets_are_tagged_titled_and_in_their_language(corpus: Corpus, site: Path) -> None:
    """PDF/UA and PDF/A are claimed, and pictures are described; Typst refuses a picture without words."""
    for spec in list(all_sheets(corpus, site))[::7]:
        reader = PdfReader(site / spec.path)
        root = reader.trailer["/Root"]
        xmp = root["/Metadata"].get_object().get_data().decode("utf-8")
        assert root["/Lang"].startswith(spec.lang) and root["/MarkInfo"]["/Marked"]
        assert "<pdfuaid:part>1<" in xmp and "<pdfaid:part>2<" in xmp
        assert reader.metadata and reader.metadata.title == spec.title


def test_every_sheet_is_linked_from_its_page_and_its_workshop(corpus: Corpus, site: Path) -> None:
    """With its size; nothing waits any more."""
    for spec in all_sheets(corpus, site):
        page = (site / spec.path).parent / "index.html"
        assert f'href="{Path(spec.path).name}"' in page.read_text(encoding="utf-8")
    for page in [*site.rglob("workshops/**/index.html"), *site.rglob("sectors/*/index.html"), *site.rglob("posters/*/index.html")]:
        assert "data-pdf" not in page.read_text(encoding="utf-8"), page


def test_a_place_without_its_pdf_stays_empty(tmp_path: Path) -> None:
    """As in a build without PDFs."""
    page = tmp_path / "workshops" / "x" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<span data-pdf="handout/x.pdf"></span><span data-pdf="y.pdf"></span>', encoding="utf-8")
    (page.parent / "y.pdf").write_bytes(b"x" * 1500)
    link_sheets(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text == '<span data-pdf="handout/x.pdf"></span><a class="mip-pdf" href="y.pdf" type="application/pdf">PDF <small>2 kB</small></a>'


def test_the_same_sheet_twice_is_the_same_file_and_is_made_once(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """Byte for byte, from two caches; a second run touches nothing."""
    copies = []
    for name in ("one", "two"):
        target = tmp_path / name / "site"
        for folder in ("workshops", "posters", "sectors", "r", "en"):
            shutil.copytree(site / folder, target / folder, ignore=shutil.ignore_patterns("*.pdf", "law", "cases"))
        cache = tmp_path / name / "cache"
        made = build_sheets(corpus, target, cache)
        before = {path: path.stat().st_mtime_ns for path in cache.iterdir() if path.suffix == ".pdf"}
        build_sheets(corpus, target, cache)
        assert before == {path: path.stat().st_mtime_ns for path in cache.iterdir() if path.suffix == ".pdf"}
        copies.append([path.read_bytes() for path in made])
    assert copies[0] == copies[1] and len(copies[0]) > 100


def test_a_sheet_that_cannot_be_set_is_named(tmp_path: Path) -> None:
    """With what Typst says."""
    for name in ("template.typ", "sheet.typ"):
        shutil.copyfile(HERE / name, tmp_path / name)
    (tmp_path / LABELS).write_text("#let labels = (:)\n", encoding="utf-8")
    source = tmp_path / "x.typ"
    source.write_text('#import "sheet.typ": *\n#nothing()', encoding="utf-8")
    with pytest.raises(CannotRun, match=r"x\.pdf.*nothing"):
        print_sheet(SheetSpec("x.pdf", "zh", "x", ""), source, "2026-11-23")
