"""Values of the domain, such as people, places and times: each validates itself, and none depends on events."""

from protocol.values.countries import COUNTRIES, Country
from protocol.values.documents import (
    POWERS_BY_OFFICE,
    TREATY_KINDS,
    Document,
    DocumentKind,
    FullPowers,
    Signatory,
    SigningManner,
)
from protocol.values.durations import Duration
from protocol.values.moments import Dates, Moment, Precision, parse_iso
from protocol.values.people import Function, Part, Party, Person, Presence, Rank, Side, Sides, by_part, present
from protocol.values.periods import ALWAYS, Period
from protocol.values.press import Access, PressAccess
from protocol.values.records import Basis, Coverage, Placing, Source, Standing
from protocol.values.texts import (
    PERSONAL,
    UNDETERMINED,
    Personal,
    PersonalName,
    PersonalText,
    Text,
    as_text,
    fold_case,
    language_tag,
    primary,
)
from protocol.values.venues import Venue, VenueKind
from protocol.values.visits import (
    Counterpart,
    Formality,
    InformalSetting,
    Meal,
    Means,
    SaluteOccasion,
    TalksFormat,
    VisitKind,
)

__all__ = [
    "ALWAYS",
    "COUNTRIES",
    "PERSONAL",
    "POWERS_BY_OFFICE",
    "TREATY_KINDS",
    "UNDETERMINED",
    "Access",
    "Basis",
    "Counterpart",
    "Country",
    "Coverage",
    "Dates",
    "Document",
    "DocumentKind",
    "Duration",
    "Formality",
    "FullPowers",
    "Function",
    "InformalSetting",
    "Meal",
    "Means",
    "Moment",
    "Part",
    "Party",
    "Period",
    "Person",
    "Personal",
    "PersonalName",
    "PersonalText",
    "Placing",
    "Precision",
    "Presence",
    "PressAccess",
    "Rank",
    "SaluteOccasion",
    "Side",
    "Sides",
    "Signatory",
    "SigningManner",
    "Source",
    "Standing",
    "TalksFormat",
    "Text",
    "Venue",
    "VenueKind",
    "VisitKind",
    "as_text",
    "by_part",
    "fold_case",
    "language_tag",
    "parse_iso",
    "present",
    "primary",
]
