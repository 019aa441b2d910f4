"""THE lists of reports: of one visit, and of many."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from protocol.fields import frozen
from protocol.projections import Statistics
from protocol.reports.brief import Brief
from protocol.reports.page import Page
from protocol.reports.papers.assessment import assessment_page
from protocol.reports.papers.attendance import attendance_page
from protocol.reports.papers.communique import communique_page
from protocol.reports.papers.day_sheet import day_sheet_page
from protocol.reports.papers.deviations import deviations_page
from protocol.reports.papers.order_of_ceremony import order_of_ceremony_page
from protocol.reports.papers.programme import programme_page
from protocol.reports.papers.record import record_page
from protocol.reports.papers.register import register_page
from protocol.reports.papers.statistics import statistics_page
from protocol.reports.words.language import Language

TextFormat = Literal["text", "md", "json", "html", "csv", "ics"]
"""The formats that are text."""

Format = Literal[TextFormat, "docx"]
"""All formats; docx is bytes. Of these html, docx and ics need the extra `reports`."""


@frozen
class Report:
    """A document that can be made about one visit, and the formats that suit it."""

    name: str
    sentence: str
    formats: tuple[Format, ...]
    build: Callable[[Brief], Page]


@frozen
class Survey:
    """A document that can be made about many visits, and the formats that suit it."""

    name: str
    sentence: str
    formats: tuple[Format, ...]
    build: Callable[[Statistics, Language], Page]


_REPORTS: Final = (
    Report(
        "programme",
        "The programme of a visit by days, with venues and participants: the host's, the guest's or the press's.",
        ("text", "md", "html", "docx", "ics"),
        programme_page,
    ),
    Report(
        "day-sheet",
        "One person's day: where to be, when, with whom.",
        ("text", "md", "html", "ics"),
        day_sheet_page,
    ),
    Report(
        "order-of-ceremony",
        "One ceremony on one page: who acts, towards whom, step by step.",
        ("text", "md", "html", "docx"),
        order_of_ceremony_page,
    ),
    Report(
        "record",
        "What happened, in order, with times, places, people and sources; of a planned visit, what is to happen.",
        ("text", "md", "html", "docx", "json", "csv"),
        record_page,
    ),
    Report(
        "assessment",
        "What departs from protocol, why and by which source; what is owed and what was not reported.",
        ("text", "md", "html", "docx", "json"),
        assessment_page,
    ),
    Report(
        "register",
        "The documents signed: title, kind, manner, signatories, and the place of each party's copy.",
        ("text", "md", "html", "docx", "csv"),
        register_page,
    ),
    Report(
        "attendance",
        "Who took part in what, as a table of people and steps.",
        ("md", "html", "csv"),
        attendance_page,
    ),
    Report(
        "deviations",
        "The programme against the fact: early, late, moved, dropped and added steps.",
        ("text", "md", "html", "csv"),
        deviations_page,
    ),
    Report(
        "communique",
        "A short statement for the press, of the facts that are recorded and nothing else.",
        ("text", "md", "html"),
        communique_page,
    ),
)

_SURVEYS: Final = (
    Survey(
        "statistics",
        "Many visits: how they kept to protocol, how long they took, in which order they were welcomed.",
        ("text", "md", "html", "csv", "json"),
        statistics_page,
    ),
)

REPORTS: Final[Mapping[str, Report]] = MappingProxyType({report.name: report for report in _REPORTS})
"""All reports of one visit, by name."""

SURVEYS: Final[Mapping[str, Survey]] = MappingProxyType({survey.name: survey for survey in _SURVEYS})
"""All reports of many visits, by name."""
