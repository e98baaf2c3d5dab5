"""What was parsed and has not changed since.

`mip watch` keeps it in memory and reads a tree again in a few milliseconds; a file counts as unchanged
while its time of change and its size are the same. `mip check` keeps it on disk; there the content counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class ReadCache:
    """Results by path, each valid for one state of its file."""

    def __init__(self) -> None:
        self._held: dict[tuple[Path, str], tuple[Any, Any]] = {}
        self._kept: dict[str, tuple[Any, Any]] = {}
        self._derived: dict[str, tuple[Any, Any]] = {}

    def read(self, path: Path, kind: str, make: Callable[[], Any]) -> Any:
        """The result of `make`, from the last time if the file is still the same."""
        try:
            state = self._state(path)
        except OSError:
            return make()
        held = self._held.get((path, kind))
        if held and held[0] == state:
            return held[1]
        result = make()
        self._held[path, kind] = (state, result)
        return result

    def _state(self, path: Path) -> Any:
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_size

    def keep(self, name: str, stamp: Any, make: Callable[[], Any]) -> Any:
        """What follows from what `stamp` names, from the last time if it names the same."""
        held = self._kept.get(name)
        if held and held[0] == stamp:
            return held[1]
        result = make()
        self._kept[name] = (stamp, result)
        return result

    def derive(self, name: str, source: Any, make: Callable[[], Any]) -> Any:
        """What follows from `source` alone, from the last time if it is the very same object."""
        held = self._derived.get(name)
        if held and held[0] is source:
            return held[1]
        result = make()
        self._derived[name] = (source, result)
        return result


class StoredCache(ReadCache):
    """Results kept in a file between runs. It is only ever a help: if it is missing, old or broken, everything is parsed."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self._code = _code()
        self._before: dict[tuple[Path, str], tuple[Any, Any]] = {}
        self._fresh = False
        try:
            code, before, kept = pickle.loads(file.read_bytes())
        except Exception:  # whatever a broken pickle raises
            return
        if code == self._code:
            self._before, self._kept = before, kept

    def read(self, path: Path, kind: str, make: Callable[[], Any]) -> Any:
        """As in memory; what is not asked for again is forgotten."""
        if (path, kind) in self._before:
            self._held[path, kind] = self._before[path, kind]
        return super().read(path, kind, self._noting(make))

    def keep(self, name: str, stamp: Any, make: Callable[[], Any]) -> Any:
        """As in memory."""
        return super().keep(name, stamp, self._noting(make))

    def save(self) -> None:
        """Write the file if anything is new. A folder that cannot be written to is no fault."""
        if not self._fresh and len(self._held) == len(self._before):
            return
        partial = self.file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(pickle.dumps((self._code, self._held, self._kept), protocol=pickle.HIGHEST_PROTOCOL))
            partial.replace(self.file)

    def _noting(self, make: Callable[[], Any]) -> Callable[[], Any]:
        def made() -> Any:
            self._fresh = True
            return make()

        return made

    def _state(self, path: Path) -> Any:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).digest()


def _code() -> str:
    """Of everything that decides what parsing yields: this package, the model, the version of Python."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted([*package.glob("sources/*.py"), *package.glob("model/*.py"), package / "finding.py"]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
