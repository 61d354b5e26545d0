"""The addresses of signing in. Behind each is Flask-Security's view, made ready at the first visit."""

from collections.abc import Callable
from typing import Any, cast

from flask import Blueprint, current_app, redirect, session, url_for
from flask.typing import ResponseReturnValue

from tracker.web.accounts.current import PROVED
from tracker.web.accounts.machinery import ready
from tracker.web.core.limits import CODES, PROOFS, SIGN_INS, limiter

bp = Blueprint("security", __name__, url_prefix="/editor/account")

BOTH, POST = ("GET", "POST"), ("POST",)
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "login": ("/login", BOTH),
    "logout": ("/logout", POST),
    "verify": ("/verify", BOTH),
    "change_password": ("/password", BOTH),
    "two_factor_setup": ("/tf-setup", BOTH),
    "two_factor_setup_validate": ("/tf-setup/<token>", POST),
    "two_factor_token_validation": ("/tf-validate", BOTH),
    "two_factor_rescue": ("/tf-rescue", BOTH),
    "tf_select": ("/tf-select", BOTH),
    "mf_recovery": ("/mf-recovery", BOTH),
    "mf_recovery_codes": ("/mf-recovery-codes", BOTH),
    "wan_register": ("/wan-register", BOTH),
    "wan_register_response": ("/wan-register/<token>", POST),
    "wan_signin": ("/wan-signin", BOTH),
    "wan_signin_response": ("/wan-signin/<token>", POST),
    "wan_delete": ("/wan-delete", BOTH),
    "wan_verify": ("/wan-verify", BOTH),
    "wan_verify_response": ("/wan-verify/<token>", POST),
}
LIMITED = {
    "login": SIGN_INS,
    "verify": PROOFS,
    "change_password": PROOFS,
    "two_factor_setup_validate": PROOFS,
    "wan_verify_response": PROOFS,
    "two_factor_token_validation": CODES,
    "mf_recovery": CODES,
    "wan_signin_response": CODES,
}
"""The places where something is guessed at, and how often one account and one network may."""

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
    for limit in LIMITED.get(endpoint, ()):
        limited = limiter.shared_limit(**limit)(limited)
    return limited


for _endpoint, (_path, _methods) in ROUTES.items():
    bp.add_url_rule(_path, _endpoint, _view(_endpoint), methods=_methods)
