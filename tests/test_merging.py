"""Two reports of one visit as one record: each step once, nothing lost, contradictions told."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from protocol import Entry, Stream
from protocol.errors import InvalidValueError
from protocol.events import Event, OtherHappened, VisitAgreed
from protocol.events.ceremonies import CLOSINGS, OPENINGS
from protocol.exchange import merge
from protocol.projections.matching import identity
from protocol.script import load_script
from protocol.stream import effective
from protocol.testing import streams, visits
from protocol.values import Coverage, Standing, Text

HEAD = """
format: visit/1
visit: {name}
{more}
sources: [{{id: report, title: {name}}}]
steps:
"""


def report(name: str, *steps: str, more: str = "time_zone: Asia/Almaty") -> Stream:
    """A report with these steps."""
    return load_script(HEAD.format(name=name, more=more) + "".join(f"  - {step}\n" for step in steps))


def names(entry: Entry[Event]) -> Iterator[Text]:
    """All names and offices of the people of an entry."""
    for each in entry.present:
        yield from (text for text in (each.person.name, each.person.office) if text is not None)


def steps(stream: Stream) -> list[str]:
    """What happened by a record, with the sources that say so."""
    return [f"{type(entry.event).__name__}: {' '.join(entry.sources)}" for entry in stream[1:]]


def test_a_step_of_both_is_there_once_with_what_either_says_of_it() -> None:
    """The exact time of the one, the place and the people of the other, and both sources."""
    one = report("agency", "guest_arrived: {at: 2031-05-14T09:00, acting: [A. Guest]}")
    other = report(
        "gazette", "guest_arrived: {at: 2031-05-14, place: Airport, acting: [{name: A. Guest, office: President}]}"
    )
    merged = merge(one, other)
    (arrived,) = merged.stream[1:]

    assert merged.contradictions == ()
    assert arrived.sources == ("report", "report-2")
    assert str(arrived.at) == "2031-05-14T09:00:00+05:00"
    assert (str(arrived.place), str(arrived.acting[0])) == ("Airport", "A. Guest, President")
    assert [str(each.title) for each in merged.stream.opening.sources] == ["agency", "gazette"]


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("at: 2031-05-14T09:00", "at: 2031-05-14T09:10", ("time",)),
        ("at: 2031-05-14", "at: 2031-05-15", ("time",)),
        ("place: Airport", "place: Station", ("place",)),
        ("acting: [A]", "acting: [B]", ("people",)),
        ("at: 2031-05-14, place: Airport", "at: 2031-05-15, place: Station", ("time", "place")),
    ],
)
def test_what_contradicts_is_kept_twice_and_told(one: str, other: str, about: tuple[str, ...]) -> None:
    """Each with its own source; nobody decides which report is right."""
    merged = merge(report("a", f"guest_arrived: {{{one}}}"), report("b", f"guest_arrived: {{{other}}}"))
    (found,) = merged.contradictions

    assert found.about == about
    assert sorted(steps(merged.stream)) == ["GuestArrived: report", "GuestArrived: report-2"]
    assert [merged.stream.at(each).sources for each in (found.one, found.other)] == [("report",), ("report-2",)]  # type: ignore[union-attr]  # both are there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at: 2031-05-14T09:00", "at: 2031-05-14"),
        ("at: 2031-05-14T09:00", "at: 09:05, precision: about"),
        ("place: Airport", "place: {name: Airport, city: Astana}"),
        ("acting: [A]", "attending: [B]"),
        ("acting: [A]", "acting: [{office: President}]"),
        ("at: 2031-05-14T09:00", "place: Airport"),
    ],
)
def test_saying_less_is_no_contradiction(one: str, other: str) -> None:
    """A day is not another time, an office not another person."""
    merged = merge(report("a", f"guest_arrived: {{{one}}}"), report("b", f"guest_arrived: {{{other}}}"))

    assert merged.contradictions == ()
    assert steps(merged.stream) == ["GuestArrived: report report-2"]


def test_names_in_different_languages_are_kept_apart() -> None:
    """Nobody knows that they are of one person; a name that both have in one language brings its other forms along."""
    one = report("a", "wreath_laid: {acting: [{name: {en: Ilham Aliyev}}]}")
    apart = report("b", "wreath_laid: {acting: [{name: {ru: Токаев}}]}")
    same = report("b", "wreath_laid: {acting: [{name: {en: Ilham Aliyev, ru: Алиев}}]}")

    assert len(merge(one, apart).stream[1].acting) == len(["Ilham Aliyev", "Токаев"])
    (person,) = merge(one, same).stream[1].acting
    assert person.known_as.in_("ru") == "Алиев"


def test_two_sites_are_two_steps_and_no_contradiction() -> None:
    """The one report has the museum, the other the factory."""
    merged = merge(report("a", "site_visited: {place: Museum}"), report("b", "site_visited: {place: Factory}"))

    assert merged.contradictions == ()
    assert len(steps(merged.stream)) == len(["museum", "factory"])


def test_the_same_steps_in_two_orders_contradict_each_other() -> None:
    """Both orders are kept, and told."""
    merged = merge(report("a", "wreath_laid", "tree_planted"), report("b", "tree_planted", "wreath_laid"))

    assert [each.about for each in merged.contradictions] == [("order",)]
    assert len(steps(merged.stream)) == len(["wreath", "tree", "the one that is in both orders"])


def test_no_ceremony_begins_inside_another_that_another_report_tells() -> None:
    """Talks of the one are not put into the welcome of the other, and what happened during talks still does."""
    one = report("a", "welcome_ceremony: {steps: [anthem_played: {of: guest}, guard_reviewed]}", "wreath_laid")
    other = report("b", "anthem_played: {of: guest}", "talks: {format: restricted}", "gift_presented: {during: talks}")
    stream = merge(one, other).stream
    told = [type(event).__name__ for event in stream.events]

    assert told.index("WelcomeCeremonyClosed") < told.index("TalksOpened")
    gift = stream[told.index("GiftPresented")]
    assert gift.during == told.index("TalksOpened")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("time_zone: Asia/Almaty", "time_zone: Asia/Baku", "the time zone of the other report"),
        ("kind: state", "kind: working", "the kind of visit in the other report"),
        ("host: {state: KZ}", "host: {state: AZ}", "the host in the other report"),
    ],
)
def test_reports_of_two_visits_are_refused(one: str, other: str, wanted: str) -> None:
    """With what differs, in either order."""
    for first, second in ((one, other), (other, one)):
        with pytest.raises(InvalidValueError, match=wanted):
            merge(report("a", more=first), report("b", more=second))


def test_a_programme_and_a_report_make_a_record_with_announced_steps() -> None:
    """What only the programme has is announced, and what both have was reported."""
    plan = report("plan", "guest_arrived", "wreath_laid", more="basis: announced")
    stream = merge(plan, report("fact", "guest_arrived")).stream

    assert not stream.planned
    assert [entry.standing for entry in stream[1:]] == [Standing.REPORTED, Standing.ANNOUNCED]


@given(visits(longest=20))
def test_a_report_merged_with_itself_is_itself(stream: Stream) -> None:
    """But for the sources, which are named with each step."""
    merged = merge(stream, stream)

    assert merged.contradictions == ()
    assert merged.stream.events == effective(stream).events


@given(visits(longest=20), st.randoms(use_true_random=False))
def test_two_parts_of_a_report_make_it_whole(stream: Stream, random: Random) -> None:
    """Every step is there as often as it was, whichever of the two had it.

    What happened twice is in both, since a step that each of them has once is taken to be the same.
    """
    whole = effective(stream)
    often = Counter(map(identity, whole))
    free = [
        entry.position
        for entry in whole[1:]
        if type(entry.event) not in {*OPENINGS, *CLOSINGS, VisitAgreed} and often[identity(entry)] == 1
    ]
    told_by = {position: random.choice(("one", "other", "both")) for position in free}
    one, other = (
        Stream(tuple(entry for entry in whole if told_by.get(entry.position, "both") in {name, "both"}))
        for name in ("one", "other")
    )
    merged = merge(one, other)

    assert merged.contradictions == ()
    assert sorted(map(str, merged.stream.events)) == sorted(map(str, whole.events))


@given(streams(), streams())
def test_nothing_is_lost(one: Stream, other: Stream) -> None:
    """Every title, remark and name of either report is in the record, unless they are of two visits."""
    try:
        merged = merge(one, other).stream
    except InvalidValueError:
        return
    for stream in map(effective, (one, other)):
        for entry in stream[1:]:
            assert set(entry.remarks) <= {remark for each in merged for remark in each.remarks}
            told = {
                form.casefold() for name in (each.person.known_as for each in entry.present) for _, form in name.forms
            }
            kept = {form.casefold() for each in merged for name in names(each) for _, form in name.forms}
            assert told <= kept
            if isinstance(entry.event, OtherHappened):
                assert entry.event in merged.events


def test_a_complete_report_and_a_partial_one_make_a_partial_one() -> None:
    """The one says that every step is there, and the other has more."""
    one = report("a", "guest_arrived", more="coverage: complete")
    assert merge(one, report("b", "wreath_laid")).stream.coverage is Coverage.PARTIAL
    assert merge(one, evolve(one)).stream.coverage is Coverage.COMPLETE


def test_the_command_writes_the_record_and_tells_contradictions(tmp_path: Path) -> None:
    """The record goes to standard output, what contradicts to standard error, and the exit code is 1."""
    for name, time in (("a", "09:00"), ("b", "10:00")):
        text = (
            HEAD.format(name=name, more="") + f"  - guest_arrived: {{at: 2031-05-14T{time}+05:00}}\n  - wreath_laid\n"
        )
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{name}.yaml") for name in "ab"]
    done = convert(*files)

    assert done.returncode == 1
    assert load_script(done.stdout)
    assert "guest_arrived is told twice: no. 1 (report) and no. 2 (report-2) differ in time" in done.stderr
    assert [convert(*names).returncode for names in (files[:1], [files[0], files[0]], [*files, files[0]])] == [2, 0, 2]


def convert(*files: str) -> "subprocess.CompletedProcess[str]":
    """The command run on some files."""
    command = [sys.executable, "-m", "protocol", "convert", "--merge", *files, "--to", "yaml"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own command
