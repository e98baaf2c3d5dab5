"""What was parsed and has not changed since: `mip watch` reads a tree again in a few milliseconds.

A file counts as unchanged while its time of change and its size are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


class ReadCache:
    """Results by path, each valid for one state of its file."""

    def __init__(self) -> None:
        self._held: dict[tuple[Path, str], tuple[tuple[int, int], Any]] = {}
        self._derived: dict[str, tuple[Any, Any]] = {}

    def read(self, path: Path, kind: str, make: Callable[[], Any]) -> Any:
        """The result of `make`, from the last time if the file is still the same."""
        try:
            stat = path.stat()
        except OSError:
            return make()
        state = (stat.st_mtime_ns, stat.st_size)
        held = self._held.get((path, kind))
        if held and held[0] == state:
            return held[1]
        result = make()
        self._held[path, kind] = (state, result)
        return result

    def derive(self, name: str, source: Any, make: Callable[[], Any]) -> Any:
        """What follows from `source` alone, from the last time if it is the very same object."""
        held = self._derived.get(name)
        if held and held[0] is source:
            return held[1]
        result = make()
        self._derived[name] = (source, result)
        return result
