"""One book from its specification to PDF bytes. Runs in a process of its own: Typst keeps what it has set in memory.

    python -m mip.outputs.pdf.press spec.json site/ work/ out.pdf
"""

from __future__ import annotations

import calendar
import shutil
import sys
from pathlib import Path
from typing import Any

from mip.errors import CannotRun
from mip.outputs.pdf.assemble import typst_source
from mip.outputs.pdf.pack import pack
from mip.outputs.pdf.spec import BookSpec, from_json

HERE = Path(__file__).resolve().parent
STANDARDS = ["ua-1", "a-2a"]
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


def typeset(spec: BookSpec, site: Path, work: Path) -> bytes:
    """Write the Typst file and set it. `work` keeps the source for whoever wants to look."""
    import typst

    work.mkdir(parents=True, exist_ok=True)
    mark = (site / "assets" / "images" / "mip.svg").read_text(encoding="utf-8")
    source = typst_source(spec, lambda page: read_article(site, page), mark)
    (work / "main.typ").write_text(source, encoding="utf-8", newline="\n")
    shutil.copyfile(HERE / "template.typ", work / "template.typ")
    _pictures(source, site, work)
    year, month, day = (int(part) for part in spec.as_of.split("-"))
    try:
        result, warnings = typst.compile_with_warnings(
            str(work / "main.typ"), root=str(work), format="pdf", font_paths=[str(HERE / "fonts")], ignore_system_fonts=True,
            sys_inputs={"lang": spec.lang}, pdf_standards=STANDARDS, timestamp=calendar.timegm((year, month, day, 12, 0, 0)),
        )  # fmt: skip
    except typst.TypstError as error:
        raise CannotRun(f"{spec.file}: Typst: {error}\n{getattr(error, 'diagnostic', '')}") from error
    if warnings:
        raise CannotRun(f"{spec.file}: Typst: " + "\n".join(str(warning) for warning in warnings))
    return pack(bytes(result))


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
        pdf = typeset(from_json(spec_file.read_text(encoding="utf-8")), site, work)
    except CannotRun as error:
        sys.stderr.write(str(error))
        return 1
    out.write_bytes(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
