"""One book from its specification to PDF bytes. Runs in a process of its own: Typst keeps what it has set in memory.

    python -m mip.outputs.pdf.press spec.json site/ work/ out.pdf
"""

from __future__ import annotations

import calendar
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

from mip.errors import CannotRun
from mip.outputs.pdf.assemble import Source, guessed_pages, typst_source
from mip.outputs.pdf.markup import string
from mip.outputs.pdf.pack import Places, pack
from mip.outputs.pdf.spec import BookSpec, from_json
from mip.outputs.pdf.words import say

HERE = Path(__file__).resolve().parent
STANDARDS: list[Any] = ["ua-1", "a-2a"]
MOST_ROUNDS = 6
LONG_BOOK = 800_000  # characters of Typst source
SOURCE, PAGES = "main.typ", "places.typ"
_ROW = re.compile(r'^  ("(?:[^"\\]|\\.)*"): (\d+),$', re.MULTILINE)
AGAIN = 3  # exit code of the worker: not settled, run it once more
_PAGE = re.compile(rb"/Type\s*/Page\b")
_ARTICLE = b'<article class="md-content__inner'


def fragment(site: Path, page: str) -> bytes:
    """The bytes of a page's main content: what a book is made of, and what its cache key looks at."""
    path = site / page / "index.html"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"网站里没有{page}，先运行mip build / the site has no {page}; run mip build first") from error
    start = data.index(_ARTICLE)
    return data[start : data.index(b"</article>", start) + 10]


def read_article(site: Path, page: str) -> Any:
    """A page's main content as a tree."""
    from lxml import html

    return html.fragment_fromstring(fragment(site, page).decode("utf-8"))


class Printed(NamedTuple):
    """A finished book."""

    pdf: bytes
    pages: int


def prepare(spec: BookSpec, site: Path, work: Path) -> None:
    """Write what Typst reads: source, template, pictures, and for a long book the pages to print."""
    work.mkdir(parents=True, exist_ok=True)
    mark = (site / "assets" / "images" / "mip.svg").read_text(encoding="utf-8")
    source = typst_source(spec, lambda page: read_article(site, page), mark)
    (work / SOURCE).write_text(source.text, encoding="utf-8", newline="\n")
    shutil.copyfile(HERE / "template.typ", work / "template.typ")
    _pictures(source.text, site, work)
    _write_pages(work, _likely_pages(spec, work, source) if len(source.text) >= LONG_BOOK else {})


def typeset(spec: BookSpec, work: Path) -> Printed | None:
    """Set what was prepared. None: the page numbers of a long book have not settled, call again in a new process.

    A long book is set until every printed page number is the one where its target ended up. Guesses with
    the right number of digits hardly move lines, so the second round confirms. Typst keeps every
    round in memory, so each has a process of its own.
    """
    import typst

    printed = _read_pages(work)
    compiler = typst.Compiler(
        str(work / SOURCE), root=str(work), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True,
        sys_inputs={"lang": spec.lang, "live": "no" if printed else "yes"},
    )  # fmt: skip
    try:
        places = _places(compiler)
        if printed:
            pages = {key: int(place[0]) for key, place in places.items()}
            _write_pages(work, pages)
            if pages.items() - printed.items():
                return None
        result, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=_noon(spec.as_of))
    except typst.TypstError as error:
        raise CannotRun(f"{spec.file}: Typst: {error}\n{getattr(error, 'diagnostic', '')}") from error
    if warnings:
        raise CannotRun(f"{spec.file}: Typst: " + "\n".join(str(warning) for warning in warnings))
    raw = result if isinstance(result, bytes) else b""
    return Printed(pack(raw, places, say(spec.lang, "page")), len(_PAGE.findall(raw)))


def _noon(as_of: str) -> int:
    """A fixed time in the file: the same input gives the same bytes."""
    year, month, day = (int(part) for part in as_of.split("-"))
    return calendar.timegm((year, month, day, 12, 0, 0))


def _places(compiler: Any) -> Places:
    """Set the book and read off where every label is. Typst keeps the result, so the PDF made next costs little."""
    return {key: tuple(place) for key, place in json.loads(compiler.query("<mip-places>", field="value", one=True)).items()}


def _likely_pages(spec: BookSpec, work: Path, source: Source) -> dict[str, int]:
    """The pages of the last build; else those of the book's other language, scaled; else a guess by length."""
    pages = dict(source.pages)
    last = _read_pages(work)
    if not last:
        other = "en" if spec.lang == "zh" else "zh"
        twin = work.parent / f"{spec.key.removesuffix(spec.lang)}{other}"
        theirs = _read_pages(twin)
        if theirs:
            factor = max(pages.values()) / max(guessed_pages(spec, (twin / SOURCE).read_text(encoding="utf-8"), other), 1)
            names = {key.removeprefix("en/"): page for key, page in theirs.items()}
            last = {key: round(names[bare] * factor) for key in pages if (bare := key.removeprefix("en/")) in names}
    return pages | {key: page for key, page in last.items() if key in pages}


def _read_pages(work: Path) -> dict[str, int]:
    """The pages as written for Typst; empty for a book that asks Typst itself."""
    file = work / PAGES
    return {json.loads(m[1]): int(m[2]) for m in _ROW.finditer(file.read_text(encoding="utf-8"))} if file.is_file() else {}


def _write_pages(work: Path, pages: dict[str, int]) -> None:
    rows = "".join(f"  {string(key)}: {page},\n" for key, page in sorted(pages.items()))
    (work / PAGES).write_text(f"#let places = (\n{rows})\n" if rows else "#let places = (:)\n", encoding="utf-8", newline="\n")


def _pictures(source: str, site: Path, work: Path) -> None:
    """Copy the pictures a book shows to where Typst may read them."""
    for part in source.split('#picture("/site/')[1:]:
        name = part.partition('"')[0]
        target = work / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / name, target)


def main(arguments: list[str]) -> int:
    """The worker's entry: an error is one message on the error stream. A fifth argument means: it is prepared already."""
    spec_file, site, work, out = (Path(argument) for argument in arguments[:4])
    spec = from_json(spec_file.read_text(encoding="utf-8"))
    try:
        if len(arguments) == 4:
            prepare(spec, site, work)
        printed = typeset(spec, work)
    except CannotRun as error:
        sys.stderr.write(str(error))
        return 1
    if printed is None:
        return AGAIN
    out.write_bytes(printed.pdf)
    print(printed.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
