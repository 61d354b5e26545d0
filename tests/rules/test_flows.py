"""Flows: the pieces of a number, where they go on, what leaks, and what is not known yet."""

from decimal import Decimal

import pytest

from tests.rules.river import DAMS, FLOW, SUMS, levels
from tracker.formats.images.flow import drawing_of
from tracker.models import Figure, Identity
from tracker.rules.flows import picture_of
from tracker.vocabulary import Precision


def replaced(figure: Figure, precision: Precision) -> Figure:
    """Return the same figure, given otherwise."""
    return Figure(key=figure.key, label=figure.label, unit=figure.unit, value=figure.value, precision=precision)


def test_each_split_hangs_on_the_piece_that_it_divides() -> None:
    picture = picture_of(FLOW, DAMS, SUMS)
    assert picture is not None
    assert [(bar.stage, bar.whole.key, list(bar.above)) for bar in picture.bars] == [
        ("Reported", "reported", []),
        ("Looked at", "reported", [(0, 0)]),
        ("Found unsafe or doubtful", "followed", [(1, 0), (1, 1)]),
        ("Repaired or closed", "ordered", [(2, 0)]),
    ]


def test_what_nobody_accounts_for_is_a_leak() -> None:
    picture = picture_of(FLOW, DAMS, SUMS)
    assert picture is not None
    assert [[str(piece.size) for piece in bar.pieces if piece.figure is None] for bar in picture.bars] == [
        [], [], ["15"], [],
    ]  # fmt: skip


def test_parts_that_exceed_their_whole_are_told_and_fill_the_bar() -> None:
    more = DAMS | levels(repaired="35", closed="10")
    picture = picture_of(FLOW, more, SUMS)
    assert picture is not None
    assert (picture.bars[-1].over, picture.bars[-1].size) == (Decimal(5), Decimal(45))


@pytest.mark.parametrize("unknown", ["reported", "closed"])
def test_while_one_of_its_figures_is_not_out_there_is_no_picture(unknown: str) -> None:
    assert picture_of(FLOW, {key: one for key, one in DAMS.items() if key != unknown}, SUMS) is None


def test_a_flow_goes_on_without_a_sum_that_was_taken_off_the_record() -> None:
    rest: dict[str, Identity] = {key: one for key, one in SUMS.items() if key != "outcome"}
    picture = picture_of(FLOW, DAMS, rest)
    assert picture is not None
    assert len(picture.bars) == 3


ROUNDED = {key: replaced(DAMS[key], Precision.ABOUT) for key in ("followed", "ordered")}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (DAMS, "15 that no source itemises"),
        (DAMS | {"followed": replaced(DAMS["followed"], Precision.ABOUT)}, "about 15 that no source itemises"),
        (DAMS | ROUNDED, "about 15 that rounding leaves open"),
    ],
)
def test_what_rounding_may_account_for_is_not_called_a_leak(figures: dict[str, Figure], said: str) -> None:
    picture = picture_of(FLOW, figures, SUMS)
    assert picture is not None
    shapes = drawing_of(picture).levels[2].shapes
    assert " ".join(line for _, line in shapes[-1].lines) == said


@pytest.mark.parametrize(
    ("exactly", "end"), [(Precision.EXACT, "."), (Precision.ABOUT, ", as far as they were rounded.")]
)
def test_what_is_over_is_said_with_its_rounding(exactly: Precision, end: str) -> None:
    more = DAMS | levels(repaired="35") | {"closed": replaced(DAMS["closed"], exactly)}
    picture = picture_of(FLOW, more, SUMS)
    assert picture is not None
    assert drawing_of(picture).levels[-1].over == f"The parts come to 5 more than the whole{end}"
