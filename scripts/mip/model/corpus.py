"""The typed records every rule and every output works on. No file access, no Markdown, no YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mip.model.ids import ItemId, LawRef

LEVELS = ("essential", "advanced", "exemplary")
BASES = ("law", "proof", "advice")
FIELD_KEYS = ("do", "why", "keep", "check")
FIELD_LABELS = {
    "zh": {"做什么": "do", "为什么": "why", "留证据": "keep", "自查": "check"},
    "en": {"Do": "do", "Why": "why", "Keep": "keep", "Check": "check"},
}
PENDING = {"zh": "待核", "en": "to be verified"}
ROLES = ("owner", "hr", "rd", "it", "legal", "sales", "production", "admin")
STAGES = ("hire", "work", "partner", "publish", "leave", "incident")
ROUTES = (
    "insider-copying", "team-move", "founder-executive", "supplier-partner", "publication-filing", "product-teardown",
    "account-intrusion", "ai-tools", "visitors-premises", "consulting-intelligence", "inbound-contamination", "cross-border",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as found in a text: `[words][target]`, or the shortcut `[target]`."""

    line: int
    words: str
    target: str
    shortcut: bool
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An ordinary link or image with its target as written."""

    line: int
    words: str
    target: str
    image: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One of a clause's four fields. `key` is do, why, keep, check or '' for an unknown label."""

    key: str
    label: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its text. `lines` are (number, text) pairs without code."""

    line: int
    level: int
    title: str
    anchor: str | None
    classes: tuple[str, ...]
    lines: tuple[tuple[int, str], ...]
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    list_items: int
    table_rows: int
    admonitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something citable on a page: a clause, case, question, form or workshop in one language."""

    id: ItemId
    lang: str
    page: str
    file: str
    line: int
    title: str
    classes: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def fields(self) -> dict[str, Field]:
        """The clause's fields by key; the first wins if one is doubled."""
        found: dict[str, Field] = {}
        for section in self.sections:
            for entry in section.fields:
                found.setdefault(entry.key or entry.label, entry)
        return found

    @property
    def level(self) -> str | None:
        """essential, advanced or exemplary."""
        return next((name for name in self.classes if name in LEVELS), None)

    @property
    def basis(self) -> str | None:
        """law, proof or advice: what kind of statement the clause is."""
        return next((name for name in self.classes if name in BASES), None)

    @property
    def references(self) -> list[Reference]:
        """All references of the item in reading order."""
        return [reference for section in self.sections for reference in section.references]

    @property
    def text(self) -> str:
        """The item's own text, one line per source line."""
        return "\n".join(text for section in self.sections for _, text in section.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page of one language. `path` is relative to the language folder."""

    lang: str
    path: str
    file: str
    meta: dict[str, Any]
    meta_lines: dict[str, int]
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    comments: tuple[tuple[int, str], ...]
    raw_lines: tuple[str, ...]
    code_lines: frozenset[int]
    body_line: int
    tables_without_header: tuple[int, ...] = ()
    definitions: dict[str, int] = field(default_factory=dict)
    meta_broken: bool = False
    preamble: tuple[int, ...] = ()
    underlined: tuple[int, ...] = ()
    unclosed: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The text of the first heading."""
        return self.sections[0].title if self.sections else self.path

    @property
    def anchors(self) -> dict[str, int]:
        """Anchor → line of its heading."""
        return {section.anchor: section.line for section in reversed(self.sections) if section.anchor}

    @property
    def surface(self) -> tuple[Any, ...]:
        """What other pages can see of this one: its anchors and its items."""
        return (tuple(sorted(self.anchors)), tuple(item.id for item in self.items))

    def references(self) -> Iterator[Reference]:
        """All references of the page."""
        for section in self.sections:
            yield from section.references


@dataclass(frozen=True, slots=True)
class Article:
    """One entry of an instrument: an article, paragraph, annex item or a keyed rule without a seen number."""

    instrument: str
    no: str | None
    key: str | None
    para: str | None
    topic: dict[str, str]
    says: dict[str, str]
    confidence: str
    no_confidence: str | None
    formerly: dict[str, str] | None
    sources: tuple[str, ...]
    line: int

    @property
    def name(self) -> str:
        """By what it is cited after `#`: its key if it has one, else its number."""
        return self.key or self.no or ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, interpretation, rule, standard, plan or treaty."""

    id: str
    kind: str
    scope: str
    title: dict[str, str]
    short: dict[str, str]
    issuer: dict[str, str]
    number: str | None
    adopted: str | None
    effective: str | None
    status: str
    replaces: tuple[str, ...]
    replaced_by: str | None
    official_url: str | None
    confidence: str
    number_confidence: str | None
    basis: str
    checked: str
    review_months: int
    sectors: tuple[str, ...]
    articles: tuple[Article, ...]
    line: int

    def find(self, name: str) -> tuple[Article, ...]:
        """The entries cited by `name`; a single number inside a range or list finds the range."""
        exact = tuple(a for a in self.articles if name in (a.key, a.no))
        return exact or tuple(a for a in self.articles if a.no and name in _covered(a.no))


def _covered(no: str) -> set[str]:
    """`862-864` covers 862, 863, 864; `186, 188` covers both."""
    found: set[str] = set()
    for part in (piece.strip() for piece in no.split(",")):
        first, dash, last = part.partition("-")
        if dash and first.isdigit() and last.isdigit() and int(last) - int(first) < 100:
            found |= {str(number) for number in range(int(first), int(last) + 1)}
        else:
            found.add(part)
    return found


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What is the same about a case in both languages. `data` is the register entry as validated."""

    id: ItemId
    slug: str
    data: dict[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term with one rendering per language."""

    id: str
    data: dict[str, Any]
    line: int

    def name(self, lang: str) -> str:
        """The rendering used in the text."""
        return str(self.data[lang])


@dataclass(frozen=True, slots=True)
class Fact:
    """A local fact: a body, court, route, fee or time limit, with the date it was checked."""

    id: str
    data: dict[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that is no longer used: its successor or None, and why."""

    id: str
    successor: str | None
    reason: dict[str, str]
    date: str
    line: int


@dataclass(frozen=True, slots=True)
class ClauseMeta:
    """Who acts on a clause, when, and against which leak route."""

    id: str
    roles: tuple[str, ...]
    stages: tuple[str, ...]
    routes: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page of the navigation with its 1-based line in mkdocs.yml."""

    path: str
    line: int


@dataclass(slots=True)
class Corpus:
    """Everything, assembled once."""

    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    items: dict[str, dict[str, Item]] = field(default_factory=lambda: {"zh": {}, "en": {}})
    all_items: list[Item] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    cases: dict[str, CaseRecord] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    retired: dict[str, Retired] = field(default_factory=dict)
    clause_meta: dict[str, ClauseMeta] = field(default_factory=dict)
    nav: list[NavEntry] = field(default_factory=list)
    nav_sections: list[tuple[str, int]] = field(default_factory=list)
    nav_translations: dict[str, str] = field(default_factory=dict)
    unlisted: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    edition: str = ""
    as_of: str = ""
    today: str = ""
    acknowledged: dict[str, str] | None = None
    published: dict[str, dict[str, str]] | None = None
    focus: frozenset[str] | None = None
    memo: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def each_page(self) -> list[Page]:
        """The pages a run of rules looks at: all of them, or the paths in `focus`, which `mip watch` sets."""
        return [page for (_, path), page in self.pages.items() if self.focus is None or path in self.focus]

    def each_item(self) -> list[Item]:
        """The items on those pages, doubled ids included."""
        return [item for item in self.all_items if self.focus is None or item.page in self.focus]

    def language(self, lang: str) -> list[Page]:
        """The pages of one language, sorted by path."""
        return [page for (code, _), page in sorted(self.pages.items()) if code == lang]

    def articles(self, reference: LawRef) -> tuple[Article, ...]:
        """The entries a law reference points to; empty if unknown or for the instrument as a whole."""
        instrument = self.instruments.get(reference.instrument)
        return instrument.find(reference.article) if instrument and reference.article else ()
