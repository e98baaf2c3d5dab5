"""All workshop sheets and posters of a site as PDF, and the links to them; what did not change is not made again.

How large a file is, and whether it was made at all, is known only now. So the pages carry an empty
element with the file's place, `PDF_PLACE`, and `link_sheets` puts the link into it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from mip.model.corpus import Corpus
from mip.outputs import posters
from mip.outputs.built import Built
from mip.outputs.downloads import megabytes
from mip.outputs.pdf import sheets
from mip.outputs.pdf.build import machinery
from mip.outputs.pdf.folio import typst_labels
from mip.outputs.pdf.pack import pack
from mip.outputs.pdf.press import HERE, LABELS, STANDARDS, noon, typst_errors, without_warnings
from mip.outputs.sheets import PDF_PLACE
from mip.outputs.workshops import read_workshop, workshops
from mip.project import LANGUAGES, find_project

_PLACE = re.compile(PDF_PLACE.format(path='([^"]+)'))


def all_sheets(corpus: Corpus, site: Path) -> Iterator[sheets.SheetSpec]:
    """Handout, trainer's sheet and A3 poster of each workshop, A4 poster of each sector, in both languages."""
    built = Built(site)
    for lang in LANGUAGES:
        for item in workshops(corpus, lang):
            workshop = read_workshop(corpus, built, item)
            for make in (sheets.handout, sheets.trainer, sheets.workshop_poster):
                yield make(workshop, corpus.edition, corpus.as_of)
        for sector in posters.sectors_with_posters(corpus):
            poster = sheets.sector_poster(corpus, built, lang, sector)
            if poster:
                yield poster


def build_sheets(corpus: Corpus, site: Path, cache_folder: Path | None = None) -> list[Path]:
    """Make every sheet into `site` and link it from its pages. They are small: one process makes them all."""
    folder = cache_folder or find_project().build / "pdf-cache" / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("template.typ", "sheet.typ"):
        shutil.copyfile(HERE / name, folder / name)
    (folder / LABELS).write_text(typst_labels([]), encoding="utf-8", newline="\n")
    made = []
    for spec in all_sheets(corpus, site):
        target = site / spec.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_cached(spec, folder, corpus.as_of), target)
        made.append(target)
    link_sheets(site)
    return made


def _cached(spec: sheets.SheetSpec, folder: Path, as_of: str) -> Path:
    """The finished file of one sheet, made unless it is there for this very source."""
    key = hashlib.sha256((machinery() + spec.source + as_of).encode()).hexdigest()
    kept = folder / Path(spec.path).name
    note = kept.with_suffix(".key")
    if not (kept.is_file() and note.is_file() and note.read_text(encoding="ascii") == key):
        source = kept.with_suffix(".typ")
        source.write_text(spec.source, encoding="utf-8", newline="\n")
        kept.write_bytes(print_sheet(spec, source, as_of))
        note.write_text(key, encoding="ascii")
    return kept


@cache
def _fonts() -> Any:
    """The faces, read once for all sheets."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])


def print_sheet(spec: sheets.SheetSpec, source: Path, as_of: str) -> bytes:
    """Set one sheet. Its templates stand beside `source`."""
    import typst

    with typst_errors(spec.path):
        made = typst.compile_with_warnings(
            str(source), root=str(source.parent), font_paths=_fonts(), sys_inputs={"lang": spec.lang},
            pdf_standards=STANDARDS, timestamp=noon(as_of),
        )  # fmt: skip
    return pack(without_warnings(spec.path, *made), {}, [], "")


def link_sheets(site: Path) -> None:
    """Turn every place that waits for a PDF into a link with its size."""
    for lang in ("", "en/"):
        for pattern in ("workshops/**/index.html", "posters/*/index.html", "sectors/*/index.html"):
            for page in sorted((site / lang).glob(pattern)):
                text = page.read_text(encoding="utf-8")
                linked = _PLACE.sub(partial(_link, site, page), text)
                if linked != text:
                    page.write_text(linked, encoding="utf-8", newline="\n")


def _link(site: Path, page: Path, place: re.Match[str]) -> str:
    folder = page.parent.relative_to(site).as_posix()
    file = site / posixpath.normpath(posixpath.join(folder, place[1]))
    if not file.is_file():
        return place[0]
    return f'<a class="mip-pdf" href="{place[1]}" type="application/pdf">PDF <small>{megabytes(file.stat().st_size)}</small></a>'
