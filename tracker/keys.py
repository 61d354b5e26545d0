"""The secret key: from the settings, or made once and kept in the instance folder, readable by its owner only."""

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256

from itsdangerous import Signer

from tracker.config import Config

FILE = "secret_key"


def secret_key(config: Config) -> bytes:
    """Return the installation's secret, making it at the first call; raise OSError when it cannot be kept."""
    if config.secret_key:
        return config.secret_key.encode()
    path = config.instance / FILE
    with suppress(FileNotFoundError):
        return _whole(path.read_bytes())
    config.instance.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
    with suppress(FileExistsError):  # Another process was quicker: its key is the key.
        os.link(draft, path)
    draft.unlink()
    return _whole(path.read_bytes())


def _whole(key: bytes) -> bytes:
    if len(key.strip()) < 32:
        raise OSError(f"The secret key in the instance folder ({FILE}) is damaged: restore it, or delete the file.")
    return key.strip()


def signature(key: bytes, purpose: str, text: str) -> str:
    """Return a signature of a text for one purpose, in hexadecimal digits; other purposes have other signatures.

    For what is stored (mailboxes, hashes of tokens, the salt of passwords) or outlasts us (addresses of bounces, which
    relays may lower-case): it must stay as it is for ever. Forms are signed with a `signer`.
    """
    return hmac.new(key, f"{purpose}\n{text}".encode(), sha256).hexdigest()


def signer(key: bytes, purpose: str) -> Signer:
    """Return what signs and verifies the forms of one purpose."""
    return Signer(key, salt=purpose, key_derivation="hmac", digest_method=sha256)


def new_token() -> tuple[str, str]:
    """Return a new secret of 32 signs, for a link that is mailed, and its hash, which is all that is kept."""
    token = secrets.token_urlsafe(24)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """Return the hash by which a mailed secret is known."""
    return sha256(token.encode()).hexdigest()
