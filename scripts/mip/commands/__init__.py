"""One module per subcommand: `arguments(parser)` and `run(arguments) -> exit code`. Each is imported when it is used."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any, NamedTuple


class Command(NamedTuple):
    """A subcommand as the command line needs it. `module` stands in this package."""

    module: str
    help: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what this command takes."""
        self._module().arguments(parser)

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit code."""
        return int(self._module().run(options))

    def _module(self) -> Any:
        return import_module(f"{__name__}.{self.module}")


COMMANDS: dict[str, Command] = {
    command.module: command
    for command in (
        Command("check", "检查全部来源 / check all sources"),
        Command("build", "检查并生成整个网站 / check and build the whole site"),
        Command("serve", "边写边看 / look at the site while writing"),
        Command("watch", "来源一改就重查 / check again on every change"),
        Command("new", "下一个空号和样板 / next free id with a skeleton"),
        Command("ack", "登记英文已复核 / record that the English was reviewed"),
        Command("publish", "登记已公布的编号 / record the ids published"),
        Command("bench", "测量搜索 / measure the search"),
        Command("pdf", "排印一本或自选条目 / print a book or a selection of items"),
        Command("rules", "逐条解释规则 / explain the rules"),
        Command("test", "运行全部测试 / run all tests"),
    )
}
