"""Models as text: what is read, what is refused, and what traces say of them."""

import gc
import re
from itertools import product
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import COMMON
from protocol.errors import UnreadableError
from protocol.order.formats.decl import (
    BINARY,
    MOST_FAULTS,
    UNARY,
    Model,
    activity,
    read_decl,
    write_decl,
    write_ltlf,
)
from protocol.order.language import templates
from protocol.order.language.formulas import Formula
from protocol.rules import Fold

HOSTILE = (
    "a, b",
    "a]",
    "[a",
    "a | b",
    " a",
    "a  b",
    "a\nInit[b]",
    "a\r",
    "#",
    "# x",
    "a: b",
    "activity x",
    "",
)
MODEL = """\
# a model
activity a
activity b
activity c
bind a: amount
amount: integer between 0 and 9
Precedence[a, b] | | |
Absence2[a] | |
Exactly1[b] |
not co-existence[a, c]
"""


def verdicts(model: str, *names: str) -> dict[str, bool]:
    """The verdicts of a trace."""
    return dict(read_decl(model).judge(names).verdicts)


def test_a_model_is_read() -> None:
    """Constraints keep their wording; declarations, data and comments are passed over."""
    assert [constraint.written for constraint in read_decl(MODEL)] == [
        "Precedence[a, b] | | |",
        "Absence2[a] | |",
        "Exactly1[b] |",
        "not co-existence[a, c]",
    ]


def test_a_trace_is_judged() -> None:
    """Each constraint has its verdict, and the first name that broke one is told."""
    assert all(verdicts(MODEL, "a", "b").values())
    broken = read_decl(MODEL).judge(["x", "b", "a"])
    assert not broken.ok
    assert broken.first_violation == 1
    assert read_decl(MODEL).judge(["b", "x", "a", "a"]).first_violation == 0
    assert verdicts(MODEL, "a", "a", "b")["Absence2[a] | |"] is False
    owing = read_decl("Response[a, b]").judge(["a"])
    assert (owing.ok, owing.first_violation) == (False, None)


@pytest.mark.parametrize("title", [*UNARY, *BINARY])
def test_every_template_of_the_format_is_read(title: str) -> None:
    """It is the formula of the template, whatever the spelling, for all short traces."""
    names = ("a",) if title in UNARY else ("a", "b")
    (constraint,) = read_decl(f"{title.upper()}[{', '.join(names)}] | | |")
    template = {**UNARY, **BINARY}[title]

    assert constraint.formula == template(*map(activity, names))
    for trace in product("abc", repeat=3):
        assert len(Model((constraint,), frozenset()).judge(trace).verdicts) == 1


def test_negative_templates_mean_what_their_names_say() -> None:
    """Not Response and Not Precedence are the same order, seen from either end."""
    for title in ("Not Response", "Not Precedence", "Not Succession"):
        assert verdicts(f"{title}[a, b]", "b", "a") == {f"{title}[a, b]": True}
        assert verdicts(f"{title}[a, b]", "a", "c", "b") == {f"{title}[a, b]": False}
    assert verdicts("Not Chain Response[a, b]", "a", "c", "b") == {"Not Chain Response[a, b]": True}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Respons[a, b]", "Respons is no template; did you mean Response"),
        ("Response[a]", "Response is about 2 activities, and 1 stand here"),
        ("Init[a, b]", "Init is about 1 activity, and 2 stand here"),
        ("Response[a, ]", r"the name of an activity is missing in \[a, \]"),
        ("Init[]", "the name of an activity is missing"),
        ("Response2[a, b]", "Response takes no number 2"),
        ("Existence0[a]", "Existence takes no number 0"),
        ("Response[a, b] | A.x > 5 | |", "data and time conditions are not read"),
        ("Response a, b", "is neither an activity nor a constraint"),
        ("Frobnicate[a]", "Frobnicate is no template"),
        ("Existence51[a]", "Existence takes no number 51: up to 50 is counted"),
        ("Exactly999[a]", "Exactly takes no number 999: up to 50 is counted"),
        ("Init[A]", "A is no activity that the model declares; did you mean a?"),
        ("Init[\0]", "null character"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(line: str, problem: str) -> None:
    """All faults at once, each with its line."""
    with pytest.raises(UnreadableError, match=problem) as refused:
        read_decl(f"activity a\n{line}\nInit[a]\n{line}\nactivity b", name="model.decl")
    assert [fault.line for fault in refused.value.faults] == [2, 4]  # type: ignore[attr-defined] # faults of a model
    assert str(refused.value).startswith("model.decl:2: ")


@pytest.mark.parametrize("line", ["Response[a, b] {}", "{}"])
def test_of_a_long_line_the_beginning_is_told(line: str) -> None:
    """Sixty characters of what cannot be read are enough to find it."""
    with pytest.raises(UnreadableError) as refused:
        read_decl(line.format("|" + "y" * 200))

    assert re.findall(r"\|y+", str(refused.value)) == ["|" + "y" * 59]


def test_an_activity_that_a_model_does_not_declare_is_a_fault() -> None:
    """A misspelt name would make a constraint that nothing activates; declarations may stand after constraints."""
    model = "Precedence[tlak, arrive] | | |\nactivity arrive\nactivity  talk\nResponse[arrive, talk]\n"
    with pytest.raises(UnreadableError, match=r"1: tlak is no activity that the model declares; did you mean talk\?"):
        read_decl(model)

    assert len(read_decl(model.replace("tlak", "talk"))) == 2


def test_a_model_without_declarations_declares_by_its_constraints() -> None:
    """Many models are written without any, and their names are those of the constraints."""
    model = read_decl("Response[arrive, talk]\nInit[arrive]")

    assert model.activities == {"arrive", "talk"}
    assert (model[0].written, len(model[:1])) == ("Response[arrive, talk]", 1)


def test_of_very_many_faults_the_first_are_told() -> None:
    """The others are counted, and no time is spent on what each may have meant."""
    declared = "".join(f"activity name{number}\n" for number in range(20_000))
    wrong = "".join(f"Init[nmae{number}]\n" for number in range(20_000))
    with pytest.raises(UnreadableError) as refused:
        read_decl(declared + wrong)

    assert len(refused.value.faults) == MOST_FAULTS + 1
    assert str(refused.value.faults[-1]) == f"{20_001 + MOST_FAULTS}: and 19950 more"


@pytest.mark.parametrize(
    ("constraint", "trace", "vacuous"),
    [
        ("Response[a, b]", "", True),
        ("Response[a, b]", "bc", True),
        ("Response[a, b]", "ab", False),
        ("Precedence[a, b]", "a", True),
        ("Precedence[a, b]", "ab", False),
        ("Not Precedence[a, b]", "a", True),
        ("Not Chain Response[a, b]", "b", True),
        ("Not Succession[a, b]", "b", False),
        ("Succession[a, b]", "c", True),
        ("Co-Existence[a, b]", "ab", False),
        ("Chain Precedence[a, b]", "b", False),
        ("Absence[a]", "", False),
        ("Exactly2[a]", "aa", False),
        ("Choice[a, b]", "a", False),
    ],
)
def test_a_verdict_knows_whether_anything_activated_it(constraint: str, trace: str, vacuous: bool) -> None:
    """By the activation of its template, as DECLARE has it; what asks for something by itself is never idle."""
    found = read_decl(constraint).judge(trace)

    assert found.vacuous == ({constraint} if vacuous else set())
    assert found.ok is (constraint != "Chain Precedence[a, b]")


@pytest.mark.parametrize("title", [*UNARY, *BINARY])
def test_only_what_is_satisfied_is_idle(title: str) -> None:
    """No template is violated by a trace in which nothing activates it."""
    (constraint,) = model = read_decl(f"{title}[{'a' if title in UNARY else 'a, b'}]")
    for length in range(4):
        for trace in product("abc", repeat=length):
            found = model.judge(trace)
            idle = bool(constraint.activated) and not {event.__name__ for event in constraint.activated} & {*trace}
            assert found.vacuous == ({constraint.written} if idle else set())
            assert found.ok or not idle


def test_names_that_a_model_does_not_know_are_told() -> None:
    """Those that it declares it knows, whether or not a constraint is about them."""
    assert read_decl("activity a\nactivity b\nInit[a]").judge("abxyx").unknown == ("x", "y")
    assert Model(tuple(read_decl("activity a\nactivity b\nInit[a]")), frozenset("a")).judge("ab").unknown == ("b",)


def test_no_class_is_kept_for_a_name() -> None:
    """A service that reads many models has in memory those that it uses."""
    made = [ref(activity(f"only here {number}")) for number in range(100)]
    kept = read_decl("Init[kept]")
    gc.collect()

    assert [each() for each in made if each() is not None] == []
    assert activity("kept") in kept[0].formula.pattern.event.mro()  # type: ignore[union-attr] # it is an atom


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.sampled_from(HOSTILE),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_names_of_any_kind_are_written_so_that_they_are_read(names: list[str]) -> None:
    """An order about activities that the format can name comes back, and any other is a comment of one line."""
    order = templates.response(*map(activity, names))
    text = write_decl({"AAA01": order})

    assert [each.formula for each in read_decl(text)] in ([order], [])
    assert len(text.split("\n")) in (2, 4)


def test_what_is_written_is_read_again() -> None:
    """Templates survive the way to text and back; what has no template is told as LTLf in a comment."""
    orders = {
        "AAA01": templates.precedence(activity("a"), activity("b")),
        "AAA02": templates.exactly(activity("a"), 2),
        "AAA03": templates.first_before(activity("a"), activity("b")),
    }
    text = write_decl(orders)

    assert [constraint.formula for constraint in read_decl(text)] == [orders["AAA01"], orders["AAA02"]]
    assert "# AAA03: " in text
    assert write_ltlf(orders).startswith("AAA01: (a R (!b | a))\n")


def test_activities_are_those_of_the_constraints_alone() -> None:
    """What stands in a comment needs none."""
    order = templates.first_before(activity("a"), activity("b"))

    assert write_decl({"AAA01": order}) == f"# AAA01: {order}\n"
    assert write_decl({"AAA01": order, "AAA02": templates.init(activity("c"))}).startswith("activity c\n#")


@pytest.mark.parametrize(
    ("order", "line"),
    [
        (templates.existence(activity("a")), "Existence[a] | |"),
        (templates.existence(activity("a"), 3), "Existence3[a] | |"),
        (templates.exactly(activity("a")), "Exactly[a] | |"),
        (templates.absence(activity("a"), 2), "Absence2[a] | |"),
        (templates.init(activity("a")), "Init[a] | |"),
        (templates.response(activity("a"), activity("b")), "Response[a, b] | | |"),
    ],
)
def test_a_number_is_written_where_it_is_not_one(order: Formula, line: str) -> None:
    """As other tools write it."""
    assert write_decl({"AAA01": order}).splitlines()[-1] == line


def test_the_common_rulebook_is_written() -> None:
    """Every order rule is a constraint or a comment that names its code."""
    orders = {rule.code: rule.body for rule in COMMON if not isinstance(rule.body, Fold)}
    text = write_decl(orders)

    assert "Response[GuestArrived, GuestDeparted] | | |" in text
    assert "# CER04: within(welcome ceremony, " in text
    assert len(write_ltlf(orders).splitlines()) == len(orders)
