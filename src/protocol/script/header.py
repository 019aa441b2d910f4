"""Reading the header of a script: the record that it is, and the visit that the two sides agreed on."""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from attrs import evolve

from protocol.codec.faults import FaultedError
from protocol.codec.tree import Node, Scalar
from protocol.events import RecordOpened, VisitAgreed
from protocol.script.desk import Desk, principals_of, zone_named
from protocol.script.steps import RESERVED, add, read_reserved
from protocol.script.values import ValueShape, read_fields, read_parts, shape_of
from protocol.values import Coverage, Party, Side

FORMAT: Final = "visit/1"
_FORMATS = re.compile(r"visit/([1-9][0-9]*)")

OF_RECORD: Final = ("visit", "basis", "coverage", "time_zone", "sources", "rulebook", "edition", "as_of")
OF_VISIT: Final = ("kind", "host", "guest", "also", "dates", "kind_by_guest", "kind_as_stated")
KEYS: Final = (
    *("format", "visit", "kind", "kind_by_guest", "kind_as_stated", "coverage", "basis", "dates", "time_zone"),
    *("edition", "as_of"),
    *("host", "guest", "also", "rulebook", "sources", "remark", "opening", "steps"),
)
"""All keys of a script, in the order in which they are written."""

_OF_RECORD: Final = evolve(shape_of(RecordOpened), what="a script")

OF_OPENING: Final = tuple(key for key in RESERVED if key != "remark")


def read_header(desk: Desk, root: Node, parts: Mapping[str, Node]) -> None:
    """Read the header into the first entries: the opening of the record and, if the header has it, the visit agreed."""
    _check_format(desk, root, parts.get("format"))
    _look_ahead(desk, parts)
    opening: RecordOpened | None = None
    with suppress(FaultedError):
        opening = read_parts(desk, root, _only(parts, OF_RECORD), _OF_RECORD)
    desk.sources = None if opening is None else _ids(desk, parts, opening)
    fields = _of_opening(desk, parts)
    agreed = _visit_agreed(desk, root, _only(parts, OF_VISIT)) if _only(parts, OF_VISIT) else None
    if opening is not None:
        add(desk, opening, fields)
    if agreed is not None:
        desk.principals = principals_of(agreed.parties)
        add(desk, agreed, {})


def _only(parts: Mapping[str, Node], keys: tuple[str, ...]) -> dict[str, Node]:
    return {key: parts[key] for key in keys if key in parts}


def _check_format(desk: Desk, root: Node, node: Node | None) -> None:
    if node is None:
        desk.fault(root, f"a script says which format it has: format: {FORMAT} is missing")
        return
    found = _FORMATS.fullmatch(node.text) if isinstance(node, Scalar) else None
    if found is None:
        is_line = isinstance(node, Scalar) and node.text.startswith("entry/")
        hint = "; this looks like JSON Lines: name the file .jsonl" if is_line else ""
        raise desk.fault(node, f"the format is not one of a script: {FORMAT} is wanted{hint}")
    if found[0] != FORMAT:
        raise desk.fault(node, f"{found[0]} is newer than this library reads, {FORMAT}: upgrade state-visit-protocol")


def _look_ahead(desk: Desk, parts: Mapping[str, Node]) -> None:
    """Read the coverage and the time zone first, since other keys depend on them; the coverage is checked later."""
    coverage = parts.get("coverage")
    desk.listing = not (isinstance(coverage, Scalar) and coverage.text == Coverage.COMPLETE)
    zone = parts.get("time_zone")
    if isinstance(zone, Scalar) and not zone.null:
        try:
            desk.zone = zone_named(desk, zone, zone.text)
        except FaultedError:
            return


def _ids(desk: Desk, parts: Mapping[str, Node], opening: RecordOpened) -> dict[str, None]:
    """The ids of the sources; an id that is used twice is a fault, as is an empty id of the visit."""
    if not opening.visit.strip():
        desk.fault(
            parts["visit"], "the id of the visit is empty: a short name is wanted, such as astana-2023-04-aliyev"
        )
    ids = tuple(source.id for source in opening.sources if source.id is not None)
    for twice in sorted(name for name, count in Counter(ids).items() if count > 1):
        desk.fault(parts["sources"], f"two sources have the id {twice}: each needs one of its own")
    return dict.fromkeys(ids)


def _of_opening(desk: Desk, parts: Mapping[str, Node]) -> dict[str, Any]:
    """The reserved keys of the opening entry: those under `opening`, and `remark`, which is the usual one."""
    given = _only(parts, ("remark",))
    if "opening" in parts:
        try:
            given |= desk.mapping(parts["opening"], "opening", OF_OPENING)
        except FaultedError:
            return {}
    return read_reserved(desk, given)


def _visit_agreed(desk: Desk, root: Node, parts: Mapping[str, Node]) -> VisitAgreed | None:
    parties = [party for side in (Side.HOST, Side.GUEST) for party in _party(desk, side, parts.get(side))]
    with suppress(FaultedError):
        parties += read_fields(desk, root, _only(parts, ("also",)), _ALSO).get("also", ())
    with suppress(FaultedError):
        values = read_fields(desk, root, _only(parts, tuple(_AGREED.keys)), _AGREED)
        return desk.make(root, lambda: VisitAgreed(parties=tuple(parties), **values))
    return None


_ALSO: Final = ValueShape("the header", {"also": tuple[Party, ...]}, frozenset(), dict)
_KINDS: Final = shape_of(VisitAgreed).keys
_AGREED: Final = ValueShape("the header", {key: _KINDS[key] for key in OF_VISIT if key in _KINDS}, frozenset(), dict)


def _party(desk: Desk, side: Side, node: Node | None) -> list[Party]:
    if node is None:
        return []
    shape = _PARTIES[side]
    with suppress(FaultedError):
        return [read_parts(desk, node, desk.mapping(node, side.value, shape.keys), shape)]
    return []


def _party_shape(side: Side) -> ValueShape:
    keys = {key: kind for key, kind in shape_of(Party).keys.items() if key != "side"}
    return ValueShape(side.value, keys, frozenset(), lambda values: Party(side, **values))


_PARTIES: Final = {side: _party_shape(side) for side in (Side.HOST, Side.GUEST)}
