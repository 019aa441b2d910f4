"""Twelve faults, each planted in a copy of the visit to Astana, and what has to be found of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve, frozen

from protocol import COMMON, TEXTBOOK, Coverage, Entry, Placing, Rulebook, Severity, Side, Stream, TalksFormat, check
from protocol.cli.app import protocol as command
from protocol.codec import dump_lines
from protocol.events import (
    AnthemPlayed,
    DocumentSigned,
    Event,
    GuardReviewed,
    GuestArrived,
    GuestDeparted,
    MarchPastHeld,
    PlaceInaugurated,
    PressStatementMade,
    SiteVisited,
    TalksClosed,
    TalksOpened,
    VisitConcluded,
    WelcomeCeremonyClosed,
)
from protocol.script import read_script
from protocol.values import Document, DocumentKind, FullPowers, Moment, Person, Rank, Signatory

ASTANA = read_script(Path(__file__).parent.parent / "examples" / "astana_2023.yaml")
Steps = list[Entry[Event]]
BREACH, LAPSE, NOTE, NOTHING = Severity.BREACH, Severity.LAPSE, Severity.NOTE, None


def astana(coverage: Coverage) -> Steps:
    """The visit as recorded, or as a complete record of the same visit with its departure and conclusion."""
    if coverage is Coverage.PARTIAL:
        return list(ASTANA)
    opening = evolve(ASTANA[0], event=evolve(ASTANA.opening, coverage=coverage))
    steps = [evolve(entry, placing=Placing.STATED) for entry in ASTANA[1:]]
    return [opening, *steps, Entry(0, GuestDeparted()), Entry(0, VisitConcluded())]


def where(steps: Steps, kind: type[Event], number: int = 0) -> int:
    """The index of the entry with an event of a kind."""
    return [index for index, entry in enumerate(steps) if isinstance(entry.event, kind)][number]


def moved(steps: Steps, kind: type[Event], before: int) -> Steps:
    """The steps with one of them elsewhere."""
    index = where(steps, kind)
    rest = [*steps[:index], *steps[index + 1 :]]
    place = before - 1 if index < before else before
    return [*rest[:place], steps[index], *rest[place:]]


def stated(steps: Steps) -> Steps:
    """The steps as if a source stated the place of each."""
    return [evolve(entry, placing=Placing.STATED) for entry in steps]


def talks_before_arrival(steps: Steps) -> Steps:
    """The guest arrives when the talks are over."""
    return moved(steps, GuestArrived, where(steps, TalksClosed, 1) + 1)


def expanded_before_restricted(steps: Steps) -> Steps:
    """The two rounds of talks change places."""
    swapped = {TalksFormat.RESTRICTED: TalksFormat.EXPANDED, TalksFormat.EXPANDED: TalksFormat.RESTRICTED}
    return [
        evolve(entry, event=evolve(entry.event, format=swapped[entry.event.format]))
        if isinstance(entry.event, TalksOpened | TalksClosed)
        else entry
        for entry in steps
    ]


def review_before_anthems(steps: Steps) -> Steps:
    """The guard is reviewed and then the anthems are played."""
    return moved(stated(steps), GuardReviewed, where(steps, AnthemPlayed))


def march_past_before_review(steps: Steps) -> Steps:
    """The guard marches past before it is reviewed."""
    place = where(steps, GuardReviewed)
    return [*steps[:place], Entry(0, MarchPastHeld()), *steps[place:]]


def event_after_the_end(steps: Steps) -> Steps:
    """A sight is seen when the visit is over."""
    concluded = [entry for entry in steps if not isinstance(entry.event, VisitConcluded)]
    return [*concluded, Entry(0, VisitConcluded()), Entry(0, SiteVisited())]


def unclosed_ceremony(steps: Steps) -> Steps:
    """The welcome ceremony is never closed."""
    return [entry for entry in steps if not isinstance(entry.event, WelcomeCeremonyClosed)]


def press_before_talks(steps: Steps) -> Steps:
    """The press is told of talks that are to come."""
    return moved(steps, PressStatementMade, where(steps, TalksOpened))


def signing_before_talks(steps: Steps) -> Steps:
    """A document is signed before the talks."""
    return moved(steps, DocumentSigned, where(steps, TalksOpened))


def treaty_without_powers(steps: Steps) -> Steps:
    """A minister of culture signs a treaty, and full powers are stated to be lacking."""
    minister = Person("A minister", "Minister of Culture", Rank.MINISTER)
    treaty = Document("Treaty on Culture", DocumentKind.TREATY)
    event = DocumentSigned(treaty, (Signatory(minister, Side.GUEST, FullPowers.LACKING),))
    place = where(steps, PlaceInaugurated)
    return [*steps[:place], Entry(0, event), *steps[place:]]


def same_document_twice(steps: Steps) -> Steps:
    """A document that was signed is signed again."""
    place = where(steps, DocumentSigned)
    return [*steps[: place + 1], *steps[place:]]


def time_backwards(steps: Steps) -> Steps:
    """The expanded talks begin before the restricted ones that they follow."""
    first, second = where(steps, TalksOpened), where(steps, TalksOpened, 1)
    hours = {first: 11, second: 10}
    return [
        evolve(entry, at=Moment(datetime(2023, 4, 10, hours[index], tzinfo=UTC))) if index in hours else entry
        for index, entry in enumerate(steps)
    ]


def hosts_anthem_first_as_listed(steps: Steps) -> Steps:
    """The host's anthem is named first."""
    first, second = where(steps, AnthemPlayed), where(steps, AnthemPlayed, 1)
    steps = list(steps)
    steps[first], steps[second] = steps[second], steps[first]
    return steps


def hosts_anthem_first(steps: Steps) -> Steps:
    """The host's anthem is played first, and a source says so."""
    return hosts_anthem_first_as_listed(stated(steps))


@frozen
class Expected:
    """What has to be found under a rulebook: a rule and its severity, on a partial and on a complete record."""

    rule: str
    partial: Severity | None
    complete: Severity | None
    entries: int = 2


PLANTED: dict[Callable[[Steps], Steps], tuple[Expected, Expected]] = {
    talks_before_arrival: (Expected("ARR02", BREACH, BREACH), Expected("TXT01", BREACH, BREACH)),
    expanded_before_restricted: (Expected("TLK01", NOTHING, BREACH), Expected("TXT03", BREACH, BREACH)),
    review_before_anthems: (Expected("CER04", LAPSE, LAPSE), Expected("TXT24", BREACH, BREACH)),
    march_past_before_review: (Expected("CER07", LAPSE, LAPSE), Expected("TXT26", BREACH, BREACH)),
    event_after_the_end: (Expected("END01", BREACH, BREACH), Expected("END01", BREACH, BREACH)),
    unclosed_ceremony: (Expected("ENC01", NOTHING, LAPSE, 1), Expected("ENC01", NOTHING, BREACH, 1)),
    press_before_talks: (Expected("PRS01", NOTHING, LAPSE), Expected("TXT03", BREACH, BREACH)),
    signing_before_talks: (Expected("SIG03", NOTHING, BREACH), Expected("TXT03", BREACH, BREACH)),
    treaty_without_powers: (Expected("SIG02", BREACH, BREACH, 1), Expected("SIG02", BREACH, BREACH, 1)),
    same_document_twice: (Expected("SIG01", BREACH, BREACH), Expected("SIG01", BREACH, BREACH)),
    time_backwards: (Expected("TIM01", BREACH, BREACH), Expected("TIM01", BREACH, BREACH)),
    hosts_anthem_first: (Expected("CER02", LAPSE, LAPSE), Expected("TXT24", BREACH, BREACH)),
    hosts_anthem_first_as_listed: (Expected("CER02", NOTE, LAPSE), Expected("TXT24", NOTE, BREACH)),
}
BOOKS = (COMMON, TEXTBOOK)
CASES = [
    pytest.param(fault, book, expected, coverage, id=f"{fault.__name__}-{book.name}-{coverage}")
    for fault, both in PLANTED.items()
    for book, expected in zip(BOOKS, both, strict=True)
    for coverage in Coverage
]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
@pytest.mark.parametrize("coverage", list(Coverage))
def test_nothing_is_found_before_a_fault_is_planted(book: Rulebook, coverage: Coverage) -> None:
    """The visit itself departs from neither rulebook."""
    assessment = check(Stream.of(*astana(coverage)), book)

    assert assessment.findings == ()
    assert assessment.conflicts == ()


@pytest.mark.parametrize(("fault", "book", "expected", "coverage"), CASES)
def test_a_planted_fault_is_found(
    fault: Callable[[Steps], Steps],
    book: Rulebook,
    expected: Expected,
    coverage: Coverage,
    tmp_path: Path,
) -> None:
    """The rule, its severity, both entries and the exit code are as expected."""
    stream = Stream.of(*fault(astana(coverage)))
    severity = expected.partial if coverage is Coverage.PARTIAL else expected.complete
    found = [finding for finding in check(stream, book).findings if finding.rule.code == expected.rule]

    assert [finding.severity for finding in found] == ([] if severity is None else [severity])
    assert all(len(finding.entries) == expected.entries for finding in found)
    assert exit_code(stream, book, tmp_path) == (severity is BREACH)


def exit_code(stream: Stream, book: Rulebook, folder: Path) -> int:
    """The exit code of checking a stream on the command line."""
    file = folder / "visit.jsonl"
    file.write_text("".join(f"{line}\n" for line in dump_lines(stream)), encoding="utf-8")
    code = command.main(["check", "--rulebook", book.name, str(file)], standalone_mode=False)
    assert isinstance(code, int)
    return code


def test_a_text_of_the_finding_can_be_read() -> None:
    """The message says what was wrong in words that need no code to be looked up."""
    stream = Stream.of(*review_before_anthems(astana(Coverage.PARTIAL)))
    (finding, *_) = check(stream, COMMON).findings

    assert finding.message == "anthem played (guest) after guard reviewed (both)"
