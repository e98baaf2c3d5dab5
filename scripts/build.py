#!/usr/bin/env python3
"""Build everything: check, site, search, PDFs, offline zip, checks on the result.

    python3 scripts/build.py            the whole product into site/
    python3 scripts/build.py --no-pdf   without the books, for a quick look
"""

import sys

from bootstrap import run

if __name__ == "__main__":
    sys.exit(run("requirements.lock", "mip", "build", *sys.argv[1:]))
