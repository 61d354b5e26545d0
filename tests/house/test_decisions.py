"""Every rule that the code cites stands in docs/decisions, and nothing outside the repository is cited."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENDINGS = {".py", ".html", ".txt", ".xml", ".js", ".css", ".toml", ".md", ".yml", ".yaml", ".svg"}
PLACES = ("app.py", "pyproject.toml", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "Makefile",
          "docs", "templates", "tests", "tracker", ".github")  # fmt: skip
LEFT_OUT = ("tests/golden", "tests/requirements.txt", "tests/house/test_decisions.py", "tracker/records")
OUTSIDE = re.compile(r"\bguide, |reliability guide|\bDESIGN\b|\bissue \d|shared/|\(promise P\d|\bfacts,? section")
CITED = re.compile(r"docs/(?P<file>[\w./-]+\.md)(?:#(?P<heading>[\w-]+))?")
LINK = re.compile(r"\]\((?!https?:)(?P<file>[^)#]*)(?:#(?P<heading>[\w-]+))?\)")


def texts() -> dict[str, str]:
    """Return every text of the repository that people write, by its place below the root."""
    found = [path for place in PLACES for path in (ROOT / place, *sorted((ROOT / place).rglob("*")))]
    files = [path for path in found if path.is_file() and (path.suffix in ENDINGS or path.name == "Makefile")]
    named = {path.relative_to(ROOT).as_posix(): path for path in files}
    return {name: path.read_text("utf-8") for name, path in named.items() if not name.startswith(LEFT_OUT)}


def headings(path: Path) -> set[str]:
    """Return the anchors of a Markdown file's headings, as GitHub makes them."""
    lines = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in lines}


def is_there(path: Path, heading: str | None) -> bool:
    """Tell whether a file or folder exists, and has the heading where one is named."""
    return path.exists() and (not heading or heading in headings(path))


def test_nothing_outside_the_repository_is_cited() -> None:
    assert [f"{name}: {found[0]}" for name, text in texts().items() for found in OUTSIDE.finditer(text)] == []


def test_every_note_and_heading_that_is_cited_exists() -> None:
    cited = [(name, found) for name, text in texts().items() for found in CITED.finditer(text)]
    assert [f"{name}: {found[0]}" for name, found in cited if not is_there(ROOT / "docs" / found[1], found[2])] == []


def test_every_link_of_a_markdown_page_leads_somewhere() -> None:
    pages = {name: text for name, text in texts().items() if name.endswith(".md")}
    links = [(ROOT / name, found) for name, text in pages.items() for found in LINK.finditer(text)]
    wrong = [f"{page.relative_to(ROOT)}: {found[0]}" for page, found in links
             if not is_there(page.parent / found[1] if found[1] else page, found[2])]  # fmt: skip
    assert wrong == []


def test_every_decision_is_in_their_list() -> None:
    notes = {path.name for path in (ROOT / "docs/decisions").glob("*.md")} - {"README.md"}
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    assert {note for note in notes if f"({note})" not in listed} == set()
