"""The page of sources: what any rule or seen line cites is in it, and how it was seen."""

from pathlib import Path

import pytest

from protocol import COMMON, TEXTBOOK
from protocol.hosts import EDITIONS, HOSTS, VIENNA
from protocol.values import Source

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "sources.md"
HOW = {"wording seen", "quoted", "told", "counted"}
WHOLE = "whole"


def rows() -> list[tuple[str, ...]]:
    """The rows of the tables of works: title, place, how it was seen, what it says."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("|")]
    return [row for row in cells if len(row) == 4 and row[0] != "work" and set(row[0]) != {"-"}]


def cited() -> set[Source]:
    """The sources of all rules and of what was seen, but for reasons of logic."""
    rules = {source for book in (COMMON, TEXTBOOK, VIENNA, *EDITIONS) for rule in book for source in rule.sources}
    lines = {source for host in HOSTS.values() for line in host.seen for source in line.sources}
    return {source for source in rules | lines if not str(source.title).startswith("by logic: ")}


CITED = sorted(cited(), key=lambda source: (str(source.title), source.locator or ""))


@pytest.mark.parametrize("source", CITED, ids=str)
def test_what_is_cited_is_on_the_page(source: Source) -> None:
    """Whoever doubts a rule finds how its source was seen; a work without a place in it is listed as a whole."""
    assert (str(source.title), source.locator or WHOLE) in {row[:2] for row in rows()}


def test_the_page_lists_nothing_else() -> None:
    """What nobody cites any more goes, and each place is told once."""
    places = [row[:2] for row in rows()]

    assert sorted(places) == sorted({(str(source.title), source.locator or WHOLE) for source in CITED})


def test_the_page_says_how_each_was_seen() -> None:
    """One of a few words, and some on what it says."""
    assert {row[2] for row in rows()} <= HOW
    assert all(row[3] for row in rows())
