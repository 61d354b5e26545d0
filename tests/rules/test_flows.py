"""Flows: the pieces of a number, where they go on, what leaks, and what is not known yet."""

from decimal import Decimal

from tests.rules.river import DAMS, FLOW, SUMS, levels
from tracker.models import Identity
from tracker.rules.flows import picture_of


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


def test_a_split_whose_figures_are_not_out_has_no_bar() -> None:
    early = {key: one for key, one in DAMS.items() if key not in ("repaired", "closed")}
    picture = picture_of(FLOW, early, SUMS)
    assert picture is not None
    assert len(picture.bars) == 3


def test_without_what_came_in_there_is_no_picture() -> None:
    assert picture_of(FLOW, {key: one for key, one in DAMS.items() if key != "reported"}, SUMS) is None


def test_a_flow_goes_on_without_a_sum_that_was_taken_off_the_record() -> None:
    rest: dict[str, Identity] = {key: one for key, one in SUMS.items() if key != "outcome"}
    picture = picture_of(FLOW, DAMS, rest)
    assert picture is not None
    assert len(picture.bars) == 3
