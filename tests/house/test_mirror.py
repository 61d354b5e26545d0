"""The tests mirror the house: every module's tests are where its name says, or where the table says."""

from tests.house.mirror import SCENARIO, faults, guesses, modules, read_table

GUESSES = 0
"""How many lines of the table may be guesses."""


def test_every_module_has_its_tests_by_name_or_in_the_table() -> None:
    assert faults(read_table()) == []


def test_no_more_of_the_table_is_guessed() -> None:
    assert len(guesses()) <= GUESSES


def test_a_module_without_tests_is_named() -> None:
    (line, *_) = faults([pair for pair in read_table() if pair[0] != "models/columns.py"])
    assert line.startswith("models/columns.py has no test file")


def test_a_line_that_no_longer_holds_is_named() -> None:
    table = [*read_table(), ("rules/gone.py", ["rules/test_gone.py"]), (SCENARIO, ["house/test_mirror.py"])]
    assert "rules/gone.py" not in modules()
    assert [line.split(",")[0] for line in faults(table)] == [
        "mirror.txt names tests/rules/test_gone.py",
        "mirror.txt calls tests/house/test_mirror.py a scenario",
        "mirror.txt names rules/gone.py",
    ]
