"""Entries as the steps of a script: ceremonies nested if possible, with reserved keys for times, sources and so on."""

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Final

from attrs import evolve, field

from protocol.events import Event, RecordOpened, tag
from protocol.fields import frozen
from protocol.script.nesting import NESTED
from protocol.script.plain import Plain
from protocol.script.steps import reserved_for
from protocol.stream import Entry, Stream
from protocol.values import Moment, Precision, Standing

Script = dict[str, Any]
DEEPEST: Final = 8
"""Ceremonies nested deeper than this are written flat, which people can read more easily."""

_BY_OPENING = {nested.opened: (word, nested) for word, nested in NESTED.items()}
_BY_CLOSING = {nested.closing_class: nested.opened for nested in NESTED.values()}


@frozen
class Steps:
    """The entries after the header, as steps."""

    entries: Sequence[Entry[Event]]
    plain: Plain
    stream: Stream
    pairs: Mapping[int, int] = field(init=False)
    during: Mapping[int, Any] = field(init=False)

    @pairs.default
    def _closing_of(self) -> Mapping[int, int]:
        return _closings(self.entries)

    @during.default
    def _entries_meant(self) -> Mapping[int, Any]:
        """The value of `during` by position: a tag for the nearest earlier entry of its class, else a number."""
        nearest: dict[type, int] = {}
        written: dict[int, Any] = {}
        for entry in self.stream:
            if entry.during is not None:
                meant = type(self.stream[entry.during].event) if 0 <= entry.during < len(self.stream) else RecordOpened
                written[entry.position] = tag(meant) if nearest.get(meant) == entry.during else entry.during
            if entry.position:
                nearest[type(entry.event)] = entry.position
        return written

    def between(self, start: int, end: int, within: Standing = Standing.REPORTED) -> list[Any]:
        """The entries from one index to another, as steps; `within` is the standing that they need not state."""
        steps: list[Any] = []
        index = start
        while index < end:
            closing = self.pairs.get(index)
            steps.append(self.step(index, within) if closing is None else self.ceremony(index, closing, within))
            index = 1 + (index if closing is None else closing)
        return steps

    def step(self, index: int, within: Standing) -> Any:  # noqa: ANN401 - a tag, or a tag with its fields
        """One entry as one step."""
        entry = self.entries[index]
        fields = self._fields(entry, within)
        return {tag(type(entry.event)): fields} if fields else tag(type(entry.event))

    def ceremony(self, index: int, closing: int, within: Standing) -> Script:
        """A ceremony as one step with its steps inside; the time of its closing becomes its `until`."""
        entry = evolve(self.entries[index], until=self.entries[closing].at)
        announced = entry.standing is Standing.ANNOUNCED
        inside = self.between(index + 1, closing, Standing.ANNOUNCED if announced else Standing.REPORTED)
        fields = self._fields(entry, within) | ({"steps": inside} if inside else {})
        return {_word_for(entry.event) or "": fields}

    def _fields(self, entry: Entry[Event], within: Standing) -> Script:
        names = reserved_for(type(entry.event))
        about = entry_fields(self.plain, entry, self.during.get(entry.position))
        about.pop("standing", None)
        about |= {} if entry.standing is within else {"standing": entry.standing.value}
        return self.plain.fields(entry.event) | {names[key]: given for key, given in about.items()}


def entry_fields(plain: Plain, entry: Entry[Event], during: object) -> Script:
    """The reserved keys of an entry, with their values."""
    times = _times(plain, entry.at, entry.until)
    remarks = (
        {"remark": plain.of(entry.remarks[0] if len(entry.remarks) == 1 else entry.remarks)} if entry.remarks else {}
    )
    fields = plain.fields(entry)
    told = {key: fields[key] for key in ("id",) if key in fields}
    others = {key: given for key, given in fields.items() if key in _AS_THEY_ARE}
    meant = {} if during is None else {"during": during}
    return told | times | others | plain.present(entry.present) | meant | remarks


_AS_THEY_ARE: Final = frozenset(
    {"place", "placing", "standing", "sources", "recorded_by", "recorded_at", "lasting", "press"}
)


def _times(plain: Plain, at: Moment | None, until: Moment | None) -> Script:
    """The times of an entry: plain, with one `precision`, if they have the same precision, else each with its own."""
    given = {key: moment for key, moment in (("at", at), ("until", until)) if moment is not None}
    stated = {_precision(moment) for moment in given.values()}
    if len(stated) == 1 and (words := stated.pop()) is not None:
        precision = {} if words == Precision.EXACT else {"precision": words}
        return {key: plain.of(Moment(moment.value)) for key, moment in given.items()} | precision
    return {key: plain.of(moment) for key, moment in given.items()}


def _precision(moment: Moment) -> str | None:
    """The precision of a moment as the key `precision` has it, such as `about`, or None if that key cannot say it."""
    if moment.wording is None:
        return moment.precision.value
    free = moment.precision is Precision.AS_STATED and moment.wording.strip() and moment.wording not in list(Precision)
    return moment.wording if free else None


def _word_for(event: Event) -> str | None:
    """The word for the ceremony that an event opens, or None if it opens none."""
    found = _BY_OPENING.get(type(event))
    return found[0] if found else None


def _closings(entries: Sequence[Entry[Event]]) -> Mapping[int, int]:
    """The index of the closing for the index of each opening that can be written as a nested step."""
    found: dict[int, int] = {}
    open_: list[int] = []
    of_class: dict[type, list[int]] = {opened: [] for opened in _BY_OPENING}
    for index, entry in enumerate(entries):
        if _word_for(entry.event):
            open_.append(index)
            of_class[type(entry.event)].append(index)
        elif matching := of_class.get(_BY_CLOSING.get(type(entry.event), NoneType)):
            nearest = matching[-1]
            while open_ and open_[-1] >= nearest:  # ceremonies still open inside this one cannot be nested
                of_class[type(entries[open_.pop()].event)].pop()
            if len(open_) < DEEPEST and _is_implied(entries[nearest], entry):
                found[nearest] = index
    return found


def _is_implied(opening: Entry[Event], closing: Entry[Event]) -> bool:
    """Whether a closing is the same entry that a nested step would be read as."""
    nested = _BY_OPENING[type(opening.event)][1]
    implied = Entry(closing.position, nested.closing(opening.event), closing.at)
    if opening.until is not None or (opening.lasting and opening.lasting.denies(opening.at, closing.at)):
        return False
    return closing == evolve(implied, standing=opening.standing, placing=opening.placing)
