"""`protocol record`: record the steps of a visit as they happen, and report any departure from protocol."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from getpass import getuser
from typing import Final
from uuid import uuid4

import click
from attrs import define, evolve

from protocol.cli import options
from protocol.cli.answers import as_line, finding_answer
from protocol.cli.check import finding_lines
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import STANDARD_INPUT
from protocol.cli.next_ import step_name
from protocol.cli.screen import Screen, printable
from protocol.cli.stores import now, open_store
from protocol.errors import InvalidValueError, StreamError, UnreadableError
from protocol.events import Event, tag
from protocol.guidance import advised
from protocol.rules import RefusedError, Severity
from protocol.script import load_steps, read_script
from protocol.store.port import NEW, VisitStore
from protocol.store.reading import stream_of
from protocol.store.recording import Kept, record
from protocol.stream import Entry, Stream

REFUSE: Final = {"breach": Severity.BREACH, "lapse": Severity.LAPSE, "note": Severity.NOTE, "never": None}
_MOST_DUE: Final = 3
"""How many of the steps that are due next are named."""


@click.command("record")
@click.argument("store", metavar="STORE")
@click.argument("visit", metavar="VISIT")
@click.argument("steps", nargs=-1, metavar="STEP...")
@click.option(
    "--open", "opening", metavar="SCRIPT", help="Open the record of a new visit with the content of a script."
)
@click.option("--by", "recorder", metavar="NAME", help="Who records. Without it: the user of this computer.")
@click.option(
    "--refuse",
    type=click.Choice(list(REFUSE)),
    default="never",
    show_default=True,
    help="Do not keep a step with a new finding of this severity or worse.",
)
@options.judging_options
@options.text_or_json
def record_command(  # noqa: PLR0913 - as many as the command has options
    *,
    store: str,
    visit: str,
    steps: tuple[str, ...],
    opening: str | None,
    recorder: str | None,
    refuse: str,
    judged: options.Judged,
    form: str,
) -> int:
    """Record steps of a visit in a store as they happen, with what they mean for protocol and what is due next.

    A STEP is written as in a script. Without one, or as "-", steps are read from standard input, one a line. Several
    desks may record one visit: steps come after what another desk has recorded meanwhile, one that both tell is kept
    once, and the visit is checked again with them.

    \b
    protocol record visits.db astana --open header.yaml
    protocol record visits.db astana "guest_arrived: {at: 09:48}" leaders_greeted
    protocol record visits.db astana --refuse breach < steps.txt
    protocol record visits.db astana "entry_corrected: {position: 3, at: 09:52}"
    """
    recorded_by = recorder or getuser()
    screen, code = Screen(), 0
    with open_store(store, to_write=True, may_make=opening is not None) as kept:
        if opening is not None:
            _open(kept, visit, opening, recorded_by)
        seen = stream_of(kept, visit)
        if seen is None:
            raise InvalidValueError("the visit", visit, f"{kept.name} has none of this name; --open SCRIPT begins one")
        desk = _Desk(kept, visit, seen, recorded_by, REFUSE[refuse], judged)
        for number, text in enumerate(_steps(steps, is_opened=opening is not None), start=1):
            try:
                outcome = desk.take(text, f"step {number}")
            except UnreadableError as problem:
                code = max(code, screen.complain_of(problem))
            except RefusedError as refusal:
                screen.complain(f"step {number}: {refusal}")
                code = max(code, 1)
            except StreamError as problem:
                screen.complain(f"step {number}: {problem}")
                code = USAGE_ERROR
            else:
                screen.answer(_as_json(desk, outcome) if form == "json" else _in_words(desk, outcome))
    return code


def _steps(given: Sequence[str], *, is_opened: bool) -> Iterator[str]:
    """The steps that were given, or the lines of standard input."""
    if given != (STANDARD_INPUT,) and (given or is_opened):
        yield from given
        return
    for line in sys.stdin or ():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line


def _open(store: VisitStore, visit: str, script: str, recorder: str) -> None:
    stream = read_script(script)
    ids = [f"{visit}/{entry.position}/{tag(type(entry.event))}" for entry in stream]
    store.append(visit, _with_stamp(stream, recorder), expected=NEW, ids=ids, meta={"by": recorder})


def _with_stamp(entries: Iterable[Entry[Event]], recorder: str) -> list[Entry[Event]]:
    """Entries with who recorded them and when, unless they say so."""
    return [
        evolve(entry, recorded_by=entry.recorded_by or recorder, recorded_at=entry.recorded_at or now())
        for entry in entries
    ]


@define
class _Desk:
    """Where one person records a visit, and the visit as this desk has last seen it."""

    store: VisitStore
    visit: str
    seen: Stream
    recorder: str
    refuse: Severity | None
    judged: options.Judged

    def take(self, text: str, name: str) -> Kept:
        """Keep a step, or a ceremony with its steps."""
        steps = _with_stamp(load_steps(text, self.seen, name=name), self.recorder)
        ids = [str(uuid4()) for _ in steps]
        outcome = record(
            self.store,
            self.visit,
            self.seen,
            steps,
            ids=ids,
            check=self.judged.check,
            refuse=self.refuse,
            meta={"by": self.recorder},
        )
        self.seen = outcome.stream
        return outcome

    @property
    def due(self) -> list[str]:
        """The steps with which the visit would owe nothing in the fewest steps, the next ones."""
        book = options.chosen_rulebook(self.judged.rulebook, self.seen)
        return [step_name(step) for step in advised(self.seen, book).steps[:_MOST_DUE]]


def _in_words(desk: _Desk, kept: Kept) -> str:
    return "".join(f"{line}\n" for line in _lines(desk, kept))


def _lines(desk: _Desk, kept: Kept) -> Iterator[str]:
    for entry in kept.entries:
        yield f"{entry.position:>4}  {tag(type(entry.event))}"
    for entry in kept.told_before:
        yield f"      {tag(type(entry.event))} was already recorded by {_teller(entry)}, as entry {entry.position}"
    if kept.between:
        came = "1 entry came" if kept.between == 1 else f"{kept.between} entries came"
        yield f"      {came} from elsewhere before; {'see what follows' if kept.new else 'the rules still hold'}"
    for finding in kept.new:
        yield from finding_lines(finding)
    if desk.due:
        yield f"      due next: {', '.join(desk.due)}"


def _teller(entry: Entry[Event]) -> str:
    return "another desk" if entry.recorded_by is None else printable(entry.recorded_by)


def _as_json(desk: _Desk, kept: Kept) -> bytes:
    return as_line(
        {
            "visit": desk.visit,
            "kept": [{"version": entry.position, "type": tag(type(entry.event))} for entry in kept.entries],
            "told_before": [entry.position for entry in kept.told_before],
            "between": kept.between,
            "findings": [finding_answer(finding) for finding in kept.new],
            "due": desk.due,
        }
    )
