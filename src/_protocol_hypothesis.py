"""What Hypothesis calls when it is imported, in every program beside which this library is installed.

So it loads nothing: unless the library has been imported before, there is nothing to tell Hypothesis of yet, and the
library does so by itself when it is.
"""

import sys


def register() -> None:
    """Let Hypothesis know the classes of the library, if they are loaded."""
    if (library := sys.modules.get("protocol.registration")) is not None:
        library.register()
