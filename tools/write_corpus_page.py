"""Write `docs/explanation/corpus.md`: what the visits of the corpus say of each common rule.

`python tools/write_corpus_page.py` writes the page; with `--check` it says whether the page is current instead.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from protocol import COMMON, TEXTBOOK, Finding, Rule, Severity, Stream, check
from protocol.corpus import visits
from protocol.hosts import HOSTS, rulebook_of
from protocol.rules import Fold
from protocol.validation import Outcome, outcome

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "corpus.md"
REPORTED = visits(basis="reported")
ANNOUNCED = visits(basis="announced")

WHY = {
    ("abidjan-ramaphosa", "PRS02"): "the report has the press conference followed by the signing",
    ("asuncion-pinera", "CER04"): "the report tells the honours of the guard first and lists the anthems after them",
    ("asuncion-pinera", "CER02"): "the report names the host's anthem first, which need not be the order of playing",
    (
        "bishkek-2025-11-putin",
        "CER02",
    ): "one of two reports names the host's anthem first; neither says which was played first",
    ("dar-es-salaam-2021-12-kenyatta", "CER05"): "the report names the guns after the guard, in a list",
    ("london-2019-06-trump", "CER05"): "the guns were fired elsewhere in the city, and no report says when",
    (
        "london-2024-06-naruhito",
        "CER01",
    ): "the host's own arrival was saluted with the British anthem before the guest came",
    (
        "london-2024-06-naruhito",
        "CER02",
    ): "the same: the host's anthem was played ten minutes before the guest's arrival",
    ("rome-2019-03-xi", "CER02"): "the report names the host's anthem first, which need not be the order of playing",
    ("rome-2019-03-xi", "PRS02"): "the memorandum was signed on the day after the statements",
    (
        "san-marino-2023-12-mattarella",
        "CER04",
    ): "the report tells military honours, then the anthems; no source names a ceremony",
    (
        "santiago-2019-03-duque",
        "CER02",
    ): "the report names the host's anthem first, which need not be the order of playing",
}
"""Why each visit departs from a common rule, by the visit and the rule, as its reports have it when they are read."""

HEAD = """\
# What real visits say

<!-- Written by tools/write_corpus_page.py; a test keeps it current. -->

The corpus holds {all} visits: {reported} reports of what happened and {announced} announced programmes.
`src/protocol/corpus/README.md` describes how they were collected and what they can prove.
This page counts what they say of the rules of `COMMON`.

A visit **held** a rule if it kept it, and the same steps in another order would have broken it.
It **broke** it if these steps, in the order in which they are recorded, depart from it, whatever was left out.
Else the rule was **not applicable**: the visit does not report what the rule speaks of.
**Strictly**, only steps whose place in the order a source states are read; **loosely**, all as they stand.
Programmes are not counted.
Content rules have no order to count and are not in the table.
Rules that are silent on partial records are counted all the same: what a record left out may excuse the visit,
but what it reports is evidence.
"""


def page() -> str:
    """The whole page."""
    head = HEAD.format(all=len(REPORTED) + len(ANNOUNCED), reported=len(REPORTED), announced=len(ANNOUNCED))
    parts = (head, *_counts(), *_findings(), *_hosts(), *_textbook())
    return "\n".join(parts).rstrip() + "\n"


def _counts() -> Iterator[str]:
    yield "## Each rule counted\n"
    yield "| rule | what it says | strict: held | broken | n/a | loose: held | broken | n/a |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for rule in COMMON:
        if not isinstance(rule.body, Fold):
            numbers = (*_counted(rule, strict=True), *_counted(rule, strict=False))
            yield f"| {rule.code} | {rule.sentence} | {' | '.join(map(str, numbers))} |"
    yield ""


def _counted(rule: Rule, *, strict: bool) -> list[int]:
    counts = Counter(outcome(rule, stream, strict=strict) for stream in REPORTED)
    return [counts[each] for each in (Outcome.HELD, Outcome.BROKEN, Outcome.SILENT)]


def _findings() -> Iterator[str]:
    found = [(stream, finding) for stream in REPORTED + ANNOUNCED for finding in check(stream, COMMON).findings]
    breaches = [each for each in found if each[1].severity is Severity.BREACH]
    yield "## Every breach\n"
    yield (
        "No visit of the corpus breaks a rule of `COMMON` that is a breach: none is there to explain, "
        "and no real visit is accused falsely.\n"
        if not breaches
        else "These are real departures from statute or logic.\n"
    )
    yield from _table(breaches)
    yield "## Lapses and notes\n"
    yield "What is wrong in a ceremony that no source names is at most a lapse,"
    yield "and what rests on steps that a source only lists is a note."
    yield "Each was judged by reading the report: what is found is what the report says, for the reason given.\n"
    yield from _table([each for each in found if each[1].severity is not Severity.BREACH])


def _table(found: list[tuple[Stream, Finding]]) -> Iterator[str]:
    if not found:
        return
    yield "| visit | severity | rule | what was found | why |"
    yield "|---|---|---|---|---|"
    for stream, finding in found:
        plan = " (programme)" if stream.planned else ""
        why = WHY[stream.visit, finding.rule.code]
        yield f"| {stream.visit}{plan} | {finding.severity} | {finding.rule.code} | {finding.message} | {why} |"
    yield ""


def _hosts() -> Iterator[str]:
    judged = {country.name: _judged(visits(host=country)) for country in sorted(HOSTS, key=lambda each: each.name)}
    others = [stream for stream in visits() if rulebook_of(stream) is COMMON]
    yield "## Each host by its own rulebook\n"
    yield "Every visit is held to the edition that its host had in force on its first day, or to the latest where no"
    yield "source gives a day; those of other hosts to `COMMON`. All findings are counted, and how many of them are of"
    yield "the host's own rules.\n"
    yield "| host | visits | breaches | lapses | notes | of its own rules |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, found in (judged | {"others": _judged(others)}).items():
        yield f"| {name} | {' | '.join(map(str, _numbers(found)))} |"
    yield ""
    yield from _own_findings([each for found in judged.values() for each in found.findings if _is_own(each[1])])


@frozen
class Judged:
    """The visits of a host, and what was found in them."""

    visits: Sequence[Stream]
    findings: Sequence[tuple[Stream, Finding]]


def _judged(streams: Sequence[Stream]) -> Judged:
    return Judged(streams, [(each, found) for each in streams for found in check(each, rulebook_of(each)).findings])


def _numbers(judged: Judged) -> Iterator[int]:
    yield len(judged.visits)
    for severity in sorted(Severity, reverse=True):
        yield sum(finding.severity is severity for _, finding in judged.findings)
    yield sum(_is_own(finding) for _, finding in judged.findings)


def _is_own(finding: Finding) -> bool:
    return finding.rule not in COMMON.rules


def _own_findings(found: list[tuple[Stream, Finding]]) -> Iterator[str]:
    if not found:
        yield "No visit departs from a rule of its host's own.\n"
        return
    yield "What departs from a host's own rules:\n"
    yield from _table(found)


def _textbook() -> Iterator[str]:
    findings = [check(stream, TEXTBOOK).findings for stream in REPORTED]
    counts = Counter(finding.rule.code for found in findings for finding in found)
    departing = sum(bool(found) for found in findings)
    yield "## Departures from the textbook\n"
    yield f"{departing} of the {len(REPORTED)} reported visits depart from the canonical order of `TEXTBOOK` somewhere:"
    yield "hosts differ, which is why it is no host's rulebook.\n"
    yield "| rule | what it says | departures |"
    yield "|---|---|--:|"
    for code, count in sorted(counts.items()):
        yield f"| {code} | {TEXTBOOK.rule(code).sentence} | {count} |"
    yield ""


def main() -> int:
    """Write the page, or check it."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
