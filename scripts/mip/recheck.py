"""Checking again after a change, in a fraction of a full run: what `mip watch` does.

Files are parsed again only if they changed. Rules that judge each page by itself run on the
changed pages and their counterparts; rules on the whole run on everything. If what other pages can
see of a page has changed, its ids or its anchors, or an entry of a register, the pages that name it
are judged again too, and those about which something was found. If the navigation, the edition or the
set of files has changed, all rules run on everything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mip.checks.registry import RULES, WHOLE, run_rules
from mip.finding import Finding
from mip.load import load, stops_rules
from mip.model.corpus import Corpus, Instrument, Page, Term
from mip.project import Project
from mip.sources.cache import ReadCache

_FOR_ALL = ("today", "files", "nav", "nav_sections", "nav_translations", "unlisted", "edition", "as_of")
_BY_NAME = ("instruments", "cases", "terms", "facts", "retired", "clause_meta")


class Recheck:
    """Checks one project over and over; each run gives the same findings as `check_project`."""

    def __init__(self, project: Project, today: str | None = None) -> None:
        self.project = project
        self.today = today
        self.cache = ReadCache()
        self.corpus: Corpus | None = None
        self.from_rules: list[Finding] = []

    def run(self) -> list[Finding]:
        """All findings of the project as it is now, sorted by place."""
        corpus, findings = load(self.project, self.today, self.cache)
        if any(stops_rules(f) for f in findings):
            self.corpus = None
            return sorted(set(findings))
        changed = self._changed(corpus)
        self.from_rules = run_rules(corpus) if changed is None else self._again(corpus, changed)
        self.corpus = corpus
        return sorted({*findings, *self.from_rules})

    def _changed(self, corpus: Corpus) -> frozenset[str] | None:
        """The paths whose pages are to be judged again; None if that is all of them."""
        old = self.corpus
        if old is None or any(getattr(old, name) != getattr(corpus, name) for name in _FOR_ALL):
            return None
        changed = [key for key, page in corpus.pages.items() if page is not old.pages.get(key)]
        names = {name for key in changed for name in _exposed(old.pages[key]) ^ _exposed(corpus.pages[key])}
        for register in _BY_NAME:
            names |= _renamed(getattr(old, register), getattr(corpus, register))
        paths = {path for _, path in changed}
        if names:
            spelled = {name.upper() for name in names if name}
            found = {finding.path for finding in self.from_rules}
            paths |= {path for (_, path), page in corpus.pages.items() if page.file in found or _names_any(page, spelled)}
        return frozenset(paths)

    def _again(self, corpus: Corpus, changed: frozenset[str]) -> list[Finding]:
        places = {page.file for (_, path), page in corpus.pages.items() if path in changed}
        kept = {f for f in self.from_rules if f.rule not in WHOLE and f.path not in places and not f.path.startswith("docs/registers/")}
        whole = run_rules(corpus, WHOLE)
        corpus.focus = changed
        local = run_rules(corpus, RULES.keys() - WHOLE)
        corpus.focus = None
        return sorted({*kept, *whole, *local})


def _exposed(page: Page) -> set[str]:
    """The names by which other pages can refer to places on this one."""
    return {*page.anchors, *(str(item.id) for item in page.items)}


def _names_any(page: Page, names: set[str]) -> bool:
    """Whether a page has one of these ids or anchors anywhere in its text, in whatever case."""
    text = "\n".join(page.raw_lines).upper()
    return any(name in text for name in names)


def _renamed(old: dict[str, Any], new: dict[str, Any]) -> set[str]:
    """The names by which pages use the entries that differ: their ids, and of a term its wordings that came or went.

    Entries are compared by what they say, not by their line: one more line moves all that follow.
    """
    changed = {key for key in old.keys() | new.keys() if _said(old.get(key)) != _said(new.get(key))}
    return changed | {name for key in changed for name in _wordings(old.get(key)) ^ _wordings(new.get(key))}


def _said(entry: Any) -> Any:
    """An entry without its lines."""
    if isinstance(entry, Instrument):
        return replace(entry, line=0, articles=tuple(replace(article, line=0) for article in entry.articles))
    return replace(entry, line=0) if entry is not None else None


def _wordings(entry: Any) -> set[str]:
    """Of a term: how it is written in either language, and how it is not to be written."""
    if not isinstance(entry, Term):
        return set()
    avoided = [word["term"] for words in (entry.data.get("avoid") or {}).values() for word in words]
    return {entry.name("zh"), entry.name("en"), *avoided}
