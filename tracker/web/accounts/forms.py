"""Flask-Security's forms, less what the desk does not offer."""

from typing import Any

from flask_security.forms import LoginForm, TwoFactorRescueForm, TwoFactorSetupForm
from flask_security.tf_plugin import TwoFactorSelectForm
from flask_security.webauthn import WebAuthnRegisterForm
from wtforms import StringField

MOST = 254


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
        if len(self.email.data or "") > MOST or len(self.password.data or "") > MOST:
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
