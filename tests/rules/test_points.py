"""The points of a pasted text: proposed as a reader would number them, and no word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.points import Proposal, propose, propose_slug


def shape(text: str) -> list[tuple[int, str, list[str]]]:
    """Return the points of a text: number, words, parts."""
    return [
        (one.number, one.text, [f"{part.letter} {part.text}" for part in one.parts]) for one in propose(text).points
    ]


def words(proposal: Proposal) -> str:
    """Return every sign of a proposal but the spaces, in order."""
    points = [text for one in proposal.points for text in (one.marker, one.text)]
    return "".join("".join([proposal.preamble, *points, proposal.closing]).split())


NUMBERED = ["1. One\n2. Two", "(1) One\n(2) Two", "1) One\n2) Two", "1: One\n2: Two", "• One\n• Two", "- One\n- Two"]
NAMED = [
    "First, One\nSecond, Two",
    "Firstly, One\nFinally, Two",
    "i. One\nii. Two",
    "(a) One\n(b) Two",
    "A. One\nB. Two",
]


@pytest.mark.parametrize("text", NUMBERED + NAMED)
def test_points_are_known_by_their_marks(text: str) -> None:
    assert shape(text) == [(1, "One", []), (2, "Two", [])]


@pytest.mark.parametrize("marks", [("a)", "b)"), ("(a)", "(b)"), ("(i)", "(ii)"), ("i.", "ii."), ("-", "-")])
def test_lettered_lines_are_parts(marks: tuple[str, str]) -> None:
    text = f"1. Publish:\n   {marks[0]} the results;\n   {marks[1]} the names.\n2. Report."
    [first, second] = shape(text)
    assert (first[2], second) == (["a the results;", "b the names."], (2, "Report.", []))
    assert first[1] == f"Publish:\n{marks[0]} the results;\n{marks[1]} the names."


def test_letters_within_a_line_are_parts() -> None:
    assert shape("1. Publish (a) the results and (b) the names.") == [
        (1, "Publish (a) the results and (b) the names.", ["a the results and", "b the names."])
    ]


def test_a_line_that_was_broken_goes_on() -> None:
    assert shape("1. Publish the\n   results.\n\n   For every year.\n2. Report.")[0][1] == (
        "Publish the results.\nFor every year."
    )


def test_the_preamble_is_kept_out() -> None:
    proposal = propose("This House notes:\n1. a fact\n2. another\n\nThis House calls on the Cabinet to:\n1. Publish.")
    assert [(one.number, one.text) for one in proposal.points] == [(1, "Publish.")]
    assert proposal.preamble.startswith("This House notes:\n1. a fact")


def test_what_follows_the_points_is_kept_apart() -> None:
    proposal = propose("1. Publish.\n2. Report.\n\nProposed by A. Member")
    assert (len(proposal.points), proposal.closing) == (2, "Proposed by A. Member")


def test_a_year_at_the_head_of_a_line_is_no_point() -> None:
    assert len(propose("1. Publish the results for\n25. The laboratory too.\n2. Report.").points) == 2


def test_a_part_after_h_is_the_letter_i() -> None:
    lines = "\n".join(f"({letter}) part" for letter in "abcdefghij")
    assert [part.letter for part in propose(f"1. All of:\n{lines}").points[0].parts] == list("abcdefghij")


def test_a_text_without_numbers_is_one_point() -> None:
    assert shape("Publish the results.") == [(1, "Publish the results.", [])]
    assert propose("  \n").points == ()


pieces = st.sampled_from(
    ["1.", "2)", "(3)", "•", "-", "a)", "(b)", "(i)", "ii.", "First,", "This House notes:", "resolves to:", "words",
     "\n", "\n\n", "    ", " ", "25. July", "(c)", "Å", "\u2028", "\x0b"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(pieces, max_size=60).map(" ".join), st.lists(pieces).map("".join)))
def test_no_word_is_lost(text: str) -> None:
    assert words(propose(text)) == "".join(text.split())


TITLES = [
    ("Clean River", "clean-river"),
    ("Action – on 2025's Élan!", "action-on-2025s-elan"),
    ("河", ""),
    ("x" * 99, "x" * 80),
]


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_an_address_is_proposed(title: str, slug: str) -> None:
    assert propose_slug(title) == slug
