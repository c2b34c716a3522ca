"""`python -m counter_app`, and the entry of the packaged program."""

import sys

from counter_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
