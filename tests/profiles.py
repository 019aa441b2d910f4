"""How tests are run: with few examples as a rule and many at night, and with what is on this machine."""

import os

from hypothesis import settings

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
SKIPPING = os.environ.get("SKIPPING") != "no"
"""Whether tests are left out whose browser, office or server is not here; where all have to be here, none is."""


def examples(usually: int, at_night: int) -> settings:
    """The settings of the profile in use, with so many examples."""
    return settings(max_examples=at_night if NIGHTLY else usually)
