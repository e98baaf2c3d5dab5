#!/usr/bin/env python3
"""Test everything: lint, types, unit tests, the built site, the browser.

    python3 scripts/test.py             everything
    python3 scripts/test.py -m unit     further arguments go to pytest
"""

import sys

from bootstrap import run

if __name__ == "__main__":
    sys.exit(run("requirements-test.lock", "mip", "test", *sys.argv[1:]))
