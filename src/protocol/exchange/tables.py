"""Entries and findings as the rows of tables, one each, with columns whose names and order stay."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from protocol.codec import dump_entry
from protocol.codec.characters import escape
from protocol.events import FAMILIES, Event
from protocol.reports import describe
from protocol.rules import Assessment, Finding
from protocol.stream import Entry, Stream, effective
from protocol.values import Moment
from protocol.visit import Visit, replay

Row = tuple[str, ...]

ENTRY_COLUMNS: Final = (
    *("visit", "basis", "coverage", "position", "event", "family", "at", "precision", "until", "until_precision"),
    *("placing", "standing", "ceremony", "during", "sources", "recorded_by", "recorded_at"),
    *("sentence", "details", "remarks"),
)
"""The columns of a table of entries; later versions add columns at the end and take none away."""

FINDING_COLUMNS: Final = (
    *("id", "visit", "basis", "rulebook", "coverage", "kind", "rule", "severity", "evidence", "entries", "ceremony"),
    *("listed", "inferred", "message", "sentence", "sources", "hint"),
)
"""The columns of a table of findings; later versions add columns at the end and take none away."""

SEPARATOR: Final = "; "
"""Stands between the items of a list in one cell."""

_FAMILY_OF: Final = {event: name for name, events in FAMILIES.items() for event in events}


def entry_rows(stream: Stream) -> Iterator[Row]:
    """The entries of a record as it stands after its corrections, each as one row of `ENTRY_COLUMNS`.

    `ceremony` is the position of the opening of the innermost ceremony that the entry is a step, the opening or the
    closing of; `details` are the fields of the event as JSON, `remarks` a JSON list.
    """
    standing = effective(stream)
    visit = replay(standing)
    ceremonies = _ceremonies(visit)
    for entry in standing:
        ceremony = ceremonies.get(entry.position)
        yield tuple(_cell(value) for value in _entry(stream, entry, ceremony, describe(entry, visit)))


def _ceremonies(visit: Visit) -> Mapping[int, int]:
    """The position of the opening of its ceremony, for each entry that belongs to one."""
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


def _moment(moment: Moment | None) -> tuple[str | None, str | None]:
    """When it was, and how that is to be read: one of the known precisions, or the words of the source."""
    if moment is None:
        return None, None
    return moment.value.isoformat(), moment.wording or moment.precision.value


def _json(value: object) -> str | None:
    return escape(json.dumps(value, ensure_ascii=False)) if value else None


def finding_rows(stream: Stream, assessment: Assessment) -> Iterator[Row]:
    """The findings on a record, each as one row of `FINDING_COLUMNS`.

    `id` is made of the visit, the rulebook, the rule and the positions of the entries, so the same finding has the same
    id in every run, and findings of two runs can be matched.
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
