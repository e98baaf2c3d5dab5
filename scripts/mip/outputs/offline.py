"""The whole site as one zip that works from a USB stick: no server, no network, no search for index files.

A browser that opens a page from disk does not know that `faq/` means `faq/index.html`, so every link
to a folder is written out. Order, times and modes are fixed: the same site gives the same bytes.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

STAMP = (1980, 1, 1, 0, 0, 0)
FOLDER = "mip"
_ATTRIBUTE = re.compile(r'(?P<lead>\s(?:href|action)=)(?P<quote>["\']?)(?P<value>[^"\'\s>]*)(?P=quote)')
_REFRESH = re.compile(r'(?P<lead>content="\d+;\s*url=)(?P<value>[^"]*)(?=")', re.IGNORECASE)
_PACKED = {".pdf", ".png", ".jpg", ".jpeg", ".webp", ".zip", ".docx", ".woff", ".woff2", ".gz"}
_START = """MIP 商业秘密保护指引：双击 index.html，用浏览器打开。
MIP Trade Secret Guidelines: open en/index.html in a browser.
"""


class ZipInfo(NamedTuple):
    """The offline zip as the table shows it."""

    file: str
    bytes: int
    sha256: str
    edition: str
    as_of: str


def build_offline(site: Path, out: Path, pdfs: bool = True) -> Path:
    """Write the zip to `out` (a file) and return it. Without `pdfs` the books are left out."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".part")
    with zipfile.ZipFile(partial, "w") as archive:
        _add(archive, f"{FOLDER}/README.txt", _START.encode("utf-8"))
        for path in packed_files(site, out, pdfs):
            name = path.relative_to(site).as_posix()
            data = path.read_bytes()
            if path.suffix == ".html":
                data = written_out(site, name, data.decode("utf-8")).encode("utf-8")
            _add(archive, f"{FOLDER}/{name}", data)
    partial.replace(out)
    return out


def zip_info(out: Path, edition: str, as_of: str) -> ZipInfo:
    """What the downloads page says about the zip."""
    data = out.read_bytes()
    return ZipInfo(out.name, len(data), hashlib.sha256(data).hexdigest(), edition, as_of)


def packed_files(site: Path, out: Path, pdfs: bool = True) -> Iterator[Path]:
    """Everything but the zip itself, what only a web server needs, and (if so wished) the books."""
    for path in sorted(site.rglob("*"), key=lambda p: p.relative_to(site).as_posix()):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or path.suffix in (".zip", ".part", ".gz") or path == out or name in ("sitemap.xml", "robots.txt", "404.html"):
            continue
        if pdfs or path.suffix != ".pdf":
            yield path


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    entry.compress_type = zipfile.ZIP_STORED if posixpath.splitext(name)[1] in _PACKED else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=9)


def written_out(site: Path, name: str, html: str) -> str:
    """A page whose links to folders name the file: `../faq/#faq-01` becomes `../faq/index.html#faq-01`."""
    folder = posixpath.dirname(name)

    def attribute(match: re.Match[str]) -> str:
        quote = match["quote"] or '"'
        return f"{match['lead']}{quote}{_to_file(site, folder, match['value'])}{quote}"

    def refresh(match: re.Match[str]) -> str:
        return match["lead"] + _to_file(site, folder, match["value"])

    return _REFRESH.sub(refresh, _ATTRIBUTE.sub(attribute, html))


def _to_file(site: Path, folder: str, value: str) -> str:
    """One link; whatever is not a folder of this site stays as it is."""
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or value.startswith(("#", "/")) or not (parts.path or value == ""):
        return value
    if value == "":
        return value
    target = posixpath.normpath(posixpath.join(folder, parts.path))
    if not parts.path.endswith(("/", ".", "..")) or not (site / target / "index.html").is_file():
        return value
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return f"{path}index.html{tail}"
