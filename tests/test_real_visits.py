"""Real visits as scripts: read, kept, checked without a false alarm, and told in every paper."""

from pathlib import Path

import pytest

from protocol import COMMON, Severity, check
from protocol.codec import dump_lines, read_lines
from protocol.hosts import rulebook_of
from protocol.languages import LANGUAGES, language
from protocol.projections import not_stated, programme
from protocol.render import render
from protocol.reports import REPORTS, Brief
from protocol.script import dump_script, load_script, read_script
from sheets import wrong_in_sheets

ROOT = Path(__file__).parent.parent
VISITS = sorted((ROOT / "tests" / "visits").glob("*.yaml"))
EXAMPLES = [*sorted((ROOT / "examples").glob("*.yaml")), *sorted((ROOT / "examples").glob("*/*.yaml"))]
every_visit = pytest.mark.parametrize("path", VISITS, ids=lambda path: path.stem)


def test_there_are_fifteen_visits() -> None:
    """Of nine reports and six announced programmes."""
    assert len(VISITS) == 15
    assert sum(read_script(path).planned for path in VISITS) == 7


@every_visit
def test_a_visit_comes_back_from_every_form(path: Path) -> None:
    """Nothing of it is lost, neither who was there nor what is only announced."""
    stream = read_script(path)
    assert load_script(dump_script(stream)) == stream
    assert load_script(dump_script(stream, to="json")) == stream
    assert list(read_lines(dump_lines(stream), name=path.stem)) == [stream]


@every_visit
def test_no_real_visit_is_accused_falsely(path: Path) -> None:
    """By the rules of its host and by those that hold everywhere: no breach and no lapse."""
    stream = read_script(path)
    for rulebook in (COMMON, rulebook_of(stream)):
        found = [finding for finding in check(stream, rulebook).findings if finding.severity is not Severity.NOTE]
        assert [finding.rule.code for finding in found] == []


@pytest.mark.parametrize("path", [*VISITS, *EXAMPLES], ids=lambda path: path.stem)
def test_day_sheets_have_the_steps_where_the_record_puts_people(path: Path) -> None:
    """Nobody is sent to another step, and nobody who is named at one misses it; the rest is listed as not stated."""
    stream = read_script(path)
    told = programme.of(stream)

    assert list(wrong_in_sheets(stream)) == []
    assert all(not step.people for step in not_stated(told))


@every_visit
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_paper_is_made_of_every_visit(path: Path, code: str) -> None:
    """In every language, as text and as HTML, with no word of the program in it."""
    stream = read_script(path)
    for name, report in REPORTS.items():
        brief = Brief(stream, language(code), check(stream, COMMON), programme=stream if name == "deviations" else None)
        page = report.build(brief)
        assert render(page, to="html")
        text = render(page, to="text")
        assert not {"None", "{", "}"} & set(text.split())
