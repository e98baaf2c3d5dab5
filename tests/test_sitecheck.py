"""The rules on what was built: a small whole site gives no finding, and each fault in it gives its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from mip.load import check_project
from mip.model.corpus import Corpus
from mip.outputs.address import absolute, base_url
from mip.outputs.offline import build_offline
from mip.outputs.permalinks import entries, page_url, permalink_files
from mip.outputs.qr import write_qr
from mip.outputs.search import write_search
from mip.outputs.sitemap import sitemap
from mip.project import LANGUAGES, Project
from mip.sitecheck import BUILT, check_site

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ROOT / "tests" / "fixtures" / "clean"
TREE = "sectors/general/people/"
BOOK = '#set document(title: "B")\n= One <one>\nSee #link(<two>)[the next page].\n#pagebreak()\n= Two <two>\nEnd.'


def _page(lang: str, url: str, ids: list[str]) -> str:
    """A page as MkDocs would make it, with nothing but what the rules look at."""
    bare = url.removeprefix("en/")
    alternates = "".join(f'<link rel="alternate" hreflang="{x}" href="{absolute(("" if x == "zh" else "en/") + bare)}">' for x in LANGUAGES)
    body = "".join(f'<p id="{name}">{name}</p>' for name in ids)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{url or "home"} {lang}</title>{alternates}'
        f'<link rel="canonical" href="{absolute(url)}"></head><body><h1>x</h1>{body}'
        '<a href="https://example.org/">a source</a> <a href="mailto:a@b.cn">mail</a> <a href="#">top</a></body></html>\n'
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The corpus of the small clean project."""
    root = tmp_path_factory.mktemp("clean") / "project"
    shutil.copytree(CLEAN, root)
    shutil.copytree(ROOT / "docs" / "registers" / "schemas", root / "docs" / "registers" / "schemas")
    return check_project(Project(root))[0]


@pytest.fixture(scope="module")
def whole(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete small site."""
    site = tmp_path_factory.mktemp("whole") / "site"
    ids: dict[tuple[str, str], list[str]] = {(lang, page_url(lang, path)): [] for lang, path in corpus.pages}
    for entry in entries(corpus):
        for lang, url in entry.pages.items():
            page, _, anchor = url.partition("#")
            ids.setdefault((lang, page), []).extend([anchor] if anchor else [])
    files = {f"{url}index.html": _page(lang, url, list(dict.fromkeys(names))) for (lang, url), names in ids.items()}
    files |= permalink_files(corpus)
    files["404.html"] = '<html lang="zh"><head><title>404</title></head><body><h1>404</h1><a href="/en/nowhere/">x</a></body></html>'
    files["sitemap.xml"] = sitemap(base_url(), sorted({page_url("zh", path) for _, path in corpus.pages}))
    for name in re.findall(r'(?:href|src)="(?:\.\./)*(assets/[^"]+)"', "".join(files.values())):
        files.setdefault(name, "")
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    write_qr(entries(corpus), site)
    write_search(corpus, site, CLEAN / "docs" / "registers" / "synonyms.yml")
    _write_book(site, BOOK)
    build_offline(site, site / "downloads" / "all.zip")
    return site


def _write_book(site: Path, source: str) -> None:
    (site / "downloads").mkdir(exist_ok=True)
    file = site.parent / "book.typ"
    file.write_text(source, encoding="utf-8")
    (site / "downloads" / "book.pdf").write_bytes(bytes(typst.compile(str(file))))


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A copy of the site, free to be broken."""
    return Path(shutil.copytree(whole, tmp_path / "site"))


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _remove(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def _insert(text: str, name: str = f"en/{TREE}index.html") -> Callable[[Path], None]:
    return _edit(name, "</body>", text + "</body>")


PEOPLE = f"en/{TREE}index.html"
FAULTS: dict[str, tuple[str, str, Callable[[Path], None]]] = {
    "an id occurs twice": ("built-id", PEOPLE, _insert('<p id="gen-01">again</p>')),
    "an English page says it is Chinese": ("built-lang", PEOPLE, _edit(PEOPLE, '<html lang="en">', '<html lang="zh">')),
    "a page has no language": ("built-lang", PEOPLE, _edit(PEOPLE, '<html lang="en">', "<html>")),
    "a page has two first-level headings": ("built-h1", PEOPLE, _insert("<h1>y</h1>")),
    "two pages share a title": ("title-duplicate", PEOPLE, _edit(PEOPLE, f"<title>en/{TREE} en", "<title>en/ en")),
    "a page has no title": ("title-duplicate", PEOPLE, _edit(PEOPLE, f"<title>en/{TREE} en", "<title>")),
    "a font comes from another host": ("foreign-host", PEOPLE, _edit(PEOPLE, "</head>", '<link rel="stylesheet" href="https://fonts.example/a.css"></head>')),
    "a script comes from another host without a scheme": ("foreign-host", PEOPLE, _insert('<script src="//cdn.example/a.js"></script>')),
    "a link leads to this machine": ("insecure-address", PEOPLE, _insert('<a href="http://127.0.0.1:8000/">x</a>')),
    "a link uses http and is in no register": ("insecure-address", PEOPLE, _insert('<a href="http://example.org/">x</a>')),
    "an alternate leads to no page": ("hreflang", PEOPLE, _edit(PEOPLE, f'hreflang="zh" href="{absolute(TREE)}"', f'hreflang="zh" href="{absolute("gone/")}"')),
    "an alternate is missing": ("hreflang", PEOPLE, _edit(PEOPLE, f'<link rel="alternate" hreflang="zh" href="{absolute(TREE)}">', "")),
    "the canonical address is the other language's": ("canonical", PEOPLE, _edit(PEOPLE, f'canonical" href="{absolute("en/" + TREE)}"', f'canonical" href="{absolute(TREE)}"')),
    "a link leads nowhere": ("built-link", PEOPLE, _insert('<a href="../nowhere/">x</a>')),
    "a picture is not there": ("built-link", PEOPLE, _insert('<img src="none.png" alt="x">')),
    "a link leads to a missing anchor": ("built-anchor", PEOPLE, _insert('<a href="#gen-99">x</a>')),
    "a link writes an anchor in capitals": ("built-anchor", PEOPLE, _insert('<a href="#GEN-01">x</a>')),
    "an id changed on the page only": ("built-anchor", "r/gen-01/index.html", _edit(f"{TREE}index.html", 'id="gen-01"', 'id="gen-1"')),
    "a permanent address is missing": ("permalink", "r/case-01/", _remove("r/case-01/index.html")),
    "a permanent address offers one language only": ("permalink", "r/gen-01/index.html", _edit("r/gen-01/index.html", f"/en/{TREE}index.html#gen-01", f"/{TREE}index.html#gen-01")),
    "a page was not built": ("page-missing", PEOPLE, _remove(PEOPLE)),
    "the sitemap lacks a page": ("sitemap", "sitemap.xml", _edit("sitemap.xml", f"<loc>{absolute('en/' + TREE)}</loc>", f"<loc>{absolute('en/')}</loc>")),
    "the sitemap cannot be read": ("sitemap", "sitemap.xml", lambda site: (site / "sitemap.xml").write_text("<urlset", encoding="utf-8") and None),
    "the search index lacks an item": ("search-incomplete", "assets/search/index.en.js", _edit("assets/search/index.en.js", '"GEN-01"', '"GEN-1"')),
    "the search index is cut off": ("search-incomplete", "assets/search/index.zh.js", lambda site: (site / "assets/search/index.zh.js").write_text("x", encoding="utf-8") and None),
    "a book has no bookmarks": ("book", "downloads/book.pdf", lambda site: _write_book(site, "One page.")),
    "a book copies as private characters": ("book", "downloads/book.pdf", lambda site: _write_book(site, BOOK + "\n\ue000")),
    "a page of a book has no text": ("book", "downloads/book.pdf", lambda site: _write_book(site, BOOK + "\n#pagebreak()\n#rect()")),
    "a book is no PDF": ("book", "downloads/book.pdf", lambda site: (site / "downloads/book.pdf").write_text("x", encoding="utf-8") and None),
    "the zip lacks a file": ("zip-incomplete", "downloads/all.zip", lambda site: (site / "late.html").write_text(_page("zh", "late.html", []), encoding="utf-8") and None),
    "the zip is cut off": ("zip-incomplete", "downloads/all.zip", lambda site: (site / "downloads/all.zip").write_bytes(b"PK") and None),
}  # fmt: skip


def test_a_whole_site_has_no_findings(corpus: Corpus, whole: Path) -> None:
    """Other schemes, other hosts' pages, an empty fragment and the 404 page's links from the root are no faults."""
    assert [str(f) for f in check_site(corpus, whole)] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_at_its_page(corpus: Corpus, site: Path, fault: str) -> None:
    """By its rule, at its file, in both languages."""
    rule, path, change = FAULTS[fault]
    change(site)
    found = [f for f in check_site(corpus, site) if f.rule == rule]
    assert f"site/{path}" in {f.path for f in found}, [str(f) for f in check_site(corpus, site)]
    assert all(f.zh and f.en for f in found)


def test_every_rule_on_the_result_has_a_fault() -> None:
    """A new rule needs a fault here."""
    assert set(BUILT.rules) == {rule for rule, _, _ in FAULTS.values()}
