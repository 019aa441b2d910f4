"""Tables with one row for each entry or finding, with columns whose names and order never change."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from protocol.codec import dump_entry
from protocol.codec.characters import escape
from protocol.events import FAMILIES, Event
from protocol.reports import describe
from protocol.rules import Assessment, Finding
from protocol.stream import Entry, Stream, effective
from protocol.values import Moment, Part
from protocol.visit import Visit, replay

Row = tuple[str, ...]

ENTRY_COLUMNS: Final = (
    *("visit", "basis", "coverage", "position", "event", "family", "at", "precision", "until", "until_precision"),
    *("placing", "standing", "ceremony", "during", "sources", "recorded_by", "recorded_at"),
    *("sentence", "details", "remarks"),
    *("id", "place", *(part.value for part in Part), "lasting", "lasting_precision", "press", "particulars"),
)
"""The columns of a table of entries. Later versions add columns only at the end and remove none."""

FINDING_COLUMNS: Final = (
    *("id", "visit", "basis", "rulebook", "coverage", "kind", "rule", "severity", "evidence", "entries", "ceremony"),
    *("listed", "inferred", "message", "sentence", "sources", "hint"),
)
"""The columns of a table of findings. Later versions add columns only at the end and remove none."""

SEPARATOR: Final = "; "
"""Separates the items of a list in one cell."""

_FAMILY_OF: Final = {event: name for name, events in FAMILIES.items() for event in events}


def entry_rows(stream: Stream) -> Iterator[Row]:
    """The entries of a record with corrections applied, each as one row of `ENTRY_COLUMNS`.

    `ceremony` is the position of the entry that opened the innermost ceremony to which this entry belongs, as its
    opening, a step or its closing. `details` are the fields of the event as JSON, `remarks` a JSON list; `place` and
    the people are names, `lasting` is in minutes, and `particulars` has place, people and press access in full as JSON.
    """
    standing = effective(stream)
    visit = replay(standing)
    ceremonies = _ceremonies(visit)
    for entry in standing:
        ceremony = ceremonies.get(entry.position)
        yield tuple(_cell(value) for value in _entry(stream, entry, ceremony, describe(entry, visit)))


def _ceremonies(visit: Visit) -> Mapping[int, int]:
    """For each entry that belongs to a ceremony, the position of the entry that opened it."""
    found: dict[int, int] = {}
    for held in visit.ceremonies:
        parts = (held.opened, *held.steps, *(() if held.closed is None else (held.closed,)))
        found |= dict.fromkeys(parts, held.opened)
    return found


def _entry(stream: Stream, entry: Entry[Event], ceremony: int | None, sentence: str) -> Iterator[object]:
    plain = dump_entry(entry)
    details = dict(plain["event"])
    yield from (stream.visit, stream.opening.basis.value, stream.coverage.value, entry.position)
    yield from (details.pop("type"), _FAMILY_OF[type(entry.event)])
    yield from (*_moment(entry.at), *_moment(entry.until))
    yield from (entry.placing.value, entry.standing.value, ceremony, entry.during, SEPARATOR.join(entry.sources))
    yield from (entry.recorded_by, None if entry.recorded_at is None else entry.recorded_at.isoformat())
    yield from (sentence, _json(details), _json(plain.get("remarks", [])))
    yield from (
        entry.id,
        entry.place,
        *(SEPARATOR.join(str(each.name) for each in entry.people(part)) for part in Part),
    )
    yield from (None, None) if entry.lasting is None else (entry.lasting.minutes, entry.lasting.precision.value)
    yield from (entry.press, _json({key: plain[key] for key in ("place", "present", "press") if key in plain}))


def _moment(moment: Moment | None) -> tuple[str | None, str | None]:
    """A moment in ISO 8601, and its precision: a known one such as `about`, or the words of the source."""
    if moment is None:
        return None, None
    return moment.value.isoformat(), moment.wording or moment.precision.value


def _json(value: object) -> str | None:
    return escape(json.dumps(value, ensure_ascii=False)) if value else None


def finding_rows(stream: Stream, assessment: Assessment) -> Iterator[Row]:
    """The findings on a record, each as one row of `FINDING_COLUMNS`.

    `id` is made of the visit, the rulebook, the rule and the positions, such as `faulty:common:SIG01:4-5`.
    The same finding has the same id in every run, so the findings of two runs can be matched.
    """
    for finding in assessment.findings:
        yield tuple(_cell(value) for value in _finding(stream, assessment, finding))


def _finding(stream: Stream, found: Assessment, finding: Finding) -> Iterator[object]:
    rule = finding.rule
    positions = "-".join(map(str, finding.entries))
    yield f"{found.visit}:{found.rulebook}:{rule.code}:{positions}"
    yield from (found.visit, stream.opening.basis.value, found.rulebook, found.coverage.value, found.kind.value)
    yield from (rule.code, finding.severity, rule.evidence.kind.value)
    yield from (SEPARATOR.join(map(str, finding.entries)), finding.ceremony)
    yield from ("yes" if finding.listed else "no", "yes" if finding.inferred else "no")
    yield from (finding.message, rule.sentence, SEPARATOR.join(map(str, rule.sources)), rule.hint)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
