"""The built site: pages, languages, addresses, and each known trap of the generator."""

from __future__ import annotations

import logging
import posixpath
import re
import shutil
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from mip.errors import CannotRun
from mip.load import check_project
from mip.model.corpus import Corpus
from mip.outputs.permalinks import entries
from mip.outputs.site import render
from mip.project import Project
from mip.sitecheck import check_site
from mip.sitecheck.read import read_page

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


def test_no_style_sheet_or_script_names_another_host(site: Path) -> None:
    """What a style sheet imports or a script fetches is in no page's source. Schema and namespace names are not fetched."""
    for path in [*site.rglob("*.css"), *site.rglob("mip*.js"), *site.rglob("search*.js"), *site.rglob("share*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""url\(["']?(?:https?:)?//|@import|fetch\(|import\(|unpkg|googleapis""", text), path


def test_links_are_relative_so_that_the_site_works_in_a_subfolder_and_from_a_file(site: Path) -> None:
    """Only the 404 page, which is shown at any address, starts from the root; folders are spelled out in the zip."""
    for path in site.rglob("*.html"):
        page = read_page(site, path)
        if page.path != "404.html":
            assert [a for a in [*page.links, *page.loads] if a.startswith("/")] == [], path


def test_the_language_switch_stays_on_the_page(site: Path) -> None:
    """static-i18n sends readers of the home page to another root when site_url is missing or local."""
    for path in ("", "faq/basics/", "cases/", "law/aucl-2025/"):
        for here, there in (("", "en/"), ("en/", "")):
            page = read_page(site, site / here / path / "index.html")
            target = posixpath.relpath(there + path or ".", here + path or ".")
            assert any(link.rstrip("/") in (target, f"{target}/index.html") for link in page.links), (here + path, target)


def test_every_heading_keeps_an_anchor_written_by_hand(site: Path) -> None:
    """Chinese headings would get ids by order, `_2`, and every link would move with the next insertion."""
    for path in (p for p in site.rglob("index.html") if not p.relative_to(site).as_posix().startswith("r/")):
        article = path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
        for anchor in re.findall(r'<h[1-6][^>]*\bid="([^"]*)"', article):
            assert re.fullmatch(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*", anchor), f"{path}: {anchor}"
        assert not re.search(r"<h[1-6]>", article), path


@pytest.fixture(scope="module")
def config(real: Project) -> Any:
    """mkdocs.yml as MkDocs reads it."""
    from mkdocs.config import load_config

    return load_config(str(real.config))


def test_mkdocs_itself_treats_links_and_anchors_strictly(config: Any) -> None:
    """Its defaults only inform. The build turns every warning into an error; pages outside the navigation are the rule nav's."""
    links = config.validation.links
    assert {links.not_found, links.anchors, links.absolute_links, links.unrecognized_links} == {logging.WARNING}
    assert {config.validation.nav.not_found, config.validation.nav.absolute_links} == {logging.WARNING}


@pytest.mark.parametrize(("old", "new"), [("people.md#gen-01", "gone.md"), ("people.md#gen-01", "people.md#gone")])
def test_a_warning_of_mkdocs_stops_the_build(project: Project, real: Project, tmp_path: Path, old: str, new: str) -> None:
    """Even if all of our own rules missed a dead link or anchor, what MkDocs warns of is never published."""
    text = real.config.read_text(encoding="utf-8")
    nav = "nav:\n  - 首页: index.md\n  - sectors/general/people.md\n"
    project.config.write_text(text[: text.index("nav:\n  - ")] + nav, encoding="utf-8")
    shutil.copytree(real.root / "overrides", project.root / "overrides")
    shutil.copytree(real.root / "scripts", project.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    page = project.docs / "zh" / "index.md"
    before = page.read_text(encoding="utf-8")
    assert old in before
    page.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CannotRun, match="gone"):
        render(project, check_project(project)[0], tmp_path / "target")


def test_what_breaks_two_languages_or_a_file_is_switched_off(config: Any) -> None:
    """No page falls back to the other language, no instant loading (it loses the switch and fetches), no fonts from outside, no versions."""
    assert config.plugins["i18n"].config.fallback_to_default is False
    assert not {f for f in config.theme["features"] if f.startswith("navigation.instant")}
    assert config.theme["font"] is False
    assert set(config.plugins) == {"i18n", "scripts/mip/outputs/mkdocs_hook.py"}
    assert [language.locale for language in config.plugins["i18n"].config.languages] == ["zh", "en"]


def test_files_and_folders_have_ascii_names(site: Path) -> None:
    """Chinese names once broke development servers, and percent signs break printed addresses."""
    assert [p for p in site.rglob("*") if not p.name.isascii()] == []


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
    beside = {f"../{path.name}" for path in real.root.parent.iterdir() if len(path.name) > 3 and path.name not in inside | {real.root.name}}
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
