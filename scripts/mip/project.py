"""Where things are: the one place that knows folder names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
PLACEHOLDER_URL = "https://mip.example/"


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one checkout. Everything derives from `root`."""

    root: Path

    @property
    def docs(self) -> Path:
        """What editors write."""
        return self.root / "docs"

    @property
    def registers(self) -> Path:
        """What is the same in both languages, once."""
        return self.docs / "registers"

    @property
    def schemas(self) -> Path:
        """JSON Schemas of the registers."""
        return self.registers / "schemas"

    @property
    def config(self) -> Path:
        """MkDocs' own configuration, which also carries the navigation."""
        return self.root / "mkdocs.yml"

    @property
    def overrides(self) -> Path:
        """Theme templates and the site's own style and scripts."""
        return self.root / "overrides"

    @property
    def build(self) -> Path:
        """Everything that can be thrown away."""
        return self.root / "build"

    @property
    def stage(self) -> Path:
        """The complete tree as plain Markdown that MkDocs reads."""
        return self.build / "docs"

    @property
    def site(self) -> Path:
        """The finished product."""
        return self.root / "site"

    def relative(self, path: Path) -> str:
        """A path as it stands in messages: from the root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def find_project(start: Path | None = None) -> Project:
    """The project around `start`: `MIP_ROOT`, else the nearest folder with mkdocs.yml, else this package's."""
    if os.environ.get("MIP_ROOT"):
        return Project(Path(os.environ["MIP_ROOT"]).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "docs").is_dir():
            return Project(folder)
    return Project(Path(__file__).resolve().parents[2])
