"""All books of a site: each in a process of its own, two at a time, and only those that changed."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mip.errors import CannotRun
from mip.model.corpus import Corpus
from mip.outputs.address import base_url
from mip.outputs.pdf import press
from mip.outputs.pdf.books import Shelf
from mip.outputs.pdf.spec import BookSpec
from mip.project import find_project

Say = Callable[[str, str], None]
_ARTICLE = re.compile(rb'law/([a-z0-9-]+)/#(art-[a-z0-9-]+)|href="#(art-[a-z0-9-]+)')
_PICTURE = re.compile(rb'<img[^>]*\bsrc="([^"]+)"')
LONG_BOOK = 150  # chapters: two such books at once would need too much memory


@dataclass(frozen=True, slots=True)
class BookInfo:
    """What the downloads page says about a book."""

    key: str
    file: str
    title: str
    lang: str
    pages: int
    bytes: int
    sha256: str
    subtitle: str = ""
    edition: str = ""
    as_of: str = ""


def build_books(corpus: Corpus, site: Path, out: Path, say: Say, only: Iterable[str] = (), cache_folder: Path | None = None) -> list[BookInfo]:
    """Make the books of both languages into `out`, in the order of the shelf. `only`: keys such as `biopharma-zh`."""
    wanted = set(only)
    books = [book for book in Shelf(corpus, base_url()).books() if not wanted or book.key in wanted]
    folder = cache_folder or find_project().build / "pdf-cache"
    folder.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    done = threading.Lock()
    count = 0

    def make(book: BookSpec) -> BookInfo:
        nonlocal count
        info, fresh = _make(book, site, out, folder, alone=len(books) == 1)
        with done:
            count += 1
            say(f"  {count}/{len(books)} {info.file}：{info.pages}页" + ("" if fresh else "（未变）"), f"{info.pages} pages" + ("" if fresh else ", unchanged"))
        return info

    return _in_two_lanes(books, make)


def _in_two_lanes(books: list[BookSpec], make: Callable[[BookSpec], BookInfo]) -> list[BookInfo]:
    """Long books one after the other in one lane, for memory; the short ones in the other; then both share what is left."""
    long_books = deque(book for book in books if len(book.pages) > LONG_BOOK)
    short_books = deque(book for book in books if len(book.pages) <= LONG_BOOK)
    infos: dict[str, BookInfo] = {}

    def lane(*queues: deque[BookSpec]) -> None:
        for queue in queues:
            while queue:
                try:
                    book = queue.popleft()
                except IndexError:  # the other lane was quicker
                    break
                infos[book.key] = make(book)

    with ThreadPoolExecutor(max_workers=2) as pool:
        lanes = [pool.submit(lane, long_books, short_books)]
        if (os.cpu_count() or 1) > 1:
            lanes.append(pool.submit(lane, short_books))
        for running in lanes:
            running.result()
    return [infos[book.key] for book in books]


def _make(book: BookSpec, site: Path, out: Path, folder: Path, alone: bool) -> tuple[BookInfo, bool]:
    book, key = _trimmed(book, site)
    kept, note = folder / f"{book.key}.pdf", folder / f"{book.key}.json"
    known = json.loads(note.read_text(encoding="utf-8")) if kept.is_file() and note.is_file() else {}
    fresh = known.get("key") != key
    if fresh:
        pages = print_book(book, site, folder / "work" / book.key, kept, alone)
        data = kept.read_bytes()
        info = BookInfo(book.key, book.file, book.title, book.lang, pages, len(data), hashlib.sha256(data).hexdigest(), book.subtitle, book.edition, book.as_of)
        note.write_text(json.dumps({"key": key, "info": asdict(info)}), encoding="utf-8")
    else:
        info = BookInfo(**known["info"])
    shutil.copyfile(kept, out / book.file)
    return info, fresh


def print_book(book: BookSpec, site: Path, work: Path, target: Path, alone: bool = True) -> int:
    """Run the press in a process of its own; returns the number of pages. A book that is not alone keeps to one core."""
    work.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    spec = work / "spec.json"
    spec.write_text(book.to_json(), encoding="utf-8")
    command = [sys.executable, "-m", press.__name__, str(spec), str(site), str(work), str(target)]
    environment = os.environ | {"PYTHONUTF8": "1"} | ({} if alone else {"RAYON_NUM_THREADS": "1"})
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    if result.returncode:
        raise CannotRun(result.stderr.strip() or f"{book.file}: {result.returncode}")
    return int(result.stdout)


def _trimmed(book: BookSpec, site: Path) -> tuple[BookSpec, str]:
    """The book with only the article names it cites, and the key of everything it is made of."""
    digest = hashlib.sha256(machinery().encode())
    cited: set[tuple[str, str]] = set()
    for chapter in book.pages:
        data = press.fragment(site, chapter.page)
        digest.update(data)
        own = chapter.page.removeprefix("en/").removeprefix("law/").strip("/")
        cited |= {((m[1] or own.encode()).decode(), (m[2] or m[3]).decode()) for m in _ARTICLE.finditer(data)}
        for picture in _PICTURE.finditer(data):
            path = site / posixpath.normpath(posixpath.join(chapter.page, picture[1].decode()))
            digest.update(path.read_bytes() if path.is_file() else b"")
    names = {
        instrument: (name, {anchor: text for anchor, text in articles.items() if (instrument, anchor) in cited})
        for instrument, (name, articles) in book.articles.items()
    }
    book = replace(book, articles={instrument: entry for instrument, entry in names.items() if entry[1]})
    digest.update(book.to_json().encode())
    digest.update((site / "assets" / "images" / "mip.svg").read_bytes())
    return book, digest.hexdigest()


@cache
def machinery() -> str:
    """Of everything that makes books out of pages: this package, its fonts, what it borrows, the engines' versions."""
    digest = hashlib.sha256()
    package = Path(press.__file__).parent
    borrowed = [package.parent / "labels.py", package.parent.parent / "model" / "ids.py"]
    for path in [*sorted(package.glob("*.py")), *sorted(package.glob("*.typ")), *sorted((package / "fonts").iterdir()), *borrowed]:
        digest.update(path.name.encode() + path.read_bytes())
    for name in ("typst", "segno", "lxml"):
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()
