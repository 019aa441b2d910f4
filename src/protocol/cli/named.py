"""Looking up what arguments name: a rulebook by its name or its host's code, a rule by its code."""

from collections.abc import Iterable
from datetime import date

import click

from protocol.cli.screen import printable
from protocol.errors import InvalidValueError
from protocol.hosts import HOSTS, RULEBOOKS, Host, rulebook_for
from protocol.rules import Rule, Rulebook
from protocol.values import Country


def rulebook_named(name: str, on: date | None = None) -> Rulebook:
    """The rulebook of a name such as `kz-2013`, or the edition of a host such as `KZ` on a day, else its latest."""
    if name in RULEBOOKS:
        return RULEBOOKS[name]
    host = HOSTS.get(_country(name))
    if host is None:
        known = ", ".join(sorted(country.code for country in HOSTS))
        raise click.UsageError(f"no rules of {_country(name)} are known, only those of {known}")
    return host.latest if on is None else rulebook_for(host.country, on)


def _country(name: str) -> Country:
    try:
        return Country(name.upper())
    except InvalidValueError as problem:
        raise click.UsageError(f"{problem}, or the name of a rulebook: {', '.join(RULEBOOKS)}") from None


def host_of(book: Rulebook) -> Host | None:
    """The host that a rulebook is an edition of, or None."""
    return next((host for host in HOSTS.values() if book in host.editions), None)


def rule_named(code: str, books: Iterable[Rulebook]) -> tuple[Rule, Rulebook]:
    """The rule with a code, and the first of some rulebooks that has it."""
    for book in books:
        for rule in book:
            if rule.code == code.upper():
                return rule, book
    raise click.UsageError(
        f"no rulebook has a rule {printable(code)}; `protocol rules` and `protocol rules HOST` list them"
    )
