"""Every field of a value holds what it is declared to hold, however it was given."""

import importlib
import pickle
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given

import protocol
import protocol.stream
from protocol import Coverage, Entry, Stream, TalksFormat, VisitKind, check
from protocol.errors import InvalidValueError, StreamError
from protocol.fields import FrozenDict
from protocol.rules import COMMON, Evidence, Severity
from protocol.testing import streams
from protocol.values import (
    Basis,
    Country,
    Dates,
    Document,
    Moment,
    Part,
    Person,
    Placing,
    Presence,
    Rank,
    Signatory,
    Source,
    Text,
    Venue,
)
from protocol.visit import Visit

# What users write is not what is declared, and a type checker tells them so; here it is to be told nothing.
events: Any = protocol.events
values: Any = protocol.values
rules: Any = protocol.rules
record: Any = protocol.stream

MADE_BY_FOLDING = {Visit, protocol.visit.CeremonyHeld, protocol.visit.Fact}
"""Classes that only the library makes, once for each entry of a record: there a look at each field is felt."""


def public_values() -> Iterator[type]:
    """Every frozen attrs class that some module of the library exports."""
    found: dict[type, None] = {}
    for module in pkgutil.walk_packages(protocol.__path__, "protocol."):
        if not module.name.endswith("__main__"):
            names = importlib.import_module(module.name)
            for each in (getattr(names, name) for name in getattr(names, "__all__", ())):
                if isinstance(each, type) and attrs.has(each) and not issubclass(each, Exception):
                    found[each] = None
    return (each for each in found if each not in MADE_BY_FOLDING and "__setattr__" in vars(each))


def members(declared: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type, or what stands for several
    """The types that a field may hold beside None."""
    union = get_args(declared) if get_origin(declared) not in {tuple, frozenset, dict, list, Mapping, Callable} else ()
    return tuple(each for each in (union or (declared,)) if each is not NoneType)


COLLECTIONS = [
    pytest.param(field, id=f"{cls.__name__}.{field.name}")
    for cls in public_values()
    for field in attrs.fields(cls)
    if field.init and any(get_origin(each) in {tuple, frozenset, Mapping} for each in members(field.type))
]
ENUMS = [
    pytest.param(field, member, id=f"{cls.__name__}.{field.name}")
    for cls in public_values()
    for field in attrs.fields(cls)
    for member in members(field.type)
    if field.init and isinstance(member, type) and issubclass(member, Enum)
]


@pytest.mark.parametrize("field", COLLECTIONS)
def test_no_value_keeps_the_list_of_its_caller(field: Any) -> None:  # noqa: ANN401 - a field of attrs
    """Every field for several things converts them; what it holds can be hashed, and nobody else can change it."""
    wanted: dict[Any, type] = {tuple: tuple, frozenset: frozenset, Mapping: FrozenDict}
    (declared,) = (get_origin(each) for each in members(field.type) if get_origin(each) in wanted)

    assert type(field.converter({} if declared is Mapping else [])) is wanted[declared]


def test_there_are_many_such_fields() -> None:
    """The catalogue above is not empty."""
    assert len(COLLECTIONS) > 60
    assert len(ENUMS) > 25


@pytest.mark.parametrize(("field", "enum"), ENUMS)
def test_a_word_is_a_member_of_its_enum_or_is_refused(field: "attrs.Attribute[Any]", enum: type[Enum]) -> None:
    """Its value as a word is the member itself; another word is refused, and the nearest named."""
    convert: Any = field.converter
    for member in enum:
        word = member.value if isinstance(member.value, str) else member.name.lower()
        assert convert(word) is member
        assert convert(member) is member
        with pytest.raises(InvalidValueError, match="did you mean"):
            convert(word + "x")
    with pytest.raises(InvalidValueError):
        convert(object())


def test_what_looks_right_is_right() -> None:
    """Text where an enum is declared makes the same event, and no rule overlooks it."""
    assert events.TalksOpened("expanded") == events.TalksOpened(TalksFormat.EXPANDED)
    assert events.VisitAgreed("state").kind is VisitKind.STATE
    opening = events.RecordOpened("demo", coverage="complete", basis="reported")
    assert (opening.coverage, opening.basis) == (Coverage.COMPLETE, Basis.REPORTED)
    host, guest = events.AnthemPlayed(of="host"), events.AnthemPlayed(of="guest")
    steps = (events.WelcomeCeremonyOpened(), host, guest)
    assert [
        finding.rule.code for finding in check(Stream.of(events.RecordOpened("demo"), *steps), COMMON).findings
    ] == ["CER02"]


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (lambda: record.Entry(1, events.GuestArrived(), place="Astana").place, Venue(Text.of("Astana"))),
        (lambda: record.Entry(1, events.GuestArrived(), present="Smith").present, (Presence(Person("Smith")),)),
        (lambda: record.Entry(1, events.GuestArrived(), present=[Person("Smith")]).attending, (Person("Smith"),)),
        (lambda: values.Presence("Smith", "acting"), Presence(Person("Smith"), Part.ACTING)),
        (lambda: events.AnthemPlayed(state="KZ").state, Country("KZ")),
        (lambda: events.DocumentSigned("Joint Statement").document, Document("Joint Statement")),
        (lambda: events.DocumentSigned("A", ["M. Minister"]).signatories, (Signatory(Person("M. Minister")),)),
        (lambda: events.DocumentsExchanged(["A", "B"]).documents, (Document("A"), Document("B"))),
        (lambda: events.RecordOpened("v", sources=["A report"]).sources, (Source("A report"),)),
        (lambda: events.VisitPostponed(until="2031-05-14").until, date(2031, 5, 14)),
        (lambda: events.VisitAgreed(dates=values.Dates("2031-05-14")).dates, Dates(date(2031, 5, 14))),
        (
            lambda: values.Person("A", rank="monarch", country="GB"),
            Person("A", rank=Rank.MONARCH, country=Country("GB")),
        ),
        (lambda: values.Moment("10:30"), Moment(time(10, 30))),
        (lambda: record.Entry(1, events.GuestArrived(), at="10:30").at, Moment(time(10, 30))),
        (
            lambda: record.Entry(1, events.GuestArrived(), until=date(2031, 5, 14)).until,
            Moment(date(2031, 5, 14)),
        ),
        (
            lambda: record.Entry(1, events.GuestArrived(), sources=["a"], remarks="late").remarks,
            (Text.of("late"),),
        ),
        (lambda: record.Entry(1, events.GuestArrived(), placing="listed").placing, Placing.LISTED),
        (
            lambda: record.Entry(1, events.GuestArrived(), recorded_at="2031-05-14T10:30+00:00").recorded_at,
            datetime(2031, 5, 14, 10, 30, tzinfo=UTC),
        ),
        (lambda: rules.Evidence("statute").kind, Evidence(protocol.rules.EvidenceKind.STATUTE).kind),
        (lambda: rules.Finding(COMMON.rule("CER02"), "breach", rules.fault("x"), ()).severity, Severity.BREACH),
    ],
)
def test_a_value_is_made_of_what_people_write(given: Callable[[], object], held: object) -> None:
    """A name where a person or a place is declared, an ISO date where a moment is, one thing where several may be."""
    assert given() == held
    hash(held)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            lambda: events.AnthemPlayed(of="hst"),
            "AnthemPlayed.of cannot be 'hst': host, guest or other is wanted; did you mean",
        ),
        (lambda: events.AnthemPlayed(state="Kazakhstan"), "did you mean KZ"),
        (lambda: events.GuestGreeted(flowers="many"), "GuestGreeted.flowers cannot be 'many': True or False is wanted"),
        (lambda: events.GunSaluteFired(rounds="21"), "GunSaluteFired.rounds cannot be '21': a whole number is wanted"),
        (lambda: events.GunSaluteFired(rounds=True), "a whole number is wanted"),
        (lambda: record.Entry(1, events.GuestArrived(), place=7), "Entry.place cannot be 7"),
        (lambda: record.Entry(1, events.GuestArrived(), present=7), "several are wanted"),
        (lambda: record.Entry(1, events.GuestArrived(), present=[7]), "7"),
        (lambda: events.VisitAgreed(parties=["KZ"]), "a Party is wanted"),
        (lambda: events.VisitPostponed(until="soon"), "a day such as 2023-04-10 is wanted"),
        (lambda: events.VisitPostponed(until=datetime(2031, 5, 14, tzinfo=UTC)), "a day such as"),
        (lambda: values.Moment("yesterday"), "a time such as"),
        (lambda: values.Moment(7), "a time such as"),
        (lambda: record.Entry(1, events.GuestArrived(), at="late"), "Entry.at cannot be 'late'"),
        (lambda: record.Entry("1", events.GuestArrived()), "Entry.position cannot be '1'"),
        (lambda: events.RecordOpened(7), "RecordOpened.visit cannot be 7: a text is wanted"),
        (lambda: events.EntryCorrected(1, event="arrived"), "EntryCorrected.event cannot be 'arrived'"),
        (lambda: values.Person(7), "a text"),
        (lambda: values.Party("hosts"), "did you mean host"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wanted(given: Callable[[], object], told: str) -> None:
    """The field is named, what was given, and what was wanted."""
    with pytest.raises(InvalidValueError) as refused:
        given()
    assert told in str(refused.value)


def test_a_stream_is_made_of_entries() -> None:
    """A list of them becomes a tuple; events, or anything else, are refused with what to do."""
    stream = record.Stream([Entry(0, events.RecordOpened("demo"))])
    assert hash(stream) == hash(Stream.of(events.RecordOpened("demo")))
    with pytest.raises(StreamError, match=r"Stream\.of"):
        record.Stream([events.RecordOpened("demo")])


@given(streams())
def test_giving_a_value_its_own_fields_changes_nothing(stream: Stream) -> None:
    """Conversion leaves alone what is right."""
    for entry in stream:
        assert attrs.evolve(entry) == entry
        assert attrs.evolve(entry.event) == entry.event


def test_a_frozen_dict_is_a_value() -> None:
    """It is read like a dict, cannot be changed, has a hash and is pickled."""
    kept = FrozenDict(by="me")
    for name, arguments in {
        "__setitem__": ("by", "you"),
        "update": ({"by": "you"},),
        "pop": ("by",),
        "clear": (),
    }.items():
        with pytest.raises(TypeError, match="cannot be changed"):
            getattr(kept, name)(*arguments)
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - our own pickle
    assert kept == {"by": "me"}
    assert hash(kept) == hash(FrozenDict(by="me"))
