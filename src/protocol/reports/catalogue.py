"""THE list of reports."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from protocol.reports.assessment import assessment_page
from protocol.reports.page import Page
from protocol.reports.record import record_page
from protocol.rules import Assessment
from protocol.stream import Stream


@frozen
class Report:
    """A document that can be made of a stream and what checking it gave."""

    name: str
    sentence: str
    build: Callable[[Stream, Assessment], Page]


_ALL: Final = (
    Report(
        "record",
        "What happened, in order, with times, places, people and sources; of a planned visit, the programme.",
        lambda stream, _: record_page(stream),
    ),
    Report(
        "assessment",
        "What departs from protocol, why and by which source; what is owed and what was not reported.",
        assessment_page,
    ),
)

REPORTS: Final[Mapping[str, Report]] = MappingProxyType({report.name: report for report in _ALL})
"""All reports by name."""
