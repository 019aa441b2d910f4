"""The catalogue of events: complete, documented, in the past tense, with tags that never change."""

import importlib
import inspect
import pkgutil
import re

import attrs
import pytest

import protocol.events
from protocol.events import BY_TAG, EVENTS, FAMILIES, ORDERED, AnthemPlayed, Event, VisitAgreed, tag
from protocol.events.shapes import SHAPES, code, number, numbers_of
from protocol.stream import Entry
from protocol.values import Country, Party, Side

TAGS = (
    "visit_agreed delegation_named programme_approved programme_revised visit_postponed visit_cancelled "
    "guest_arrived guest_greeted escort_provided flypast_held gun_salute_fired city_left city_reached transfer_made "
    "welcome_ceremony_opened leaders_greeted diplomatic_corps_greeted delegations_presented guard_drawn_up "
    "guard_reported anthem_played music_played flag_raised colours_saluted "
    "guard_reviewed soldiers_greeted march_past_held photograph_taken visitors_book_signed welcome_ceremony_closed "
    "talks_opened talks_closed meeting_held informal_meeting_held "
    "signing_opened document_signed documents_signed documents_exchanged signing_closed "
    "press_statement_made press_conference_held "
    "reception_opened reception_closed toast_proposed "
    "decoration_conferred decorations_exchanged gift_presented city_key_presented "
    "wreath_laid silence_observed parliament_addressed speech_given forum_attended place_inaugurated "
    "cultural_event_attended site_visited tree_planted multilateral_meeting_attended spouse_programme_held "
    "farewell_ceremony_opened farewell_ceremony_closed guest_seen_off guest_departed visit_concluded "
    "record_opened entry_corrected entry_retracted other_happened "
)
"""Written out, for records on disk are read by them: a tag may be added here, never changed or removed."""

PAST = re.compile(r"(ed|Held|Made|Laid|Given|Left|Taken|SeenOff|DrawnUp)$")


def classes_of(module: str) -> set[type]:
    """The classes that a module of events defines itself."""
    found = importlib.import_module(f"protocol.events.{module}")
    return {value for _, value in inspect.getmembers(found, inspect.isclass) if value.__module__ == found.__name__}


def test_every_class_of_the_event_modules_is_in_the_union() -> None:
    """An event that is defined and not listed would be read by nobody."""
    modules = {module.name for module in pkgutil.iter_modules(protocol.events.__path__)} - {
        "catalogue",
        "ceremonies",
        "moved",
        "shapes",
    }
    assert modules == set(FAMILIES)
    for family in modules:
        assert classes_of(family) == set(FAMILIES[family])
    assert set(EVENTS) == {event for events in FAMILIES.values() for event in events}


def test_no_event_is_listed_twice() -> None:
    """Each event has one family and one tag."""
    assert len(EVENTS) == len(set(EVENTS)) == len(BY_TAG) == sum(map(len, FAMILIES.values()))


def test_every_event_is_exported() -> None:
    """What can happen can be imported from one place."""
    assert {event.__name__ for event in EVENTS} <= set(protocol.events.__all__)


def test_tags_are_pinned() -> None:
    """The names on disk are those that were published."""
    assert sorted(BY_TAG) == sorted(TAGS.split())
    assert all(tag(event) == name for name, event in BY_TAG.items())


@pytest.mark.parametrize("event", EVENTS, ids=tag)
def test_event_is_a_documented_frozen_value_in_the_past_tense(event: type[Event]) -> None:
    """An event is an immutable value, named as something that happened and described in one sentence."""
    assert attrs.has(event)
    assert event.__hash__ is not object.__hash__
    assert PAST.search(event.__name__), f"{event.__name__} is not in the past tense"
    first = (event.__doc__ or "").partition("\n")[0]
    assert first.endswith("."), f"{event.__name__} is not described in one sentence"


@pytest.mark.parametrize("event", EVENTS, ids=tag)
def test_event_refuses_to_be_changed(event: type[Event]) -> None:
    """What happened does not change; an event of a class is made anew."""
    made: object = object.__new__(event)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, "anything", None)  # noqa: B010 - the name stands for any


def test_rules_of_order_do_not_speak_of_preparation_and_record() -> None:
    """When a delegation was named or an entry corrected says nothing about the order of a visit."""
    apart = {*FAMILIES["preparation"], *FAMILIES["record"]}
    assert apart.isdisjoint(ORDERED)
    assert apart | ORDERED == set(EVENTS)


def test_party_of_a_side_is_the_first_on_it() -> None:
    """An agreement with several guests knows each, and the first when asked for the guest."""
    azerbaijan, georgia = Party(Side.GUEST, Country("AZ")), Party(Side.GUEST, Country("GE"))
    agreed = VisitAgreed(parties=(azerbaijan, georgia))
    assert agreed.party(Side.GUEST) == azerbaijan
    assert agreed.party(Side.HOST) is None


def test_shapes_fit_in_a_byte_and_tell_events_apart() -> None:
    """Every event has the number of a shape of its class, by its finite fields and by whether something is said."""
    assert len(SHAPES) <= 256
    assert len(set(SHAPES)) == len(SHAPES)
    for event in EVENTS:
        assert {SHAPES[place].event for place in numbers_of(event)} == {event}
    told = SHAPES[number(Entry(0, AnthemPlayed(Side.GUEST, state=Country("AZ"))))]
    assert (told.event, told.fields, told.said) == (AnthemPlayed, (("of", Side.GUEST),), (("state", True),))
    anthems = Entry(0, AnthemPlayed()), Entry(1, AnthemPlayed(Side.HOST))
    assert code(anthems) == bytes(map(number, anthems))


def test_a_word_makes_the_shape_of_what_it_means() -> None:
    """Who writes a word where an enum is declared gets the event that is meant, and its shape."""
    written = AnthemPlayed("guest")  # type: ignore[arg-type] # as people write

    assert number(Entry(0, written)) == number(Entry(0, AnthemPlayed(Side.GUEST)))
