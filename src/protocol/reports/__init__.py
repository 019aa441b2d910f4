"""Reports: documents as neutral pages, one builder per file, which the renderers turn into formats."""

from protocol.reports.assessment import assessment_page
from protocol.reports.catalogue import REPORTS, Report
from protocol.reports.page import (
    Block,
    Cell,
    Heading,
    Listing,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    Tone,
    plain,
    strong,
)
from protocol.reports.record import record_page
from protocol.reports.wording import describe

__all__ = [
    "REPORTS",
    "Block",
    "Cell",
    "Heading",
    "Listing",
    "Page",
    "Paragraph",
    "Report",
    "Span",
    "Spans",
    "Table",
    "Tone",
    "assessment_page",
    "describe",
    "plain",
    "record_page",
    "strong",
]
