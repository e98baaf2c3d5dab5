"""Checking again after a change, in a fraction of a full run: what `mip watch` does.

Files are parsed again only if they changed. Rules that judge each page by itself run on the
changed pages and their counterparts; rules on the whole run on everything. If what other pages can
see of a page has changed, its ids or its anchors, the pages that name it are judged again too, and
those about which something was found. If a register or the set of files has changed, all rules run on
everything.
"""

from __future__ import annotations

from mip.checks.registry import RULES, WHOLE, run_rules
from mip.finding import Finding
from mip.load import load, stops_rules
from mip.model.corpus import Corpus, Page
from mip.project import Project
from mip.sources.cache import ReadCache


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
        """The paths whose pages changed; None if everything has to be looked at."""
        old = self.corpus
        if old is None or old.today != corpus.today or old.files != corpus.files or not _same_registers(old, corpus):
            return None
        changed = [key for key, page in corpus.pages.items() if page is not old.pages.get(key)]
        paths = {path for _, path in changed}
        seen = [key for key in changed if corpus.pages[key].surface != old.pages[key].surface]
        if seen:
            names = {name.upper() for key in seen for name in _exposed(old.pages[key]) ^ _exposed(corpus.pages[key])}
            found = {finding.path for finding in self.from_rules}
            paths |= {path for (_, path), page in corpus.pages.items() if page.file in found or _names_any(page, names)}
        return frozenset(paths)

    def _again(self, corpus: Corpus, changed: frozenset[str]) -> list[Finding]:
        places = {page.file for (_, path), page in corpus.pages.items() if path in changed}
        kept = {f for f in self.from_rules if f.rule not in WHOLE and f.path not in places}
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


def _same_registers(old: Corpus, new: Corpus) -> bool:
    """Entries are compared by value: a register is small, and most changes are not in one."""
    return all(
        getattr(old, name) == getattr(new, name)
        for name in (
            "instruments", "cases", "terms", "facts", "retired", "clause_meta", "nav", "nav_sections", "nav_translations",
            "unlisted", "edition", "as_of", "acknowledged", "published",
        )
    )  # fmt: skip
