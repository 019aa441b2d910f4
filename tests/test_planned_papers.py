"""Papers of a plan speak of what is to be; papers of plans that are made from a record say that they are."""

import re
from pathlib import Path

import pytest

from protocol import Stream
from protocol.events import RecordOpened
from protocol.languages import LANGUAGES, language
from protocol.reports import REPORTS, Brief
from protocol.script import read_script
from protocol.values import Basis

EXAMPLES = Path(__file__).parent.parent / "examples"
IMAGINED = EXAMPLES / "imagined_visit"
every_language = pytest.mark.parametrize("code", LANGUAGES)


def said(report: str, stream: Stream, code: str = "en") -> str:
    """What a report says, with its title and the heads and captions of its tables."""
    page = REPORTS[report].build(Brief(stream, language(code)))
    heads = (words for block in page.blocks for words in (*getattr(block, "head", ()), getattr(block, "caption", "")))
    texts = (getattr(block, "text", "") for block in page.blocks)
    return "\n".join(filter(None, (page.title, *heads, *texts, *(span.text for span in page.spans()))))


@pytest.fixture(scope="module")
def plan() -> Stream:
    """The programme of the imagined visit."""
    return read_script(IMAGINED / "programme.yaml")


@pytest.fixture(scope="module")
def record() -> Stream:
    """What happened on it."""
    return read_script(IMAGINED / "record.yaml")


PAST = r"\b(was|were|signed|exchanged|took part|recorded|marched|greeted|met|held|began|ended)\b"


@pytest.mark.parametrize("report", ["register", "attendance", "programme", "day-sheet", "order-of-ceremony"])
def test_a_paper_of_a_plan_tells_nothing_as_done(report: str, plan: Stream) -> None:
    """What is to be signed is not signed, and who takes part has not yet taken part."""
    told = said(report, plan).replace("to be signed", "").replace("to be exchanged", "")

    assert re.findall(PAST, told) == []


PLANNED = {
    "en": ("Register of documents to be signed", "Who takes part in which step"),
    "ru": ("Перечень документов к подписанию", "Участие лиц в мероприятиях по программе"),
    "kk": ("Қол қойылатын құжаттар тізбесі", "Адамдардың бағдарлама бойынша"),
    "az": ("İmzalanacaq sənədlərin siyahısı", "Şəxslərin proqram üzrə tədbirlərdə iştirakı"),
}


@every_language
def test_register_and_attendance_of_a_plan_say_so(code: str, plan: Stream, record: Stream) -> None:
    """In every language their titles are of what is planned, and those of a record are not."""
    documents, people = PLANNED[code]

    assert documents in said("register", plan, code)
    assert people in said("attendance", plan, code)
    assert documents not in said("register", record, code)
    assert people not in said("attendance", record, code)


FROM_A_RECORD = {
    "en": "Printed from a record: this is what happened, not a plan.",
    "ru": "Составлено по хронике",
    "kk": "Хроника бойынша жасалған",
    "az": "Xronika əsasında tərtib edilib",
}


@every_language
@pytest.mark.parametrize("report", ["programme", "day-sheet", "order-of-ceremony"])
def test_a_plan_that_is_printed_from_a_record_says_so(code: str, report: str, plan: Stream, record: Stream) -> None:
    """A reader sees whether the paper tells what was planned or what came of it."""
    assert FROM_A_RECORD[code] in said(report, record, code)
    assert FROM_A_RECORD[code] not in said(report, plan, code)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("register", "No document is to be signed by this programme."),
        ("attendance", "Only people whom the programme names are listed."),
        ("day-sheet", "The programme names nobody."),
        ("order-of-ceremony", "No ceremony is planned."),
    ],
)
def test_what_a_plan_lacks_is_told_of_the_plan(report: str, words: str) -> None:
    """An empty programme is not an empty record."""
    empty = Stream.of(RecordOpened("x", basis=Basis.ANNOUNCED))
    assert words in said(report, empty)
