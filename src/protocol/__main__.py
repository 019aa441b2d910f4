"""Runs the command line as `python -m protocol`."""

import sys

from protocol.cli import main

sys.exit(main())
