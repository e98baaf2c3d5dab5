"""`python -m mip` is the same as the `mip` command."""

import sys

from mip.cli import main

if __name__ == "__main__":
    sys.exit(main())
