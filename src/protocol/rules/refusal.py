"""The error of a gate that does not let an event pass; not with the other errors, because it names findings."""

from attrs import define

from protocol.errors import ProtocolError
from protocol.rules.findings import Finding


# No slots, as in all errors.
@define(slots=False, eq=False)
class RefusedError(ProtocolError):
    """An event was not admitted, because with it the visit would break rules that the caller holds binding.

    `findings` are the departures that the event would cause, worst first.
    """

    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return "not admitted: " + "; ".join(str(finding) for finding in self.findings)
