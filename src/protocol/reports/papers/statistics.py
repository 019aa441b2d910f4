"""Statistics over many visits: how they kept to protocol, how long they took, in which order they were welcomed."""

from collections.abc import Iterator
from typing import Final

from protocol.events import BY_TAG
from protocol.events.ceremonies import OPENED_AND_CLOSED, CeremonyKind
from protocol.projections import By, Durations, Statistics, Tally, Visits
from protocol.reports.page import Block, Cell, Heading, Page, Paragraph, Span, Table, plain
from protocol.reports.sections.blocks import row
from protocol.reports.words.events import heading
from protocol.reports.words.language import ENGLISH, Language, message
from protocol.reports.words.teller import Teller, with_note
from protocol.reports.words.terms import term
from protocol.rules import Severity
from protocol.values import Country, Side, TalksFormat, VisitKind

SHOWN: Final = 10
"""How many orders of the welcome ceremony are shown."""

_GROUPS: Final = {
    By.HOST: (message("By host"), message("Host")),
    By.KIND: (message("By kind of visit"), message("Kind")),
    By.YEAR: (message("By year"), message("Year")),
}
"""What visits are grouped by: the heading, and the head of the column."""


def statistics_page(statistics: Statistics, language: Language = ENGLISH) -> Page:
    """What many visits have in common; each figure names the first visits that it comes from."""
    say, all_of_them = language.say, statistics.groups.get((By.ALL, ""), Tally())
    blocks = (
        Paragraph((_figure(say("Visits: {number}.", number=str(all_of_them.visits.number)), all_of_them.visits),)),
        Paragraph(plain(say("Documents signed: {number}.", number=str(statistics.documents)))),
        *(block for by in _GROUPS for block in _groups(statistics, by, language)),
        *_durations(statistics, language),
        *_variants(statistics, language),
    )
    return Page(say("Statistics"), blocks, language.code)


def _figure(words: str, visits: Visits) -> Span:
    return Span(words, visits=tuple(visits.ids), further=visits.number - len(visits.ids))


def _groups(statistics: Statistics, by: By, language: Language) -> Iterator[Block]:
    groups = {key: tally for (sort, key), tally in statistics.groups.items() if sort is by}
    if groups:
        say, (title, what) = language.say, map(language.say, _GROUPS[by])
        head = (what, say("Visits"), say("Without a breach"), say("Without a finding"))
        counts = (say("Breaches"), say("Lapses"), say("Notes"))
        order = sorted(groups, key=lambda key: (by is not By.YEAR and -groups[key].visits.number, key))
        yield Heading(title)
        yield Table((*head, *counts), tuple(_row(by, key, groups[key], language) for key in order))


def _row(by: By, key: str, tally: Tally, language: Language) -> tuple[Cell, ...]:
    total = tally.visits.number
    shares = (_share(part, total, language) for part in (tally.without_breach, tally.without_finding))
    counts = row(str(tally.findings[severity]) for severity in sorted(Severity, reverse=True))
    return (*row([_name(by, key, language)]), Cell((_figure(str(total), tally.visits),)), *shares, *counts)


def _share(part: Visits, total: int, language: Language) -> Cell:
    share = str(round(100 * part.number / total))
    return Cell((_figure(language.say("{number} ({share}%)", number=str(part.number), share=share), part),))


def _name(by: By, key: str, language: Language) -> str:
    match by:
        case By.HOST if key:
            return language.state(Country(key))
        case By.KIND if (kind := Teller(language=language).kind_name(VisitKind(key))) is not None:
            return language.capital(kind)
        case By.YEAR if key:
            return key
        case _:
            return language.say("not stated")


def _durations(statistics: Statistics, language: Language) -> Iterator[Block]:
    say = language.say
    rows = [(say("From the first step to the last, days"), statistics.days)] if statistics.days.number else []
    timed = ((_ceremony(name, language), each) for name, each in sorted(statistics.ceremonies.items()))
    rows += [(say("{step}, minutes", step=step), each) for step, each in timed]
    if rows:
        head = (say("What"), say("Number"), say("Shortest"), say("Median"), say("Longest"))
        yield Heading(say("How long they took"))
        yield Table(head, tuple(_duration(name, durations, language) for name, durations in rows))


def _duration(name: str, durations: Durations, language: Language) -> tuple[Cell, ...]:
    figures = (durations.number, durations.shortest, durations.median, durations.longest)
    return row((name, *(_number(figure, language) for figure in figures)))


def _number(figure: float, language: Language) -> str:
    """A whole number, or a half such as 1.5, with the decimal mark of the language."""
    whole, half = int(figure), figure != int(figure)
    return language.say("{number}.5", number=str(whole)) if half else str(whole)


def _ceremony(name: str, language: Language) -> str:
    kind, _, talks = name.partition(", ")
    opened, _ = OPENED_AND_CLOSED[CeremonyKind(kind)]
    return with_note(heading(opened, language), term(TalksFormat(talks), language) if talks else None)


def _variants(statistics: Statistics, language: Language) -> Iterator[Block]:
    most = sorted(statistics.variants.items(), key=lambda item: (-item[1].number, item[0]))
    if most:
        say = language.say
        rows = tuple(_variant(steps, visits, language) for steps, visits in most[:SHOWN])
        yield Heading(say("Orders of the welcome ceremony"))
        yield Table((say("Steps in order"), say("Number")), rows)
        rest = sum(visits.number for _, visits in most[SHOWN:]) + statistics.other_variants.number
        if rest:
            yield Paragraph(plain(say("In other orders: {number}.", number=str(rest))))


def _variant(steps: tuple[str, ...], visits: Visits, language: Language) -> tuple[Cell, ...]:
    words = "; ".join(_step(step, language) for step in steps) or language.say("no step is told")
    return Cell(plain(words)), Cell((_figure(str(visits.number), visits),))


def _step(step: str, language: Language) -> str:
    name, _, side = step.partition(" ")
    return with_note(heading(BY_TAG[name], language), term(Side(side), language) if side else None)
