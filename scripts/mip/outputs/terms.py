"""Glossary links in running text: the first use of a term on a page shows its definition on hover and focus.

A link is used rather than a tooltip of its own: it takes focus, works without scripts and
on a phone. Headings, links, citations, code, tables and text in quotation marks stay untouched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mip.model.corpus import Corpus, Page
from mip.outputs.markup import plain, relative, shorten

_MAX_PER_PAGE = 12
_PROTECTED = re.compile(
    r"`[^`]*`|!?\[[^\[\]]*\](?:\[[^\[\]]*\]|\([^()]*(?:\([^()]*\)[^()]*)*\))?|<[^<>]*>|“[^“”]*”|《[^《》]*》|\"[^\"]*\"|\*\*[^*]*\*\*|\{[^{}]*\}"
)
_SKIP_LINE = re.compile(r"^\s*(?:#|\||!!!|\?\?\?|<|\[[^\]]+\]:|---|```|\{:)")


@lru_cache(maxsize=4)
def _pattern(lang: str, names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    body = "|".join(re.escape(name) for name in ordered)
    return re.compile(f"({body})" if lang == "zh" else rf"\b({body})s?\b", re.IGNORECASE if lang == "en" else 0)


def link_terms(corpus: Corpus, page: Page, text: str) -> str:
    """The page with its first uses linked, at most twelve."""
    terms = {t.name(page.lang).lower(): t for t in corpus.terms.values() if t.data["priority"] == 1 and len(t.name(page.lang)) >= (3 if page.lang == "zh" else 5)}
    if not terms or page.path == "index.md" or page.path.startswith("forms/"):
        return text
    pattern = _pattern(page.lang, tuple(sorted(terms)))
    left = dict(terms)
    lines = text.split("\n")
    done, fenced = 0, False
    for index, line in enumerate(lines):
        fenced ^= line.lstrip().startswith("```")
        if fenced or _SKIP_LINE.match(line) or not line.strip() or done >= _MAX_PER_PAGE:
            continue
        masked = _PROTECTED.sub(lambda m: "\0" * len(m[0]), line)
        match = next((m for m in pattern.finditer(masked) if m[1].lower() in left), None)
        if match is None:
            continue
        term = left.pop(match[1].lower())
        tip = shorten(plain(term.data["definition"][page.lang]), 140 if page.lang == "zh" else 300).replace('"', "'")
        target = relative(page.path, "glossary.md", term.id)
        lines[index] = f'{line[: match.start(1)]}[{line[match.start(1) : match.end()]}]({target} "{tip}"){{ .mip-term }}{line[match.end() :]}'
        done += 1
    return "\n".join(lines)
