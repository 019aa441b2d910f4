"""THE list of hosts, and of all rulebooks by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from protocol.hosts import (
    azerbaijan,
    belarus,
    china,
    colombia,
    france,
    germany,
    greece,
    india,
    indonesia,
    japan,
    kazakhstan,
    kyrgyzstan,
    peru,
    russia,
    south_korea,
    spain,
    tajikistan,
    turkiye,
    ukraine,
    united_kingdom,
    united_states,
    uzbekistan,
    vietnam,
)
from protocol.hosts.host import Host
from protocol.hosts.vienna import VIENNA
from protocol.rules import COMMON, TEXTBOOK, Rulebook
from protocol.values import Country

_HOSTS: Final = (
    azerbaijan.HOST,
    belarus.HOST,
    china.HOST,
    colombia.HOST,
    france.HOST,
    germany.HOST,
    greece.HOST,
    india.HOST,
    indonesia.HOST,
    japan.HOST,
    kazakhstan.HOST,
    kyrgyzstan.HOST,
    peru.HOST,
    russia.HOST,
    south_korea.HOST,
    spain.HOST,
    tajikistan.HOST,
    turkiye.HOST,
    ukraine.HOST,
    united_kingdom.HOST,
    united_states.HOST,
    uzbekistan.HOST,
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
