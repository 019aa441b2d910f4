"""People, their sides, and the parties to a visit."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import converters, field

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.values.countries import Country
from protocol.values.texts import PersonalText, Text, as_text


class Side(StrEnum):
    """The side that acts or owns something: the receiving state, the visitor, or a third party."""

    HOST = "host"
    GUEST = "guest"
    OTHER = "other"


class Sides(StrEnum):
    """Which of the two sides took part: one or both."""

    HOST = "host"
    GUEST = "guest"
    BOTH = "both"


class Rank(StrEnum):
    """The rank that decides which honours and which powers a person has."""

    MONARCH = "monarch"
    HEAD_OF_STATE = "head-of-state"
    GOVERNOR_GENERAL = "governor-general"
    CROWN_PRINCE = "crown-prince"
    HEAD_OF_GOVERNMENT = "head-of-government"
    FOREIGN_MINISTER = "foreign-minister"
    SPEAKER = "speaker"
    MINISTER = "minister"
    HEAD_OF_MISSION = "head-of-mission"
    SPOUSE = "spouse"
    OTHER = "other"

    @property
    def counts_as(self) -> "Rank":
        """The rank whose honours are due: a governor-general is given those of the head of state whom he represents.

        >>> Rank.GOVERNOR_GENERAL.counts_as.value
        'head-of-state'
        """
        return Rank.HEAD_OF_STATE if self is Rank.GOVERNOR_GENERAL else self


class Function(StrEnum):
    """What a person is there for on this visit; a minister may be there as an interpreter."""

    LEADER = "leader"
    SPOUSE = "spouse"
    FAMILY = "family"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    ADVISER = "adviser"
    AIDE = "aide"
    INTERPRETER = "interpreter"
    PROTOCOL = "protocol"
    SECURITY = "security"
    DOCTOR = "doctor"
    PRESS = "press"
    OTHER = "other"


@frozen
class Person:
    """A person who takes part in a visit, as the source names them: by name, by office alone, or by both.

    `style` is the form of address before the name, such as "H.E."; `rank` decides honours and powers, `function` says
    what the person is there for on this visit.

    >>> Person(office="Speaker of Parliament").known_as == Text.of("Speaker of Parliament")
    True
    """

    name: PersonalText | None = field(default=None, converter=converters.optional(as_text))
    office: Text | None = field(default=None, converter=converters.optional(as_text))
    rank: Rank | None = None
    country: Country | None = None
    style: Text | None = field(default=None, converter=converters.optional(as_text))
    function: Function | None = None

    def __attrs_post_init__(self) -> None:
        if self.name is None and self.office is None:
            raise InvalidValueError("a person", None, "a name or an office is wanted")

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Person") -> "Person":
        """A person with a name only."""
        return given if isinstance(given, Person) else cls(as_text(given))

    @property
    def known_as(self) -> Text:
        """The name, or the office of somebody who is known by that alone."""
        known = self.name or self.office
        assert known is not None  # noqa: S101 - one of them is given
        return known

    def may_be(self, other: "Person") -> bool:
        """Whether two mentions may mean one person: their names do not differ in any language that both have.

        Somebody who is known by office alone may be anybody whose office is not known to be another.

        >>> Person("Ilham Aliyev").may_be(Person(office="President of Azerbaijan"))
        True
        """
        if self.name is not None and other.name is not None:
            return self.name.alike(other.name)
        return self.office is None or other.office is None or self.office.alike(other.office)

    @property
    def leads(self) -> bool:
        """Whether the person leads a side if they are among its principals, so is not there as a spouse or aide."""
        return self.rank is not Rank.SPOUSE and self.function in {None, Function.LEADER}

    def __str__(self) -> str:
        return ", ".join(str(each) for each in (self.name, self.office) if each is not None)


class Part(StrEnum):
    """What somebody does in a step: acts, is acted towards, is with one who acts, or is there."""

    ACTING = "acting"
    ADDRESSED = "addressed"
    ACCOMPANYING = "accompanying"
    ATTENDING = "attending"


@frozen
class Presence:
    """Somebody who was there at a step, and the part taken in it.

    >>> str(Presence(Person("Ilham Aliyev"), Part.ACTING))
    'Ilham Aliyev (acting)'
    """

    person: Person
    part: Part = Part.ATTENDING

    @classmethod
    def of(cls, given: "str | Mapping[str, str] | Text | Person | Presence") -> "Presence":
        """Somebody who attends, unless a part is given."""
        return given if isinstance(given, Presence) else cls(Person.of(given))

    def __str__(self) -> str:
        return f"{self.person} ({self.part})"


_ORDER = {part: place for place, part in enumerate(Part)}


def by_part(given: Any) -> tuple[Presence, ...]:  # noqa: ANN401 - a converter takes any value
    """Those who were there in the order of their parts, so that two records of the same people are equal.

    >>> [str(each) for each in by_part(["Ceyhun Bayramov", Presence("Ilham Aliyev", Part.ACTING)])]
    ['Ilham Aliyev (acting)', 'Ceyhun Bayramov (attending)']
    """
    if given.__class__ is tuple and not given:
        return ()
    several = (given,) if isinstance(given, str | Person | Presence) else given
    if not isinstance(several, Iterable) or isinstance(several, Mapping):
        raise InvalidValueError("present", given, "several are wanted, such as a list of them")
    return tuple(sorted(map(Presence.of, several), key=lambda each: _ORDER[each.part]))


def present(
    *,
    acting: Iterable[Person] = (),
    addressed: Iterable[Person] = (),
    accompanying: Iterable[Person] = (),
    attending: Iterable[Person] = (),
) -> tuple[Presence, ...]:
    """Those who were there at a step, by the part that each took.

    >>> [str(each) for each in present(acting=[Person("Ilham Aliyev")], attending=[Person("Ceyhun Bayramov")])]
    ['Ilham Aliyev (acting)', 'Ceyhun Bayramov (attending)']
    """
    people = zip(Part, (acting, addressed, accompanying, attending), strict=True)
    return tuple(Presence(person, part) for part, several in people for person in several)


@frozen
class Party:
    """One of the parties to a visit: its state, the city that receives or sends, who leads it and who is with them.

    `principals` are those whom the other side receives, the leader first; `accompanying` are with them and lead
    nothing, such as a spouse or a member of the family.
    """

    side: Side
    state: Country | None = None
    city: Text | None = field(default=None, converter=converters.optional(as_text))
    principals: tuple[Person, ...] = ()
    accompanying: tuple[Person, ...] = ()

    @property
    def leader(self) -> Person | None:
        """The leader of the party: the first of its principals who is not there as a spouse or in another function."""
        return next((person for person in self.principals if person.leads), None)

    @property
    def people(self) -> tuple[Person, ...]:
        """The principals, then those who accompany them."""
        return (*self.principals, *self.accompanying)

    def __str__(self) -> str:
        return self.side.value if self.state is None else str(self.state)
