"""Passkeys: the site they belong to, which is BASE_URL's, and what they may be called."""

import unicodedata

from flask import current_app
from flask_security import WebauthnUtil

LONGEST = 64
NAMELESS = "Give the passkey a name that you will know it by, such as Laptop."
BAD_NAME = "Use letters, digits, spaces and hyphens, 64 at most."


class Passkeys(WebauthnUtil):
    """What Flask-Security asks about passkeys."""

    def origin(self) -> str:
        """Return the site's address: a proxy may hide that browsers come over HTTPS."""
        base: str = current_app.extensions["config"].base_url
        return base

    def name_svn(self, value: str) -> tuple[str | None, str | None]:
        """Return what is wrong with a name, if anything, and the name in its one spelling."""
        name = " ".join(unicodedata.normalize("NFC", value).split())
        if not name:
            return NAMELESS, None
        plain = all(unicodedata.category(sign).startswith(("L", "N", "Pd", "Pc", "Zs", "M")) for sign in name)
        return (None, name) if plain and len(name) <= LONGEST else (BAD_NAME, None)
