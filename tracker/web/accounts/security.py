"""Flask-Security as it is used here."""

from typing import Any

from flask_security import Security


class Accounts(Security):
    """Flask-Security without a library that it would clean the names of passkeys with (web/accounts/passkeys.py)."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        return True if module == "nh3" else super()._check_modules(module, config_name)  # type: ignore[no-untyped-call]
