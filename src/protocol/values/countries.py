"""Countries by the code of ISO 3166-1."""

from attrs import field, frozen

from protocol.errors import InvalidValueError
from protocol.values._names import ENGLISH_NAMES


def _known(_: object, __: object, code: str) -> None:
    if code not in ENGLISH_NAMES:
        raise InvalidValueError("a country", code, "an ISO 3166-1 alpha-2 code in capitals is wanted, such as KZ")


@frozen(order=True)
class Country:
    """A state, by its two-letter code.

    Codes are compared, never names: names change and differ between languages.

    >>> Country("KZ").name
    'Kazakhstan'
    """

    code: str = field(validator=_known)

    @property
    def name(self) -> str:
        """The English short name."""
        return ENGLISH_NAMES[self.code]

    def __str__(self) -> str:
        return self.name
