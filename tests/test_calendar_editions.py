"""Editions of a calendar: what a reader holds after several of them is the last, whatever was put in or left out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from protocol.render import render
from protocol.reports import REPORTS, Brief, Edition
from protocol.script import load_script
from protocol.stream import Stream

HEAD = """
format: visit/1
visit: demo
basis: announced
dates: [2031-05-14, 2031-05-15]
time_zone: Asia/Almaty
host: {state: KZ, principals: [{name: Saltanat Omarova, rank: head-of-state}]}
guest: {state: AZ, principals: [{name: Rauf Alakbarli, rank: head-of-state}]}
steps:
"""
STEPS = (
    "guest_arrived: {at: 2031-05-14T09:00}",
    "wreath_laid: {at: 2031-05-14T10:00, place: Monument}",
    (
        "talks: {format: restricted, attending: [Saltanat Omarova, Rauf Alakbarli],"
        " at: 2031-05-14T11:00, until: 2031-05-14T12:00}"
    ),
    "wreath_laid: {at: 2031-05-14T15:00, place: Old cemetery}",
    "press_conference_held: {at: 2031-05-14T13:00}",
    "site_visited: {at: 2031-05-15T10:00, place: Museum}",
    "guest_departed: {at: 2031-05-15T18:00}",
)
HOUR = timedelta(hours=1)


@frozen
class Held:
    """An appointment as a reader of calendars holds it."""

    words: str
    start: datetime | date
    status: str
    sequence: int
    stamp: datetime


def programme(*steps: str) -> Stream:
    """A programme with these steps."""
    return load_script(HEAD + "".join(f"  - {step}\n" for step in steps))


def calendar(brief: Brief, report: str = "programme") -> str:
    """The calendar of a paper."""
    return render(REPORTS[report].build(brief), to="ics")


def by_icalendar(text: str) -> Iterator[tuple[str, Held]]:
    """The appointments of a calendar by their UIDs, as icalendar reads them."""
    for event in Calendar.from_ical(text).walk("VEVENT"):
        when, stamp = event.decoded("DTSTART"), event.decoded("DTSTAMP")
        yield (
            str(event["UID"]),
            Held(str(event["SUMMARY"]), when, str(event["STATUS"]), event.decoded("SEQUENCE"), stamp),
        )


def by_vobject(text: str) -> Iterator[tuple[str, Held]]:
    """The same, as vobject reads them."""
    for event in vobject.readOne(text).vevent_list:
        told = (event.summary.value, event.dtstart.value, event.status.value, int(event.sequence.value))
        yield event.uid.value, Held(*told, event.dtstamp.value)


READERS = (by_icalendar, by_vobject)


def merged(read: Callable[[str], Iterator[tuple[str, Held]]], *editions: str) -> list[str]:
    """What is left of calendars that were read one after the other, as RFC 5546 has it: the highest sequence wins."""
    kept: dict[str, Held] = {}
    for edition in editions:
        for uid, found in read(edition):
            before = kept.get(uid)
            if before is None or (before.sequence, before.stamp) <= (found.sequence, found.stamp):
                kept[uid] = found
    held = sorted(kept.values(), key=lambda each: str(each.start))
    return [f"{each.start} {each.words}" for each in held if each.status != "CANCELLED"]


@pytest.mark.parametrize("read", READERS)
def test_three_editions_are_merged_into_the_last(read: Callable[[str], Iterator[tuple[str, Held]]]) -> None:
    """A step is moved, one put in, one dropped: nothing is doubled or stays, and an old edition changes nothing."""
    first = programme(*STEPS)
    moved = (STEPS[2].replace("T11", "T12").replace("T12:00}", "T13:00}"), *STEPS[3:])
    second = programme(STEPS[0], "escort_provided: {at: 2031-05-14T09:10}", STEPS[1], *moved)
    third = programme(STEPS[0], *moved)
    editions = [
        calendar(Brief(first)),
        calendar(Brief(second, programme=first)),
        calendar(Brief(third, programme=second)),
    ]
    alone = merged(read, calendar(Brief(third)))

    assert len(alone) == 6
    assert merged(read, *editions) == alone
    assert merged(read, editions[0], editions[2], editions[1])[-1] == alone[-1]


@given(st.lists(st.lists(st.sampled_from(STEPS), unique=True), min_size=3, max_size=3))
def test_a_reader_holds_the_last_edition(chosen: list[list[str]]) -> None:
    """Whichever steps were in the editions before, in whatever order."""
    editions = [programme(*steps) for steps in chosen]
    papers = [calendar(Brief(new, programme=old)) for old, new in zip([None, *editions], editions, strict=False)]

    for read in READERS:
        held = merged(read, *papers)
        assert held == merged(read, papers[-1])
        assert held == merged(read, calendar(Brief(editions[-1])))


def test_what_others_are_called_does_not_depend_on_what_is_dropped() -> None:
    """The appointments that two editions share have the same UIDs, of all steps that there are."""
    whole = dict(by_icalendar(calendar(Brief(programme(*STEPS)))))

    assert len(whole) == len(STEPS)
    for left_out in STEPS:
        rest = dict(by_icalendar(calendar(Brief(programme(*(step for step in STEPS if step != left_out))))))
        assert {uid: each.words for uid, each in rest.items()}.items() <= {
            uid: each.words for uid, each in whole.items()
        }.items()


def test_editions_and_people_have_calendars_of_their_own() -> None:
    """Who reads the host's calendar and a person's has both, side by side."""
    plan = programme(*STEPS)
    papers = [
        *(calendar(Brief(plan, edition=edition)) for edition in Edition),
        *(calendar(Brief(plan, person=name), "day-sheet") for name in ("Saltanat Omarova", "Rauf Alakbarli")),
    ]
    uids = [uid for paper in papers for uid, _ in by_icalendar(paper)]

    assert len(set(uids)) == len(uids)


def _versions() -> Mapping[str, str]:
    approved = "programme_approved: {version: 1}"
    return {
        "first": approved,
        "second": f"{approved}\n  - programme_revised: {{version: 2}}",
        "third": f"{approved}\n  - programme_revised: {{version: 2}}\n  - programme_revised",
    }


def test_sequence_and_stamp_rise_with_the_version() -> None:
    """With the version that is stated, and by one where a revision states none."""
    found = [next(by_icalendar(calendar(Brief(programme(told, *STEPS)))))[1] for told in _versions().values()]

    assert [each.sequence for each in found] == [1, 2, 3]
    assert found[0].stamp < found[1].stamp < found[2].stamp


def test_the_stamp_is_when_the_edition_was_made_where_that_is_told() -> None:
    """Whenever the first step is; what follows an edition is later than it, whatever it says of itself."""
    dated = programme("programme_approved: {version: 4, at: 2031-04-01T12:00}", *STEPS)
    undated = programme(*STEPS[1:])
    (first,) = {(each.sequence, each.stamp) for _, each in by_icalendar(calendar(Brief(dated)))}
    (second,) = {(each.sequence, each.stamp) for _, each in by_icalendar(calendar(Brief(undated, programme=dated)))}

    assert first[0] == 4
    assert first[1].date() == date(2031, 4, 1)
    assert second[0] == 5
    assert second[1] > first[1]


def test_what_was_dropped_is_cancelled() -> None:
    """Against the edition before, with the words and the time that it had there."""
    new, old = programme(*STEPS[:1], *STEPS[2:]), programme(*STEPS)
    found = {each.words: each for _, each in by_icalendar(calendar(Brief(new, programme=old)))}

    assert {words for words, each in found.items() if each.status == "CANCELLED"} == {"Wreath-laying: Monument"}
    assert "METHOD:PUBLISH" in calendar(Brief(new))


def test_a_person_who_is_no_longer_named_is_told_that_all_is_cancelled() -> None:
    """Their day sheet is empty; their calendar takes back what it had."""
    speech = "speech_given: {at: 2031-05-14T16:00, by: Leyla Quliyeva}"
    brief = Brief(programme(*STEPS), programme=programme(*STEPS, speech), person="Leyla")

    assert [each.status for _, each in by_icalendar(calendar(brief, "day-sheet"))] == ["CANCELLED"]


def test_a_visit_that_is_put_off_or_called_off_says_so() -> None:
    """A postponed visit may still be, a cancelled one is not."""
    for told, status in (("visit_postponed", "TENTATIVE"), ("visit_cancelled", "CANCELLED")):
        found = by_icalendar(calendar(Brief(programme(*STEPS, told))))
        assert {each.status for _, each in found} == {status}


def test_people_and_remarks_are_in_the_description() -> None:
    """Those whom the edition names, and the remark where the edition is for work."""
    steps = ("talks: {format: restricted, at: 2031-05-14T11:00, participants: [Ali Veli], remark: Flags on the table}",)
    plan = programme(*steps)

    def noted(brief: Brief) -> str | None:
        (event,) = Calendar.from_ical(calendar(brief)).walk("VEVENT")
        return None if "DESCRIPTION" not in event else str(event["DESCRIPTION"])

    assert noted(Brief(plan)) == "Participants: Ali Veli\nFlags on the table"
    assert noted(Brief(plan, edition=Edition.GUEST)) == "Participants: Ali Veli"
    assert noted(Brief(plan, edition=Edition.PRESS)) is None
    assert noted(evolve(Brief(plan), edition=Edition.HOST)) is not None
