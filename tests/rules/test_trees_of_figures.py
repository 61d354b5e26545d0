"""Random trees of figures: with one number changed, the sums that it is in break, and only they."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.river import levels
from tracker.models import Figure, Identity
from tracker.rules.figure_conflicts import figure_conflicts
from tracker.rules.figures import check_identity
from tracker.vocabulary import CheckResult

Tree = tuple[dict[str, Figure], list[Identity]]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw a tree of up to five levels: every figure that has children is their sum, and an identity says so."""
    figures: dict[str, Figure] = {}
    sums: list[Identity] = []

    def grow(key: str, depth: int) -> Decimal:
        count = draw(st.integers(0, 4 if depth < 4 else 0))
        names = [f"{key}{place}" for place in range(count)]
        value = (
            sum((grow(name, depth + 1) for name in names), Decimal(0)) if names else Decimal(draw(st.integers(0, 999)))
        )
        figures.update(levels(**{key: str(value)}))
        if names:
            sums.append(Identity(key=f"sum-{key}", kind="sum", terms=names, equals=key, decimals=0))
        return value

    grow("n", 0)
    return figures, sums


def broken(tree: Tree) -> set[str]:
    figures, sums = tree
    return {one.key for one in sums if check_identity(one, figures).result is not CheckResult.HOLDS}


@given(trees())
def test_a_whole_tree_adds_up(tree: Tree) -> None:
    assert broken(tree) == set()


@given(trees(), st.data())
def test_one_changed_number_breaks_the_sums_it_is_in_and_no_other(tree: Tree, data: st.DataObject) -> None:
    figures, sums = tree
    key = data.draw(st.sampled_from(sorted(figures)))
    figures[key].value += data.draw(st.integers(1, 99))
    assert broken(tree) == {one.key for one in sums if key in [*one.terms, one.equals]}


@given(trees(), st.data())
def test_by_how_much_is_the_change_itself(tree: Tree, data: st.DataObject) -> None:
    figures, sums = tree
    key, by = data.draw(st.sampled_from(sorted(figures))), data.draw(st.integers(1, 99))
    figures[key].value += by
    checks = [check_identity(one, figures) for one in sums]
    assert {check.by for check in checks if check.result is CheckResult.DOES_NOT_HOLD} <= {Decimal(by)}


@given(trees(), st.data())
def test_a_second_figure_of_one_measure_differs_where_its_number_does(tree: Tree, data: st.DataObject) -> None:
    figures, _ = tree
    one = figures[data.draw(st.sampled_from(sorted(figures)))]
    by = data.draw(st.integers(-5, 5))
    other = Figure(key="other", label="other", unit="dams", value=one.value + by, precision=one.precision)
    one.measure = other.measure = "same"
    assert [each.clash for each in figure_conflicts([one, other], [], [])] == ([True] if by else [])
