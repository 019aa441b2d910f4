"""Characters that nobody sees, or that look like others: where a word is refused for one, the message names it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.codec import read_lines
from protocol.codec.characters import foreign
from protocol.errors import UnreadableError
from protocol.script import load_script
from protocol.script.header import KEYS

HEAD = "format: visit/1\nvisit: x\n"
NO_BREAK_SPACE, ZERO_WIDTH_SPACE, BYTE_ORDER_MARK, SOFT_HYPHEN = "\xa0", "\u200b", "\ufeff", "\xad"
CYRILLIC_A, CYRILLIC_IE, CYRILLIC_O, CYRILLIC_KA = "\u0430", "\u0435", "\u043e", "\u041a"
LEFT, RIGHT, LEFT_SINGLE, EN_DASH, EM_DASH = "\u201c", "\u201d", "\u2018", "\u2013", "\u2014"
IDEOGRAPHIC_SPACE, FULLWIDTH_COLON, FULLWIDTH_TWO = "\u3000", "\uff1a", "\uff12"

SCRIPTS = [
    (f"format: visit/1\nv{CYRILLIC_O}sit: x\n", CYRILLIC_O, "write o"),
    (f"format: visit/1\n{ZERO_WIDTH_SPACE}visit: x\n", ZERO_WIDTH_SPACE, "leave it out"),
    (f"{HEAD}{BYTE_ORDER_MARK}steps: []\n", BYTE_ORDER_MARK, "leave it out"),
    (f"{HEAD}{NO_BREAK_SPACE}steps: []\n", NO_BREAK_SPACE, "write a space"),
    (f"{HEAD}kind:{NO_BREAK_SPACE}state\n", NO_BREAK_SPACE, "write a space"),
    (f"{HEAD}kind: st{CYRILLIC_A}te\n", CYRILLIC_A, "write a"),
    (f"{HEAD}kind: st{SOFT_HYPHEN}ate\n", SOFT_HYPHEN, "leave it out"),
    (f"{HEAD}kind: {LEFT}state{RIGHT}\n", LEFT, 'write "'),
    (f"{HEAD}{LEFT}kind{RIGHT}: state\n", RIGHT, 'write "'),
    (f"{HEAD}host: {{state: {CYRILLIC_KA}Z}}\n", CYRILLIC_KA, "write K"),
    (f"{HEAD}dates: [2023{EN_DASH}04-10]\n", EN_DASH, "write -"),
    (f"{HEAD}time_zone: {CYRILLIC_A}sia/Almaty\n", CYRILLIC_A, "write a"),
    (f"{HEAD}steps:\n{NO_BREAK_SPACE}{NO_BREAK_SPACE}- guest_arrived\n", NO_BREAK_SPACE, "write a space"),
    (f"{HEAD}steps:\n{IDEOGRAPHIC_SPACE}- guest_arrived\n", IDEOGRAPHIC_SPACE, "write a space"),
    (f"{HEAD}steps:\n  -{NO_BREAK_SPACE}guest_arrived\n", NO_BREAK_SPACE, "write a space"),
    (f"{HEAD}steps:\n  {EM_DASH} guest_arrived\n", EM_DASH, "write -"),
    (f"{HEAD}steps:\n  - guest_arrived\n  {EN_DASH} guest_departed\n", EN_DASH, "write -"),
    (f"{HEAD}steps:\n  - guest_{CYRILLIC_A}rrived\n", CYRILLIC_A, "write a"),
    (f"{HEAD}steps:\n  - guest_arrived:\n    {NO_BREAK_SPACE}place: x\n", NO_BREAK_SPACE, "write a space"),
    (f"{HEAD}steps:\n  - anthem_played: {{{CYRILLIC_O}f: guest}}\n", CYRILLIC_O, "write o"),
    (f"{HEAD}steps:\n  - anthem_played: {{of: gu{CYRILLIC_IE}st}}\n", CYRILLIC_IE, "write e"),
    (f"{HEAD}steps:\n  - talks: {{format: {LEFT_SINGLE}restricted'}}\n", LEFT_SINGLE, "write '"),
    (f"{HEAD}steps:\n  - talks: {{at: 10{FULLWIDTH_COLON}30}}\n", FULLWIDTH_COLON, "write :"),
    (f"{HEAD}steps:\n  - gun_salute_fired: {{rounds: {FULLWIDTH_TWO}1}}\n", FULLWIDTH_TWO, "write 2"),
    (f"{HEAD}steps:\n  - guest_arrived: {{during: t{CYRILLIC_A}lks}}\n", CYRILLIC_A, "write a"),
    (f"{HEAD}steps:\n  - other_happened: {{title: {LEFT}a: b{RIGHT}}}\n", LEFT, 'write "'),
    (f"{HEAD}steps:\n  - other_happened:\n      title: {LEFT}a: b{RIGHT}\n", LEFT, 'write "'),
    (f"{{{LEFT}format{RIGHT}: 1}}", LEFT, 'write "'),
    (f'{{"format":{NO_BREAK_SPACE}"visit/1"}}', NO_BREAK_SPACE, "write a space"),
    (f'{{"format": "visit/1", "visit": "x", "kind": {LEFT}state{RIGHT}}}', LEFT, 'write "'),
    (f'{{"format": "visit/1", "visit": "x", "kind": "st{CYRILLIC_A}te"}}', CYRILLIC_A, "write a"),
]


@pytest.mark.parametrize(("script", "character", "advice"), SCRIPTS)
def test_the_message_names_the_character(script: str, character: str, advice: str) -> None:
    """By its name and its number, with what to write, in keys, values and what holds them together."""
    with pytest.raises(UnreadableError) as refused:
        load_script(script)

    named = f"{unicodedata.name(character)}, U+{ord(character):04X}" if character != BYTE_ORDER_MARK else "U+FEFF"
    said = [line for line in str(refused.value).splitlines() if named in line]
    assert said
    assert advice in said[0].partition(named)[2]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"format": "entry/1", "position": 0, "event": {"type": "record_\u043epened", "visit": "x"}}', "U+043E"),
        ('{"format": "entry/1", "position": 0, "event": {"type": "record_opened", "v\u0456sit": "x"}}', "U+0456"),
        (
            '{"format": "entry/1", "position": 0, "event": {"type": "guest_arrived"}, "standing": "reported\u200b"}',
            "ZERO WIDTH SPACE, U+200B",
        ),
        ('{"format": "entry/1", "position": 0,\xa0"event": {}}', "NO-BREAK SPACE, U+00A0"),
    ],
)
def test_lines_name_the_character_too(line: str, named: str) -> None:
    """What was edited by hand has the same slips, whatever its form."""
    (refused,) = read_lines([line], name="x")

    assert named in str(refused)


@pytest.mark.parametrize(
    "word", ["Астана", "газета-2", "Қазақстан", "Ελλάδα", "İlqar", "état", "北京", "naïve", "بغداد", "Ħal"]
)
def test_words_of_other_scripts_are_no_slips(word: str) -> None:
    """A name that is written in one script, whichever, has nothing foreign in it."""
    assert foreign(word) == ""
    assert foreign(f"{word} and {word}") == ""


@given(st.sampled_from(KEYS), st.data())
def test_a_key_with_anything_invisible_in_it_is_explained(key: str, data: st.DataObject) -> None:
    """Wherever it stands in the word."""
    place = data.draw(st.integers(0, len(key)))
    invisible = data.draw(st.characters(categories=["Cf", "Zs"], exclude_characters=" "))
    said = foreign(key[:place] + invisible + key[place:])

    assert said.startswith(f"; its character {place + 1} is ")
    assert f"U+{ord(invisible):04X}" in said
