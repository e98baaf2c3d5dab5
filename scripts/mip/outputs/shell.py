"""The bare page around decks, sheets and posters: no theme, no inline script, both languages linked."""

from __future__ import annotations

from dataclasses import dataclass

from mip.outputs.address import absolute
from mip.outputs.markup import escape
from mip.project import LANGUAGES


def prefix(lang: str) -> str:
    """Where a language's tree begins below the site."""
    return "" if lang == "zh" else "en/"


def up(url: str) -> str:
    """From a page at `url` (`en/posters/ai/`) to the root of the site."""
    return "../" * url.count("/")


POLICY = (
    "default-src 'self' file:; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
    "img-src 'self' file: data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load: its own site's files, no inline script. The same stands in overrides/main.html.

`file:` is for the copy on a USB stick, where some browsers' 'self' matches nothing; a page from
a server cannot load local files anyway.
"""


@dataclass(frozen=True, slots=True)
class Shell:
    """What one page needs around its body. `path` is the same in both languages: `workshops/x/slides/`."""

    lang: str
    path: str
    title: str
    css: tuple[str, ...]
    js: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def url(self) -> str:
        """The page's place below the site."""
        return prefix(self.lang) + self.path

    @property
    def root(self) -> str:
        """From the page to the root of the site."""
        return up(self.url)

    @property
    def other(self) -> str:
        """From the page to the same one in the other language."""
        return f"{self.root}{prefix('en' if self.lang == 'zh' else 'zh')}{self.path}index.html"

    def page(self, body: str, body_class: str) -> str:
        """The complete HTML."""
        links = [f'<link rel="alternate" hreflang="{lang}" href="{absolute(prefix(lang) + self.path)}">' for lang in LANGUAGES]
        links.append(f'<link rel="canonical" href="{absolute(self.url)}">')
        links += [f'<link rel="stylesheet" href="{self.root}assets/stylesheets/{name}.css">' for name in self.css]
        links += [f'<script src="{self.root}assets/javascripts/{name}.js" defer></script>' for name in self.js]
        robots = '<meta name="robots" content="noindex">\n' if self.hidden else ""
        return (
            f'<!doctype html>\n<html lang="{self.lang}" data-md-color-scheme="default">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n{robots}<title>{escape(self.title)}</title>\n'
            f'<link rel="icon" href="{self.root}assets/images/favicon.svg">\n' + "\n".join(links)
            + f'\n</head>\n<body class="{body_class}">\n{body}\n</body>\n</html>\n'
        )  # fmt: skip
