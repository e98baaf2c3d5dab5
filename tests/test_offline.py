"""The offline zip: complete, the same bytes each time, and every link names a file."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from mip.outputs.offline import FOLDER, build_offline, written_out, zip_info


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of three pages."""
    site = tmp_path / "site"
    for name, text in {
        "index.html": '<a href="faq/#faq-01">q</a> <a href="en/">en</a> <a href=".">home</a>',
        "faq/index.html": '<a href="..">up</a> <a href="../r/faq-01/">r</a> <a href="https://x.y/z/">out</a> <a href="#a">here</a> <a href="gone/">gone</a>',
        "en/index.html": '<link rel="canonical" href="https://mip.example/en/"><a href="../?q=1#x">zh</a>',
        "r/faq-01/index.html": '<meta http-equiv="refresh" content="0; url=../../faq/#faq-01">',
        "downloads/a.pdf": "%PDF", "sitemap.xml": "x", "404.html": "x",
    }.items():  # fmt: skip
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("index.html", '<a href="faq/index.html#faq-01">q</a> <a href="en/index.html">en</a> <a href="./index.html">home</a>'),
        ("faq/index.html", '<a href="../index.html">up</a> <a href="../r/faq-01/index.html">r</a> <a href="https://x.y/z/">out</a> <a href="#a">here</a> <a href="gone/">gone</a>'),
        ("en/index.html", '<link rel="canonical" href="https://mip.example/en/"><a href="../index.html?q=1#x">zh</a>'),
        ("r/faq-01/index.html", '<meta http-equiv="refresh" content="0; url=../../faq/index.html#faq-01">'),
    ],
)
def test_folders_become_files(small: Path, page: str, expected: str) -> None:
    """A link to a folder of the site names its index.html; everything else stays."""
    assert written_out(small, page, (small / page).read_text(encoding="utf-8")) == expected


def test_zip_is_the_same_each_time_whatever_the_files_times(small: Path, tmp_path: Path) -> None:
    """Times and order do not depend on the machine."""
    first = build_offline(small, tmp_path / "a.zip").read_bytes()
    for path in small.rglob("*"):
        if path.is_file():
            path.touch()
    assert build_offline(small, tmp_path / "b.zip").read_bytes() == first


def test_zip_holds_the_site_with_or_without_books(small: Path, tmp_path: Path) -> None:
    """What only a web server needs stays out; the zip never holds itself."""
    names = set(zipfile.ZipFile(build_offline(small, small / "downloads" / "mip.zip")).namelist())
    assert f"{FOLDER}/downloads/a.pdf" in names
    assert not {f"{FOLDER}/sitemap.xml", f"{FOLDER}/404.html", f"{FOLDER}/downloads/mip.zip"} & names
    assert f"{FOLDER}/downloads/a.pdf" not in zipfile.ZipFile(build_offline(small, tmp_path / "c.zip", pdfs=False)).namelist()


def test_zip_info_counts_and_hashes(small: Path, tmp_path: Path) -> None:
    """Size and checksum are those of the file."""
    out = build_offline(small, tmp_path / "a.zip")
    info = zip_info(out, "2026.1", "2026-11-23")
    assert info.bytes == out.stat().st_size and len(info.sha256) == 64


_LINK = re.compile(r'\shref="([^"]+)"')


@pytest.mark.site
def test_every_link_of_the_real_zip_leads_to_a_file_in_it(site: Path, tmp_path: Path) -> None:
    """From a USB stick no link may end at a folder or outside the zip."""
    archive = zipfile.ZipFile(build_offline(site, tmp_path / "site.zip", pdfs=False))
    names = set(archive.namelist())
    wrong = []
    for name in names:
        if not name.endswith(".html"):
            continue
        for href in _LINK.findall(archive.read(name).decode("utf-8")):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if target not in names and not target.endswith((".pdf", ".zip", ".xml")):
                wrong.append(f"{name}: {href}")
    assert wrong == []


@pytest.mark.browser
def test_zip_works_from_file(site: Path, browser: Any, tmp_path: Path) -> None:
    """Chromium opens the unpacked start page, follows a link and switches language without any error."""
    zipfile.ZipFile(build_offline(site, tmp_path / "site.zip", pdfs=False)).extractall(tmp_path)
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((tmp_path / FOLDER / "index.html").as_uri())
    page.goto((tmp_path / FOLDER / "sectors" / "biopharma" / "research" / "index.html").as_uri())
    page.click("a.mip-language")
    page.wait_for_selector("html[lang=en] #bio-01")
    assert "/en/sectors/biopharma/research/index.html" in page.url
    assert page.locator("#bio-01").count() == 1
    assert errors == []
    page.close()
