"""The communiqué tells what a record reports, and nothing else: no finding, no guess, no silence of the record."""

import pytest
from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st

from profiles import examples
from protocol.corpus import names, visit
from protocol.events import ORDERED, RecordOpened, VisitAgreed
from protocol.languages import LANGUAGES, language
from protocol.reports import Brief, Page, Paragraph, communique_page
from protocol.rules import COMMON
from protocol.stream import Entry, Stream, effective
from protocol.testing import streams
from protocol.validation import check
from protocol.values import Party, Side, Standing, VisitKind

NEVER_SAID = {
    "en": ("not reported", "late", "early", "breach", "lapse", "departure from protocol", "inferred", "listed"),
    "ru": ("сведений нет", "позже", "раньше", "нарушен", "упущен", "отступлен", "косвенн", "не указан"),
    "kk": ("мәлімет жоқ", "кеш, мин", "ерте, мин", "бұзушылық", "олқылық", "ауытқу", "жанама"),
    "az": ("məlumat yoxdur", "gec, dəq", "tez, dəq", "pozuntu", "nöqsan", "kənarlaşma", "dolayı"),
}
"""What belongs in an assessment."""


def told(stream: Stream, code: str = "en") -> dict[int, list[str]]:
    """What a communiqué says, by the entry that each sentence rests on."""
    said: dict[int, list[str]] = {}
    for span in sentences(communique_page(Brief(stream, language(code)))):
        said.setdefault(span[0], []).append(span[1])
    return said


def sentences(page: Page) -> list[tuple[int, str]]:
    """The sentences of a page, each with the one entry that it is from."""
    spans = [span for block in page.blocks if isinstance(block, Paragraph) for span in block.spans if span.text.strip()]
    assert all(len(span.entries) == 1 for span in spans), "a sentence without an entry"
    return [(span.entries[0], span.text) for span in spans]


@example(
    Stream.of(
        RecordOpened("v"),
        Entry(0, VisitAgreed(VisitKind.STATE, (Party(Side.HOST), Party(Side.GUEST))), standing=Standing.INFERRED),
    )
)
@given(streams())
def test_every_sentence_is_from_an_entry_that_sources_report(stream: Stream) -> None:
    """What whoever made the record inferred is not among them, what was withdrawn neither; what is announced is."""
    current = {entry.position: entry for entry in effective(stream)}

    for position in told(stream):
        assert current[position].standing is not Standing.INFERRED


@given(streams(), st.data())
def test_what_is_not_in_the_record_is_not_said(stream: Stream, data: st.DataObject) -> None:
    """Without a step the communiqué says the same, but for that step."""
    steps = [entry for entry in stream if type(entry.event) in ORDERED]
    assume(steps)
    left_out = data.draw(st.sampled_from(steps))
    without = told(Stream(tuple(entry for entry in effective(stream) if entry.position != left_out.position)))
    whole = told(Stream(tuple(effective(stream))))

    assert {position: said for position, said in whole.items() if position != left_out.position} == without


@examples(50, 500)
@given(streams(), st.sampled_from(LANGUAGES))
def test_findings_and_programmes_change_nothing(stream: Stream, code: str) -> None:
    """What protocol asks for and what was planned is not for the press."""
    alone = Brief(stream, language(code))
    judged = evolve(alone, assessment=check(stream, COMMON), programme=stream)

    assert communique_page(judged) == communique_page(alone)


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_said_of_silence_delay_or_fault(code: str) -> None:
    """Over all real visits."""
    for name in names():
        said = " ".join(text for _, text in sentences(communique_page(Brief(visit(name), language(code))))).casefold()
        assert [word for word in NEVER_SAID[code] if word in said] == [], name
