"""Models as text: what is read, what is refused, and what traces say of them."""

import re
from itertools import product

import pytest

from protocol import COMMON
from protocol.errors import UnreadableError
from protocol.order import templates
from protocol.order.decl import BINARY, UNARY, activity, judge_trace, read_decl, write_decl, write_ltlf
from protocol.order.formulas import Formula
from protocol.rules import Fold

MODEL = """\
# a model
activity a
activity b
bind a: amount
amount: integer between 0 and 9
Precedence[a, b] | | |
Absence2[a] | |
Exactly1[b] |
not co-existence[a, c]
"""


def verdicts(model: str, *names: str) -> dict[str, bool]:
    """The verdicts of a trace."""
    return dict(judge_trace(read_decl(model), names).verdicts)


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
    broken = judge_trace(read_decl(MODEL), ["x", "b", "a"])
    assert not broken.ok
    assert broken.first_violation == 1
    assert judge_trace(read_decl(MODEL), ["b", "x", "a", "a"]).first_violation == 0
    assert verdicts(MODEL, "a", "a", "b")["Absence2[a] | |"] is False
    owing = judge_trace(read_decl("Response[a, b]"), ["a"])
    assert (owing.ok, owing.first_violation) == (False, None)


@pytest.mark.parametrize("title", [*UNARY, *BINARY])
def test_every_template_of_the_format_is_read(title: str) -> None:
    """It is the formula of the template, whatever the spelling, for all short traces."""
    names = ("a",) if title in UNARY else ("a", "b")
    (constraint,) = read_decl(f"{title.upper()}[{', '.join(names)}] | | |")
    template = {**UNARY, **BINARY}[title]

    assert constraint.formula == template(*map(activity, names))
    for trace in product("abc", repeat=3):
        assert len(judge_trace([constraint], trace).verdicts) == 1


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
        ("Response[a, ]", "Response is about 2 activities"),
        ("Response2[a, b]", "Response takes no number 2"),
        ("Existence0[a]", "Existence takes no number 0"),
        ("Response[a, b] | A.x > 5 | |", "data and time conditions are not read"),
        ("Response a, b", "is neither an activity nor a constraint"),
        ("Frobnicate[a]", "Frobnicate is no template"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(line: str, problem: str) -> None:
    """All faults at once, each with its line."""
    with pytest.raises(UnreadableError, match=problem) as refused:
        read_decl(f"activity a\n{line}\nInit[a]\n{line}", name="model.decl")
    assert [fault.line for fault in refused.value.faults] == [2, 4]  # type: ignore[attr-defined] # faults of a model
    assert str(refused.value).startswith("model.decl:2: ")


@pytest.mark.parametrize("line", ["Response[a, b] {}", "{}"])
def test_of_a_long_line_the_beginning_is_told(line: str) -> None:
    """Sixty characters of what cannot be read are enough to find it."""
    with pytest.raises(UnreadableError) as refused:
        read_decl(line.format("|" + "y" * 200))

    assert re.findall(r"\|y+", str(refused.value)) == ["|" + "y" * 59]


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
