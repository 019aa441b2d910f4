"""Reports: documents as neutral pages, one builder per file, which the renderers turn into formats."""

from protocol.reports.assessment import assessment_page
from protocol.reports.catalogue import REPORTS, Report
from protocol.reports.communique import communique_page
from protocol.reports.language import ENGLISH, Language
from protocol.reports.page import (
    Appointment,
    Bar,
    Block,
    Cell,
    Heading,
    Lane,
    Listing,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    Timeline,
    Told,
    Tone,
    plain,
    strong,
)
from protocol.reports.record import record_page
from protocol.reports.wording import describe

__all__ = [
    "ENGLISH",
    "REPORTS",
    "Appointment",
    "Bar",
    "Block",
    "Cell",
    "Heading",
    "Lane",
    "Language",
    "Listing",
    "Page",
    "Paragraph",
    "Report",
    "Span",
    "Spans",
    "Table",
    "Timeline",
    "Told",
    "Tone",
    "assessment_page",
    "communique_page",
    "describe",
    "plain",
    "record_page",
    "strong",
]
