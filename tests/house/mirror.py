"""Where the tests of a module are: by name, or by the table `mirror.txt`.

`python3 -m tests.house.mirror` prints that table for the tree as it is: entries that still hold are kept, those that no
longer hold go, and what is missing is proposed: the test files that import the module, or, after the mark `?`, those
that only share its name, or none. To renew it: `python3 -m tests.house.mirror > /tmp/mirror.txt && mv /tmp/mirror.txt
tests/house/mirror.txt`, then put the right files behind each mark, take the mark off, and lower GUESSES in
test_mirror.py. A line is `module: test files`, or `scenario: test file`.
"""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.house.source import FILES, HOUSE, ROOT, tree_of

TESTS = ROOT / "tests"
TABLE = Path(__file__).with_name("mirror.txt")
SCENARIO = "scenario"
GUESS = "? "
MOST_PROPOSED = 2
SAME_ROOM = 20

Table = list[tuple[str, list[str]]]
"""Pairs of a module and the test files that hold its claims, or of the word `scenario` and one test file."""


def modules() -> list[str]:
    """Return every module of the house but the fronts of packages, as paths below `tracker/`."""
    return [path.relative_to(HOUSE).as_posix() for path in FILES if path.name != "__init__.py"]


def test_files() -> list[str]:
    """Return every test file, as a path below `tests/`."""
    return sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py"))


def namesake(module: str) -> str:
    """Return the test file that a module has by name."""
    return (Path(module).parent / f"test_{Path(module).name}").as_posix()


def stray(test: str) -> bool:
    """Tell whether a test file of a folder that mirrors one of the house is named after nothing there."""
    folder = HOUSE / Path(test).parent
    name = Path(test).name.removeprefix("test_")
    return folder.is_dir() and not (folder / name).exists() and not (folder / name.removesuffix(".py")).is_dir()


def read_table() -> Table:
    """Return the table."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.removeprefix(GUESS).partition(":") for line in lines]
    return [(subject, [test for test in re.split(", | ", tests) if test]) for subject, _, tests in pairs]


def guesses() -> list[str]:
    """Return the lines of the table that nobody has looked at."""
    return [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith(GUESS)]


def faults(table: Table) -> list[str]:
    """Return what is wrong between the modules, the test files and a table."""
    held = {subject for subject, _ in table}
    scenarios = {test for subject, tests in table for test in tests if subject == SCENARIO}
    known = set(test_files())
    found = [f"{name} has no test file: write tests/{namesake(name)}, or name in mirror.txt what holds its claims"
             for name in modules() if namesake(name) not in known and name not in held]  # fmt: skip
    found += [f"tests/{test} is named after no module: rename it, or call it a scenario in mirror.txt"
              for test in sorted(known) if stray(test) and test not in scenarios]  # fmt: skip
    found += [f"mirror.txt names tests/{test}, which is not there" for _, tests in table for test in tests
              if test not in known]  # fmt: skip
    found += [f"mirror.txt calls tests/{test} a scenario, but it is named after a module, or in a folder of its own"
              for test in sorted(scenarios & known) if not stray(test)]  # fmt: skip
    needed = {SCENARIO, *(name for name in modules() if namesake(name) not in known)}
    return found + [f"mirror.txt names {name}, which is gone or has tests by name" for name in sorted(held - needed)]


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the modules of the house that a test file imports, itself and through helpers of the tests."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
            file = ROOT / f"{name.replace('.', '/')}.py"
            if file.is_file() and file.is_relative_to(HOUSE):
                found.add(file.relative_to(HOUSE).as_posix())
            elif file.is_file() and file.is_relative_to(TESTS) and file != path:
                found |= imported(file)
        front = ROOT / node.module.replace(".", "/") / "__init__.py"
        if front.is_relative_to(HOUSE) and front.is_file():
            found |= behind(front, {alias.name for alias in node.names})
    return frozenset(found)


def behind(front: Path, names: set[str]) -> set[str]:
    """Return the modules from which a package's front takes some names."""
    nodes = [node for node in ast.walk(tree_of(front)) if isinstance(node, ast.ImportFrom) and node.module]
    taken = {str(node.module) for node in nodes if names & {alias.name for alias in node.names}}
    files = [ROOT / f"{module.replace('.', '/')}.py" for module in taken]
    return {file.relative_to(HOUSE).as_posix() for file in files if file.is_file()}


def proposed(module: str) -> list[str]:
    """Return the test files that share most with a module: its name, its room, an import of it among few others."""
    scores: Counter[str] = Counter()
    for test in test_files():
        used = imported(TESTS / test)
        shared = len(words(module) & words(test.replace("test_", "")))
        scores[test] = SAME_ROOM * shared + (1 + 100 // len(used) if module in used else 0)
    return [test for test, score in scores.most_common(MOST_PROPOSED) if score > SAME_ROOM]


def words(path: str) -> set[str]:
    """Return the words of a path, in the singular."""
    return {word.removesuffix("s") for word in re.findall("[a-z]+", path.removesuffix(".py"))}


def renewed(table: Table) -> list[str]:
    """Return the lines of a table for the tree as it is."""
    known, kept = set(test_files()), dict(table)
    lines = []
    for name in modules():
        if namesake(name) not in known:
            good = [test for test in kept.get(name, []) if test in known]
            sure = [test for test in proposed(name) if name in imported(TESTS / test)]
            mark = "" if good or sure else GUESS
            lines.append(f"{mark}{name}: {', '.join(good or sure or proposed(name))}".rstrip())
    return [*lines, "", *(f"{SCENARIO}: {test}" for test in sorted(known) if stray(test))]


if __name__ == "__main__":
    print("# What holds the claims of a module without a test file of its name; see tests/house/mirror.py.\n")
    print(*renewed(read_table() if TABLE.exists() else []), sep="\n")
