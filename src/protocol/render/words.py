"""The few fixed words of the papers themselves, such as a heading above the entries, by language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from protocol.reports import Tone


@frozen
class ShellWords:
    """What a rendered page says of itself: everything else on it is said by its report.

    `figures` explains the small figures after words that rest on entries, `drawn` stands above a drawing in words,
    `more` after the first of many visits.
    """

    contents: str
    entries: str
    entry: str
    figures: str
    page: str
    drawn: str
    planned: str
    visits: str
    more: str
    tones: Mapping[Tone, str]


_ENGLISH: Final = ShellWords(
    contents="Contents",
    entries="Entries of the record",
    entry="Entry",
    figures="Small figures are the numbers of the entries that the words before them rest on.",
    page="Page",
    drawn="The drawing in words",
    planned="planned",
    visits="Visits",
    more="and {number} more",
    tones={Tone.GOOD: "in order", Tone.NOTE: "note", Tone.LAPSE: "lapse", Tone.BREACH: "breach"},
)

WORDS: Final[Mapping[str, ShellWords]] = MappingProxyType(
    {
        "en": _ENGLISH,
        "ru": ShellWords(
            contents="Содержание",
            entries="Записи",
            entry="Запись",
            figures="Мелкими цифрами даны номера записей, на которых основаны слова перед ними.",
            page="Страница",
            drawn="То же словами",
            planned="по программе",
            visits="Визиты",
            more="и ещё {number}",
            tones={Tone.GOOD: "в порядке", Tone.NOTE: "замечание", Tone.LAPSE: "упущение", Tone.BREACH: "нарушение"},
        ),
        "kk": ShellWords(
            contents="Мазмұны",
            entries="Жазбалар",
            entry="Жазба",
            figures="Ұсақ цифрлар — алдындағы сөздер негізделген жазбалардың нөмірлері.",
            page="Бет",
            drawn="Сызбаның сөзбен берілуі",
            planned="бағдарлама бойынша",
            visits="Сапарлар",
            more="және тағы {number}",
            tones={Tone.GOOD: "тәртіпке сай", Tone.NOTE: "ескертпе", Tone.LAPSE: "олқылық", Tone.BREACH: "бұзушылық"},
        ),
        "az": ShellWords(
            contents="Mündəricat",
            entries="Yazılar",
            entry="Yazı",
            figures="Xırda rəqəmlər əvvəlki sözlərin əsaslandığı yazıların nömrələridir.",
            page="Səhifə",
            drawn="Şəklin sözlə ifadəsi",
            planned="proqram üzrə",
            visits="Səfərlər",
            more="və daha {number}",
            tones={Tone.GOOD: "qaydasında", Tone.NOTE: "irad", Tone.LAPSE: "nöqsan", Tone.BREACH: "pozuntu"},
        ),
    }
)
"""The words by the code of the language."""


def words_of(language: str) -> ShellWords:
    """The words in a language, given as its code with or without a region; in English where it is not among them.

    >>> words_of("ru-KZ").entries
    'Записи'
    """
    return WORDS.get(language.partition("-")[0].lower(), _ENGLISH)
