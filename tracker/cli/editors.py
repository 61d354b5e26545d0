"""The commands for editors' accounts: the first one is made here, the others by an administrator at the desk."""

import click
from flask import current_app
from sqlalchemy.orm import Session

from tracker.cli.database import commands, open_database, refused_by
from tracker.clock import now
from tracker.db import reading, transaction
from tracker.models import Editor
from tracker.operations.accounts import accounts
from tracker.rules.dates import HOUSE_ZONE
from tracker.rules.mailboxes import AddressError, read_address
from tracker.vocabulary import Role
from tracker.wording.addresses import address_problem
from tracker.wording.dates import instant_words
from tracker.wording.text import plural

ROLES = ", ".join(role.value for role in Role)


@commands.group()
def editor() -> None:
    """Look after the accounts of editors."""


@editor.command()
@click.argument("email")
@click.option("--role", required=True, help=f"One of: {ROLES}.")
@click.option("--name", help="How the person is called.  [default: the address before the @]")
def create(email: str, role: str, name: str | None) -> None:
    """Make an account and print the link that opens it."""
    if role not in set(Role):
        raise click.ClickException(f"There is no role “{role}”. Choose one of: {ROLES}.")
    address = _address(email)
    with transaction(open_database()) as session:
        if accounts.find_editor(session, address) is not None:
            hint = f"`flask --app app editor link {address}` prints a new link"
            raise click.ClickException(f"{address} has an account already: {hint}.")
        called = (name or address.partition("@")[0]).strip()[:120]
        made = accounts.create_editor(session, address, called, Role(role), now())
        token = accounts.issue_link(session, made, now())
    click.echo(f"{made.name} is {made.role.label.lower()}. This link opens the account, once, for two days:")
    click.echo(_link(token))


@editor.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a new link to choose a password."""
    with transaction(open_database()) as session:
        found = _found(session, email)
        with refused_by(accounts.AccountError):
            accounts.note_link(session, found, now())
        token = accounts.issue_link(session, found, now())
    click.echo("This link lets a password be chosen, once, for two days:")
    click.echo(_link(token))


@editor.command("list")
def list_editors() -> None:
    """Show every account: address, role, and when it last signed in."""
    with reading(open_database()) as session:
        found = accounts.all_editors(session)
        session.expunge_all()
    for account in found:
        seen = instant_words(account.signed_in_at, HOUSE_ZONE) if account.signed_in_at else "never signed in"
        click.echo("  ".join([account.email, account.role.value, seen, *([] if account.active else ["disabled"])]))
    click.echo(f"{plural(len(found), 'account')} shown.")


@editor.command()
@click.argument("email")
def disable(email: str) -> None:
    """Shut an account at once."""
    with refused_by(accounts.AccountError), transaction(open_database()) as session:
        accounts.disable(session, _found(session, email).id, now())
    click.echo("The account is disabled; it is signed out everywhere.")


def _address(email: str) -> str:
    try:
        return read_address(email)
    except AddressError as error:
        raise click.ClickException(address_problem(error)) from error


def _found(session: Session, email: str) -> Editor:
    found = accounts.find_editor(session, _address(email))
    if found is None:
        raise click.ClickException(f"{email} has no account. `flask --app app editor list` shows those there are.")
    return found


def _link(token: str) -> str:
    base: str = current_app.extensions["config"].base_url
    return f"{base}/editor/account/link/{token}"
