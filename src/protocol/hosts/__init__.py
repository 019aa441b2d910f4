"""Rulebooks of real hosts, by edition: what each adds to the common rules, and what it waives of them."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.hosts.catalogue import HOSTS, RULEBOOKS
    from protocol.hosts.choice import rulebook_for, rulebook_named, rulebook_of
    from protocol.hosts.editions import EDITIONS
    from protocol.hosts.host import Host, Seen, own_rules
    from protocol.hosts.vienna import VIENNA
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "catalogue": "HOSTS RULEBOOKS",
            "choice": "rulebook_for rulebook_named rulebook_of",
            "editions": "EDITIONS",
            "host": "Host Seen own_rules",
            "vienna": "VIENNA",
        },
    )

__all__ = [
    "EDITIONS",
    "HOSTS",
    "RULEBOOKS",
    "VIENNA",
    "Host",
    "Seen",
    "own_rules",
    "rulebook_for",
    "rulebook_named",
    "rulebook_of",
]
