"""Countries by the code of ISO 3166-1."""

from typing import Final

from attrs import field

from protocol.errors import InvalidValueError
from protocol.fields import frozen
from protocol.values._names import ENGLISH_NAMES, OTHER_NAMES


def _is_known(_: object, __: object, code: str) -> None:
    if code not in ENGLISH_NAMES:
        hint = f"; did you mean {found}?" if (found := _code_of(code)) else ""
        raise InvalidValueError("a country", code, f"its two-letter code of ISO 3166-1 is wanted, such as KZ{hint}")


def _code_of(given: object) -> str | None:
    """The code that was probably meant, by a name, a code in small letters, or a code of another system."""
    meant = str(given).strip().casefold()
    codes = {code.casefold(): code for code in ENGLISH_NAMES} | {"uk": "GB", "el": "GR"}
    names = OTHER_NAMES | {name: code for code, name in ENGLISH_NAMES.items()}
    return codes.get(meant) or next((code for name, code in names.items() if name.casefold() == meant), None)


@frozen(order=True)
class Country:
    """A state, by its two-letter code.

    Codes are compared, never names: names change and differ between languages.

    >>> Country("KZ").name
    'Kazakhstan'
    """

    code: str = field(validator=_is_known)

    @classmethod
    def of(cls, given: "str | Country") -> "Country":
        """The country of a code."""
        return given if isinstance(given, Country) else cls(given)

    @property
    def name(self) -> str:
        """The English short name, as the United Nations has it."""
        return ENGLISH_NAMES[self.code]

    def __str__(self) -> str:
        return self.name


COUNTRIES: Final = tuple(map(Country, ENGLISH_NAMES))
"""All countries, by code."""
