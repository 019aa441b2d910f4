"""How many examples a property is tried with: few as a rule, many at night."""

import os

from hypothesis import settings

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"


def examples(usually: int, at_night: int) -> settings:
    """The settings of the profile in use, with so many examples."""
    return settings(max_examples=at_night if NIGHTLY else usually)
