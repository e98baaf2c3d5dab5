"""sitemap.xml with both languages of each page as alternates. Dates would break reproducibility, so there are none."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(base: str, pages: Iterable[str]) -> str:
    """`pages` are site-relative addresses of the Chinese pages; the English one is below `en/`."""
    rows: list[str] = []
    for page in sorted(pages):
        zh, en = escape(base + page), escape(base + "en/" + page)
        links = (
            f'<xhtml:link rel="alternate" hreflang="zh" href="{zh}"/><xhtml:link rel="alternate" hreflang="en" href="{en}"/>'
            f'<xhtml:link rel="alternate" hreflang="x-default" href="{zh}"/>'
        )
        rows += [f"<url><loc>{loc}</loc>{links}</url>" for loc in (zh, en)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )
