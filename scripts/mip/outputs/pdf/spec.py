"""What one book consists of. Plain data, so that it can go to another process and into a cache key."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


def book_file(key: str, edition: str, lang: str) -> str:
    """The file of a book below `downloads/`: `mip-ai-2026.1-zh.pdf`."""
    return f"mip-{key}-{edition}-{lang}.pdf"


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """A page of the site, or only some sections of it."""

    page: str  # address below the site: `sectors/ai/disclosure/`, `en/faq/basics/`
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A group of chapters. In a flowing part chapters follow one another without a new page."""

    title: str
    chapters: tuple[ChapterSpec, ...]
    flowing: bool = False
    opener: bool = True
    intro: str = ""


@dataclass(frozen=True, slots=True)
class BookSpec:
    """One PDF file."""

    key: str
    file: str
    lang: str
    title: str
    subtitle: str
    edition: str
    as_of: str
    site_url: str
    parts: tuple[PartSpec, ...]
    contents_depth: int = 3
    articles: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    """Instrument → its name, and article anchor → name, in the order of the law register."""

    @property
    def pages(self) -> list[ChapterSpec]:
        """All chapters in order."""
        return [chapter for part in self.parts for chapter in part.chapters]

    def to_json(self) -> str:
        """For the worker and the cache key: the same book gives the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def from_json(text: str) -> BookSpec:
    """The inverse of `to_json`."""
    data: dict[str, Any] = json.loads(text)
    data["parts"] = tuple(_part(part) for part in data["parts"])
    data["articles"] = {name: (entry[0], dict(entry[1])) for name, entry in data["articles"].items()}
    return BookSpec(**data)


def _part(data: dict[str, Any]) -> PartSpec:
    data["chapters"] = tuple(ChapterSpec(entry["page"], tuple(entry["only"])) for entry in data["chapters"])
    return PartSpec(**data)
