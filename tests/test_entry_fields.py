"""What an entry says of its step beside the event: its id, how long it lasted, the access of the media."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from protocol import Entry, Event, Stream, effective
from protocol.codec import dump_entry, dump_lines, load_entry, read_lines
from protocol.errors import InvalidValueError, UnreadableError
from protocol.events import EntryCorrected, GuestArrived, PhotographTaken, RecordOpened, TalksClosed, TalksOpened
from protocol.exchange import ENTRY_COLUMNS, entry_rows
from protocol.languages import LANGUAGES, language
from protocol.projections import ceremonies
from protocol.projections.matching import matches
from protocol.reports import REPORTS, Brief, Edition
from protocol.reports.words.times import duration_in_words
from protocol.script import dump_script, load_script
from protocol.testing.strategies import values
from protocol.values import Access, Basis, Duration, Moment, Placing, Precision, PressAccess, TalksFormat

HEAD = "format: visit/1\nvisit: demo\ntime_zone: Asia/Almaty\nsteps:\n"


@pytest.mark.parametrize(
    ("written", "minutes", "precision", "iso"),
    [
        ("15 min", 15, Precision.EXACT, "PT15M"),
        ("about 1 h", 60, Precision.ABOUT, "PT1H"),
        ("1 h 30 min", 90, Precision.EXACT, "PT1H30M"),
        ("at least 2 h", 120, Precision.FROM, "PT2H"),
        ("up to 45 min", 45, Precision.BY, "PT45M"),
        ("more than 26 h", 1560, Precision.AFTER, "PT26H"),
    ],
)
def test_a_duration_is_read_and_written(written: str, minutes: int, precision: Precision, iso: str) -> None:
    """A duration is written in scripts as people say it, and in lines as ISO 8601 does."""
    read = load_script(f"{HEAD}  - photograph_taken: {{lasting: {written}}}\n")[1]

    assert read.lasting == Duration(minutes, precision) == Duration.of(written)
    assert str(read.lasting) == written
    plain = dump_entry(read)["lasting"]
    assert plain == (iso if precision is Precision.EXACT else {"value": iso, "precision": precision.value})
    assert load_entry(dump_entry(read)) == read


@given(lasting=values(Duration), press=values(PressAccess))
def test_scripts_and_lines_keep_them(lasting: Duration, press: PressAccess) -> None:
    """Whatever a step says of its duration and of the media is the same after writing and reading."""
    stream = Stream.of(RecordOpened("demo"), Entry(1, GuestArrived(), id="a", lasting=lasting, press=press))

    assert load_script(dump_script(stream)) == stream
    assert list(read_lines(dump_lines(stream), name="lines")) == [stream]
    assert Duration.of(str(lasting)) == lasting


@pytest.mark.parametrize(
    "given", ["", "an hour", "15", "0 min", "h", "min", "about", "PT", "P", "99999 h", 15, None, "-5 min"]
)
def test_what_is_no_duration_is_refused(given: object) -> None:
    """What cannot be a duration is refused, with an example of what is wanted."""
    with pytest.raises(InvalidValueError, match="duration"):
        Entry(0, GuestArrived(), lasting=Duration.of(given))  # type: ignore[arg-type] # that it is refused is the test


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("lasting: soon", "a duration such as 15 min, about 1 h or 1 h 30 min is wanted"),
        ("at: 2023-04-10T10:00, until: 2023-04-10T10:30, lasting: 15 min", "15 min is not the time from at to until"),
        ("at: 2023-04-10T10:00, until: 2023-04-10T10:30, lasting: more than 30 min", "leave one of the two out"),
        ("press: secret", "one of open, pool, photo, closed"),
        ("press: {by: 09:30}", "a press access needs access"),
        ("id: [a]", "the id of a step is wanted here"),
    ],
)
def test_faults_of_a_script_are_told(step: str, message: str) -> None:
    """A duration, an access or an id that cannot be read is a fault with its line, and so is a contradiction."""
    with pytest.raises(UnreadableError, match="demo:5:") as refused:
        load_script(f"{HEAD}  - guest_arrived: {{{step}}}\n", name="demo")

    assert message in str(refused.value)


@pytest.mark.parametrize("lasting", ["30 min", "about 25 min", "at least 20 min", "up to 1 h", "more than 29 min"])
def test_a_duration_that_agrees_may_stand_beside_both_times(lasting: str) -> None:
    """A duration beside both times is no fault as long as it does not contradict them."""
    step = f"at: 2023-04-10T10:00, until: 2023-04-10T10:30, lasting: {lasting}"

    assert load_script(f"{HEAD}  - guest_arrived: {{{step}}}\n")[1].lasting == Duration.of(lasting)


def test_an_id_is_of_one_step() -> None:
    """A script that gives one id to two steps is refused, with both lines."""
    steps = "  - guest_arrived: {id: a}\n  - talks: {id: b}\n  - guest_departed: {id: a}\n"

    with pytest.raises(UnreadableError) as refused:
        load_script(HEAD + steps)

    assert "7:26: the step in line 5 has the id a: each needs one of its own" in str(refused.value)


def test_steps_are_matched_by_their_ids() -> None:
    """A step keeps its id through editions: it is found again whatever else changed, and no other is taken for it."""
    restricted, expanded = TalksOpened(TalksFormat.RESTRICTED), TalksOpened(TalksFormat.EXPANDED)
    planned: list[Entry[Event]] = [
        Entry(1, restricted, id="a"),
        Entry(2, expanded, id="b"),
        Entry(3, PhotographTaken(), id="c"),
    ]
    actual: list[Entry[Event]] = [
        Entry(1, expanded, id="a"),
        Entry(2, restricted, id="new"),
        Entry(3, PhotographTaken()),
    ]

    assert matches(planned, actual) == ((0, 0), (2, 2))


def test_an_id_that_two_steps_have_identifies_neither() -> None:
    """Lines are read even if two steps have one id; then they are matched by what they are."""
    planned: list[Entry[Event]] = [
        Entry(1, TalksOpened(TalksFormat.EXPANDED), id="a"),
        Entry(2, PhotographTaken(), id="a"),
    ]
    actual: list[Entry[Event]] = [Entry(1, PhotographTaken(), id="a"), Entry(2, TalksOpened(TalksFormat.EXPANDED))]

    assert matches(planned, actual) == ((0, 1), (1, 0))


def test_a_calendar_knows_a_step_by_its_id() -> None:
    """The appointment of a step with an id keeps its name, even if what happens in it is now something else."""
    first, second = (
        Stream.of(
            RecordOpened("demo", basis=Basis.ANNOUNCED, time_zone="Asia/Almaty"),
            *(Entry(0, event, Moment.parse("2023-04-10T10:00+05:00"), id=name) for event, name in steps),
        )
        for steps in (
            ((TalksOpened(TalksFormat.RESTRICTED), "a"), (PhotographTaken(), "b")),
            ((PhotographTaken(), "b"), (TalksOpened(TalksFormat.EXPANDED), "a")),
        )
    )

    earlier, later = (
        {each.name for each in REPORTS["programme"].build(Brief(stream)).appointments} for stream in (first, second)
    )

    assert len(earlier) == 2
    assert earlier == later


def test_a_correction_corrects_them() -> None:
    """A correction may give another duration and another access; what it leaves out stays."""
    arrived = Entry(1, GuestArrived(), lasting=Duration(15), press=PressAccess(Access.OPEN))
    record = Stream.of(RecordOpened("demo"), arrived, EntryCorrected(1, lasting=Duration(20)))
    again = record.then(EntryCorrected(1, press=PressAccess(Access.CLOSED)))

    assert effective(record)[1] == evolve(arrived, lasting=Duration(20))
    assert effective(again)[1].press == PressAccess(Access.CLOSED)


def test_a_ceremony_lasts_as_long_as_its_record_says() -> None:
    """If the times of a ceremony are not known, its duration is the one that the record states; a bound is none."""
    lasting = {"1 h": timedelta(hours=1), "about 20 min": timedelta(minutes=20), "up to 1 h": None}

    for written, expected in lasting.items():
        record = Stream.of(RecordOpened("demo"), Entry(1, TalksOpened(), lasting=Duration.of(written)), TalksClosed())
        assert [each.duration for each in ceremonies.of(record).held] == [expected]


def test_the_press_edition_tells_the_access_of_the_media() -> None:
    """The programme for the press says who may be there, by when and where, in every language."""
    press = PressAccess(Access.POOL, Moment.parse("09:30"), None)
    plan = Stream.of(RecordOpened("demo", basis=Basis.ANNOUNCED), Entry(1, GuestArrived(), press=press))

    told = {code: _words_of(plan, code) for code in ("en", *LANGUAGES)}

    assert "media pool only; be there by 09:30" in told["en"]
    assert all("09:30" in words for words in told.values())
    assert len({*told.values()}) == len(told)


def _words_of(plan: Stream, code: str) -> str:
    page = REPORTS["programme"].build(Brief(plan, language(code), edition=Edition.PRESS))
    return "\n".join(span.text for span in page.spans())


@pytest.mark.parametrize(
    ("code", "hour", "minutes", "both"),
    [
        ("en", "about an hour", "15 minutes", "1 h 30 min"),
        ("ru", "примерно час", "15 минут", "1 ч 30 мин"),
        ("kk", "шамамен бір сағат", "15 минут", "1 сағ 30 мин"),  # noqa: RUF001 - Kazakh
        ("az", "təxminən bir saat", "15 dəqiqə", "1 saat 30 dəqiqə"),
    ],
)
def test_papers_say_how_long(code: str, hour: str, minutes: str, both: str) -> None:
    """A duration has its words in every language."""
    told = [duration_in_words(Duration.of(each), language(code)) for each in ("about 1 h", "15 min", "1 h 30 min")]

    assert told == [hour, minutes, both]
    record = Stream.of(RecordOpened("demo"), Entry(1, GuestArrived(), lasting=Duration(15)))
    for paper in ("record", "programme", "day-sheet"):
        spans = REPORTS[paper].build(Brief(record, language(code))).spans()
        assert paper == "day-sheet" or any(minutes in span.text for span in spans)


def test_tables_have_them_at_the_end() -> None:
    """New columns stand at the end of a table of entries: a program that reads the others by number still does."""
    entry = Entry(1, GuestArrived(), id="a", lasting=Duration.of("about 1 h"), press=PressAccess(Access.PHOTO))
    row = dict(zip(ENTRY_COLUMNS, list(entry_rows(Stream.of(RecordOpened("demo"), entry)))[1], strict=True))

    assert (row["id"], row["lasting"], row["lasting_precision"], row["press"]) == ("a", "60", "about", "photo")
    assert ENTRY_COLUMNS.index("remarks") < ENTRY_COLUMNS.index("id")


def test_an_entry_converts_what_it_is_given() -> None:
    """Fields are converted and checked as in any value, although what has its default is left alone."""
    given: Any = {"placing": "listed", "sources": ["a"], "at": "2023-04-10", "lasting": "15 min", "press": "open"}

    made = Entry(1, GuestArrived(), **given)

    assert (made.placing, made.sources, made.at) == (Placing.LISTED, ("a",), Moment.parse("2023-04-10"))
    assert (made.lasting, made.press) == (Duration(15), PressAccess(Access.OPEN))


@pytest.mark.parametrize(
    "wrong",
    [{"placing": "here"}, {"recorded_at": "2023-04-10T10:00"}, {"lasting": 5}, {"press": "all"}, {"sources": 7}],
)
def test_an_entry_still_refuses_what_cannot_be(wrong: dict[str, Any]) -> None:
    """What no field can hold is refused when an entry is made."""
    with pytest.raises(InvalidValueError):
        Entry(1, GuestArrived(), **wrong)
