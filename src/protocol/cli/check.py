"""`protocol check`: what departs from the rules, with reasons and sources."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import click

from protocol.cli import options
from protocol.cli.answers import as_line, assessment_answer
from protocol.cli.batch import Answer, answer_each
from protocol.cli.screen import printable
from protocol.rules import Assessment, Finding, Owed, Severity
from protocol.stream import Stream

FAIL_ON: Final = {"breach": Severity.BREACH, "lapse": Severity.LAPSE, "note": Severity.NOTE, "never": None}
_COLOURS: Final = {Severity.BREACH: "red", Severity.LAPSE: "yellow", Severity.NOTE: "cyan"}


@click.command("check")
@options.files
@options.judging_options
@options.time_options
@options.lenient
@options.text_or_json
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="breach",
    show_default=True,
    help="The least severity of a finding that makes the exit code 1.",
)
def check_command(
    *,
    files: tuple[str, ...],
    judged: options.Judged,
    known: options.Known,
    lenient: bool,
    form: str,
    fail_on: str,
) -> int:
    """Check visits against a rulebook: what departs from it, why, and by which source.

    \b
    protocol check visit.yaml
    protocol check --rulebook textbook --coverage complete visit.yaml
    protocol check --as-of 2023-04-10T18:00+06:00 visit.jsonl
    protocol check --format json *.yaml archive.jsonl | jq .breaches
    cat visit.yaml | protocol check -
    """
    answer = partial(_answer, judged, form, FAIL_ON[fail_on])
    return answer_each(files, answer, lenient=lenient, known=known)


def _answer(judged: options.Judged, form: str, least: Severity | None, name: str, stream: Stream) -> Answer:
    found = judged.check(stream)
    text = as_line(assessment_answer(found)) if form == "json" else "".join(f"{line}\n" for line in _lines(name, found))
    return Answer(text, int(least is not None and found.worst is not None and found.worst >= least))


def _lines(name: str, found: Assessment) -> Iterator[str]:
    visit = click.style(printable(found.visit), bold=True)
    yield f"{visit} ({printable(name)}) by {found.rulebook}, {found.coverage} record: {severity_counts(found)}"
    for finding in found.findings:
        yield from finding_lines(finding)
    for conflict in found.conflicts:
        yield f"  {_severity(conflict.severity)} {conflict.message}"
    yield from _obligations("owed", found.owed)
    yield from _obligations("not reported", found.not_reported)


def severity_counts(found: Assessment) -> str:
    """How many findings there are of each severity, such as "1 breach, no lapses, no notes"."""
    plurals = {Severity.BREACH: "breaches", Severity.LAPSE: "lapses", Severity.NOTE: "notes"}
    counts = {severity: len(found.of(severity)) for severity in plurals}
    return ", ".join(f"{n or 'no'} {severity if n == 1 else plurals[severity]}" for severity, n in counts.items())


def _severity(severity: Severity) -> str:
    return click.style(str(severity), fg=_COLOURS[severity])


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding, with its rule and what that rests on."""
    rule = finding.rule
    entries = ", ".join(map(str, finding.entries))
    where = f" (entries {entries})" if len(finding.entries) > 1 else f" (entry {entries})" if entries else ""
    yield f"  {_severity(finding.severity)} {rule.code} {printable(finding.message)}{where}"
    yield f"    {rule.sentence} [{rule.evidence}: {'; '.join(map(str, rule.sources))}]"
    if rule.hint is not None:
        yield f"    hint: {rule.hint}"


def _obligations(title: str, things: tuple[Owed, ...]) -> Iterator[str]:
    for thing in things:
        yield f"  {title}: {thing.rule.code} {thing.rule.sentence}"
