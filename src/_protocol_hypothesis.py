"""What Hypothesis calls when it is imported, in every program beside which this library is installed.

So it loads nothing: unless the library has been imported before, there is nothing to tell Hypothesis of yet, and the
library does so by itself when it is.
"""

import sys


def register() -> None:
    """Let Hypothesis know the classes of the library, if the program uses it."""
    if "protocol" in sys.modules:
        from protocol import registration

        registration.register()
