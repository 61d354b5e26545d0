"""The accounts of editors: made, opened by a link, disabled, given another role. Each act ends the sign-ins it must."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.keys import new_token, token_hash
from tracker.models import AccountLink, Editor, Passkey
from tracker.operations.accounts.sign_ins import end_sign_ins as end_sign_ins
from tracker.operations.desk import audit
from tracker.vocabulary import Capability, Role

LINK_LASTS = timedelta(days=2)


class AccountError(Exception):
    """One sentence on why an act on an account cannot be done."""


def create_editor(
    session: Session, email: str, name: str, role: Role, now: datetime, by: Editor | None = None
) -> Editor:
    """Make an account without a password; a link opens it. `email` is one plain address (rules/mailboxes.py)."""
    if find_editor(session, email) is not None:
        raise AccountError("There is an account with this address already.")
    editor = Editor(email=email.lower(), name=name, role=role, active=True, created_at=now)
    editor.fs_uniquifier = _new_handle()
    session.add(editor)
    session.flush()
    audit.record(session, by, "made an account", f"editor/{editor.id}", now, reason=role.value)
    return editor


def use_code(session: Session, editor_id: int, counter: int, *, once: bool) -> bool:
    """Write down how far an account's second-factor codes are used; with `once`, False where this one was used before.

    The counter is compared and set in one statement, so that of two requests with the same code one is refused.
    """
    statement = update(Editor).where(Editor.id == editor_id).values(totp_counter=counter)
    if once:
        statement = statement.where(or_(Editor.totp_counter.is_(None), Editor.totp_counter < counter))
    return bool(session.execute(statement.returning(Editor.id)).all())


def find_editor(session: Session, email: str) -> Editor | None:
    """Return the account with an address, in whatever case it is written."""
    return session.scalar(select(Editor).where(func.lower(Editor.email) == email.lower()))


def issue_link(session: Session, editor: Editor, now: datetime) -> str:
    """Return a new secret that opens an account to choose a password, once; only its hash is kept."""
    token, kept = new_token()
    link = AccountLink(token_hash=kept, editor_id=editor.id, issued_at=now, expires_at=now + LINK_LASTS)
    session.add(link)
    session.flush()
    return token


def link_for(session: Session, address: str, now: datetime) -> str | None:
    """Return a new secret for the account with an address, or None where none is to be opened: then no mail goes."""
    editor = find_editor(session, address)
    return issue_link(session, editor, now) if editor is not None and editor.active else None


def find_link(session: Session, token: str, now: datetime) -> Editor | None:
    which = select(Editor).join(AccountLink, AccountLink.editor_id == Editor.id)
    good = (AccountLink.used_at.is_(None), AccountLink.expires_at > now, Editor.active)
    return session.scalar(which.where(AccountLink.token_hash == token_hash(token), *good))


def use_link(session: Session, token: str, password: str, now: datetime) -> Editor | None:
    """Set an account's password, given as its hash, by the secret of a link; None where the link is good no more."""
    editor = find_link(session, token, now)
    which = (AccountLink.token_hash == token_hash(token), AccountLink.used_at.is_(None))
    used = session.execute(update(AccountLink).where(*which).values(used_at=now).returning(AccountLink.id))
    if not used.all() or editor is None:
        return None
    editor.password = password
    _void(session, editor, now, "a password was chosen")
    audit.record(session, editor, "chose a password", f"editor/{editor.id}", now)
    return editor


def disable(session: Session, editor_id: int, now: datetime, by: Editor | None = None) -> Editor:
    """Shut an account at once: its sign-ins end and its links open nothing."""
    editor = _get(session, editor_id)
    if not editor.active:
        raise AccountError("This account is disabled already.")
    _keep_an_admin(session, editor)
    editor.active, editor.disabled_at = False, now
    _void(session, editor, now, "the account was disabled")
    audit.record(session, by, "disabled an account", f"editor/{editor.id}", now)
    return editor


def enable(session: Session, editor_id: int, now: datetime, by: Editor | None = None) -> Editor:
    """Open a disabled account again, as it was."""
    editor = _get(session, editor_id)
    if editor.active:
        raise AccountError("This account is not disabled.")
    editor.active, editor.disabled_at = True, None
    audit.record(session, by, "opened an account again", f"editor/{editor.id}", now)
    return editor


def change_role(session: Session, editor_id: int, role: Role, now: datetime, by: Editor | None = None) -> Editor:
    """Give an account another role; its owner signs in again."""
    editor = _get(session, editor_id)
    if editor.role is role:
        raise AccountError(f"The role is {role.label.lower()} already.")
    _keep_an_admin(session, editor)
    before, editor.role = editor.role, role
    end_sign_ins(session, editor.id, now, "the role was changed")
    audit.record(session, by, "changed a role", f"editor/{editor.id}", now, reason=f"{before.value} to {role.value}")
    return editor


def reset_second_factor(session: Session, editor_id: int, now: datetime, by: Editor | None = None) -> Editor:
    """Forget an account's password and second factors: a link opens it, and both are chosen anew."""
    editor = _get(session, editor_id)
    editor.password = None
    editor.tf_primary_method = editor.tf_totp_secret = editor.totp_counter = editor.mf_recovery_codes = None
    session.execute(delete(Passkey).where(Passkey.user_id == editor.id))
    _void(session, editor, now, "the second factor was reset")
    audit.record(session, by, "reset a second factor", f"editor/{editor.id}", now)
    return editor


def sign_out_everywhere(session: Session, editor_id: int, now: datetime, by: Editor | None = None) -> int:
    """End every sign-in of an account; return how many there were."""
    editor = _get(session, editor_id)
    count = end_sign_ins(session, editor.id, now, "signed out everywhere")
    audit.record(session, by, "signed an account out everywhere", f"editor/{editor.id}", now)
    return count


def note_link(session: Session, editor: Editor, now: datetime, by: Editor | None = None) -> None:
    """Note that a new link was asked for, where the account is one that may be opened."""
    if not editor.active:
        raise AccountError("This account is disabled: open it again first.")
    audit.record(session, by, "sent a new link", f"editor/{editor.id}", now)


def all_editors(session: Session) -> list[Editor]:
    """Return every account: those in use first, by name."""
    return list(session.scalars(select(Editor).order_by(Editor.active.desc(), func.lower(Editor.name), Editor.id)))


def _get(session: Session, editor_id: int) -> Editor:
    editor = session.scalar(select(Editor).where(Editor.id == editor_id).with_for_update())
    if editor is None:
        raise AccountError("There is no such account.")
    return editor


def _keep_an_admin(session: Session, editor: Editor) -> None:
    """Refuse what would leave no administrator; their rows are locked, so that two cannot go at the same moment."""
    if not editor.role.can(Capability.ADMINISTER) or not editor.active:
        return
    which = (
        select(Editor.id)
        .where(Editor.role.in_(Role.that_can(Capability.ADMINISTER)), Editor.active)
        .order_by(Editor.id)
    )
    if list(session.scalars(which.with_for_update())) == [editor.id]:
        raise AccountError("This is the last administrator: make another one first.")


def _void(session: Session, editor: Editor, now: datetime, why: str) -> None:
    """End an account's sign-ins and its links, and make void whatever was signed for it."""
    editor.fs_uniquifier = _new_handle()
    end_sign_ins(session, editor.id, now, why)
    which = (AccountLink.editor_id == editor.id, AccountLink.used_at.is_(None), AccountLink.expires_at > now)
    session.execute(update(AccountLink).where(*which).values(expires_at=now))


def _new_handle() -> str:
    """Return a new value of what Flask-Security knows an account by."""
    return secrets.token_hex(16)
