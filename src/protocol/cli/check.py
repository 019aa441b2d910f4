"""`protocol check`: what departs from protocol."""

from collections.abc import Iterator
from typing import Final

import click

from protocol.cli import options
from protocol.cli.answers import as_line, assessment_answer
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import Read, read_all
from protocol.errors import UnreadableError
from protocol.rules import Assessment, Finding, Owed, Severity
from protocol.validation import check
from protocol.values import Source

FAIL_ON: Final = {"breach": Severity.BREACH, "lapse": Severity.LAPSE, "note": Severity.NOTE, "never": None}
SOURCES_SHOWN: Final = 2
_COLOURS: Final = {Severity.BREACH: "red", Severity.LAPSE: "yellow", Severity.NOTE: "cyan"}


@click.command("check", short_help="What departs from protocol.")
@options.files
@options.rulebook
@options.coverage
@options.ended
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="breach",
    show_default=True,
    help="From which severity on the exit code is 1.",
)
def check_command(
    files: tuple[str, ...],
    rulebook: str | None,
    coverage: str | None,
    ended: bool | None,  # noqa: FBT001 - click calls it by name
    form: str,
    fail_on: str,
) -> int:
    """Hold visits to a rulebook and say what departs from it, why, and by which source.

    \b
    protocol check visit.yaml
    protocol check --rulebook textbook --coverage complete visit.yaml
    protocol check --format json *.yaml archive.jsonl | jq .breaches
    cat visit.yaml | protocol check -
    """
    code = 0
    for read in read_all(files):
        if isinstance(read.content, UnreadableError):
            click.echo(str(read.content), err=True)
            code = USAGE_ERROR
            continue
        book = options.chosen_rulebook(rulebook, read.content)
        found = check(read.content, book, coverage=options.chosen_coverage(coverage), ended=ended)
        click.echo(as_line(assessment_answer(found)) if form == "json" else "\n".join(_told(read, found)))
        code = max(code, _exit_code(found, FAIL_ON[fail_on]))
    return code


def _exit_code(found: Assessment, least: Severity | None) -> int:
    return int(least is not None and found.worst is not None and found.worst >= least)


def _told(read: Read, found: Assessment) -> Iterator[str]:
    verdict = _counted(found)
    yield f"{click.style(found.visit, bold=True)} ({read.name}) by {found.rulebook}, {found.coverage} record: {verdict}"
    for finding in found.findings:
        yield from _finding(finding)
    for conflict in found.conflicts:
        yield f"  {_severity(conflict.severity)} {conflict}"
    yield from _listed("owed", found.owed)
    yield from _listed("not reported", found.not_reported)


def _counted(found: Assessment) -> str:
    counts = {severity: len(found.of(severity)) for severity in reversed(Severity)}
    named = {
        Severity.BREACH: ("breach", "breaches"),
        Severity.LAPSE: ("lapse", "lapses"),
        Severity.NOTE: ("note", "notes"),
    }
    return ", ".join(f"{count or 'no'} {named[severity][count != 1]}" for severity, count in counts.items())


def _severity(severity: Severity) -> str:
    return click.style(str(severity), fg=_COLOURS[severity])


def _finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    entries = ", ".join(map(str, finding.entries))
    where = f" (entries {entries})" if len(finding.entries) > 1 else f" (entry {entries})" if entries else ""
    yield f"  {_severity(finding.severity)} {rule.code} {finding.message}{where}"
    yield f"    {rule.sentence} [{rule.evidence}: {_some(rule.sources)}]"
    if rule.hint is not None:
        yield f"    hint: {rule.hint}"


def _some(sources: tuple[Source, ...]) -> str:
    """The first sources; all of them are told by `protocol rules` and by the assessment."""
    shown, more = sources[:SOURCES_SHOWN], len(sources) - SOURCES_SHOWN
    return "; ".join(map(str, shown)) + (f"; and {more} more" if more > 0 else "")


def _listed(title: str, things: tuple[Owed, ...]) -> Iterator[str]:
    for thing in things:
        yield f"  {title}: {thing.rule.code} {thing.rule.sentence}"
