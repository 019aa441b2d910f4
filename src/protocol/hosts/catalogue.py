"""THE list of hosts, and of all rulebooks by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from protocol.hosts import colombia, france, greece, indonesia, kazakhstan, peru, south_korea, spain, vietnam
from protocol.hosts.host import Host
from protocol.hosts.vienna import VIENNA
from protocol.rules import COMMON, TEXTBOOK, Rulebook
from protocol.values import Country

_HOSTS: Final = (
    colombia.HOST,
    france.HOST,
    greece.HOST,
    indonesia.HOST,
    kazakhstan.HOST,
    peru.HOST,
    south_korea.HOST,
    spain.HOST,
    vietnam.HOST,
)

HOSTS: Final[Mapping[Country, Host]] = MappingProxyType({host.country: host for host in _HOSTS})
"""The hosts whose protocol is known well enough, by country."""

EDITIONS: Final = tuple(edition for host in _HOSTS for edition in host.editions)
"""All editions of all hosts."""

RULEBOOKS: Final[Mapping[str, Rulebook]] = MappingProxyType(
    {book.name: book for book in (COMMON, TEXTBOOK, VIENNA, *EDITIONS)}
)
"""All rulebooks by name: those of hosts, those that are no host's, and that of signing, which is added to others."""
