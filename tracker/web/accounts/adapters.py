"""Flask-Security's classes as the desk needs them: authenticator codes, passkeys, passwords, and its forms."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from flask_security import PasswordUtil, Security, Totp, WebauthnUtil
from flask_security.forms import LoginForm, TwoFactorRescueForm, TwoFactorSetupForm
from flask_security.tf_plugin import TwoFactorSelectForm
from flask_security.webauthn import WebAuthnRegisterForm
from passlib.exc import TokenError, UsedTokenError
from qrcode import QRCode
from wtforms import StringField

from tracker.operations.accounts.accounts import use_code
from tracker.web.accounts.passwords import fault
from tracker.web.accounts.store import account_session
from tracker.web.core.context import config

WINDOW_SECONDS = 30
"""How far an app's clock may be off, either way."""
LONGEST_NAME = 64
NAMELESS = "Give the passkey a name that you will know it by, such as Laptop."
BAD_NAME = "Use letters, digits, spaces and hyphens, 64 at most."
LONGEST_TYPED = 254
"""The longest address or password that signing in looks at."""


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


class Passwords(PasswordUtil):
    """Flask-Security's questions about a new password, answered by the rules above."""

    def validate(self, password: str, is_register: bool, **values: Any) -> tuple[list[str] | None, str]:
        plain = self.normalize(password)
        user = values.get("user")
        wrong = fault(plain, getattr(user, "email", ""), getattr(user, "name", ""))
        return ([wrong] if wrong else None), plain


class WordField(StringField):
    """A word from a list that the view knows. WTForms is about to drop the kind of list that Flask-Security makes."""

    def __init__(self, *values: Any, **options: Any) -> None:
        super().__init__(*values, **options)
        self.choices: list[tuple[str, str]] = []


class SignInForm(LoginForm):
    """Address and password. There is no "remember me": a browser is signed out after an hour without a request."""

    remember = None  # type: ignore[assignment]

    def validate(self, **values: Any) -> bool:
        """Tell whether somebody may go on to the second factor; what is too long is not even looked at."""
        if len(self.email.data or "") > LONGEST_TYPED or len(self.password.data or "") > LONGEST_TYPED:
            self.email.errors = [*self.email.errors, "too long"]
            return False
        return bool(super().validate(**values))


class SetUpForm(TwoFactorSetupForm):
    """One press sets up an app; there is no other way."""

    setup = WordField()  # type: ignore[assignment]
    phone = StringField()  # type: ignore[assignment]


class SelectForm(TwoFactorSelectForm):
    """An app or a passkey."""

    which = WordField()  # type: ignore[assignment]


class RescueForm(TwoFactorRescueForm):
    """Not offered, but made by the page that asks for a code."""

    help_setup = WordField()  # type: ignore[assignment]


class PasskeyForm(WebAuthnRegisterForm):
    """The name of a new passkey, which is always a second factor."""

    usage = StringField(default="secondary")  # type: ignore[assignment]


FORMS: dict[str, Any] = {
    "login_form": SignInForm,
    "two_factor_setup_form": SetUpForm,
    "two_factor_select_form": SelectForm,
    "two_factor_rescue_form": RescueForm,
    "wan_register_form": PasskeyForm,
}
