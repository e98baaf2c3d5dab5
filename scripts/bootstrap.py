"""What the two front doors share: make `.venv` from the hash-locked requirements, once.

Standard library only, because it runs before anything is installed. A stamp inside
`.venv` remembers which lock was installed; while the lock is unchanged the
environment is used again and starting costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "mip-stamp.json"
MINIMUM = (3, 11, 5)  # pymdown-extensions 13.1 asks for it


class CannotStart(Exception):
    """One plain sentence, Chinese and English, for the person at the terminal."""


def say(text: str) -> None:
    """Tell what is being done, at once, also when the output is piped."""
    print(text, flush=True)


def venv_python() -> Path:
    """The interpreter inside `.venv`, on every system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_digest(lock: Path) -> str:
    """SHA-256 over the lock and the package's own metadata."""
    digest = hashlib.sha256()
    for file in (lock, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_ready(lock: Path) -> bool:
    """True if `.venv` was made from this very lock and its interpreter still exists."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp.get(lock.name) == lock_digest(lock)) and venv_python().exists()


def require_python() -> None:
    """Refuse an interpreter that the locked packages do not support."""
    if sys.version_info[:3] < MINIMUM:
        need, have = ".".join(map(str, MINIMUM)), ".".join(map(str, sys.version_info[:3]))
        raise CannotStart(
            f"需要 Python {need} 或更新版本，现在是 {have}。 / "
            f"Python {need} or newer is needed; this is {have}."
        )


def make_venv() -> None:
    """Create an empty `.venv`, replacing a broken one."""
    try:
        import ensurepip  # noqa: F401  # the part that is missing there
        import venv  # Debian and Ubuntu ship it as a package of its own
    except ImportError as error:
        raise CannotStart(
            "缺少 venv 模块：Debian/Ubuntu 请运行 sudo apt install python3-venv。 / "
            "The venv module is missing: on Debian or Ubuntu run: sudo apt install python3-venv."
        ) from error
    if VENV.exists():
        shutil.rmtree(VENV)
    venv.create(VENV, with_pip=True)


def pip(*arguments: str) -> None:
    """Run pip inside `.venv`; on failure show its last lines and say what to do."""
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if result.returncode:
        tail = "\n".join((result.stderr or result.stdout).strip().splitlines()[-4:])
        raise CannotStart(
            f"{tail}\n安装依赖失败：请检查网络或 pip 镜像设置后重试，已装的部分不受影响。 / "
            "Installing the dependencies failed: check the network or pip's index settings and try again."
        )


def ensure_environment(lock_name: str) -> Path:
    """Make `.venv` from `lock_name` unless it is there already; return its interpreter."""
    lock = ROOT / lock_name
    if is_ready(lock):
        return venv_python()
    require_python()
    started = time.monotonic()
    say("准备环境（仅首次）… / Preparing the environment (first time only) …")
    if not venv_python().exists() or not STAMP.exists():
        make_venv()
    say(f"  安装依赖 {lock_name} / installing {lock_name} …")
    pip("install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ".")
    stamps = {name: lock_digest(ROOT / name) for name in covered_locks(lock_name)}
    STAMP.write_text(json.dumps(stamps), encoding="utf-8")
    say(f"  完成，用时 {time.monotonic() - started:.0f} 秒 / done in {time.monotonic() - started:.0f} s")
    return venv_python()


def covered_locks(lock_name: str) -> list[str]:
    """The test lock contains the build lock, so installing it satisfies both."""
    return ["requirements.lock", "requirements-test.lock"] if "test" in lock_name else [lock_name]


def run(lock_name: str, *module_and_arguments: str) -> int:
    """Front door: prepare, then hand over to `python -m …` inside `.venv`; return its exit code."""
    try:
        python = ensure_environment(lock_name)
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"无法写入 {VENV}：{error} / cannot write {VENV}: {error}", file=sys.stderr)
        return 2
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([str(python), "-m", *module_and_arguments], cwd=ROOT, env=environment).returncode
