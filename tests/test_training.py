"""What is made for people who teach: codes, citations, decks, sheets, posters, handout texts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import zxingcpp

from mip.model.corpus import Corpus
from mip.outputs.address import absolute
from mip.outputs.built import Built, moved
from mip.outputs.citation import citation
from mip.outputs.decks import chunks
from mip.outputs.handout_data import bundle
from mip.outputs.permalinks import entries
from mip.outputs.posters import sectors_with_posters, seven_things
from mip.outputs.qr import QUIET_ZONE, svg
from mip.outputs.workshops import read_workshop, workshops
from mip.project import LANGUAGES

SCALE = 4


def decoded(text: str) -> str:
    """Paint an SVG of ours and read it as a scanner does."""
    size = int(re.search(r'viewBox="0 0 (\d+)', text)[1])  # type: ignore[index]
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h", text):
        rows[int(y)][int(x) : int(x) + int(width)] = b"\0" * int(width)
    wide = [b"".join(bytes([value]) * SCALE for value in row) for row in rows]
    image = memoryview(b"".join(row * SCALE for row in wide)).cast("B", shape=[size * SCALE, size * SCALE])
    found = zxingcpp.read_barcodes(image)
    return found[0].text if len(found) == 1 else ""


def test_a_code_has_its_quiet_zone_its_level_and_a_description() -> None:
    """Four modules of white around it, level Q, a title for those who cannot see it."""
    text = svg("https://mip.example/r/bio-07/", "BIO-07 <生物>", "https://mip.example/r/bio-07/")
    assert min(int(x) for x in re.findall(r"M(\d+) \d+h\d+v1h", text)) == QUIET_ZONE
    assert "<title>BIO-07 &lt;生物&gt;</title>" in text and "<desc>https://mip.example/r/bio-07/</desc>" in text
    assert decoded(text) == "https://mip.example/r/bio-07/"


def test_a_damaged_code_can_still_be_read() -> None:
    """Level Q mends a coffee stain."""
    text = svg("https://mip.example/r/bio-07/", "x", "x")
    stained = re.sub(r"M(2[0-4]) (2[0-2])h(\d+)", r"M\1 \2h1", text)
    assert stained != text and decoded(stained) == "https://mip.example/r/bio-07/"


@pytest.mark.site
def test_every_code_of_the_site_leads_to_exactly_its_address(corpus: Corpus, site: Path) -> None:
    """Every one is decoded; none is taken on trust."""
    wrong = [e.shown for e in entries(corpus) if decoded((site / e.path / "qr.svg").read_text(encoding="utf-8")) != absolute(e.path)]
    assert wrong == []


def test_citations_follow_their_forms() -> None:
    """GB/T 7714 in Chinese; both have a place for the day of access."""
    zh = citation("zh", "BIO-07", "生物材料", "https://mip.example/r/bio-07/", "2026.1", "2026-11-23")
    assert zh == "MIP商业秘密保护指引. BIO-07 生物材料[EB/OL]. 2026.1版. (2026-11-23){accessed}. https://mip.example/r/bio-07/"
    en = citation("en", "aucl-2025#10", "AUCL, Art. 10", "https://x/", "2026.1", "2026-11-03")
    assert en == "MIP Trade Secret Guidelines. AUCL, Art. 10. Edition 2026.1, law as of 3 November 2026{accessed}. https://x/"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../../r/x/", "../../../r/x/index.html"), ("#a", "../index.html#a"), ("../b/#c", "../../b/index.html#c"),
        ("https://example.org/", "https://example.org/"), ("../../forms/a.docx", "../../../forms/a.docx"),
    ],
)  # fmt: skip
def test_links_are_seen_from_another_page_with_the_file_spelled_out(href: str, expected: str) -> None:
    """So that they open from a USB stick."""
    assert moved(href, "workshops/x/", "workshops/x/slides/") == expected


def test_a_long_case_is_divided_between_sentences() -> None:
    """Nothing is lost and nothing overflows."""
    text = "第一句话说了一件事情。" * 60
    parts = [piece for slide in chunks([text], "zh") for piece in slide]
    assert "".join(parts) == text and len(parts) > 2 and max(map(len, parts)) < 300
    assert all(part.endswith("。") for part in parts)


@pytest.mark.site
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_workshop_is_complete(corpus: Corpus, site: Path, lang: str) -> None:
    """Aims, case, questions with answers, items, three quiz questions with a key that is one of the options."""
    built = Built(site)
    found = [read_workshop(corpus, built, item) for item in workshops(corpus, lang)]
    assert len(found) >= 10
    for w in found:
        assert w.audience and w.duration and w.aims and w.case and w.run and w.notes and w.used, w.id
        assert len(w.answers) == len(w.questions) >= 3, w.id
        assert len(w.quiz) == 3 and all(q.key in dict(q.options) and q.reason for q in w.quiz), w.id


@pytest.mark.site
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sector_has_seven_things(corpus: Corpus, site: Path, lang: str) -> None:
    """Each with its clauses, without leftovers of references in the text."""
    built = Built(site)
    for sector in sectors_with_posters(corpus):
        things = seven_things(built, lang, sector)
        assert len(things) == 7, sector
        for thing in things:
            assert thing.ids and thing.text and not re.search(r"[‹›\[\]]|[，,：:]$|\bsee$|见$", thing.text), (sector, thing)


@pytest.mark.site
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_handout_texts_hold_every_item(corpus: Corpus, site: Path, lang: str) -> None:
    """Titles in one file, texts in bundles; every text has words, no ids and no folded boxes."""
    folder = site / "assets" / "handout"
    index = json.loads((folder / f"items.{lang}.js").read_text(encoding="utf-8").removeprefix("window.mipHandout = ").rstrip(";\n"))
    assert set(index["items"]) == set(corpus.items[lang])
    for name, item in corpus.items[lang].items():
        text = (folder / lang / f"{bundle(item)}.js").read_text(encoding="utf-8")
        data = json.loads(text[text.index("] = {") + 4 :].rstrip(";\n"))
        assert len(re.sub("<[^>]+>", "", data[name])) > 40, name
        assert ' id="' not in data[name] and "<script" not in data[name], name


@pytest.mark.site
def test_no_page_of_ours_has_an_inline_script_or_handler(site: Path) -> None:
    """The policy in the pages forbids them."""
    for path in [*site.glob("*.html"), *site.glob("sectors/*/*.html"), *site.glob("workshops/**/*.html"), *site.glob("r/bio-0*/*.html")]:
        text = path.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text, path
        for tag in re.findall(r"<script\b[^>]*>", text):
            assert " src=" in tag or "application/json" in tag, (path, tag)
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), path


@pytest.mark.site
def test_trainer_sheets_are_not_for_search_engines(site: Path) -> None:
    """Answers are for trainers."""
    sheets = [*site.glob("workshops/*/trainer/index.html"), *site.glob("en/workshops/*/trainer/index.html")]
    assert len(sheets) >= 20 and all('name="robots" content="noindex"' in p.read_text(encoding="utf-8") for p in sheets)
    assert "trainer" not in (site / "sitemap.xml").read_text(encoding="utf-8")
