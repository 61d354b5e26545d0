"""The addresses of signing in. Behind each is Flask-Security's view, made ready at the first visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import current_app, redirect, session, url_for
from flask.typing import ResponseReturnValue

from tracker.vocabulary import Capability
from tracker.web.accounts.current import PROVED
from tracker.web.accounts.limits import CODES, PROOFS, SIGN_INS
from tracker.web.accounts.machinery import ready
from tracker.web.core.limits import limiter
from tracker.web.core.policy import PAGES, Access, Page
from tracker.web.core.routing import Door

bp = Door("security", __name__, url_prefix="/editor/account", desk=True)

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
