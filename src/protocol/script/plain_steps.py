"""Entries as the steps of a script: ceremonies nested where they nest, each step with what its entry says beside."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import evolve, field

from protocol.events import Event, RecordOpened, tag
from protocol.fields import frozen
from protocol.script.brackets import brackets, word_for
from protocol.script.plain import Plain
from protocol.script.steps import reserved_for
from protocol.stream import Entry, Stream
from protocol.values import Moment, Precision

Script = dict[str, Any]


@frozen
class Steps:
    """The entries after the header, as steps."""

    entries: Sequence[Entry[Event]]
    plain: Plain
    stream: Stream
    pairs: Mapping[int, int] = field(init=False)
    during: Mapping[int, Any] = field(init=False)

    @pairs.default
    def _nested(self) -> Mapping[int, int]:
        return brackets(self.entries)

    @during.default
    def _told(self) -> Mapping[int, Any]:
        """By position, the tag of the entry meant where it is the nearest earlier one of its class, else its number."""
        nearest: dict[type, int] = {}
        told: dict[int, Any] = {}
        for entry in self.stream:
            if entry.during is not None:
                meant = type(self.stream[entry.during].event) if 0 <= entry.during < len(self.stream) else RecordOpened
                told[entry.position] = tag(meant) if nearest.get(meant) == entry.during else entry.during
            if entry.position:
                nearest[type(entry.event)] = entry.position
        return told

    def between(self, start: int, end: int) -> list[Any]:
        """The steps of a run of entries."""
        steps: list[Any] = []
        index = start
        while index < end:
            closing = self.pairs.get(index)
            steps.append(self.step(index) if closing is None else self.ceremony(index, closing))
            index = 1 + (index if closing is None else closing)
        return steps

    def step(self, index: int) -> Any:  # noqa: ANN401 - a tag, or a tag with its fields
        """One entry as one step."""
        entry = self.entries[index]
        fields = self._fields(entry)
        return {tag(type(entry.event)): fields} if fields else tag(type(entry.event))

    def ceremony(self, index: int, closing: int) -> Script:
        """A ceremony with its steps inside; its end is told as the `until` of the whole."""
        entry = evolve(self.entries[index], until=self.entries[closing].at)
        inside = self.between(index + 1, closing)
        fields = self._fields(entry) | ({"steps": inside} if inside else {})
        return {word_for(entry.event) or "": fields}

    def _fields(self, entry: Entry[Event]) -> Script:
        names = reserved_for(type(entry.event))
        about = entry_fields(self.plain, entry, self.during.get(entry.position))
        return self.plain.fields(entry.event) | {names[key]: given for key, given in about.items()}


def entry_fields(plain: Plain, entry: Entry[Event], during: object) -> Script:
    """What an entry says beside its event, by reserved key."""
    times = _times(plain, entry.at, entry.until)
    remarks = (
        {"remark": plain.of(entry.remarks[0] if len(entry.remarks) == 1 else entry.remarks)} if entry.remarks else {}
    )
    others = {key: given for key, given in plain.fields(entry).items() if key in _AS_THEY_ARE}
    meant = {} if during is None else {"during": during}
    return times | others | meant | remarks


_AS_THEY_ARE: Final = frozenset({"placing", "standing", "sources", "recorded_by", "recorded_at"})


def _times(plain: Plain, at: Moment | None, until: Moment | None) -> Script:
    """The span of an entry, plainly with one precision where both ends have the same, else each with its own."""
    given = {key: moment for key, moment in (("at", at), ("until", until)) if moment is not None}
    stated = {_precision(moment) for moment in given.values()}
    if len(stated) == 1 and (words := stated.pop()) is not None:
        precision = {} if words == Precision.EXACT else {"precision": words}
        return {key: plain.of(Moment(moment.value)) for key, moment in given.items()} | precision
    return {key: plain.of(moment) for key, moment in given.items()}


def _precision(moment: Moment) -> str | None:
    """The words for how a moment is to be read that the key `precision` may hold, or None where it cannot."""
    if moment.wording is None:
        return moment.precision.value
    told = moment.precision is Precision.AS_STATED and moment.wording.strip() and moment.wording not in list(Precision)
    return moment.wording if told else None
