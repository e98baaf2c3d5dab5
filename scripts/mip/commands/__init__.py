"""One module per subcommand: `arguments(parser)` and `run(arguments) -> exit code`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from mip.commands import build, check, publish, rules, serve, test


class Command(NamedTuple):
    """A subcommand as the command line needs it."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: dict[str, Command] = {
    "check": Command("检查全部来源 / check all sources", check.arguments, check.run),
    "build": Command("检查并生成整个网站 / check and build the whole site", build.arguments, build.run),
    "serve": Command("边写边看 / look at the site while writing", serve.arguments, serve.run),
    "publish": Command("把全部编号登入台账 / enter all ids in the ledger", publish.arguments, publish.run),
    "rules": Command("逐条解释规则 / explain the rules", rules.arguments, rules.run),
    "test": Command("运行全部测试 / run all tests", test.arguments, test.run),
}
