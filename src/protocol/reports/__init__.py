"""Reports: documents as neutral pages, one builder per file, which the renderers turn into formats."""

from protocol.reports.brief import Brief, Edition
from protocol.reports.catalogue import REPORTS, SURVEYS, Format, Report, Survey, TextFormat
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
    Status,
    Table,
    Timeline,
    Told,
    Tone,
    plain,
    strong,
)
from protocol.reports.papers.assessment import assessment_page
from protocol.reports.papers.communique import communique_page
from protocol.reports.papers.record import record_page
from protocol.reports.words.language import ENGLISH, Language
from protocol.reports.words.teller import describe

__all__ = [
    "ENGLISH",
    "REPORTS",
    "SURVEYS",
    "Appointment",
    "Bar",
    "Block",
    "Brief",
    "Cell",
    "Edition",
    "Format",
    "Heading",
    "Lane",
    "Language",
    "Listing",
    "Page",
    "Paragraph",
    "Report",
    "Span",
    "Spans",
    "Status",
    "Survey",
    "Table",
    "TextFormat",
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
