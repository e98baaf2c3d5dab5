"""`mip serve`: look at the site while writing."""

from __future__ import annotations

import argparse
import logging
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
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # findings, rebuilds, the address
    os.environ["MIP_SERVE"] = "1"  # findings are shown, but do not stop the preview
    serve(str(project.config), dev_addr=options.address, livereload=True)
    return 0
