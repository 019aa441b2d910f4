"""Texts that are one to a reader are one to the program."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON, Coverage, Side, Stream, check
from protocol.errors import InvalidValueError
from protocol.events import DelegationNamed, DocumentSigned, GuestArrived, RecordOpened, TalksOpened
from protocol.languages import language
from protocol.script import load_script
from protocol.stream import Entry
from protocol.values import Document, Person, Text, fold_case, language_tag, present

COMPOSED = normalize("NFC", "Özkan Ülgen")
DECOMPOSED = normalize("NFD", COMPOSED)
SCRIPT = """\
format: visit/1
visit: {0}
guest: {{state: TR, principals: [{1}]}}
steps:
  - guest_arrived: {{guests: [{2}]}}
"""


def test_letters_with_accents_are_one_however_they_are_made() -> None:
    """A name, a title or an id with composed letters is the same with decomposed ones."""
    assert COMPOSED != DECOMPOSED
    assert Person(COMPOSED) == Person(DECOMPOSED)
    assert Document(COMPOSED) == Document(DECOMPOSED)
    assert RecordOpened(COMPOSED) == RecordOpened(DECOMPOSED)
    signed = (DocumentSigned(Document(each)) for each in (COMPOSED, DECOMPOSED))
    assert [each.rule.code for each in check(Stream.of(RecordOpened("demo"), *signed), COMMON).findings] == ["SIG01"]


def test_a_principal_is_known_by_either_form_of_the_name() -> None:
    """A script may name the principal once with composed letters and once with decomposed ones."""
    name = f"{{name: {COMPOSED}, rank: head-of-state}}"
    stream = load_script(SCRIPT.format(COMPOSED, name, DECOMPOSED))

    assert stream == load_script(SCRIPT.format(DECOMPOSED, name, COMPOSED))
    assert stream[-1].attending[0].rank is not None


@pytest.mark.parametrize("asked", ["ilqar", "İLQAR", "Ilqar", "ısıyev", "ISIYEV", "isiyev", "İsıyev", "  qar  ısı "])
def test_the_letters_i_of_azerbaijani_are_found_by_any_of_them(asked: str) -> None:
    """Whoever looks a name up does not know which i the record has."""
    assert Text.of({"az": "İlqar Isıyev"}).mentions(asked)


@given(st.text())
def test_folding_is_the_same_for_every_form_of_a_text(words: str) -> None:
    """Composed or not, and folded again."""
    assert (
        fold_case(words)
        == fold_case(normalize("NFD", words))
        == fold_case(normalize("NFC", words))
        == fold_case(fold_case(words))
    )


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("ru", "ru"),
        ("AZ", "az"),
        ("ru-RU", "ru-RU"),
        ("kk_KZ", "kk-KZ"),
        ("KK-kz", "kk-KZ"),
        ("zh_hant_TW", "zh-Hant-TW"),
    ],
)
def test_a_language_is_one_however_its_tag_is_written(written: str, tag: str) -> None:
    """Small and capital letters, a dash or an underscore make no other language."""
    assert language_tag(written) == tag
    assert Text.of({written: "a"}) == Text.of({tag: "a"})
    assert Text.of({written: "a", "en": "b"}).in_(tag.partition("-")[0]) == "a"
    assert Text.of({tag.partition("-")[0]: "a", "en": "b"}).in_(written) == "a"


def test_a_region_that_is_given_is_kept() -> None:
    """The form of the region that is asked for comes before that of another, and none is lost."""
    text = Text.of({"pt-BR": "trem", "pt-PT": "comboio"})

    assert (text.in_("pt-PT"), text.in_("pt_br"), text.in_("pt")) == ("comboio", "trem", "trem")
    with pytest.raises(InvalidValueError, match="two forms in the language pt-BR"):
        Text.of({"pt-BR": "trem", "pt_br": "comboio"})


def test_papers_are_in_the_language_whatever_region_is_named() -> None:
    """ru-RU is Russian to the library and on the command line."""
    assert language("ru-RU") == language("ru") == language("RU")
    assert language("kk_KZ").code == "kk"


def test_a_name_in_another_language_makes_nobody_a_stranger() -> None:
    """Who is named in Russian at the table and in English in the delegation may be the same."""
    opened = RecordOpened("demo", coverage=Coverage.COMPLETE)
    both = [
        DelegationNamed(side, (Person({"en": "A. Member", "ru": "Член делегации"}),))
        for side in (Side.HOST, Side.GUEST)
    ]

    def codes(name: dict[str, str]) -> list[str]:
        stream = Stream.of(
            opened, GuestArrived(), *both, Entry(0, TalksOpened(), present=present(attending=(Person(name),)))
        )
        return [finding.rule.code for finding in check(stream, COMMON).findings]

    assert codes({"ru": "Член делегации"}) == codes({"en": "a. member"}) == codes({"kk": "Мүше"}) == []
    assert codes({"en": "S. Stranger"}) == ["DEL01"]
