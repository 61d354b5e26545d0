"""The addresses of signing in, and how often one account and one network may try.

Behind each is Flask-Security's view, made ready at the first visit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from tracker.keys import secret_key, signature
from tracker.rules.mailboxes import fold
from tracker.vocabulary import Capability
from tracker.web.accounts.machinery import ready
from tracker.web.core.context import config
from tracker.web.core.current import PROVED, current_editor
from tracker.web.core.limits import limiter, network, tries
from tracker.web.core.policy import PAGES, Access, Page
from tracker.web.core.routing import Door

bp = Door("security", __name__, url_prefix="/editor/account", desk=True)


def account_typed() -> str:
    """Return what the account is counted by that somebody tries to sign in to: no address is kept in memory."""
    return _kept("sign-in", fold(request.form.get("email", "").strip()[:300]))


def account_half_in() -> str:
    """Return what the account is counted by whose password was right and whose second factor is asked for."""
    return _kept("second factor", str(session.get("tf_user_id") or network()))


def account_in() -> str:
    """Return what the account is counted by that is signed in, and proves it anew."""
    editor = current_editor()
    return _kept("proof", str(editor.id) if editor else network())


def _kept(purpose: str, text: str) -> str:
    return signature(secret_key(config()), purpose, text)


_WAIT_HOUR = "There have been many tries to sign in. Please wait an hour and try again; nothing is locked."
_WAIT_QUARTER = "There have been five tries in a short time. Please wait a quarter of an hour and try again."
_WAIT_LINK = "Several links were asked for from your connection. Please wait an hour and try again."

SIGN_INS = (
    tries("10 per hour", "sign-in of account", account_typed, _WAIT_HOUR),
    tries("20 per hour", "sign-in of network", network, _WAIT_HOUR),
)
CODES = (
    tries("5 per 15 minutes", "code of account", account_half_in, _WAIT_QUARTER),
    tries("20 per hour", "code of network", network, _WAIT_HOUR),
)
PROOFS = (
    tries("5 per 15 minutes", "proof of account", account_in, _WAIT_QUARTER),
    tries("20 per hour", "proof of network", network, _WAIT_HOUR),
)
LINKS = tries("5 per hour", "links of network", network, _WAIT_LINK)

ANYONE = Access()
SIGNED_IN = Access(Capability.SIGN_IN)
PROVED_LATELY = Access(Capability.SIGN_IN, fresh=True)


@dataclass(frozen=True, slots=True)
class Route:
    """One address of signing in: who may read it, who may send, and how often one account and one network may guess."""

    path: str
    get: Access | None = None
    post: Access | None = None
    limits: tuple[dict[str, Any], ...] = ()

    @property
    def methods(self) -> dict[str, Access]:
        return {name: who for name, who in (("GET", self.get), ("POST", self.post)) if who is not None}


ROUTES: dict[str, Route] = {
    "login": Route("/login", ANYONE, ANYONE, SIGN_INS),
    "logout": Route("/logout", post=SIGNED_IN),
    "verify": Route("/verify", SIGNED_IN, SIGNED_IN, PROOFS),
    "change_password": Route("/password", SIGNED_IN, SIGNED_IN, PROOFS),
    # Anyone: also those who have just given the right password and have no second factor yet.
    "two_factor_setup": Route("/tf-setup", ANYONE, ANYONE),
    "two_factor_setup_validate": Route("/tf-setup/<token>", post=PROVED_LATELY, limits=PROOFS),
    "two_factor_token_validation": Route("/tf-validate", ANYONE, ANYONE, CODES),
    "two_factor_rescue": Route("/tf-rescue"),  # A mail to somebody else: the library has it, we offer it to nobody.
    "tf_select": Route("/tf-select", ANYONE, ANYONE),
    "mf_recovery": Route("/mf-recovery", ANYONE, ANYONE, CODES),
    "mf_recovery_codes": Route("/mf-recovery-codes", PROVED_LATELY, PROVED_LATELY),
    "wan_register": Route("/wan-register", PROVED_LATELY, PROVED_LATELY),
    "wan_register_response": Route("/wan-register/<token>", post=PROVED_LATELY),
    "wan_signin": Route("/wan-signin", ANYONE, ANYONE),
    "wan_signin_response": Route("/wan-signin/<token>", post=ANYONE, limits=CODES),
    "wan_delete": Route("/wan-delete", post=PROVED_LATELY),
    "wan_verify": Route("/wan-verify", SIGNED_IN, SIGNED_IN),
    "wan_verify_response": Route("/wan-verify/<token>", post=SIGNED_IN, limits=PROOFS),
}

PROVING = frozenset({"verify", "wan_verify_response"})
"""The places where somebody who is signed in proves it anew, and gets a new key for it."""


def _view(endpoint: str) -> Callable[..., ResponseReturnValue]:
    def view(**values: Any) -> ResponseReturnValue:
        found = ready(current_app._get_current_object())  # type: ignore[attr-defined]
        proved = session.get(PROVED)
        answer = cast(ResponseReturnValue, found.view_functions[f"security.{endpoint}"](**values))
        if endpoint in PROVING and session.get(PROVED) != proved:
            from tracker.web.accounts.session_lifecycle import renew_key

            renew_key()
        # Its own way on leads to the form for a new passkey.
        return redirect(url_for("account.account"), 303) if endpoint == "wan_delete" else answer

    view.__name__ = view.__qualname__ = endpoint
    limited: Callable[..., ResponseReturnValue] = view
    for limit in ROUTES[endpoint].limits:
        limited = limiter.shared_limit(**limit)(limited)
    return limited


for _endpoint, _route in ROUTES.items():
    # The methods are the library's own: what nobody is offered is refused by the guard.
    _methods = ["POST"] if _route.get is None and _route.post is not None else ["GET", "POST"]
    bp.add_url_rule(_route.path, _endpoint, _view(_endpoint), methods=_methods)
    PAGES[f"security.{_endpoint}"] = Page(_route.methods)
