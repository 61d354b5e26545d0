"""How Flask-Security is set up, and what it says."""

from datetime import timedelta
from typing import Any

from tracker.clock import now
from tracker.web.core.current import FRESH_SECONDS

HERE = "accounts/"

SETTINGS: dict[str, Any] = {
    "SESSION_PROTECTION": None,  # Our own table of sign-ins stands in for it, and a telephone changes its network.
    "WTF_CSRF_TIME_LIMIT": None,  # A token is good as long as its session: forms are kept open for hours.
    "WTF_CSRF_SSL_STRICT": False,  # web/guard.py asks where a form came from; pages with secret addresses say nowhere.
    "WTF_CSRF_CHECK_DEFAULT": False,  # web/guard.py checks, for the desk only.
    "SECURITY_URL_PREFIX": "/editor/account",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_STATIC_FOLDER_URL": None,
    "SECURITY_CLI_ROLES_NAME": False,
    "SECURITY_CLI_USERS_NAME": False,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_DATETIME_FACTORY": now,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_POST_LOGIN_VIEW": "/editor/account/welcome",
    "SECURITY_POST_LOGOUT_VIEW": "/editor/account/login",
    "SECURITY_POST_VERIFY_VIEW": "/editor",
    "SECURITY_POST_CHANGE_VIEW": "/editor/account",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/editor/account",
    "SECURITY_WAN_POST_REGISTER_VIEW": "/editor/account",
    "SECURITY_FRESHNESS": timedelta(seconds=FRESH_SECONDS),
    "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
    "SECURITY_PASSWORD_HASH": "pbkdf2_sha512",
    "SECURITY_PASSWORD_SCHEMES": ["pbkdf2_sha512"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {"pbkdf2_sha512__rounds": 210_000},  # OWASP's figure of 2023
    "SECURITY_CHANGEABLE": True,
    "SECURITY_CHANGE_URL": "/password",
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_REQUIRED": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TOTP_ISSUER": "Answerable",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
    "SECURITY_WEBAUTHN": True,
    "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
    "SECURITY_WAN_ALLOW_AS_MULTI_FACTOR": False,
    "SECURITY_WAN_ALLOW_AS_VERIFY": ["secondary"],
    "SECURITY_WAN_SIGNIN_WITHIN": timedelta(minutes=3),
    "SECURITY_LOGIN_USER_TEMPLATE": f"{HERE}sign_in.html",
    "SECURITY_VERIFY_TEMPLATE": f"{HERE}verify.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": f"{HERE}password.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": f"{HERE}code.html",
    "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": f"{HERE}set_up.html",
    "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": f"{HERE}select.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": f"{HERE}recovery_codes.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": f"{HERE}recovery.html",
    "SECURITY_WAN_REGISTER_TEMPLATE": f"{HERE}passkeys.html",
    "SECURITY_WAN_SIGNIN_TEMPLATE": f"{HERE}passkey_sign_in.html",
    "SECURITY_WAN_VERIFY_TEMPLATE": f"{HERE}passkey_verify.html",
}

_WRONG = "The address or the password is not right."
_CODE = "That code is not right, or it has been used. Wait for the next one in your app and enter it."
_AGAIN = "That page had waited too long. Please begin again."

MESSAGES: dict[str, tuple[str, str]] = {
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (_WRONG, "error"),
    "SECURITY_MSG_UNAUTHENTICATED": ("Please sign in first.", "error"),
    "SECURITY_MSG_REAUTHENTICATION_REQUIRED": ("Please prove that it is you.", "error"),
    "SECURITY_MSG_REAUTHENTICATION_SUCCESSFUL": ("Thank you: for 15 minutes you will not be asked again.", "done"),
    "SECURITY_MSG_INVALID_RECOVERY_CODE": ("That recovery code is not right, or it has been used.", "error"),
    "SECURITY_MSG_NO_RECOVERY_CODES_SETUP": ("There are no recovery codes yet.", "done"),
    "SECURITY_MSG_INVALID_PASSWORD": ("The password is not right.", "error"),
    "SECURITY_MSG_INVALID_REDIRECT": ("Please sign in.", "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": ("Enter your password.", "error"),
    "SECURITY_MSG_PASSWORD_CHANGE": ("The password is changed. Every other browser is signed out.", "done"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": ("Choose a password that differs from the present one.", "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": ("The two do not match: enter the new password twice.", "error"),
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (_CODE, "error"),
    "SECURITY_MSG_INVALID_CODE": (_CODE, "error"),
    "SECURITY_MSG_TWO_FACTOR_LOGIN_SUCCESSFUL": ("You are signed in.", "done"),
    "SECURITY_MSG_TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        "The new app is your second factor now. Every other browser is signed out.",
        "done",
    ),
    "SECURITY_MSG_TWO_FACTOR_PERMISSION_DENIED": ("Please begin with your address and password.", "error"),
    "SECURITY_MSG_TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Press the button to set up an app.", "error"),
    "SECURITY_MSG_TWO_FACTOR_SETUP_EXPIRED": (_AGAIN, "error"),
    "SECURITY_MSG_API_ERROR": (_AGAIN, "error"),
    "SECURITY_MSG_WEBAUTHN_EXPIRED": (_AGAIN, "error"),
    "SECURITY_MSG_WEBAUTHN_NAME_REQUIRED": ("Give the passkey a name that you will know it by.", "error"),
    "SECURITY_MSG_WEBAUTHN_NAME_INUSE": ("You have a passkey of this name already.", "error"),
    "SECURITY_MSG_WEBAUTHN_NAME_NOT_FOUND": ("There is no such passkey.", "error"),
    "SECURITY_MSG_WEBAUTHN_CREDENTIAL_DELETED": ("The passkey is taken off your account.", "done"),
    "SECURITY_MSG_WEBAUTHN_REGISTER_SUCCESSFUL": ("The passkey is added. Every other browser is signed out.", "done"),
    "SECURITY_MSG_WEBAUTHN_CREDENTIAL_ID_INUSE": ("This passkey is known already.", "error"),
    "SECURITY_MSG_WEBAUTHN_UNKNOWN_CREDENTIAL_ID": ("This passkey is not one of this account's.", "error"),
    "SECURITY_MSG_WEBAUTHN_ORPHAN_CREDENTIAL_ID": ("This passkey is not one of this account's.", "error"),
    "SECURITY_MSG_WEBAUTHN_NO_VERIFY": ("The passkey could not be checked. Please try again.", "error"),
    "SECURITY_MSG_WEBAUTHN_CREDENTIAL_WRONG_USAGE": ("This passkey is not one of this account's.", "error"),
    "SECURITY_MSG_WEBAUTHN_MISMATCH_USER_HANDLE": ("This passkey is not one of this account's.", "error"),
}
