"""THE list of hosts, and of all rulebooks by name; a host's module is loaded on first use."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Final, Generic, TypeVar

from protocol import rules
from protocol.hosts.host import Host
from protocol.rules import COMMON, Rulebook
from protocol.values import Country

K = TypeVar("K")
V = TypeVar("V")

_HOSTS: Final = {
    "AZ": ("azerbaijan", "az"),
    "BY": ("belarus", "by"),
    "CN": ("china", "cn"),
    "CO": ("colombia", "co-1982"),
    "FR": ("france", "fr-2004"),
    "DE": ("germany", "de"),
    "GR": ("greece", "gr-2009"),
    "IN": ("india", "in"),
    "ID": ("indonesia", "id-2018"),
    "JP": ("japan", "jp"),
    "KZ": ("kazakhstan", "kz-2006", "kz-2013", "kz-2024"),
    "KG": ("kyrgyzstan", "kg-2012"),
    "PE": ("peru", "pe-2005"),
    "RU": ("russia", "ru"),
    "KR": ("south_korea", "kr-2019"),
    "ES": ("spain", "es-2010"),
    "TJ": ("tajikistan", "tj"),
    "TR": ("turkiye", "tr"),
    "UA": ("ukraine", "ua-2002"),
    "GB": ("united_kingdom", "gb"),
    "US": ("united_states", "us"),
    "UZ": ("uzbekistan", "uz"),
    "VN": ("vietnam", "vn-2022"),
}
"""By country, the module of the host and the names of its editions, the oldest first."""


class OnDemand(Mapping[K, V], Generic[K, V]):
    """A mapping whose keys are known at once and whose values are loaded on first use."""

    def __init__(self, loaders: Mapping[K, Callable[[], V]]) -> None:
        self._loaders = dict(loaders)

    def __getitem__(self, key: K) -> V:
        return self._loaders[key]()

    def __contains__(self, key: object) -> bool:
        return key in self._loaders

    def __iter__(self) -> Iterator[K]:
        return iter(self._loaders)

    def __len__(self) -> int:
        return len(self._loaders)

    def __repr__(self) -> str:
        return f"<{len(self)} on demand: {', '.join(map(str, self))}>"


def _host(module: str) -> Host:
    host: Host = import_module(f"protocol.hosts.{module}").HOST
    return host


def _edition(module: str, number: int) -> Rulebook:
    return _host(module).editions[number]


def _vienna() -> Rulebook:
    from protocol.hosts.vienna import VIENNA

    return VIENNA


HOSTS: Final[Mapping[Country, Host]] = OnDemand(
    {Country(code): partial(_host, module) for code, (module, *_) in _HOSTS.items()}
)
"""The hosts that have a rulebook, by country."""

RULEBOOKS: Final[Mapping[str, Rulebook]] = OnDemand(
    {"common": lambda: COMMON, "textbook": lambda: rules.TEXTBOOK, "vienna": _vienna}
    | {
        name: partial(_edition, module, number)
        for module, *editions in _HOSTS.values()
        for number, name in enumerate(editions)
    }
)
"""All rulebooks by name: those of no host, that of signing, which is added to others, and those of hosts."""
