"""Writes the parts of the documents that can be read off the code: steps and their keys, words, rules, classes.

python tools/write_reference.py           writes them
python tools/write_reference.py --check   says whether they are current, and changes nothing
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType
from typing import Any, Final, get_args, get_origin

import protocol
from protocol import COMMON, TEXTBOOK, Rule, Rulebook
from protocol.events import FAMILIES, Event, RecordOpened, tag
from protocol.hosts import HOSTS, VIENNA, Host, own_rules
from protocol.rules import Fold
from protocol.script.nesting import NESTED
from protocol.script.steps import reserved_for
from protocol.script.values import shape_of
from protocol.values import Country, Dates, Document, Moment, Party, Person, Signatory, Source, Text, Venue, VisitKind

REFERENCE: Final = Path(__file__).parent.parent / "docs" / "reference"
VALUES: Final = (Person, Venue, Signatory, Document, Party, Source)
PLAIN_WORDS: Final[Mapping[Any, str]] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "day",
    datetime: "date-time",
    Text: "text, or texts by language",
    Country: "country code",
    Dates: "first day, or first and last",
    Moment: "moment",
}


def steps() -> Iterator[str]:
    """The steps, one table for each family."""
    for family, events in FAMILIES.items():
        yield f"\n### {family.capitalize()}\n"
        yield "| step | keys | what happened |\n|---|---|---|"
        for event in events:
            if event is not RecordOpened:
                yield f"| `{tag(event)}` | {_keys(event)} | {_first_line(event)} |"


def ceremonies() -> Iterator[str]:
    """The ceremonies that may be written nested."""
    yield "\n| nested | flat | keys beside `steps` |\n|---|---|---|"
    for word, nested in NESTED.items():
        flat = f"`{tag(nested.opened)}` … `{tag(nested.closing_class)}`"
        yield f"| `{word}` | {flat} | {_keys(nested.opened)} |"


def values() -> Iterator[str]:
    """What a key holds when it holds more than a word."""
    yield "\n| value | keys |\n|---|---|"
    for value in VALUES:
        yield f"| {shape_of(value).what.removeprefix('a ')} | {_keys(value)} |"


def words() -> Iterator[str]:
    """The words that keys with a choice of words take."""
    yield "\n| words for | one of |\n|---|---|"
    for kind in sorted(set(_word_lists()), key=lambda kind: kind.__name__):
        yield f"| {_spaced(kind)} | {', '.join(f'`{word}`' for word in kind)} |"


def _word_lists() -> Iterator[type[StrEnum]]:
    yield VisitKind
    everything = (*(event for events in FAMILIES.values() for event in events), *VALUES)
    for key in (key for each in everything for key in shape_of(each).keys.values()):
        inner = _inner(key)
        if isinstance(inner, type) and issubclass(inner, StrEnum):
            yield inner


def _keys(kind: type) -> str:
    shape = shape_of(kind)
    found = [f"{_key(name, shape.needed)}: {_described(of)}" for name, of in shape.keys.items()]
    moved = [f"`{word}` for the reserved `{key}`" for key, word in _reserved(kind).items() if word != key]
    return "; ".join(found + moved) or "none"


def _key(name: str, needed: Iterable[str]) -> str:
    return f"**`{name}`**" if name in needed else f"`{name}`"


def _reserved(kind: type) -> Mapping[str, str]:
    return reserved_for(kind) if kind in get_args(Event) else {}


def _described(kind: Any) -> str:  # noqa: ANN401 - annotations have no common type
    inner = _inner(kind)
    plain = PLAIN_WORDS.get(inner) or (_spaced(inner) if isinstance(inner, type) else "a step")
    return f"list, each a {plain}" if _is_list(kind) else plain


def _is_list(kind: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(kind) is tuple


def _inner(kind: Any) -> Any:  # noqa: ANN401 - as above
    """What an annotation is about, without the list or the None around it."""
    if _is_list(kind):
        return get_args(kind)[0]
    options = [option for option in get_args(kind) if option is not NoneType]
    return options[0] if len(options) == 1 else kind


def _spaced(kind: type) -> str:
    return tag(kind).replace("_", " ")


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().partition("\n")[0]


def rules(rulebook: Rulebook) -> Iterator[str]:
    """The rules of a rulebook, as a table."""
    yield f"\n{rulebook.title}: {len(rulebook)} rules.\n"
    yield "| code | rule | severity | evidence | kinds of visit | on partial records |\n|---|---|---|---|---|---|"
    for rule in rulebook:
        weight = f"{rule.severity} | {rule.evidence}"
        yield f"| {rule.code} | {rule.sentence} | {weight} | {_kinds(rule)} | {_partial(rule)} |"


def hosts() -> Iterator[str]:
    """What each host's editions add to the common rules and waive of them, and what was seen there."""
    for country, host in sorted(HOSTS.items(), key=lambda each: each[0].name):
        yield f"\n### {country.name}\n"
        for edition in host.editions:
            yield f"`{edition.name}`: {edition.title}. In force {edition.in_force}. {_waived(edition)}"
        yield from _own(host)
        yield from _seen(host)


def _waived(edition: Rulebook) -> str:
    waived = sorted({rule.code for rule in COMMON} - {rule.code for rule in edition})
    return f"Of the common rules it waives {', '.join(waived)}." if waived else "It waives none of the common rules."


def _own(host: Host) -> Iterator[str]:
    editions: dict[Rule, list[str]] = {}
    for edition in host.editions:
        for rule in own_rules(edition):
            editions.setdefault(rule, []).append(edition.name)
    if editions:
        yield "\n| code | rule | severity | evidence | kinds of visit | on partial records | in | source |"
        yield "|---|---|---|---|---|---|---|---|"
    for rule, names in editions.items():
        about = f"{rule.severity} | {rule.evidence} | {_kinds(rule)} | {_partial(rule)} | {', '.join(names)}"
        yield f"| {rule.code} | {rule.sentence} | {about} | {'; '.join(map(str, rule.sources))} |"


def _seen(host: Host) -> Iterator[str]:
    if host.seen:
        yield "\nSeen, and not judged:\n"
        yield from (f"- {each} ({'; '.join(map(str, each.sources))})" for each in host.seen)


def _kinds(rule: Rule) -> str:
    kinds = "all" if len(rule.kinds) == len(VisitKind) else ", ".join(kind for kind in VisitKind if kind in rule.kinds)
    return kinds if not rule.ranks else f"{kinds}; guest: {', '.join(sorted(rule.ranks))}"


def _partial(rule: Rule) -> str:
    kind = "content" if isinstance(rule.body, Fold) else "order"
    return f"{kind}, can be broken" if rule.breakable_on_partial else f"{kind}, cannot be broken"


def classes() -> Iterator[str]:
    """The classes that packages export, events aside, each by the package to import it from."""
    yield "\n| class | import from | what it is |\n|---|---|---|"
    for name, (package, cls) in sorted(public_classes().items()):
        yield f"| `{name}` | `{package}` | {_first_line(cls)} |"


def public_classes() -> dict[str, tuple[str, type]]:
    """The classes that packages export by name, with the package, of several the uppermost; events have a page."""
    packages = [f"protocol.{found.name}" for found in iter_modules(protocol.__path__)]
    exported: dict[str, tuple[str, type]] = {}
    for package in ["protocol", *sorted(each for each in packages if not each.endswith((".__main__", ".cli")))]:
        module = import_module(package)
        for name in getattr(module, "__all__", ()):
            found = getattr(module, name)
            if inspect.isclass(found) and found not in get_args(Event):
                exported.setdefault(name, (package, found))
    return exported


PARTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "script.md": {"steps": steps, "ceremonies": ceremonies, "values": values, "words": words},
    "rules.md": {
        "common": lambda: rules(COMMON),
        "textbook": lambda: rules(TEXTBOOK),
        "vienna": lambda: rules(VIENNA),
        "hosts": hosts,
    },
    "../glossary.md": {"classes": classes},
}
"""By document, its written parts and what writes each."""


def rewritten(text: str, parts: Mapping[str, Any]) -> str:
    """A document with its written parts as they should be."""
    for name, made in parts.items():
        begin, end = f"<!-- {name}: written by tools/write_reference.py -->\n", f"\n<!-- {name}: end -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            sys.exit(f"there is no part {name} between its two marks: {begin}")
        text = f"{before}{begin}{chr(10).join(made())}\n{end}{after}"
    return text


def main(*, check: bool) -> int:
    """Write the parts, or say which documents are not current."""
    stale = 0
    for name, parts in PARTS.items():
        path = REFERENCE / name
        text = path.read_text(encoding="utf-8")
        wanted = rewritten(text, parts)
        if text != wanted:
            stale += 1
            print(f"{path.name} {'is not current: run python tools/write_reference.py' if check else 'written'}")
            if not check:
                path.write_text(wanted, encoding="utf-8")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
