"""One book from its specification to PDF bytes. Runs in a process of its own: Typst keeps what it has set in memory.

    python -m mip.outputs.pdf.press spec.json site/ work/ out.pdf
"""

from __future__ import annotations

import calendar
import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mip.errors import CannotRun
from mip.outputs.pdf.assemble import typst_source
from mip.outputs.pdf.folio import Label, typst_labels
from mip.outputs.pdf.pack import Places, pack
from mip.outputs.pdf.spec import BookSpec, from_json
from mip.outputs.pdf.words import say

HERE = Path(__file__).resolve().parent
STANDARDS: list[Any] = ["ua-1", "a-2a"]
SOURCE, LABELS = "main.typ", "labels.typ"
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


def print_spec(spec: BookSpec, site: Path, work: Path) -> Printed:
    """Set one book: write what Typst reads into `work`, set it once, fill in where everything ended up."""
    labels = prepare(spec, site, work)
    with typst_errors(spec.file):
        compiler = _compiler(spec, work)
        places = _places(compiler)
        while (roomy := _with_room(labels, places)) != labels:  # some number is longer than was made room for: seldom
            labels = roomy
            _write_labels(work, labels)
            compiler = _compiler(spec, work)
            places = _places(compiler)
        made = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=noon(spec.as_of))
    raw = without_warnings(spec.file, *made)
    return Printed(pack(raw, places, labels, say(spec.lang, "page")), len(_PAGE.findall(raw)))


@contextmanager
def typst_errors(file: str) -> Iterator[None]:
    """What Typst cannot set stops the build, by the name of the file it was to become."""
    import typst

    try:
        yield
    except typst.TypstError as error:
        raise CannotRun(f"{file}: Typst: {error}\n{getattr(error, 'diagnostic', '')}") from error


def without_warnings(file: str, made: Any, warnings: list[Any]) -> bytes:
    """The PDF that Typst made; its warnings, a missing face for example, stop the build too."""
    if warnings:
        raise CannotRun(f"{file}: Typst: " + "\n".join(str(warning) for warning in warnings))
    return made if isinstance(made, bytes) else b""


def _with_room(labels: list[Label], places: Places) -> list[Label]:
    """The labels with room for the pages they ended up on; never less than before, so this comes to an end."""
    return [label._replace(room=max(label.room, len(str(int(places[label.name][0]))))) for label in labels]


def prepare(spec: BookSpec, site: Path, work: Path) -> list[Label]:
    """Write what Typst reads: source, template, labels, pictures. Returns the labels whose pages are printed."""
    work.mkdir(parents=True, exist_ok=True)
    mark = (site / "assets" / "images" / "mip.svg").read_text(encoding="utf-8")
    source = typst_source(spec, lambda page: read_article(site, page), mark)
    labels = [Label(name, len(str(round(page * 1.15) + 2))) for name, page in sorted(source.pages.items())]
    (work / SOURCE).write_text(source.text, encoding="utf-8", newline="\n")
    _write_labels(work, labels)
    shutil.copyfile(HERE / "template.typ", work / "template.typ")
    _pictures(source.text, site, work)
    return labels


def _compiler(spec: BookSpec, work: Path) -> Any:
    import typst

    return typst.Compiler(
        str(work / SOURCE), root=str(work), font_paths=[str(HERE / "fonts")], ignore_system_fonts=True, sys_inputs={"lang": spec.lang},
    )  # fmt: skip


def _write_labels(work: Path, labels: list[Label]) -> None:
    (work / LABELS).write_text(typst_labels(labels), encoding="utf-8", newline="\n")


def noon(as_of: str) -> int:
    """A fixed time in the file: the same input gives the same bytes."""
    year, month, day = (int(part) for part in as_of.split("-"))
    return calendar.timegm((year, month, day, 12, 0, 0))


def _places(compiler: Any) -> Places:
    """Set the book and read off where every label is. Typst keeps the result, so the PDF made next costs little."""
    return {key: tuple(place) for key, place in json.loads(compiler.query("<mip-places>", field="value", one=True)).items()}


def _pictures(source: str, site: Path, work: Path) -> None:
    """Copy the pictures a book shows to where Typst may read them."""
    for part in source.split('#picture("/site/')[1:]:
        name = part.partition('"')[0]
        target = work / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / name, target)


def main(arguments: list[str]) -> int:
    """The worker's entry: an error is one message on the error stream."""
    spec_file, site, work, out = (Path(argument) for argument in arguments)
    try:
        printed = print_spec(from_json(spec_file.read_text(encoding="utf-8")), site, work)
    except CannotRun as error:
        sys.stderr.write(str(error))
        return 1
    out.write_bytes(printed.pdf)
    print(printed.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
