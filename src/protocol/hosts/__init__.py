"""Rulebooks of real hosts, by edition: what each adds to the common rules, and what it waives of them."""

from protocol.hosts.catalogue import EDITIONS, HOSTS, RULEBOOKS
from protocol.hosts.choice import rulebook_for, rulebook_named, rulebook_of
from protocol.hosts.host import Host, Seen, own_rules
from protocol.hosts.vienna import VIENNA

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
