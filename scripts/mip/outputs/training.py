"""Everything made from the finished pages for people who teach: decks, sheets, posters, handout texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mip.model.corpus import Corpus, Item
from mip.outputs import posters, sheets
from mip.outputs.built import Built
from mip.outputs.decks import deck_page
from mip.outputs.handout_data import handout_files
from mip.outputs.pdf.spec import book_file
from mip.outputs.permalinks import page_url
from mip.outputs.shell import prefix, up
from mip.outputs.training_words import word
from mip.outputs.workshops import read_workshop, workshops
from mip.project import LANGUAGES


def training_files(corpus: Corpus, site: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file, read from the pages in `site`."""
    built = Built(site)
    yield from handout_files(corpus, built)
    for lang in LANGUAGES:
        for item in workshops(corpus, lang):
            workshop = read_workshop(corpus, built, item)
            yield deck_page(workshop, corpus.as_of)
            yield sheets.handout_page(workshop, corpus.edition, corpus.as_of)
            yield sheets.trainer_page(workshop, corpus.edition, corpus.as_of)
            yield posters.workshop_poster(workshop, corpus.edition, corpus.as_of)
        for sector in posters.sectors_with_posters(corpus):
            poster = posters.sector_poster(corpus, built, lang, sector)
            if poster:
                yield poster
                yield posters.sector_code(lang, sector)


def write_training(corpus: Corpus, site: Path) -> None:
    """Write all of it into the site."""
    for name, text in training_files(corpus, site):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def workshop_links(item: Item) -> str:
    """On a workshop's page: slides, handout, trainer's sheet and poster. Block HTML for the staged page."""
    lang = item.lang
    root = up(page_url(lang, item.page))
    places = (
        ("deck", "slides/index.html"), ("handout", "handout/index.html"), ("trainer", "trainer/index.html"),
        ("poster", f"{root}{prefix(lang)}posters/{item.id.anchor}/index.html"),
    )  # fmt: skip
    rows = "".join(
        f'<li><a href="{href}">{word(lang, kind)}</a><span>{word(lang, kind + "_note")}</span>{_pdf_place(item, kind, href)}</li>' for kind, href in places
    )
    return f'<ul class="mip-training" aria-label="{word(lang, "use")}">{rows}</ul>'


def _pdf_place(item: Item, kind: str, href: str) -> str:
    """Where the link to the PDF of a sheet goes; slides have none."""
    name = sheets.pdf_name(item.id.anchor, kind, item.lang)
    return "" if kind == "deck" else sheets.PDF_PLACE.format(path=href.replace("index.html", name))


def sector_links(lang: str, sector: str, edition: str) -> str:
    """On a sector's overview: its poster and its book."""
    root = "../" * (2 if lang == "zh" else 3)
    poster = f"{root}{prefix(lang)}posters/{sector}/"
    links = (
        (f"{poster}index.html", word(lang, "poster_a4"), poster + sheets.poster_pdf_name(sector, lang)),
        (f"{root}{prefix(lang)}downloads/", word(lang, "book"), f"{root}downloads/{book_file(sector, edition, lang)}"),
    )
    rows = "".join(f'<span><a href="{href}">{text}</a> {sheets.PDF_PLACE.format(path=pdf)}</span>' for href, text, pdf in links)
    return f'<p class="mip-poster">{rows}</p>'
