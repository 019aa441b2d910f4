"""How the properties are run: the same examples each time, unless randomness is asked for.

With `SCANNER=off` in the environment every record is left to the judge: the tests have to pass without the accelerator.
"""

import os
from types import SimpleNamespace

from hypothesis import HealthCheck, settings

from protocol.validation import checking

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=25)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=3_000,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)

if os.environ.get("SCANNER") == "off":
    cannot_tell = SimpleNamespace(assess=lambda _stream, _ended: None)
    setattr(checking, "scanner", lambda _rulebook, _coverage: cannot_tell)  # noqa: B010 - a type checker must not see it
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
