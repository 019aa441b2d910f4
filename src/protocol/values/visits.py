"""Kinds of visits and of the meetings and meals inside them."""

from enum import StrEnum


class VisitKind(StrEnum):
    """The kind of a visit, which decides its honours; `unknown` if no source names it."""

    STATE = "state"
    OFFICIAL = "official"
    OFFICIAL_WORKING = "official-working"
    WORKING = "working"
    TRANSIT = "transit"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class TalksFormat(StrEnum):
    """The format of talks, by how many sit at the table; `unstated` if a source only says that talks were held."""

    ONE_ON_ONE = "one-on-one"
    RESTRICTED = "restricted"
    EXPANDED = "expanded"
    UNSTATED = "unstated"


class Counterpart(StrEnum):
    """The kind of person whom the guest met outside the talks, such as the mayor."""

    PREMIER = "premier"
    SPEAKER = "speaker"
    MONARCH = "monarch"
    MINISTER = "minister"
    MAYOR = "mayor"
    PARTY = "party"
    JUDICIARY = "judiciary"
    BUSINESS = "business"
    COMMUNITY = "community"
    MEDIA = "media"
    CLERGY = "clergy"
    OTHER = "other"


class InformalSetting(StrEnum):
    """How or where people met informally: over tea, on a walk, in the lounge of the airport."""

    TEA = "tea"
    WALK = "walk"
    RIDE = "ride"
    VERANDA = "veranda"
    LOUNGE = "lounge"
    OTHER = "other"


class Means(StrEnum):
    """By what people move inside a city: in a motorcade, by boat, on foot."""

    MOTORCADE = "motorcade"
    CAR = "car"
    BUS = "bus"
    CARRIAGE = "carriage"
    BOAT = "boat"
    TRAIN = "train"
    TRAM = "tram"
    HELICOPTER = "helicopter"
    ON_FOOT = "on-foot"
    OTHER = "other"


class Meal(StrEnum):
    """Which meal a reception was."""

    BREAKFAST = "breakfast"
    LUNCHEON = "luncheon"
    TEA = "tea"
    DINNER = "dinner"
    BANQUET = "banquet"
    RECEPTION = "reception"
    UNSTATED = "unstated"


class Formality(StrEnum):
    """How formal a reception was."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    INFORMAL = "informal"


class SaluteOccasion(StrEnum):
    """What a gun salute accompanied, such as the anthems; practice differs, so each salute states it."""

    ANTHEMS = "anthems"
    REVIEW = "review"
    ARRIVAL = "arrival"
    BY_ITSELF = "by-itself"
    UNSTATED = "unstated"
