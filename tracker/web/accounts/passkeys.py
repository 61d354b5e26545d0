"""Passkeys: the site they belong to, which is BASE_URL's, and what they may be called."""

import unicodedata
from typing import Any

from flask_security import Security, WebauthnUtil

from tracker.web.core.context import config

LONGEST = 64
NAMELESS = "Give the passkey a name that you will know it by, such as Laptop."
BAD_NAME = "Use letters, digits, spaces and hyphens, 64 at most."


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
        return (None, name) if plain and len(name) <= LONGEST else (BAD_NAME, None)
