"""Copies of a store: as an archive, from archives and scripts, and with a person taken out."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar, get_args
from uuid import UUID, uuid5

import attrs

from protocol.codec.lines import dump_line
from protocol.errors import InvalidValueError, VersionConflictError
from protocol.fields import frozen
from protocol.store.batches import without_stamp
from protocol.store.port import NEW, VisitStore
from protocol.store.rows import Row, bytes_of, meta_of, recorded_of, text_of
from protocol.store.sql import PAGE, SqlStore
from protocol.store.verifying import StoreFault, surviving_rows
from protocol.stream import Stream
from protocol.values import Text, fold_case
from protocol.values.texts import PERSONAL

V = TypeVar("V")
MASKED: Final = "N. N."
"""What is written instead of the name of a person who was taken out."""
_IMPORTED: Final = UUID("a3c1b0de-7d0f-4b7e-9a52-3f0d4b1c6e21")
"""The name space of the ids of imported entries, by which an import that is repeated is recognised."""


def export(store: SqlStore, visit_id: str | None = None, *, lenient: bool = False) -> Iterator[str | StoreFault]:
    """The lines of an archive with one visit or all, as they were kept, one visit after the other.

    If `lenient`, what is damaged is left out, and after all lines come the faults.
    """
    if lenient:
        faults = list[StoreFault]()
        yield from _surviving_lines(store, visit_id, faults)
        yield from faults
        return
    for visit in store.visits() if visit_id is None else (visit_id,):
        yield from (row.line for row in store.rows_of(visit))


def _surviving_lines(store: SqlStore, visit_id: str | None, faults: list[StoreFault]) -> Iterator[str]:
    by_visit: dict[bytes, list[str]] = {}
    for row in surviving_rows(store, faults):
        by_visit.setdefault(row.visit, []).append(row.line)
    wanted = by_visit if visit_id is None else {bytes_of(visit_id)}
    for visit in wanted:
        yield from by_visit.get(visit, ())


def append_stream(store: VisitStore, stream: Stream) -> int:
    """Append what a store does not have of a visit, and return how many entries that were.

    Raises a `VersionConflictError` that names the first entry of the store that the stream does not have at its place.
    """
    kept = list(store.read(stream.visit))
    for entry, has in zip(stream, kept, strict=False):
        if without_stamp(entry) != without_stamp(has.entry):
            raise VersionConflictError(stream.visit, entry.position - 1, kept[-1].version, has)
    rest = stream[len(kept) :]
    if rest:
        ids = [str(uuid5(_IMPORTED, f"{stream.visit} {dump_line(entry)}")) for entry in rest]
        store.append(stream.visit, rest, expected=kept[-1].version if kept else NEW, ids=ids)
    return len(rest)


@frozen
class Mention:
    """An entry that still has the name of a person who was taken out, in words that no field marks as a name."""

    position: int
    where: str

    def __str__(self) -> str:
        return f"entry {self.position} still has the name in its {self.where}"


def mask(store: SqlStore, copy: SqlStore, forms: Collection[str]) -> Iterator[Mention]:
    """Copy a store with some people taken out: what has one of the forms of a name, of `all_forms`, becomes `MASKED`.

    The copy has new hashes, and each entry that was changed says in its notes that it was. Other words that have a
    name, such as titles and remarks, are copied as they are, and told.
    """
    rows = store.rows()
    while page := list(islice(rows, PAGE)):
        masked = [_masked_row(row, forms, store.name) for row in page]
        copy.take(masked)
        for row in masked:
            yield from _mentions(row, forms)


def all_forms(store: SqlStore, names: Iterable[str]) -> frozenset[str]:
    """The names in all languages in which the store has them; raises `InvalidValueError` for one that it has not."""
    wanted = {fold_case(name): name for name in names}
    forms, seen = set(wanted), set[str]()

    def look(text: Text | str) -> Text | str:
        if not forms.isdisjoint(found := _forms(text)):
            forms.update(found)
            seen.update(found)
        return text

    for row in store.rows():
        _with_names(recorded_of(row, store.name).entry, look)
    for missing in wanted.keys() - seen:
        raise InvalidValueError("the name", wanted[missing], f"nobody in {store.name} is called so")
    return frozenset(forms)


def _masked_row(row: Row, forms: Collection[str], store: str) -> Row:
    recorded = recorded_of(row, store)
    entry = _with_names(recorded.entry, lambda text: text if _forms(text).isdisjoint(forms) else MASKED)
    if entry == recorded.entry:
        return row
    return row._replace(line=dump_line(entry), meta=meta_of({**recorded.meta, "masked": "a name was taken out"}))


def _forms(text: Text | str) -> set[str]:
    """The words of a name in all its languages, as they are looked up."""
    return {fold_case(form) for form in ((text,) if isinstance(text, str) else dict(text.forms).values())}


def _with_names(value: V, change: Callable[[Text | str], Text | str]) -> V:
    """A value with every field that is marked as personal data changed, however deep it is."""
    given: Any = value
    if isinstance(given, tuple):
        return tuple(_with_names(each, change) for each in given)  # type: ignore[return-value] # V is such a tuple
    if not attrs.has(type(given)) or isinstance(given, Text):
        return value
    new: dict[str, Any] = {}
    for field in attrs.fields(type(given)):
        said = getattr(given, field.name)
        new[field.name] = change(said) if said is not None and _is_personal(field) else _with_names(said, change)
    changed = {name: each for name, each in new.items() if each != getattr(given, name)}
    return attrs.evolve(given, **changed) if changed else value


def _is_personal(field: "attrs.Attribute[Any]") -> bool:
    kinds = (field.type, *get_args(field.type))
    return any(PERSONAL in getattr(kind, "__metadata__", ()) for kind in kinds)


def _mentions(row: Row, forms: Collection[str]) -> Iterator[Mention]:
    """Where a row still has one of the names."""
    said = {"line": row.line, "visit": text_of(row.visit), "id": text_of(row.id), "notes": row.meta}
    for where, text in said.items():
        if any(form in fold_case(text) for form in forms):
            yield Mention(row.position, where)
