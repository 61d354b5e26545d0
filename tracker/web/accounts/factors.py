"""The second factors: an authenticator app, whose codes work once each, and passkeys, tied to BASE_URL's site."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from flask_security import Security, Totp, WebauthnUtil
from passlib.exc import TokenError, UsedTokenError
from qrcode import QRCode

from tracker.operations.accounts.accounts import use_code
from tracker.web.accounts.store import account_session
from tracker.web.core.context import config

WINDOW_SECONDS = 30
"""How far an app's clock may be off, either way."""
LONGEST_NAME = 64
NAMELESS = "Give the passkey a name that you will know it by, such as Laptop."
BAD_NAME = "Use letters, digits, spaces and hyphens, 64 at most."


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code: how many modules it is wide, and the path that draws the dark ones."""

    width: int
    path: str


class Codes(Totp):
    """Flask-Security's codes, each of which is taken once."""

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        """Tell whether a code is right and was not used; it is used now; while a secret is set up any is new."""
        known = totp_secret == user.tf_totp_secret
        try:
            match = self._totp.verify(token, totp_secret, window=min(window, WINDOW_SECONDS))
            if not use_code(account_session(), user.id, match.counter, once=known):
                raise UsedTokenError
        except TokenError:
            return False
        return True

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the address that the square stands for; the template draws it, for our pages take no data: images."""
        return str(self.get_totp_uri(username, totp))


def square(address: str) -> Square:
    code = QRCode(border=4)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Square(len(rows), path)


class Accounts(Security):
    """Flask-Security without a library that it would clean the names of passkeys with; `Passkeys` does that."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        return True if module == "nh3" else super()._check_modules(module, config_name)  # type: ignore[no-untyped-call]


class Passkeys(WebauthnUtil):
    """What Flask-Security asks about passkeys."""

    def origin(self) -> str:
        return config().base_url

    def name_svn(self, value: str) -> tuple[str | None, str | None]:
        name = " ".join(unicodedata.normalize("NFC", value).split())
        if not name:
            return NAMELESS, None
        plain = all(unicodedata.category(sign).startswith(("L", "N", "Pd", "Pc", "Zs", "M")) for sign in name)
        return (None, name) if plain and len(name) <= LONGEST_NAME else (BAD_NAME, None)
