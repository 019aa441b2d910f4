"""Statistics over many visits: each is seen once, and what is added up can be added up in parts."""

import sys
from collections import Counter
from collections.abc import Iterable
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Assessment, Entry, Stream, check
from protocol.corpus import visits
from protocol.events import (
    AnthemPlayed,
    GuardReviewed,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.generation import breach, valid_visit
from protocol.languages import language
from protocol.projections import By, Durations, Statistics, statistics
from protocol.projections.many_visits import VARIANTS
from protocol.projections.tallies import NAMED, Visits
from protocol.reports import SURVEYS
from protocol.values import Country, Moment, Party, Side, VisitKind

REAL = visits(basis="reported")


def assessed(streams: Iterable[Stream]) -> list[tuple[Stream, Assessment]]:
    """Visits with what checking them gave."""
    return [(stream, check(stream, COMMON)) for stream in streams]


def test_every_visit_is_counted_once_in_every_grouping() -> None:
    """The groups of one sort add up to all visits."""
    told = statistics(assessed(REAL))

    for by in By:
        assert sum(tally.visits.number for (sort, _), tally in told.groups.items() if sort is by) == len(REAL)


def test_statistics_of_parts_add_up() -> None:
    """Counting in two parts and adding gives what counting at once gives."""
    pairs = assessed(REAL)

    assert statistics(pairs[:30]) + statistics(pairs[30:]) == statistics(pairs)


def test_conformity_is_counted_by_severity() -> None:
    """Of three visits one has a breach: two are without."""
    random = Random(1)
    streams = [valid_visit(random, COMMON), valid_visit(random, COMMON), breach(random, COMMON, "TLK01")]
    tally = statistics(assessed(streams)).groups[By.ALL, ""]

    assert (tally.visits.number, tally.without_breach.number, tally.without_finding.number) == (3, 2, 2)
    assert tally.findings.total() == 1


def test_a_figure_names_the_first_of_its_visits() -> None:
    """And counts the others."""
    counted = Visits()
    for number in range(NAMED + 5):
        counted.add(f"visit {number}")

    assert (counted.number, len(counted.ids)) == (NAMED + 5, NAMED)


def test_groups_are_by_host_kind_and_year() -> None:
    """As the visit was agreed on."""
    agreed = VisitAgreed(VisitKind.STATE, (Party(Side.HOST, Country("KZ")),))
    stream = Stream.of(RecordOpened("demo"), agreed, Entry(0, TalksOpened(), Moment.parse("2023-04-10")))

    assert set(statistics(assessed([stream])).groups) == {
        (By.ALL, ""),
        (By.HOST, "KZ"),
        (By.KIND, "state"),
        (By.YEAR, "2023"),
    }


def test_orders_of_the_welcome_ceremony_are_told_apart() -> None:
    """Each with how often it was held, and in which visits."""
    steps = (AnthemPlayed(of=Side.GUEST), GuardReviewed())
    streams = [
        Stream.of(RecordOpened(str(number)), WelcomeCeremonyOpened(), *inside, WelcomeCeremonyClosed())
        for number, inside in enumerate((steps, steps, tuple(reversed(steps))))
    ]
    variants = statistics(assessed(streams)).variants

    assert variants[("anthem_played guest", "guard_reviewed")] == Visits(2, ["0", "1"])
    assert variants[("guard_reviewed", "anthem_played guest")] == Visits(1, ["2"])


def test_too_many_orders_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that memory stays bounded."""
    monkeypatch.setattr(sys.modules["protocol.projections.many_visits"], "VARIANTS", 1)
    told = statistics(assessed(REAL))

    assert len(told.variants) == 1 < VARIANTS
    assert told.other_variants.number > 0


def test_durations_have_a_median() -> None:
    """The length in the middle, of two the one half-way between them."""
    durations = Durations()
    durations.counts.update([30, 45, 45, 90])

    assert (durations.number, durations.shortest, durations.median, durations.longest) == (4, 30, 45, 90)


@given(st.lists(st.integers(0, 500), min_size=1))
def test_the_median_is_that_of_all_lengths(lengths: list[int]) -> None:
    """As the standard library has it, whichever were counted together."""
    durations = Durations()
    durations.counts.update(lengths)

    assert durations.median == median(lengths)


def test_a_median_between_two_is_printed_with_its_half() -> None:
    """With a point in English and a comma elsewhere; a whole one without."""
    for lengths, english, russian in (((10, 15), "12.5", "12,5"), ((10, 14), "12", "12")):
        told = Statistics()
        told.days.counts.update(lengths)
        for code, words in (("en", english), ("ru", russian)):
            spans = [span.text for span in SURVEYS["statistics"].build(told, language(code)).spans()]
            assert words in spans


def test_talks_are_timed_where_both_ends_are_told() -> None:
    """By their format."""
    stream = Stream.of(
        RecordOpened("demo"),
        Entry(0, TalksOpened(), Moment.parse("2023-04-10T10:00+06:00")),
        Entry(0, TalksClosed(), Moment.parse("2023-04-10T10:40+06:00")),
    )

    assert statistics(assessed([stream])).ceremonies == {"talks": Durations(Counter({40: 1}))}
