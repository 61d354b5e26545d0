"""The second factor by an authenticator app: each code works once, and the square to scan is drawn as plain SVG."""

from dataclasses import dataclass
from typing import Any

from flask_security import Totp
from passlib.exc import TokenError, UsedTokenError
from qrcode import QRCode

from tracker.operations.accounts.accounts import use_code
from tracker.web.accounts.store import account_session

WINDOW_SECONDS = 30
"""How far an app's clock may be off, either way."""


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
