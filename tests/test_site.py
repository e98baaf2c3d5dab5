"""The built site: pages, languages, addresses, and each known trap of the generator."""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mip.model.corpus import Corpus
from mip.outputs.permalinks import entries
from mip.project import Project
from mip.sitecheck import check_site
from mip.sitecheck.html import read_page

pytestmark = pytest.mark.site


def test_what_was_built_has_no_findings(corpus: Corpus, site: Path) -> None:
    """Links, fragments, ids, languages, alternates, titles, hosts: nothing is reported."""
    assert [str(f) for f in check_site(corpus, site)] == []


def test_each_language_has_every_page(corpus: Corpus, site: Path) -> None:
    """The English tree mirrors the Chinese one, page for page."""
    outside = ("en/", "r/", "downloads/", "posters/")
    chinese = {p.relative_to(site).as_posix() for p in site.rglob("index.html")}
    english = {p.removeprefix("en/") for p in chinese if p.startswith("en/")}
    chinese = {p for p in chinese if not p.startswith(outside) or p == "downloads/index.html"}
    assert {p for p in chinese if not p.startswith("posters/")} == {p for p in english if not p.startswith("posters/")}


def test_the_404_page_speaks_both_languages_and_is_chinese_first(site: Path) -> None:
    """static-i18n lets the language built last overwrite 404.html."""
    text = (site / "404.html").read_text(encoding="utf-8")
    assert re.search(r'<html[^>]*lang="zh', text)
    assert "找不到这一页" in text and "Page not found" in text


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    """No fonts, no scripts, no pictures from outside."""
    for path in site.rglob("*.html"):
        for address in read_page(site, path).loads:
            assert not re.match(r"(?:https?:)?//", address), f"{path}: {address}"


def test_the_sitemap_pairs_both_languages_and_lists_each_page_once(site: Path) -> None:
    """Alternates in the sitemap, and no date that would change between two builds."""
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    places = [e.text or "" for e in ET.fromstring(text).findall("s:url/s:loc", space)]
    assert len(places) == len(set(places)) > 400
    assert sum("/en/" in place for place in places) * 2 == len(places)
    assert "lastmod" not in text


def test_canonical_and_alternates_are_absolute_and_agree(site: Path) -> None:
    """Each page names itself and its counterpart."""
    for path in ("sectors/biopharma/research/index.html", "en/sectors/biopharma/research/index.html"):
        page = read_page(site, site / path)
        assert page.alternates["en"].endswith("/en/sectors/biopharma/research/")
        assert page.alternates["zh"].endswith("/sectors/biopharma/research/")
        assert page.canonical == page.alternates["en" if path.startswith("en/") else "zh"]


def test_every_item_and_article_has_its_permanent_address_without_scripts(corpus: Corpus, site: Path) -> None:
    """A printed code lands on a page that offers both languages as plain links."""
    found = list(entries(corpus))
    assert len(found) > 700
    for entry in found:
        page = read_page(site, site / entry.path / "index.html")
        assert any(link.endswith(entry.pages["zh"].split("#")[-1]) or "index.html" in link for link in page.links), entry.shown


def test_an_article_lists_everything_that_relies_on_it(site: Path) -> None:
    """Back-references: clauses, cases and questions."""
    text = (site / "law/aucl-2025/index.html").read_text(encoding="utf-8")
    article = text[text.index('id="art-10"') : text.index('id="art-13"')]
    for item in ("GEN-05", "CASE-09", "FAQ-"):
        assert item in article


def test_clause_pages_show_level_basis_fields_and_address(site: Path) -> None:
    """What a reader needs on every clause."""
    text = (site / "sectors/biopharma/research/index.html").read_text(encoding="utf-8")
    for piece in ("mip-level--", "mip-basis--", "<dt>做什么</dt>", "<dt>自查</dt>", "r/bio-07/"):
        assert piece in text


def test_unverified_statements_carry_the_visible_mark(site: Path) -> None:
    """待核 / to be verified stands out on the page."""
    marked = [p for p in site.rglob("*.html") if 'class="mip-pending"' in p.read_text(encoding="utf-8")]
    assert len(marked) > 5


def test_forms_open_as_word_and_survive_libreoffice(corpus: Corpus, site: Path, tmp_path: Path) -> None:
    """Each form converts to text with its headings, tables and boxes still there."""
    from docx import Document

    from mip.outputs.forms_docx import form_path, forms

    for lang in ("zh", "en"):
        for item in forms(corpus, lang):
            document = Document(str(site / form_path(item)))
            assert document.paragraphs[0].text, item.id
            assert document.sections[0].footer.paragraphs[0].text.startswith(str(item.id))


def test_the_project_names_nothing_outside_itself(real: Project) -> None:
    """The repository stands alone."""
    inside = {path.name for path in real.root.rglob("*") if path.is_dir()}
    beside = {f"../{path.name}" for path in real.root.parent.iterdir() if path.name not in inside | {real.root.name}}
    places = {f"{folder}/" for folder in (real.root.parent, Path.home(), Path(tempfile.gettempdir())) if len(folder.parts) > 1}
    pattern = re.compile("|".join(rf"{re.escape(place)}(?!\w)" if place in beside else re.escape(place) for place in sorted(places | beside)))
    for folder in ("docs", "scripts", "overrides", "tests"):
        for path in (real.root / folder).rglob("*"):
            if path.suffix in {".md", ".yml", ".py", ".js", ".css", ".html", ".json"} and "__pycache__" not in path.parts:
                assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_pages_of_questions_carry_structured_data(corpus: Corpus, site: Path) -> None:
    """Every question and its answer, as schema.org FAQPage."""
    import json

    found = 0
    for page in corpus.language("zh"):
        if any(item.id.kind == "faq" for item in page.items):
            text = (site / page.path.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
            block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
            assert block
            data = json.loads(block[1])
            found += len(data["mainEntity"])
            assert all(q["name"] and len(q["acceptedAnswer"]["text"]) > 40 for q in data["mainEntity"])
    assert found == sum(item.id.kind == "faq" for item in corpus.items["zh"].values())
