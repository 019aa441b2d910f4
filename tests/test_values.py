"""Values: each refuses what it cannot be, says what was wanted, and survives pickling."""

import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, get_args
from zoneinfo import ZoneInfo

import attrs
import pytest

from protocol import Entry
from protocol.errors import (
    InvalidValueError,
    MissingExtraError,
    PatternError,
    ProtocolError,
    RulebookError,
    StreamError,
    UnreadableError,
)
from protocol.events import DelegationNamed
from protocol.values import (
    PERSONAL,
    Country,
    Dates,
    Document,
    DocumentKind,
    Moment,
    Party,
    Person,
    Precision,
    Rank,
    Side,
    Signatory,
    Source,
    Text,
    Venue,
    VenueKind,
    as_text,
    parse_iso,
)

TEN = datetime(2023, 4, 10, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("code", ["KZ", "AZ", "NO", "XK"])
def test_country_has_a_name(code: str) -> None:
    """Every known code has a name, which is what is printed."""
    assert str(Country(code)) == Country(code).name
    assert Country(code).name != code


@pytest.mark.parametrize("code", ["kz", "KAZ", "ZZ", ""])
def test_country_by_another_code_is_refused(code: str) -> None:
    """Lower case, three letters and codes of no country are refused, with a good one as an example."""
    with pytest.raises(InvalidValueError, match="its two-letter code of ISO 3166-1 is wanted, such as KZ"):
        Country(code)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("no", "NO"), ("Norway", "NO"), ("Viet Nam", "VN"), ("Russia", "RU"), ("Wakanda", None), ("UK", "GB")],
)
def test_the_code_of_a_country_is_proposed(given: str, meant: str | None) -> None:
    """A name, small letters or a code that others use leads to the code that is wanted; nothing else is guessed."""
    with pytest.raises(InvalidValueError) as caught:
        Country(given)
    assert ("did you mean" in str(caught.value)) == (meant is not None)
    assert meant is None or str(caught.value).endswith(f"such as KZ; did you mean {meant}?")


def test_countries_are_ordered_by_code() -> None:
    """Countries can be sorted."""
    assert sorted([Country("KZ"), Country("AZ")]) == [Country("AZ"), Country("KZ")]


def test_text_of_a_text_is_itself() -> None:
    """A field that holds words takes plain words, forms by language, or a text, and means the same."""
    text = Text.of({"en": "Joint Statement"})
    assert as_text(text) is text
    assert Document(text) == Document({"en": "Joint Statement"})


def test_text_prefers_undetermined_then_english_then_the_first_language() -> None:
    """The form printed is the one without a language, else English, else the first by its tag."""
    assert str(Text.of({"und": "a", "en": "b"})) == "a"
    assert str(Text.of({"en": "b", "az": "c"})) == "b"
    assert str(Text.of({"ru": "d", "az": "c"})) == "c"


def test_text_in_a_language_falls_back_to_its_own_form() -> None:
    """Where a language has no form nothing is made up."""
    text = Text.of({"ru": "Совместное заявление", "en": "Joint Statement"})
    assert text.in_("ru") == "Совместное заявление"
    assert text.in_("kk") == "Joint Statement"


def test_text_does_not_depend_on_the_order_of_languages() -> None:
    """The same forms are the same text."""
    assert Text.of({"ru": "да", "en": "a"}) == Text.of({"en": "a", "ru": "да"})
    assert hash(Text.of({"ru": "да", "en": "a"})) == hash(Text.of({"en": "a", "ru": "да"}))


@pytest.mark.parametrize("forms", [{}, {"en": " "}, {"": "words"}, {"en": "words", "ru": ""}])
def test_text_without_words_is_refused(forms: dict[str, str]) -> None:
    """A text has at least one word in each of its languages."""
    with pytest.raises(InvalidValueError, match="every language needs at least one word"):
        Text.of(forms)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2023-04-10", date(2023, 4, 10)),
        ("10:30", time(10, 30)),
        ("T10:30", time(10, 30)),
        ("2023-04-10T10:30:00+00:00", TEN),
        ("2023-04-10 10:30Z", TEN),
        ("2023-04-09T24:00Z", datetime(2023, 4, 10, tzinfo=UTC)),
        ("2023-12-31 24:00:00+06:00", datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Almaty"))),
        ("24:00", time(0)),
    ],
)
def test_iso_forms_are_told_apart(given: str, value: object) -> None:
    """A date, a time of day and a date-time are what they look like."""
    assert parse_iso(given) == value
    assert type(parse_iso(given)) is type(value)


@pytest.mark.parametrize(
    "given", ["", "tomorrow", "2023-02-31", "25:00", "24:01", "9999-12-31T24:00Z", "2023-04-10T", "10.04.2023"]
)
def test_what_is_no_moment_is_refused(given: str) -> None:
    """Days that do not exist and other forms are refused, with the forms that are read."""
    with pytest.raises(InvalidValueError, match="2023-04-10T10:30, 2023-04-10 or 10:30 is wanted"):
        Moment.parse(given)


def test_midnight_at_the_end_of_a_day_stays_that() -> None:
    """24:00 without a day is told apart from 00:00, and keeps the words that it was given."""
    assert Moment.parse("24:00").ends_day
    assert Moment.parse("24:00", wording="at midnight") == Moment(time(0), wording="24:00, at midnight")
    assert not Moment.parse("00:00").ends_day
    assert not Moment.parse("2023-04-10T24:00Z").ends_day


def test_moment_without_offset_is_refused() -> None:
    """A date-time without an offset could be any of many moments."""
    with pytest.raises(InvalidValueError, match="needs an offset"):
        Moment.parse("2023-04-10T10:30")


def test_only_exact_date_times_are_full() -> None:
    """Dates, times of day and date-times that are not exact are never compared."""
    assert Moment(TEN).full == TEN
    assert Moment(TEN, Precision.ABOUT).full is None
    assert Moment(TEN.date()).full is None
    assert Moment(time(10, 30)).full is None


def test_day_is_known_for_dates_and_date_times() -> None:
    """A time of day says nothing about the day."""
    assert Moment(TEN).day == date(2023, 4, 10)
    assert Moment(date(2023, 4, 10)).day == date(2023, 4, 10)
    assert Moment(time(10, 30)).day is None


def test_moment_prints_as_iso() -> None:
    """What is printed can be read again."""
    moment = Moment.parse("2023-04-10T10:30:00+06:00")
    assert Moment.parse(str(moment)) == moment


def test_dates_count_both_ends() -> None:
    """The first and the last day belong to the visit."""
    dates = Dates(date(2023, 4, 10), date(2023, 4, 11))
    assert date(2023, 4, 10) in dates
    assert date(2023, 4, 11) in dates
    assert date(2023, 4, 12) not in dates
    assert str(dates) == "2023-04-10 to 2023-04-11"
    assert str(Dates(dates.first, dates.first)) == "2023-04-10"


def test_dates_that_run_backwards_are_refused() -> None:
    """The last day is not before the first."""
    with pytest.raises(InvalidValueError, match="it is before the first, 2023-04-10"):
        Dates(date(2023, 4, 10), date(2023, 4, 9))


def test_values_print_as_people_write_them() -> None:
    """A person prints with the office, a venue with its city, a party as its state, a source with its locator."""
    tokayev = Person("Kassym-Jomart Tokayev", "President", Rank.HEAD_OF_STATE)
    assert str(tokayev) == "Kassym-Jomart Tokayev, President"
    assert str(Signatory(Person("A"))) == "A"
    assert str(Venue("Akorda", city="Astana")) == "Akorda, Astana"
    assert str(Venue(kind=VenueKind.AIRPORT)) == "airport"
    assert str(Venue()) == "a place not named"
    assert str(Party(Side.HOST)) == "host"
    assert str(Party(Side.HOST, Country("KZ"))) == "Kazakhstan"
    assert str(Source("Instruction 201")) == "Instruction 201"
    assert str(Source("Instruction 201", locator="para. 4")) == "Instruction 201, para. 4"
    assert str(Document("Joint Statement", DocumentKind.JOINT_STATEMENT)) == "Joint Statement"


def test_names_of_people_are_marked_as_personal() -> None:
    """A store can find out from the types which words tell who a person is, wherever an entry has them."""

    def marked(declared: Any) -> Iterator[str]:  # noqa: ANN401 - an annotation, of whatever form
        for each in attrs.fields(declared) if isinstance(declared, type) and attrs.has(declared) else ():
            options = get_args(each.type) or (each.type,)
            if any(PERSONAL in getattr(option, "__metadata__", ()) for option in options):
                yield f"{declared.__name__}.{each.name}"
            yield from (found for option in options for found in marked(option))

    assert set(marked(Entry)) == {"Entry.recorded_by", "Person.name"}
    assert set(marked(DelegationNamed)) == {"Person.name"}


@pytest.mark.parametrize(
    "value",
    [
        Country("KZ"),
        Text.of({"en": "a", "ru": "нет"}),
        Moment(TEN, Precision.ABOUT, "about half past ten"),
        Dates(date(2023, 4, 10), date(2023, 4, 11)),
        Person("A", "President", Rank.HEAD_OF_STATE, Country("AZ")),
        Party(Side.GUEST, Country("AZ"), "Baku", (Person("A"),)),
        Signatory(Person("A"), Side.HOST),
        Document("A", DocumentKind.TREATY),
        Venue("Akorda", VenueKind.RESIDENCE, "Astana", indoors=True),
        Source("A", "https://example.org", "en", "p. 1", "a"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_survive_pickling(value: object) -> None:
    """A value can be sent to another process and is equal there, with an equal hash."""
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - the bytes are our own
    assert again == value
    assert hash(again) == hash(value)


@pytest.mark.parametrize(
    ("error", "builtin", "words"),
    [
        (
            InvalidValueError("a country", "ZZ", "a code is wanted"),
            ValueError,
            "a country cannot be 'ZZ': a code is wanted",
        ),
        (StreamError(None, "no opening"), ValueError, "stream: no opening"),
        (StreamError(3, "too early"), ValueError, "entry 3: too early"),
        (
            PatternError("AnthemPlayed", None, "an event is wanted"),
            TypeError,
            "no pattern over AnthemPlayed: an event is wanted",
        ),
        (
            PatternError("AnthemPlayed", "state", "it has too many values"),
            TypeError,
            "no pattern over AnthemPlayed.state: it has too many values",
        ),
        (RulebookError("CER01", "used twice"), ValueError, "CER01: used twice"),
        (UnreadableError("a.yaml", ("1:2: x", "3:4: y")), ValueError, "a.yaml:1:2: x\na.yaml:3:4: y"),
        (
            MissingExtraError("reading YAML", "cli"),
            ImportError,
            "reading YAML needs an extra: pip install 'state-visit-protocol[cli]'",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_errors_are_builtins_with_words_and_survive_pickling(
    error: ProtocolError, builtin: type[Exception], words: str
) -> None:
    """An error is caught as the builtin that it behaves like, prints for people, and keeps its facts when pickled."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - the bytes are our own
    assert isinstance(again, builtin)
    assert isinstance(again, ProtocolError)
    assert str(again) == str(error) == words
