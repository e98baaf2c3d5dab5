"""The bridge to MkDocs."""

from __future__ import annotations

from mip.outputs.mkdocs_hook import _state
from mip.project import Project


def test_a_changed_page_is_staged_again_by_the_live_server(project: Project) -> None:
    """MkDocs keeps the hook's module between rebuilds, so the hook itself notices that docs/ changed."""
    before = _state(project)
    assert _state(project) == before
    page = project.docs / "zh" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n新的一段。\n", encoding="utf-8")
    assert _state(project) != before
