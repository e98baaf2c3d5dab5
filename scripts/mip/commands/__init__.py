"""One module per subcommand: `arguments(parser)` and `run(arguments) -> exit code`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from mip.commands import ack, bench, build, check, new, pdf, publish, rules, serve, test, watch


class Command(NamedTuple):
    """A subcommand as the command line needs it."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: dict[str, Command] = {
    "check": Command("检查全部来源 / check all sources", check.arguments, check.run),
    "build": Command("检查并生成整个网站 / check and build the whole site", build.arguments, build.run),
    "serve": Command("边写边看 / look at the site while writing", serve.arguments, serve.run),
    "watch": Command("来源一改就重查 / check again on every change", watch.arguments, watch.run),
    "new": Command("下一个空号和样板 / next free id with a skeleton", new.arguments, new.run),
    "ack": Command("登记英文已复核 / record that the English was reviewed", ack.arguments, ack.run),
    "publish": Command("登记已公布的编号 / record the ids published", publish.arguments, publish.run),
    "bench": Command("测量搜索 / measure the search", bench.arguments, bench.run),
    "pdf": Command("排印一本或自选条目 / print a book or a selection of items", pdf.arguments, pdf.run),
    "rules": Command("逐条解释规则 / explain the rules", rules.arguments, rules.run),
    "test": Command("运行全部测试 / run all tests", test.arguments, test.run),
}
