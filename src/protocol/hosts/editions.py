"""All editions of all hosts; importing this module loads every host."""

from typing import Final

from protocol.hosts.catalogue import HOSTS

EDITIONS: Final = tuple(edition for host in HOSTS.values() for edition in host.editions)
"""All editions of all hosts."""
