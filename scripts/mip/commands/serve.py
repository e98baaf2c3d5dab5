"""`mip serve`: look at the site while writing."""

from __future__ import annotations

import argparse
import os

from mip.project import find_project


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--address", default="127.0.0.1:8000", help="地址与端口 / address and port")


def run(options: argparse.Namespace) -> int:
    """MkDocs' live server over the stage; pages reload when docs/ changes."""
    from mkdocs.commands.serve import serve

    project = find_project()
    os.chdir(project.root)
    serve(str(project.config), dev_addr=options.address, livereload=True)
    return 0
