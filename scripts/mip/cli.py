"""The command line: the only place that prints or exits.

Exit codes: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mip import __version__
from mip.commands import COMMANDS
from mip.errors import CannotRun


def build_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """All subcommands; those that `argv` names bring their own arguments, so that only they are imported."""
    parser = argparse.ArgumentParser(prog="mip", description="MIP 商业秘密保护指引：检查与生成 / checks and builds the guidelines")
    parser.add_argument("--version", action="version", version=f"mip {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.help, description=command.help)
        if name in argv:
            command.arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. A surprise is one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = sys.argv[1:] if argv is None else argv
    arguments = build_parser(given).parse_args(given)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        print("\n已中断，上一次的site/未改动。 / Interrupted; the last site/ is untouched.", file=sys.stderr)
        return 2
    except (OSError, CannotRun) as error:
        print(f"无法继续 / cannot go on: {error}", file=sys.stderr)
        return 2



