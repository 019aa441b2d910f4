"""Where the guest is at every step, as far as the record says."""

from protocol.projections import Whereabouts, itinerary
from protocol.script import load_script
from protocol.values import Text, Venue, VenueKind

HEAD = """
format: visit/1
visit: demo
host: {state: KZ, principals: [{name: A. Host, rank: head-of-state}]}
guest:
  state: AZ
  principals: [{name: A. Guest, rank: head-of-state}]
  accompanying: [{name: A. Spouse, function: spouse}]
steps:
"""


def whereabouts(*steps: str, head: str = HEAD) -> list[Whereabouts]:
    """Where the guest is at each of these steps."""
    stream = load_script(head + "".join(f"  - {step}\n" for step in steps))
    return list(itinerary.of(stream).whereabouts.values())


def test_a_guest_is_in_the_country_between_arrival_and_departure() -> None:
    """Before the arrival nobody says where the guest is, after the departure the guest is abroad."""
    assert [each.in_country for each in whereabouts("wreath_laid", "guest_arrived", "talks_opened")] == [
        None,
        True,
        True,
    ]
    assert [each.in_country for each in whereabouts("guest_departed", "wreath_laid")] == [None, False]


def test_a_city_holds_until_it_is_left_and_a_place_for_its_step() -> None:
    """Between two cities the guest is in none."""
    found = whereabouts(
        "guest_arrived: {place: {name: Airport, kind: airport, city: Astana}}",
        "site_visited",
        "city_left: {city: Astana}",
        "city_reached: {city: Turkistan}",
        "site_visited: {place: Mausoleum}",
    )
    airport = Venue("Airport", VenueKind.AIRPORT, "Astana")

    assert [each.place for each in found] == [airport, None, None, None, Venue("Mausoleum")]
    assert [each.city for each in found] == [*[Text.of("Astana")] * 2, None, *[Text.of("Turkistan")] * 2]


def test_what_others_do_elsewhere_moves_no_guest() -> None:
    """The spouse's programme is where the spouse is; talks of which nobody says who sits there say nothing."""
    found = whereabouts(
        "guest_arrived: {place: {city: Astana}}",
        "site_visited: {acting: [A. Spouse], place: {name: Museum, city: Almaty}}",
        "talks: {place: {name: Akorda}}",
    )
    assert [each.city for each in found] == [Text.of("Astana")] * len(found)
    assert [each.place for each in found[1:]] == [None] * (len(found) - 1)


def test_a_step_is_where_its_ceremony_is() -> None:
    """Unless it says itself where it is."""
    found = whereabouts(
        "welcome_ceremony: {place: Akorda, steps: [leaders_greeted, soldiers_greeted: {place: Square}]}"
    )

    assert found[1].place == Venue("Akorda")
    assert found[2].place == Venue("Square")


def test_a_guest_whom_nobody_names_is_where_the_guest_is() -> None:
    """Reports often say "the guest" and no name."""
    (arrived,) = whereabouts("guest_arrived: {place: Airport}", head="format: visit/1\nvisit: demo\nsteps:\n")
    assert arrived == Whereabouts((1,), in_country=True, place=Venue("Airport"))
