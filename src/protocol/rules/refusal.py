"""The error of `admit`; it is not in `errors.py`, because it holds findings."""

from attrs import define

from protocol.errors import ProtocolError
from protocol.rules.findings import Finding


# No slots, as in all errors.
@define(slots=False, eq=False)
class RefusedError(ProtocolError):
    """An event was not admitted, because it would break rules of the severity that the caller refuses.

    `findings` are the departures that the event would cause, worst first.
    """

    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return "not admitted: " + "; ".join(str(finding) for finding in self.findings)
