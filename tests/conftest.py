"""How the properties are run: the same examples each time, unless randomness is asked for."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=25)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=3_000,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
