"""The commands for editors' accounts."""

from flask import Flask

from tests.web.desk.people import held, visitor
from tracker.models import Editor


def run(app: Flask, *words: str) -> tuple[int, str]:
    """Run a command; return how it ended and what it said."""
    result = app.test_cli_runner().invoke(args=["editor", *words])
    return result.exit_code, result.output


def test_the_first_account_comes_with_its_link(app: Flask) -> None:
    code, said = run(app, "create", "Ada@Example.org", "--role", "admin", "--name", "Ada")
    link = said.split()[-1]
    assert (code, "once, for two days" in said, link.startswith("https://example.org/editor/")) == (0, True, True)
    assert visitor(app).get(link.removeprefix("https://example.org")).status_code == 200
    with held(app) as session:
        assert session.query(Editor.email, Editor.name).all() == [("ada@example.org", "Ada")]


def test_an_account_is_made_once(app: Flask) -> None:
    run(app, "create", "ada@example.org", "--role", "admin")
    code, said = run(app, "create", "ada@example.org", "--role", "admin")
    assert (code, "editor link ada@example.org" in said) == (1, True)
    assert run(app, "link", "ada@example.org")[0] == 0


def test_what_is_wrong_is_said(app: Flask) -> None:
    assert "contributor, editor, reviewer, admin" in run(app, "create", "ada@example.org", "--role", "king")[1]
    assert "name@example.org" in run(app, "create", "ada", "--role", "admin")[1]
    assert "has no account" in run(app, "link", "nobody@example.org")[1]


def test_accounts_are_shown_and_shut(app: Flask) -> None:
    run(app, "create", "ada@example.org", "--role", "admin")
    assert "last administrator" in run(app, "disable", "ada@example.org")[1]
    run(app, "create", "bob@example.org", "--role", "editor")
    assert run(app, "disable", "bob@example.org")[0] == 0
    said = run(app, "list")[1]
    assert "ada@example.org  admin  never signed in\n" in said
    assert "bob@example.org  editor  never signed in  disabled\n2 accounts shown." in said
