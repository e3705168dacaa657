"""`python -m launcher` is `edinstvo`."""

import sys

from launcher.command import main

if __name__ == "__main__":
    sys.exit(main())
